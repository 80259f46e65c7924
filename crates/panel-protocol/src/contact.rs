//! The contact in front of the agent.

use serde::{Deserialize, Serialize};

/// The contact in front of the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactView {
    /// Contact id.
    pub id: String,
    /// What kind of contact it is.
    pub channel: Channel,
    /// Number in national form, or as Amazon Connect spells it; none when withheld.
    pub number: Option<String>,
    /// Name of the related record.
    pub name: Option<String>,
    /// Who called whom.
    pub direction: Direction,
    /// State.
    pub state: ContactState,
    /// When the state began, milliseconds since the Unix epoch.
    pub since: Option<u64>,
    /// Name of the queue.
    pub queue: Option<String>,
    /// How the call went, once it is over.
    pub outcome: Option<CallOutcome>,
    /// Names and values of the contact attributes, in the order Amazon Connect gave them; empty while monitoring.
    pub attributes: Vec<(String, String)>,
}

/// The channel of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// A call, or a callback.
    Voice,
    /// A chat.
    Chat,
    /// A task.
    Task,
    /// An e-mail.
    Email,
    /// Any other.
    Other,
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

/// The state of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ContactState {
    /// A callback is offered.
    Incoming,
    /// Waiting.
    Pending,
    /// Ringing, in or out.
    Connecting,
    /// Talking.
    Connected,
    /// Paused.
    Paused,
    /// After-call work.
    Ended,
    /// Any other: nothing to tell an agent.
    Other,
}

impl ContactState {
    /// Whether the contact is alive: ringing, talking or waiting.
    pub fn is_active(self) -> bool {
        !matches!(self, ContactState::Ended | ContactState::Other)
    }
}

/// How a call went, once it is over. Serialized as the word that the call log has for it.
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

    /// The word written into the call log.
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
