//! The steps that led to a document, and those that were taken back.

use super::Edit;
use super::change::Change;
use crate::Text;

/// The steps of an editor.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    steps: Vec<Step>,
    /// How many of them are done; the rest was taken back.
    done: usize,
    last_version: u64,
}

#[derive(Clone, Debug)]
struct Step {
    changes: Vec<Change>,
    /// What is typed into, as long as more of it belongs to this step.
    typing: Option<TypingTarget>,
    /// Number of the document behind this step; no other document has it.
    version: u64,
}

/// What is typed into, or nudged.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TypingTarget {
    Title(Text),
    Argument(Text, Text),
    Record,
    Places(Vec<Text>),
}

impl TypingTarget {
    /// What an edit types into; nothing for edits that are not done piece by piece.
    pub(super) fn of(edit: &Edit) -> Option<TypingTarget> {
        match edit {
            Edit::Rename { id, .. } => Some(TypingTarget::Title(id.clone())),
            Edit::SetArgument { id, name, .. } => Some(TypingTarget::Argument(id.clone(), name.clone())),
            Edit::SetRecord(_) => Some(TypingTarget::Record),
            Edit::Move { to } => Some(TypingTarget::Places(to.iter().map(|(id, _)| id.clone()).collect())),
            Edit::Add { .. }
            | Edit::Remove { .. }
            | Edit::RemoveAndReconnect { .. }
            | Edit::ChangeType { .. }
            | Edit::Connect { .. }
            | Edit::Disconnect { .. }
            | Edit::Paste { .. }
            | Edit::InsertNew { .. }
            | Edit::InsertOnWire { .. } => None,
        }
    }
}

impl History {
    pub(super) fn version(&self) -> u64 {
        self.done.checked_sub(1).map_or(0, |at| self.steps[at].version)
    }

    pub(super) fn can_undo(&self) -> bool {
        self.done > 0
    }

    pub(super) fn can_redo(&self) -> bool {
        self.done < self.steps.len()
    }

    pub(super) fn end_typing(&mut self) {
        if let Some(step) = self.steps.last_mut() {
            step.typing = None;
        }
    }

    /// Adds changes that have been made; what was taken back before is forgotten.
    pub(super) fn push(&mut self, changes: Vec<Change>, typing: Option<TypingTarget>) {
        if changes.is_empty() {
            return;
        }
        let goes_on = self.done == self.steps.len() && typing.is_some();
        self.steps.truncate(self.done);
        self.last_version += 1;
        let version = self.last_version;
        match self.steps.last_mut() {
            Some(step) if goes_on && step.typing == typing => {
                changes.into_iter().for_each(|change| step.merge(change));
                step.version = version;
                if step.changes.is_empty() {
                    // Typed, and deleted again: the document is the one before the step.
                    self.steps.pop();
                }
            }
            _ => self.steps.push(Step { changes, typing, version }),
        }
        self.done = self.steps.len();
    }

    /// The changes to take back, last first.
    pub(super) fn undo(&mut self) -> Option<&[Change]> {
        self.end_typing();
        self.done = self.done.checked_sub(1)?;
        Some(&self.steps[self.done].changes)
    }

    /// The changes to make again.
    pub(super) fn redo(&mut self) -> Option<&[Change]> {
        let step = self.steps.get(self.done)?;
        self.done += 1;
        Some(&step.changes)
    }
}

impl Step {
    /// Adds a change of the same thing: the two are one from what was before the first to what is after the second.
    fn merge(&mut self, change: Change) {
        let known = self.changes.iter_mut().enumerate().find_map(|(at, known)| match (known, &change) {
            (Change::Replace { at: place, before, after }, Change::Replace { at: same, after: next, .. })
                if *place == *same =>
            {
                after.clone_from(next);
                Some((at, before == after))
            }
            (Change::Top { before, after }, Change::Top { after: next, .. }) => {
                after.clone_from(next);
                Some((at, before == after))
            }
            _ => None,
        });
        match known {
            Some((at, true)) => drop(self.changes.remove(at)),
            Some((_, false)) => {}
            None => self.changes.push(change),
        }
    }
}
