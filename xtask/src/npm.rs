//! The npm packages that build and test the package.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::{paths, process};

/// What builds the package, and most of what tests it.
pub fn ensure_packages() -> Result<String> {
    ensure(&paths::root())
}

/// The runtimes in which the suite runs besides.
pub fn ensure_runtimes() -> Result<()> {
    ensure(&paths::root().join("tests/js/runners")).map(drop)
}

/// Installs what package-lock.json lists, unless that was done since it last changed.
fn ensure(folder: &Path) -> Result<String> {
    let lock = modified(&folder.join("package-lock.json"))?;
    // npm writes this file at the end of every installation.
    let installed = modified(&folder.join("node_modules/.package-lock.json"));
    if installed.is_ok_and(|installed| installed >= lock) {
        return Ok("already installed".to_owned());
    }
    let mut npm = process::command("npm");
    npm.args(["ci", "--ignore-scripts"]).current_dir(folder);
    process::run_quietly(npm)?;
    Ok("installed with npm ci".to_owned())
}

fn modified(file: &Path) -> Result<SystemTime> {
    fs::metadata(file)
        .and_then(|metadata| metadata.modified())
        .with_context(|| format!("cannot read {}", file.display()))
}
