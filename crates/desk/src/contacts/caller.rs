//! Whom a call is about: what a search found, what the agent chooses, and what the log points to.
//!
//! One match opens. Several, or none, are the agent's to decide: never inside a block that waits, but by a gesture that
//! comes back as an event (`reference/open-cti.md` §11 h).

use flow::{Fields, Match, ScreenPop, Value};
use panel_protocol::{CallerQuestion, CallerView};

use crate::config::ScreenPopSettings;
use crate::contact::{Direction, text};
use crate::contacts::Contacts;
use crate::contacts::related::{Related, same_id};
use crate::frame::panel_view::record_view;
use crate::log::log_fields::{WHAT, WHO};
use crate::memory::ContactMemory;
use crate::routes::{Owner, Routed};
use crate::signal::Signal;
use crate::turn::Turn;

impl ContactMemory {
    /// `WhoId` of the log. Only people stand there.
    pub(crate) fn who_id(&self) -> Option<&str> {
        self.related.as_ref()?.who_id()
    }

    /// `WhatId` of the log. A lead in `WhoId` forbids it. Object Reference: Task.
    pub(crate) fn what_id(&self) -> Option<&str> {
        match (&self.about, &self.related) {
            (Some(about), related) if !related.as_ref().is_some_and(Related::is_lead) => about.what_id(),
            (_, related) => related.as_ref()?.what_id(),
        }
    }

    /// What the contact names from the beginning: a person, or a thing that whoever calls may stand beside.
    pub(crate) fn begin_with(&mut self, record: Related) {
        if self.related.is_some() || !self.ran.is_empty() {
            return;
        }
        let place = if record.who_id().is_some() { &mut self.related } else { &mut self.about };
        *place = Some(record);
    }

    /// A contact or lead replaces the related person (`WhoId`). Any other record becomes `WhatId`, unless the person is a lead.
    fn relate_to(&mut self, record: Related) {
        let person =
            self.related.as_ref().is_some_and(|related| related.who_id().is_some() && !related.is_lead());
        if record.who_id().is_none() && person {
            self.about = Some(record);
        } else {
            if record.is_lead() || record.who_id().is_none() {
                self.about = None;
            }
            self.related = Some(record);
        }
    }
}

impl Contacts {
    /// What a search found for a contact, the most likely first; the one it is about, when there is no doubt.
    pub(crate) fn note_matches(&mut self, contact: &str, records: &[Match], turn: &Turn) -> Option<Related> {
        let mut people = Related::people(records);
        let priority = &turn.config().screen_pop.priority;
        let rank = |record: &Related| {
            priority.iter().position(|object| *object == record.object).unwrap_or(priority.len())
        };
        order_by(&mut people, rank);
        // An object that was named wins by itself over those that come after it.
        let one = match people.as_slice() {
            [one] => Some(one.clone()),
            [first, second, ..] if rank(first) < rank(second) => Some(first.clone()),
            _ => None,
        };
        let memory = self.memory_mut(contact);
        let beside = |one: &&Related| memory.about.is_none() || !one.is_lead();
        if let (None, Some(one)) = (&memory.related, one.as_ref().filter(beside)) {
            memory.related = Some(one.clone());
        }
        memory.caller.records = people;
        one
    }

    /// The question a search leaves open. What the agent has settled stays settled.
    pub(crate) fn ask_about_caller(&mut self, contact: &str, question: CallerQuestion) {
        let memory = self.memory_mut(contact);
        let settled = memory.related.is_some();
        memory.caller.question = if settled { CallerQuestion::Settled } else { question };
    }

    /// The agent chose the caller: the record opens, and the log points to it.
    pub(crate) fn choose_record(&mut self, contact: &str, record_id: &str, turn: &mut Turn) {
        if let Some(record) = self.offer(contact, record_id) {
            let record_id = record.id.clone();
            self.relate_to(contact, Some(record), turn);
            self.pop_for(contact, ScreenPop::Record { record_id }, turn);
        }
    }

    /// The agent says what the log points to.
    pub(crate) fn relate(&mut self, contact: &str, record_id: Option<&str>, turn: &mut Turn) {
        let Some(record_id) = record_id else { return self.relate_to(contact, None, turn) };
        if let Some(record) = self.offer(contact, record_id) {
            self.relate_to(contact, Some(record), turn);
        }
    }

    fn relate_to(&mut self, contact: &str, record: Option<Related>, turn: &mut Turn) {
        let Some(memory) = self.known_memory_mut(contact) else { return };
        memory.caller.question = CallerQuestion::Settled;
        memory.held_pop = None;
        match record {
            Some(record) => memory.relate_to(record),
            None => (memory.related, memory.about) = (None, None),
        }
        turn.signal(Signal::RelationChanged { contact: contact.to_owned() });
    }

    /// The agent wants a new record for this caller.
    pub(crate) fn open_new_record(&mut self, contact: &str, entity: &str, turn: &mut Turn) {
        let config = &turn.config().screen_pop;
        let Some((entity, field)) = config.new_records().find(|(object, _)| *object == entity) else {
            return;
        };
        let (entity_name, field) = (entity.to_owned(), field.to_owned());
        let mut defaults = Fields::new();
        if let Some(number) = self.number_of(contact) {
            defaults.insert(field.into(), text(number));
        }
        self.pop_for(contact, ScreenPop::NewRecord { entity_name, defaults }, turn);
    }

    /// The agent wants Salesforce's own search.
    pub(crate) fn show_all(&mut self, contact: &str, turn: &mut Turn) {
        if let Some(search_string) = self.number_of(contact).map(str::to_owned) {
            self.pop_for(contact, ScreenPop::Search { search_string }, turn);
        }
    }

    /// Opens something for a contact, under the rule that nothing covers a ringing call.
    pub(crate) fn pop_for(&mut self, contact: &str, pop: ScreenPop, turn: &mut Turn) {
        if let Routed::Perform(effect, _) = self.route_pop(Some(contact), &pop) {
            turn.perform(Owner::Nobody, effect);
        }
    }

    /// The customer's number as people write it; none when withheld.
    pub(crate) fn number_of(&self, contact: &str) -> Option<&str> {
        self.memory(contact)?.call.as_ref()?.number.as_deref()
    }

    /// One of the records the agent may choose for a contact.
    fn offer(&self, contact: &str, record_id: &str) -> Option<Related> {
        self.offered(contact).into_iter().find(|record| same_id(&record.id, record_id)).cloned()
    }

    /// Every record the agent may choose for a contact.
    fn offered(&self, contact: &str) -> Vec<&Related> {
        let Some(memory) = self.memory(contact) else { return Vec::new() };
        let mut offered: Vec<&Related> = Vec::new();
        let known =
            memory.caller.records.iter().chain(&memory.related).chain(&memory.about).chain(&self.in_view);
        for record in known {
            if !offered.iter().any(|other| same_id(&other.id, &record.id)) {
                offered.push(record);
            }
        }
        offered
    }

    /// Whom the calls are about that the page shows.
    pub(crate) fn caller_views(&self, config: &ScreenPopSettings) -> Vec<CallerView> {
        let mut views = Vec::new();
        for (id, memory) in self.memories().rev() {
            if memory.call.is_some() && (self.is_present(id) || memory.log.is_shown()) {
                views.push(self.caller_view(id, memory, config));
            }
        }
        views
    }

    fn caller_view(&self, id: &str, memory: &ContactMemory, config: &ScreenPopSettings) -> CallerView {
        let number = self.number_of(id);
        let inbound = memory.call.as_ref().is_some_and(|call| call.direction == Direction::Inbound);
        let nobody = memory.related.is_none() && number.is_none() && inbound;
        CallerView {
            contact: id.to_owned(),
            question: match memory.caller.question {
                CallerQuestion::Settled if nobody => CallerQuestion::Withheld,
                question => question,
            },
            records: self.offered(id).into_iter().map(record_view).collect(),
            new_records: config.new_records().map(|(object, _)| object.to_owned()).collect(),
            searchable: number.is_some(),
            related: [&memory.related, &memory.about].into_iter().flatten().map(record_view).collect(),
        }
    }
}

/// Puts the lower ranks first and leaves equal ones in their order. There are a handful.
fn order_by(records: &mut [Related], rank: impl Fn(&Related) -> usize) {
    for from in 1..records.len() {
        let mut at = from;
        while at > 0 && rank(&records[at - 1]) > rank(&records[at]) {
            records.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// The fields of a log that say whom it is about. Null takes away what stood there.
pub(crate) fn relation_fields(memory: &ContactMemory) -> Fields {
    let id = |id: Option<&str>| id.map_or(Value::Null, text);
    let mut fields = Fields::new();
    fields.insert(WHO.into(), id(memory.who_id()));
    fields.insert(WHAT.into(), id(memory.what_id()));
    fields
}
