//! `bench`: how long a callback takes, in the crate and with the packed package.

use anyhow::{Result, ensure};

use crate::{consumer, process};

pub fn task(arguments: &[String]) -> Result<()> {
    ensure!(arguments.is_empty(), "bench takes no arguments");
    let mut readings = process::cargo();
    readings.args([
        "bench",
        "--quiet",
        "--package",
        "onerway-edge",
        "--bench",
        "readings",
    ]);
    process::run(readings)?;
    println!();
    consumer::build_and_install()?;
    println!();
    process::run(consumer::script("benches/callback.mjs"))
}
