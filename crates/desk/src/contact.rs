//! A contact as Amazon Connect reports it, in the desk's own words.

use std::ops::Deref;
use std::sync::Arc;

use flow::{Map, Millis, Phone, Value};
pub use panel_protocol::{CallOutcome, Direction};
use serde::{Deserialize, Serialize};

use crate::contacts::caller_id::is_withheld;
use crate::runs::payload_builder::PayloadBuilder;

/// What one report of Amazon Connect says about a contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactSnapshot {
    /// Contact id.
    pub id: String,
    /// Id of the contact this one came from; differs after a transfer and for callbacks.
    pub initial_id: Option<String>,
    /// Voice, chat and so on.
    pub channel: Channel,
    /// State, and when it began.
    pub state: ContactState,
    /// When the state began, on Amazon Connect's clock.
    pub state_since: Option<Millis>,
    /// Who called whom.
    pub direction: Direction,
    /// Whether another agent handed it over.
    pub transferred: bool,
    /// Whether somebody else is on the line, beside agent and customer, and the customer still is.
    pub third_party: bool,
    /// Whether the agent only listens in.
    pub monitoring: bool,
    /// Whether audio runs in the browser rather than on a desk phone.
    pub softphone: bool,
    /// The customer's number as Amazon Connect spells it; absent when withheld.
    pub number: Option<String>,
    /// The same number taken apart, when it can be read.
    pub phone: Option<Phone>,
    /// Name of the queue.
    pub queue: Option<String>,
    /// ARN of the queue.
    pub queue_arn: Option<String>,
    /// When the contact entered the queue.
    pub queued_at: Option<Millis>,
    /// Contact attributes; absent while monitoring.
    pub attributes: Option<Attributes>,
}

/// Contact attributes, in the order Amazon Connect gave them. Copies share them: there may be 32 KB.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Map<String>", into = "Map<String>")]
pub struct Attributes(Arc<Map<String>>);

impl From<Map<String>> for Attributes {
    fn from(map: Map<String>) -> Attributes {
        Attributes(Arc::new(map))
    }
}

impl From<Attributes> for Map<String> {
    fn from(attributes: Attributes) -> Map<String> {
        Arc::unwrap_or_clone(attributes.0)
    }
}

impl Deref for Attributes {
    type Target = Map<String>;

    fn deref(&self) -> &Map<String> {
        &self.0
    }
}

/// The channel of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// A call.
    Voice,
    /// A call the customer asked for.
    QueueCallback,
    /// A chat.
    Chat,
    /// A task.
    Task,
    /// An e-mail.
    Email,
    /// One this version does not know.
    Other(String),
}

/// The state of a contact. After-call work is [`ContactState::Ended`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ContactState {
    /// Just made.
    Init,
    /// A callback offered to the agent.
    Incoming,
    /// Waiting.
    Pending,
    /// Ringing, in or out.
    Connecting,
    /// Talking.
    Connected,
    /// Paused (tasks).
    Paused,
    /// Not answered by the agent.
    Missed,
    /// Refused by the agent.
    Rejected,
    /// Failed. Real instances report this for missed and rejected calls too.
    Error,
    /// The customer is gone; the agent does after-call work.
    Ended,
    /// One this version does not know.
    Other(String),
}

impl ContactState {
    /// Whether the contact is alive: ringing, talking or waiting.
    pub fn is_active(&self) -> bool {
        use ContactState::*;
        matches!(self, Incoming | Pending | Connecting | Connected | Paused)
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            ContactState::Init => "init",
            ContactState::Incoming => "incoming",
            ContactState::Pending => "pending",
            ContactState::Connecting => "connecting",
            ContactState::Connected => "connected",
            ContactState::Paused => "paused",
            ContactState::Missed => "missed",
            ContactState::Rejected => "rejected",
            ContactState::Error => "error",
            ContactState::Ended => "ended",
            ContactState::Other(name) => name,
        }
    }
}

impl Channel {
    /// Whether people talk: calls and callbacks.
    pub fn is_voice(&self) -> bool {
        matches!(self, Channel::Voice | Channel::QueueCallback)
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Channel::Voice => "voice",
            Channel::QueueCallback => "queue_callback",
            Channel::Chat => "chat",
            Channel::Task => "task",
            Channel::Email => "email",
            Channel::Other(name) => name,
        }
    }
}

/// What the desk knows beyond the snapshot, for `$.contact`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Known<'d> {
    pub(crate) connected_at: Option<Millis>,
    pub(crate) ended_at: Option<Millis>,
    pub(crate) outcome: Option<CallOutcome>,
    pub(crate) who_id: Option<&'d str>,
    pub(crate) what_id: Option<&'d str>,
    pub(crate) related_name: Option<&'d str>,
}

impl Known<'_> {
    /// Whole seconds between answer and end; never negative, whatever the clocks say. Nothing for an answered call
    /// whose beginning or end nobody saw: a wrong number would look like a fact.
    pub(crate) fn duration_s(&self) -> Option<u64> {
        match (self.connected_at, self.ended_at, self.outcome) {
            (Some(from), Some(to), _) => Some((to.saturating_sub(from) + 500) / 1000),
            (None, _, Some(CallOutcome::Missed | CallOutcome::Rejected | CallOutcome::Unanswered)) => Some(0),
            _ => None,
        }
    }
}

impl ContactSnapshot {
    /// What a flow sees of a contact nothing else is known of: for tools that run flows without a desk.
    pub fn seen_by_flows(&self, now: Millis) -> Value {
        let mut seen = self.clone();
        seen.number = seen.number.filter(|number| !is_withheld(number));
        seen.to_value(&Known::default(), now)
    }

    /// The map a flow sees as `$.contact` (`reference/cti-flows.md` §1.3), with our additions
    /// `durationInSeconds`, `outcome`, `whoId`, `whatId` and `relatedRecordName`.
    pub(crate) fn to_value(&self, known: &Known<'_>, now: Millis) -> Value {
        let voice = self.channel.is_voice();
        let mut facts = PayloadBuilder::new();
        facts.text("contactId", &self.id);
        facts.text("originalContactId", self.initial_id.as_deref().unwrap_or(&self.id));
        facts.text("type", self.channel.name());
        facts.text("channel", self.channel.name());
        facts.text("status", self.state.name());
        facts.number("statusDuration", self.state_since.map(|at| now.saturating_sub(at)));
        facts.optional("queue", self.queue.as_deref());
        facts.date("queueTimestamp", self.queued_at);
        facts.value("attributes", self.attributes.as_ref().map_or(Value::Undefined, |map| attributes(map)));
        facts.flag("isSoftphoneCall", self.softphone);
        facts.flag("isInbound", self.direction == Direction::Inbound);
        facts.flag("isConnected", self.state == ContactState::Connected);
        facts.flag("isTransfer", self.transferred);
        facts.flag("isMonitor", self.monitoring);
        facts.text("callType", self.direction.call_type());
        let missed = matches!(known.outcome, Some(CallOutcome::Missed | CallOutcome::Rejected));
        facts.flag("contactMissed", missed);
        facts.date("contactStartDate", known.connected_at.or(self.state_since));
        if voice {
            facts.optional("rawPhoneNumber", self.number.as_deref());
            if let Some(phone) = &self.phone {
                facts.text("phone", &phone.national_number);
                facts.optional("country", phone.country.as_deref());
                for (national, e164) in [
                    ("formattedNumber", "formattedNumberE164"),
                    ("formattedPhoneNumber", "formattedPhoneNumberE164"),
                ] {
                    facts.text(national, &phone.national);
                    facts.text(e164, &phone.e164);
                }
                facts.value("parsedNumber", parsed_number(phone));
            }
            facts.number("durationInSeconds", known.duration_s());
            facts.optional("outcome", known.outcome.map(CallOutcome::word));
        }
        facts.optional("whoId", known.who_id);
        facts.optional("whatId", known.what_id);
        facts.optional("relatedRecordName", known.related_name);
        facts.done()
    }
}

fn attributes(attributes: &Map<String>) -> Value {
    let mut map = Map::with_capacity(attributes.len());
    for (name, value) in attributes {
        map.insert(name.clone(), Value::text(value));
    }
    map.into()
}

fn parsed_number(phone: &Phone) -> Value {
    let mut facts = PayloadBuilder::new();
    facts.text("number", &phone.e164);
    facts.text("nationalNumber", &phone.national_number);
    facts.text("phone", &phone.national_number);
    facts.optional("country", phone.country.as_deref());
    facts.optional("ext", phone.extension.as_deref());
    facts.done()
}

pub(crate) fn text(text: &str) -> Value {
    Value::text(text)
}

/// The channel, as the panel has it.
pub(crate) fn channel_view(channel: &Channel) -> panel_protocol::Channel {
    match channel {
        Channel::Voice | Channel::QueueCallback => panel_protocol::Channel::Voice,
        Channel::Chat => panel_protocol::Channel::Chat,
        Channel::Task => panel_protocol::Channel::Task,
        Channel::Email => panel_protocol::Channel::Email,
        Channel::Other(_) => panel_protocol::Channel::Other,
    }
}

/// The state, as the panel has it.
pub(crate) fn state_view(state: &ContactState) -> panel_protocol::ContactState {
    match state {
        ContactState::Incoming => panel_protocol::ContactState::Incoming,
        ContactState::Pending => panel_protocol::ContactState::Pending,
        ContactState::Connecting => panel_protocol::ContactState::Connecting,
        ContactState::Connected => panel_protocol::ContactState::Connected,
        ContactState::Paused => panel_protocol::ContactState::Paused,
        ContactState::Ended => panel_protocol::ContactState::Ended,
        ContactState::Init
        | ContactState::Missed
        | ContactState::Rejected
        | ContactState::Error
        | ContactState::Other(_) => panel_protocol::ContactState::Other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use flow::{AGENT_FIELDS, CONTACT_FIELDS, ContextField, Phone, Value};

    use super::{Channel, ContactSnapshot, ContactState, Direction, Known};
    use crate::AgentSnapshot;

    #[track_caller]
    fn check(value: &Value, fields: &[ContextField]) {
        let keys: BTreeSet<&str> =
            value.as_map().expect("a map").iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, fields.iter().map(|field| field.name).collect());
    }

    #[test]
    fn flows_read_what_the_catalogue_of_triggers_lists() {
        let contact = ContactSnapshot {
            id: "c".into(),
            initial_id: None,
            channel: Channel::Voice,
            state: ContactState::Connected,
            state_since: None,
            direction: Direction::Inbound,
            transferred: false,
            third_party: false,
            monitoring: false,
            softphone: true,
            number: None,
            phone: Some(Phone {
                e164: "+14155550142".into(),
                national: "(415) 555-0142".into(),
                international: "+1 415 555 0142".into(),
                country: None,
                national_number: "4155550142".into(),
                extension: None,
                valid: true,
            }),
            queue: None,
            queue_arn: None,
            queued_at: None,
            attributes: None,
        };
        check(&contact.to_value(&Known::default(), 0), CONTACT_FIELDS);
        check(&AgentSnapshot::default().to_value("US"), AGENT_FIELDS);
    }
}
