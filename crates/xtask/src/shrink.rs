//! Making a release's wasm smaller, and measuring what travels: brotli at its best level.

use std::io::Write as _;
use std::path::{Path, PathBuf};
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

/// Brotli's best level.
const QUALITY: u32 = 11;
/// Brotli's largest ordinary window, as a power of two.
const WINDOW: u32 = 22;

/// Runs wasm-opt on a module in place, and keeps the result only where fewer bytes travel: on some modules it makes
/// less wasm but more brotli. Without wasm-opt the module stays as it is.
///
/// # Errors
/// wasm-opt failed, or a file cannot be read or written.
pub fn wasm(module: &Path) -> Result<()> {
    let Some(script) = setup::wasm_opt() else { return Ok(()) };
    let smaller: PathBuf = module.with_extension("opt.wasm");
    let mut node = Command::new("node");
    // Functions of one caller are left where they are: inlined they make less wasm, but what many small functions have
    // in common is what brotli finds.
    node.arg(script)
        .args(["-Oz", "--one-caller-inline-max-function-size=0", "--converge"])
        .args(FEATURES)
        .arg(module)
        .arg("-o")
        .arg(&smaller);
    process::run_quietly(&mut node).context("wasm-opt")?;
    if brotli_size(&read(&smaller)?)? < brotli_size(&read(module)?)? {
        std::fs::rename(&smaller, module).with_context(|| format!("cannot replace {}", module.display()))
    } else {
        std::fs::remove_file(&smaller).with_context(|| format!("cannot remove {}", smaller.display()))
    }
}

/// How many bytes travel.
///
/// # Errors
/// None in practice: it compresses into memory.
pub fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, QUALITY, WINDOW);
    writer.write_all(bytes).context("brotli")?;
    Ok(writer.into_inner().len())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}
