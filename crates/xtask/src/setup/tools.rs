//! Command line tools written in Rust, in the user's cache so that every clone finds them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{Done, announce};
use crate::{paths, process};

/// A tool that `cargo install` builds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tool {
    /// Name of the package.
    package: &'static str,
    /// The version that works with the rest.
    version: Version,
    /// Programs it brings; the first one knows its version.
    programs: &'static [&'static str],
    /// How long it takes to build, for the person who waits.
    takes: &'static str,
}

/// Which version of a tool is wanted.
#[derive(Debug, Clone, Copy)]
enum Version {
    /// This one.
    Exactly(&'static str),
    /// The one of this package in `Cargo.lock`.
    Locked(&'static str),
}

/// The test runner for wasm. It reads what the `wasm-bindgen` crate wrote, so their versions must be the same.
pub(super) const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    version: Version::Locked("wasm-bindgen"),
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    takes: "2–3 minutes",
};

/// For people who test one crate by itself.
pub(super) const WASM_PACK: Tool = Tool {
    package: "wasm-pack",
    version: Version::Exactly("0.15.0"),
    programs: &["wasm-pack"],
    takes: "about 2 minutes",
};

/// For `cargo xtask fuzz`, which installs it.
pub(super) const CARGO_FUZZ: Tool = Tool {
    package: "cargo-fuzz",
    version: Version::Exactly("0.13.2"),
    programs: &["cargo-fuzz"],
    takes: "about a minute",
};

/// Path of a tool's program, installed or not.
pub fn program(name: &str) -> PathBuf {
    paths::tools().join("bin").join(name)
}

/// Installs a tool unless it is there in the right version.
pub(super) fn ensure(tool: Tool) -> Result<Done<()>> {
    let version = tool.version()?;
    let found = tool.programs.iter().all(|name| program(name).is_file())
        && version_of(&program(tool.programs[0])).is_some_and(|found| found == version);
    if !found {
        announce(&format!("cargo install {} {version} ({})", tool.package, tool.takes));
        let mut cargo = Command::new("cargo");
        cargo.args(["install", "--quiet", "--force", tool.package, "--version", &version, "--root"]);
        cargo.arg(paths::tools()).current_dir(std::env::temp_dir());
        // Not into this project's target folder: cargo cleans up after itself only in its own.
        cargo.env_remove("CARGO_TARGET_DIR");
        process::run_quietly(&mut cargo)
            .with_context(|| format!("install {} {version} by hand: it could not be built", tool.package))?;
    }
    let known = link_into_path(tool)?;
    Ok(Done::new((), format!("{} ({version}{known})", if found { "there" } else { "installed" })))
}

impl Tool {
    fn version(self) -> Result<String> {
        match self.version {
            Version::Exactly(version) => Ok(version.to_owned()),
            Version::Locked(package) => locked_version(package),
        }
    }
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let file = paths::root().join("Cargo.lock");
    let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let (_, after) = text
        .split_once(&format!("name = \"{package}\"\nversion = \""))
        .with_context(|| format!("Cargo.lock does not name {package}"))?;
    let (version, _) = after.split_once('"').context("Cargo.lock is cut off")?;
    Ok(version.to_owned())
}

fn version_of(program: &Path) -> Option<String> {
    let text = process::answer(Command::new(program).arg("--version"))?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// Links the programs beside cargo's own, where a plain shell finds them. A program of that name which somebody else
/// put in `PATH` stays.
fn link_into_path(tool: Tool) -> Result<&'static str> {
    let Some(bin) = cargo_bin() else { return Ok("") };
    for name in tool.programs {
        let link = bin.join(name);
        let ours = std::fs::read_link(&link).is_ok_and(|target| target == program(name));
        if ours || paths::find_program(name).is_some_and(|other| other != program(name)) {
            continue;
        }
        link_file(&program(name), &link).with_context(|| format!("cannot link {}", link.display()))?;
    }
    Ok(if tool.programs.iter().all(|name| bin.join(name).exists()) { ", in cargo's bin folder" } else { "" })
}

#[cfg(unix)]
fn link_file(from: &Path, to: &Path) -> std::io::Result<()> {
    // A link that leads nowhere, from a cache that was emptied, is ours to replace.
    if std::fs::symlink_metadata(to).is_ok_and(|meta| meta.is_symlink()) && !to.exists() {
        std::fs::remove_file(to)?;
    }
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn link_file(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::copy(from, to).map(|_| ())
}

/// The folder where `cargo install` puts programs, if it is in `PATH`.
fn cargo_bin() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let bin = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?.join("bin");
    let path = std::env::var_os("PATH")?;
    (bin.is_dir() && std::env::split_paths(&path).any(|dir| dir == bin)).then_some(bin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_runner_follows_the_lock_file() {
        let version = WASM_BINDGEN.version().expect("wasm-bindgen is locked");
        assert_eq!(version.split('.').count(), 3, "{version}");
        assert!(locked_version("no-such-package").is_err());
    }
}
