//! `test`: every check of the project, in order, up to the first that fails.

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::{consumer, demo, paths, process, report, tools, wasm, wasm_test_runner};

const BARE_TARGET: &str = "wasm32v1-none";
const PAGE_STEP: &str = "js-page";
const STORES_STEP: &str = "js-stores";

struct Step {
    name: &'static str,
    /// Needs `build` and `install` to have run.
    needs_package: bool,
    run: fn() -> Result<String>,
}

const STEPS: &[Step] = &[
    on_sources("format", format),
    on_sources("clippy", clippy),
    on_sources("clippy-wasm", clippy_wasm),
    on_sources("doc", doc),
    on_sources("rust-default", || rust_tests(&[])),
    on_sources("rust-all-features", || rust_tests(&["--all-features"])),
    on_sources("rust-no-features", || {
        rust_tests(&["--no-default-features"])
    }),
    on_sources("rust-bare-target", bare_target),
    on_sources("rust-wasm-node", wasm_tests),
    on_package("build", build),
    on_package("size", size),
    on_package("install", consumer::install),
    on_package("types", types),
    on_package("js-node", || javascript("tests/js/run.mjs", &["node"])),
    on_package("js-workerd", || {
        javascript("tests/js/run.mjs", &["workerd"])
    }),
    on_package(PAGE_STEP, || javascript("tests/js/run.mjs", &["page"])),
    on_package(STORES_STEP, || {
        summary_first("tests/js/stores/run.mjs", &[])
    }),
    on_package("js-year", || summary_first("tests/js/year/run.mjs", &[])),
    on_package("demo", || javascript(demo::SCRIPT, &[])),
];

const fn on_sources(name: &'static str, run: fn() -> Result<String>) -> Step {
    Step {
        name,
        needs_package: false,
        run,
    }
}

const fn on_package(name: &'static str, run: fn() -> Result<String>) -> Step {
    Step {
        name,
        needs_package: true,
        run,
    }
}

pub fn step_names() -> impl Iterator<Item = &'static str> {
    STEPS.iter().map(|step| step.name)
}

pub fn task(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let wanted = match words[..] {
        [] => "",
        ["--only", part] => part,
        _ => bail!("test takes --only STEP or nothing"),
    };
    let chosen = choose(wanted)?;
    prepare(&chosen)?;

    let mut passed = 0;
    for step in &chosen {
        let outcome = report::step(step.name, step.run);
        if let Err(error) = outcome {
            eprintln!("\n{error:#}\n");
            let not_run = STEPS.len() - passed - 1;
            bail!(
                "test: {passed} steps passed, 1 failed ({}), {not_run} not run",
                step.name
            );
        }
        passed += 1;
    }
    let skipped = STEPS.len() - passed;
    println!("\ntest: {passed} steps passed, 0 failed, {skipped} skipped");
    Ok(())
}

/// The steps whose name contains `wanted`, and those they build on.
fn choose(wanted: &str) -> Result<Vec<&'static Step>> {
    let is_wanted = |step: &&Step| step.name.contains(wanted);
    ensure!(
        STEPS.iter().any(|step| is_wanted(&step)),
        "no step of test contains `{wanted}`; `cargo xtask help` lists them"
    );
    let needs_package = STEPS
        .iter()
        .filter(is_wanted)
        .any(|step| step.needs_package);
    let prepares_package = |step: &Step| matches!(step.name, "build" | "install");
    Ok(STEPS
        .iter()
        .filter(|step| is_wanted(step) || (needs_package && prepares_package(step)))
        .collect())
}

fn prepare(chosen: &[&Step]) -> Result<()> {
    tools::ensure_node()?;
    tools::ensure_rust_component("rustfmt", "fmt")?;
    tools::ensure_rust_component("clippy", "clippy")?;
    tools::ensure_rust_target(wasm::TARGET)?;
    tools::ensure_rust_target(BARE_TARGET)?;
    if chosen.iter().any(|step| step.name == PAGE_STEP) {
        tools::ensure_chromium()?;
    }
    if chosen.iter().any(|step| step.name == STORES_STEP) {
        tools::ensure_servers()?;
    }
    Ok(())
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = process::cargo();
    cargo.args(arguments);
    cargo
}

fn passes(command: Command) -> Result<String> {
    process::run_quietly(command)?;
    Ok(String::new())
}

fn format() -> Result<String> {
    passes(cargo(&["fmt", "--all", "--check", "--", "--color=never"]))
}

fn clippy() -> Result<String> {
    passes(cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "--deny=warnings",
    ]))
}

fn clippy_wasm() -> Result<String> {
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

fn doc() -> Result<String> {
    let mut doc = cargo(&[
        "doc",
        "--package=onerway-edge",
        "--no-deps",
        "--all-features",
    ]);
    doc.env("RUSTDOCFLAGS", "--deny=warnings");
    passes(doc)
}

fn bare_target() -> Result<String> {
    passes(cargo(&[
        "build",
        "--lib",
        "--no-default-features",
        "--target",
        BARE_TARGET,
    ]))
}

fn rust_tests(features: &[&str]) -> Result<String> {
    let mut test = cargo(&["test", "--package=onerway-edge"]);
    test.args(features);
    count_rust_tests(&process::run_quietly(test)?)
}

fn wasm_tests() -> Result<String> {
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

fn build() -> Result<String> {
    this_task("build")
}

fn size() -> Result<String> {
    this_task("size")
}

/// Another task of this program, run silently.
fn this_task(name: &str) -> Result<String> {
    let mut task = process::command(std::env::current_exe()?);
    task.arg(name);
    passes(task)
}

fn types() -> Result<String> {
    let mut tsc = process::node(paths::node_modules().join("typescript/bin/tsc"));
    tsc.args(["-p", "tests/types"]);
    passes(tsc)
}

/// A script that tests the installed package; the last line it prints sums up.
fn javascript(path: &str, arguments: &[&str]) -> Result<String> {
    let printed = printed_by(path, arguments)?;
    Ok(last_line(&printed).to_owned())
}

/// The summary, and below it what else was printed: a line for each store with the version of its
/// server, or how far a walk was.
fn summary_first(path: &str, arguments: &[&str]) -> Result<String> {
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
