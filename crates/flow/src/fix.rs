//! Repairs that are safe: what the flow does stays the same, and the rest of the file stays as it is, to the byte.

mod spans;
#[cfg(test)]
mod tests;

use std::ops::Range;

use serde::Serialize;
use thiserror::Error;

use crate::blocks::ARGUMENT_ALIASES;
use crate::{Document, DocumentBlock, Path, Place, Value};

use spans::{Member, members};

/// One repair, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What was done.
    #[serde(flatten)]
    pub repair: Repair,
    /// In which block, by the id it had.
    pub block: String,
    /// Where the block begins in the file as it was.
    pub place: Place,
}

/// What was done. `Display` is one English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "fix", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Repair {
    /// A later block of the same id has a new one.
    #[error("it is {to} now{}", ambiguous_sentence(ambiguous))]
    Renumbered {
        /// Its new id.
        to: String,
        /// What names the old id, and still means the first block that has it: look at each.
        ambiguous: Vec<String>,
    },
    /// The id of a broken editor was replaced, and with it whatever names it.
    #[error("it is {to} now, and whatever led to it or read its results does so still")]
    Renamed {
        /// Its new id.
        to: String,
    },
    /// An output that led to a block that is not there is unconnected.
    #[error("port {port}, which led to {target}, is unconnected now: there is no such block")]
    Disconnected {
        /// The output.
        port: String,
        /// The id it led to.
        target: String,
    },
    /// An argument has its present name.
    #[error("argument {from} is {to} now")]
    ArgumentRenamed {
        /// The old name.
        from: String,
        /// The present name.
        to: String,
    },
    /// An argument of an old name is gone, because the present one counts.
    #[error("argument {name} is gone: {present} is there and counts")]
    ArgumentRemoved {
        /// The old name.
        name: String,
        /// The present name.
        present: String,
    },
}

fn ambiguous_sentence(ambiguous: &[String]) -> String {
    match ambiguous {
        [] => String::new(),
        places => format!(
            "; still about the first block of the old id, check whether rightly: {}",
            places.join("; ")
        ),
    }
}

/// Repairs the text of a flow file. Without anything to repair, or when it cannot be read, it comes back as it was.
pub fn fix(text: &str) -> (String, Vec<Fix>) {
    let (document, _) = Document::parse(text);
    let mut work = Work { text, document: &document, edits: Vec::new(), fixes: Vec::new(), next: 0 };
    work.next = next_number(&document);
    work.all();
    let Work { mut edits, fixes, .. } = work;
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (range, with) in edits {
        out.push_str(&text[copied..range.start]);
        out.push_str(&with);
        copied = range.end;
    }
    out.push_str(&text[copied..]);
    (out, fixes)
}

/// The number of the next new id; also above ids that only ports name, so that none of them gains a block by chance.
fn next_number(document: &Document) -> u64 {
    let ids = document.blocks().iter().flat_map(|block| {
        std::iter::once(block.id.as_str()).chain(block.ports.values().map(|id| id.as_str()))
    });
    Document::highest_number(ids) + 1
}

struct Work<'t> {
    text: &'t str,
    document: &'t Document,
    edits: Vec<(Range<usize>, String)>,
    fixes: Vec<Fix>,
    next: u64,
}

/// The id that a broken counter of the vendor's editor made.
const BROKEN: &str = "uid-NaN";

impl Work<'_> {
    fn all(&mut self) {
        let start = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let start = start + self.text[start..].find(|c| !blank(c)).unwrap_or(0);
        let Some(actions) = member(self.text, start, "actions") else { return };
        // The entries that are maps are the blocks, in order.
        let maps: Vec<usize> = members(self.text, actions.value.start)
            .into_iter()
            .map(|entry| entry.value.start)
            .filter(|at| self.text[*at..].starts_with('{'))
            .collect();
        if maps.len() != self.document.blocks().len() {
            return;
        }
        let blocks = self.document.blocks();
        let new_ids: Vec<Option<String>> = (0..blocks.len()).map(|at| self.new_id(at)).collect();
        // The first block of the broken id takes along whatever names it: at run time that is the one they mean.
        let first_broken = blocks.iter().position(|block| block.id == BROKEN);
        let renamed = first_broken.and_then(|at| new_ids[at].clone());
        for (at, block) in blocks.iter().enumerate() {
            let map = maps[at];
            if let Some(to) = &new_ids[at] {
                if let Some(id) = member(self.text, map, "id") {
                    self.edits.push((id.value, format!("\"{to}\"")));
                }
                let repair = match first_broken == Some(at) {
                    true => Repair::Renamed { to: to.clone() },
                    false => Repair::Renumbered { to: to.clone(), ambiguous: self.named(&block.id) },
                };
                self.fixed(block, repair);
            }
            self.ports(block, map, renamed.as_deref());
            if let Some(controls) = member(self.text, map, "controls") {
                if let Some(to) = &renamed {
                    self.references(controls.value.start, to);
                }
                self.arguments(block, controls.value.start);
            }
        }
    }

    /// The new id of a block that needs one.
    fn new_id(&mut self, at: usize) -> Option<String> {
        let id = self.document.blocks()[at].id.as_str();
        let again = !id.is_empty() && self.document.blocks()[..at].iter().any(|block| block.id == id);
        (again || id == BROKEN).then(|| {
            self.next += 1;
            format!("uid-{}", self.next - 1)
        })
    }

    fn fixed(&mut self, block: &DocumentBlock, repair: Repair) {
        self.fixes.push(Fix { repair, block: block.id.to_string(), place: block.place });
    }

    /// Everything that names an id: outputs that lead to it, arguments that read its results.
    fn named(&self, id: &str) -> Vec<String> {
        let mut places = Vec::new();
        for block in self.document.blocks() {
            let ports = block.ports.iter().filter(|(_, target)| *target == id);
            places.extend(ports.map(|(port, _)| format!("block {}, port {port}", block.id)));
            let reads = block.controls.iter().filter(|(_, value)| reads(value, id));
            places.extend(reads.map(|(name, _)| format!("block {}, argument {name}", block.id)));
        }
        places
    }

    fn ports(&mut self, block: &DocumentBlock, map: usize, renamed: Option<&str>) {
        let Some(ports) = member(self.text, map, "ports") else { return };
        let all = members(self.text, ports.value.start);
        let mut gone = Vec::new();
        for (at, port) in all.iter().enumerate() {
            let name = spans::decoded(self.text, port.key.clone());
            let target = spans::decoded(self.text, port.value.clone());
            // Of doubled keys the last counts; the others lead nowhere anyway.
            let Some(known) = block.ports.get(&name).filter(|known| **known == target) else { continue };
            if known == BROKEN
                && let Some(to) = renamed
            {
                self.edits.push((port.value.clone(), format!("\"{to}\"")));
            } else if self.document.block(known).is_none() {
                gone.push(at);
                self.fixed(block, Repair::Disconnected { port: name, target });
            }
        }
        self.remove(&all, &gone);
    }

    fn arguments(&mut self, block: &DocumentBlock, controls: usize) {
        for (_, old, present) in ARGUMENT_ALIASES.iter().filter(|(type_id, ..)| *type_id == block.type_id) {
            let all = members(self.text, controls);
            let named = |name: &str| -> Vec<usize> {
                (0..all.len()).filter(|at| spans::decoded(self.text, all[*at].key.clone()) == name).collect()
            };
            let (olds, presents) = (named(old), named(present));
            let Some(last) = olds.last() else { continue };
            if block.controls.contains_key(present) {
                self.remove(&all, &olds);
                let repair =
                    Repair::ArgumentRemoved { name: (*old).to_owned(), present: (*present).to_owned() };
                self.fixed(block, repair);
                continue;
            }
            // What is there of the present name is null, which says nothing.
            let rest: Vec<usize> = olds.iter().filter(|at| *at != last).chain(&presents).copied().collect();
            self.remove(&all, &{
                let mut rest = rest;
                rest.sort_unstable();
                rest
            });
            self.edits.push((all[*last].key.clone(), format!("\"{present}\"")));
            self.fixed(block, Repair::ArgumentRenamed { from: (*old).to_owned(), to: (*present).to_owned() });
        }
    }

    /// Lets every reference to the broken id, however deep, name the new one.
    fn references(&mut self, at: usize, to: &str) {
        let value = spans::value(self.text, at);
        match self.text.as_bytes().get(at) {
            Some(b'{' | b'[') => {
                for member in members(self.text, at) {
                    self.references(member.value.start, to);
                }
            }
            Some(b'"') if reads(&spans::decoded(self.text, value.clone()).into(), BROKEN) => {
                let spelled = self.text[value.clone()].replacen(BROKEN, to, 1);
                self.edits.push((value, spelled));
            }
            _ => {}
        }
    }

    /// Takes members out of a map, with the commas that parted them from the rest.
    fn remove(&mut self, all: &[Member], gone: &[usize]) {
        let Some(last_kept) = (0..all.len()).rev().find(|at| !gone.contains(at)) else {
            if let (Some(first), Some(last)) = (all.first(), all.last()) {
                self.edits.push((first.key.start..last.value.end, String::new()));
            }
            return;
        };
        for at in gone {
            let range = match *at < last_kept {
                true => all[*at].key.start..all[at + 1].key.start,
                false => all[at - 1].value.end..all[*at].value.end,
            };
            self.edits.push((range, String::new()));
        }
    }
}

/// The member of a map; of doubled keys the last, which counts.
fn member(text: &str, map: usize, name: &str) -> Option<Member> {
    if !text[map..].starts_with('{') {
        return None;
    }
    members(text, map).into_iter().rev().find(|member| spans::decoded(text, member.key.clone()) == name)
}

/// Whether a value, or anything in it, is a reference to what a block left behind.
fn reads(value: &Value, id: &str) -> bool {
    match value {
        Value::Text(text) => Path::of_reference(text)
            .is_some_and(|path| matches!(path.keys(), [root, block, ..] if root == "actions" && block == id)),
        Value::List(items) => items.iter().any(|item| reads(item, id)),
        Value::Map(entries) => entries.values().any(|item| reads(item, id)),
        _ => false,
    }
}
