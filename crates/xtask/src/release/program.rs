//! `cti`, for the platform this runs on.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::build::{self, Profile};
use crate::{paths, process, setup};

/// Its name in the archive.
#[cfg(windows)]
pub(super) const NAME: &str = "cti.exe";
/// Its name in the archive.
#[cfg(not(windows))]
pub(super) const NAME: &str = "cti";

/// Builds it; its bytes.
///
/// # Errors
/// The compiler found errors (it has printed them).
pub(super) fn build(profile: Profile) -> Result<Vec<u8>> {
    println!("  … {NAME}");
    let (mut cargo, file) = match profile {
        Profile::Release => {
            let target = paths::target().join("release-program");
            let mut cargo = setup::for_build()?.cargo();
            cargo.args([
                "build",
                "--quiet",
                "--profile",
                "program",
                "--package",
                "cti",
                "--bin",
                "cti",
                "--target-dir",
            ]);
            cargo.arg(&target).args(build::without_machine_paths());
            (cargo, target.join("program").join(NAME))
        }
        // As the native tests build it, so that nothing is built twice.
        Profile::Dev => {
            let mut cargo = setup::for_build()?.cargo();
            cargo.args(["build", "--quiet", "--workspace", "--bin", "cti"]);
            (cargo, native_target().join("debug").join(NAME))
        }
    };
    process::run(&mut cargo)?;
    std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
}

/// Cargo's own target folder.
fn native_target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(paths::target, PathBuf::from)
}
