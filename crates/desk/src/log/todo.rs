//! The offer to complete the to-do that was dialed from: an open Task, beside the log of the call.

use flow::{Failure, FailureKind, HostEffect, Reply, SaveRecord, SaveTarget, is_record_id};
use panel_protocol::{TodoState, TodoView};

use super::log_context::LogContext;
use super::outbox::Outbox;
use super::resend::{Record, Resend};
use crate::contact::text;
use crate::contacts::Contacts;
use crate::event::ClickToDial;
use crate::frame::failures::failure_view;
use crate::memory::TodoMemory;
use crate::routes::Owner;

/// Key prefix of Tasks.
const TASK: &str = "00T";

impl TodoMemory {
    /// The to-do whose number was clicked, when it was one.
    pub(crate) fn from_click(click: &ClickToDial) -> Option<TodoMemory> {
        let id = click.record_id.clone().filter(|id| is_record_id(id) && id.starts_with(TASK))?;
        Some(TodoMemory { id, subject: click.record_name.clone(), state: TodoState::Open })
    }
}

impl Outbox {
    /// The agent completes a to-do. To say so twice changes nothing, so it is sent again when the answer is lost.
    pub(crate) fn complete_todo(&mut self, contact: &str, on: &mut LogContext<'_>) {
        let status = text(&on.turn.config().call_log.status);
        let Some(todo) = on.contacts.known_memory_mut(contact).and_then(|memory| memory.todo.as_mut()) else {
            return;
        };
        match todo.state {
            TodoState::Open | TodoState::Failed(_) => {}
            TodoState::Completing | TodoState::Completed => return,
        }
        todo.state = TodoState::Completing;
        let target = SaveTarget::Update { id: todo.id.clone() };
        let save = SaveRecord { target, fields: [("Status".into(), status)].into_iter().collect() };
        on.turn.perform(Owner::Todo(contact.to_owned()), HostEffect::SaveRecord(save));
    }

    /// What Salesforce has said to that.
    pub(crate) fn todo_replied(&mut self, contact: &str, reply: &Reply, on: &mut LogContext<'_>) {
        let record = Record::Todo(contact.to_owned());
        let now = on.turn.now();
        let Some(todo) = on.contacts.known_memory_mut(contact).and_then(|memory| memory.todo.as_mut()) else {
            return;
        };
        let is_lost = |failure: &Failure| failure.is_uncertain() || failure.kind == FailureKind::Unavailable;
        match reply {
            Ok(_) => todo.state = TodoState::Completed,
            Err(failure)
                if is_lost(failure) && self.resends.later(record.clone(), now) != Resend::GivenUp =>
            {
                return;
            }
            Err(failure) => todo.state = TodoState::Failed(failure_view(failure)),
        }
        self.resends.done(&record);
    }

    /// Its answer was lost.
    pub(super) fn resend_todo(&mut self, contact: &str, on: &mut LogContext<'_>) {
        if let Some(todo) = on.contacts.known_memory_mut(contact).and_then(|memory| memory.todo.as_mut()) {
            todo.state = TodoState::Open;
        }
        self.complete_todo(contact, on);
    }

    /// To-dos that an earlier page has asked to be completed, without an answer.
    pub(super) fn recover_todos(&mut self, contacts: &Contacts) {
        for (contact, memory) in contacts.memories() {
            if memory.todo.as_ref().is_some_and(|todo| todo.state == TodoState::Completing) {
                self.resends.at_once(Record::Todo(contact.to_string()));
            }
        }
    }

    /// The to-dos of the calls on the desk and of the last one, and those whose completion is not done, newest first.
    pub(crate) fn todo_views(contacts: &Contacts) -> Vec<TodoView> {
        let mut views = Vec::new();
        for (at, (contact, memory)) in contacts.memories().rev().enumerate() {
            let Some(todo) = &memory.todo else { continue };
            let is_undone = matches!(todo.state, TodoState::Completing | TodoState::Failed(_));
            if at == 0 || contacts.is_present(contact) || is_undone {
                let (contact, subject) = (contact.to_string(), todo.subject.clone());
                views.push(TodoView { contact, subject, state: todo.state.clone() });
            }
        }
        views
    }
}
