//! Whether the same sources give the same Wasm and JavaScript: built once more, from a copy in another
//! folder, with another cargo home.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::wasm::Place;
use crate::{build, package, paths, process};

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
    let output = folder.join("package");
    fs::create_dir_all(&output)?;
    build::code(place, &output, |_, run| run().map(drop))?;

    let mut compared = 0;
    let mut differing = Vec::new();
    for entry in fs::read_dir(&output)? {
        let name = entry?.file_name();
        if fs::read(output.join(&name))? != fs::read(paths::pkg().join(&name))? {
            differing.push(name.to_string_lossy().into_owned());
        }
        compared += 1;
    }
    differing.sort();
    ensure!(
        differing.is_empty(),
        "other bytes when built in another place: {}",
        differing.join(", ")
    );
    ensure!(compared > 1, "only {compared} files were built");
    let digest = package::sha256(&fs::read(package::core_wasm())?);
    ensure!(
        fs::read_to_string(paths::pkg().join("integrity.json"))?.contains(&digest),
        "integrity.json does not name {digest}"
    );
    package::remove_folder(&folder)?;
    Ok(format!("{compared} files, core.wasm {digest}"))
}
