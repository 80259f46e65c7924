//! Chats: contacts beside the calls, several at a time, which leave the agent's state alone; and which contact the agent looks at.

use indexmap::IndexMap;
use serde_json::json;

use super::contact::{Channel, ContactState, Direction, LegState};
use super::instance::{Instance, RING, SUPPORT};
use crate::clock::{Agenda, Rng};
use crate::world::Due;

/// How many chats the agent's routing profile gives her at a time.
const MOST: usize = 3;

impl Instance {
    /// A customer begins a chat, which is offered to the agent at once. It is turned away when she has all the chats she may have, or
    /// takes no contacts.
    pub(crate) fn customer_chats(
        &mut self,
        attributes: IndexMap<String, String>,
        agenda: &mut Agenda<Due>,
        rng: &mut Rng,
    ) {
        let chats = self.present().filter(|contact| contact.channel == Channel::Chat).count();
        if chats == MOST || !self.agent.takes_chats() {
            return;
        }
        let now = agenda.now();
        let mut contact = self.contact(Direction::Inbound, None, SUPPORT, ContactState::Connecting, now, rng);
        contact.channel = Channel::Chat;
        contact.attributes = attributes;
        contact.move_legs(false, LegState::Connected, now);
        agenda.plan(RING, Due::RingTimeout(contact.id.clone()));
        let id = contact.id.clone();
        self.contacts.push(contact);
        self.stale = true;
        if self.viewed.is_none() {
            self.view_contact(Some(id));
        }
    }

    /// Another contact is shown in the panel, or none; every page hears of it, after it has heard of the contact.
    pub(crate) fn view_contact(&mut self, id: Option<String>) {
        if self.viewed != id {
            self.viewed = id;
            self.view_changed = true;
        }
    }

    /// Tells the pages which contact the agent looks at, when that has changed.
    pub(crate) fn publish_view(&mut self) {
        if std::mem::take(&mut self.view_changed) {
            let id = self.viewed.clone().unwrap_or_default();
            self.broadcast("contact::view", json!({ "contactId": id }));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::connect::{CcpAct, CcpActOn, ContactState};
    use crate::direction::Direction;
    use crate::world::{World, WorldOptions};

    fn states(world: &World) -> Vec<ContactState> {
        world.connect().present().map(|contact| contact.state).collect()
    }

    fn chat() -> Direction {
        Direction::InboundChat { attributes: Default::default() }
    }

    #[test]
    fn chats_are_beside_calls_and_change_no_agent_state() {
        let mut world = World::new(WorldOptions::default());
        let ccp = world.open_ccp();
        for _ in 0..4 {
            world.direct(chat());
        }
        assert_eq!(states(&world), [ContactState::Connecting; 3], "three and no more");
        assert_eq!(world.connect().agent.state.name, "Available");
        world.direct(Direction::KnownCall);
        assert_eq!(world.connect().agent.state.name, "PendingBusy", "a call rings all the same");

        let ids: Vec<String> = world.connect().present().map(|contact| contact.id.clone()).collect();
        let on = |id: &String, act| CcpActOn { act, contact: Some(id.clone()) };
        world.ccp_act(ccp, on(&ids[0], CcpAct::Accept)).expect("rings");
        world.advance(world.now() + 1_000);
        assert_eq!(states(&world)[0], ContactState::Connected);
        world.ccp_act(ccp, on(&ids[0], CcpAct::HangUp)).expect("is connected");
        world.advance(world.now() + 1_000);
        assert_eq!(states(&world)[0], ContactState::Ended);
        assert_eq!(world.connect().agent.state.name, "PendingBusy", "the call still rings");
    }

    #[test]
    fn the_agent_looks_at_one_contact() {
        let mut world = World::new(WorldOptions::default());
        let ccp = world.open_ccp();
        let viewed = |world: &World| world.ccp(ccp).expect("open").viewed;
        assert_eq!(viewed(&world), None);
        world.direct(chat());
        world.direct(chat());
        let ids: Vec<String> = world.connect().present().map(|contact| contact.id.clone()).collect();
        assert_eq!(viewed(&world), Some(ids[0].clone()), "the first one comes to the front by itself");
        let on = |id: &String, act| CcpActOn { act, contact: Some(id.clone()) };
        world.ccp_act(ccp, on(&ids[1], CcpAct::View)).expect("it is there");
        assert_eq!(viewed(&world), Some(ids[1].clone()));
        world.ccp_act(ccp, on(&ids[0], CcpAct::Accept)).expect("rings");
        assert_eq!(viewed(&world), Some(ids[0].clone()), "what is accepted comes to the front");
        assert!(world.ccp_act(ccp, on(&"nobody".to_owned(), CcpAct::View)).is_err());
        world.advance(world.now() + 20_000);
        world.ccp_act(ccp, on(&ids[1], CcpAct::Clear)).expect("missed");
        world.ccp_act(ccp, on(&ids[0], CcpAct::HangUp)).expect("connected");
        world.advance(world.now() + 1_000);
        world.ccp_act(ccp, on(&ids[0], CcpAct::Clear)).expect("over");
        world.advance(world.now() + 1_000);
        assert_eq!(viewed(&world), None);
    }
}
