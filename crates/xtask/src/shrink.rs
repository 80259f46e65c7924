//! `wasm-opt` over a release's module.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{process, setup};

/// What rustc's wasm uses, and nothing newer: wasm-opt must not introduce more.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// For size, but functions stay apart: drawn into their only callers they are fewer bytes raw, and a tenth more after brotli.
const OPTIMIZATION: [&str; 2] = ["-Oz", "--one-caller-inline-max-function-size=0"];

/// Optimizes a module for size, in place. Where `wasm-opt` cannot be installed the module stays as it is, and a line says so.
///
/// # Errors
/// wasm-opt failed, or its result cannot be put in place.
pub fn optimize(module: &Path) -> Result<()> {
    let Some(script) = setup::wasm_opt() else { return Ok(()) };
    let optimized = module.with_extension("opt.wasm");
    let mut node = Command::new("node");
    node.arg(script).args(OPTIMIZATION).args(FEATURES).arg(module).arg("-o").arg(&optimized);
    process::run_quietly(&mut node).context("wasm-opt")?;
    std::fs::rename(&optimized, module).with_context(|| format!("cannot replace {}", module.display()))
}
