//! `size`: the sizes of the package's files, compared with their budgets.

use std::fs;
use std::io::Write;

use anyhow::{Context, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{build, paths, report};

/// What a file may weigh, in bytes.
struct Budget {
    file: &'static str,
    raw: usize,
    gzip: usize,
}

const fn at_most(file: &'static str, raw: usize, gzip: usize) -> Budget {
    Budget { file, raw, gzip }
}

const KIB: usize = 1024;

const BUDGETS: &[Budget] = &[
    at_most("core.wasm", 126 * KIB, 59 * KIB),
    at_most("index.js", 188 * KIB, 79 * KIB),
    at_most("index.cjs", 188 * KIB, 79 * KIB),
    at_most("workerd.js", 54 * KIB, 20 * KIB),
    at_most("edge-light.js", 54 * KIB, 20 * KIB),
    at_most("js.js", 372 * KIB, 118 * KIB),
    at_most("js.cjs", 372 * KIB, 118 * KIB),
    at_most("stores.js", 15 * KIB, 6 * KIB),
    at_most("stores.cjs", 15 * KIB, 6 * KIB),
];

pub fn task(arguments: &[String]) -> Result<()> {
    ensure!(arguments.is_empty(), "size takes no arguments");
    if !paths::pkg().is_dir() {
        build::run()?;
        println!();
    }

    println!(
        "{:<16}{:>10}{:>10}{:>10}{:>10}",
        "bytes", "raw", "at most", "gzip", "at most"
    );
    let mut too_big = Vec::new();
    for entry in fs::read_dir(paths::pkg())? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        let is_code = name.ends_with("js") || name.ends_with(".wasm");
        let has_budget = BUDGETS.iter().any(|budget| budget.file == name);
        ensure!(!is_code || has_budget, "{name} has no budget");
    }
    for budget in BUDGETS {
        let path = paths::pkg().join(budget.file);
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let (raw, gzip) = (content.len(), gzip_size(&content)?);
        println!(
            "{:<16}{:>10}{:>10}{:>10}{:>10}",
            budget.file,
            report::grouped(raw),
            report::grouped(budget.raw),
            report::grouped(gzip),
            report::grouped(budget.gzip),
        );
        if raw > budget.raw || gzip > budget.gzip {
            too_big.push(budget.file);
        }
    }
    ensure!(too_big.is_empty(), "over budget: {}", too_big.join(", "));
    Ok(())
}

fn gzip_size(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}
