//! What a flow is called, and when it runs: the fields of its record.

use super::draft::{Draft, top_without_blocks};
use super::write::{bare, unset};
use crate::Document;
use crate::document::json::{Blanks, Data, Key, Node};

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

impl Draft<'_> {
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
                    Some(text) => set_before_blocks(&mut top, key, Data::Text(text.as_str().into())),
                    None => unset(&mut top, key),
                }
            }
        }
        if now.active != record.active {
            set_before_blocks(&mut top, "active", Data::Bool(record.active));
        }
        if let Data::Map(entries) = top.data {
            self.top = Some(entries);
        }
    }
}

/// Sets an entry of the outermost map; a new one stands before the list of blocks.
fn set_before_blocks(top: &mut Node, name: &str, data: Data) {
    if let Some(node) = top.get_mut(name) {
        node.data = data;
        node.inside = String::new();
        return;
    }
    let Data::Map(entries) = &mut top.data else { return };
    let Some(list) = entries.iter().rposition(|(key, _)| key.text.value == "actions") else { return };
    let (list_key, list_node) = &mut entries[list];
    let key = Key { text: name.into(), blanks: list_key.blanks.clone() };
    let mut node = bare(data);
    node.blanks = Blanks { before: list_node.blanks.before.clone(), after: String::new() };
    // `{"actions":` is spaced as `{"name":"x","actions":`, `{"actions": ` as `{"name": "x", "actions": `.
    if list_key.blanks.before.is_empty() && !list_node.blanks.before.is_empty() {
        list_key.blanks.before = " ".to_owned();
    }
    entries.insert(list, (key, node));
}
