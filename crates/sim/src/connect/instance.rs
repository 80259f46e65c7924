//! The instance: what happens to contacts, and what follows for the agent.

use std::collections::{BTreeMap, VecDeque};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::agent::{Agent, AgentStateKind};
use super::conduit::Port;
use super::contact::{
    Channel, Connection, ConnectionKind, Contact, ContactState, ContactStep, Direction, LegState,
};
use super::recording::Recording;
use crate::clock::{Agenda, Millis, Rng};
use crate::strict::{Rule, Strictness};
use crate::world::Due;

/// Milliseconds between a command and the snapshot that shows its effect.
pub(crate) const SETTLE: Millis = 250;
/// Milliseconds that a call rings before it counts as missed.
pub(crate) const RING: Millis = 20_000;
/// The queue that calls come from.
pub(crate) const SUPPORT: &str = "Support";
/// The queue that calls go out on.
pub(crate) const OUTBOUND: &str = "Outbound";

/// The state a missed or rejected contact takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MissedForm {
    /// `error`, as users report.
    #[default]
    Error,
    /// `missed` or `rejected`, as documented.
    Documented,
    /// The contact just vanishes.
    Vanishes,
}

/// How the instance behaves where reports differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct InstanceOptions {
    /// The state the agent logs in with.
    pub agent_state: String,
    /// The state a missed or rejected contact takes.
    pub missed: MissedForm,
    /// The host of the instance.
    pub origin: String,
    /// The AWS region.
    pub region: String,
}

impl Default for InstanceOptions {
    fn default() -> Self {
        InstanceOptions {
            agent_state: "Available".into(),
            missed: MissedForm::default(),
            origin: "https://acme.my.connect.aws".into(),
            region: "us-west-2".into(),
        }
    }
}

/// A call that waits for an agent.
#[derive(Clone, Debug)]
struct Waiting {
    number: Option<String>,
    /// The contact this one was transferred from.
    initial: Option<String>,
    attributes: IndexMap<String, String>,
    queued: Millis,
}

/// The Amazon Connect instance.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The one agent.
    pub agent: Agent,
    /// Contacts with the agent now, and those that have left.
    pub contacts: Vec<Contact>,
    pub(crate) options: InstanceOptions,
    pub(crate) ports: BTreeMap<u32, Port>,
    pub(crate) masters: BTreeMap<String, u32>,
    pub(crate) softphone_enabled: bool,
    pub(crate) extension: String,
    pub(crate) strict: Strictness,
    queue: VecDeque<Waiting>,
    /// A number was dialled, and its contact has not appeared: the agent is taken.
    pub(crate) dialling: bool,
    /// Set when the agent's data changed and the pages have not heard.
    pub(crate) stale: bool,
    /// The contact that the agent looks at.
    pub(crate) viewed: Option<String>,
    /// Set when that changed and the pages have not heard.
    pub(crate) view_changed: bool,
}

impl Instance {
    /// An instance whose agent has just logged in.
    pub(crate) fn new(options: InstanceOptions, strict: Strictness, now: Millis) -> Self {
        Instance {
            agent: Agent::starting_in(&options.agent_state, now),
            contacts: Vec::new(),
            options,
            ports: BTreeMap::new(),
            masters: BTreeMap::new(),
            softphone_enabled: true,
            extension: String::new(),
            strict,
            queue: VecDeque::new(),
            dialling: false,
            stale: false,
            viewed: None,
            view_changed: false,
        }
    }

    /// Contacts with the agent now, oldest first.
    pub fn present(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.iter().filter(|contact| contact.cleared.is_none())
    }

    /// The contact that the agent looks at.
    pub fn viewed(&self) -> Option<&str> {
        self.viewed.as_deref()
    }

    /// A contact with the agent now.
    pub(crate) fn present_mut(&mut self, id: &str) -> Option<&mut Contact> {
        self.contacts.iter_mut().find(|contact| contact.cleared.is_none() && contact.id == id)
    }

    /// The newest contact with the agent, in any of some states.
    pub(crate) fn in_state(&self, states: &[ContactState]) -> Option<String> {
        self.contacts
            .iter()
            .rev()
            .find(|c| c.cleared.is_none() && states.contains(&c.state))
            .map(|c| c.id.clone())
    }

    /// Whether the agent has a voice contact, or is about to.
    pub(crate) fn is_taken(&self) -> bool {
        self.dialling || self.present().any(Contact::is_call)
    }

    /// Callers waiting for the agent.
    pub(crate) fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// A customer calls.
    pub(crate) fn customer_calls(
        &mut self,
        number: Option<String>,
        attributes: IndexMap<String, String>,
        agenda: &mut Agenda<Due>,
        rng: &mut Rng,
    ) {
        self.queue.push_back(Waiting { number, initial: None, attributes, queued: agenda.now() });
        self.route(agenda, rng);
    }

    /// Another agent hands a customer over: a contact of its own, that remembers where it came from.
    pub(crate) fn customer_is_handed_over(
        &mut self,
        number: Option<String>,
        attributes: IndexMap<String, String>,
        agenda: &mut Agenda<Due>,
        rng: &mut Rng,
    ) {
        let initial = Some(rng.uuid());
        self.queue.push_back(Waiting { number, initial, attributes, queued: agenda.now() });
        self.route(agenda, rng);
    }

    /// Gives the first caller to the agent, when the agent is free.
    pub(crate) fn route(&mut self, agenda: &mut Agenda<Due>, rng: &mut Rng) {
        if self.agent.state.kind != AgentStateKind::Routable || self.is_taken() {
            return;
        }
        let Some(caller) = self.queue.pop_front() else { return };
        let now = agenda.now();
        let ringing = if self.strict.holds(Rule::RingIsConnecting) {
            ContactState::Connecting
        } else {
            ContactState::Incoming
        };
        let mut contact = self.contact(Direction::Inbound, caller.number, SUPPORT, ringing, now, rng);
        contact.initial = caller.initial;
        contact.attributes = caller.attributes;
        contact.queued = caller.queued;
        // The customer is on the line, hearing music, while the agent's leg rings.
        contact.move_legs(false, LegState::Connected, caller.queued);
        agenda.plan(RING, Due::RingTimeout(contact.id.clone()));
        if self.viewed.is_none() {
            self.view_contact(Some(contact.id.clone()));
        }
        self.contacts.push(contact);
        self.agent.enter("PendingBusy", AgentStateKind::System, now);
        self.stale = true;
    }

    /// The caller of the last call that the agent did not take rings with her once more: the same contact, under its old id.
    pub(crate) fn offers_again(&mut self, agenda: &mut Agenda<Due>) {
        if self.agent.state.kind != AgentStateKind::Routable || self.is_taken() {
            return;
        }
        let now = agenda.now();
        let untaken = |contact: &&mut Contact| {
            contact.direction == Direction::Inbound && contact.cleared.is_some() && !contact.accepted
        };
        let Some(contact) = self.contacts.iter_mut().rev().find(untaken) else { return };
        contact.cleared = None;
        contact.enter(ContactState::Connecting, now);
        contact.move_legs(true, LegState::Connecting, now);
        contact.move_legs(false, LegState::Connected, now);
        agenda.plan(RING, Due::RingTimeout(contact.id.clone()));
        self.agent.enter("PendingBusy", AgentStateKind::System, now);
        self.stale = true;
    }

    /// A number that was dialled appears as a contact.
    pub(crate) fn outbound_appears(
        &mut self,
        number: String,
        agenda: &mut Agenda<Due>,
        rng: &mut Rng,
    ) -> String {
        self.dialling = false;
        let now = agenda.now();
        let mut contact =
            self.contact(Direction::Outbound, Some(number), OUTBOUND, ContactState::Connecting, now, rng);
        contact.accepted = true;
        let id = contact.id.clone();
        self.contacts.push(contact);
        self.view_contact(Some(id.clone()));
        self.agent.enter("CallingCustomer", AgentStateKind::System, now);
        agenda.plan(SETTLE, Due::AgentLegUp(id.clone()));
        self.stale = true;
        id
    }

    pub(super) fn contact(
        &mut self,
        direction: Direction,
        number: Option<String>,
        queue: &str,
        state: ContactState,
        now: Millis,
        rng: &mut Rng,
    ) -> Contact {
        let leg = |kind, initial, number, rng: &mut Rng| Connection {
            id: rng.uuid(),
            kind,
            initial,
            state: LegState::Connecting,
            since: now,
            number,
        };
        let customer = match direction {
            Direction::Inbound => ConnectionKind::Inbound,
            Direction::Outbound => ConnectionKind::Outbound,
        };
        let id = rng.uuid();
        Contact {
            connections: vec![
                leg(ConnectionKind::Agent, false, None, rng),
                leg(customer, true, number.clone(), rng),
            ],
            id,
            channel: Channel::Voice,
            initial: None,
            direction,
            number,
            queue: queue.to_owned(),
            queued: now,
            attributes: IndexMap::new(),
            state,
            since: now,
            history: vec![ContactStep { state, at: now }],
            cleared: None,
            accepted: false,
            recording: Recording::Off,
        }
    }

    /// The agent's leg of a dialled call is up; the customer's phone rings.
    pub(crate) fn agent_leg_up(&mut self, id: &str, now: Millis) {
        if let Some(contact) =
            self.present_mut(id).filter(|contact| contact.state == ContactState::Connecting)
        {
            contact.move_legs(true, LegState::Connected, now);
            self.stale = true;
        }
    }

    /// Both sides can talk.
    pub(crate) fn connects(&mut self, id: &str, now: Millis) {
        let Some(contact) = self.present_mut(id).filter(|contact| contact.state != ContactState::Connected)
        else {
            return;
        };
        if !contact.state.is_active() {
            return;
        }
        contact.enter(ContactState::Connected, now);
        contact.move_legs(true, LegState::Connected, now);
        contact.move_legs(false, LegState::Connected, now);
        if contact.is_call() {
            self.agent.enter("Busy", AgentStateKind::System, now);
        }
        self.stale = true;
    }

    /// A call that was connected, or dialled, is over: after-call work.
    pub(crate) fn ends(&mut self, id: &str, now: Millis) {
        let lingers = self.strict.holds(Rule::AfterCallWork);
        let Some(contact) = self.present_mut(id).filter(|contact| contact.state.is_active()) else { return };
        contact.enter(ContactState::Ended, now);
        contact.move_legs(true, LegState::Disconnected, now);
        contact.move_legs(false, LegState::Disconnected, now);
        if contact.is_call() {
            self.agent.enter("AfterCallWork", AgentStateKind::System, now);
            self.agent.muted = false;
        }
        self.stale = true;
        if !lingers {
            self.clears(id, now);
        }
    }

    /// A ringing call was not answered, was refused, or its caller gave up.
    pub(crate) fn misses(&mut self, id: &str, documented: ContactState, now: Millis) {
        let form = self.options.missed;
        let error = self.strict.holds(Rule::MissedIsError);
        let Some(contact) = self.present_mut(id).filter(|c| c.state.is_active()) else { return };
        if contact.state == ContactState::Connected {
            return;
        }
        if form == MissedForm::Vanishes {
            self.clears(id, now);
            return;
        }
        let state = if form == MissedForm::Error && error { ContactState::Error } else { documented };
        contact.enter(state, now);
        contact.move_legs(true, LegState::Disconnected, now);
        let (outbound, call) = (contact.direction == Direction::Outbound, contact.is_call());
        if outbound {
            contact.move_legs(false, LegState::Disconnected, now);
        }
        let name = if outbound { "FailedConnectCustomer" } else { "MissedCallAgent" };
        if call {
            self.agent.enter(name, AgentStateKind::Error, now);
        }
        self.stale = true;
    }

    /// The agent leaves a call that goes on without her: her contact is over, the other legs are not.
    pub(crate) fn agent_leaves(&mut self, id: &str, now: Millis) {
        let lingers = self.strict.holds(Rule::AfterCallWork);
        let Some(contact) = self.present_mut(id) else { return };
        contact.enter(ContactState::Ended, now);
        self.agent.enter("AfterCallWork", AgentStateKind::System, now);
        self.agent.muted = false;
        self.stale = true;
        if !lingers {
            self.clears(id, now);
        }
    }

    /// The agent closes a contact that is over.
    pub(crate) fn clears(&mut self, id: &str, now: Millis) {
        let Some(contact) = self.present_mut(id) else { return };
        contact.cleared = Some(now);
        if contact.is_call() && !self.present().any(Contact::is_call) {
            self.agent.resume(now);
        }
        if self.viewed.as_deref() == Some(id) {
            let next = self.present().next().map(|contact| contact.id.clone());
            self.view_contact(next);
        }
        self.stale = true;
    }

    /// Puts the agent into a state of their choice, or that state in line.
    pub(crate) fn choose_state(&mut self, name: &str, kind: AgentStateKind, enqueue: bool, now: Millis) {
        if enqueue && matches!(self.agent.state.kind, AgentStateKind::System | AgentStateKind::Error) {
            self.agent.next = Some(super::AgentState { name: name.to_owned(), kind, since: now });
        } else {
            self.agent.choose(name, kind, now);
        }
        self.stale = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Rig {
        instance: Instance,
        agenda: Agenda<Due>,
        rng: Rng,
    }

    fn rig(missed: MissedForm) -> Rig {
        let options = InstanceOptions { missed, ..InstanceOptions::default() };
        Rig {
            instance: Instance::new(options, Strictness::default(), 0),
            agenda: Agenda::starting_at(0),
            rng: Rng::seeded(1),
        }
    }

    impl Rig {
        fn ring(&mut self) -> String {
            self.instance.customer_calls(
                Some("+14155550142".into()),
                IndexMap::new(),
                &mut self.agenda,
                &mut self.rng,
            );
            self.instance.in_state(&[ContactState::Connecting]).unwrap()
        }

        #[track_caller]
        fn check(&self, contact: &str, agent: &str) {
            let state = self.instance.present().next().map_or("gone", |contact| contact.state.name());
            assert_eq!((state, self.instance.agent.state.name.as_str()), (contact, agent));
        }
    }

    #[test]
    fn a_call_goes_through_after_call_work() {
        let mut rig = rig(MissedForm::Error);
        let id = rig.ring();
        rig.check("connecting", "PendingBusy");
        rig.instance.connects(&id, 1000);
        rig.check("connected", "Busy");
        rig.instance.ends(&id, 9000);
        rig.check("ended", "AfterCallWork");
        rig.instance.clears(&id, 12_000);
        rig.check("gone", "Available");
        assert_eq!(rig.instance.contacts[0].talk_ms(99_000), Some(8000));
    }

    #[test]
    fn a_missed_call_has_three_forms() {
        for (form, contact, agent) in [
            (MissedForm::Error, "error", "MissedCallAgent"),
            (MissedForm::Documented, "missed", "MissedCallAgent"),
            (MissedForm::Vanishes, "gone", "Available"),
        ] {
            let mut rig = rig(form);
            let id = rig.ring();
            rig.instance.misses(&id, ContactState::Missed, 20_000);
            rig.check(contact, agent);
        }
    }

    #[test]
    fn a_second_caller_waits_for_the_agent() {
        let mut rig = rig(MissedForm::Error);
        let id = rig.ring();
        rig.instance.customer_calls(None, IndexMap::new(), &mut rig.agenda, &mut rig.rng);
        assert_eq!((rig.instance.present().count(), rig.instance.waiting()), (1, 1));
        rig.instance.connects(&id, 1);
        rig.instance.ends(&id, 2);
        rig.instance.clears(&id, 3);
        rig.instance.route(&mut rig.agenda, &mut rig.rng);
        assert_eq!((rig.instance.present().count(), rig.instance.waiting()), (1, 0));
    }

    #[test]
    fn a_dialled_call_waits_for_the_customer() {
        let mut rig = rig(MissedForm::Error);
        let id = rig.instance.outbound_appears("+14155550142".into(), &mut rig.agenda, &mut rig.rng);
        rig.check("connecting", "CallingCustomer");
        rig.instance.agent_leg_up(&id, 250);
        rig.check("connecting", "CallingCustomer");
        rig.instance.connects(&id, 3000);
        rig.check("connected", "Busy");
    }
}
