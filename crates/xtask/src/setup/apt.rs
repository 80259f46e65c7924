//! Debian's packages.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{paths, process};

/// Whether packages can be installed here: apt is there, and we are root.
pub(super) fn available() -> bool {
    paths::find_program("apt-get").is_some()
        && process::answer(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs those of the packages that are missing.
///
/// # Errors
/// Not root, no apt, or apt failed.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if !available() {
        bail!("Packages are missing: run `apt-get install --no-install-recommends {names}` as root.");
    }
    // Lists may be absent or stale, which shows as a failed install: then once more with fresh ones.
    if get(&missing).is_err() {
        process::run_quietly(apt_get().arg("update")).context("apt could not fetch its package lists")?;
        get(&missing).with_context(|| format!("apt could not install {names}"))?;
    }
    Ok(())
}

/// Installs the linker that Debian's `rust-lld` points to: the link names the package, `lld-NN`.
///
/// # Errors
/// As [`install`].
pub(super) fn install_linker() -> Result<()> {
    let package = std::fs::read_link("/usr/bin/rust-lld")
        .context("Debian's rust-lld was not found: install the packages rust-web-llvm and lld")?;
    install(&[&package.to_string_lossy()])
}

fn installed(package: &str) -> bool {
    let query = ["-W", "-f", "${Status}", package];
    process::answer(Command::new("dpkg-query").args(query))
        .is_some_and(|status| status.ends_with(" installed"))
}

fn get(packages: &[&str]) -> Result<()> {
    process::run_quietly(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet");
    command
}
