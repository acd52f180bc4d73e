//! `test`: every check of the project, in order, up to the first that fails.

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::runtimes::{self, RUNTIMES, Runtime};
use crate::{
    consumer, demo, npm, package, paths, process, report, reproducible, tools, wasm,
    wasm_test_runner,
};

const BARE_TARGET: &str = "wasm32v1-none";
const CONSUMERS_STEP: &str = "consumers";
const PAGE_STEP: &str = "js-page";
const PACKAGE_STEP: &str = "package";
const PORTABLE_STEP: &str = "js-portable";
const CSP_STEP: &str = "js-csp";
const STORES_STEP: &str = "js-stores";

#[derive(Clone, Copy)]
struct Step {
    name: &'static str,
    /// Needs `build` and `install` to have run.
    needs_package: bool,
    run: Run,
}

#[derive(Clone, Copy)]
enum Run {
    Task(fn() -> Result<String>),
    /// The JavaScript suite in a runtime.
    Suite(&'static Runtime),
}

impl Step {
    fn run(&self) -> Result<String> {
        match self.run {
            Run::Task(task) => task(),
            Run::Suite(runtime) => javascript("tests/js/run.mjs", &[runtime.name]),
        }
    }

    fn runtime(&self) -> Option<&'static Runtime> {
        match self.run {
            Run::Suite(runtime) => Some(runtime),
            Run::Task(_) => None,
        }
    }
}

/// In the order in which they run.
fn steps() -> Vec<Step> {
    let suites = RUNTIMES.iter().map(|runtime| Step {
        name: runtime.step,
        needs_package: true,
        run: Run::Suite(runtime),
    });
    let mut steps = BEFORE_SUITES.to_vec();
    steps.extend(suites);
    steps.extend(AFTER_SUITES);
    steps
}

const BEFORE_SUITES: &[Step] = &[
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
    on_package(PACKAGE_STEP, published),
    on_package("reproducible", reproducible::run),
];

const AFTER_SUITES: &[Step] = &[
    on_package(PORTABLE_STEP, || javascript("tests/js/portable.mjs", &[])),
    on_package(CSP_STEP, || javascript("tests/js/csp.mjs", &[])),
    on_package(PAGE_STEP, || javascript("tests/js/page.mjs", &[])),
    on_package(STORES_STEP, || {
        summary_first("tests/js/stores/run.mjs", &[])
    }),
    on_package("js-year", || summary_first("tests/js/year/run.mjs", &[])),
    on_package(CONSUMERS_STEP, || {
        summary_first("tests/consumers/run.mjs", &[])
    }),
    on_package("demo", || javascript(demo::SCRIPT, &[])),
];

const fn on_sources(name: &'static str, run: fn() -> Result<String>) -> Step {
    Step {
        name,
        needs_package: false,
        run: Run::Task(run),
    }
}

const fn on_package(name: &'static str, run: fn() -> Result<String>) -> Step {
    Step {
        name,
        needs_package: true,
        run: Run::Task(run),
    }
}

pub fn step_names() -> impl Iterator<Item = &'static str> {
    steps().into_iter().map(|step| step.name)
}

pub fn task(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let wanted = match words[..] {
        [] => "",
        ["--only", part] => part,
        ["--runtime", name] => runtimes::step_of(name)?,
        _ => bail!("test takes --only STEP, --runtime NAME or nothing"),
    };
    let chosen = choose(wanted)?;
    prepare(&chosen)?;

    let mut passed = 0;
    let count = steps().len();
    for step in &chosen {
        let outcome = report::step(step.name, || step.run());
        if let Err(error) = outcome {
            eprintln!("\n{error:#}\n");
            let not_run = count - passed - 1;
            bail!(
                "test: {passed} steps passed, 1 failed ({}), {not_run} not run",
                step.name
            );
        }
        passed += 1;
    }
    let skipped = count - passed;
    println!("\ntest: {passed} steps passed, 0 failed, {skipped} skipped");
    Ok(())
}

/// The step of that name, else all whose name contains it; and those they build on.
fn choose(wanted: &str) -> Result<Vec<Step>> {
    let steps = steps();
    let is_exact = steps.iter().any(|step| step.name == wanted);
    let is_wanted = |step: &Step| {
        if is_exact {
            step.name == wanted
        } else {
            step.name.contains(wanted)
        }
    };
    ensure!(
        steps.iter().any(is_wanted),
        "no step of test contains `{wanted}`; `cargo xtask help` lists them"
    );
    let needs_package = steps
        .iter()
        .any(|step| is_wanted(step) && step.needs_package);
    let prepares_package = |step: &Step| matches!(step.name, "build" | "install");
    Ok(steps
        .iter()
        .filter(|step| is_wanted(step) || (needs_package && prepares_package(step)))
        .copied()
        .collect())
}

fn prepare(chosen: &[Step]) -> Result<()> {
    tools::ensure_node()?;
    tools::ensure_rust_component("rustfmt", "fmt")?;
    tools::ensure_rust_component("clippy", "clippy")?;
    tools::ensure_rust_target(wasm::TARGET)?;
    tools::ensure_rust_target(BARE_TARGET)?;
    runtimes::prepare(chosen.iter().filter_map(Step::runtime))?;
    let has = |names: &[&str]| chosen.iter().any(|step| names.contains(&step.name));
    if has(&[PACKAGE_STEP, PORTABLE_STEP, CSP_STEP]) {
        npm::ensure_runtimes()?;
    }
    if has(&[PAGE_STEP, CSP_STEP, CONSUMERS_STEP]) {
        tools::ensure_chromium()?;
    }
    if has(&[CSP_STEP]) {
        tools::ensure_firefox()?;
    }
    if has(&[STORES_STEP]) {
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

/// What is published: the tarball, and the crate.
fn published() -> Result<String> {
    let mut cargo = cargo(&["package", "--package", "onerway-edge", "--allow-dirty"]);
    cargo.args(["--color=never", "--locked"]);
    process::run_quietly(cargo)?;
    let tarball = package::tarball()?;
    let tarball = tarball.to_str().context("a path in UTF-8")?;
    javascript("tests/js/package.mjs", &[tarball])
}

fn types() -> Result<String> {
    let mut tsc = process::node(paths::node_modules().join("typescript/bin/tsc"));
    tsc.args(["-p", "tests/types"]);
    process::run_quietly(tsc)?;
    let drift = process::node("tests/types/drift/run.mjs");
    Ok(last_line(&process::run_quietly(drift)?).to_owned())
}

/// A script that tests the installed package; the last line it prints sums up.
fn javascript(path: &str, arguments: &[&str]) -> Result<String> {
    let printed = printed_by(path, arguments)?;
    Ok(last_line(&printed).to_owned())
}

/// The summary, and below it what else was printed: a line for each store or tool with its version,
/// or how far a walk was.
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
