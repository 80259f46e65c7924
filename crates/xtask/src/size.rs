//! `size`: how many bytes of the softphone page and of the studio are ours. Time is what counts (`bench start`); bytes are watched.

use std::io::Write as _;

use anyhow::{Context, Result, bail};
use deployment::File;

use crate::build::Profile;
use crate::release;

/// Bytes of brotli above which core or panel deserve a look.
const WARNING: usize = 160 * 1024;
/// Bytes of brotli above which neither ships: every block and every event of the contract is in it, read by plain serde.
const LIMIT: usize = 384 * 1024;
/// Bytes of brotli above which the studio deserves a look: an admin opens it, and nobody waits for it in a call.
const STUDIO_WARNING: usize = 450 * 1024;

/// Brotli's best level.
const QUALITY: u32 = 11;
/// Brotli's largest ordinary window, as a power of two.
const WINDOW: u32 = 22;

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

/// Whether a file of the studio is its own: what it shows of the agent's panel, and what is other people's, is not.
fn is_of_studio(name: &str) -> bool {
    !name.starts_with("preview/") && !name.starts_with("vendor/")
}

/// Builds for release and prints the sizes; warns above [`WARNING`] and [`STUDIO_WARNING`], fails above [`LIMIT`].
///
/// # Errors
/// The build failed, or core or panel are above the limit.
pub fn size() -> Result<()> {
    // Flows and configuration travel inside the page, but are a deployment's: a release has none.
    let mut files = deployment_files::page(&release::softphone(Profile::Release)?)?;
    let (studio, others): (Vec<File>, Vec<File>) =
        deployment_files::page(&release::studio(Profile::Release)?)?
            .into_iter()
            .partition(|file| is_of_studio(&file.name));
    let mut of = |wanted: Part| -> Vec<File> {
        let (taken, rest) =
            std::mem::take(&mut files).into_iter().partition(|file| part(&file.name) == wanted);
        files = rest;
        taken
    };
    let core = print("softphone core", &of(Part::Core))?;
    let panel = print("agent's panel, loaded after ready", &of(Part::Panel))?;
    let studio = print("studio", &studio)?;
    print("not counted", &of(Part::Other))?;
    print("not counted in the studio", &others)?;
    for (what, bytes) in [("softphone core", core), ("agent's panel", panel)] {
        if let Some(warning) = judge(what, bytes)? {
            println!("{warning}");
        }
    }
    if let Some(warning) = judge_studio(studio) {
        println!("{warning}");
    }
    Ok(())
}

/// What there is to say of the studio's size.
fn judge_studio(bytes: usize) -> Option<String> {
    (bytes > STUDIO_WARNING)
        .then(|| format!("warning: the studio is {bytes} bytes brotli, above {STUDIO_WARNING}."))
}

/// What there is to say of a size.
///
/// # Errors
/// It is above the limit.
fn judge(what: &str, bytes: usize) -> Result<Option<String>> {
    if bytes > LIMIT {
        bail!("The {what} is {bytes} bytes brotli, above the limit of {LIMIT}.");
    }
    Ok((bytes > WARNING).then(|| {
        format!("warning: the {what} is {bytes} bytes brotli, above {WARNING}; at {LIMIT} this fails.")
    }))
}

/// How many bytes travel.
///
/// # Errors
/// None in practice: it compresses into memory.
fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, QUALITY, WINDOW);
    writer.write_all(bytes).context("brotli")?;
    Ok(writer.into_inner().len())
}

/// Prints files with their sizes; how many bytes travel together.
fn print(title: &str, files: &[File]) -> Result<usize> {
    println!("{title:<44}     raw  brotli-11");
    let mut total = (0, 0);
    for file in files {
        let compressed = brotli_size(&file.bytes)?;
        println!("  {:<42} {:>7} {compressed:>10}", file.name, file.bytes.len());
        total = (total.0 + file.bytes.len(), total.1 + compressed);
    }
    println!("{:<44} {:>7} {:>10}\n", "total", total.0, total.1);
    Ok(total.1)
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, Part, STUDIO_WARNING, WARNING, is_of_studio, judge, judge_studio, part};

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

    #[test]
    fn the_panel_in_the_studio_is_not_its_own() {
        for (name, own) in [
            ("index.html", true),
            ("canvas.css", true),
            ("pkg/studio_bg.wasm", true),
            ("preview/pkg/overlay_bg.wasm", false),
            ("vendor/libphonenumber-min.js", false),
        ] {
            assert_eq!(is_of_studio(name), own, "{name}");
        }
    }

    #[test]
    fn a_large_page_is_said_and_a_huge_one_fails() {
        let warns = |bytes| judge("core", bytes).map(|warning| warning.is_some());
        assert!(warns(WARNING).is_ok_and(|warns| !warns));
        assert!(warns(WARNING + 1).is_ok_and(|warns| warns));
        assert!(warns(LIMIT).is_ok_and(|warns| warns));
        assert!(warns(LIMIT + 1).is_err());
        assert_eq!(judge_studio(STUDIO_WARNING), None);
        assert!(judge_studio(STUDIO_WARNING + 1).is_some());
    }
}
