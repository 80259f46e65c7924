//! What Amazon Connect has reported of the agent, and Salesforce of the user.

use flow::Value;

use crate::agent::{AgentSnapshot, state_change};
use crate::event::AgentEventKind;
use crate::frame::view::AgentView;

/// The agent, as far as she is known.
#[derive(Debug)]
pub(crate) struct AgentReports {
    snapshot: Option<AgentSnapshot>,
    /// She who was there has signed out, and nobody has come since.
    has_signed_out: bool,
    /// Name of the state that she was in before the present one.
    state_before: Option<String>,
    /// The Salesforce profile id of the user, once it is known.
    user_profile: Value,
}

impl AgentReports {
    /// Before anything is known.
    pub(crate) fn new() -> AgentReports {
        AgentReports {
            snapshot: None,
            has_signed_out: false,
            state_before: None,
            user_profile: Value::Undefined,
        }
    }

    pub(crate) fn snapshot(&self) -> Option<&AgentSnapshot> {
        self.snapshot.as_ref()
    }

    /// What tells the agent from others: her name to sign in with, or else the one that is shown; empty while nobody is known.
    pub(crate) fn key(&self) -> &str {
        self.snapshot.as_ref().map_or("", |agent| agent.username.as_ref().unwrap_or(&agent.name))
    }

    /// Whether the one who was there has signed out, and nobody has come since.
    pub(crate) fn has_signed_out(&self) -> bool {
        self.has_signed_out
    }

    /// She has signed out.
    pub(crate) fn signed_out(&mut self) {
        self.has_signed_out = true;
    }

    /// Whether somebody is signed in.
    pub(crate) fn is_known(&self) -> bool {
        self.snapshot.is_some()
    }

    /// The agent is reported. Returned is whether none was known before.
    pub(crate) fn reported(&mut self, agent: AgentSnapshot) -> bool {
        let state = agent.state.clone();
        let before = self.snapshot.replace(agent);
        self.has_signed_out = false;
        let is_first = before.is_none();
        // Amazon Connect reports a new state as a refresh first, then as a change of state.
        if let Some(old) = before
            && old.state != state
        {
            self.state_before = Some(old.state);
        }
        is_first
    }

    /// What a flow sees as `$.payload` of an event of the agent.
    pub(crate) fn payload(&self, kind: AgentEventKind) -> Value {
        match kind {
            AgentEventKind::StateChange => {
                let state = self.snapshot.as_ref().map_or("", |agent| &agent.state);
                state_change(self.state_before.as_deref(), state)
            }
            AgentEventKind::Init
            | AgentEventKind::Refresh
            | AgentEventKind::Routable
            | AgentEventKind::NotRoutable
            | AgentEventKind::Offline
            | AgentEventKind::Error
            | AgentEventKind::AfterCallWork => Value::Undefined,
        }
    }

    /// She has signed out, or the panel of Amazon Connect is loaded anew.
    pub(crate) fn forget(&mut self) {
        self.snapshot = None;
    }

    /// The user's profile is known.
    pub(crate) fn set_user_profile(&mut self, profile: Value) {
        self.user_profile = profile;
    }

    pub(crate) fn user_profile(&self) -> &Value {
        &self.user_profile
    }

    /// What the page shows.
    pub(crate) fn view(&self) -> Option<AgentView> {
        let agent = self.snapshot.as_ref()?;
        Some(AgentView { name: agent.name.clone(), state: agent.state.clone() })
    }
}
