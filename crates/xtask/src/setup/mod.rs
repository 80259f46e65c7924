//! `setup`: everything a machine needs, in the order that works. Idempotent, and quick when nothing is to do.

mod apt;
mod browser;
mod npm;
mod std_from_source;
mod toolchain;
mod tools;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;

pub use browser::{chrome, chromedriver};
pub use npm::{esbuild, wasm_opt};
pub use tools::program as tool;

use crate::wasm_toolchain::WasmToolchain;

/// Sets up everything the other commands need. Returns the toolchain for wasm and the one of this clone.
///
/// # Errors
/// A step cannot go on: one sentence that names what to install.
pub fn everything() -> Result<(WasmToolchain, WasmToolchain)> {
    let began = Instant::now();
    let toolchain = step("wasm target", toolchain::ensure)?;
    step("wasm-bindgen", || tools::ensure(tools::WASM_BINDGEN))?;
    step("wasm-pack", || tools::ensure(tools::WASM_PACK))?;
    step("Chrome and chromedriver", browser::ensure)?;
    step("npm packages", npm::ensure)?;
    step("npm packages of salesforce/", npm::ensure_salesforce)?;
    let native = step("toolchain of this folder", || toolchain::choose_for_clone(toolchain))?;
    println!("setup done in {:.1} s", began.elapsed().as_secs_f32());
    Ok((toolchain, native))
}

/// The program `cargo-fuzz`, installed on first use.
///
/// # Errors
/// It cannot be built.
pub fn cargo_fuzz() -> Result<PathBuf> {
    step("cargo-fuzz", || tools::ensure(tools::CARGO_FUZZ))?;
    Ok(tools::program("cargo-fuzz"))
}

/// Sets up only what `build` needs: a wasm target and the npm packages.
///
/// # Errors
/// As [`everything`].
pub fn for_build() -> Result<WasmToolchain> {
    let toolchain = toolchain::ensure()?.value;
    npm::ensure()?;
    Ok(toolchain)
}

/// What a step found or did, in a few words, and what it yields.
pub(crate) struct Done<T> {
    value: T,
    told: String,
}

impl<T> Done<T> {
    fn new(value: T, told: impl Into<String>) -> Self {
        Self { value, told: told.into() }
    }
}

fn step<T>(name: &str, act: impl FnOnce() -> Result<Done<T>>) -> Result<T> {
    let began = Instant::now();
    let done = act()?;
    println!("  {name}: {} ({:.1} s)", done.told, began.elapsed().as_secs_f32());
    Ok(done.value)
}

/// Announces work that takes long enough for a person to wonder.
fn announce(what: &str) {
    println!("  … {what}");
}
