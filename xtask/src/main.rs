//! The task runner of the repository: `cargo xtask`.

mod bench;
mod binaryen;
mod build;
mod checks;
mod consumer;
mod demo;
mod listed;
mod needs;
mod npm;
mod package;
mod paths;
mod process;
mod report;
mod reproducible;
mod runtimes;
mod size;
mod steps;
mod test;
mod texts;
mod tools;
mod wasm;
mod wasm_test_runner;
mod www;

use std::process::ExitCode;

use anyhow::Result;

struct Task {
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<()>,
}

const TASKS: &[Task] = &[
    Task {
        name: "build",
        usage: "build",
        about: "build the npm package into pkg/ and pack it as a tarball",
        run: build::task,
    },
    Task {
        name: "size",
        usage: "size",
        about: "compare the sizes of the package's files with their budgets",
        run: size::task,
    },
    Task {
        name: "test",
        usage: "test [--only STEP | --runtime NAME]",
        about: "run every check, or the steps whose name contains STEP, or the suite in one runtime",
        run: test::task,
    },
    Task {
        name: "matrix",
        usage: "matrix",
        about: "build, run the suite in every runtime and build with every tool; write docs/runtimes.md",
        run: runtimes::matrix,
    },
    Task {
        name: "demo",
        usage: "demo [--serve]",
        about: "build, then run the example shop against the package",
        run: demo::task,
    },
    Task {
        name: "bench",
        usage: "bench",
        about: "build, then measure how long a callback takes",
        run: bench::task,
    },
    Task {
        name: "www",
        usage: "www [--port N | --out DIR]",
        about: "build, then serve the web page, or only write it to DIR",
        run: www::task,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let Some((name, rest)) = arguments.split_first() else {
        print_help();
        return Ok(());
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print_help();
        return Ok(());
    }
    // Cargo calls this one, not a person, so the help leaves it out.
    if name == wasm_test_runner::NAME {
        return wasm_test_runner::task(rest);
    }
    match TASKS.iter().find(|task| task.name == name) {
        Some(task) => (task.run)(rest),
        None => anyhow::bail!("no task is called `{name}`; `cargo xtask help` lists them"),
    }
}

fn print_help() {
    println!("Usage: cargo xtask TASK\n");
    for task in TASKS {
        println!("  {:<38}{}", task.usage, task.about);
    }
    println!("\nSteps of `test`, in this order:\n");
    for name in test::step_names() {
        println!("  {name}");
    }
}
