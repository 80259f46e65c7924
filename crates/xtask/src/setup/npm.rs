//! npm packages: exactly those of a lock file, installed again only when it changes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Done, announce};
use crate::{build, paths, process};

/// Which packages are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// What the pages and the tests need.
    Needed,
    /// Also what optimizes a release, `binaryen` (wasm-opt) and `esbuild`: large downloads.
    WithOptional,
}

/// Installs what pages and tests need.
pub(super) fn ensure() -> Result<Done<()>> {
    install(paths::root(), Wanted::Needed)
}

/// Installs what the tests of the org side need (`salesforce/`): Jest for Lightning web components, an Apex grammar.
pub(super) fn ensure_salesforce() -> Result<Done<()>> {
    install(&paths::salesforce(), Wanted::Needed)
}

/// The `wasm-opt` script (run it with node), installed on first use; `None` where it cannot be had.
pub fn wasm_opt() -> Option<PathBuf> {
    optional("wasm-opt", "binaryen/bin/wasm-opt")
}

/// The `esbuild` program, installed on first use; `None` where it cannot be had.
pub fn esbuild() -> Option<PathBuf> {
    optional("esbuild", ".bin/esbuild")
}

fn optional(name: &str, path: &str) -> Option<PathBuf> {
    let file = paths::root().join("node_modules").join(path);
    if let Err(error) = install(paths::root(), Wanted::WithOptional) {
        println!("{name} is not there, so the page loads slower than it could: {error:#}");
    }
    file.is_file().then_some(file)
}

fn install(folder: &Path, wanted: Wanted) -> Result<Done<()>> {
    let stamp = stamp_of(folder, wanted)?;
    let all = stamp_of(folder, Wanted::WithOptional)?;
    let there =
        || std::fs::read_to_string(stamp_file(folder)).is_ok_and(|found| found == stamp || found == all);
    if there() {
        return Ok(Done::new((), "there"));
    }
    let _lock = build::lock("npm installation")?;
    if there() {
        return Ok(Done::new((), "there"));
    }
    if paths::find_program("npm").is_none() || paths::find_program("node").is_none() {
        bail!("Node is missing: install Node 20 or newer with npm, then run this again.");
    }
    announce("npm ci");
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    if wanted == Wanted::Needed {
        npm.arg("--omit=optional");
    }
    process::run_quietly(&mut npm).with_context(|| {
        format!("npm could not install the packages of {}", folder.join("package-lock.json").display())
    })?;
    std::fs::write(stamp_file(folder), &stamp).context("cannot note what npm installed")?;
    Ok(Done::new((), "installed"))
}

fn stamp_file(folder: &Path) -> PathBuf {
    folder.join("node_modules/.switchboard")
}

/// Names a set of installed packages: the lock file as it was, and how much of it.
fn stamp_of(folder: &Path, wanted: Wanted) -> Result<String> {
    let file = folder.join("package-lock.json");
    let lock = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(format!("{wanted:?}\n{lock}"))
}
