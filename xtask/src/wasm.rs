//! From the crate to Wasm and its JavaScript glue: `core.wasm`, and what `wasm2js` begins with.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{paths, process};

pub const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "edge";

/// The instructions that a build may use.
#[derive(Clone, Copy)]
pub enum Instructions {
    /// Those of `core.wasm`, which every runtime with Wasm has: SIMD among them.
    Current,
    /// The first ones only, for `wasm2js`. The standard library has newer ones all the same.
    First,
}

impl Instructions {
    fn rustflag(self) -> &'static str {
        match self {
            Instructions::Current => "-Ctarget-feature=+simd128",
            Instructions::First => "-Ctarget-cpu=mvp",
        }
    }

    /// What differs from the profile. The linker lists the instructions of the standard library as those
    /// of all code, and wasm-bindgen believes the list, unless it is stripped.
    fn configuration(self) -> &'static [&'static str] {
        match self {
            Instructions::Current => &[],
            Instructions::First => &[
                "--config",
                "profile.edge.strip = true",
                "--config",
                "profile.edge.lto = \"off\"",
            ],
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Instructions::Current => "current",
            Instructions::First => "first",
        }
    }
}

/// Where the Wasm is built: another place has to give the same bytes.
#[derive(Clone)]
pub struct Place {
    /// The repository.
    pub root: PathBuf,
    pub cargo_home: PathBuf,
    /// Everything between the sources and the Wasm.
    pub output: PathBuf,
}

/// A build: its place and its instructions.
pub struct Build {
    place: Place,
    instructions: Instructions,
}

impl Place {
    pub fn here() -> Result<Place> {
        Ok(Place {
            root: paths::root(),
            cargo_home: cargo_home()?,
            output: paths::target(),
        })
    }

    pub fn build(self, instructions: Instructions) -> Build {
        Build {
            place: self,
            instructions,
        }
    }
}

impl Build {
    /// The repository that it is built from.
    pub fn root(&self) -> &Path {
        &self.place.root
    }

    /// Everything this build writes, but the Wasm of the package. The published flags differ from those
    /// of everyday builds: in a shared folder each would rebuild what the other has just built.
    fn folder(&self) -> PathBuf {
        self.place
            .output
            .join("publish")
            .join(self.instructions.folder())
    }

    fn bindgen_dir(&self) -> PathBuf {
        self.folder().join("bindgen")
    }

    /// The generated glue, an ES module without imports.
    pub fn glue(&self) -> PathBuf {
        self.bindgen_dir()
            .join(format!("{}_bg.js", paths::CRATE_FILE_NAME))
    }

    /// The Wasm that the glue belongs to.
    pub fn wasm(&self) -> PathBuf {
        self.bindgen_dir()
            .join(format!("{}_bg.wasm", paths::CRATE_FILE_NAME))
    }

    /// Which name of the glue became which in the optimised Wasm.
    pub fn names(&self) -> PathBuf {
        self.bindgen_dir().join("names.json")
    }

    /// The core as a JavaScript module, which imports the glue.
    pub fn javascript(&self) -> PathBuf {
        self.bindgen_dir().join("core.js")
    }

    pub fn compile(&self) -> Result<String> {
        let mut cargo = process::cargo();
        cargo
            .args(["rustc", "--package", "onerway-edge", "--lib"])
            .args(["--crate-type", "cdylib", "--features", "wasm"])
            .args(["--profile", PROFILE, "--target", TARGET])
            .args(self.instructions.configuration())
            .arg("--target-dir")
            .arg(self.folder())
            .current_dir(&self.place.root)
            .env("CARGO_HOME", &self.place.cargo_home)
            .env("CARGO_ENCODED_RUSTFLAGS", self.encoded_rustflags()?);
        process::run_quietly(cargo)?;
        Ok(String::new())
    }

    /// Flags that make the bytes independent of where the build runs. They replace the flags in
    /// `.cargo/config.toml`, so the target feature is repeated here.
    fn encoded_rustflags(&self) -> Result<OsString> {
        let mut flags = OsString::from(self.instructions.rustflag());
        for (folder, name) in [
            (&self.place.cargo_home, "/cargo"),
            (&sysroot()?, "/rust"),
            (&self.place.root, "/onerway-edge"),
        ] {
            flags.push("\u{1f}--remap-path-prefix=");
            flags.push(folder);
            flags.push("=");
            flags.push(name);
        }
        Ok(flags)
    }

    pub fn generate_glue(&self) -> Result<String> {
        let compiled = self
            .folder()
            .join(TARGET)
            .join(PROFILE)
            .join(format!("{}.wasm", paths::CRATE_FILE_NAME));
        Bindgen::new()
            .input_path(compiled)
            .bundler(true)?
            // For tests/types only.
            .typescript(true)
            // wasm-opt sorts functions by their names, then drops them.
            .remove_name_section(false)
            .remove_producers_section(true)
            .omit_default_module_path(true)
            .generate(self.bindgen_dir())?;
        Ok(String::new())
    }
}

fn cargo_home() -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os("CARGO_HOME") {
        return Ok(folder.into());
    }
    let home = std::env::home_dir().context("neither CARGO_HOME nor a home folder is known")?;
    Ok(home.join(".cargo"))
}

fn sysroot() -> Result<PathBuf> {
    let mut rustc = process::command("rustc");
    rustc.args(["--print", "sysroot"]);
    Ok(process::read(rustc)?.into())
}
