//! Making a release's wasm smaller, and measuring what travels: brotli at its best level.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{bundle, glue_cuts, glue_names, markup, process, repack, setup, site, snippets, split, unused};

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

/// Functions of one caller are left where they are: inlined they make less wasm, but what many small functions have in
/// common is what brotli finds. For the same reason equal expressions stay written twice. How
/// small a function must be to be inlined everywhere is the page's to say.
const PASSES: [&str; 6] = [
    "-Oz",
    // Below the first kilobyte is the end of the stack.
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=0",
    "--converge",
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
];

/// Brotli's best level.
const QUALITY: u32 = 11;
/// Brotli's largest ordinary window, as a power of two.
const WINDOW: u32 = 22;

/// Takes out of a glue what our pages never reach, in place; of a development's glue, too, so that tests run what ships.
///
/// # Errors
/// wasm-bindgen has written another glue than `glue_cuts.rs` knows, or the file cannot be read or written.
pub fn cut(glue: &Path) -> Result<()> {
    write(glue, glue_cuts::cut(&text(glue)?)?.as_bytes())
}

/// Makes a release's module and its glue smaller, in place. Functions of up to `inlined` nodes are inlined everywhere. Without
/// wasm-opt all but its part is done.
///
/// # Errors
/// wasm-opt failed, or a file cannot be read or written.
pub fn page(module: &Path, glue: &Path, inlined: u32) -> Result<()> {
    let module_bytes = read(module)?;
    let direct = snippets::direct(&unused::imports(&module_bytes)?);
    let script = snippets::through_glue(&text(glue)?, &direct)?;
    let classes = unused::classes(&script);
    let bound = repack::drop_described(&module_bytes, &classes, &direct)?;
    let names = glue_names::short_names(&bound)?;
    let mut imports = unused::imports(&bound)?;
    let mut packed = split::split(&repack::repack(&bound, &names)?)?;
    if let Some(optimised) = wasm_opt(&bound, module, inlined)? {
        let smaller = split::split(&repack::repack(&optimised, &names)?)?;
        // On some modules wasm-opt makes less wasm but more brotli.
        if brotli_size(&smaller)? < brotli_size(&packed)? {
            packed = smaller;
            imports = unused::imports(&optimised)?;
        }
    }
    let script = unused::strip(&script, &classes, &imports);
    write(module, &packed)?;
    write(glue, glue_names::shorten(&script, &names).as_bytes())
}

/// Takes a module apart for the journey, in place, and changes nothing else.
///
/// # Errors
/// It is no module, or the file cannot be read or written.
pub fn apart(module: &Path) -> Result<()> {
    write(module, &split::split(&repack::repack(&read(module)?, &HashMap::new())?)?)
}

/// What wasm-opt makes of a module; files beside `path` hold it meanwhile.
fn wasm_opt(wasm: &[u8], path: &Path, inlined: u32) -> Result<Option<Vec<u8>>> {
    let Some(script) = setup::wasm_opt() else { return Ok(None) };
    let (before, after) = (path.with_extension("in.wasm"), path.with_extension("out.wasm"));
    write(&before, wasm)?;
    let mut node = Command::new("node");
    node.arg(script)
        .args(PASSES)
        .arg(format!("--always-inline-max-function-size={inlined}"))
        .args(FEATURES)
        .arg(&before)
        .arg("-o")
        .arg(&after);
    process::run_quietly(&mut node).context("wasm-opt")?;
    let optimised = read(&after)?;
    for file in [before, after] {
        std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    Ok(Some(optimised))
}

/// Makes scripts, styles, words and markup of a page smaller, in place; not those of others. Without esbuild scripts and styles stay as
/// they are.
///
/// # Errors
/// esbuild refused a file, or the folder cannot be read.
pub fn texts(folder: &Path) -> Result<()> {
    bundle::scripts(folder)?;
    styles(folder)?;
    for file in site::files_below(&folder.join("lang"))? {
        let words: Value =
            serde_json::from_str(&text(&file)?).with_context(|| format!("{} is not JSON", file.display()))?;
        write(&file, words.to_string().as_bytes())?;
    }
    for page in site::PAGES {
        let file = folder.join(page);
        write(&file, markup::small(&text(&file)?).as_bytes())?;
    }
    Ok(())
}

fn styles(folder: &Path) -> Result<()> {
    let Some(program) = setup::esbuild() else { return Ok(()) };
    let own = |file: &PathBuf| file.extension().is_some_and(|kind| kind == "css");
    let mut esbuild = Command::new(program);
    esbuild.args(["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"]);
    for option in ["--outdir=", "--outbase="] {
        let mut option = OsString::from(option);
        option.push(folder);
        esbuild.arg(option);
    }
    esbuild.args(site::files_below(folder)?.into_iter().filter(own));
    process::run_quietly(&mut esbuild).context("esbuild")
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

pub(crate) fn text(file: &Path) -> Result<String> {
    String::from_utf8(read(file)?).with_context(|| format!("{} is no text", file.display()))
}

pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}
