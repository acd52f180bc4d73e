//! From the crate to `core.wasm` and its JavaScript glue.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{paths, process, report};

pub const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "edge";

const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// The generated names end in digests, which do not compress. It prints the short ones, so it runs
/// once, while the others run until nothing changes.
const RENAME: &str = "--minify-imports-and-exports-and-modules";

const WASM_OPT_FLAGS: &[&str] = &[
    // In this order, neighbours are alike, and structured anew, functions are shorter: with both,
    // the Wasm gzips to 1.3 % less.
    "--reorder-functions-by-name",
    // The stack starts at address 0 and grows down to it, so its last kilobyte is never reached, and
    // constants can move from sums into loads and stores.
    "--low-memory-unused",
    "--always-inline-max-function-size=4",
    "--merge-similar-functions",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--strip-producers",
    "--strip-debug",
    "--strip-target-features",
];

/// Where the Wasm is built: another place has to give the same bytes.
pub struct Place {
    /// The repository.
    pub root: PathBuf,
    pub cargo_home: PathBuf,
    /// Everything between the sources and the Wasm.
    pub output: PathBuf,
}

/// The generated glue, an ES module without imports.
pub fn glue() -> PathBuf {
    bindgen_dir(&paths::target()).join(format!("{}_bg.js", paths::CRATE_FILE_NAME))
}

/// Which name of the glue became which in the Wasm: JSON of wasm-opt's.
pub fn names() -> PathBuf {
    names_in(&paths::target())
}

fn names_in(output: &Path) -> PathBuf {
    bindgen_dir(output).join("names.json")
}

fn bindgen_dir(output: &Path) -> PathBuf {
    output.join("bindgen")
}

impl Place {
    pub fn here() -> Result<Place> {
        Ok(Place {
            root: paths::root(),
            cargo_home: cargo_home()?,
            output: paths::target(),
        })
    }

    /// The published flags differ from those of everyday builds, so they get a folder of their own;
    /// in a shared one each would rebuild what the other has just built.
    fn target_dir(&self) -> PathBuf {
        self.output.join("publish")
    }

    pub fn compile(&self) -> Result<String> {
        let mut cargo = process::cargo();
        cargo
            .args(["rustc", "--package", "onerway-edge", "--lib"])
            .args(["--crate-type", "cdylib", "--features", "wasm"])
            .args(["--profile", PROFILE, "--target", TARGET])
            .arg("--target-dir")
            .arg(self.target_dir())
            .current_dir(&self.root)
            .env("CARGO_HOME", &self.cargo_home)
            .env("CARGO_ENCODED_RUSTFLAGS", self.encoded_rustflags()?);
        process::run_quietly(cargo)?;
        Ok(String::new())
    }

    /// Flags that make the bytes independent of where the build runs. They replace the flags in
    /// `.cargo/config.toml`, so the target feature is repeated here.
    fn encoded_rustflags(&self) -> Result<OsString> {
        let mut flags = OsString::from("-Ctarget-feature=+simd128");
        for (folder, name) in [
            (&self.cargo_home, "/cargo"),
            (&sysroot()?, "/rust"),
            (&self.root, "/onerway-edge"),
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
            .target_dir()
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
            .generate(bindgen_dir(&self.output))?;
        Ok(String::new())
    }

    pub fn optimise(&self, output: &Path) -> Result<String> {
        let input = bindgen_dir(&self.output).join(format!("{}_bg.wasm", paths::CRATE_FILE_NAME));
        let wasm_opt = |from: &Path| {
            let mut command = process::node(paths::node_modules().join("binaryen/bin/wasm-opt"));
            command.args(FEATURES).arg(from).arg("-o").arg(output);
            command
        };
        let mut rename = wasm_opt(&input);
        rename.args(["--debuginfo", RENAME]);
        fs::write(names_in(&self.output), process::read(rename)?)?;
        let mut optimise = wasm_opt(output);
        optimise.args(WASM_OPT_FLAGS);
        process::run_quietly(optimise)?;
        let size = |file: &Path| fs::metadata(file).map(|metadata| metadata.len() as usize);
        Ok(format!(
            "{} -> {} bytes",
            report::grouped(size(&input)?),
            report::grouped(size(output)?)
        ))
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
