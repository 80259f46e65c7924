//! What an import would change: upsert by key, with the difference of each document.

use serde_json::Value;
use similar::TextDiff;

use crate::document::{Document, Kind};

/// In which state documents arrive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrival {
    /// Inactive, whatever they were: somebody looks, and switches them on.
    #[default]
    Inactive,
    /// As what is imported says.
    AsGiven,
}

/// Where documents are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Records, in an org or in an archive: what is said about a document stands beside it.
    Records,
    /// Files beside the page: it stands in the document.
    Files,
}

/// What happens to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It is new.
    Create,
    /// One of its key is there and differs.
    Update,
    /// One of its key is there and is the same: it is not touched.
    Keep,
}

/// A document, what happens to it, and what is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happens.
    pub deed: Deed,
    /// The document as it will stand.
    pub document: Document,
    /// Whether one that runs now will not run any more until somebody switches it on.
    pub is_switched_off: bool,
    /// Lines that go (`-`) and come (`+`), with three around them. Empty for what is kept.
    pub difference: String,
}

/// What an import would change of what is there, in the order of what comes.
pub fn compare(current: &[Document], incoming: &[Document], arrival: Arrival, target: Target) -> Vec<Change> {
    incoming.iter().map(|document| compare_one(current, document, arrival, target)).collect()
}

fn compare_one(current: &[Document], incoming: &Document, arrival: Arrival, target: Target) -> Change {
    let with_active = |active: bool| {
        let mut document = Document { active, ..incoming.clone() };
        if target == Target::Files {
            document.definition = Some(document.file_text());
            // Files have no breakpoints.
            document.debug = false;
        }
        document
    };
    let arriving = with_active(arrival == Arrival::AsGiven && incoming.active);
    let there =
        current.iter().find(|document| (document.kind, &document.key) == (incoming.kind, &incoming.key));
    let Some(there) = there else {
        let difference = difference(None, &arriving, target);
        return Change { deed: Deed::Create, document: arriving, is_switched_off: false, difference };
    };
    // What arrives inactive says nothing about whether the one that is there runs.
    let same = match arrival {
        Arrival::Inactive => is_same(&with_active(there.active), there),
        Arrival::AsGiven => is_same(&arriving, there),
    };
    if same {
        let document = there.clone();
        return Change { deed: Deed::Keep, document, is_switched_off: false, difference: String::new() };
    }
    Change {
        deed: Deed::Update,
        is_switched_off: there.active && !arriving.active,
        difference: difference(Some(there), &arriving, target),
        document: arriving,
    }
}

/// Whether two documents are the same; a text that is empty and none are.
fn is_same(one: &Document, other: &Document) -> bool {
    let plain = |document: &Document| {
        let mut document = document.clone();
        for text in
            [&mut document.description, &mut document.source, &mut document.event, &mut document.definition]
        {
            *text = text.take().filter(|text| !text.is_empty());
        }
        document
    };
    plain(one) == plain(other)
}

/// What an import would change of an adapter's settings; nothing where it brings none, or the same.
pub fn compare_settings(current: Option<&str>, incoming: Option<&str>) -> Option<String> {
    let incoming = incoming?;
    let current = current.unwrap_or_default();
    (current != incoming).then(|| diff(&pretty(current), &pretty(incoming)))
}

/// What is there and does not come: it is left alone.
pub fn left_alone<'d>(current: &'d [Document], incoming: &[Document]) -> Vec<&'d Document> {
    let comes = |document: &&Document| {
        incoming.iter().any(|other| (other.kind, &other.key) == (document.kind, &document.key))
    };
    current.iter().filter(|document| !comes(document)).collect()
}

fn difference(old: Option<&Document>, new: &Document, target: Target) -> String {
    let lines = |document: &Document| match target {
        Target::Records => head(document) + &text(document),
        // It says everything itself.
        Target::Files => text(document),
    };
    let (old_lines, new_lines) = (old.map(lines).unwrap_or_default(), lines(new));
    match diff(&old_lines, &new_lines) {
        // Nothing that people read, but other bytes.
        text if text.is_empty() => "only blanks or the spelling of letters differ\n".to_owned(),
        text => text,
    }
}

/// What people read of a document's text, indented.
fn text(document: &Document) -> String {
    pretty(document.definition.as_deref().unwrap_or_default())
}

/// What is said about a document beside its text, a line each.
fn head(document: &Document) -> String {
    let mut lines = format!("name: {}\n", document.name);
    let mut line = |name: &str, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            lines.push_str(&format!("{name}: {text}\n"));
        }
    };
    line("description", document.description.as_deref());
    if document.kind == Kind::Flow {
        line("source", document.source.as_deref());
        line("event", document.event.as_deref());
    }
    line("order", document.order.map(|order| order.to_string()).as_deref());
    line("active", Some(if document.active { "yes" } else { "no" }));
    line("breakpoint", document.debug.then_some("yes"));
    line("format", (document.format != 1).then(|| document.format.to_string()).as_deref());
    lines
}

fn pretty(text: &str) -> String {
    let value: Result<Value, _> = serde_json::from_str(text.trim_start_matches('\u{feff}'));
    let pretty = value.and_then(|value| serde_json::to_string_pretty(&value));
    pretty.unwrap_or_else(|_| text.to_owned()) + "\n"
}

fn diff(old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().context_radius(3).to_string()
}
