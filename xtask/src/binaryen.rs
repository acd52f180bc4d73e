//! What binaryen's tools make of a build: `core.wasm`, or the core in JavaScript.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::wasm::Build;
use crate::{paths, process, report};

/// Of [`Instructions::Current`](crate::wasm::Instructions).
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// The generated names end in digests, which do not compress. It prints the short ones, so it runs
/// once, while the others run until nothing changes.
const RENAME: &str = "--minify-imports-and-exports-and-modules";

const WASM_OPT_FLAGS: &[&str] = &[
    // In this order, neighbours are alike, and structured anew, functions are shorter: with both,
    // the Wasm gzips to 1.3 % less.
    "--reorder-functions-by-name",
    // The stack starts at address 0 and grows down to it, so its last kilobyte is never reached, and
    // constants can move from sums into loads and stores.
    "--low-memory-unused",
    "--always-inline-max-function-size=4",
    "--merge-similar-functions",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--strip-producers",
    "--strip-debug",
    "--strip-target-features",
];

/// Newer instructions that the standard library has in any build. `wasm2js` knows none of them.
const LATER_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
];

const LOWERING: &[&str] = &[
    "--signext-lowering",
    "--llvm-memory-copy-fill-lowering",
    "--low-memory-unused",
    "-Oz",
    "-Oz",
    "--converge",
    "--strip-producers",
    "--strip-target-features",
];

fn tool(name: &str) -> Command {
    process::node(paths::node_modules().join("binaryen/bin").join(name))
}

/// The Wasm of the package.
pub fn optimise(build: &Build, output: &Path) -> Result<String> {
    let wasm_opt = |from: &Path| {
        let mut command = tool("wasm-opt");
        command.args(FEATURES).arg(from).arg("-o").arg(output);
        command
    };
    let mut rename = wasm_opt(&build.wasm());
    rename.args(["--debuginfo", RENAME]);
    fs::write(build.names(), process::read(rename)?)?;
    let mut optimise = wasm_opt(output);
    optimise.args(WASM_OPT_FLAGS);
    process::run_quietly(optimise)?;
    became(&build.wasm(), output)
}

/// The core in JavaScript, for runtimes without Wasm.
pub fn translate(build: &Build) -> Result<String> {
    let lowered = build.javascript().with_extension("wasm");
    let mut lower = tool("wasm-opt");
    lower.args(LATER_FEATURES).args(LOWERING);
    lower.arg(build.wasm()).arg("-o").arg(&lowered);
    process::run_quietly(lower)?;
    let mut wasm2js = tool("wasm2js");
    wasm2js.args(LATER_FEATURES).arg("-Oz");
    wasm2js.arg(&lowered).arg("-o").arg(build.javascript());
    process::run_quietly(wasm2js)?;
    became(&build.wasm(), &build.javascript())
}

fn became(input: &Path, output: &Path) -> Result<String> {
    let size = |file: &Path| fs::metadata(file).map(|metadata| metadata.len() as usize);
    Ok(format!(
        "{} -> {} bytes",
        report::grouped(size(input)?),
        report::grouped(size(output)?)
    ))
}
