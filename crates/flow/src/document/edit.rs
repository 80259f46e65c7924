//! Edits of a flow: what an editor does to a document, each undoable, each leaving alone what it is not about.
//!
//! An [`Editor`] holds a document and its history. [`Editor::apply`] performs an [`Edit`] or refuses it, and says why as data
//! ([`Refusal`]). After any number of edits and as many undos the document saves as the text it was opened from, to the byte.
//!
//! ```
//! use flow::Document;
//! use flow::edit::{Edit, Editor, Socket};
//!
//! let text = r#"{ "actions": [ { "id": "uid-1", "type": "SE_Start", "position": [0, 0] } ] }"#;
//! let mut editor = Editor::open(Document::parse(text).0).expect("a flow");
//! let end = editor.apply(&Edit::Add { type_id: "SE_End".into(), position: [256.0, 0.0] }).expect("added");
//! let start = Socket::Output { block: "uid-1".into(), port: "done".into() };
//! editor.apply(&Edit::Connect { one: start, other: Socket::Input { block: end[0].clone() } }).expect("connected");
//! assert_eq!(editor.document().block("uid-1").expect("Start").ports["done"], "uid-2");
//! while editor.undo() {}
//! assert_eq!(editor.document().to_text(), text);
//! ```

mod blocks;
mod change;
mod change_set;
mod clip;
mod history;
#[cfg(test)]
mod random_tests;
mod record;
#[cfg(test)]
mod tests;
mod upstream;
mod wires;
mod write;

use serde::Serialize;
use thiserror::Error;

use crate::{Document, Text, Value};

use change::Change;
use change_set::ChangeSet;
pub use clip::{Clip, ClipError};
use history::{History, TypingTarget};
pub use record::Record;
pub use upstream::upstream;

/// A flow that is being edited: the document as it stands, and the edits that led there.
#[derive(Clone, Debug)]
pub struct Editor {
    document: Document,
    history: History,
}

/// One edit. Blocks are named by their ids; of several blocks of one id the first is meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A new block, with an id above the highest.
    Add {
        /// Its type.
        type_id: Text,
        /// Its upper left corner on the canvas.
        position: [f64; 2],
    },
    /// Blocks go, and with them the wires that lead to them. References to them stay.
    Remove {
        /// Their ids.
        ids: Vec<Text>,
    },
    /// Blocks go, and what led to each leads on to where its first output led.
    RemoveAndReconnect {
        /// Their ids.
        ids: Vec<Text>,
    },
    /// A block gets another label. An empty one gives it back the title of its type. References do not change.
    Rename {
        /// Its id.
        id: Text,
        /// The label.
        title: String,
    },
    /// Blocks get other places.
    Move {
        /// Which, and the upper left corner of each.
        to: Vec<(Text, [f64; 2])>,
    },
    /// A block becomes one of another type. Id, place and label stay; so do arguments and outputs that the new type has, too.
    ChangeType {
        /// Its id.
        id: Text,
        /// The new type.
        type_id: Text,
    },
    /// A wire between two sockets, given in any order. It takes the place of one that left the same output.
    Connect {
        /// One end.
        one: Socket,
        /// The other.
        other: Socket,
    },
    /// A wire goes.
    Disconnect {
        /// The block it leaves.
        id: Text,
        /// The output.
        port: Text,
    },
    /// An argument gets a value: text, number, flag, map, list, or text that is a reference. Nothing takes it out of the file.
    SetArgument {
        /// The block.
        id: Text,
        /// Name of the argument.
        name: Text,
        /// What it shall be.
        value: Option<Value>,
    },
    /// Copied blocks, with new ids; wires and references among them lead to the copies.
    Paste {
        /// What was copied.
        clip: Clip,
        /// Where the upper left corner of all of them lies.
        position: [f64; 2],
    },
    /// A new block in the middle of a wire.
    InsertNew {
        /// Its type.
        type_id: Text,
        /// Its place.
        position: [f64; 2],
        /// The block that the wire leaves.
        id: Text,
        /// The output.
        port: Text,
    },
    /// A block that is there in the middle of a wire: its first output takes over where the wire led.
    InsertOnWire {
        /// The block.
        block: Text,
        /// The block that the wire leaves.
        id: Text,
        /// The output.
        port: Text,
    },
    /// Name, description, source, event, and whether the flow is active.
    SetRecord(Record),
}

/// One end of a wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Socket {
    /// Where wires arrive at a block.
    Input {
        /// The block.
        block: Text,
    },
    /// Where one leaves it.
    Output {
        /// The block.
        block: Text,
        /// Name of the output.
        port: Text,
    },
}

/// Why an edit was refused. The document is as it was. `Display` is one English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "refusal", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Refusal {
    /// There is no block of this id (any more).
    #[error("there is no block {id}")]
    NoSuchBlock {
        /// The id.
        id: Text,
    },
    /// The catalogue has no such type.
    #[error("there is no block type \"{type_id}\"")]
    UnknownType {
        /// The type.
        type_id: Text,
    },
    /// A flow begins in one place.
    #[error("a flow has one Start, and there is one")]
    SecondStart,
    /// Two outputs.
    #[error("both ends are outputs: a wire leads from an output to an input")]
    TwoOutputs,
    /// Two inputs.
    #[error("both ends are inputs: a wire leads from an output to an input")]
    TwoInputs,
    /// A wire from a block to itself.
    #[error("a block cannot lead to itself")]
    ToItself,
    /// A wire to a Start.
    #[error("nothing can lead to Start: it is where the flow begins")]
    NoInput,
    /// The block has no such output.
    #[error("block {id} has no output \"{port}\"{}", known_outputs(known))]
    NoSuchOutput {
        /// The block.
        id: Text,
        /// The output.
        port: Text,
        /// The outputs it has.
        known: Vec<Text>,
    },
    /// The output leads nowhere.
    #[error("nothing is connected to output \"{port}\" of block {id}")]
    NoWire {
        /// The block.
        id: Text,
        /// The output.
        port: Text,
    },
    /// A block without outputs in the middle of a wire.
    #[error("this block has no output to lead on from")]
    CannotLeadOn,
    /// Nothing of what was copied can be pasted: it was a Start, and there is one.
    #[error("there is nothing to paste that the flow does not have")]
    NothingToPaste,
}

fn known_outputs(known: &[Text]) -> String {
    match known {
        [] => ": it has none".to_owned(),
        known => format!(": it has {}", known.join(", ")),
    }
}

/// The text is no flow: it is not JSON, or has no list of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this is no flow: a flow is JSON with a list of blocks under \"actions\"")]
pub struct NotAFlow;

impl Editor {
    /// Begins to edit a document. Its history is empty.
    ///
    /// # Errors
    /// The document has no list of blocks.
    pub fn open(document: Document) -> Result<Editor, NotAFlow> {
        if document.is_flow() { Ok(Editor { document, history: History::default() }) } else { Err(NotAFlow) }
    }

    /// The document as it stands. Places of its blocks in the file are those of the text it was opened from; blocks that are
    /// new have line 0.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// A number that is the same exactly when the document is: what an editor compares to know whether anything is unsaved.
    pub fn version(&self) -> u64 {
        self.history.version()
    }

    /// Performs an edit as one step of the history; the ids of the blocks that are new. An edit that changes nothing is no step.
    ///
    /// # Errors
    /// The edit is refused; nothing has changed.
    pub fn apply(&mut self, edit: &Edit) -> Result<Vec<Text>, Refusal> {
        let (changes, new) = self.changes_of(edit)?;
        self.history.end_typing();
        self.perform(changes, None);
        Ok(new)
    }

    /// The same for what is typed or nudged piece by piece: until [`Editor::end_typing`], or an edit of something else, all of it
    /// is one step of the history.
    ///
    /// # Errors
    /// The edit is refused; nothing has changed.
    pub fn apply_typing(&mut self, edit: &Edit) -> Result<Vec<Text>, Refusal> {
        let (changes, new) = self.changes_of(edit)?;
        self.perform(changes, TypingTarget::of(edit));
        Ok(new)
    }

    /// What is typed from now on is another step of the history.
    pub fn end_typing(&mut self) {
        self.history.end_typing();
    }

    /// Has another text in place of all there is, as one step: an upload, or repairs.
    ///
    /// # Errors
    /// The text is no flow; nothing has changed.
    pub fn replace_text(&mut self, text: &str) -> Result<(), NotAFlow> {
        let after = Document::parse_with(text, &self.document.aliases).0;
        if !after.is_flow() {
            return Err(NotAFlow);
        }
        self.history.end_typing();
        if text != self.document.to_text() {
            let change = Change::Document { before: Box::new(self.document.clone()), after: Box::new(after) };
            self.perform(vec![change], None);
        }
        Ok(())
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Takes back the last step; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(changes) = self.history.undo() else { return false };
        changes.iter().rev().for_each(|change| change.revert(&mut self.document));
        true
    }

    /// Does again what was taken back last; whether there was anything.
    pub fn redo(&mut self) -> bool {
        let Some(changes) = self.history.redo() else { return false };
        changes.iter().for_each(|change| change.apply(&mut self.document));
        true
    }

    fn perform(&mut self, changes: Vec<Change>, typing: Option<TypingTarget>) {
        changes.iter().for_each(|change| change.apply(&mut self.document));
        self.history.push(changes, typing);
    }

    fn changes_of(&self, edit: &Edit) -> Result<(Vec<Change>, Vec<Text>), Refusal> {
        let mut set = ChangeSet::of(&self.document);
        let new = match edit {
            Edit::Add { type_id, position } => vec![set.add(type_id, *position)?],
            Edit::Remove { ids } => {
                set.remove(ids)?;
                Vec::new()
            }
            Edit::RemoveAndReconnect { ids } => {
                set.remove_and_reconnect(ids)?;
                Vec::new()
            }
            Edit::Rename { id, title } => {
                set.rename(id, title)?;
                Vec::new()
            }
            Edit::Move { to } => {
                set.move_blocks(to)?;
                Vec::new()
            }
            Edit::ChangeType { id, type_id } => {
                set.change_type(id, type_id)?;
                Vec::new()
            }
            Edit::Connect { one, other } => {
                set.connect(one, other)?;
                Vec::new()
            }
            Edit::Disconnect { id, port } => {
                set.disconnect(id, port)?;
                Vec::new()
            }
            Edit::SetArgument { id, name, value } => {
                set.set_argument(id, name, value.as_ref())?;
                Vec::new()
            }
            Edit::Paste { clip, position } => set.paste(clip, *position)?,
            Edit::InsertNew { type_id, position, id, port } => {
                vec![set.insert_new(type_id, *position, id, port)?]
            }
            Edit::InsertOnWire { block, id, port } => {
                set.insert_on_wire(block, id, port)?;
                Vec::new()
            }
            Edit::SetRecord(record) => {
                set.set_record(record);
                Vec::new()
            }
        };
        Ok((set.into_changes(), new))
    }
}
