//! `www`: the web page together with the built package.

use anyhow::{Result, bail};

use crate::{build, paths, process};

pub fn task(arguments: &[String]) -> Result<()> {
    // Checked before a build is spent on a typing error.
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if !matches!(words[..], [] | ["--port", _] | ["--out", _]) {
        bail!("www takes --port N or --out DIR");
    }
    build::run()?;
    println!();
    let mut www = process::node(paths::root().join("xtask/node/www.mjs"));
    // DIR is meant from where the person is.
    www.args(words).current_dir(std::env::current_dir()?);
    process::run(www)
}
