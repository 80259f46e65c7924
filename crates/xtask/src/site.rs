//! `target/site`: the files of the pages, as they are served.
//!
//! ```text
//! adapter/    www/adapter, pkg/ (glue and wasm of core and panel; in a release only the wasm, the rest is in boot.js and panel.js),
//!             vendor/ (npm), index.html with configuration, flows and actions baked in
//! studio/     www/studio, pkg/, the style sheet of drawn flows, vendor/ (the library of phone numbers)
//! workbench/  www/workbench, pkg/
//! sim/        www/sim: Salesforce's script and the simulated CCP's page
//! ```
//!
//! `adapter/index.html` is what ships, and what tests get. For the names under `localhost` that `cargo xtask serve`
//! answers to, the simulator host sends `deployment::data_block::for_localhost` of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use deployment::{Deployment, data_block};

use crate::build::{self, Profile};
use crate::{bundle, own_deployment, paths};

/// Files taken from npm packages: (file below `node_modules`, name in `vendor/`).
pub const VENDOR: [(&str, &str); 4] = [
    ("amazon-connect-streams/release/connect-streams-min.js", "connect-streams-min.js"),
    ("amazon-connect-chatjs/dist/amazon-connect-chat.js", "amazon-connect-chat.js"),
    ("amazon-connect-taskjs/dist/amazon-connect-task.js", "amazon-connect-task.js"),
    PHONE_NUMBERS,
];

/// The library that takes phone numbers apart, of [`VENDOR`].
const PHONE_NUMBERS: (&str, &str) =
    ("libphonenumber-js/bundle/libphonenumber-min.js", "libphonenumber-min.js");

/// Lays out all pages. Files that have not changed are left alone, so that browsers and watchers see only
/// what is new.
///
/// # Errors
/// A source is missing or unreadable.
pub fn lay_out(profile: Profile) -> Result<()> {
    let deployment = own_deployment::of_this_clone()?;
    lay_out_adapter(&paths::site().join("adapter"), profile, Some(&deployment))?;

    lay_out_studio(&paths::site().join("studio"), profile)?;

    let mut workbench = Folder::new(paths::site().join("workbench"));
    workbench.copy_tree(&paths::root().join("www/workbench"), "")?;
    workbench.copy_tree(&build::glue_dir(build::WORKBENCH, profile), "pkg")?;
    workbench.finish()?;

    let mut sim = Folder::new(paths::site().join("sim"));
    sim.copy_tree(&paths::root().join("www/sim"), "")?;
    sim.finish()
}

/// Lays out all pages for the simulator host, the adapter as `dist` has written it; the folder they are in. The others are taken
/// as `build` has laid them out.
///
/// # Errors
/// A source is missing or unreadable.
pub fn lay_out_dist(dist: &Path) -> Result<PathBuf> {
    let out = paths::target().join("site-of-dist");
    let built = ["studio", "workbench", "sim"].map(|name| (name, paths::site().join(name)));
    for (name, from) in std::iter::once(("adapter", dist.to_owned())).chain(built) {
        let mut folder = Folder::new(out.join(name));
        folder.copy_tree(&from, "")?;
        folder.finish()?;
    }
    Ok(out)
}

/// Lays out the studio, and in it the agent's panel, which the element editor shows.
///
/// # Errors
/// A source is missing or unreadable.
pub fn lay_out_studio(out: &Path, profile: Profile) -> Result<()> {
    let mut studio = Folder::new(out.to_owned());
    studio.copy_tree(&paths::root().join("www/studio"), "")?;
    studio.copy(&paths::root().join("www/workbench/flow.css"), "flow.css")?;
    studio.copy_tree(&build::glue_dir(build::STUDIO, profile), "pkg")?;
    // Phone numbers of the flows that are tried.
    let (from, name) = PHONE_NUMBERS;
    studio.copy(&paths::root().join("node_modules").join(from), &format!("vendor/{name}"))?;
    let adapter = paths::root().join("www/adapter");
    for name in ["softphone.css", "panel.css"] {
        studio.copy(&adapter.join(name), &format!("preview/{name}"))?;
    }
    studio.copy(&adapter.join("lang/en.json"), "preview/lang/en.json")?;
    studio.copy_tree(&build::glue_dir(build::OVERLAY, profile), "preview/pkg")?;
    studio.finish()
}

/// Lays out the adapter page, with the data of a deployment in it or, as a release has it, with none.
///
/// # Errors
/// A source is missing or unreadable.
pub fn lay_out_adapter(out: &Path, profile: Profile, deployment: Option<&Deployment>) -> Result<()> {
    let www = paths::root().join("www/adapter");
    let mut adapter = Folder::new(out.to_owned());
    adapter.copy_tree(&www, "")?;
    for module in [build::ADAPTER, build::OVERLAY] {
        adapter.copy_tree(&build::glue_dir(module, profile), "pkg")?;
    }
    for (from, name) in VENDOR {
        adapter.copy(&paths::root().join("node_modules").join(from), &format!("vendor/{name}"))?;
    }
    if let Some(deployment) = deployment {
        let index = www.join("index.html");
        let page =
            std::fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
        let page = data_block::fill(&page, deployment.config(), deployment.flows(), deployment.actions())
            .with_context(|| index.display().to_string())?;
        adapter.write("index.html", page.as_bytes())?;
    }
    adapter.finish()?;
    match profile {
        Profile::Dev => Ok(()),
        Profile::Release => bundle::scripts(out).and_then(|()| bundle::styles(out)),
    }
}

/// A folder being filled: remembers what belongs there, removes the rest at the end.
struct Folder {
    root: PathBuf,
    kept: BTreeSet<PathBuf>,
}

impl Folder {
    fn new(root: PathBuf) -> Self {
        Self { root, kept: BTreeSet::new() }
    }

    fn write(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let file = self.root.join(name);
        if !std::fs::read(&file).is_ok_and(|old| old == content) {
            if let Some(parent) = file.parent() {
                std::fs::create_dir_all(parent)
                    .with_context(|| format!("cannot create {}", parent.display()))?;
            }
            // Put in its place, not written over: it may be a hard link, and somebody may be reading it.
            if file.exists() {
                std::fs::remove_file(&file).with_context(|| format!("cannot replace {}", file.display()))?;
            }
            std::fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))?;
        }
        self.kept.insert(file);
        Ok(())
    }

    fn copy(&mut self, from: &Path, name: &str) -> Result<()> {
        let content = std::fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
        self.write(name, &content)
    }

    fn copy_tree(&mut self, from: &Path, below: &str) -> Result<()> {
        for file in files_below(from)? {
            let relative = file.strip_prefix(from).unwrap_or(&file).to_owned();
            self.copy(&file, &Path::new(below).join(relative).to_string_lossy())?;
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        for file in files_below(&self.root)? {
            if !self.kept.contains(&file) {
                std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            }
        }
        Ok(())
    }
}

/// All files below a folder, sorted; none when it does not exist.
///
/// # Errors
/// A folder cannot be read.
pub fn files_below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![dir.to_owned()];
    while let Some(dir) = waiting.pop() {
        if !dir.exists() {
            continue;
        }
        for entry in std::fs::read_dir(&dir).with_context(|| format!("cannot read {}", dir.display()))? {
            let path = entry?.path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}
