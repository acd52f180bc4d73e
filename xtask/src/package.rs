//! From `core.wasm` and the JavaScript sources to the package and its tarball.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use crate::wasm::Build;
use crate::{paths, process, texts};

pub const CORE_WASM: &str = "core.wasm";
/// What README begins with, ready to deploy.
const EXAMPLE: &str = "examples/worker";

pub fn core_wasm() -> PathBuf {
    paths::pkg().join(CORE_WASM)
}

/// An empty pkg/ and no tarball, so that nothing of an earlier build is published or tested.
pub fn clear() -> Result<()> {
    for entry in fs::read_dir(paths::root())? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "tgz") {
            fs::remove_file(file)?;
        }
    }
    remove_folder(&paths::pkg())?;
    fs::create_dir(paths::pkg())?;
    Ok(())
}

/// The digests of what cannot be read: each `.wasm` of the package.
pub fn write_integrity() -> Result<String> {
    let digest = sha256(&fs::read(core_wasm())?);
    let text = format!(
        "{{\n  \"version\": {:?},\n  \"sha256\": {{\n    \"core.wasm\": {digest:?}\n  }}\n}}\n",
        version()?
    );
    fs::write(paths::pkg().join("integrity.json"), text)?;
    Ok(digest)
}

pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes the JavaScript files beside the `core.wasm` of that folder. `translated` is the core in JavaScript.
pub fn bundle(current: &Build, translated: &Build, output: &Path) -> Result<String> {
    // Sources and settings are those of the place that is built; it finds the npm packages of the repository around it.
    let mut bundle = process::node(current.root().join("xtask/node/bundle.mjs"));
    bundle
        .current_dir(current.root())
        .arg(current.glue())
        .arg(current.names())
        .arg(output.join(CORE_WASM))
        .arg(translated.glue())
        .arg(translated.javascript())
        .arg(texts::write()?)
        .arg(output);
    process::run_quietly(bundle)?;
    Ok(String::new())
}

/// Manifest, types and the texts for people. Their version has to be the crate's.
pub fn copy_files() -> Result<String> {
    let crate_version = version()?;
    let package_version = manifest_version()?;
    ensure!(
        crate_version == package_version,
        "Cargo.toml says version {crate_version}, pkg-template/package.json {package_version}"
    );

    let types = paths::pkg_template().join("types");
    let copied = copy_matching(&paths::pkg_template(), &paths::pkg(), is_package_file)?
        + copy_matching(&types, &paths::pkg().join("types"), is_package_file)?
        + copy_matching(&paths::root(), &paths::pkg(), is_license)?
        + copy_texts(Path::new(""), is_text_for_people)?
        + copy_texts(Path::new("docs"), |name| name.ends_with(".md"))?
        + copy_matching(
            &paths::root().join(EXAMPLE),
            &paths::pkg().join(EXAMPLE),
            |_| true,
        )?;
    Ok(format!("version {crate_version}, {copied} files"))
}

/// Copies the wanted files of a folder; the number of files that it wrote.
fn copy_matching(folder: &Path, output: &Path, is_wanted: fn(&str) -> bool) -> Result<usize> {
    fs::create_dir_all(output)?;
    let mut copied = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !entry.file_type()?.is_file() || !is_wanted(&name) {
            continue;
        }
        fs::copy(entry.path(), output.join(&*name))?;
        copied += 1;
        // A module of Wasm is imported, never required.
        let stem = name.strip_suffix(".d.ts");
        if let Some(stem) = stem.filter(|stem| !stem.ends_with(".wasm")) {
            // What is required has the same types; only the files' endings tell how.
            let types = fs::read_to_string(entry.path())?.replace(".js'", ".cjs'");
            fs::write(output.join(stem).with_extension("d.cts"), types)?;
            copied += 1;
        }
    }
    Ok(copied)
}

/// Copies texts, whose links have to lead to where things are in the package; the number of files that it wrote.
fn copy_texts(folder: &Path, is_wanted: fn(&str) -> bool) -> Result<usize> {
    let output = paths::pkg().join(folder);
    let copied = copy_matching(&paths::root().join(folder), &output, is_wanted)?;
    for entry in fs::read_dir(output)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = fs::read_to_string(&path)?
                .replace("](pkg-template/", "](")
                .replace("](../pkg-template/", "](../")
                .replace(
                    "[tests/vectors](tests/vectors)",
                    "[vectors.json](vectors.json)",
                );
            fs::write(path, text)?;
        }
    }
    Ok(copied)
}

/// The vectors of all suites in one file, for whoever writes another implementation.
pub fn export_vectors() -> Result<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(paths::vectors())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".json").map(ToOwned::to_owned));
    }
    names.sort();
    let mut suites = Vec::new();
    for name in &names {
        let text = fs::read_to_string(paths::vectors().join(name).with_extension("json"))?;
        suites.push(format!("{name:?}: {}", text.trim_end()));
    }
    let text = format!(
        "{{\n\"version\": {:?},\n\"suites\": {{\n{}\n}}\n}}\n",
        version()?,
        suites.join(",\n")
    );
    fs::write(paths::pkg().join("vectors.json"), text)?;
    Ok(format!("{} suites", names.len()))
}

fn is_package_file(name: &str) -> bool {
    name == "package.json" || name.ends_with(".d.ts")
}

fn is_text_for_people(name: &str) -> bool {
    matches!(
        name,
        "README.md" | "README.zh-CN.md" | "CHANGELOG.md" | "SECURITY.md"
    )
}

fn is_license(name: &str) -> bool {
    name.starts_with("LICENSE-")
}

pub fn pack() -> Result<String> {
    let mut npm = process::command("npm");
    npm.args(["pack", "--silent", "./pkg"]);
    process::run_quietly(npm)?;
    let tarball = tarball()?;
    ensure!(
        tarball.is_file(),
        "npm pack did not write {}",
        tarball.display()
    );
    Ok(file_name(&tarball))
}

pub fn tarball() -> Result<PathBuf> {
    Ok(paths::root().join(format!("onerway-edge-{}.tgz", version()?)))
}

/// The crate's version. Cargo answers `path+file:///...#0.1.0` or `...#onerway-edge@0.1.0`.
fn version() -> Result<String> {
    let mut cargo = process::cargo();
    cargo.args(["pkgid", "--package", "onerway-edge"]);
    let id = process::read(cargo)?;
    match id.rsplit(['#', '@']).next() {
        Some(version) => Ok(version.to_owned()),
        None => bail!("unexpected answer of `cargo pkgid`: {id}"),
    }
}

fn manifest_version() -> Result<String> {
    let manifest = paths::pkg_template().join("package.json");
    let mut node = process::command("node");
    node.args([
        "--print",
        "JSON.parse(fs.readFileSync(process.argv[1])).version",
    ])
    .arg(&manifest);
    process::read(node).with_context(|| format!("cannot read {}", manifest.display()))
}

pub fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

fn file_name(file: &Path) -> String {
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
