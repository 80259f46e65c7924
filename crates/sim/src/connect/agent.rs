//! The agent and the states an agent can be in. Streams: agent data, `snapshot.state`.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;

/// The kind of an agent state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentStateKind {
    /// Takes contacts.
    Routable,
    /// Takes none, by choice.
    NotRoutable,
    /// Not at work.
    Offline,
    /// Set by the system during a call.
    System,
    /// Set by the system after something went wrong.
    Error,
}

/// A state of the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentState {
    /// Its name, as the administrator or the system wrote it.
    pub name: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: AgentStateKind,
    /// Since when.
    pub since: Millis,
}

/// The states an agent may choose, in order.
pub(crate) const CHOICES: &[(&str, AgentStateKind)] = &[
    ("Available", AgentStateKind::Routable),
    ("Lunch", AgentStateKind::NotRoutable),
    ("Training", AgentStateKind::NotRoutable),
    ("Offline", AgentStateKind::Offline),
];

/// Finds a state that an agent may choose.
pub(crate) fn choice(name: &str) -> Option<(&'static str, AgentStateKind)> {
    CHOICES.iter().copied().find(|(known, _)| *known == name)
}

/// The one agent of the instance.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Agent {
    /// The state now.
    pub state: AgentState,
    /// The state chosen by the agent, which calls do not overwrite.
    pub chosen: AgentState,
    /// The state to take when the contact is cleared.
    pub next: Option<AgentState>,
    /// Every state so far, oldest first.
    pub history: Vec<AgentState>,
    /// Whether the agent's microphone is off.
    pub muted: bool,
}

impl Agent {
    /// An agent in a state of their choice.
    pub(crate) fn starting_in(name: &str, now: Millis) -> Self {
        let (name, kind) = choice(name).unwrap_or(("Offline", AgentStateKind::Offline));
        let state = AgentState { name: name.to_owned(), kind, since: now };
        Agent { state: state.clone(), chosen: state.clone(), next: None, history: vec![state], muted: false }
    }

    /// Puts the agent into a state of the system.
    pub(crate) fn enter(&mut self, name: &str, kind: AgentStateKind, now: Millis) {
        if self.state.name != name {
            self.state = AgentState { name: name.to_owned(), kind, since: now };
            self.history.push(self.state.clone());
        }
    }

    /// Puts the agent into a state of their choice.
    pub(crate) fn choose(&mut self, name: &str, kind: AgentStateKind, now: Millis) {
        self.enter(name, kind, now);
        self.chosen = AgentState { name: name.to_owned(), kind, since: now };
        self.next = None;
    }

    /// Whether chats are offered: they come beside a call, but not when the agent has chosen to take nothing.
    pub(crate) fn takes_chats(&self) -> bool {
        self.chosen.kind == AgentStateKind::Routable
    }

    /// Back to the chosen state, or to the one that was put in line.
    pub(crate) fn resume(&mut self, now: Millis) {
        let to = self.next.take().unwrap_or_else(|| self.chosen.clone());
        self.choose(&to.name, to.kind, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_do_not_overwrite_the_choice() {
        let mut agent = Agent::starting_in("Available", 0);
        agent.enter("Busy", AgentStateKind::System, 10);
        assert_eq!((agent.state.name.as_str(), agent.chosen.name.as_str()), ("Busy", "Available"));
        agent.resume(20);
        assert_eq!((agent.state.name.as_str(), agent.state.since), ("Available", 20));
        assert_eq!(agent.history.len(), 3);
    }

    #[test]
    fn a_state_in_line_comes_next() {
        let mut agent = Agent::starting_in("Available", 0);
        agent.enter("AfterCallWork", AgentStateKind::System, 10);
        agent.next = Some(AgentState { name: "Lunch".into(), kind: AgentStateKind::NotRoutable, since: 11 });
        agent.resume(20);
        assert_eq!((agent.state.name.as_str(), agent.next.clone()), ("Lunch", None));
    }

    #[test]
    fn system_states_cannot_be_chosen() {
        assert_eq!(choice("Busy"), None);
        assert_eq!(Agent::starting_in("Busy", 0).state.name, "Offline");
    }
}
