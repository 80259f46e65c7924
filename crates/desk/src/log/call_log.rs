//! One owner of the call log: exactly one Task for one call.
//!
//! Whoever wants to write it, a flow or the desk, comes through [`Outbox::write_log`]: at most one save of a call is under
//! way, and what comes meanwhile follows as an update. A Task that a flow creates with `CallObject` = contact id *is*
//! the log. Whether a save whose answer was lost may be sent again is [`HostEffect::repeat`]'s to say: Open CTI's create is
//! not, so the agent looks first; what the org's own class writes under a key is.

use flow::{
    Answer, Failure, FailureKind, Fields, HostEffect, NO_CLASS, Repeat, Reply, SaveRecord, SaveTarget,
    ScreenPop, Value, WriteLog,
};

use crate::config::LogPop;
use crate::contacts::caller::relation_fields;
use crate::contacts::related::same_id;
use crate::frame::view::Notice;
use crate::log::log_context::LogContext;
use crate::log::log_fields::{WHAT, WHO, fit_texts};
use crate::log::outbox::Outbox;
use crate::log::resend::Record;
use crate::memory::{ContactMemory, LogMemory, subject_of};
use crate::routes::{Owner, Routed};
use crate::signal::Signal;

const TASK: &str = "Task";
const CALL_OBJECT: &str = "CallObject";
/// Create-only in Salesforce (Object Reference: Task), so an update must not carry it.
const CREATE_ONLY: &str = "TaskSubtype";
const STATUS: &str = "Status";

impl Outbox {
    /// What becomes of a save that a flow asks for. The run waits until the log is answered.
    pub(crate) fn route_save(
        &mut self,
        contact: Option<&str>,
        save: &SaveRecord,
        on: &mut LogContext<'_>,
    ) -> Routed {
        let Some(contact) = contact.filter(|contact| self.is_log(save, contact, on)) else {
            let mut save = save.clone();
            if is_task(&save.target) {
                fit_texts(&mut save.fields);
            }
            return Routed::port(HostEffect::SaveRecord(save));
        };
        let mut fields = save.fields.clone();
        fit_texts(&mut fields);
        // Left out, not emptied.
        fields.retain(|_, value| !value.is_undefined());
        let memory = on.contacts.memory_mut(contact);
        memory.remember_flow_fields(&fields);
        // How far a call has come is true for its time: the end is the desk's to tell, unless a flow of the end does.
        let over = memory.outcome.is_some();
        for (field, _) in &fields {
            if !memory.is_by_flow(field) && (over || *field != *STATUS) {
                memory.log_by_flow.push(field.as_str().to_owned());
            }
        }
        let mut all = on.finished_fields(contact);
        all.extend(fields);
        on.contacts.memory_mut(contact).apply_notes(&mut all);
        self.write_log(contact, all, on);
        // A flow that asks for the same again after a refusal is taken at its word.
        if let LogMemory::Failed { .. } = on.contacts.memory_mut(contact).log {
            self.save_again(contact, on);
        }
        match self.log_reply(contact, on) {
            Some(reply) => Routed::Answer(reply),
            None => Routed::Park(Record::Log(contact.to_owned())),
        }
    }

    /// Writes fields of the log: now, or after what is under way.
    pub(crate) fn write_log(&mut self, contact: &str, more: Fields, on: &mut LogContext<'_>) {
        let may_send = self.may_send_logs(on);
        let memory = on.contacts.memory_mut(contact);
        let mut merged = memory.log.fields().cloned().unwrap_or_default();
        merged.extend(memory.log_next.clone());
        let mut news = more;
        memory.resolve_lead_conflict(&merged, &mut news);
        news.retain(|field, value| {
            merged.get(field) != Some(value)
                && !memory.log_without.iter().any(|left_out| **left_out == **field)
        });
        if news.is_empty() {
            return;
        }
        merged.extend(news.clone());
        match &mut memory.log {
            LogMemory::Saving { .. } | LogMemory::Uncertain { .. } => memory.log_next.extend(news),
            _ if !may_send => memory.log_next.extend(news),
            LogMemory::Confirmed => {}
            LogMemory::Saved { record_id, .. } => {
                let record_id = record_id.clone();
                self.send_log(contact, Some(record_id), merged, news, on);
            }
            // What was refused as a whole is sent as a whole.
            LogMemory::Failed { record_id, .. } => {
                let record_id = record_id.clone();
                self.send_log(contact, record_id, merged.clone(), merged, on);
            }
            _ => self.send_log(contact, None, merged.clone(), merged, on),
        }
    }

    /// The answer to a save of the log.
    pub(crate) fn replied(&mut self, contact: &str, reply: Reply, on: &mut LogContext<'_>) {
        let over = on.contacts.memory(contact).is_none_or(ContactMemory::is_over);
        let memory = on.contacts.memory_mut(contact);
        let LogMemory::Saving { fields, record_id } = memory.log.clone() else { return };
        let subject = subject_of(&fields).to_owned();
        if matches!(&reply, Err(failure) if failure.code.as_deref() == Some(NO_CLASS)) {
            return self.write_without_class(contact, fields, record_id, on);
        }
        let answered = match reply {
            Ok(Answer::Saved { record_id: saved }) => Ok(record_id.clone().unwrap_or(saved)),
            Ok(_) => Err(Failure::new(FailureKind::Malformed, "Salesforce answered without a record id")),
            Err(failure) => Err(failure),
        };
        if let Err(failure) = &answered
            && self.leave_out_refused(contact, failure, on)
        {
            return;
        }
        let memory = on.contacts.memory_mut(contact);
        let by_key = memory.log_by_key;
        let once = save_effect(contact, by_key, record_id.as_deref(), &fields).repeat() == Repeat::Once;
        memory.log_doubtful |=
            matches!(&answered, Err(failure) if failure.is_uncertain()) && record_id.is_none();
        let notice = match answered {
            Ok(record_id) => {
                memory.log = LogMemory::Saved { record_id, fields };
                // While people talk, a log that is fine is nobody's business.
                over.then_some(Notice::LogSaved { subject })
            }
            Err(failure) if failure.is_uncertain() && once => {
                memory.log = LogMemory::Uncertain { fields, failure };
                Some(Notice::LogUncertain { subject })
            }
            Err(failure) => {
                memory.log = LogMemory::Failed { fields, record_id, failure };
                Some(Notice::LogFailed { subject })
            }
        };
        let next = std::mem::take(&mut memory.log_next);
        let tell = self.log_answered(on.contacts.whole_memory(), contact, on.turn.now());
        let notice = notice.filter(|_| tell);
        self.write_log(contact, next, on);
        self.write_waiting_logs(on);
        self.pop_log(contact, over, on);
        let Some(reply) = self.log_reply(contact, on) else { return };
        if let Some(notice) = notice {
            let saved = matches!(notice, Notice::LogSaved { .. });
            on.turn.announce(notice);
            if saved && on.turn.config().call_log.refresh_view {
                on.turn.perform(Owner::Nobody, HostEffect::RefreshView);
            }
        }
        on.turn.signal(Signal::Written { record: Record::Log(contact.to_owned()), reply });
    }

    /// Salesforce has refused some fields of the log: it is sent without them, and the agent is told. One bad field must not lose
    /// the rest. Whether anything was left out. Not how far the call has come: a log without its status is not the log.
    fn leave_out_refused(&mut self, contact: &str, failure: &Failure, on: &mut LogContext<'_>) -> bool {
        let memory = on.contacts.memory_mut(contact);
        let LogMemory::Saving { fields, record_id } = &memory.log else { return false };
        let is_refused = |field: &&String| fields.contains_key(field.as_str()) && **field != *STATUS;
        let refused: Vec<String> = failure.fields.iter().filter(is_refused).cloned().collect();
        if failure.kind != FailureKind::Rejected || refused.is_empty() || refused.len() == fields.len() {
            return false;
        }
        let (record_id, mut rest) = (record_id.clone(), fields.clone());
        rest.retain(|field, _| !refused.iter().any(|refused| **refused == **field));
        let subject = subject_of(&rest).to_owned();
        let fields = refused.join(", ");
        memory.log_without.extend(refused);
        on.turn.announce(Notice::LogWithout { subject, fields });
        self.send_log(contact, record_id, rest.clone(), rest, on);
        true
    }

    /// The log opens, once, when the administrator wants it.
    fn pop_log(&mut self, contact: &str, over: bool, on: &mut LogContext<'_>) {
        let pop = on.turn.config().call_log.pop;
        let due = pop == LogPop::Start || pop == LogPop::End && over;
        let memory = on.contacts.memory_mut(contact);
        if let LogMemory::Saved { record_id, .. } = &memory.log
            && due
            && !memory.log_popped
        {
            let record_id = record_id.clone();
            memory.log_popped = true;
            on.turn.pop(ScreenPop::Record { record_id });
        }
    }

    /// What a run that waits for the log is told; nothing while it is under way.
    fn log_reply(&self, contact: &str, on: &LogContext<'_>) -> Option<Reply> {
        let refused = |message: &str| Some(Err(Failure::new(FailureKind::Refused, message)));
        let memory = on.contacts.memory(contact)?;
        match &memory.log {
            LogMemory::None | LogMemory::Saving { .. } => None,
            // Something of it waits to be sent.
            LogMemory::Saved { .. } if !memory.log_next.is_empty() => None,
            LogMemory::Saved { record_id, .. } => Some(Ok(Answer::Saved { record_id: record_id.clone() })),
            LogMemory::Failed { failure, .. } => Some(Err(failure.clone())),
            LogMemory::Uncertain { .. } => {
                refused("the log of this call may be in Salesforce already: the agent decides")
            }
            LogMemory::Confirmed => refused("the agent said that the log of this call is in Salesforce"),
        }
    }

    /// Writes what no flow has written: the beginning of a log when people talk, the rest when the call is over.
    pub(crate) fn ensure_log(&mut self, contact: &str, on: &mut LogContext<'_>) {
        let config = &on.turn.config().call_log;
        let Some(memory) = on.contacts.memory(contact) else { return };
        let fields = if memory.outcome.is_some() {
            on.finished_fields(contact)
        } else if config.at_connect
            && on.logs_by_itself(memory)
            && memory.log == LogMemory::None
            && memory.connected_at.is_some()
        {
            on.begun_fields(contact)
        } else {
            return;
        };
        self.write_log(contact, fields, on);
    }

    /// What the log points to has changed: a log that is written follows.
    pub(crate) fn relation_changed(&mut self, contact: &str, on: &mut LogContext<'_>) {
        let memory = on.contacts.memory_mut(contact);
        // Another record may be one that Salesforce takes.
        memory.log_without.retain(|field| *field != *WHO && *field != *WHAT);
        if memory.log != LogMemory::None {
            let mut relation = relation_fields(memory);
            let written = |field: &str| {
                memory.log_next.contains_key(field)
                    || memory.log.fields().is_some_and(|fields| fields.contains_key(field))
            };
            // What never pointed anywhere need not be told so.
            relation.retain(|field, id| *id != Value::Null || written(field));
            self.write_log(contact, relation, on);
        }
    }

    /// The agent pressed "save again".
    pub(crate) fn save_again(&mut self, contact: &str, on: &mut LogContext<'_>) {
        let may_send = self.may_send_logs(on);
        match on.contacts.memory_mut(contact).log {
            LogMemory::Failed { .. } if may_send => self.resend_log(contact, on),
            LogMemory::Failed { .. } => self.log_at_once(contact),
            LogMemory::Uncertain { .. } => {
                let whole = self.whole_log(contact, on);
                on.contacts.memory_mut(contact).log = LogMemory::None;
                self.write_log(contact, whole, on);
            }
            _ => {}
        }
    }

    /// Sends a log again that was not saved, as a whole.
    pub(crate) fn resend_log(&mut self, contact: &str, on: &mut LogContext<'_>) {
        if let LogMemory::Failed { fields, record_id, .. } = &on.contacts.memory_mut(contact).log {
            let (record_id, fields) = (record_id.clone(), fields.clone());
            self.send_log(contact, record_id, fields.clone(), fields, on);
        }
    }

    /// The agent pressed "it is there". When she looks at it, its id is known, and it gets what it lacks.
    pub(crate) fn is_there(&mut self, contact: &str, on: &mut LogContext<'_>) {
        let seen = on.contacts.task_in_view();
        let memory = on.contacts.memory_mut(contact);
        match &memory.log {
            LogMemory::Uncertain { fields, .. } => {
                match seen.filter(|(_, subject)| *subject == subject_of(fields)) {
                    Some((id, _)) => {
                        let whole = self.whole_log(contact, on);
                        self.send_log(contact, Some(id), whole.clone(), whole, on);
                    }
                    None => memory.log = LogMemory::Confirmed,
                }
            }
            // Not all of it is in the Task, and she knows: what comes later still goes there.
            LogMemory::Failed { record_id: Some(record_id), fields, .. } => {
                let (record_id, fields) = (record_id.clone(), fields.clone());
                memory.log = LogMemory::Saved { record_id, fields };
            }
            LogMemory::Failed { .. } => memory.log = LogMemory::Confirmed,
            _ => {}
        }
    }

    /// Goes on with what an earlier page has left undone.
    pub(crate) fn recover(&mut self, on: &mut LogContext<'_>) {
        self.recover_logs(on);
        self.recover_attributes(on.contacts.whole_memory_mut());
        self.recover_todos(on.contacts);
        self.write_waiting_logs(on);
    }

    /// Saves that were under way when the page went away.
    fn recover_logs(&mut self, on: &mut LogContext<'_>) {
        for contact in on.contacts.remembered() {
            let memory = on.contacts.memory_mut(&contact);
            let LogMemory::Saving { fields, record_id } = &memory.log else { continue };
            let (fields, record_id) = (fields.clone(), record_id.clone());
            let effect = save_effect(&contact, memory.log_by_key, record_id.as_deref(), &fields);
            let failure = Failure::new(FailureKind::Lost, "the page was closed while saving");
            if effect.repeat() == Repeat::Once {
                memory.log = LogMemory::Uncertain { fields, failure };
            } else {
                memory.log_doubtful |= record_id.is_none();
                memory.log = LogMemory::Failed { fields, record_id, failure };
                self.log_at_once(&contact);
            }
        }
        self.resend_failed(on.contacts.whole_memory(), on.turn.now());
    }

    /// Whether a log may be sent now.
    fn may_send_logs(&self, on: &LogContext<'_>) -> bool {
        on.salesforce.is_up && Outbox::has_room(on.contacts.whole_memory())
    }

    /// Sends again what is due, as far as there is room. Nothing is saved without an active session.
    pub(crate) fn wake(&mut self, on: &mut LogContext<'_>) {
        while on.salesforce.is_up
            && let Some(record) = self.take_due(on.contacts.whole_memory(), on.turn.now())
        {
            match record {
                Record::Log(contact) => self.resend_log(&contact, on),
                Record::Todo(contact) => self.resend_todo(&contact, on),
                Record::Attributes(contact) => {
                    let presence = on.contacts.presence(&contact, on.is_agent_known);
                    self.resend_attributes(on.contacts.whole_memory_mut(), &contact, presence, on.turn);
                }
            }
        }
    }

    /// What waited for Salesforce, or for the answer to other logs, is written, oldest first.
    pub(crate) fn write_waiting_logs(&mut self, on: &mut LogContext<'_>) {
        for contact in on.contacts.remembered() {
            if !self.may_send_logs(on) {
                return;
            }
            let Some(memory) = on.contacts.memory(&contact) else { continue };
            let is_free = !matches!(memory.log, LogMemory::Saving { .. } | LogMemory::Uncertain { .. });
            if is_free && !memory.log_next.is_empty() {
                let next = std::mem::take(&mut on.contacts.memory_mut(&contact).log_next);
                self.write_log(&contact, next, on);
            }
        }
    }

    /// What was sent, with what came after it.
    fn whole_log(&mut self, contact: &str, on: &mut LogContext<'_>) -> Fields {
        let memory = on.contacts.memory_mut(contact);
        let mut whole = memory.log.fields().cloned().unwrap_or_default();
        whole.extend(std::mem::take(&mut memory.log_next));
        whole
    }

    /// Sends `news` to Salesforce; `all` is what the Task holds then.
    fn send_log(
        &mut self,
        contact: &str,
        record_id: Option<String>,
        all: Fields,
        news: Fields,
        on: &mut LogContext<'_>,
    ) {
        let writes_logs = on.salesforce.writes_logs;
        let memory = on.contacts.memory_mut(contact);
        memory.log_by_key |= writes_logs;
        let effect = save_effect(contact, memory.log_by_key, record_id.as_deref(), &news);
        memory.log = LogMemory::Saving { fields: all, record_id };
        on.turn.perform(Owner::Log(contact.to_owned()), effect);
    }

    /// The org has no class that writes logs: Open CTI does.
    fn write_without_class(
        &mut self,
        contact: &str,
        fields: Fields,
        record_id: Option<String>,
        on: &mut LogContext<'_>,
    ) {
        on.salesforce.writes_logs = false;
        on.turn.signal(Signal::LogsClassMissing);
        let memory = on.contacts.memory_mut(contact);
        memory.log_by_key = false;
        if memory.log_doubtful && record_id.is_none() {
            // It was there a moment ago: what it was asked for then it may have done.
            let failure = Failure::new(FailureKind::Lost, "the class that was writing the log is gone");
            memory.log = LogMemory::Uncertain { fields, failure };
            return;
        }
        self.send_log(contact, record_id, fields.clone(), fields, on);
    }

    /// Whether a save is about the log of this contact: its making, or a change of what was made.
    fn is_log(&self, save: &SaveRecord, contact: &str, on: &LogContext<'_>) -> bool {
        match &save.target {
            SaveTarget::Create { entity } => {
                entity == TASK && save.fields.get(CALL_OBJECT).and_then(Value::as_text) == Some(contact)
            }
            SaveTarget::Update { id } => {
                let log = on.contacts.memory(contact).map(|memory| &memory.log);
                log.and_then(LogMemory::record_id).is_some_and(|known| same_id(known, id))
            }
        }
    }
}

/// What saves a log: the org's own class, under a key, or Open CTI.
fn save_effect(contact: &str, by_key: bool, record_id: Option<&str>, fields: &Fields) -> HostEffect {
    let mut fields = fields.clone();
    if by_key {
        let record_id = record_id.map(str::to_owned);
        return HostEffect::WriteLog(WriteLog { contact: contact.to_owned(), record_id, fields });
    }
    let target = match record_id {
        Some(id) => {
            fields.shift_remove(CREATE_ONLY);
            SaveTarget::Update { id: id.to_owned() }
        }
        None => SaveTarget::Create { entity: TASK.to_owned() },
    };
    HostEffect::SaveRecord(SaveRecord { target, fields })
}

/// Whether a Task is saved: a new one, or one with the prefix of Task ids.
fn is_task(target: &SaveTarget) -> bool {
    match target {
        SaveTarget::Create { entity } => entity == TASK,
        SaveTarget::Update { id } => id.starts_with("00T"),
    }
}
