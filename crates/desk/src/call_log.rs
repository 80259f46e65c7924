//! One owner of the call log: exactly one Task for one call.
//!
//! Whoever wants to write it, a flow or the desk, comes through here. A Task that a flow creates with
//! `CallObject` = contact id *is* the log. A create whose answer was lost is never repeated without the agent.

use flow::{Answer, Effect, Failure, FailureKind, Fields, Reply, SaveRecord, SaveTarget, Text, Value};

use crate::caller::relation_fields;
use crate::contact::{CallOutcome, Direction, text};
use crate::desk::{Desk, Owner};
use crate::memory::LogMemory;
use crate::runs::Verdict;
use crate::view::{Notice, SaveState, SaveView};

const TASK: &str = "Task";
const CALL_OBJECT: &str = "CallObject";
/// Create-only in Salesforce (Object Reference: Task), so an update must not carry it.
const CREATE_ONLY: &str = "TaskSubtype";

impl Desk {
    /// What becomes of a save that a flow asks for.
    pub(crate) fn judge_save(&mut self, contact: Option<&str>, save: SaveRecord) -> Verdict {
        let Some(contact) = contact.filter(|contact| is_log(&save, contact)) else {
            return Verdict::Perform(Effect::SaveRecord(save));
        };
        let refused = |message: &str| Verdict::Answer(Err(Failure::new(FailureKind::Refused, message)));
        match self.log(contact).clone() {
            LogMemory::None | LogMemory::Failed { record_id: None, .. } => {
                self.set_log(contact, LogMemory::Saving { fields: save.fields.clone(), record_id: None });
                Verdict::Perform(Effect::SaveRecord(save))
            }
            LogMemory::Saved { record_id, .. } | LogMemory::Failed { record_id: Some(record_id), .. } => {
                Verdict::Perform(self.update_log(contact, record_id, save.fields))
            }
            LogMemory::Saving { .. } => refused("the log of this call is being saved already"),
            LogMemory::Uncertain { fields, failure } => {
                // What came later is part of the same log, should the agent have it written again.
                let mut merged = fields;
                merged.extend(save.fields);
                self.set_log(contact, LogMemory::Uncertain { fields: merged, failure });
                refused("the log of this call may be in Salesforce already: the agent decides")
            }
            LogMemory::Confirmed => refused("the agent said that the log of this call is in Salesforce"),
        }
    }

    /// The answer to a save of the log.
    pub(crate) fn log_replied(&mut self, contact: &str, reply: &Reply) {
        let LogMemory::Saving { fields, record_id } = self.log(contact).clone() else { return };
        let subject = subject_of(&fields);
        let failure = match reply {
            Ok(Answer::Saved { record_id }) => {
                self.set_log(contact, LogMemory::Saved { record_id: record_id.clone(), fields });
                self.announce(Notice::LogSaved { subject });
                if self.config.call_log.refresh_view {
                    self.perform(Owner::Nobody, Effect::RefreshView);
                }
                return;
            }
            Ok(_) => Failure::new(FailureKind::Malformed, "Salesforce answered without a record id"),
            Err(failure) => failure.clone(),
        };
        // An update names its Task, so repeating it is harmless; a create may already have happened.
        if failure.is_uncertain() && record_id.is_none() {
            self.set_log(contact, LogMemory::Uncertain { fields, failure });
            self.announce(Notice::LogUncertain { subject });
        } else {
            self.set_log(contact, LogMemory::Failed { fields, record_id, failure });
            self.announce(Notice::LogFailed { subject });
        }
    }

    /// Whether this effect is the save of the contact's log that is under way.
    pub(crate) fn is_log_save(&self, contact: &str, effect: &Effect) -> bool {
        let Effect::SaveRecord(save) = effect else { return false };
        match self.log(contact) {
            LogMemory::Saving { fields, record_id: None } => {
                *fields == save.fields && matches!(save.target, SaveTarget::Create { .. })
            }
            LogMemory::Saving { record_id: Some(record_id), .. } => {
                matches!(&save.target, SaveTarget::Update { id } if id == record_id)
            }
            _ => false,
        }
    }

    /// Writes the log of a finished call that no flow has written.
    pub(crate) fn ensure_log(&mut self, contact: &str) {
        if !self.config.call_log.ensure || *self.log(contact) != LogMemory::None {
            return;
        }
        let Some(call) = self.memory.contacts.get(contact).and_then(|memory| memory.call.clone()) else {
            return;
        };
        let known = self.known(contact);
        let Some(outcome) = known.outcome else { return };
        let (direction, call_type) = match call.direction {
            Direction::Inbound => ("Inbound", "from"),
            Direction::Outbound => ("Outbound", "to"),
        };
        let number = call.number.unwrap_or_else(|| "a withheld number".to_owned());
        let whom = known.related_name.clone().unwrap_or(number);
        let subject = match outcome {
            CallOutcome::Answered => format!("{direction} call {call_type} {whom}"),
            _ => format!("{} {} call {call_type} {whom}", outcome.word(), direction.to_ascii_lowercase()),
        };
        let mut fields = Fields::new();
        fields.insert("Subject", text(&shorten(&subject)));
        fields.insert("Status", text(&self.config.call_log.status));
        fields.insert("Priority", text("Normal"));
        fields.insert(CREATE_ONLY, text("Call"));
        fields.insert("CallType", text(direction));
        if let Some(seconds) = known.duration_s() {
            fields.insert("CallDurationInSeconds", Value::Number(seconds as f64));
        }
        fields.insert("CallDisposition", text(outcome.word()));
        fields.insert(CALL_OBJECT, text(contact));
        if let Some(id) = &known.who_id {
            fields.insert("WhoId", text(id));
        }
        if let Some(id) = &known.what_id {
            fields.insert("WhatId", text(id));
        }
        self.send_log(contact, None, fields);
    }

    /// What the log points to has changed: a log that is written follows.
    pub(crate) fn relation_changed(&mut self, contact: &str) {
        let Some(memory) = self.memory.contacts.get_mut(contact) else { return };
        let relation = relation_fields(memory);
        match &mut memory.log {
            LogMemory::Saved { record_id, fields }
                if relation.iter().any(|(key, id)| fields.get(key) != Some(id)) =>
            {
                let record_id = record_id.clone();
                let mut all = fields.clone();
                all.extend(relation);
                self.send_log(contact, Some(record_id), all);
            }
            LogMemory::Failed { fields, .. } | LogMemory::Uncertain { fields, .. } => fields.extend(relation),
            _ => {}
        }
    }

    /// The agent pressed "save again".
    pub(crate) fn save_log_again(&mut self, contact: &str) {
        match self.log(contact).clone() {
            LogMemory::Failed { fields, record_id, .. } => self.send_log(contact, record_id, fields),
            LogMemory::Uncertain { fields, .. } => self.send_log(contact, None, fields),
            _ => {}
        }
    }

    /// The agent pressed "it is there".
    pub(crate) fn log_is_there(&mut self, contact: &str) {
        if matches!(self.log(contact), LogMemory::Uncertain { .. } | LogMemory::Failed { .. }) {
            self.set_log(contact, LogMemory::Confirmed);
        }
    }

    /// Saves that were under way when the page went away: an update is sent again, a create is the agent's to judge.
    pub(crate) fn recover_logs(&mut self) {
        let interrupted: Vec<_> = self
            .memory
            .contacts
            .iter()
            .filter_map(|(contact, memory)| match &memory.log {
                LogMemory::Saving { fields, record_id } => {
                    Some((contact.to_string(), fields.clone(), record_id.clone()))
                }
                _ => None,
            })
            .collect();
        for (contact, fields, record_id) in interrupted {
            match record_id {
                Some(record_id) => self.send_log(&contact, Some(record_id), fields),
                None => {
                    let failure = Failure::new(FailureKind::Lost, "the page was closed while saving");
                    self.set_log(&contact, LogMemory::Uncertain { fields, failure });
                }
            }
        }
    }

    /// The logs that want the agent's eye, newest first.
    pub(crate) fn save_views(&self) -> Vec<SaveView> {
        let view = |(contact, memory): &(Text, crate::memory::ContactMemory)| {
            let (fields, state) = match &memory.log {
                LogMemory::None | LogMemory::Confirmed => return None,
                LogMemory::Saving { fields, .. } => (fields, SaveState::Saving),
                LogMemory::Saved { fields, record_id } => {
                    (fields, SaveState::Saved { record_id: record_id.clone() })
                }
                LogMemory::Failed { fields, failure, .. } => (fields, SaveState::Failed(failure.clone())),
                LogMemory::Uncertain { fields, failure } => (fields, SaveState::Uncertain(failure.clone())),
            };
            Some(SaveView { contact: contact.to_string(), subject: subject_of(fields), state })
        };
        self.memory.contacts.iter().rev().filter_map(view).collect()
    }

    fn update_log(&mut self, contact: &str, record_id: String, mut fields: Fields) -> Effect {
        fields.remove(CREATE_ONLY);
        let saving = LogMemory::Saving { fields: fields.clone(), record_id: Some(record_id.clone()) };
        self.set_log(contact, saving);
        Effect::SaveRecord(SaveRecord { target: SaveTarget::Update { id: record_id }, fields })
    }

    fn send_log(&mut self, contact: &str, record_id: Option<String>, fields: Fields) {
        let effect = match record_id {
            Some(record_id) => self.update_log(contact, record_id, fields),
            None => {
                self.set_log(contact, LogMemory::Saving { fields: fields.clone(), record_id: None });
                Effect::SaveRecord(SaveRecord { target: SaveTarget::Create { entity: TASK.into() }, fields })
            }
        };
        self.perform(Owner::Log(contact.to_owned()), effect);
    }

    fn log(&self, contact: &str) -> &LogMemory {
        self.memory.contacts.get(contact).map_or(&LogMemory::None, |memory| &memory.log)
    }

    fn set_log(&mut self, contact: &str, log: LogMemory) {
        self.contact_memory(contact).log = log;
    }
}

fn is_log(save: &SaveRecord, contact: &str) -> bool {
    matches!(&save.target, SaveTarget::Create { entity } if entity == TASK)
        && matches!(save.fields.get(CALL_OBJECT), Some(Value::Text(id)) if id == contact)
}

fn subject_of(fields: &Fields) -> String {
    match fields.get("Subject") {
        Some(Value::Text(subject)) => subject.to_string(),
        _ => String::new(),
    }
}

/// `Subject` holds 255 characters. Object Reference: Task.
fn shorten(subject: &str) -> String {
    subject.chars().take(255).collect()
}
