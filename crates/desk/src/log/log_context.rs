//! What writing a log needs of the other machines, and what the desk says of a call.

use flow::{Fields, Value};

use super::log_fields::{WHAT, WHO, fit_texts};
use crate::contact::{CallOutcome, Direction, text};
use crate::contacts::Contacts;
use crate::memory::ContactMemory;
use crate::turn::Turn;

/// What Salesforce can do at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Salesforce {
    /// There is a session to save in.
    pub(crate) is_up: bool,
    /// The org's own class writes logs, under a key.
    pub(crate) writes_logs: bool,
}

/// What the machine of the logs is handed.
#[derive(Debug)]
pub(crate) struct LogContext<'d> {
    pub(crate) contacts: &'d mut Contacts,
    pub(crate) salesforce: Salesforce,
    /// Whether Amazon Connect has said who works here.
    pub(crate) is_agent_known: bool,
    pub(crate) turn: &'d mut Turn,
}

impl LogContext<'_> {
    /// The log of a call that has just been answered.
    pub(super) fn begun_fields(&self, contact: &str) -> Fields {
        let status = &self.turn.config().call_log.status_during_call;
        self.fields(contact, CallOutcome::Answered, status).unwrap_or_default()
    }

    /// The log of a call that is over, without what flows have said of it; nothing for other contacts, for calls that
    /// are not over, and where the desk writes no logs. What the agent has said is in it.
    pub(super) fn finished_fields(&self, contact: &str) -> Fields {
        // What the agent has said is written even where the rest is left to flows: else it would be lost.
        let wanted = |memory: &&ContactMemory| self.logs_by_itself(memory) || memory.has_notes();
        let memory = self.contacts.memory(contact).filter(wanted);
        let Some((memory, outcome)) = memory.and_then(|memory| Some((memory, memory.outcome?))) else {
            return Fields::default();
        };
        let mut fields =
            self.fields(contact, outcome, &self.turn.config().call_log.status).unwrap_or_default();
        if !fields.is_empty() {
            fields.insert("CallDisposition".into(), text(outcome.word()));
            if let Some(seconds) = self.contacts.known(contact).duration_s() {
                fields.insert("CallDurationInSeconds".into(), Value::Number(seconds as f64));
            }
            // Not before: a Task that is open and has a date locks what it is about (`reference/open-cti.md` §7.1).
            if let Some(at) = memory.ended_at.or(memory.connected_at) {
                let here = at as f64 + f64::from(self.turn.utc_offset()) * 60_000.0;
                let mut date = Value::Date(here).to_text();
                date.truncate("2026-03-02".len());
                fields.insert("ActivityDate".into(), Value::from(date));
            }
        }
        let is_log = !fields.is_empty();
        fields.retain(|field, _| !memory.is_by_flow(field));
        if is_log {
            memory.apply_notes(&mut fields);
        }
        fields
    }

    /// Whether the desk writes the log of a call that no flow has logged.
    pub(super) fn logs_by_itself(&self, memory: &ContactMemory) -> bool {
        let Some(call) = &memory.call else { return false };
        let config = &self.turn.config().call_log;
        config.ensure && config.call_types.iter().any(|word| *word == *call.direction.call_type())
    }

    fn fields(&self, contact: &str, outcome: CallOutcome, status: &str) -> Option<Fields> {
        let memory = self.contacts.memory(contact)?;
        let call = memory.call.as_ref()?;
        let known = self.contacts.known(contact);
        let (direction, word, preposition) = match call.direction {
            Direction::Inbound => ("Inbound", "inbound", "from"),
            Direction::Outbound => ("Outbound", "outbound", "to"),
        };
        let whom = known.related_name.or(call.number.as_deref()).unwrap_or("a withheld number");
        let subject = match outcome {
            CallOutcome::Answered => format!("{direction} call {preposition} {whom}"),
            CallOutcome::Unknown => format!("{direction} call {preposition} {whom}, outcome unknown"),
            outcome => format!("{} {word} call {preposition} {whom}", outcome.word()),
        };
        let mut fields = Fields::new();
        fields.insert("Subject".into(), Value::from(subject));
        fields.insert("Status".into(), text(status));
        fields.insert("Priority".into(), Value::from("Normal"));
        fields.insert("TaskSubtype".into(), Value::from("Call"));
        fields.insert("CallType".into(), Value::from(direction));
        fields.insert("CallObject".into(), text(contact));
        for (field, id) in [(WHO, memory.who_id()), (WHAT, memory.what_id())] {
            if let Some(id) = id {
                fields.insert(field.into(), text(id));
            }
        }
        fit_texts(&mut fields);
        Some(fields)
    }
}
