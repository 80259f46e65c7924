//! A contact as Amazon Connect reports it, in the desk's own words.

use flow::{Map, Millis, Phone, Value};
use serde::{Deserialize, Serialize};

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
    pub attributes: Option<Map<String>>,
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

/// Who called whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// The customer called.
    Inbound,
    /// The agent called.
    Outbound,
}

impl Direction {
    /// The word flows use, which is also Open CTI's `CALL_TYPE`.
    pub fn call_type(self) -> &'static str {
        match self {
            Direction::Inbound => "inbound",
            Direction::Outbound => "outbound",
        }
    }
}

/// How a call went, once it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CallOutcome {
    /// Both sides talked.
    Answered,
    /// It rang and the agent did not answer.
    Missed,
    /// The agent refused it.
    Rejected,
    /// The other side did not answer an outbound call.
    Unanswered,
    /// Both sides talked, and the agent left the customer with someone else.
    Transferred,
    /// Nobody saw how it went: it rang, and was gone when the page came back.
    Unknown,
}

impl CallOutcome {
    /// All of them.
    pub const ALL: [CallOutcome; 6] = [
        CallOutcome::Answered,
        CallOutcome::Missed,
        CallOutcome::Rejected,
        CallOutcome::Unanswered,
        CallOutcome::Transferred,
        CallOutcome::Unknown,
    ];

    /// The word written into the log.
    pub fn word(self) -> &'static str {
        match self {
            CallOutcome::Answered => "Answered",
            CallOutcome::Missed => "Missed",
            CallOutcome::Rejected => "Rejected",
            CallOutcome::Unanswered => "Unanswered",
            CallOutcome::Transferred => "Transferred",
            CallOutcome::Unknown => "Unknown",
        }
    }
}

/// What the desk knows beyond the snapshot, for `$.contact`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Known {
    pub(crate) connected_at: Option<Millis>,
    pub(crate) ended_at: Option<Millis>,
    pub(crate) outcome: Option<CallOutcome>,
    pub(crate) who_id: Option<String>,
    pub(crate) what_id: Option<String>,
    pub(crate) related_name: Option<String>,
}

impl Known {
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
    /// The map a flow sees as `$.contact` (`reference/cti-flows.md` §1.3), with our additions
    /// `durationInSeconds`, `outcome`, `whoId`, `whatId` and `relatedRecordName`.
    pub(crate) fn to_value(&self, known: &Known, now: Millis) -> Value {
        let voice = self.channel.is_voice();
        let mut map = Map::new();
        let mut put = |key: &'static str, value: Value| map.insert(key, value);
        put("contactId", text(&self.id));
        put("originalContactId", text(self.initial_id.as_deref().unwrap_or(&self.id)));
        put("type", text(self.channel.name()));
        put("channel", text(self.channel.name()));
        put("status", text(self.state.name()));
        put(
            "statusDuration",
            self.state_since.map_or(Value::Undefined, |at| Value::Number(now.saturating_sub(at) as f64)),
        );
        put("queue", optional(self.queue.as_deref()));
        put("queueTimestamp", self.queued_at.map_or(Value::Undefined, |at| Value::Date(at as f64)));
        put(
            "attributes",
            self.attributes.as_ref().map_or(Value::Undefined, |attributes| {
                Value::map(attributes.iter().map(|(name, value)| (name, text(value))))
            }),
        );
        put("isSoftphoneCall", Value::Bool(self.softphone));
        put("isInbound", Value::Bool(self.direction == Direction::Inbound));
        put("isConnected", Value::Bool(self.state == ContactState::Connected));
        put("isTransfer", Value::Bool(self.transferred));
        put("isMonitor", Value::Bool(self.monitoring));
        put("callType", text(self.direction.call_type()));
        put(
            "contactMissed",
            Value::Bool(matches!(known.outcome, Some(CallOutcome::Missed | CallOutcome::Rejected))),
        );
        let started = known.connected_at.or(self.state_since);
        put("contactStartDate", started.map_or(Value::Undefined, |at| Value::Date(at as f64)));
        if voice {
            put("rawPhoneNumber", optional(self.number.as_deref()));
            if let Some(phone) = &self.phone {
                put("phone", text(&phone.national_number));
                put("country", optional(phone.country.as_deref()));
                put("formattedNumber", text(&phone.national));
                put("formattedPhoneNumber", text(&phone.national));
                put("formattedNumberE164", text(&phone.e164));
                put("formattedPhoneNumberE164", text(&phone.e164));
                put("parsedNumber", parsed_number(phone));
            }
            let seconds = known.duration_s().map(|seconds| seconds as f64);
            put("durationInSeconds", seconds.map_or(Value::Undefined, Value::Number));
            put("outcome", optional(known.outcome.map(CallOutcome::word)));
        }
        put("whoId", optional(known.who_id.as_deref()));
        put("whatId", optional(known.what_id.as_deref()));
        put("relatedRecordName", optional(known.related_name.as_deref()));
        map.into()
    }
}

fn parsed_number(phone: &Phone) -> Value {
    let entries = [
        ("number", text(&phone.e164)),
        ("nationalNumber", text(&phone.national_number)),
        ("phone", text(&phone.national_number)),
        ("country", optional(phone.country.as_deref())),
        ("ext", optional(phone.extension.as_deref())),
    ];
    Value::map(entries)
}

pub(crate) fn text(text: &str) -> Value {
    Value::text(text)
}

pub(crate) fn optional(value: Option<&str>) -> Value {
    value.map_or(Value::Undefined, text)
}
