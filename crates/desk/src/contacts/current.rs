//! Which contact is meant by "the call" and "the contact", and what is shown of it.

use flow::{AppView, Millis};
use panel_protocol::ContactView;

use crate::contact::{ContactSnapshot, channel_view, state_view};
use crate::contacts::Contacts;
use crate::contacts::record::Phase;
use crate::contacts::related::Related;
use crate::dialing::line::Line;

/// The record that the agent looks at, and the Task: its id and its subject.
pub(crate) type InView = (Option<Related>, Option<(String, String)>);

impl Contacts {
    fn present(&self) -> impl Iterator<Item = &ContactSnapshot> {
        self.present.values().rev().filter(|contact| !contact.gone).map(|contact| &contact.snapshot)
    }

    /// The contact in front of the agent: a call that rings, then the one she looks at, then a live call, then whatever is newest.
    pub(crate) fn current_contact(&self) -> Option<&ContactSnapshot> {
        let viewed = || self.present().find(|contact| Some(&contact.id) == self.viewed.as_ref());
        let call = self.current_call().filter(|call| call.state.is_active());
        call.filter(|call| call.phase() != Phase::Talking)
            .or_else(viewed)
            .or(call)
            .or_else(|| self.present().find(|contact| contact.state.is_active()))
            .or_else(|| self.present().next())
    }

    /// The call on the agent's line, whatever she looks at: the live one, then the newest.
    pub(crate) fn current_call(&self) -> Option<&ContactSnapshot> {
        let calls = || self.present().filter(|contact| contact.channel.is_voice());
        calls().find(|call| call.state.is_active()).or_else(|| calls().next())
    }

    fn current_voice_contact(&self) -> Option<String> {
        self.current_call().filter(|call| call.state.is_active()).map(|call| call.id.clone())
    }

    /// What matters for dialing.
    pub(crate) fn line(&self) -> Line {
        Line {
            call: self.current_voice_contact(),
            is_talking: self.is_talking(),
            in_view: self.in_view.as_ref().map(|view| view.id.clone()),
        }
    }

    /// Whether the agent talks with somebody.
    fn is_talking(&self) -> bool {
        self.current_call().is_some_and(|call| call.phase() == Phase::Talking)
    }

    /// Whether the agent has a voice contact in any state but an ended one.
    pub(crate) fn has_active_call(&self) -> bool {
        self.current_voice_contact().is_some()
    }

    /// Whether a contact waits to be accepted, whichever the agent looks at.
    pub(crate) fn any_ringing(&self) -> bool {
        self.present().any(|contact| contact.phase() == Phase::Ringing)
    }

    /// Since when the agent talks on her line, on this page's clock.
    pub(crate) fn talking_since(&self) -> Option<Millis> {
        self.get(&self.current_call()?.id)?.talking_since
    }

    /// The agent looks at this page of Salesforce.
    pub(crate) fn look_at(&mut self, view: &AppView) {
        self.in_view = Related::from_view(view);
        self.task_in_view =
            view.record_id.clone().filter(|id| id.starts_with("00T")).zip(view.record_name.clone());
    }

    /// Looks at another record and Task for a while. Returned are those before.
    pub(crate) fn replace_view(&mut self, view: InView) -> InView {
        (std::mem::replace(&mut self.in_view, view.0), std::mem::replace(&mut self.task_in_view, view.1))
    }

    /// The name of the record that the agent looks at.
    pub(crate) fn place(&self) -> Option<&str> {
        self.in_view.as_ref()?.name.as_deref()
    }

    /// The Task the agent looks at: its id and its subject.
    pub(crate) fn task_in_view(&self) -> Option<(String, String)> {
        self.task_in_view.clone()
    }

    pub(crate) fn contact_view(&self) -> Option<ContactView> {
        let contact = self.current_contact()?;
        let memory = self.memory(contact.id.as_str());
        let number = contact.phone.as_ref().map(|phone| phone.national.as_str());
        Some(ContactView {
            id: contact.id.clone(),
            channel: channel_view(&contact.channel),
            number: number.or(contact.number.as_deref()).map(str::to_owned),
            name: memory.and_then(|memory| memory.related.as_ref()?.name.clone()),
            direction: contact.direction,
            state: state_view(&contact.state),
            since: contact.state_since,
            queue: contact.queue.clone(),
            outcome: memory.and_then(|memory| memory.outcome),
            attributes: contact
                .attributes
                .iter()
                .flat_map(|attributes| attributes.iter())
                .map(|(name, value)| (name.to_string(), value.clone()))
                .collect(),
        })
    }
}
