//! Whose page it is. What an agent leaves behind is nobody else's: it stays in her journal until she is back.

use super::Tabs;

impl Tabs {
    /// Nothing of what the former agent did here is handed on.
    pub(crate) fn forget_agent(&mut self) {
        self.agent.clear();
        self.acknowledged += self.deeds.len() as u64;
        self.deeds.clear();
        self.agent_events.clear();
        (self.leader, self.asked_at, self.resend_at, self.yields_until) = (None, None, None, None);
    }

    /// Whether somebody is known whose tabs they are.
    pub(crate) fn has_agent(&self) -> bool {
        !self.agent.is_empty()
    }

    /// Whether this agent is another one than before.
    pub(crate) fn is_another(&self, agent: &str) -> bool {
        !agent.is_empty() && self.has_agent() && self.agent != agent
    }

    /// Whose tabs they are; empty when that is not known.
    pub(crate) fn agent(&self) -> &str {
        &self.agent
    }

    /// The tabs are this agent's.
    pub(crate) fn set_agent(&mut self, agent: String) {
        self.agent = agent;
    }
}
