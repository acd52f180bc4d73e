//! `bench`: how long a callback takes with the packed package.

use anyhow::{Result, ensure};

use crate::{consumer, process};

pub fn task(arguments: &[String]) -> Result<()> {
    ensure!(arguments.is_empty(), "bench takes no arguments");
    consumer::build_and_install()?;
    println!();
    process::run(consumer::script("benches/callback.mjs"))
}
