//! `dist`: the adapter page of one deployment, ready to be put on a web server, with the response headers it needs.
//!
//! ```text
//! OUT/dist.json           what is in here; says that the folder is ours
//! OUT/site/index.html     never kept by browsers
//! OUT/site/standby.html   what Salesforce shows when the page does not start in time; as well
//! OUT/site/v-HASH/…       everything else; kept for ever, because another content has another name
//! OUT/site/_headers       headers for hosts that read such a file
//! OUT/nginx.conf          the same for nginx
//! OUT/cloudfront-*.json   the same for CloudFront, as response headers policies
//! ```

mod own;
#[cfg(test)]
mod served;
mod server_files;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use deployment::data_block;

use crate::build::Profile;
use crate::deployment::{Deployment, Named};
use crate::release::{self, File};
use crate::{bundle, paths, site};

/// Builds the page with a configuration, and with the flows and actions that were named beside it, and writes it, and the headers,
/// to a folder. Says what it does.
///
/// # Errors
/// The configuration is missing or wrong, the folder holds something else, or a step of the build failed.
pub fn dist(config: &Path, named: &Named, out: &Path) -> Result<()> {
    let deployment = step("reading the configuration, the flows and the actions", || {
        Deployment::read_with(config, named)
    })?;
    own::check(out)?;
    let page =
        step("building the page for release: minutes the first time", || release::adapter(&deployment))?;
    for warning in &deployment.warnings {
        println!("warning: {warning}");
    }
    let written = step("writing the files and their headers", || write_all(&deployment, &page, out))?;
    if deployment.is_open_to_any() {
        println!(
            "note: any org or any instance may use this page; pin yours with salesforce.origins and \
             connect.instanceUrl."
        );
    }
    println!(
        "wrote {}: {} files, {} flows, {} actions",
        out.display(),
        written,
        deployment.flows.len(),
        deployment.actions.len()
    );
    Ok(())
}

/// Lays out the deployment that end-to-end tests serve; the folder it is in. A development build is taken as `build` has
/// made it.
///
/// # Errors
/// As [`dist`].
pub fn for_tests(profile: Profile) -> Result<PathBuf> {
    let out = paths::target().join("dist-for-tests");
    let config = paths::root().join("tests/e2e/deployment.json");
    if profile == Profile::Release {
        dist(&config, &Named::default(), &out)?;
        return Ok(out);
    }
    let deployment = Deployment::read(&config)?;
    own::check(&out)?;
    let page = paths::target().join("dist-for-tests-page");
    site::lay_out_adapter(&page, profile, &deployment)?;
    // Bundled as a release is, so that every end-to-end case on it tries that, too.
    bundle::scripts(&page)?;
    write_all(&deployment, &page, &out)?;
    Ok(out)
}

fn step<T>(what: &str, act: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("{what} …");
    let began = Instant::now();
    let value = act()?;
    println!("  done ({:.1} s)", began.elapsed().as_secs_f32());
    Ok(value)
}

/// Writes everything; how many files are to be served.
fn write_all(deployment: &Deployment, page: &Path, out: &Path) -> Result<usize> {
    let files = release::files(page)?;
    let folder = content_folder(&files);
    own::mark(out, &folder, &files)?;
    let pages = out.join("site");
    if pages.exists() {
        std::fs::remove_dir_all(&pages).with_context(|| format!("cannot empty {}", pages.display()))?;
    }
    for file in &files {
        if is_page(file) {
            let page = String::from_utf8(file.bytes.clone())
                .with_context(|| format!("{} is not UTF-8", file.name))?;
            write(&pages.join(&file.name), point_to(&file.name, &page, &files, &folder)?.as_bytes())?;
        } else {
            write(&pages.join(&folder).join(&file.name), &file.bytes)?;
        }
    }
    for (name, text) in server_files::all(&deployment.hosts, &folder) {
        write(&out.join(name), text.as_bytes())?;
    }
    Ok(files.len())
}

/// The folder named by the content of everything in it.
fn content_folder(files: &[File]) -> String {
    let mut hasher = DefaultHasher::new();
    for file in files.iter().filter(|file| !is_page(file)) {
        (&file.name, &file.bytes).hash(&mut hasher);
    }
    format!("v-{:016x}", hasher.finish())
}

/// Whether people's settings name it: then its address stays, whatever is in it.
fn is_page(file: &File) -> bool {
    site::PAGES.contains(&file.name.as_str())
}

const START: &str = site::PAGES[0];

/// The page with every reference to one of the files led into the folder.
fn point_to(name: &str, page: &str, files: &[File], folder: &str) -> Result<String> {
    let names: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    if name != START {
        return point_attributes(page, &names, folder);
    }
    let mut out = String::new();
    for (at, part) in data_block::parts(page)?.into_iter().enumerate() {
        let is_markup = at % 2 == 0;
        out.push_str(&if is_markup { point_attributes(part, &names, folder)? } else { part.to_owned() });
    }
    Ok(out)
}

fn point_attributes(markup: &str, names: &BTreeSet<&str>, folder: &str) -> Result<String> {
    let mut out = String::new();
    let mut rest = markup;
    while let Some(at) =
        ["src=\"", "href=\""].iter().filter_map(|name| Some(rest.find(name)? + name.len())).min()
    {
        let (before, value_and_more) = rest.split_at(at);
        let value = value_and_more.split('"').next().unwrap_or_default();
        let name = value.strip_prefix("./").unwrap_or(value);
        if !names.contains(name) {
            bail!("a page of www/adapter refers to “{value}”, which is no file of the page.");
        }
        out.push_str(before);
        out.push_str(&format!("{folder}/{name}"));
        rest = &value_and_more[value.len()..];
    }
    out.push_str(rest);
    Ok(out)
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(parent) = file.parent() {
        std::fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
    }
    std::fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(head: &str) -> String {
        format!(
            "<link href=\"softphone.css\" /><script type=\"application/json\" id=\"switchboard-config\">\
             {{\"a\":\"src=\\\"boot.js\\\"\"}}</script>\
             <script type=\"application/json\" id=\"switchboard-actions\">[\"src=\"]</script>{head}"
        )
    }

    fn files() -> Vec<File> {
        let file = |name: &str| File { name: name.into(), bytes: name.as_bytes().to_vec() };
        ["boot.js", "index.html", "pkg/adapter.js", "softphone.css"].map(file).to_vec()
    }

    #[test]
    fn references_lead_into_the_folder_and_data_stays() {
        let page = page("<script type=\"module\" src=\"./boot.js\"></script>");
        let pointed = point_to(START, &page, &files(), "v-1").expect("a page");
        assert!(pointed.contains("href=\"v-1/softphone.css\""), "{pointed}");
        assert!(pointed.contains("src=\"v-1/boot.js\""), "{pointed}");
        assert!(pointed.contains("src=\\\"boot.js\\\""), "{pointed}");
    }

    #[test]
    fn the_standby_page_keeps_its_address_and_finds_its_styles() {
        let page = "<link rel=\"stylesheet\" href=\"softphone.css\" />";
        let pointed = point_to(site::PAGES[1], page, &files(), "v-1").expect("a page");
        assert_eq!(pointed, "<link rel=\"stylesheet\" href=\"v-1/softphone.css\" />");
        assert!(is_page(&File { name: site::PAGES[1].into(), bytes: Vec::new() }));
    }

    #[test]
    fn a_reference_to_nothing_is_refused() {
        assert!(
            point_to(
                START,
                &page("<script src=\"https://elsewhere.example/x.js\"></script>"),
                &files(),
                "v-1"
            )
            .is_err()
        );
        assert!(point_to(START, &page("<script src=\"missing.js\"></script>"), &files(), "v-1").is_err());
    }

    #[test]
    fn another_content_has_another_folder() {
        let mut changed = files();
        let folder = content_folder(&changed);
        assert_eq!(
            deployment::headers::cache_control(&format!("{folder}/boot.js")),
            "public, max-age=31536000, immutable"
        );
        changed[1].bytes.push(b'x');
        assert_eq!(content_folder(&changed), folder, "the page itself does not name the folder");
        changed[0].bytes.push(b'x');
        assert_ne!(content_folder(&changed), folder);
    }
}
