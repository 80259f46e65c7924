//! Calls that ended while the page was away: nobody reports them any more, and they are logged all the same.

use flow::Millis;

use crate::contact::CallOutcome;
use crate::desk::Desk;
use crate::log::attributes::Presence;
use crate::memory::ContactMemory;

/// How long after the agent's first report every living contact has been reported, in milliseconds. They come in the
/// same message; the rest is for slow pages.
const LATEST_MS: u64 = 3_000;

impl Desk {
    /// The agent is there, and her contacts are about to be.
    pub(crate) fn reconcile_soon(&mut self, now: Millis) {
        self.reconcile_at = Some(now + LATEST_MS);
    }

    /// Whether a contact is there for Amazon Connect to be asked about.
    pub(crate) fn presence(&self, contact: &str) -> Presence {
        match self.contacts.contains_key(contact) {
            true => Presence::Here,
            false if self.agent.is_known() && self.reconcile_at.is_none() => Presence::Gone,
            false => Presence::Unknown,
        }
    }

    pub(crate) fn wake_reconciliation(&mut self, now: Millis) {
        if self.reconcile_at.take_if(|at| *at <= now).is_none() {
            return;
        }
        for id in self.remembered_contacts() {
            let Some(memory) = self.memory.contacts.get(&id) else { continue };
            if self.is_confirmed(&id) || memory.call.is_none() {
                continue;
            }
            let memory = self.contact_memory(&id);
            // When it ended is not known, so the log says nothing of its length.
            memory.outcome = memory.outcome.or_else(|| Some(how_it_went(memory)));
            // Also where the end was known and only its log, or the agent's last words, were not written any more.
            self.ensure_log(&id);
        }
        self.remove_unconfirmed();
    }
}

/// A call that only rang when it was last seen may have been missed, or taken elsewhere: nobody knows.
fn how_it_went(memory: &ContactMemory) -> CallOutcome {
    match memory.connected_at {
        Some(_) => CallOutcome::Answered,
        None => CallOutcome::Unknown,
    }
}
