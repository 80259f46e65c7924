//! Whose page it is. What an agent leaves behind is nobody else's: it stays in her journal until she is back.

use flow::Millis;
use panel_protocol::PanelOwner;

use super::Tabs;
use crate::command::Command;
use crate::desk::Desk;

impl Tabs {
    /// Nothing of what the former agent did here is handed on.
    fn forget_agent(&mut self) {
        self.agent.clear();
        self.acknowledged += self.deeds.len() as u64;
        self.deeds.clear();
        self.agent_events.clear();
        (self.leader, self.asked_at, self.resend_at, self.yields_until) = (None, None, None, None);
    }
}

impl Desk {
    /// An agent is reported. `is_first`: none was known, at the start of the page or since one has signed out.
    pub(crate) fn agent_known(&mut self, is_first: bool, now: Millis) {
        let name = self.agent.key().to_owned();
        if !name.is_empty() {
            self.properties.claim(&name);
        }
        let is_another =
            ![&name, &self.tabs.agent].iter().any(|agent| agent.is_empty()) && self.tabs.agent != name;
        if is_another {
            self.leave_agent(is_first);
        }
        if self.tabs.leads() {
            if is_first {
                self.contacts.reconcile_soon(&self.turn);
            }
        } else if is_first || is_another {
            self.tabs.agent = name;
            self.meet_tabs(now);
        }
    }

    /// The agent is another one than before: this tab gives up the journal of the former and all that it knows from there.
    fn leave_agent(&mut self, has_signed_out: bool) {
        // What was reported since somebody signed out is the next agent's.
        self.contacts.keep_for_next_agent(has_signed_out);
        self.runs.forget_finished();
        self.step_down(None);
        self.tabs.forget_agent();
        self.turn.emit(Command::CloseJournal);
    }

    /// Whose panel it is.
    pub(crate) fn panel_owner(&self) -> PanelOwner {
        if !self.is_signed_out() {
            let name = [&self.tabs.agent, self.agent.key()].into_iter().find(|name| !name.is_empty());
            return name.map_or(PanelOwner::Unknown, |name| PanelOwner::Agent(name.to_owned()));
        }
        if self.agent.has_signed_out() { PanelOwner::Nobody } else { PanelOwner::Unknown }
    }

    /// Whether nobody is signed in where somebody was, and no call is up: nothing of a customer is shown then.
    pub(crate) fn is_signed_out(&self) -> bool {
        !self.agent.is_known() && !self.tabs.agent.is_empty() && !self.contacts.has_active_call()
    }
}
