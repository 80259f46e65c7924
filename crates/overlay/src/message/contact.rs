//! The contact in front of the agent, as the core tells of it.

use serde::Deserialize;

/// The contact in front of the agent.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Contact id.
    pub id: String,
    /// What kind of contact it is.
    #[serde(default)]
    pub channel: Channel,
    /// Number as it is to be shown; none when withheld.
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
    /// Contact attributes, in the order Amazon Connect gave them.
    #[serde(default)]
    pub attributes: Vec<(String, String)>,
}

/// The channel of a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// A call, or a callback.
    #[default]
    #[serde(alias = "queue_callback")]
    Voice,
    /// A chat.
    Chat,
    /// A task.
    Task,
    /// An e-mail.
    Email,
    /// Any other.
    #[serde(other)]
    Other,
}

impl Channel {
    /// The key of what stands where a caller's number would.
    pub fn key(self) -> &'static str {
        match self {
            Channel::Voice => "contact.withheld",
            Channel::Chat => "contact.chat",
            Channel::Task => "contact.task",
            Channel::Email => "contact.email",
            Channel::Other => "contact.title",
        }
    }
}

/// Who called whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// The customer called.
    Inbound,
    /// The agent called.
    Outbound,
}

/// The state of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
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
    #[serde(other)]
    Other,
}

impl ContactState {
    /// Whether the contact is alive: ringing, talking or waiting.
    pub fn is_active(self) -> bool {
        !matches!(self, ContactState::Ended | ContactState::Other)
    }
}

/// How a call went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum CallOutcome {
    /// It rang and the agent did not answer.
    Missed,
    /// The agent refused it.
    Rejected,
    /// The other side did not answer.
    Unanswered,
    /// The agent left the customer with someone else.
    Transferred,
    /// Both sides talked, or nobody knows: no word for the agent.
    #[serde(other)]
    Other,
}
