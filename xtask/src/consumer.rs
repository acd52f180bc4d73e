//! A folder that has the packed tarball installed, the way a user has it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::report::step;
use crate::{build, package, paths, process};

const MANIFEST: &str = r#"{ "name": "consumer", "private": true, "type": "module" }
"#;

fn folder() -> PathBuf {
    paths::target().join("consumer")
}

/// Builds the package and installs it.
pub fn build_and_install() -> Result<()> {
    build::run()?;
    step("install", install)
}

pub fn install() -> Result<String> {
    // A fresh folder: npm keeps an installed package whose version has not changed.
    package::remove_folder(&folder())?;
    fs::create_dir_all(folder())?;
    fs::write(folder().join("package.json"), MANIFEST)?;

    let mut npm = process::command("npm");
    npm.args(["install", "--no-save", "--no-package-lock"])
        .args(["--no-audit", "--no-fund", "--offline"])
        .arg(package::tarball()?)
        .current_dir(folder());
    process::run_quietly(npm)?;
    Ok("target/consumer".to_owned())
}

/// A Node script of this repository that tests the installed package.
pub fn script(path: &str) -> Command {
    let mut node = process::node(path);
    node.env("ONERWAY_EDGE_CONSUMER", folder());
    node
}
