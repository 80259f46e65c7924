//! What a file is, by its content.

use serde_json::Value;

use crate::archive::{self, Archive};
use crate::decode::{is_zip, text_of, too_large, unzip};
use crate::finding::{Finding, Note};
use crate::flow_text::is_script;
use crate::read::InputFile;
use crate::table::Table;

/// A file that was recognized.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Recognized {
    /// A flow: where it stands, and its text.
    Flow(String, String),
    /// An action.
    Action(String, String),
    /// A dump of records.
    Table(Table),
    /// An archive of an adapter.
    Archive(String, Archive),
}

/// What these files are, the files in zips included.
pub(crate) fn recognize(files: &[InputFile], notes: &mut Vec<Note>) -> Vec<Recognized> {
    let mut found = Vec::new();
    for InputFile { name, bytes } in files {
        let refused = too_large(bytes).or(bytes.is_empty().then_some(Finding::Empty));
        if let Some(finding) = refused {
            notes.push(Note { from: name.clone(), finding });
        } else if is_zip(bytes) {
            of_zip(name, bytes, &mut found, notes);
        } else if name.to_ascii_lowercase().ends_with(".zip") {
            notes.push(Note { from: name.clone(), finding: Finding::NotAZip });
        } else {
            of_bytes(name, bytes, &mut found, notes);
        }
    }
    found
}

fn of_zip(name: &str, bytes: &[u8], found: &mut Vec<Recognized>, notes: &mut Vec<Note>) {
    let entries = unzip(name, bytes, notes);
    let local = |place: &str| place[name.len() + 1..].to_owned();
    if entries.iter().any(|(place, _)| local(place) == archive::MANIFEST) {
        let files = entries.iter().map(|(place, bytes)| (local(place), bytes.as_slice()));
        match Archive::of_files(files) {
            Ok(archive) => found.push(Recognized::Archive(name.to_owned(), archive)),
            Err(error) => {
                notes.push(Note { from: name.to_owned(), finding: Finding::Archive(error.to_string()) });
            }
        }
        return;
    }
    if entries.iter().any(|(place, _)| local(place) == "[Content_Types].xml") {
        notes.push(Note { from: name.to_owned(), finding: Finding::Workbook });
        return;
    }
    for (place, bytes) in &entries {
        if is_zip(bytes) {
            notes.push(Note { from: place.clone(), finding: Finding::NestedZip });
        } else if bytes.is_empty() {
            notes.push(Note { from: place.clone(), finding: Finding::Empty });
        } else {
            of_bytes(place, bytes, found, notes);
        }
    }
}

fn of_bytes(from: &str, bytes: &[u8], found: &mut Vec<Recognized>, notes: &mut Vec<Note>) {
    match text_of(bytes) {
        Ok((text, was_utf16)) => {
            if was_utf16 {
                notes.push(Note { from: from.to_owned(), finding: Finding::WasUtf16 });
            }
            match of_text(from, text, notes) {
                Ok(recognized) => found.extend(recognized),
                Err(finding) => notes.push(Note { from: from.to_owned(), finding }),
            }
        }
        Err(finding) => notes.push(Note { from: from.to_owned(), finding }),
    }
}

/// Nothing where it was said already what is wrong.
fn of_text(from: &str, text: String, notes: &mut Vec<Note>) -> Result<Option<Recognized>, Finding> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(Finding::Empty);
    }
    if start.starts_with(['{', '[']) {
        let value: Value =
            serde_json::from_str(&text).map_err(|error| Finding::NotJson { reason: error.to_string() })?;
        if value.get("actions").is_some_and(Value::is_array) {
            return Ok(Some(Recognized::Flow(from.to_owned(), text)));
        }
        if let Some(table) = Table::of_json(from, &value) {
            return Ok(Some(Recognized::Table(table)));
        }
        if value.get("flow").is_some_and(Value::is_string) {
            return Ok(Some(Recognized::Action(from.to_owned(), text)));
        }
        return Err(Finding::NoFlow);
    }
    if start.starts_with('<') {
        return Err(Finding::Xml);
    }
    if from.to_ascii_lowercase().ends_with(".js") || is_script(&text) {
        return Err(Finding::Script);
    }
    let before = notes.len();
    match Table::of_csv(from, &text, notes) {
        Some(table) => Ok(Some(Recognized::Table(table))),
        None if notes.len() > before => Ok(None),
        None => Err(Finding::Unknown),
    }
}
