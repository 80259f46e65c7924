//! Repairs that are safe: what the blocks do stays the same, and the rest of the file stays as it is, to the byte. A flow whose
//! source or event has another name runs again; the repair says so.

#[cfg(test)]
mod tests;

use serde::Serialize;
use thiserror::Error;

use crate::document::{Data, File, FileNode, Key, Spelled, place_in};
use crate::triggers::present_event;
use crate::{Document, DocumentBlock, Path, Place, Source, Value};

/// One repair, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What was done.
    #[serde(flatten)]
    pub repair: Repair,
    /// In which block, by the id it had; empty when it is the flow's matter.
    pub block: String,
    /// Where the block begins in the file as it was, or what was repaired.
    pub place: Place,
}

/// What was done. `Display` is one English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "fix", rename_all = "camelCase", rename_all_fields = "camelCase")]
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
    /// The source is written as flow files write it.
    #[error("the source \"{from}\" is {to} now: the flow runs, if it is active")]
    SourceNamed {
        /// The title it was written as.
        from: String,
        /// The word.
        to: String,
    },
    /// The event has its present name.
    #[error(
        "the event {from} of earlier versions is {to} now, the nearest there is: see whether it comes when you want it"
    )]
    EventRenamed {
        /// The old name.
        from: String,
        /// The present name.
        to: String,
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
    let mut file = document.clone().into_file();
    let mut work = Work { document: &document, fixes: Vec::new(), next: next_number(&document) };
    if let File::Json { root, .. } = &mut file {
        work.when_it_runs(root, text);
        work.repair(root);
    }
    (file.to_text(), work.fixes)
}

/// The number of the next new id; also above ids that only ports name, so that none of them gains a block by chance.
fn next_number(document: &Document) -> u64 {
    let ids = document.blocks().iter().flat_map(|block| {
        std::iter::once(block.id.as_str()).chain(block.ports.values().map(|id| id.as_str()))
    });
    Document::highest_number(ids) + 1
}

struct Work<'d> {
    /// As it was.
    document: &'d Document,
    fixes: Vec<Fix>,
    next: u64,
}

/// The id that a broken counter of the vendor's editor made.
const BROKEN: &str = "uid-NaN";

impl Work<'_> {
    /// The words that say when the flow runs: titles of sources, and what events were called before.
    fn when_it_runs(&mut self, root: &mut FileNode, text: &str) {
        let mut source = self.document.source().and_then(Source::parse);
        if let (None, Some(title)) = (source, self.document.source())
            && let Some(named) = Source::with_title(title)
            && let Some(node) = root.get_mut("source")
        {
            node.data = Data::Text(named.word().into());
            let repair = Repair::SourceNamed { from: title.to_owned(), to: named.word().to_owned() };
            self.fixes.push(Fix { repair, block: String::new(), place: place_in(text, node.at) });
            source = Some(named);
        }
        if let (Some(source), Some(old)) = (source, self.document.event())
            && let Some(present) = present_event(source, old)
            && let Some(node) = root.get_mut("event")
        {
            node.data = Data::Text(present.word().into());
            let repair = Repair::EventRenamed { from: old.to_owned(), to: present.word().to_owned() };
            self.fixes.push(Fix { repair, block: String::new(), place: place_in(text, node.at) });
        }
    }

    fn repair(&mut self, root: &mut FileNode) {
        let Some(Data::List(actions)) = root.get_mut("actions").map(|actions| &mut actions.data) else {
            return;
        };
        // The entries that are maps are the blocks, in order.
        let maps = actions.iter_mut().filter(|action| matches!(action.data, Data::Map(_)));
        let blocks = self.document.blocks();
        let new_ids: Vec<Option<String>> = (0..blocks.len()).map(|at| self.new_id(at)).collect();
        // The first block of the broken id takes along whatever names it: at run time that is the one they mean.
        let first_broken = blocks.iter().position(|block| block.id == BROKEN);
        let renamed = first_broken.and_then(|at| new_ids[at].clone());
        for (at, (block, map)) in blocks.iter().zip(maps).enumerate() {
            if let Some(to) = &new_ids[at] {
                if let Some(id) = map.get_mut("id") {
                    id.data = Data::Text(to.as_str().into());
                }
                let repair = match first_broken == Some(at) {
                    true => Repair::Renamed { to: to.clone() },
                    false => Repair::Renumbered { to: to.clone(), ambiguous: self.named(&block.id) },
                };
                self.fixed(block, repair);
            }
            if let Some(ports) = map.get_mut("ports") {
                self.ports(block, ports, renamed.as_deref());
            }
            if let Some(controls) = map.get_mut("controls") {
                if let Some(to) = &renamed {
                    name_anew(controls, to);
                }
                self.arguments(block, controls);
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

    fn ports(&mut self, block: &DocumentBlock, ports: &mut FileNode, renamed: Option<&str>) {
        let Data::Map(all) = &mut ports.data else { return };
        let mut gone = Vec::new();
        for (at, (port, target)) in all.iter_mut().enumerate() {
            let name = &port.text.value;
            // Of doubled keys the last counts; the others lead nowhere anyway.
            let Some(known) = block.ports.get(name).filter(|known| names(target, known)) else { continue };
            if known == BROKEN
                && let Some(to) = renamed
            {
                target.data = Data::Text(to.into());
            } else if self.document.block(known).is_none() {
                gone.push(at);
                self.fixed(block, Repair::Disconnected { port: name.to_string(), target: known.to_string() });
            }
        }
        ports.remove(&gone);
    }

    fn arguments(&mut self, block: &DocumentBlock, controls: &mut FileNode) {
        for argument in block.known.map_or(&[][..], |known| known.arguments) {
            let (Some(old), present) = (argument.old_name, argument.name) else { continue };
            let Data::Map(all) = &mut controls.data else { return };
            let named = |all: &[(Key, FileNode)], name: &str| -> Vec<usize> {
                (0..all.len()).filter(|at| all[*at].0.text.value == name).collect()
            };
            let (olds, presents) = (named(all, old), named(all, present));
            let Some(last) = olds.last() else { continue };
            if block.controls.contains_key(present) {
                controls.remove(&olds);
                let repair = Repair::ArgumentRemoved { name: old.to_owned(), present: present.to_owned() };
                self.fixed(block, repair);
                continue;
            }
            all[*last].0.text = Spelled::from(present);
            // What is there of the present name is null, which says nothing.
            let mut rest: Vec<usize> =
                olds.iter().filter(|at| *at != last).chain(&presents).copied().collect();
            rest.sort_unstable();
            controls.remove(&rest);
            self.fixed(block, Repair::ArgumentRenamed { from: old.to_owned(), to: present.to_owned() });
        }
    }
}

/// Whether an output leads to this id. Hand edits write ids as bare numbers; they mean the text.
fn names(target: &FileNode, id: &str) -> bool {
    match &target.data {
        Data::Text(text) => text.value == *id,
        Data::Number(_) => target.to_value().to_text() == id,
        _ => false,
    }
}

/// Lets every reference to the broken id, however deep, name the new one.
fn name_anew(node: &mut FileNode, to: &str) {
    match &mut node.data {
        Data::Text(text) if refers(&text.value, BROKEN) => text.replace(BROKEN, to),
        Data::List(items) => items.iter_mut().for_each(|item| name_anew(item, to)),
        Data::Map(entries) => entries.iter_mut().for_each(|(_, item)| name_anew(item, to)),
        _ => {}
    }
}

/// Whether a value, or anything in it, is a reference to what a block left behind.
fn reads(value: &Value, id: &str) -> bool {
    match value {
        Value::Text(text) => refers(text, id),
        Value::List(items) => items.iter().any(|item| reads(item, id)),
        Value::Map(entries) => entries.values().any(|item| reads(item, id)),
        _ => false,
    }
}

/// Whether a text is such a reference.
fn refers(text: &str, id: &str) -> bool {
    Path::of_reference(text)
        .is_some_and(|path| matches!(path.keys(), [root, block, ..] if root == "actions" && block == id))
}
