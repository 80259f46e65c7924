//! Running other programs, with their words shown when they fail and a sentence that says what failed.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// A command line as a person would type it.
pub fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Runs a command whose output the person should see.
///
/// # Errors
/// The program cannot be started, or it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let text = line(command);
    let status = command.status().with_context(|| format!("cannot start `{text}`"))?;
    if !status.success() {
        bail!("`{text}` failed ({status})");
    }
    Ok(())
}

/// Runs a command quietly; its output is shown only when it fails.
///
/// # Errors
/// The program cannot be started, or it fails: then with what it printed.
pub fn run_quietly(command: &mut Command) -> Result<()> {
    let text = line(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{text}`"))?;
    if !output.status.success() {
        let told = [output.stdout, output.stderr].concat();
        bail!("`{text}` failed ({})\n{}", output.status, String::from_utf8_lossy(&told).trim_end());
    }
    Ok(())
}

/// What a command prints, trimmed; `None` when it cannot be started or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
