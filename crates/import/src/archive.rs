//! The archive of an adapter: flows, actions, settings and keys in one zip file, which another org takes in.
//!
//! The same records make the same bytes: nothing in it depends on when, where or by which version of a compressor it was made.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::decode::unzip;
use crate::document::{Document, FORMAT, Kind, slug};

/// The list of what is in an archive.
pub(crate) const MANIFEST: &str = "switchboard-archive.json";

const SETTINGS: &str = "settings.json";

/// Version of archives that this version of the program writes.
const ARCHIVE_FORMAT: i64 = 1;

/// An adapter's flows, actions and settings, as the org keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// Internal name of the call center.
    pub adapter: String,
    /// Name of the adapter for people.
    pub name: String,
    /// Settings on the adapter's record, JSON text.
    pub settings: Option<String>,
    /// Flows and actions.
    pub documents: Vec<Document>,
}

/// Why an archive cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ArchiveError {
    /// Its list cannot be read.
    #[error("the list of the archive (switchboard-archive.json) cannot be read: {0}")]
    Manifest(String),
    /// A later version of the program wrote it.
    #[error(
        "the archive is of format {0}, which a later version of Switchboard writes: this one knows format 1"
    )]
    Newer(i64),
    /// A file of the list is not there.
    #[error("the archive is not whole: {0} is missing")]
    Missing(String),
    /// A file is no text.
    #[error("{0} in the archive is not UTF-8")]
    NotText(String),
    /// Two documents of a kind have one key.
    #[error("the archive has two documents with the key \"{0}\"")]
    KeyTwice(String),
    /// It cannot be written.
    #[error("the archive cannot be written: {0}")]
    Write(String),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Manifest {
    format: i64,
    adapter: String,
    name: String,
    settings: Option<String>,
    documents: Vec<Entry>,
}

/// A document, and the file its definition is in.
#[derive(Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    document: Document,
    file: Option<String>,
}

impl Archive {
    /// The archive as a zip file.
    ///
    /// # Errors
    /// Two documents have one key, or the archive is too large for a zip file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ArchiveError> {
        let mut documents: Vec<&Document> = self.documents.iter().collect();
        documents.sort_by(|a, b| (a.kind, &a.key).cmp(&(b.kind, &b.key)));
        if let Some(pair) =
            documents.windows(2).find(|pair| (pair[0].kind, &pair[0].key) == (pair[1].kind, &pair[1].key))
        {
            return Err(ArchiveError::KeyTwice(pair[0].key.clone()));
        }
        let mut names = BTreeSet::new();
        let mut files = Vec::new();
        let mut entries = Vec::new();
        for document in documents {
            let mut document = document.clone();
            let file = document.definition.take().map(|definition| {
                let name = new_name(&document, &mut names);
                files.push((name.clone(), definition));
                name
            });
            entries.push(Entry { document, file });
        }
        let settings = self.settings.as_ref().map(|settings| {
            files.insert(0, (SETTINGS.to_owned(), settings.clone()));
            SETTINGS.to_owned()
        });
        let manifest = Manifest {
            format: ARCHIVE_FORMAT,
            adapter: self.adapter.clone(),
            name: self.name.clone(),
            settings,
            documents: entries,
        };
        let list = serde_json::to_string_pretty(&manifest)
            .map_err(|error| ArchiveError::Write(error.to_string()))?;
        files.insert(0, (MANIFEST.to_owned(), list + "\n"));
        write(&files).map_err(|error| ArchiveError::Write(error.to_string()))
    }

    /// Reads an archive.
    ///
    /// # Errors
    /// It is no zip file, no archive, or not whole.
    pub fn of_bytes(bytes: &[u8]) -> Result<Archive, ArchiveError> {
        let mut notes = Vec::new();
        let entries = unzip("", bytes, &mut notes);
        match notes.first() {
            Some(note) => Err(ArchiveError::Manifest(note.finding.to_string())),
            None => Archive::of_files(
                entries.iter().map(|(name, bytes)| (name[1..].to_owned(), bytes.as_slice())),
            ),
        }
    }

    /// Reads an archive out of the files of its zip.
    pub(crate) fn of_files<'b>(
        files: impl Iterator<Item = (String, &'b [u8])>,
    ) -> Result<Archive, ArchiveError> {
        let files: BTreeMap<String, &[u8]> = files.collect();
        let text = |name: &str| {
            let bytes = files.get(name).ok_or_else(|| ArchiveError::Missing(name.to_owned()))?;
            std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| ArchiveError::NotText(name.to_owned()))
        };
        let list = text(MANIFEST)?;
        let broken = |error: serde_json::Error| ArchiveError::Manifest(error.to_string());
        let value: serde_json::Value = serde_json::from_str(&list).map_err(broken)?;
        // A later format may have another shape.
        if let Some(newer) = value["format"].as_i64().filter(|format| *format > ARCHIVE_FORMAT) {
            return Err(ArchiveError::Newer(newer));
        }
        let manifest: Manifest = serde_json::from_value(value).map_err(broken)?;
        let settings = manifest.settings.as_deref().map(text).transpose()?;
        let mut documents: Vec<Document> = Vec::new();
        for Entry { mut document, file } in manifest.documents {
            if documents.iter().any(|other| (other.kind, &other.key) == (document.kind, &document.key)) {
                return Err(ArchiveError::KeyTwice(document.key));
            }
            document.definition = file.as_deref().map(text).transpose()?;
            documents.push(document);
        }
        Ok(Archive { adapter: manifest.adapter, name: manifest.name, settings, documents })
    }
}

impl Document {
    /// Whether a later version of the program wrote it.
    pub(crate) fn is_newer(&self) -> bool {
        self.format > FORMAT
    }
}

/// A name for a definition's file that no other has.
fn new_name(document: &Document, names: &mut BTreeSet<String>) -> String {
    let (folder, ending) = match document.kind {
        Kind::Flow => ("flows", "json"),
        Kind::Action => ("actions", "action.json"),
    };
    let base = slug(&document.name, &document.key);
    let candidates = (1..).map(|count| match count {
        1 => format!("{folder}/{base}.{ending}"),
        count => format!("{folder}/{base}-{count}.{ending}"),
    });
    let mut free = candidates.skip_while(|name| names.contains(name));
    let name = free.next().unwrap_or_default();
    names.insert(name.clone());
    name
}

/// Stored, not compressed: another version of a compressor would make other bytes of the same records.
fn write(files: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
