//! esbuild over the scripts and styles of the softphone page: two scripts instead of a dozen, each with everything it imports in
//! it, so that a browser asks once. Without esbuild the page works as well, from separate scripts.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::{process, setup, site};

/// The scripts that stay, below the page's folder.
const SCRIPTS: [&str; 2] = ["boot.js", "panel.js"];

/// Options for whatever esbuild writes.
const OPTIONS: [&str; 4] = ["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"];

/// What esbuild tells of its work.
#[derive(Deserialize)]
struct Metafile {
    /// Files that went into a script, by their paths below the folder.
    inputs: std::collections::BTreeMap<String, serde::de::IgnoredAny>,
}

/// Bundles the scripts of a page, in place, and removes the files that went into them.
///
/// # Errors
/// esbuild refused a script, or a file cannot be read or removed.
pub(crate) fn scripts(folder: &Path) -> Result<()> {
    let Some(program) = setup::esbuild() else { return Ok(()) };
    let metafile = folder.join("bundle.json");
    let mut bundled = BTreeSet::from(["bundle.json".to_owned()]);
    for script in SCRIPTS {
        let mut esbuild = Command::new(&program);
        esbuild.current_dir(folder).arg(script).args(OPTIONS);
        esbuild.args(["--bundle", "--format=esm", "--outdir=.", "--metafile=bundle.json"]);
        // Loaded when it is asked for.
        esbuild.args(
            SCRIPTS.iter().filter(|other| **other != script).map(|other| format!("--external:./{other}")),
        );
        process::run_quietly(&mut esbuild).context("esbuild")?;
        let text = std::fs::read(&metafile).with_context(|| format!("cannot read {}", metafile.display()))?;
        let Metafile { inputs } = serde_json::from_slice(&text).context("esbuild's metafile")?;
        bundled.extend(inputs.into_keys().filter(|file| file != script));
    }
    for file in bundled {
        let file = folder.join(file);
        std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    Ok(())
}

/// Minifies the styles of a page, in place.
///
/// # Errors
/// esbuild refused a file, or the folder cannot be read.
pub(crate) fn styles(folder: &Path) -> Result<()> {
    let Some(program) = setup::esbuild() else { return Ok(()) };
    let is_style = |file: &PathBuf| file.extension().is_some_and(|kind| kind == "css");
    let mut esbuild = Command::new(program);
    esbuild.args(OPTIONS);
    for option in ["--outdir=", "--outbase="] {
        let mut option = OsString::from(option);
        option.push(folder);
        esbuild.arg(option);
    }
    esbuild.args(site::files_below(folder)?.into_iter().filter(is_style));
    process::run_quietly(&mut esbuild).context("esbuild")
}
