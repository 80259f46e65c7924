//! Calls that ended while the page was away: nobody reports them any more, and they are logged all the same.

use flow::{Millis, Text};

use crate::contact::CallOutcome;
use crate::contacts::Contacts;
use crate::log::attributes::Presence;
use crate::memory::ContactMemory;
use crate::turn::Turn;

/// How long after the agent's first report every living contact has been reported, in milliseconds. They come in the
/// same message; the rest is for slow pages.
const LATEST_MS: u64 = 3_000;

impl Contacts {
    /// The agent is there, and her contacts are about to be.
    pub(crate) fn reconcile_soon(&mut self, turn: &Turn) {
        self.reconcile_at = Some(turn.now() + LATEST_MS);
    }

    /// Whether a contact is there for Amazon Connect to be asked about.
    pub(crate) fn presence(&self, contact: &str, agent_is_known: bool) -> Presence {
        match self.is_present(contact) {
            true => Presence::Here,
            false if agent_is_known && self.reconcile_at.is_none() => Presence::Gone,
            false => Presence::Unknown,
        }
    }

    pub(crate) fn next_wake(&self) -> Option<Millis> {
        self.reconcile_at
    }

    /// Whether what is remembered is to be compared with what is there.
    pub(crate) fn takes_reconciliation(&mut self, turn: &Turn) -> bool {
        self.reconcile_at.take_if(|at| *at <= turn.now()).is_some()
    }

    /// The calls that are over unseen, oldest first; from now on they have an outcome, and their logs are due. Also those whose end
    /// was known and only the log, or the agent's last words, were not written any more.
    pub(crate) fn lost_calls(&mut self) -> Vec<Text> {
        let mut lost = self.remembered();
        lost.retain(|id| {
            !self.is_confirmed(id) && self.memory(id).is_some_and(|memory| memory.call.is_some())
        });
        for id in &lost {
            let memory = self.memory_mut(id);
            // When it ended is not known, so the log says nothing of its length.
            memory.outcome = memory.outcome.or_else(|| Some(how_it_went(memory)));
        }
        lost
    }
}

/// A call that only rang when it was last seen may have been missed, or taken elsewhere: nobody knows.
fn how_it_went(memory: &ContactMemory) -> CallOutcome {
    match memory.connected_at {
        Some(_) => CallOutcome::Answered,
        None => CallOutcome::Unknown,
    }
}
