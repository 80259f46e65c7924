//! What an adapter record of the org holds: flows, actions and settings, all of one revision.

use flow::{Map, Value};

use super::digest::{add_part, plain, sha256};
use crate::stored::{StoredDocument, StoredError};

/// The latest version of the format of definitions that this page reads.
const FORMAT: f64 = 1.0;

/// The version of the copy that [`OrgRecords::to_text`] writes.
const VERSION: u32 = 1;
const DOCUMENT: StoredDocument = StoredDocument::OrgFlows;

/// Key under which a document says why it stands in for what the record has now. Only the copy has it, never the org.
const REFUSED: &str = "refused";

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Flow,
    Action,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Flow => "flow",
            Kind::Action => "action",
        }
    }
}

/// A flow or an action, as the org says it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document(Map<Value>);

impl Document {
    /// Reads a row of an answer, or of a copy.
    fn read(row: &Value) -> Option<Document> {
        row.get("key").as_text()?;
        row.as_map().cloned().map(Document)
    }

    fn text(&self, field: &str) -> &str {
        self.0.get(field).and_then(Value::as_text).unwrap_or_default()
    }

    fn flag(&self, field: &str) -> bool {
        self.0.get(field) == Some(&Value::Bool(true))
    }

    /// A whole number as digits; empty where there is none.
    fn number(&self, field: &str) -> String {
        let number = self.0.get(field).and_then(Value::as_number);
        number.map(|number| (number as i64).to_string()).unwrap_or_default()
    }

    /// Names it across revisions.
    pub(crate) fn key(&self) -> &str {
        self.text("key")
    }

    /// Its name for people.
    pub(crate) fn name(&self) -> &str {
        self.text("name")
    }

    pub(crate) fn is_active(&self) -> bool {
        self.flag("active")
    }

    /// Why the definition that the record has now is not used: this one is the last that worked.
    pub(crate) fn refused(&self) -> Option<&str> {
        self.0.get(REFUSED)?.as_text()
    }

    /// This document stands in for a newer one.
    pub(crate) fn stand_in(&self, why: String) -> Document {
        let mut row = self.0.clone();
        row.insert(REFUSED.into(), why.into());
        Document(row)
    }

    /// The document as a file would have it: the definition, with what the record says in place of what it says itself.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) fn file(&self, kind: Kind) -> Result<Value, String> {
        if self.0.get("format").and_then(Value::as_number).is_some_and(|format| format > FORMAT) {
            let format = self.number("format");
            return Err(format!("its format {format} is newer than this page: reload the page"));
        }
        let definition = Value::from_json_text(self.text("definition")).unwrap_or_default();
        let Some(definition) = definition.as_map() else {
            return Err("its definition is no JSON object".to_owned());
        };
        Ok(self.with_record(kind, definition.clone()))
    }

    /// The same without a definition: when it would run, and nothing that could.
    pub(crate) fn file_without_definition(&self, kind: Kind) -> Value {
        self.with_record(kind, Map::new())
    }

    fn with_record(&self, kind: Kind, mut file: Map<Value>) -> Value {
        let fields: &[&str] = match kind {
            Kind::Flow => &["name", "description", "source", "event", "active", "debug"],
            Kind::Action => &["name", "description", "active", "order"],
        };
        for field in fields {
            match self.0.get(*field) {
                None | Some(Value::Null) => file.shift_remove(*field),
                Some(value) => file.insert((*field).into(), value.clone()),
            };
        }
        file.into()
    }

    /// The digest of what is here.
    fn compute_digest(&self, kind: Kind) -> String {
        let is_flow = kind == Kind::Flow;
        let flow_only = |field| if is_flow { self.text(field) } else { "" };
        let flag = |set| if set { "true" } else { "false" };
        let mut text = String::new();
        for part in [
            kind.name(),
            self.name(),
            self.text("description"),
            flow_only("source"),
            flow_only("event"),
            flag(self.is_active()),
            flag(is_flow && self.flag("debug")),
            &if is_flow { String::new() } else { self.number("order") },
            &self.number("format"),
            self.text("definition"),
        ] {
            add_part(&mut text, part);
        }
        sha256(&text)
    }
}

/// Everything of one revision.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OrgRecords {
    /// Compared as text; means nothing else.
    pub(crate) revision: String,
    /// JSON text of an object.
    pub(crate) settings: Option<String>,
    pub(crate) flows: Vec<Document>,
    pub(crate) actions: Vec<Document>,
}

impl OrgRecords {
    /// Takes revision, settings and documents of an answer, or of a copy.
    pub(crate) fn read(answer: &Value) -> Option<OrgRecords> {
        let documents = |field| -> Option<Vec<Document>> {
            answer.get(field).as_list()?.iter().map(Document::read).collect()
        };
        Some(OrgRecords {
            revision: answer.get("revision").as_text()?.to_owned(),
            settings: answer.get("settings").as_text().map(str::to_owned),
            flows: documents("flows")?,
            actions: documents("actions")?,
        })
    }

    /// What speaks against these records being all there are, and as the org has them.
    ///
    /// # Errors
    /// In a few words.
    pub(crate) fn check(&self, count: f64, digest: &str) -> Result<(), String> {
        let found = self.flows.len() + self.actions.len();
        if found as f64 != count {
            let count = Value::from(count).to_text();
            return Err(format!("{found} of {count} flows and actions came"));
        }
        let settings = plain(self.settings.as_deref().unwrap_or_default());
        let mut lines = format!("settings {}", sha256(&settings));
        for (kind, documents) in [(Kind::Flow, &self.flows), (Kind::Action, &self.actions)] {
            for document in documents {
                let computed = document.compute_digest(kind);
                if computed != document.text("digest") {
                    return Err(format!("{} did not come as it is", document.name()));
                }
                lines = [&lines, "\n", kind.name(), " ", document.key(), " ", &computed].concat();
            }
        }
        if sha256(&lines) == digest { Ok(()) } else { Err("the list did not come as it is".to_owned()) }
    }

    /// The copy that the page keeps.
    pub(crate) fn to_text(&self) -> String {
        let rows = |documents: &[Document]| {
            Value::List(documents.iter().map(|document| Value::from(document.0.clone())).collect())
        };
        Value::map([
            ("version", Value::from(f64::from(VERSION))),
            ("revision", Value::text(&self.revision)),
            ("settings", self.settings.as_deref().map_or(Value::Null, Value::text)),
            ("flows", rows(&self.flows)),
            ("actions", rows(&self.actions)),
        ])
        .to_json_text()
    }

    /// Reads a copy that the page kept.
    ///
    /// # Errors
    /// Why it is not used.
    pub(crate) fn from_text(text: &str) -> Result<OrgRecords, StoredError> {
        let copy = Value::from_json_text(text).unwrap_or_default();
        let version = copy.get("version").as_number().unwrap_or_default();
        if version > f64::from(VERSION) {
            let found = version as u32;
            return Err(StoredError::Version { document: DOCUMENT, found, known: VERSION });
        }
        OrgRecords::read(&copy).ok_or_else(|| StoredError::Unreadable {
            document: DOCUMENT,
            reason: "it is no copy of them".to_owned(),
        })
    }
}
