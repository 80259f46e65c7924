//! Contacts as Amazon Connect has reported them to a tab that follows.

use flow::{Map, Text};

use crate::contact::ContactSnapshot;
use crate::event::ContactEventKind;

/// So many contacts are kept after Amazon Connect has dropped them: another tab may have died before it saw to them.
const MOST_GONE: usize = 5;

/// What was reported of each contact, oldest first: of each kind the last.
#[derive(Debug, Default)]
pub(super) struct KeptContacts(Map<Vec<(ContactEventKind, ContactSnapshot)>>);

impl KeptContacts {
    pub(super) fn keep(&mut self, kind: ContactEventKind, snapshot: ContactSnapshot) {
        let reports = self.0.entry(Text::new(&snapshot.id)).or_default();
        if kind == ContactEventKind::Init {
            reports.clear();
        }
        reports.retain(|(known, _)| *known != kind);
        reports.push((kind, snapshot));
        if kind == ContactEventKind::Destroyed {
            self.forget_gone();
        }
    }

    /// Everything, in the order in which the contacts came.
    pub(super) fn take(&mut self) -> impl Iterator<Item = (ContactEventKind, ContactSnapshot)> + use<> {
        std::mem::take(&mut self.0).into_iter().flat_map(|(_, reports)| reports)
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    fn forget_gone(&mut self) {
        let is_gone = |reports: &Vec<(ContactEventKind, ContactSnapshot)>| {
            reports.iter().any(|(kind, _)| *kind == ContactEventKind::Destroyed)
        };
        let surplus = self.0.values().filter(|reports| is_gone(reports)).count().saturating_sub(MOST_GONE);
        for _ in 0..surplus {
            let oldest = self.0.iter().find(|(_, reports)| is_gone(reports)).map(|(id, _)| id.clone());
            if let Some(id) = oldest {
                self.0.shift_remove(&id);
            }
        }
    }
}
