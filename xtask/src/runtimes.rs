//! The runtimes in which the JavaScript suite runs, and `matrix`: all of them, as a table.

use anyhow::{Result, bail, ensure};

use crate::{consumer, npm, process, tools};

/// What has to be there before the suite can run in one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// What builds the package is enough.
    Nothing,
    /// The packages of tests/js/runners.
    Packages,
    Chromium,
    Firefox,
}
use Need::{Chromium, Firefox, Nothing, Packages};

pub struct Runtime {
    /// As in tests/js/runtimes.mjs, which says more about it.
    pub name: &'static str,
    /// Its step of `test`.
    pub step: &'static str,
    need: Need,
}

const fn runtime(step: &'static str, name: &'static str, need: Need) -> Runtime {
    Runtime { name, step, need }
}

pub const RUNTIMES: &[Runtime] = &[
    runtime("js-node", "node", Nothing),
    runtime("js-node22", "node22", Packages),
    runtime("js-node24", "node24", Packages),
    runtime("js-node-bare", "node-bare", Nothing),
    runtime("js-deno", "deno", Nothing),
    runtime("js-bun", "bun", Packages),
    runtime("js-workerd", "workerd", Nothing),
    runtime("js-workerd-nodejs", "workerd-nodejs", Nothing),
    runtime("js-edge-runtime", "edge-runtime", Packages),
    runtime("js-chromium-page", "chromium-page", Chromium),
    runtime("js-chromium-worker", "chromium-worker", Chromium),
    runtime("js-firefox-page", "firefox-page", Firefox),
    runtime("js-hermes", "hermes", Packages),
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

/// Installs what these need.
pub fn prepare<'a>(runtimes: impl IntoIterator<Item = &'a Runtime>) -> Result<()> {
    let needs: Vec<Need> = runtimes.into_iter().map(|runtime| runtime.need).collect();
    if needs.iter().any(|need| *need != Nothing) {
        npm::ensure_runtimes()?;
    }
    if needs.contains(&Chromium) {
        tools::ensure_chromium()?;
    }
    if needs.contains(&Firefox) {
        tools::ensure_firefox()?;
    }
    Ok(())
}

pub fn matrix(arguments: &[String]) -> Result<()> {
    ensure!(arguments.is_empty(), "matrix takes no arguments");
    tools::ensure_node()?;
    prepare(RUNTIMES)?;
    consumer::build_and_install()?;
    println!();
    process::run(consumer::script("tests/js/matrix.mjs"))
}
