//! The smallest changes of a document, each of which can be taken back exactly.

use crate::document::json::{Data, Key, Node};
use crate::document::{File, load};
use crate::{Document, Place};

/// One change of the file.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// An entry of `actions` is another one.
    Replace {
        /// Its place in the list.
        at: usize,
        before: Node,
        after: Node,
    },
    /// An entry more.
    Insert { at: usize, entry: Node },
    /// An entry less.
    Remove { at: usize, entry: Node },
    /// The blanks between the brackets of an empty list.
    Inside { before: String, after: String },
    /// The entries of the file's outermost map; the list of blocks stays, whatever stands for it here.
    Top { before: Vec<(Key, Node)>, after: Vec<(Key, Node)> },
    /// Everything.
    Document { before: Box<Document>, after: Box<Document> },
}

impl Change {
    pub(super) fn apply(&self, document: &mut Document) {
        match self {
            Change::Replace { at, after, .. } => replace(document, *at, after),
            Change::Insert { at, entry } => insert(document, *at, entry),
            Change::Remove { at, .. } => remove(document, *at),
            Change::Inside { after, .. } => set_inside(document, after),
            Change::Top { after, .. } => set_top(document, after),
            Change::Document { after, .. } => document.clone_from(after),
        }
    }

    pub(super) fn revert(&self, document: &mut Document) {
        match self {
            Change::Replace { at, before, .. } => replace(document, *at, before),
            Change::Insert { at, .. } => remove(document, *at),
            Change::Remove { at, entry } => insert(document, *at, entry),
            Change::Inside { before, .. } => set_inside(document, before),
            Change::Top { before, .. } => set_top(document, before),
            Change::Document { before, .. } => document.clone_from(before),
        }
    }
}

/// The list of blocks of a flow; an editor opens nothing else.
pub(super) fn actions(document: &Document) -> &[Node] {
    match document.file.root().and_then(|root| root.get("actions")).map(|actions| &actions.data) {
        Some(Data::List(entries)) => entries,
        _ => &[],
    }
}

fn list(document: &mut Document) -> Option<&mut Node> {
    match &mut document.file {
        File::Json { root, .. } => root.get_mut("actions"),
        File::Other(_) => None,
    }
}

fn entries(document: &mut Document) -> Option<&mut Vec<Node>> {
    match list(document).map(|list| &mut list.data) {
        Some(Data::List(entries)) => Some(entries),
        _ => None,
    }
}

/// How many blocks stand before an entry: entries that are no maps are none.
fn block_index(document: &Document, at: usize) -> usize {
    actions(document)[..at].iter().filter(|entry| is_block(entry)).count()
}

fn is_block(entry: &Node) -> bool {
    matches!(entry.data, Data::Map(_))
}

fn replace(document: &mut Document, at: usize, entry: &Node) {
    let index = block_index(document, at);
    let place = document.blocks.get(index).map(|block| block.place);
    if let Some(entries) = entries(document) {
        entries[at] = entry.clone();
    }
    let place = place.unwrap_or(NEW);
    if is_block(entry)
        && let Some(block) = load::block(entry, &document.aliases, place, &mut Vec::new())
    {
        document.blocks[index] = block;
    }
}

/// The place of a block that no file has yet.
const NEW: Place = Place { line: 0, column: 0 };

fn insert(document: &mut Document, at: usize, entry: &Node) {
    let index = block_index(document, at);
    if let Some(entries) = entries(document) {
        entries.insert(at, entry.clone());
    }
    let block = load::block(entry, &document.aliases, NEW, &mut Vec::new());
    document.blocks.splice(index..index, block);
}

fn remove(document: &mut Document, at: usize) {
    let index = block_index(document, at);
    let Some(entries) = entries(document) else { return };
    if is_block(&entries.remove(at)) {
        document.blocks.remove(index);
    }
}

fn set_inside(document: &mut Document, blanks: &str) {
    if let Some(list) = list(document) {
        blanks.clone_into(&mut list.inside);
    }
}

fn set_top(document: &mut Document, top: &[(Key, Node)]) {
    let Some(list) = list(document) else { return };
    let (blocks, inside) = (std::mem::replace(&mut list.data, Data::Null), std::mem::take(&mut list.inside));
    if let File::Json { root, .. } = &mut document.file {
        root.data = Data::Map(top.to_vec());
        if let Some(list) = root.get_mut("actions") {
            list.data = blocks;
            list.inside = inside;
        }
    }
}
