//! tests/steps.txt: the steps of `test`. One that is taken out fails nowhere else.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::steps::{self, Step};

const FILE: &str = "tests/steps.txt";

/// Each step has its line there, in the same order, and each line its step.
pub fn ensure() -> Result<()> {
    let text = fs::read_to_string(paths::root().join(FILE)).context(FILE)?;
    let listed: Vec<String> = text.lines().map(str::to_owned).collect();
    let steps: Vec<String> = steps::all().iter().map(line).collect();
    let lines = listed.len().max(steps.len());
    if let Some(at) = (0..lines).find(|&at| listed.get(at) != steps.get(at)) {
        let name_in = |names: &[String]| names.get(at).map_or("none", String::as_str).to_owned();
        bail!(
            "line {} of {FILE} has `{}`, the step there is `{}`; a wanted change belongs into the file",
            at + 1,
            name_in(&listed),
            name_in(&steps),
        );
    }
    Ok(())
}

/// The step, and the runtime in which it runs the suite.
fn line(step: &Step) -> String {
    match step.runtime() {
        Some(runtime) => format!("{} {}", step.name, runtime.name),
        None => step.name.to_owned(),
    }
}
