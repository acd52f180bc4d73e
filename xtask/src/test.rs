//! `test`: every check of the project, in order, up to the first that fails.

use anyhow::{Result, bail, ensure};

use crate::checks::BARE_TARGET;
use crate::needs::Need;
use crate::steps::{self, Step};
use crate::{listed, report, runtimes, tools, wasm};

pub fn step_names() -> impl Iterator<Item = &'static str> {
    steps::all().into_iter().map(|step| step.name)
}

pub fn task(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let wanted = match words[..] {
        [] => "",
        ["--only", part] => part,
        ["--runtime", name] => runtimes::step_of(name)?,
        _ => bail!("test takes --only STEP, --runtime NAME or nothing"),
    };
    listed::ensure()?;
    let chosen = choose(wanted)?;
    tools::ensure_node()?;
    tools::ensure_rust_component("rustfmt", "fmt")?;
    tools::ensure_rust_component("clippy", "clippy")?;
    tools::ensure_rust_target(wasm::TARGET)?;
    tools::ensure_rust_target(BARE_TARGET)?;
    let missing = missing(&chosen)?;

    let mut passed = 0;
    let mut skipped = Vec::new();
    for step in &chosen {
        if let Some((_, why)) = missing.iter().find(|(need, _)| step.needs.contains(need)) {
            report::skipped(step.name, why);
            skipped.push(step.name);
            continue;
        }
        if let Err(error) = report::step(step.name, || step.run()) {
            eprintln!("\n{error:#}\n");
            let not_run = chosen.len() - passed - skipped.len() - 1;
            bail!(
                "test: {passed} steps passed, 1 failed ({}), {not_run} not run",
                step.name
            );
        }
        passed += 1;
    }
    println!("\n{}", summary(passed, &skipped, chosen.len()));
    Ok(())
}

/// The last line: what was skipped is named in it.
fn summary(passed: usize, skipped: &[&str], chosen: usize) -> String {
    let mut line = format!(
        "test: {passed} steps passed, 0 failed, {} skipped",
        skipped.len()
    );
    if !skipped.is_empty() {
        line += &format!(" ({})", skipped.join(", "));
    }
    let others = steps::all().len() - chosen;
    if others > 0 {
        line += &format!(", {others} not chosen");
    }
    line
}

/// The step of that name, else all whose name contains it; and those they build on.
fn choose(wanted: &str) -> Result<Vec<Step>> {
    let steps = steps::all();
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
    Ok(steps
        .iter()
        .filter(|step| is_wanted(step) || (needs_package && step.prepares_package()))
        .copied()
        .collect())
}

/// What these steps need and cannot have here, and why. With `CI` set nothing may be missing.
fn missing(chosen: &[Step]) -> Result<Vec<(Need, String)>> {
    let in_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    let mut needs: Vec<Need> = Vec::new();
    for need in chosen.iter().flat_map(|step| step.needs) {
        if !needs.contains(need) {
            needs.push(*need);
        }
    }
    let mut missing = Vec::new();
    for need in needs {
        match need.ensure() {
            Ok(()) => {}
            Err(error) if in_ci => return Err(error),
            Err(error) => missing.push((need, format!("{error:#}"))),
        }
    }
    Ok(missing)
}
