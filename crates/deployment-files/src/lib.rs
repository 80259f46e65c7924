//! The files of a deployment, for `cti deploy` and `cargo xtask dist`: reads configuration, flows, actions and a release from disk,
//! and writes the site to a folder.
//!
//! ```text
//! OUT/dist.json           what is in here; says that the folder is ours
//! OUT/…                   the files of `deployment::Site`
//! ```

#![forbid(unsafe_code)]

mod error;
mod own;

use std::path::{Path, PathBuf};

use deployment::{Configuration, Deployment, File, Site, SourceFile};

pub use deployment::upgrade::{Need, Step};

pub use crate::error::FilesError;
pub use crate::own::check as check_folder;

use crate::error::Result;

/// Flows and actions that are named on the command line, from where that was given. What is empty the configuration decides.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Flow files, or folders of them.
    pub flows: Vec<PathBuf>,
    /// Action files, or folders of them.
    pub actions: Vec<PathBuf>,
}

/// Reads a configuration, the flows and actions it names, and checks all of it. What neither it nor the command line names
/// is in the folders `flows` and `actions` of `shipped`.
///
/// # Errors
/// A file is missing, or everything that is wrong with it, a sentence a line.
pub fn read(config: &Path, named: &Named, shipped: &Path) -> Result<Deployment> {
    if !config.is_file() {
        return Err(FilesError::NoConfiguration { path: config.to_owned() });
    }
    let text = read_text(config)?;
    let beside = config.parent().unwrap_or(Path::new("."));
    of(&text, beside, named, shipped)
        .map_err(|error| FilesError::In { path: config.to_owned(), error: Box::new(error) })
}

/// As [`read`], of the text of a configuration; the files it names are below `beside`.
///
/// # Errors
/// As [`read`].
pub fn of(config: &str, beside: &Path, named: &Named, shipped: &Path) -> Result<Deployment> {
    // A configuration that is refused still names files, so that all there is to mend is said at once.
    let refused = Configuration::parse(config).err();
    let document = Configuration::unchecked(config);
    let below = |folder: &Path, names: &[&str]| names.iter().map(|name| folder.join(name)).collect();
    let here = |paths: &[PathBuf]| (!paths.is_empty()).then(|| paths.to_vec());
    let own_flows: Option<Vec<PathBuf>> = here(&named.flows)
        .or_else(|| listed(&document, Configuration::flows).map(|names| below(beside, &names)));
    let own_actions: Option<Vec<PathBuf>> = here(&named.actions)
        .or_else(|| listed(&document, Configuration::actions).map(|names| below(beside, &names)));
    let actions = match (own_actions, &own_flows) {
        (Some(paths), _) => paths,
        // The shipped actions start shipped flows.
        (None, None) => below(shipped, &["actions"]),
        (None, Some(_)) => Vec::new(),
    };
    let flows = own_flows.unwrap_or_else(|| below(shipped, &["flows"]));
    let read = || Result::Ok((sources("flows", &flows, is_flow)?, sources("actions", &actions, is_action)?));
    let (flows, actions) = match (read(), refused) {
        (Err(_), Some(refused)) => return Err(refused.into()),
        (read, _) => read?,
    };
    deployment::check(config, &flows, &actions).map_err(FilesError::Problems)
}

/// The files that a document names.
fn listed(
    document: &Option<Configuration>,
    names: fn(&Configuration) -> Option<Vec<&str>>,
) -> Option<Vec<&str>> {
    document.as_ref().and_then(names)
}

/// What this release asks of a deployment that an earlier one was made for: of the text of a configuration, and of the flows and
/// actions that it or the command line names. Those that shipped with the earlier release are not looked at.
///
/// # Errors
/// A file that is named is missing, or cannot be read.
pub fn upgrade_steps(config: &Path, text: &str, named: &Named) -> Result<Vec<Step>> {
    // A configuration that this release refuses still names files.
    let document = Configuration::unchecked(text);
    let beside = config.parent().unwrap_or(Path::new("."));
    let paths = |listed: Option<Vec<&str>>, given: &[PathBuf]| -> Vec<PathBuf> {
        let listed = listed.unwrap_or_default();
        if given.is_empty() { listed.iter().map(|name| beside.join(name)).collect() } else { given.to_vec() }
    };
    let flows = sources("flows", &paths(listed(&document, Configuration::flows), &named.flows), is_flow)?;
    let actions =
        sources("actions", &paths(listed(&document, Configuration::actions), &named.actions), is_action)?;
    Ok(deployment::upgrade::steps(text, &flows, &actions))
}

/// All files of the page of a release, in order of their names.
///
/// # Errors
/// A file or folder cannot be read.
pub fn page(folder: &Path) -> Result<Vec<File>> {
    let mut paths = Vec::new();
    files_below(folder, &mut paths)?;
    let read = |path: PathBuf| {
        let relative = path.strip_prefix(folder).unwrap_or(&path);
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let bytes = std::fs::read(&path).map_err(FilesError::read(&path))?;
        Ok(File::new(parts.join("/"), bytes))
    };
    let mut files = paths.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Writes the site of a deployment to a folder; how many files of the page there are. The pages of an earlier deployment go.
///
/// # Errors
/// The folder holds something else, the files are no release, or one cannot be written.
pub fn write(deployment: &Deployment, page: &[File], out: &Path) -> Result<usize> {
    own::check(out)?;
    let site = Site::new(page, deployment)?;
    own::mark(out, &site.folder, page)?;
    let pages = out.join("site");
    if pages.exists() {
        std::fs::remove_dir_all(&pages).map_err(|error| FilesError::Empty { path: pages.clone(), error })?;
    }
    for file in &site.files {
        write_file(&out.join(&file.name), &file.bytes)?;
    }
    Ok(page.len())
}

fn write_file(file: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(parent) = file.parent() {
        std::fs::create_dir_all(parent)
            .map_err(|error| FilesError::Create { path: parent.to_owned(), error })?;
    }
    std::fs::write(file, bytes).map_err(|error| FilesError::Write { path: file.to_owned(), error })
}

/// Scenario files in a folder stay behind.
fn is_flow(name: &str) -> bool {
    name.ends_with(".json") && !name.ends_with(".scenario.json") && !is_action(name)
}

fn is_action(name: &str) -> bool {
    name.ends_with(".action.json")
}

/// The files named by a key of the configuration; of a folder those that are wanted, by name.
fn sources(key: &str, named: &[PathBuf], wanted: fn(&str) -> bool) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            files.extend(in_folder(path, wanted)?);
        } else if path.is_file() {
            files.push(path.clone());
        } else {
            return Err(FilesError::NotThere { key: key.to_owned(), path: path.clone() });
        }
    }
    let read = |file: PathBuf| Ok(SourceFile::new(file.display().to_string(), read_text(&file)?));
    files.into_iter().map(read).collect()
}

fn in_folder(folder: &Path, wanted: fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = entries(folder)?;
    files.retain(|file| wanted(&file.file_name().unwrap_or_default().to_string_lossy()));
    Ok(files)
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for path in entries(folder)? {
        if path.is_dir() {
            files_below(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// What a folder holds, in order of the names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(FilesError::read(folder))? {
        paths.push(entry.map_err(FilesError::read(folder))?.path());
    }
    paths.sort();
    Ok(paths)
}

fn read_text(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(FilesError::read(file))
}
