//! What is to be saved and is not yet: how much may be under way, how much waits, and what is kept for the agent because nobody
//! sends it any more. Nothing of it is dropped: it is saved, or the agent says that she has seen to it.

use flow::{Failure, FailureKind, Fields, Millis, Text, Value};
use panel_protocol::{LookFor, OutboxView, SaveState, SaveView, Unsaved, UnsavedKind, UnsavedRecord};

use super::MOST_SHOWN;
use super::resend::{Record, Resend, Resends};
use crate::frame::failures::failure_view;
use crate::memory::{ContactMemory, LogMemory, Memory};
use crate::spread::Spread;

/// So many requests that write are on their way at the same time; the others wait.
const MOST_UNDER_WAY: usize = 4;

/// The machine that knows what is to be saved and is not yet.
#[derive(Debug)]
pub(crate) struct Outbox {
    pub(super) resends: Resends,
}

impl Outbox {
    pub(crate) fn new(spread: Spread) -> Outbox {
        Outbox { resends: Resends::new(spread) }
    }

    /// Another tab sends what waits.
    pub(crate) fn abandon(&mut self) {
        self.resends.abandon();
    }

    /// Whether something more may be sent now.
    pub(crate) fn has_room(memory: &Memory) -> bool {
        let logs = |memory: &ContactMemory| usize::from(matches!(memory.log, LogMemory::Saving { .. }));
        let attributes = |memory: &ContactMemory| usize::from(!memory.attributes.sent.is_empty());
        let under_way = memory.contacts.values().map(|memory| logs(memory) + attributes(memory));
        under_way.sum::<usize>() < MOST_UNDER_WAY
    }

    /// When something is to be sent again; while there is no room, an answer comes first.
    pub(crate) fn next_wake(&self, memory: &Memory) -> Option<Millis> {
        self.resends.next_wake().filter(|_| Outbox::has_room(memory))
    }

    /// Takes one of those that are to be sent again, when there is room.
    pub(crate) fn take_due(&mut self, memory: &Memory, now: Millis) -> Option<Record> {
        if Outbox::has_room(memory) { self.resends.take_due(now) } else { None }
    }

    /// A connection is back, or the page: what waits is sent now.
    pub(crate) fn hurry(&mut self, now: Millis) {
        self.resends.hurry(now);
    }

    /// A log is sent again as soon as there is room.
    pub(super) fn log_at_once(&mut self, contact: &str) {
        self.resends.at_once(Record::Log(contact.to_owned()));
    }

    /// The save of a log was answered, and the memory says so. Returns whether the agent is to be told of a failure: the first time,
    /// and when nothing is tried any more.
    pub(super) fn log_answered(&mut self, memory: &Memory, contact: &str, now: Millis) -> bool {
        let record = Record::Log(contact.to_owned());
        let known = memory.contacts.get(contact);
        if known.is_some_and(may_resend) {
            return self.resends.later(record, now) != Resend::Again;
        }
        self.resends.done(&record);
        if known.is_some_and(|memory| matches!(memory.log, LogMemory::Saved { .. })) {
            // Salesforce answers again: the others need not wait.
            self.resends.hurry(now);
        }
        true
    }

    /// The logs that an earlier page could not send wait, too.
    pub(super) fn resend_failed(&mut self, memory: &Memory, now: Millis) {
        for (contact, memory) in &memory.contacts {
            let record = Record::Log(contact.to_string());
            if may_resend(memory) && !self.resends.holds(&record) {
                self.resends.later(record, now);
            }
        }
    }

    /// Whether a log that has failed is sent again by itself.
    fn resends_log(&self, contact: &str) -> bool {
        self.resends.holds(&Record::Log(contact.to_owned()))
    }

    /// Whether a log is to be saved, and is sent by itself.
    fn log_waits(&self, contact: &str, memory: &ContactMemory) -> bool {
        match &memory.log {
            LogMemory::None | LogMemory::Saved { .. } => !memory.log_next.is_empty(),
            LogMemory::Saving { .. } | LogMemory::Failed { .. } => self.resends_log(contact),
            LogMemory::Uncertain { .. } | LogMemory::Confirmed => false,
        }
    }

    fn log_is_stuck(&self, contact: &str, memory: &ContactMemory) -> bool {
        matches!(memory.log, LogMemory::Failed { .. }) && !self.resends_log(contact)
    }

    /// How many logs are stuck, and contacts with attributes that are.
    pub(crate) fn stuck_count(&self, memory: &Memory) -> usize {
        let view = self.view(memory);
        view.stuck_logs + view.stuck_attributes
    }

    /// What the panel shows of it.
    pub(crate) fn view(&self, memory: &Memory) -> OutboxView {
        let mut view = OutboxView::default();
        for (contact, memory) in &memory.contacts {
            let attributes = &memory.attributes;
            view.waiting_logs += usize::from(self.log_waits(contact, memory));
            view.stuck_logs += usize::from(self.log_is_stuck(contact, memory));
            view.questions += usize::from(matches!(memory.log, LogMemory::Uncertain { .. }));
            view.waiting_attributes +=
                usize::from(self.resends.holds(&Record::Attributes(contact.to_string())));
            view.stuck_attributes += usize::from(!attributes.stuck.is_empty());
            if let Some(failure) = &attributes.failure {
                view.attributes_failure = Some(failure_view(failure));
            }
        }
        view
    }

    /// The logs that want the agent's eye, newest first. She is asked about one at a time, the oldest.
    pub(crate) fn save_views(&self, memory: &Memory) -> Vec<SaveView> {
        let is_uncertain = |memory: &ContactMemory| matches!(memory.log, LogMemory::Uncertain { .. });
        let asked = memory.contacts.iter().find(|(_, memory)| is_uncertain(memory)).map(|(id, _)| id);
        let mut views = Vec::new();
        for (contact, memory) in memory.contacts.iter().rev() {
            let over = memory.outcome.is_some() || memory.call.is_none();
            let state = match &memory.log {
                LogMemory::Saving { .. } if over => SaveState::Saving,
                LogMemory::Saved { record_id, .. } if over => {
                    SaveState::Saved { record_id: record_id.clone() }
                }
                LogMemory::Failed { failure, .. } => SaveState::Failed(failure_view(failure)),
                LogMemory::Uncertain { failure, .. } => SaveState::Uncertain(failure_view(failure)),
                _ => continue,
            };
            let is_asked = asked == Some(contact);
            if views.len() >= MOST_SHOWN && !is_asked {
                continue;
            }
            views.push(SaveView {
                contact: contact.to_string(),
                subject: memory.log.subject().to_owned(),
                state,
                resends: self.resends_log(contact),
                look_for: is_asked.then(|| look_for(memory)),
            });
        }
        views
    }

    /// The agent wants everything saved again that is stuck.
    pub(crate) fn save_all_again(&mut self, memory: &mut Memory) {
        for (contact, memory) in &mut memory.contacts {
            if self.log_is_stuck(contact, memory) {
                self.log_at_once(contact);
            }
            self.write_attributes_again(contact, memory);
        }
    }

    /// Everything that is not saved, for the agent to take out of the phone.
    pub(crate) fn unsaved(memory: &Memory) -> Unsaved {
        let mut unsaved = Vec::new();
        for (contact, memory) in &memory.contacts {
            if memory.log.wants_attention() || !memory.log_next.is_empty() {
                let mut fields = memory.log.fields().cloned().unwrap_or_default();
                fields.extend(memory.log_next.clone());
                let reason = match &memory.log {
                    LogMemory::Failed { failure, .. } | LogMemory::Uncertain { failure, .. } => Some(failure),
                    LogMemory::None
                    | LogMemory::Saving { .. }
                    | LogMemory::Saved { .. }
                    | LogMemory::Confirmed => None,
                };
                unsaved.push(UnsavedRecord {
                    record_id: memory.log.record_id().map(str::to_owned),
                    notes: memory.notes.clone(),
                    disposition: memory.disposition.clone(),
                    ..record(UnsavedKind::Log, contact, memory, reason, &fields)
                });
            }
            let writes = &memory.attributes;
            let all = writes.stuck.iter().chain(&writes.sent).chain(&writes.next);
            let fields: Fields = all.map(|(name, text)| (name.clone(), Value::text(text))).collect();
            if !fields.is_empty() {
                let reason = writes.failure.as_ref();
                unsaved.push(record(UnsavedKind::Attributes, contact, memory, reason, &fields));
            }
        }
        Unsaved { unsaved }
    }
}

/// Whether a log has failed in a way that another try may mend, and cannot double it.
fn may_resend(memory: &ContactMemory) -> bool {
    match &memory.log {
        LogMemory::Failed { record_id, failure, .. } => {
            let repeats = record_id.is_some() || memory.log_by_key;
            failure.kind == FailureKind::Unavailable || repeats && failure.is_uncertain()
        }
        LogMemory::None
        | LogMemory::Saving { .. }
        | LogMemory::Saved { .. }
        | LogMemory::Uncertain { .. }
        | LogMemory::Confirmed => false,
    }
}

/// What tells the log of a contact from others, for somebody who looks for it in Salesforce.
fn look_for(memory: &ContactMemory) -> LookFor {
    LookFor {
        name: memory.related.as_ref().and_then(|related| related.name.clone()),
        number: memory.call.as_ref().and_then(|call| call.number.clone()),
        at: memory.connected_at.or(memory.ended_at),
    }
}

fn record(
    kind: UnsavedKind,
    contact: &str,
    memory: &ContactMemory,
    reason: Option<&Failure>,
    fields: &Fields,
) -> UnsavedRecord {
    let LookFor { name, number, at } = look_for(memory);
    let json = |(name, value): (&Text, &Value)| (name.to_string(), value.to_json());
    UnsavedRecord {
        kind,
        contact: contact.to_owned(),
        record_id: None,
        number,
        name,
        connected_at: at,
        reason: reason.map(Failure::sentences),
        fields: fields.iter().map(json).collect(),
        notes: String::new(),
        disposition: None,
    }
}
