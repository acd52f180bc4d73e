//! What a step needs that not every machine has. What can be installed without asking is installed.

use anyhow::{Result, ensure};

use crate::{npm, tools};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The packages of tests/js/runners.
    Packages,
    /// Those of them that are programs: they are for Linux on x64.
    Programs,
    Chromium,
    Firefox,
    /// Redis and PostgreSQL.
    Servers,
}

impl Need {
    pub fn ensure(self) -> Result<()> {
        match self {
            Need::Packages => npm::ensure_runtimes(),
            Need::Programs => {
                let is_here = cfg!(all(target_os = "linux", target_arch = "x86_64"));
                ensure!(is_here, "the runtimes from npm are for Linux on x64");
                npm::ensure_runtimes()
            }
            Need::Chromium => tools::ensure_chromium(),
            Need::Firefox => tools::ensure_firefox(),
            Need::Servers => tools::ensure_servers(),
        }
    }
}
