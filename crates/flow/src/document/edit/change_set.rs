//! An edit in the making: entries of the list of blocks that were touched, that are new, that go.

use std::collections::{BTreeMap, BTreeSet};

use super::Refusal;
use super::change::{Change, actions};
use crate::document::json::{Data, Key, Node};
use crate::document::load;
use crate::document::{Document, DocumentBlock};
use crate::{Text, Value};

/// What an edit will do to a document.
pub(super) struct ChangeSet<'d> {
    pub(super) document: &'d Document,
    /// Entries as they will be, by their places in the list.
    touched: BTreeMap<usize, Node>,
    removed: BTreeSet<usize>,
    /// Entries that come at the end.
    pub(super) appended: Vec<Node>,
    /// The file's outermost map as it will be, nothing standing for the list of blocks.
    pub(super) top: Option<Vec<(Key, Node)>>,
    next_id: Option<u64>,
}

impl<'d> ChangeSet<'d> {
    pub(super) fn of(document: &'d Document) -> ChangeSet<'d> {
        ChangeSet {
            document,
            touched: BTreeMap::new(),
            removed: BTreeSet::new(),
            appended: Vec::new(),
            top: None,
            next_id: None,
        }
    }

    /// The block of an id, as it was.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn block(&self, id: &Text) -> Result<&'d DocumentBlock, Refusal> {
        self.document.block(id).ok_or_else(|| Refusal::NoSuchBlock { id: id.clone() })
    }

    /// The entry of a block, to be changed.
    ///
    /// # Errors
    /// There is no such block.
    pub(super) fn entry(&mut self, id: &Text) -> Result<&mut Node, Refusal> {
        let index = self.document.blocks().iter().position(|block| block.id == *id);
        let index = index.ok_or_else(|| Refusal::NoSuchBlock { id: id.clone() })?;
        Ok(self.entry_at(self.place_of(index)))
    }

    /// The place in the list of the block with this index.
    fn place_of(&self, index: usize) -> usize {
        let entries = actions(self.document).iter().enumerate();
        let mut blocks = entries.filter(|(_, entry)| matches!(entry.data, Data::Map(_)));
        blocks.nth(index).map_or(index, |(at, _)| at)
    }

    fn entry_at(&mut self, at: usize) -> &mut Node {
        self.touched.entry(at).or_insert_with(|| actions(self.document)[at].clone())
    }

    /// Takes a block out.
    ///
    /// # Errors
    /// There is no such block.
    pub(super) fn take_out(&mut self, id: &Text) -> Result<(), Refusal> {
        self.entry(id)?;
        let index = self.document.blocks().iter().position(|block| block.id == *id).unwrap_or_default();
        self.removed.insert(self.place_of(index));
        Ok(())
    }

    /// An id for a new block: above every number of an id, and of one that only a port or a reference names, so that none of them
    /// gains a block by chance.
    pub(super) fn new_id(&mut self) -> Text {
        let highest = self.next_id.unwrap_or_else(|| highest_number(self.document));
        self.next_id = Some(highest + 1);
        format!("uid-{}", highest + 1).into()
    }

    /// The smallest changes that make the edit. What has not changed after all makes none.
    pub(super) fn into_changes(mut self) -> Vec<Change> {
        let mut changes = Vec::new();
        let entries = actions(self.document);
        let kept = |at: &usize| !self.removed.contains(at);
        let (first, last) = ((0..entries.len()).find(kept), (0..entries.len()).rev().find(kept));
        let inside = self.list().map(|list| list.inside.clone()).unwrap_or_default();
        let mut inside_after = inside.clone();
        if !self.removed.is_empty() {
            match (entries.first(), entries.last()) {
                (Some(old_first), Some(old_last)) if first.is_none() && self.appended.is_empty() => {
                    inside_after = format!("{}{}", old_first.blanks.before, old_last.blanks.after);
                }
                (Some(old_first), Some(old_last)) => {
                    // What is first and last now stands where the first and the last stood.
                    let (before, after) = (old_first.blanks.before.clone(), old_last.blanks.after.clone());
                    if let Some(first) = first {
                        self.entry_at(first).blanks.before = before;
                    }
                    if let Some(last) = last {
                        self.entry_at(last).blanks.after = after;
                    }
                }
                _ => {}
            }
        }
        if !self.appended.is_empty() {
            let (before, after) = self.blanks_for_appended(&inside);
            if let Some(last) = last {
                self.entry_at(last).blanks.after = String::new();
            }
            for entry in &mut self.appended {
                entry.blanks.before.clone_from(&before);
                entry.blanks.after = String::new();
            }
            if let Some(entry) = self.appended.last_mut() {
                entry.blanks.after = after;
            }
            inside_after = String::new();
        }
        for (at, after) in self.touched {
            if !self.removed.contains(&at) && after != entries[at] {
                changes.push(Change::Replace { at, before: entries[at].clone(), after });
            }
        }
        for at in self.removed.iter().rev() {
            changes.push(Change::Remove { at: *at, entry: entries[*at].clone() });
        }
        if inside != inside_after {
            changes.push(Change::Inside { before: inside, after: inside_after });
        }
        let rest = entries.len() - self.removed.len();
        for (more, entry) in self.appended.into_iter().enumerate() {
            changes.push(Change::Insert { at: rest + more, entry });
        }
        if let Some(after) = self.top {
            let before = top_without_blocks(self.document);
            if before != after {
                changes.push(Change::Top { before, after });
            }
        }
        changes
    }

    fn list(&self) -> Option<&'d Node> {
        self.document.file.root()?.get("actions")
    }

    /// The blanks before each new entry, and behind the last.
    fn blanks_for_appended(&self, inside: &str) -> (String, String) {
        let entries = actions(self.document);
        match (entries.last(), entries.get(1).or(entries.first())) {
            (Some(last), Some(sample)) => (sample.blanks.before.clone(), last.blanks.after.clone()),
            _ => match self.document.file.root().map(|root| &root.data) {
                // The list stands in a file of lines: entries one step deeper than its key.
                Some(Data::Map(top)) if top.iter().any(|(key, _)| key.blanks.before.contains('\n')) => {
                    let key = top.iter().find(|(key, _)| key.text.value == "actions");
                    let indent = key.map(|(key, _)| key.blanks.before.clone()).unwrap_or_default();
                    let indent = if indent.contains('\n') { indent } else { "\n  ".to_owned() };
                    let end = if inside.contains('\n') { inside.to_owned() } else { indent.clone() };
                    (format!("{indent}  "), end)
                }
                _ => (String::new(), String::new()),
            },
        }
    }
}

/// The entries of the outermost map, the list of blocks replaced by nothing.
pub(super) fn top_without_blocks(document: &Document) -> Vec<(Key, Node)> {
    let Some(Data::Map(top)) = document.file.root().map(|root| &root.data) else { return Vec::new() };
    // Of doubled keys the last is the list.
    let list = top.iter().rposition(|(key, _)| key.text.value == "actions");
    let entry = |(at, (key, node)): (usize, &(Key, Node))| {
        let node = if Some(at) == list { node.without_data() } else { node.clone() };
        (key.clone(), node)
    };
    top.iter().enumerate().map(entry).collect()
}

fn highest_number(document: &Document) -> u64 {
    let mut named: Vec<Text> = Vec::new();
    for block in document.blocks() {
        named.push(block.id.clone());
        named.extend(block.ports.values().cloned());
        block.controls.values().for_each(|value| referred(value, &mut named));
    }
    load::highest_number(named.iter().map(|id| id.as_str()))
}

/// The ids that references name, however deep.
fn referred(value: &Value, found: &mut Vec<Text>) {
    match value {
        Value::Text(text) => {
            let path = crate::Path::of_reference(text);
            if let Some([root, id, ..]) = path.as_ref().map(crate::Path::keys)
                && root == "actions"
            {
                found.push(Text::new(id));
            }
        }
        Value::List(items) => items.iter().for_each(|item| referred(item, found)),
        Value::Map(entries) => entries.values().for_each(|item| referred(item, found)),
        _ => {}
    }
}
