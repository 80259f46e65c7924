//! `size`: how many bytes of the softphone page are ours, and whether they stay within the budgets.

use ::deployment::data_block;
use anyhow::{Context, Result, bail};

use crate::release::{self, File};
use crate::{deployment, shrink, site};

/// Budget of the softphone core, brotli-11: its wasm, glue, snippets, styles, start script and page.
pub const CORE_BUDGET: usize = 90 * 1024;
/// Budget of the agent's panel, brotli-11: its wasm, glue, styles, start script and the language file of one language.
pub const PANEL_BUDGET: usize = 120 * 1024;

/// What a file of the page counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Core,
    Panel,
    /// Other people's, or not needed by one agent.
    Other,
}

fn part(name: &str) -> Part {
    match name {
        "lang/en.json" | "panel.js" | "panel.css" => Part::Panel,
        name if name.starts_with("pkg/overlay") || name.starts_with("pkg/snippets/overlay") => Part::Panel,
        "standby.html" => Part::Other,
        name if name.starts_with("vendor/") || name.starts_with("lang/") => Part::Other,
        _ => Part::Core,
    }
}

/// Builds for release, prints the sizes, and fails above a budget.
///
/// # Errors
/// The build failed, or core or panel are above their budgets.
pub fn size() -> Result<()> {
    let mut files = release::files(&release::adapter(&deployment::bare()?)?)?;
    let mut others = Vec::new();
    // Flows and configuration travel inside the page, but are a deployment's, not the core's.
    for page in files.iter_mut().filter(|file| file.name == site::PAGES[0]) {
        others.push(File { name: "index.html with the flows".into(), bytes: page.bytes.clone() });
        let text = std::str::from_utf8(&page.bytes).context("index.html")?;
        let [before, _, between, _, after] = data_block::parts(text)?;
        page.bytes = [before, "{}", between, "[]", after].concat().into_bytes();
    }
    let mut of = |wanted: Part| -> Vec<File> {
        let (taken, rest) =
            std::mem::take(&mut files).into_iter().partition(|file| part(&file.name) == wanted);
        files = rest;
        taken
    };
    let core = print("softphone core, own bytes", &of(Part::Core), Some(CORE_BUDGET))?;
    let panel = print("agent's panel, own bytes, loaded after ready", &of(Part::Panel), Some(PANEL_BUDGET))?;
    others.extend(of(Part::Other));
    print("not counted", &others, None)?;
    for (what, bytes, budget) in
        [("softphone core", core, CORE_BUDGET), ("agent's panel", panel, PANEL_BUDGET)]
    {
        if bytes > budget {
            bail!("The {what} is {} bytes over its budget of {budget} bytes brotli.", bytes - budget);
        }
    }
    Ok(())
}

/// Prints files with their sizes; how many bytes travel together.
fn print(title: &str, files: &[File], budget: Option<usize>) -> Result<usize> {
    println!("{title:<44}     raw  brotli-11");
    let mut total = (0, 0);
    for file in files {
        let small = shrink::brotli_size(&file.bytes)?;
        println!("  {:<42} {:>7} {small:>10}", file.name, file.bytes.len());
        total = (total.0 + file.bytes.len(), total.1 + small);
    }
    if let Some(budget) = budget {
        println!("{:<44} {:>7} {:>10}   of {budget}", "total", total.0, total.1);
    }
    println!();
    Ok(total.1)
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    #[test]
    fn every_file_counts_for_the_right_part() {
        for (name, expected) in [
            ("index.html", Part::Core),
            ("boot.js", Part::Core),
            ("softphone.css", Part::Core),
            ("pkg/adapter_bg.wasm", Part::Core),
            ("pkg/snippets/adapter-0123/js/phone.js", Part::Core),
            ("pkg/overlay_bg.wasm", Part::Panel),
            ("pkg/overlay.js", Part::Panel),
            ("panel.js", Part::Panel),
            ("panel.css", Part::Panel),
            ("lang/en.json", Part::Panel),
            ("lang/de.json", Part::Other),
            ("vendor/connect-streams-min.js", Part::Other),
        ] {
            assert_eq!(part(name), expected, "{name}");
        }
    }
}
