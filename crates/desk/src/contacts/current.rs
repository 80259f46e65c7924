//! Which contact is meant by "the call" and "the contact", and what is shown of it.

use panel_protocol::ContactView;

use crate::contact::{ContactSnapshot, ContactState, Direction, channel_view, state_view};
use crate::desk::Desk;

impl Desk {
    fn present(&self) -> impl Iterator<Item = &ContactSnapshot> {
        self.contacts.values().rev().filter(|contact| !contact.gone).map(|contact| &contact.snapshot)
    }

    /// The contact in front of the agent: a call that rings, then the one she looks at, then a live call, then whatever is newest.
    pub(crate) fn current_contact(&self) -> Option<&ContactSnapshot> {
        let viewed = || self.present().find(|contact| Some(&contact.id) == self.viewed.as_ref());
        let call = self.current_call().filter(|call| call.state.is_active());
        call.filter(|call| call.state != ContactState::Connected)
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

    pub(crate) fn current_voice_contact(&self) -> Option<String> {
        self.current_call().filter(|call| call.state.is_active()).map(|call| call.id.clone())
    }

    /// Whether the agent talks with somebody.
    pub(crate) fn is_talking(&self) -> bool {
        self.current_call().is_some_and(|call| call.state == ContactState::Connected)
    }

    /// Whether the agent has a voice contact in any state but an ended one.
    pub(crate) fn has_active_call(&self) -> bool {
        self.current_voice_contact().is_some()
    }

    /// Whether a contact waits to be accepted, whichever the agent looks at.
    pub(crate) fn any_ringing(&self) -> bool {
        use ContactState::{Connecting, Incoming};
        self.present().any(|contact| {
            contact.state == Incoming
                || contact.state == Connecting && contact.direction == Direction::Inbound
        })
    }

    pub(crate) fn contact_view(&self) -> Option<ContactView> {
        let contact = self.current_contact()?;
        let memory = self.memory.contacts.get(contact.id.as_str());
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
