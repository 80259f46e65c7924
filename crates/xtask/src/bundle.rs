//! Two scripts instead of a dozen: what the page starts with, and the panel, each with everything it imports in it, so that a
//! browser asks once and brotli sees them together. Done by esbuild; without it the page's scripts stay apart, and work as well.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::shrink::{text, write};
use crate::{markup, process, setup, site};

/// The scripts that stay, below the page's folder.
const SCRIPTS: [&str; 2] = ["boot.js", "panel.js"];

/// What esbuild tells of its work.
#[derive(Deserialize)]
struct Told {
    /// Files that went into a script, by their paths below the folder.
    inputs: BTreeMap<String, serde::de::IgnoredAny>,
}

/// Puts the scripts of a page together, in place. The files that went into one are removed, and the pages no longer fetch them
/// ahead.
///
/// # Errors
/// esbuild refused a script, or a file cannot be read, written or removed.
pub(crate) fn scripts(folder: &Path) -> Result<()> {
    let Some(program) = setup::esbuild() else { return Ok(()) };
    let told = folder.join("bundle.json");
    let mut gone = Vec::new();
    for script in SCRIPTS {
        let mut esbuild = Command::new(&program);
        esbuild.current_dir(folder).arg(script).args([
            "--bundle",
            "--minify",
            "--format=esm",
            "--charset=utf8",
            "--log-level=warning",
            "--allow-overwrite",
            "--outdir=.",
            "--metafile=bundle.json",
        ]);
        // Loaded when it is asked for.
        esbuild.args(
            SCRIPTS.iter().filter(|other| **other != script).map(|other| format!("--external:./{other}")),
        );
        process::run_quietly(&mut esbuild).context("esbuild")?;
        let inputs: Told = serde_json::from_str(&text(&told)?).context("what esbuild tells of its work")?;
        gone.extend(inputs.inputs.into_keys().filter(|file| file != script));
    }
    gone.push("bundle.json".to_owned());
    gone.sort();
    gone.dedup();
    for file in &gone {
        let file = folder.join(file);
        std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    for page in site::PAGES {
        let file = folder.join(page);
        write(&file, markup::without_links(&text(&file)?, &gone).as_bytes())?;
    }
    Ok(())
}
