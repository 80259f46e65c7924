//! A flow or an action as a record keeps it: the document's text and what is said about it beside.

use flow::{Header, set_header};
use serde::{Deserialize, Serialize};

use crate::words::letters;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// A CTI Flow.
    Flow,
    /// A CTI Action.
    Action,
}

impl Kind {
    /// `flow` or `action`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Flow => "flow",
            Kind::Action => "action",
        }
    }
}

/// A flow or an action, in the shape of the org's records (`docs/org-flows.md`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Flow or action.
    pub kind: Kind,
    /// Names it across orgs and folders: what has the same key is the same document.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Where the event comes from; flows only.
    #[serde(default)]
    pub source: Option<String>,
    /// What starts it; flows only.
    #[serde(default)]
    pub event: Option<String>,
    /// Whether it runs, or is shown.
    #[serde(default)]
    pub active: bool,
    /// The debugger's breakpoint; flows only.
    #[serde(default)]
    pub debug: bool,
    /// Actions are listed by it.
    #[serde(default)]
    pub order: Option<i64>,
    /// Version of the definition's format.
    #[serde(default = "first_format")]
    pub format: i64,
    /// The document itself, JSON text; none where nothing is drawn yet.
    #[serde(default)]
    pub definition: Option<String>,
}

/// The format of definitions that this version knows.
pub(crate) const FORMAT: i64 = 1;

fn first_format() -> i64 {
    FORMAT
}

impl Document {
    /// A document of which nothing is known but its text.
    pub(crate) fn new(kind: Kind, key: &str, name: &str, definition: &str) -> Document {
        Document {
            kind,
            key: key.to_owned(),
            name: name.to_owned(),
            description: None,
            source: None,
            event: None,
            active: false,
            debug: false,
            order: None,
            format: FORMAT,
            definition: Some(definition.to_owned()),
        }
    }

    /// The document as a file beside the page: what the record says stands at its top, the rest is as it was, to the byte.
    pub fn file_text(&self) -> String {
        let text = self.definition.as_deref().unwrap_or("{ \"actions\": [] }\n");
        let is_flow = self.kind == Kind::Flow;
        let header = Header {
            name: Some(&self.name),
            description: self.description.as_deref(),
            source: self.source.as_deref().filter(|_| is_flow),
            event: self.event.as_deref().filter(|_| is_flow),
            active: Some(self.active),
            order: self.order.filter(|_| !is_flow),
            key: Some(&self.key),
            empty_search_succeeds: None,
        };
        set_header(text, &header)
    }

    /// Reads a file beside the page. One without a key has its name in the folder, without ending, for a key.
    ///
    /// # Errors
    /// It is no JSON map.
    pub fn of_file(kind: Kind, file_name: &str, text: &str) -> Result<Document, String> {
        let map: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
        let text_of = |key: &str| map.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let stem = stem(file_name);
        let mut document = Document::new(kind, stem, stem, text);
        document.key = text_of("key").filter(|key| !key.is_empty()).unwrap_or(document.key);
        document.name = text_of("name").filter(|name| !name.is_empty()).unwrap_or(document.name);
        document.description = text_of("description");
        document.source = text_of("source");
        document.event = text_of("event");
        document.active = map.get("active").is_none_or(|active| active == &serde_json::Value::Bool(true));
        document.order =
            map.get("order").and_then(serde_json::Value::as_i64).filter(|_| kind == Kind::Action);
        Ok(document)
    }

    /// A name for its file, without folder: letters, digits and hyphens, with the ending of its kind.
    pub fn file_name(&self) -> String {
        let ending = match self.kind {
            Kind::Flow => "json",
            Kind::Action => "action.json",
        };
        format!("{}.{ending}", slug(&self.name, &self.key))
    }
}

/// A name as files spell it: `Create Callback Task` is `create-callback-task`. Of a name without such letters, `otherwise`.
pub(crate) fn slug(name: &str, otherwise: &str) -> String {
    let found = [name, otherwise].into_iter().map(|text| joined(text, |c| c.is_ascii_alphanumeric()));
    let name: String = found.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    match name.as_str() {
        // Windows keeps these for devices.
        "" | "con" | "prn" | "aux" | "nul" | "com1" | "com2" | "com3" | "com4" | "lpt1" | "lpt2" | "lpt3" => {
            format!("{name}-flow").trim_start_matches('-').to_owned()
        }
        name => name.chars().take(60).collect(),
    }
}

/// The key of a document that has nothing but a name: its letters of any script, joined by hyphens.
pub(crate) fn key_of_name(name: &str, otherwise: &str) -> String {
    let found = [name, otherwise].into_iter().map(|text| joined(text, |c| c.is_alphanumeric()));
    found.into_iter().find(|key| !key.is_empty()).unwrap_or_else(|| "flow".to_owned())
}

/// The words of a text in lower case, joined by hyphens.
fn joined(text: &str, is_letter: fn(&char) -> bool) -> String {
    let words = text.split(|c: char| !is_letter(&c)).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// A file's name without folder and ending.
pub(crate) fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    [".action.json", ".json", ".txt"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// A file's name as people would write it: `10-Create+Callback+Task.json` is `Create Callback Task`.
pub(crate) fn name_of_file(file: &str) -> String {
    let stem = stem(file);
    let plain =
        stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '_', ' ', '.']);
    let plain = if letters(plain).is_empty() { stem } else { plain };
    plain.replace(['+', '_'], " ").trim().to_owned()
}
