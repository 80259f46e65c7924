//! From text to document, naming everything that is wrong with its shape.

use super::json::{self, Data, Key, Node};
use super::{Document, DocumentBlock, File};
use crate::blocks::find_by;
use crate::{Aliases, Diagnostic, Finding, Map, Place, Text, Value};

pub(super) fn load(text: &str, aliases: &Aliases) -> (Document, Vec<Diagnostic>) {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut document =
        Document { file: File::Other(text.to_owned()), blocks: Vec::new(), aliases: aliases.clone() };
    let places = Places::of(body);
    let read = match json::read(body) {
        Ok(read) => read,
        Err(error) => {
            let place = places.find(error.at);
            return (document, vec![Diagnostic::at(place, Finding::NotJson { reason: error.reason.into() })]);
        }
    };
    let mut found = Vec::new();
    for at in &read.lone_surrogates {
        found.push(Diagnostic::at(places.find(*at), Finding::LoneSurrogate));
    }
    match read.tree.get("actions").map(|node| &node.data) {
        Some(Data::List(actions)) => {
            for node in actions {
                document.blocks.extend(block(node, aliases, places.find(node.at), &mut found));
            }
        }
        _ => found.push(Diagnostic::at(places.find(read.tree.at), Finding::NoActions)),
    }
    check_ids(&document.blocks, &mut found);
    document.file = File::Json { mark: body.len() < text.len(), root: read.tree };
    (document, found)
}

pub(super) fn block(
    node: &Node,
    aliases: &Aliases,
    place: Place,
    found: &mut Vec<Diagnostic>,
) -> Option<DocumentBlock> {
    if !matches!(node.data, Data::Map(_)) {
        found.push(Diagnostic::at(place, Finding::ActionIsNoMap));
        return None;
    }
    let id = word(node.get("id"));
    let type_id = word(node.get("type"));
    let diagnostic = |finding| Diagnostic { finding, block: id.clone(), argument: None, place: Some(place) };
    if id.is_none() {
        found.push(diagnostic(Finding::NoId));
    }
    if type_id.is_none() {
        found.push(diagnostic(Finding::NoType));
    }
    let title = node.get("meta").and_then(|meta| meta.get("title")).and_then(Node::as_text);
    let mut ports = Map::new();
    for (port, target) in entries(node.get("ports")) {
        let id = word(Some(target)).unwrap_or_default();
        let unconnected = target.data == Data::Null || target.as_text().is_some();
        if id.is_empty() && !unconnected {
            found.push(diagnostic(Finding::PortIsNoId { port: port.text.value.clone() }));
        }
        ports.insert(port.text.value.clone(), id);
    }
    ports.retain(|_, id| !id.is_empty());
    let controls = entries(node.get("controls")).iter();
    let mut controls: Map<Value> =
        controls.map(|(name, value)| (name.text.value.clone(), value.to_value())).collect();
    controls.retain(|_, value| *value != Value::Null);
    Some(DocumentBlock {
        title: title.filter(|title| !title.is_empty()).cloned(),
        controls,
        ports,
        position: position(node.get("position")),
        place,
        known: type_id.as_ref().and_then(|type_id| find_by(type_id, aliases)),
        id: id.unwrap_or_default(),
        type_id: type_id.unwrap_or_default(),
    })
}

/// An id or type: text that is not empty. Hand edits write ids as bare numbers; they mean the text.
fn word(node: Option<&Node>) -> Option<Text> {
    match &node?.data {
        Data::Text(text) if !text.value.is_empty() => Some(text.value.clone()),
        Data::Number(_) => Some(node?.to_value().to_text().into()),
        _ => None,
    }
}

/// The entries of a map; of anything else none.
fn entries(node: Option<&Node>) -> &[(Key, Node)] {
    match node {
        Some(Node { data: Data::Map(entries), .. }) => entries,
        _ => &[],
    }
}

fn position(node: Option<&Node>) -> Option<[f64; 2]> {
    match node?.to_value().as_list()? {
        [x, y] => Some([x.as_number()?, y.as_number()?]),
        _ => None,
    }
}

fn check_ids(blocks: &[DocumentBlock], found: &mut Vec<Diagnostic>) {
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| !block.id.is_empty()) {
        let again = blocks[..at].iter().any(|other| other.id == block.id);
        let diagnostic = |finding| Diagnostic {
            finding,
            block: Some(block.id.clone()),
            argument: None,
            place: Some(block.place),
        };
        if again {
            found.push(diagnostic(Finding::DuplicateId));
        }
        if block.id == "uid-NaN" {
            found.push(diagnostic(Finding::IdIsNaN));
        }
    }
}

/// The highest number at the end of any id; 0 when there is none.
pub(super) fn highest_number<'i>(ids: impl Iterator<Item = &'i str>) -> u64 {
    let number = |id: &str| {
        let digits = id.len() - id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        id[id.len() - digits..].parse::<u64>().ok()
    };
    // A number too long to count with could not be counted above either.
    ids.filter_map(number).filter(|n| *n < 1 << 53).max().unwrap_or(0)
}

/// The place of a byte of a file's text.
#[cfg(feature = "check")]
pub(crate) fn place_in(text: &str, at: usize) -> Place {
    Places::of(text.strip_prefix('\u{feff}').unwrap_or(text)).find(at)
}

/// Finds line and column of byte offsets.
struct Places<'t> {
    text: &'t str,
    line_starts: Vec<usize>,
}

impl Places<'_> {
    fn of(text: &str) -> Places<'_> {
        let mut line_starts = vec![0];
        for (at, byte) in text.bytes().enumerate() {
            if byte == b'\n' {
                line_starts.push(at + 1);
            }
        }
        Places { text, line_starts }
    }

    fn find(&self, at: usize) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= at);
        let start = self.line_starts[line - 1];
        Place { line, column: self.text.get(start..at).unwrap_or_default().chars().count() + 1 }
    }
}
