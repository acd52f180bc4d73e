//! The npm packages that build and test the package.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::{paths, process};

/// Installs what package-lock.json lists, unless that was done since it last changed.
pub fn ensure_packages() -> Result<String> {
    let lock = modified(&paths::root().join("package-lock.json"))?;
    // npm writes this file at the end of every installation.
    let installed = modified(&paths::node_modules().join(".package-lock.json"));
    if installed.is_ok_and(|installed| installed >= lock) {
        return Ok("already installed".to_owned());
    }
    let mut npm = process::command("npm");
    npm.arg("ci");
    process::run_quietly(npm)?;
    Ok("installed with npm ci".to_owned())
}

fn modified(file: &Path) -> Result<SystemTime> {
    fs::metadata(file)
        .and_then(|metadata| metadata.modified())
        .with_context(|| format!("cannot read {}", file.display()))
}
