//! A third party on a call: added by the agent, and left alone with the customer when the agent transfers the call.
//!
//! Streams: everything while connected is a refresh; the agent's leg is destroyed to leave, and her contact ends.

use serde_json::{Map, Value, json};

use super::contact::{Connection, ConnectionKind, Contact, ContactState, LegState};
use super::instance::{Instance, SETTLE};
use super::request::{Failed, phone_number, text, wrong_state};
use crate::clock::{Agenda, Millis};
use crate::world::Due;

impl Contact {
    /// The leg of somebody who is neither the agent nor the customer, while it lasts.
    pub(crate) fn third_party(&self) -> Option<&Connection> {
        self.connections.iter().find(|leg| {
            leg.kind != ConnectionKind::Agent && !leg.initial && leg.state != LegState::Disconnected
        })
    }

    fn customer_is_there(&self) -> bool {
        self.connections.iter().any(|leg| leg.initial && leg.state != LegState::Disconnected)
    }

    fn move_leg(&mut self, id: &str, state: LegState, now: Millis) {
        for leg in self.connections.iter_mut().filter(|leg| leg.id == id) {
            leg.enter(state, now);
        }
    }

    fn move_customer(&mut self, state: LegState, now: Millis) {
        for leg in self.connections.iter_mut().filter(|leg| leg.initial) {
            leg.enter(state, now);
        }
    }
}

impl Instance {
    /// `createAdditionalConnection`: the customer waits on hold while somebody else is called.
    pub(crate) fn add_party(
        &mut self,
        params: &Map<String, Value>,
        agenda: &mut Agenda<Due>,
    ) -> Result<Value, Failed> {
        let number = phone_number(params)?.to_owned();
        let id = text(params, "contactId")?.to_owned();
        let contact = self.asked(params)?;
        if contact.state != ContactState::Connected {
            return Err(wrong_state("add a party to", contact.state));
        }
        // The contact's `multiPartyConferenceEnabled` is false: one third party at a time.
        if contact.third_party().is_some() {
            return Err(Failed::new("LimitExceededException", "the contact has a third party already"));
        }
        let now = agenda.now();
        let leg = format!("{id}-party-{}", contact.connections.len());
        contact.move_customer(LegState::Hold, now);
        contact.connections.push(Connection {
            id: leg.clone(),
            kind: ConnectionKind::Outbound,
            initial: false,
            state: LegState::Connecting,
            since: now,
            number: Some(number),
        });
        agenda.plan(SETTLE, Due::PartyAnswers(id, leg));
        self.stale = true;
        Ok(json!({}))
    }

    /// The third party takes the call. The customer stays on hold.
    pub(crate) fn party_answers(&mut self, id: &str, leg: &str, now: Millis) {
        if let Some(contact) = self.present_mut(id)
            && contact.third_party().is_some_and(|party| party.id == leg)
        {
            contact.move_leg(leg, LegState::Connected, now);
            self.stale = true;
        }
    }

    /// One leg goes. The call goes on between those who are left, if there are two; the agent's part of it ends with her
    /// leg.
    pub(crate) fn leg_goes(&mut self, id: &str, leg: &str, now: Millis) {
        let Some(contact) = self.present_mut(id).filter(|contact| contact.state.is_active()) else { return };
        let conference = contact.third_party().is_some() && contact.customer_is_there();
        let agents = contact.connections.iter().any(|one| one.id == leg && one.kind == ConnectionKind::Agent);
        if !conference {
            return self.ends(id, now);
        }
        contact.move_leg(leg, LegState::Disconnected, now);
        if agents {
            // Customer and third party are joined, and out of this agent's sight.
            contact.move_customer(LegState::Connected, now);
            self.agent_leaves(id, now);
        } else {
            contact.move_customer_back(now);
            self.stale = true;
        }
    }

    /// The customer hangs up: with a third party on the line the call goes on without.
    pub(crate) fn customer_leaves(&mut self, id: &str, now: Millis) {
        let customer = self
            .present_mut(id)
            .and_then(|contact| contact.connections.iter().find(|leg| leg.initial).map(|leg| leg.id.clone()));
        if let Some(leg) = customer {
            self.leg_goes(id, &leg, now);
        }
    }
}

impl Contact {
    /// After the third party has gone, the customer who is still there is off hold.
    fn move_customer_back(&mut self, now: Millis) {
        if self.customer_is_there() {
            self.move_customer(LegState::Connected, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::InstanceOptions;
    use crate::strict::Strictness;

    fn talking() -> (Instance, Agenda<Due>, String) {
        let mut instance = Instance::new(InstanceOptions::default(), Strictness::default(), 0);
        let mut agenda = Agenda::starting_at(0);
        let mut rng = crate::clock::Rng::seeded(1);
        let id = instance.outbound_appears("+14155550142".into(), &mut agenda, &mut rng);
        instance.connects(&id, 1_000);
        (instance, agenda, id)
    }

    fn add(instance: &mut Instance, agenda: &mut Agenda<Due>, id: &str) -> Result<Value, Failed> {
        let params = json!({ "contactId": id, "endpoint": { "phoneNumber": "+14155550199" } });
        instance.request("createAdditionalConnection", params.as_object().expect("a map"), agenda)
    }

    fn legs(instance: &Instance) -> Vec<LegState> {
        instance.contacts[0].connections.iter().map(|leg| leg.state).collect()
    }

    #[test]
    fn one_party_at_a_time_and_only_on_a_live_call() {
        let (mut instance, mut agenda, id) = talking();
        assert_eq!(add(&mut instance, &mut agenda, &id), Ok(json!({})));
        assert_eq!(legs(&instance)[1..], [LegState::Hold, LegState::Connecting]);
        assert_eq!(add(&mut instance, &mut agenda, &id).unwrap_err().kind, "LimitExceededException");
        instance.ends(&id, 2_000);
        assert_eq!(add(&mut instance, &mut agenda, &id).unwrap_err().kind, "InvalidStateException");
    }

    #[test]
    fn the_agent_leaves_and_the_others_talk_on() {
        let (mut instance, mut agenda, id) = talking();
        add(&mut instance, &mut agenda, &id).unwrap();
        let party = instance.contacts[0].connections[2].id.clone();
        instance.party_answers(&id, &party, 1_500);
        let agent = instance.contacts[0].connections[0].id.clone();
        instance.leg_goes(&id, &agent, 2_000);
        assert_eq!(instance.contacts[0].state, ContactState::Ended);
        assert_eq!(legs(&instance), [LegState::Disconnected, LegState::Connected, LegState::Connected]);
        assert_eq!(instance.agent.state.name, "AfterCallWork");
    }

    #[test]
    fn whoever_else_leaves_leaves_a_call_of_two() {
        for (who, rest) in [
            (1, [LegState::Disconnected, LegState::Connected]),
            (2, [LegState::Connected, LegState::Disconnected]),
        ] {
            let (mut instance, mut agenda, id) = talking();
            add(&mut instance, &mut agenda, &id).unwrap();
            let leg = |instance: &Instance, at: usize| instance.contacts[0].connections[at].id.clone();
            let party = leg(&instance, 2);
            instance.party_answers(&id, &party, 1_500);
            let gone = leg(&instance, who);
            instance.leg_goes(&id, &gone, 2_000);
            assert_eq!(
                (instance.contacts[0].state, &legs(&instance)[1..]),
                (ContactState::Connected, &rest[..])
            );
            let agent = leg(&instance, 0);
            instance.leg_goes(&id, &agent, 3_000);
            assert_eq!(instance.contacts[0].state, ContactState::Ended);
        }
    }
}
