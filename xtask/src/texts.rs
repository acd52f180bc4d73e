//! The texts of the core's errors. They stand in the crate, once; the Wasm carries only their
//! numbers, and the package's JavaScript gets the texts from here.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use onerway_edge::{Code, Fault};

use crate::paths;

/// Writes an ES module with `codes` and `faults`, in the order of their numbers.
pub fn write() -> Result<PathBuf> {
    let file = paths::target().join("bindgen").join("texts.js");
    let mut module = String::new();
    let codes = Code::ALL.iter().map(|code| code.as_str());
    let faults = Fault::ALL.iter().map(|fault| fault.text());
    for (name, texts) in [
        ("codes", codes.collect::<Vec<_>>()),
        ("faults", faults.collect()),
    ] {
        // Debug of these texts, plain ASCII without control characters, is JavaScript too.
        writeln!(module, "export const {name} = {texts:?};")?;
    }
    fs::write(&file, module)?;
    Ok(file)
}
