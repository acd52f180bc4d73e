//! `build`: the npm package, from the crate to the tarball.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::report::step;
use crate::wasm::{Instructions, Place};
use crate::{binaryen, npm, package, paths, tools, wasm};

pub fn task(arguments: &[String]) -> Result<()> {
    ensure!(arguments.is_empty(), "build takes no arguments");
    run()
}

pub fn run() -> Result<()> {
    tools::ensure_node()?;
    tools::ensure_rust_target(wasm::TARGET)?;
    package::clear()?;
    step("npm packages", npm::ensure_packages)?;
    code(Place::here()?, &paths::pkg(), |name, run| step(name, run))?;
    step("integrity", package::write_integrity)?;
    step("copy", package::copy_files)?;
    step("vectors", package::export_vectors)?;
    step("npm pack", package::pack)
}

/// Everything that is compiled, from the crate to `core.wasm` and the JavaScript files, into `output`. Each part of it goes through
/// `part`, with its name.
pub fn code(
    place: Place,
    output: &Path,
    part: impl Fn(&str, &dyn Fn() -> Result<String>) -> Result<()>,
) -> Result<()> {
    let current = place.clone().build(Instructions::Current);
    part("compile", &|| current.compile())?;
    part("wasm-bindgen", &|| current.generate_glue())?;
    part("wasm-opt", &|| {
        binaryen::optimise(&current, &output.join(package::CORE_WASM))
    })?;
    let first = place.build(Instructions::First);
    part("compile, no SIMD", &|| first.compile())?;
    part("wasm-bindgen", &|| first.generate_glue())?;
    part("wasm2js", &|| binaryen::translate(&first))?;
    part("bundle", &|| package::bundle(&current, &first, output))
}
