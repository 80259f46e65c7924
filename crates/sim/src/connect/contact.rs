//! A contact and its legs. Streams: `snapshot.contacts`.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::recording::Recording;
use crate::clock::Millis;

/// How people reach each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Channel {
    /// A call.
    Voice,
    /// A chat.
    Chat,
}

/// Which side called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// A customer called in.
    Inbound,
    /// The agent called out.
    Outbound,
}

/// The state of a contact, or of one of its legs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ContactState {
    /// Only for callbacks: voice never passes through it.
    Incoming,
    /// Ringing, or being dialled.
    Connecting,
    /// People talk.
    Connected,
    /// Over, and in after-call work.
    Ended,
    /// Not answered, in the words of the documentation.
    Missed,
    /// Refused, in the words of the documentation.
    Rejected,
    /// Not answered or refused, as users report it.
    Error,
}

impl ContactState {
    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            ContactState::Incoming => "incoming",
            ContactState::Connecting => "connecting",
            ContactState::Connected => "connected",
            ContactState::Ended => "ended",
            ContactState::Missed => "missed",
            ContactState::Rejected => "rejected",
            ContactState::Error => "error",
        }
    }

    /// Whether the contact is still alive.
    pub fn is_active(self) -> bool {
        matches!(self, ContactState::Incoming | ContactState::Connecting | ContactState::Connected)
    }
}

/// Whose leg it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionKind {
    /// The agent's.
    Agent,
    /// A customer who called in.
    Inbound,
    /// Someone who was called.
    Outbound,
}

/// The state of a leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum LegState {
    /// Being set up.
    Connecting,
    /// Talking.
    Connected,
    /// On hold.
    Hold,
    /// Gone.
    Disconnected,
}

/// One leg of a contact.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Its id.
    pub id: String,
    /// Whose leg.
    pub kind: ConnectionKind,
    /// Whether the contact began with it.
    pub initial: bool,
    /// Its state.
    pub state: LegState,
    /// Since when.
    pub since: Millis,
    /// The number; absent for the agent and for callers who withhold it.
    pub number: Option<String>,
}

impl Connection {
    pub(crate) fn enter(&mut self, state: LegState, now: Millis) {
        if self.state != state {
            self.state = state;
            self.since = now;
        }
    }
}

/// A state a contact was in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactStep {
    /// The state.
    pub state: ContactState,
    /// Since when.
    pub at: Millis,
}

/// One call or chat.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Contact id: 36 characters.
    pub id: String,
    /// Call or chat.
    pub channel: Channel,
    /// The contact it was transferred from.
    pub initial: Option<String>,
    /// Which side called.
    pub direction: Direction,
    /// The customer's number, E.164; absent when withheld.
    pub number: Option<String>,
    /// The queue.
    pub queue: String,
    /// When it was queued.
    pub queued: Millis,
    /// Contact attributes.
    pub attributes: IndexMap<String, String>,
    /// The state now.
    pub state: ContactState,
    /// Since when.
    pub since: Millis,
    /// Legs, the agent's first.
    pub connections: Vec<Connection>,
    /// Every state so far, oldest first.
    pub history: Vec<ContactStep>,
    /// When it was cleared and left the agent.
    pub cleared: Option<Millis>,
    /// Whether the agent took it, or asked for it.
    pub accepted: bool,
    /// How its recording stands.
    pub recording: Recording,
}

impl Contact {
    pub(crate) fn enter(&mut self, state: ContactState, now: Millis) {
        if self.state != state {
            self.state = state;
            self.since = now;
            self.history.push(ContactStep { state, at: now });
        }
    }

    /// Moves the legs of one side.
    pub(crate) fn move_legs(&mut self, agent: bool, state: LegState, now: Millis) {
        for leg in self.connections.iter_mut().filter(|leg| (leg.kind == ConnectionKind::Agent) == agent) {
            leg.enter(state, now);
        }
    }

    /// Whether it is a call: only calls take the agent's line and her state.
    pub fn is_call(&self) -> bool {
        self.channel == Channel::Voice
    }

    /// When people began to talk.
    pub fn connected_at(&self) -> Option<Millis> {
        self.history.iter().find(|step| step.state == ContactState::Connected).map(|step| step.at)
    }

    /// When it was over.
    pub fn ended_at(&self) -> Option<Millis> {
        self.history.iter().find(|step| !step.state.is_active()).map(|step| step.at)
    }

    /// Milliseconds that people talked; while they still do, up to `now`.
    pub fn talk_ms(&self, now: Millis) -> Option<Millis> {
        self.connected_at().map(|from| self.ended_at().unwrap_or(now).saturating_sub(from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn talk_time_runs_from_connected_to_the_end() {
        let mut contact = Contact {
            id: "c".into(),
            channel: Channel::Voice,
            initial: None,
            direction: Direction::Inbound,
            number: None,
            queue: "Support".into(),
            queued: 0,
            attributes: IndexMap::new(),
            state: ContactState::Connecting,
            since: 0,
            connections: vec![],
            history: vec![ContactStep { state: ContactState::Connecting, at: 0 }],
            cleared: None,
            accepted: false,
            recording: Recording::Off,
        };
        assert_eq!(contact.talk_ms(500), None);
        contact.enter(ContactState::Connected, 1000);
        contact.enter(ContactState::Connected, 2000);
        assert_eq!(contact.talk_ms(3000), Some(2000));
        contact.enter(ContactState::Ended, 9000);
        assert_eq!((contact.talk_ms(99_000), contact.since, contact.history.len()), (Some(8000), 9000, 3));
    }
}
