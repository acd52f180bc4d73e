//! `build`: the npm package, from the crate to the tarball.

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
    let current = Place::here()?.build(Instructions::Current);
    step("compile", || current.compile())?;
    step("wasm-bindgen", || current.generate_glue())?;
    step("wasm-opt", || {
        binaryen::optimise(&current, &package::core_wasm())
    })?;
    let first = Place::here()?.build(Instructions::First);
    step("compile, no SIMD", || first.compile())?;
    step("wasm-bindgen", || first.generate_glue())?;
    step("wasm2js", || binaryen::translate(&first))?;
    step("integrity", package::write_integrity)?;
    step("bundle", || {
        package::bundle(&current, &first, &paths::pkg())
    })?;
    step("copy", package::copy_files)?;
    step("vectors", package::export_vectors)?;
    step("npm pack", package::pack)
}
