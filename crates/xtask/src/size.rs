//! `size`: how many bytes of the softphone page are ours, and whether they stay within the budget.

use anyhow::{Result, bail};
use serde_json::json;

use crate::release::{self, File};
use crate::{paths, shrink};

/// Budget of the softphone core: its wasm, glue, snippets, styles, start script and page, brotli-11.
pub const BUDGET: usize = 90 * 1024;

/// Builds for release, prints the sizes, and fails above the budget.
///
/// # Errors
/// The build failed, or the core is above [`BUDGET`].
pub fn size() -> Result<()> {
    let folder = release::adapter(&json!({}))?;
    let (mut own, mut others): (Vec<File>, Vec<File>) =
        release::files(&folder)?.into_iter().partition(|file| !file.name.starts_with("vendor/"));
    // Flows and configuration travel inside the page, but are a deployment's, not the core's.
    let template = std::fs::read(paths::root().join("www/adapter/index.html")).unwrap_or_default();
    for page in own.iter_mut().filter(|file| file.name == "index.html") {
        let with_flows = File { name: "index.html with the flows".into(), bytes: page.bytes.clone() };
        others.insert(0, with_flows);
        page.bytes.clone_from(&template);
    }

    println!("softphone core, own bytes            raw     brotli-11");
    let total = print(&own)?;
    println!("{:<32} {:>7} {:>10}   of {BUDGET}", "total", total.0, total.1);
    println!("\nnot counted");
    print(&others)?;
    if total.1 > BUDGET {
        bail!("The softphone core is {} bytes over its budget of {BUDGET} bytes brotli.", total.1 - BUDGET);
    }
    Ok(())
}

fn print(files: &[File]) -> Result<(usize, usize)> {
    let mut total = (0, 0);
    for file in files {
        let small = shrink::brotli_size(&file.bytes)?;
        println!("  {:<30} {:>7} {small:>10}", file.name, file.bytes.len());
        total = (total.0 + file.bytes.len(), total.1 + small);
    }
    Ok(total)
}
