//! Copied blocks: what lies on the clipboard, and pasting it.

use std::collections::HashMap;

use thiserror::Error;

use super::blocks::place;
use super::change::actions;
use super::change_set::ChangeSet;
use super::write::{Spacing, unset};
use super::{NotAFlow, Refusal};
use crate::blocks::START;
use crate::document::json::{Data, Node};
use crate::{Document, DocumentBlock, Path, Text};

/// Blocks that were copied. As text it is a flow file, so that whole files can be pasted, too.
#[derive(Clone, Debug)]
pub struct Clip {
    document: Document,
}

impl PartialEq for Clip {
    fn eq(&self, other: &Clip) -> bool {
        self.to_text() == other.to_text()
    }
}

/// Why a text cannot be pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ClipError {
    /// It is no flow.
    #[error("what lies on the clipboard is no flow")]
    NotAFlow,
    /// It has no blocks.
    #[error("there are no blocks on the clipboard")]
    NoBlocks,
}

impl From<NotAFlow> for ClipError {
    fn from(_: NotAFlow) -> ClipError {
        ClipError::NotAFlow
    }
}

impl Clip {
    /// Copies blocks of a document. Ids that are not there are left out.
    pub fn of(document: &Document, ids: &[Text]) -> Clip {
        let is_copied = |entry: &&Node| {
            let id = entry.get("id").map(|id| id.to_value().to_text());
            id.is_some_and(|id| ids.iter().any(|copied| copied.as_str() == id))
        };
        let mut text = String::from("{\"actions\":[");
        for (at, entry) in actions(document).iter().filter(is_copied).enumerate() {
            text.push_str(if at == 0 { "" } else { "," });
            entry.write(&mut text);
        }
        text.push_str("]}");
        Clip { document: Document::parse_with(&text, document.aliases()).0 }
    }

    /// Reads what lies on the clipboard.
    ///
    /// # Errors
    /// It is no flow, or one without blocks.
    pub fn parse(text: &str) -> Result<Clip, ClipError> {
        let document = Document::parse(text).0;
        if !document.is_flow() {
            return Err(ClipError::NotAFlow);
        }
        if document.blocks().is_empty() { Err(ClipError::NoBlocks) } else { Ok(Clip { document }) }
    }

    /// The text for the clipboard.
    pub fn to_text(&self) -> String {
        self.document.to_text()
    }

    /// How many blocks were copied.
    pub fn len(&self) -> usize {
        self.document.blocks().len()
    }

    /// Whether nothing was copied.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The upper left corner of all its blocks.
    pub fn corner(&self) -> [f64; 2] {
        let least = |axis: usize| {
            let places = self.document.blocks().iter().filter_map(|block| Some(block.position?[axis]));
            places.reduce(f64::min).unwrap_or(0.0)
        };
        [least(0), least(1)]
    }
}

impl ChangeSet<'_> {
    pub(super) fn paste(&mut self, clip: &Clip, position: [f64; 2]) -> Result<Vec<Text>, Refusal> {
        let is_start = |block: &&DocumentBlock| block.known.is_some_and(|known| known.type_id == START);
        let mut starts = usize::from(self.has_start());
        let mut fits = |block: &&DocumentBlock| {
            starts += usize::from(is_start(block));
            !is_start(block) || starts == 1
        };
        let pasted: Vec<bool> = clip.document.blocks().iter().map(|block| fits(&block)).collect();
        if !pasted.contains(&true) {
            return Err(Refusal::NothingToPaste);
        }
        let mut ids: HashMap<Text, Text> = HashMap::new();
        let mut new = Vec::new();
        for (block, _) in clip.document.blocks().iter().zip(&pasted).filter(|(_, fits)| **fits) {
            let id = self.new_id();
            // Of several blocks of one id the first is meant by whatever names it.
            ids.entry(block.id.clone()).or_insert_with(|| id.clone());
            new.push(id);
        }
        let corner = clip.corner();
        let maps = actions(&clip.document).iter().filter(|entry| matches!(entry.data, Data::Map(_)));
        let blocks = clip.document.blocks().iter().zip(maps).zip(pasted).filter(|(_, fits)| *fits);
        for (((block, entry), _), id) in blocks.zip(&new) {
            let mut entry = entry.clone();
            let spacing = Spacing::of(&entry).unwrap_or(Spacing::Spaced);
            super::write::set(&mut entry, "id", Data::Text(id.as_str().into()), &spacing);
            let [x, y] = block.position.unwrap_or(corner);
            let to = [x - corner[0] + position[0], y - corner[1] + position[1]];
            place(&mut entry, to, &spacing);
            if let Some(ports) = entry.get_mut("ports") {
                for (port, target) in &block.ports {
                    match (ids.get(target), ports.get_mut(port)) {
                        (Some(id), Some(node)) => node.data = Data::Text(id.as_str().into()),
                        _ => unset(ports, port),
                    }
                }
            }
            if let Some(controls) = entry.get_mut("controls") {
                name_anew(controls, &ids);
            }
            self.appended.push(entry);
        }
        Ok(new)
    }
}

/// Lets every reference to a copied block, however deep, name its copy.
fn name_anew(node: &mut Node, ids: &HashMap<Text, Text>) {
    match &mut node.data {
        Data::Text(text) => {
            let path = Path::of_reference(&text.value);
            let Some([root, id, ..]) = path.as_ref().map(Path::keys) else { return };
            let Some(to) = (root == "actions").then(|| ids.get(id.as_str())).flatten() else { return };
            // The id stands behind the root, however either is spelled; a word like it may stand before.
            let behind_root = text.value.find(root.as_str()).map(|at| at + root.len());
            let at = behind_root.and_then(|from| Some(from + text.value[from..].find(id.as_str())?));
            if let Some(at) = at {
                let (before, named) = (text.value[..at].to_owned(), text.value[..at + id.len()].to_owned());
                text.replace(&named, &format!("{before}{to}"));
            }
        }
        Data::List(items) => items.iter_mut().for_each(|item| name_anew(item, ids)),
        Data::Map(entries) => entries.iter_mut().for_each(|(_, item)| name_anew(item, ids)),
        _ => {}
    }
}
