//! Saves of call logs that got no answer are sent again by themselves: ever more slowly, and at once when a connection is back.
//!
//! Only what may be repeated ([`flow::HostEffect::repeat`]) or was never sent: whether a Task whose creation was not answered is
//! there, nobody but the agent can tell.

use flow::{FailureKind, Millis};

use crate::desk::Desk;
use crate::memory::LogMemory;
use crate::spread::Spread;

/// The first pause, in milliseconds; each is twice as long as the one before.
const FIRST_PAUSE_MS: Millis = 5_000;
/// The longest pause, in milliseconds.
const LONGEST_PAUSE_MS: Millis = 300_000;

/// Logs that wait to be sent again, at most once each.
#[derive(Debug)]
pub(crate) struct Resends {
    spread: Spread,
    waiting: Vec<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    contact: String,
    /// How often it was sent again so far.
    times: u32,
    /// When it is sent; none while it is under way.
    at: Option<Millis>,
}

impl Resends {
    pub(crate) fn new(spread: Spread) -> Resends {
        Resends { spread, waiting: Vec::new() }
    }

    /// Another tab sends them.
    pub(crate) fn abandon(&mut self) {
        self.waiting.clear();
    }

    fn next_wake(&self) -> Option<Millis> {
        self.waiting.iter().filter_map(|waiting| waiting.at).min()
    }

    /// The log of a contact is sent again later. Returns whether this is the first time, which is when the agent is told.
    fn later(&mut self, contact: &str, now: Millis) -> bool {
        let spread = self.spread;
        let waiting = self.waiting(contact);
        let pause = (FIRST_PAUSE_MS << waiting.times.min(10)).min(LONGEST_PAUSE_MS);
        waiting.at = Some(now + spread.of(pause));
        waiting.times += 1;
        waiting.times == 1
    }

    /// The log of a contact is sent again as soon as there is room.
    pub(crate) fn at_once(&mut self, contact: &str) {
        self.waiting(contact).at = Some(0);
    }

    fn waiting(&mut self, contact: &str) -> &mut Waiting {
        let at = self.waiting.iter().position(|waiting| waiting.contact == contact).unwrap_or_else(|| {
            self.waiting.push(Waiting { contact: contact.to_owned(), times: 0, at: None });
            self.waiting.len() - 1
        });
        &mut self.waiting[at]
    }

    fn is_waiting(&self, contact: &str) -> bool {
        self.waiting.iter().any(|waiting| waiting.contact == contact)
    }

    /// The log of a contact was answered, one way or the other.
    fn done(&mut self, contact: &str) {
        self.waiting.retain(|waiting| waiting.contact != contact);
    }

    /// Everything that waits is due.
    fn hurry(&mut self, now: Millis) {
        for waiting in &mut self.waiting {
            waiting.at = waiting.at.map(|_| now);
        }
    }

    /// Takes one that is due.
    fn take_due(&mut self, now: Millis) -> Option<String> {
        let due = self.waiting.iter_mut().find(|waiting| waiting.at.is_some_and(|at| at <= now))?;
        due.at = None;
        Some(due.contact.clone())
    }
}

impl Desk {
    /// What was answered to the save of a log. Returns whether the agent is to be told of a failure: the first time.
    pub(crate) fn resend_unless_answered(&mut self, contact: &str, now: Millis) -> bool {
        if self.may_resend(contact) {
            return self.resends.later(contact, now);
        }
        let answered = matches!(
            self.memory.contacts.get(contact).map(|memory| &memory.log),
            Some(LogMemory::Saved { .. })
        );
        self.resends.done(contact);
        if answered {
            // Salesforce answers again: the others need not wait.
            self.resends.hurry(now);
        }
        true
    }

    /// Whether the log of a contact has failed in a way that another try may mend, and cannot double it.
    fn may_resend(&self, contact: &str) -> bool {
        let Some(memory) = self.memory.contacts.get(contact) else { return false };
        match &memory.log {
            LogMemory::Failed { record_id, failure, .. } => {
                let repeats = record_id.is_some() || memory.log_by_key;
                failure.kind == FailureKind::Unavailable || repeats && failure.is_uncertain()
            }
            _ => false,
        }
    }

    /// A connection is back, or the page: what waits is sent now.
    pub(crate) fn resend_now(&mut self, now: Millis) {
        self.resends.hurry(now);
    }

    /// What an earlier page could not send waits, too.
    pub(crate) fn resend_remembered(&mut self, now: Millis) {
        for contact in self.remembered_contacts() {
            if self.may_resend(&contact) && !self.resends.is_waiting(&contact) {
                self.resends.later(&contact, now);
            }
        }
    }

    /// When a log is to be sent again; while there is no room, an answer comes first.
    pub(crate) fn next_resend(&self) -> Option<Millis> {
        self.resends.next_wake().filter(|_| self.may_send_logs())
    }

    pub(crate) fn wake_resends(&mut self, now: Millis) {
        while self.may_send_logs()
            && let Some(contact) = self.resends.take_due(now)
        {
            self.resend_log(&contact);
        }
    }
}
