//! Where an import is written: a folder of flow files, or an archive.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use import::{Archive, Change, Deed, Document, Kind, Target};

use crate::error::Problem;
use crate::files;

/// A place to write to, with what is there.
#[derive(Debug)]
pub(super) enum Place {
    /// Flow files and action files.
    Folder {
        path: PathBuf,
        documents: Vec<Document>,
        /// Where each is, by kind and key.
        paths: BTreeMap<(Kind, String), PathBuf>,
    },
    /// An archive; without an adapter it is not there yet.
    Archive { path: PathBuf, archive: Archive },
}

impl Place {
    /// Reads what is there. A place that is not there yet has nothing.
    pub(super) fn read(path: &Path) -> Result<Place, Problem> {
        let path = path.to_owned();
        if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip")) {
            let archive = match fs::read(&path) {
                Ok(bytes) => Archive::of_bytes(&bytes)
                    .map_err(|source| Problem::Archive { path: path.clone(), source })?,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Archive::default(),
                Err(source) => return Err(Problem::Read { path, source }),
            };
            return Ok(Place::Archive { path, archive });
        }
        let (mut documents, mut paths) = (Vec::new(), BTreeMap::new());
        if path.exists() {
            let flows = files::flows(&path)?.into_iter().map(|file| (Kind::Flow, file));
            let actions = files::actions(&path)?.into_iter().map(|file| (Kind::Action, file));
            for (kind, file) in flows.chain(actions) {
                // What is no JSON is nobody's document, and stays.
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                if let Ok(document) = Document::of_file(kind, &name, &files::read(&file)?) {
                    paths.entry((kind, document.key.clone())).or_insert(file);
                    documents.push(document);
                }
            }
        }
        Ok(Place::Folder { path, documents, paths })
    }

    /// Whether it is an archive of no adapter yet.
    pub(super) fn is_new_archive(&self) -> bool {
        matches!(self, Place::Archive { archive, .. } if archive.adapter.is_empty())
    }

    pub(super) fn target(&self) -> Target {
        match self {
            Place::Folder { .. } => Target::Files,
            Place::Archive { .. } => Target::Records,
        }
    }

    pub(super) fn documents(&self) -> &[Document] {
        match self {
            Place::Folder { documents, .. } => documents,
            Place::Archive { archive, .. } => &archive.documents,
        }
    }

    pub(super) fn settings(&self) -> Option<&str> {
        match self {
            Place::Folder { .. } => None,
            Place::Archive { archive, .. } => archive.settings.as_deref(),
        }
    }

    /// Whether it keeps settings.
    pub(super) fn has_settings(&self) -> bool {
        matches!(self, Place::Archive { .. })
    }

    pub(super) fn about_settings(&self) -> &'static str {
        match self {
            Place::Folder { .. } => {
                "settings of the adapter, which a folder does not keep: write them into adapter.json"
            }
            Place::Archive { .. } => "changed  settings of the adapter",
        }
    }

    /// Writes what is new or changed.
    pub(super) fn write(
        self,
        changes: &[Change],
        settings: Option<&str>,
        adapter: Option<String>,
        name: Option<&str>,
    ) -> Result<(), Problem> {
        let changes = changes.iter().filter(|change| change.deed != Deed::Keep);
        match self {
            Place::Folder { path, paths, .. } => {
                fs::create_dir_all(&path).map_err(|source| Problem::Write { path: path.clone(), source })?;
                for Change { document, .. } in changes {
                    let known = paths.get(&(document.kind, document.key.clone()));
                    let file = known.cloned().unwrap_or_else(|| free_path(&path, &document.file_name()));
                    files::write(&file, document.definition.as_deref().unwrap_or_default())?;
                }
                Ok(())
            }
            Place::Archive { path, mut archive } => {
                if archive.adapter.is_empty() {
                    archive.adapter = adapter.ok_or(Problem::NoAdapter)?;
                    archive.name = name.map_or_else(|| archive.adapter.clone(), str::to_owned);
                }
                for Change { document, .. } in changes {
                    archive.documents.retain(|old| (old.kind, &old.key) != (document.kind, &document.key));
                    archive.documents.push(document.clone());
                }
                if let Some(settings) = settings {
                    archive.settings = Some(settings.to_owned());
                }
                let bytes =
                    archive.to_bytes().map_err(|source| Problem::Archive { path: path.clone(), source })?;
                // What was there is whole until the new one is.
                let beside = path.with_extension("zip.new");
                fs::write(&beside, bytes)
                    .and_then(|()| fs::rename(&beside, &path))
                    .map_err(|source| Problem::Write { path, source })
            }
        }
    }
}

/// A file of this name in a folder, or one with a number where the name is taken.
fn free_path(folder: &Path, name: &str) -> PathBuf {
    let (stem, ending) = name.split_once('.').unwrap_or((name, "json"));
    let numbered = (2..).map(|count| folder.join(format!("{stem}-{count}.{ending}")));
    let mut candidates = std::iter::once(folder.join(name)).chain(numbered);
    candidates.find(|path| !path.exists()).unwrap_or_default()
}
