//! Attributes that flows write: kept before they are sent, and sent again when the answer was lost, which changes nothing.
//!
//! At most one write of a contact is under way; what flows write meanwhile follows. The flow that asked is told at once what became of
//! its own try.

use flow::{Failure, FailureKind, Map, NO_CLASS, Reply, TelephonyEffect};

use super::outbox::Outbox;
use super::resend::{Record, Resend};
use crate::frame::view::Notice;
use crate::memory::{AttributesMemory, ContactMemory, Memory};
use crate::routes::{Interest, Owner, Routed};
use crate::signal::Signal;
use crate::turn::Turn;

/// Whether a contact is there for Amazon Connect to be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It is.
    Here,
    /// It is over.
    Gone,
    /// Its agent's contacts are not reported yet.
    Unknown,
}

impl AttributesMemory {
    /// What has got no answer is to be sent before what came later.
    fn take_back(&mut self) {
        let newer = std::mem::replace(&mut self.next, std::mem::take(&mut self.sent));
        self.next.extend(newer);
    }

    fn begin_next(&mut self, contact: &str) -> TelephonyEffect {
        self.sent = std::mem::take(&mut self.next);
        TelephonyEffect::UpdateAttributes { contact: contact.to_owned(), attributes: self.sent.clone() }
    }
}

impl Outbox {
    /// What becomes of attributes that a flow writes.
    pub(crate) fn route_attributes(
        &mut self,
        memory: &mut Memory,
        contact: &str,
        attributes: &Map<String>,
    ) -> Routed {
        // Of what this desk does not know nothing is kept.
        let Some(memory) = memory.contacts.get_mut(contact) else {
            let (contact, attributes) = (contact.to_owned(), attributes.clone());
            return Routed::port(TelephonyEffect::UpdateAttributes { contact, attributes });
        };
        let writes = &mut memory.attributes;
        writes.next.extend(attributes.clone());
        if !writes.sent.is_empty() {
            return Routed::Park(Record::Attributes(contact.to_owned()));
        }
        Routed::Perform(writes.begin_next(contact).into(), Interest::Attributes(contact.to_owned()))
    }

    /// The answer to a write of attributes.
    pub(crate) fn attributes_replied(
        &mut self,
        memory: &mut Memory,
        contact: &str,
        reply: &Reply,
        turn: &mut Turn,
    ) {
        let record = Record::Attributes(contact.to_owned());
        let Some(memory) = memory.contacts.get_mut(contact) else { return };
        let writes = &mut memory.attributes;
        match reply {
            Ok(_) => {
                let sent = std::mem::take(&mut writes.sent);
                writes.stuck.retain(|name, _| !sent.contains_key(name));
                if writes.stuck.is_empty() {
                    writes.failure = None;
                }
                self.resends.done(&record);
                self.resends.hurry(turn.now());
            }
            // Nobody writes attributes here: nothing that another try would mend.
            Err(failure) if failure.code.as_deref() == Some(NO_CLASS) => {
                writes.sent.clear();
                self.resends.done(&record);
            }
            Err(failure) if failure.is_uncertain() || failure.kind == FailureKind::Unavailable => {
                writes.take_back();
                if self.resends.later(record.clone(), turn.now()) == Resend::GivenUp {
                    keep(&mut writes.next, &mut writes.stuck, &mut writes.failure, failure, turn);
                }
            }
            Err(failure) => {
                keep(&mut writes.sent, &mut writes.stuck, &mut writes.failure, failure, turn);
                self.resends.done(&record);
            }
        }
        if !writes.next.is_empty() && !self.resends.holds(&record) {
            turn.perform(Owner::Attributes(contact.to_owned()), writes.begin_next(contact));
        } else {
            turn.signal(Signal::Written { record, reply: reply.clone() });
        }
    }

    /// The run that has asked is over before there was an answer.
    pub(crate) fn attributes_abandoned(&mut self, memory: &mut Memory, contact: &str) {
        if let Some(memory) = memory.contacts.get_mut(contact) {
            memory.attributes.take_back();
            self.resends.at_once(Record::Attributes(contact.to_owned()));
        }
    }

    /// What got no answer is written again. Amazon Connect cannot be asked about a contact that is over.
    pub(crate) fn resend_attributes(
        &mut self,
        memory: &mut Memory,
        contact: &str,
        presence: Presence,
        turn: &mut Turn,
    ) {
        let record = Record::Attributes(contact.to_owned());
        let Some(memory) = memory.contacts.get_mut(contact) else { return };
        let writes = &mut memory.attributes;
        if !writes.sent.is_empty() {
            return;
        }
        match presence {
            Presence::Here => {
                turn.perform(Owner::Attributes(contact.to_owned()), writes.begin_next(contact));
            }
            Presence::Gone => {
                self.resends.done(&record);
                let failure = Failure::new(FailureKind::Unavailable, "the contact is over");
                keep(&mut writes.next, &mut writes.stuck, &mut writes.failure, &failure, turn);
            }
            Presence::Unknown => {
                self.resends.later(record, turn.now());
            }
        }
    }

    /// Attributes of an earlier page that were not answered, or not sent.
    pub(crate) fn recover_attributes(&mut self, memory: &mut Memory) {
        for (contact, memory) in &mut memory.contacts {
            if !memory.attributes.is_settled() {
                memory.attributes.take_back();
                self.resends.at_once(Record::Attributes(contact.to_string()));
            }
        }
    }

    /// The agent wants the attributes written that are stuck.
    pub(super) fn write_attributes_again(&mut self, contact: &str, memory: &mut ContactMemory) {
        let writes = &mut memory.attributes;
        if !writes.stuck.is_empty() {
            let newer = std::mem::replace(&mut writes.next, std::mem::take(&mut writes.stuck));
            writes.next.extend(newer);
            writes.failure = None;
            self.resends.at_once(Record::Attributes(contact.to_owned()));
        }
    }

    /// The agent does not want the attributes written any more that are stuck.
    pub(crate) fn drop_stuck_attributes(memory: &mut Memory) {
        for memory in memory.contacts.values_mut() {
            memory.attributes.stuck.clear();
            memory.attributes.failure = None;
        }
    }
}

/// What is not written is kept for the agent, and she is told.
fn keep(
    unwritten: &mut Map<String>,
    stuck: &mut Map<String>,
    why: &mut Option<Failure>,
    failure: &Failure,
    turn: &mut Turn,
) {
    let unwritten = std::mem::take(unwritten);
    let names = unwritten.keys().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
    stuck.extend(unwritten);
    *why = Some(failure.clone());
    turn.announce(Notice::AttributesFailed { names, failure: failure.clone() });
}
