//! The steps of `test`, in the order in which they run. tests/steps.txt lists them.

use anyhow::Result;

use crate::checks::{self, javascript, rust_tests, summary_first};
use crate::needs::Need;
use crate::runtimes::{RUNTIMES, Runtime};
use crate::{consumer, demo, reproducible};

use Need::{Chromium, Firefox, Packages, Servers};

#[derive(Clone, Copy)]
pub struct Step {
    pub name: &'static str,
    /// Needs `build` and `install` to have run.
    pub needs_package: bool,
    pub needs: &'static [Need],
    run: Run,
}

#[derive(Clone, Copy)]
enum Run {
    Task(fn() -> Result<String>),
    /// The JavaScript suite in a runtime.
    Suite(&'static Runtime),
}

impl Step {
    pub fn run(&self) -> Result<String> {
        match self.run {
            Run::Task(task) => task(),
            Run::Suite(runtime) => javascript("tests/js/run.mjs", &[runtime.name]),
        }
    }

    pub fn runtime(&self) -> Option<&'static Runtime> {
        match self.run {
            Run::Task(_) => None,
            Run::Suite(runtime) => Some(runtime),
        }
    }

    /// Whether others build on it.
    pub fn prepares_package(&self) -> bool {
        matches!(self.name, "build" | "install")
    }
}

pub fn all() -> Vec<Step> {
    let suites = RUNTIMES.iter().map(|runtime| Step {
        name: runtime.step,
        needs_package: true,
        needs: runtime.needs,
        run: Run::Suite(runtime),
    });
    let mut steps = BEFORE_SUITES.to_vec();
    steps.extend(suites);
    steps.extend(AFTER_SUITES);
    steps
}

const BEFORE_SUITES: &[Step] = &[
    on_sources("format", checks::format),
    on_sources("clippy", checks::clippy),
    on_sources("clippy-wasm", checks::clippy_wasm),
    on_sources("doc", checks::doc),
    on_sources("rust-default", || rust_tests(&[])),
    on_sources("rust-all-features", || rust_tests(&["--all-features"])),
    on_sources("rust-no-features", || {
        rust_tests(&["--no-default-features"])
    }),
    on_sources("rust-bare-target", checks::bare_target),
    on_sources("rust-wasm-node", checks::wasm_tests),
    on_package("build", &[], checks::build),
    on_package("size", &[], checks::size),
    on_package("install", &[], consumer::install),
    on_package("types", &[], checks::types),
    on_package("package", &[Packages], checks::published),
    on_package("reproducible", &[], reproducible::run),
];

const AFTER_SUITES: &[Step] = &[
    on_package("js-portable", &[Packages], || {
        javascript("tests/js/portable.mjs", &[])
    }),
    on_package("js-csp", &[Packages, Chromium, Firefox], || {
        javascript("tests/js/csp.mjs", &[])
    }),
    on_package("js-page", &[Chromium], || {
        javascript("tests/js/page/run.mjs", &[])
    }),
    on_package("js-stores", &[Servers], || {
        summary_first("tests/js/stores/run.mjs", &[])
    }),
    on_package("js-year", &[], || {
        summary_first("tests/js/year/run.mjs", &[])
    }),
    on_package("consumers", &[Chromium], || {
        summary_first("tests/consumers/run.mjs", &[])
    }),
    on_package("demo", &[], || javascript(demo::SCRIPT, &[])),
];

const fn on_sources(name: &'static str, run: fn() -> Result<String>) -> Step {
    Step {
        name,
        needs_package: false,
        needs: &[],
        run: Run::Task(run),
    }
}

const fn on_package(
    name: &'static str,
    needs: &'static [Need],
    run: fn() -> Result<String>,
) -> Step {
    Step {
        name,
        needs_package: true,
        needs,
        run: Run::Task(run),
    }
}
