//! Where things lie in the repository.

use std::path::{Path, PathBuf};

/// Name of the crate's output files, and so of the generated glue.
pub const CRATE_FILE_NAME: &str = "onerway_edge";

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the repository")
        .to_owned()
}

/// The npm package, rewritten by every build.
pub fn pkg() -> PathBuf {
    root().join("pkg")
}

/// What the package gets besides the built files: manifest, types, JavaScript sources.
pub fn pkg_template() -> PathBuf {
    root().join("pkg-template")
}

/// The language-neutral vectors, which the package exports.
pub fn vectors() -> PathBuf {
    root().join("tests").join("vectors")
}

/// Everything between the sources and the package; removed by `cargo clean`.
pub fn target() -> PathBuf {
    root().join("target")
}

pub fn node_modules() -> PathBuf {
    root().join("node_modules")
}
