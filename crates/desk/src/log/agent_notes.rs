//! What the agent writes of a call, and what she is shown of it.

use flow::{cut, units};
use panel_protocol::LogView;

use super::MOST_SHOWN;
use super::log_context::LogContext;
use super::notes::{GAP, MOST_DISPOSITION, MOST_NOTES};
use super::outbox::Outbox;
use crate::contacts::Contacts;
use crate::memory::ContactMemory;

impl Outbox {
    /// Stores notes of the agent. The log is not saved yet.
    pub(crate) fn note(contacts: &mut Contacts, contact: &str, notes: String) {
        // Nobody but us says which contacts there are.
        if let Some(memory) = contacts.known_memory_mut(contact) {
            memory.notes = cut(notes, MOST_NOTES);
        }
    }

    /// Stores how the agent files a call; none takes it back. The log is not saved yet.
    pub(crate) fn file(contacts: &mut Contacts, contact: &str, disposition: Option<String>) {
        if let Some(memory) = contacts.known_memory_mut(contact) {
            memory.disposition =
                disposition.map(|word| cut(word, MOST_DISPOSITION)).filter(|word| !word.is_empty());
        }
    }

    /// The agent leaves the notes field: saves the notes into the log if the call is over.
    pub(crate) fn save_notes(&mut self, contact: &str, on: &mut LogContext<'_>) {
        if on.contacts.memory(contact).is_some_and(ContactMemory::is_over) {
            self.ensure_log(contact, on);
        }
    }

    /// The calls the agent can still say something of, newest first: those on the desk, those whose log wants her, and the
    /// last one.
    pub(crate) fn log_views(contacts: &Contacts) -> Vec<LogView> {
        let mut views = Vec::new();
        for (id, memory) in contacts.memories().rev() {
            if memory.call.is_none() || views.len() >= MOST_SHOWN && !contacts.is_present(id) {
                continue;
            }
            if views.is_empty() || contacts.is_present(id) || memory.log.wants_attention() {
                let by_flow = units(&memory.notes_of_flow());
                let taken = if by_flow == 0 { 0 } else { by_flow + GAP.len() };
                views.push(LogView {
                    contact: id.to_string(),
                    notes: memory.notes.clone(),
                    room: MOST_NOTES.saturating_sub(taken),
                    disposition: memory.disposition.clone(),
                    saved: memory.is_written(),
                });
            }
        }
        views
    }
}
