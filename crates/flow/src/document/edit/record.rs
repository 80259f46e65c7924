//! What a flow is called, and when it runs: the fields of its record.

use super::change_set::{ChangeSet, top_without_blocks};
use super::write::{bare, unset};
use crate::Document;
use crate::document::json::Data;

/// The fields of a flow's record (`reference/cti-flows.md` §3.1). A text that is absent is not in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Name of the flow.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Word of the source.
    pub source: Option<String>,
    /// Word of the event.
    pub event: Option<String>,
    /// Whether it may run.
    pub active: bool,
}

impl Record {
    /// The record of a flow as it stands in its file.
    pub fn of(document: &Document) -> Record {
        Record {
            name: document.name().map(str::to_owned),
            description: document.description().map(str::to_owned),
            source: document.source().map(str::to_owned),
            event: document.event().map(str::to_owned),
            active: document.active(),
        }
    }
}

impl ChangeSet<'_> {
    pub(super) fn set_record(&mut self, record: &Record) {
        let now = Record::of(self.document);
        let mut top = bare(Data::Map(top_without_blocks(self.document)));
        let texts = [
            ("name", &now.name, &record.name),
            ("description", &now.description, &record.description),
            ("source", &now.source, &record.source),
            ("event", &now.event, &record.event),
        ];
        for (key, old, new) in texts {
            if old != new {
                match new {
                    Some(text) => top.set(key, Data::Text(text.as_str().into()), "actions"),
                    None => unset(&mut top, key),
                }
            }
        }
        if now.active != record.active {
            top.set("active", Data::Bool(record.active), "actions");
        }
        if let Data::Map(entries) = top.data {
            self.top = Some(entries);
        }
    }
}
