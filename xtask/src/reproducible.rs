//! Whether the same sources give the same Wasm: built once more, from a copy in another folder, with
//! another cargo home.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::wasm::{Instructions, Place};
use crate::{binaryen, package, paths, process};

pub fn run() -> Result<String> {
    let folder = paths::target().join("elsewhere");
    package::remove_folder(&folder)?;
    let place = Place {
        root: folder.join("a copy"),
        cargo_home: folder.join("cargo"),
        output: folder.join("output"),
    };
    let mut git = process::command("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    for file in process::read(git)?.lines() {
        let copy = place.root.join(file);
        let parent = copy.parent().context("a file lies in a folder")?;
        fs::create_dir_all(parent)?;
        // What was deleted and not committed yet is still listed.
        if paths::root().join(file).is_file() {
            fs::copy(paths::root().join(file), &copy)?;
        }
    }
    let root = place.root.display().to_string();
    let build = place.build(Instructions::Current);
    build.compile()?;
    build.generate_glue()?;
    let wasm = folder.join("core.wasm");
    binaryen::optimise(&build, &wasm)?;
    let (here, there) = (fs::read(package::core_wasm())?, fs::read(&wasm)?);
    ensure!(
        here == there,
        "core.wasm has other bytes when it is built in {root}"
    );
    let digest = package::sha256(&there);
    ensure!(
        fs::read_to_string(paths::pkg().join("integrity.json"))?.contains(&digest),
        "integrity.json does not name {digest}"
    );
    package::remove_folder(&folder)?;
    Ok(format!("core.wasm {digest}"))
}
