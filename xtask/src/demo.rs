//! `demo`: the example shop, run against the packed package.

use anyhow::{Result, bail};

use crate::{consumer, process};

pub const SCRIPT: &str = "examples/demo/run.mjs";

pub fn task(arguments: &[String]) -> Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if !matches!(arguments[..], [] | ["--serve"]) {
        bail!("demo takes --serve or nothing");
    }
    consumer::build_and_install()?;
    println!();
    let mut demo = consumer::script(SCRIPT);
    demo.args(arguments);
    process::run(demo)
}
