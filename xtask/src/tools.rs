//! The tools that have to be on the machine; what can be added without asking is added.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::process;

const OLDEST_NODE: u32 = 20;
const CHROMIUM: &str = "/usr/bin/chromium";
const FIREFOX: &str = "/usr/bin/firefox-esr";
const POSTGRES: &str = "/usr/lib/postgresql";

pub fn ensure_node() -> Result<()> {
    let mut node = process::command("node");
    node.arg("--version");
    let version = process::read(node).context("Node is needed; see https://nodejs.org")?;
    let major: u32 = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse().ok())
        .with_context(|| format!("unexpected answer of `node --version`: {version}"))?;
    ensure!(
        major >= OLDEST_NODE,
        "Node {OLDEST_NODE} or newer is needed, this is {version}"
    );

    let mut npm = process::command("npm");
    npm.arg("--version");
    process::read(npm).context("npm is needed; it is part of Node")?;
    Ok(())
}

pub fn ensure_rust_target(target: &str) -> Result<()> {
    let mut rustc = process::command("rustc");
    rustc.args(["--print", "target-libdir", "--target", target]);
    if Path::new(&process::read(rustc)?).is_dir() {
        return Ok(());
    }
    println!("adding the Rust target {target}");
    rustup(["target", "add", target])
}

pub fn ensure_rust_component(component: &str, subcommand: &str) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args([subcommand, "--version"]);
    if process::succeeds(cargo) {
        return Ok(());
    }
    println!("adding the Rust component {component}");
    rustup(["component", "add", component])
}

fn rustup(arguments: [&str; 3]) -> Result<()> {
    let mut rustup = process::command("rustup");
    rustup.args(arguments);
    process::run_quietly(rustup)?;
    Ok(())
}

pub fn ensure_chromium() -> Result<()> {
    ensure_debian("chromium", || Path::new(CHROMIUM).exists())
}

pub fn ensure_firefox() -> Result<()> {
    ensure_debian("firefox-esr", || Path::new(FIREFOX).exists())
}

/// The servers that the stores of the package are tested against.
pub fn ensure_servers() -> Result<()> {
    ensure_debian("redis-server", || {
        let mut redis = process::command("redis-server");
        redis.arg("--version");
        process::succeeds(redis)
    })?;
    // Debian keeps the programs of each version in a folder of its own, and none of them in the path.
    ensure_debian("postgresql", || {
        fs::read_dir(POSTGRES).is_ok_and(|mut versions| {
            versions.any(|version| version.is_ok_and(|it| it.path().join("bin/initdb").exists()))
        })
    })
}

/// Only Debian's own packages are known to work, and only root can install them.
fn ensure_debian(package: &str, is_there: impl Fn() -> bool) -> Result<()> {
    if is_there() {
        return Ok(());
    }
    if !(Path::new("/etc/debian_version").exists() && is_root()?) {
        bail!("{package} is missing; on Debian: apt-get install --no-install-recommends {package}");
    }
    println!("installing {package} with apt-get");
    let mut update = process::command("apt-get");
    update.arg("update");
    process::run_quietly(update)?;
    let mut install = process::command("apt-get");
    install
        .args(["install", "-y", "--no-install-recommends", package])
        .env("DEBIAN_FRONTEND", "noninteractive");
    process::run_quietly(install)?;
    ensure!(is_there(), "{package} was installed, and is not there");
    Ok(())
}

fn is_root() -> Result<bool> {
    let mut id = process::command("id");
    id.arg("-u");
    Ok(process::read(id)? == "0")
}
