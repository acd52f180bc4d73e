//! Running other programs.

use std::ffi::OsStr;
use std::io::Read;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::paths;

/// A command that starts in the repository's root.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root());
    command
}

/// The same Cargo that started this task.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A script of this repository, or of an npm package, run by Node.
pub fn node(script: impl AsRef<OsStr>) -> Command {
    let mut node = command("node");
    node.arg(script.as_ref());
    node
}

/// Runs with the terminal of this process.
pub fn run(mut command: Command) -> Result<()> {
    let line = describe(&command);
    let status = command
        .status()
        .with_context(|| format!("cannot start {line}"))?;
    ensure!(status.success(), "{line}: {status}");
    Ok(())
}

/// Runs silently and returns what was printed; a failure carries all of it, in the order it came.
pub fn run_quietly(mut command: Command) -> Result<String> {
    let line = describe(&command);
    let (mut reader, writer) = std::io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {line}"))?;
    // The command holds the writing ends; reading ends only when they are closed.
    drop(command);
    let mut printed = Vec::new();
    reader.read_to_end(&mut printed)?;
    let printed = String::from_utf8_lossy(&printed).into_owned();
    let status = child.wait()?;
    if !status.success() {
        bail!("{line}: {status}\n\n{}", printed.trim_end());
    }
    Ok(printed)
}

/// What a command prints on standard output, without the white space around it.
pub fn read(mut command: Command) -> Result<String> {
    let line = describe(&command);
    let output = command
        .output()
        .with_context(|| format!("cannot start {line}"))?;
    ensure!(
        output.status.success(),
        "{line}: {}\n\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr).trim_end()
    );
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// Whether a command can be started and succeeds.
pub fn succeeds(mut command: Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    format!("`{}`", words.join(" "))
}
