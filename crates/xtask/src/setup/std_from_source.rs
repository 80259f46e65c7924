//! Debian's rustc has no wasm target, but its library source: built once into that rustc's own folder.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::wasm_toolchain::{TARGET, WasmToolchain};
use crate::{paths, process};

/// Builds the standard library and puts it where Debian's rustc looks for it.
///
/// # Errors
/// The build failed, or the folder cannot be written.
pub(super) fn build() -> Result<()> {
    let debian = WasmToolchain::Debian;
    let Some(libdir) = debian.target_libdir() else {
        bail!("Debian's rustc does not start: install the package rustc-web.");
    };
    let dir = paths::cache().join("std");
    let source = dir.join("src");
    fs::create_dir_all(&source).with_context(|| format!("cannot create {}", source.display()))?;
    // A crate of its own: nothing of this project is compiled here. Without `[workspace]` cargo would search upwards.
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::write(dir.join("Cargo.toml"), manifest).context("cannot write the crate that std is built with")?;
    fs::write(source.join("lib.rs"), "#![no_std]\n")
        .context("cannot write the crate that std is built with")?;

    let mut cargo = debian.cargo();
    cargo
        .current_dir(&dir)
        .args([
            "build",
            "--quiet",
            "--release",
            "--target",
            TARGET,
            "-Zbuild-std=std,panic_abort,test",
            "--target-dir",
        ])
        .arg(dir.join("target"))
        // Lets a stable compiler build its own library.
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode inside, link-time optimisation of the pages fails.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    process::run_quietly(&mut cargo).context("the standard library does not build")?;
    copy_libraries(&dir.join("target").join(TARGET).join("release/deps"), &libdir)
}

fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}: run this as root", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            let target = to.join(&name);
            fs::copy(&file, &target).with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    Ok(())
}
