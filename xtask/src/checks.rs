//! What the steps of `test` do.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{consumer, package, paths, process, wasm, wasm_test_runner};

pub const BARE_TARGET: &str = "wasm32v1-none";

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = process::cargo();
    cargo.args(arguments);
    cargo
}

fn passes(command: Command) -> Result<String> {
    process::run_quietly(command)?;
    Ok(String::new())
}

pub fn format() -> Result<String> {
    passes(cargo(&["fmt", "--all", "--check", "--", "--color=never"]))
}

pub fn clippy() -> Result<String> {
    passes(cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "--deny=warnings",
    ]))
}

pub fn clippy_wasm() -> Result<String> {
    passes(cargo(&[
        "clippy",
        "--lib",
        "--features=wasm",
        "--target",
        wasm::TARGET,
        "--",
        "--deny=warnings",
    ]))
}

pub fn doc() -> Result<String> {
    let mut doc = cargo(&[
        "doc",
        "--package=onerway-edge",
        "--no-deps",
        "--all-features",
    ]);
    doc.env("RUSTDOCFLAGS", "--deny=warnings");
    passes(doc)
}

pub fn bare_target() -> Result<String> {
    passes(cargo(&[
        "build",
        "--lib",
        "--no-default-features",
        "--target",
        BARE_TARGET,
    ]))
}

pub fn rust_tests(features: &[&str]) -> Result<String> {
    let mut test = cargo(&["test", "--package=onerway-edge"]);
    test.args(features);
    count_rust_tests(&process::run_quietly(test)?)
}

pub fn wasm_tests() -> Result<String> {
    let test = cargo(&[
        "test",
        "--package=onerway-edge",
        "--features=wasm",
        "--test=wasm",
        "--target",
        wasm::TARGET,
        "--config",
        &wasm_test_runner::cargo_config()?,
    ]);
    count_rust_tests(&process::run_quietly(test)?)
}

/// Adds up the lines `test result: ok. 3 passed; 0 failed; 0 ignored; ...`. A suite that runs
/// nothing, or leaves a test out, has not passed.
fn count_rust_tests(printed: &str) -> Result<String> {
    let (mut passed, mut ignored) = (0, 0);
    for result in printed
        .lines()
        .filter_map(|line| line.strip_prefix("test result: ok. "))
    {
        for (count, word) in result.split("; ").filter_map(|part| part.split_once(' ')) {
            let total = match word {
                "passed" => &mut passed,
                "ignored" => &mut ignored,
                _ => continue,
            };
            *total += count
                .parse::<usize>()
                .with_context(|| format!("unexpected test result: {result}"))?;
        }
    }
    ensure!(passed > 0, "no test was run\n\n{}", printed.trim_end());
    ensure!(
        ignored == 0,
        "{ignored} tests are ignored\n\n{}",
        printed.trim_end()
    );
    Ok(format!("{passed} passed"))
}

pub fn build() -> Result<String> {
    this_task("build")
}

pub fn size() -> Result<String> {
    this_task("size")
}

/// Another task of this program, run silently.
fn this_task(name: &str) -> Result<String> {
    let mut task = process::command(std::env::current_exe()?);
    task.arg(name);
    passes(task)
}

/// What is published: the tarball, and the crate.
pub fn published() -> Result<String> {
    let mut cargo = cargo(&["package", "--package", "onerway-edge", "--allow-dirty"]);
    cargo.args(["--color=never", "--locked"]);
    process::run_quietly(cargo)?;
    let tarball = package::tarball()?;
    let tarball = tarball.to_str().context("a path in UTF-8")?;
    javascript("tests/js/package.mjs", &[tarball])
}

pub fn types() -> Result<String> {
    let mut tsc = process::node(paths::node_modules().join("typescript/bin/tsc"));
    tsc.args(["-p", "tests/types"]);
    process::run_quietly(tsc)?;
    let drift = process::node("tests/types/drift/run.mjs");
    Ok(last_line(&process::run_quietly(drift)?).to_owned())
}

/// A script that tests the installed package; the last line it prints sums up.
pub fn javascript(path: &str, arguments: &[&str]) -> Result<String> {
    let printed = printed_by(path, arguments)?;
    Ok(last_line(&printed).to_owned())
}

/// The summary, and below it what else was printed: a line for each store or tool with its version,
/// or how far a walk was.
pub fn summary_first(path: &str, arguments: &[&str]) -> Result<String> {
    let printed = printed_by(path, arguments)?;
    let summary = last_line(&printed);
    let lines = printed.trim_end().strip_suffix(summary);
    Ok(format!("{summary}\n{}", lines.unwrap_or_default()))
}

fn printed_by(path: &str, arguments: &[&str]) -> Result<String> {
    let mut script = consumer::script(path);
    script.args(arguments);
    process::run_quietly(script)
}

fn last_line(printed: &str) -> &str {
    printed.trim_end().lines().last().unwrap_or_default()
}
