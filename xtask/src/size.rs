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
    raw: Option<usize>,
    gzip: Option<usize>,
}

const fn unlimited(file: &'static str) -> Budget {
    Budget {
        file,
        raw: None,
        gzip: None,
    }
}

const BUDGETS: &[Budget] = &[
    Budget {
        file: "core.wasm",
        raw: Some(126 * 1024),
        gzip: Some(59 * 1024),
    },
    Budget {
        file: "index.js",
        raw: None,
        gzip: Some(79 * 1024),
    },
    unlimited("index.cjs"),
    unlimited("workerd.js"),
    unlimited("edge-light.js"),
    Budget {
        file: "js.js",
        raw: None,
        gzip: Some(118 * 1024),
    },
    unlimited("js.cjs"),
    Budget {
        file: "stores.js",
        raw: None,
        gzip: Some(6 * 1024),
    },
    unlimited("stores.cjs"),
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
    for budget in BUDGETS {
        let path = paths::pkg().join(budget.file);
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let (raw, gzip) = (content.len(), gzip_size(&content)?);
        println!(
            "{:<16}{:>10}{:>10}{:>10}{:>10}",
            budget.file,
            report::grouped(raw),
            limit_text(budget.raw),
            report::grouped(gzip),
            limit_text(budget.gzip),
        );
        if exceeds(raw, budget.raw) || exceeds(gzip, budget.gzip) {
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

fn exceeds(size: usize, limit: Option<usize>) -> bool {
    limit.is_some_and(|limit| size > limit)
}

fn limit_text(limit: Option<usize>) -> String {
    limit.map_or_else(|| "-".to_owned(), report::grouped)
}
