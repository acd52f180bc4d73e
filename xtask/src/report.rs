//! The lines a person reads while a task runs.

use std::io::Write;
use std::time::Instant;

use anyhow::Result;

/// Runs one step and prints its name, how long it took and what it has to say.
pub fn step(name: &str, run: impl FnOnce() -> Result<String>) -> Result<()> {
    print!("{name:<22}");
    std::io::stdout().flush()?;
    let started = Instant::now();
    let outcome = run();
    let seconds = started.elapsed().as_secs_f64();
    match &outcome {
        Ok(detail) => println!("{}", format!("ok    {seconds:>6.1} s  {detail}").trim_end()),
        Err(_) => println!("FAIL  {seconds:>6.1} s"),
    }
    outcome.map(drop)
}

/// A step that cannot run here.
pub fn skipped(name: &str, why: &str) {
    println!("{name:<22}skip            {why}");
}

/// 61440 as `61 440`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).expect("digits are ASCII"))
        .collect();
    groups.join(" ")
}
