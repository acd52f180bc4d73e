//! Runs a compiled test of the bindings; `cargo test` calls it for every test file.

use std::iter;

use anyhow::{Context, Result};

use crate::wasm;

pub const NAME: &str = "wasm-test-runner";

pub fn task(arguments: &[String]) -> Result<()> {
    let program = iter::once(NAME.to_owned());
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(
        program.chain(arguments.iter().cloned()),
    )
}

/// What tells Cargo, as `--config`, to run compiled tests with this very program.
pub fn cargo_config() -> Result<String> {
    let this_program = std::env::current_exe()?;
    let this_program = this_program
        .to_str()
        .context("the path of xtask is not UTF-8")?;
    Ok(format!(
        "target.{}.runner=[{this_program:?}, {NAME:?}]",
        wasm::TARGET
    ))
}
