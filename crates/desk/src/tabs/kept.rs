//! Contacts as Amazon Connect has reported them to a tab that follows.

use crate::contact::ContactSnapshot;
use crate::event::ContactEventKind;

/// So many contacts are kept after Amazon Connect has dropped them: another tab may have died before it saw to them.
const MOST_GONE: usize = 5;

/// What was reported of each contact, oldest first: of each kind the last.
#[derive(Debug, Default)]
pub(super) struct KeptContacts(Vec<(ContactEventKind, ContactSnapshot)>);

impl KeptContacts {
    pub(super) fn keep(&mut self, kind: ContactEventKind, snapshot: ContactSnapshot) {
        let is_new = kind == ContactEventKind::Init;
        self.0.retain(|(other, known)| known.id != snapshot.id || !(is_new || *other == kind));
        self.0.push((kind, snapshot));
        let is_end = |(kind, _): &&(ContactEventKind, ContactSnapshot)| *kind == ContactEventKind::Destroyed;
        if self.0.iter().filter(is_end).count() > MOST_GONE {
            let oldest = self.0.iter().find(is_end).map(|(_, snapshot)| snapshot.id.clone());
            self.0.retain(|(_, snapshot)| Some(&snapshot.id) != oldest.as_ref());
        }
    }

    /// Everything, in the order in which it was reported.
    pub(super) fn take(&mut self) -> Vec<(ContactEventKind, ContactSnapshot)> {
        std::mem::take(&mut self.0)
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
