//! The runtimes in which the JavaScript suite runs, and `matrix`: all of them, and all tools, as tables.

use anyhow::{Result, bail, ensure};

use crate::needs::Need;
use crate::{consumer, process, tools};

use Need::{Chromium, Firefox, Packages, Programs};

pub struct Runtime {
    /// As in tests/js/runtimes.mjs, which says more about it.
    pub name: &'static str,
    /// Its step of `test`.
    pub step: &'static str,
    pub needs: &'static [Need],
}

const fn runtime(step: &'static str, name: &'static str, needs: &'static [Need]) -> Runtime {
    Runtime { name, step, needs }
}

pub const RUNTIMES: &[Runtime] = &[
    runtime("js-node", "node", &[]),
    runtime("js-node22", "node22", &[Programs]),
    runtime("js-node24", "node24", &[Programs]),
    runtime("js-node-bare", "node-bare", &[]),
    runtime("js-deno", "deno", &[]),
    runtime("js-bun", "bun", &[Programs]),
    runtime("js-workerd", "workerd", &[]),
    runtime("js-workerd-nodejs", "workerd-nodejs", &[]),
    runtime("js-edge-runtime", "edge-runtime", &[Packages]),
    runtime("js-chromium-page", "chromium-page", &[Packages, Chromium]),
    runtime(
        "js-chromium-worker",
        "chromium-worker",
        &[Packages, Chromium],
    ),
    runtime("js-chromium-bare", "chromium-bare", &[Packages, Chromium]),
    runtime("js-firefox-page", "firefox-page", &[Packages, Firefox]),
    runtime("js-firefox-bare", "firefox-bare", &[Packages, Firefox]),
    runtime("js-hermes", "hermes", &[Programs]),
];

/// The step of `test` for a runtime.
pub fn step_of(name: &str) -> Result<&'static str> {
    match RUNTIMES.iter().find(|runtime| runtime.name == name) {
        Some(runtime) => Ok(runtime.step),
        None => {
            let names: Vec<&str> = RUNTIMES.iter().map(|runtime| runtime.name).collect();
            bail!(
                "no runtime is called `{name}`; there are {}",
                names.join(", ")
            )
        }
    }
}

pub fn matrix(arguments: &[String]) -> Result<()> {
    ensure!(arguments.is_empty(), "matrix takes no arguments");
    tools::ensure_node()?;
    for need in RUNTIMES.iter().flat_map(|runtime| runtime.needs) {
        need.ensure()?;
    }
    consumer::build_and_install()?;
    println!();
    process::run(consumer::script("tests/js/matrix.mjs"))
}
