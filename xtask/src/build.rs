//! `build`: the npm package, from the crate to the tarball.

use anyhow::{Result, ensure};

use crate::report::step;
use crate::{npm, package, tools, wasm};

pub fn task(arguments: &[String]) -> Result<()> {
    ensure!(arguments.is_empty(), "build takes no arguments");
    run()
}

pub fn run() -> Result<()> {
    tools::ensure_node()?;
    tools::ensure_rust_target(wasm::TARGET)?;
    package::clear()?;
    step("npm packages", npm::ensure_packages)?;
    let here = wasm::Place::here()?;
    step("compile", || here.compile())?;
    step("wasm-bindgen", || here.generate_glue())?;
    step("wasm-opt", || here.optimise(&package::core_wasm()))?;
    step("integrity", package::write_integrity)?;
    step("bundle", package::bundle)?;
    step("copy", package::copy_files)?;
    step("vectors", package::export_vectors)?;
    step("npm pack", package::pack)
}
