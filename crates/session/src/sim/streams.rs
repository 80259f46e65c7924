//! What Amazon Connect Streams tells a page, in its order (`reference/connect-streams.md` §3).

use ::sim::connect::{
    CallDirection, Channel as SimChannel, Connection, ConnectionKind, Contact, Instance, LegState,
};
use desk::{
    AgentEventKind, AgentSnapshot, AgentStateKind, Channel, ConnectEvent, ContactEventKind, ContactSnapshot,
    ContactState, Direction, Event,
};
use flow::{Map, Millis};
use serde_json::Value as Json;

/// What a page has been told.
#[derive(Debug, Default)]
pub(super) struct Reported {
    agent: Option<AgentSnapshot>,
    contacts: Vec<Known>,
    viewed: Option<String>,
}

/// A contact that a page has been told of.
#[derive(Debug)]
struct Known {
    snapshot: ContactSnapshot,
    accepted: bool,
    /// Whether its end was reported while it was there.
    ended: bool,
}

impl Reported {
    /// What has changed since, as events in the order of one `agent::update`.
    /// The library compares the instance's clock with the computer's, which is ahead by so much.
    pub(super) fn news(&mut self, instance: &Instance, now: Millis, wall_ahead: i64) -> Vec<Event> {
        let data = instance.agent_data(now);
        let agent = AgentSnapshot { skew_ms: wall_ahead.saturating_neg(), ..agent_snapshot(&data) };
        let mut present: Vec<(&Contact, ContactSnapshot)> =
            instance.present().map(|contact| (contact, contact_snapshot(contact, &data))).collect();
        present.sort_by_key(|(contact, _)| contact.since);
        let mut events = Vec::new();
        self.agent_news(&agent, &present, &mut events);
        let viewed = instance.viewed().map(str::to_owned);
        if self.viewed != viewed {
            self.viewed.clone_from(&viewed);
            events.push(Event::Viewed { contact: viewed });
        }
        events
    }

    /// What is so, as far as it was told.
    pub(super) fn state(&self) -> Vec<Event> {
        let mut events = Vec::new();
        if let Some(agent) = self.agent.clone() {
            events.push(Event::Agent { kind: AgentEventKind::Refresh, agent });
        }
        for known in &self.contacts {
            let contact = Box::new(known.snapshot.clone());
            events.push(Event::Contact { kind: ContactEventKind::Init, contact });
        }
        events
    }

    /// The agent's own events, when anything has changed; then those of the contacts.
    fn agent_news(
        &mut self,
        agent: &AgentSnapshot,
        present: &[(&Contact, ContactSnapshot)],
        events: &mut Vec<Event>,
    ) {
        let known = |id: &str| self.contacts.iter().position(|known| known.snapshot.id == id);
        let same_contacts = present.len() == self.contacts.len()
            && present.iter().all(|(contact, snapshot)| {
                known(&contact.id).is_some_and(|at| {
                    self.contacts[at].snapshot == *snapshot && self.contacts[at].accepted == contact.accepted
                })
            });
        let old = self.agent.replace(agent.clone());
        if old.as_ref() == Some(agent) && same_contacts {
            return;
        }
        let mut kinds = Vec::new();
        if old.is_none() {
            events.push(Event::Connect { connect: ConnectEvent::Initialized });
            kinds.push(AgentEventKind::Init);
        }
        kinds.push(AgentEventKind::Refresh);
        if old.as_ref().map(|old| &old.state_kind) != Some(&agent.state_kind) {
            match agent.state_kind {
                AgentStateKind::Routable => kinds.push(AgentEventKind::Routable),
                AgentStateKind::NotRoutable => kinds.push(AgentEventKind::NotRoutable),
                AgentStateKind::Offline => kinds.push(AgentEventKind::Offline),
                AgentStateKind::Init
                | AgentStateKind::System
                | AgentStateKind::Error
                | AgentStateKind::Other(_) => {}
            }
        }
        if old.as_ref().map(|old| &old.state) != Some(&agent.state) {
            kinds.push(AgentEventKind::StateChange);
            if agent.state_kind == AgentStateKind::Error {
                kinds.push(AgentEventKind::Error);
            } else if agent.state == "AfterCallWork" {
                kinds.push(AgentEventKind::AfterCallWork);
            }
        }
        events.extend(kinds.into_iter().map(|kind| Event::Agent { kind, agent: agent.clone() }));
        self.contact_news(present, events);
    }

    /// New contacts, then those that have gone, then those that remain.
    fn contact_news(&mut self, present: &[(&Contact, ContactSnapshot)], events: &mut Vec<Event>) {
        let before: Vec<Known> = std::mem::take(&mut self.contacts);
        let (gone, remaining): (Vec<Known>, Vec<Known>) = before
            .into_iter()
            .partition(|known| !present.iter().any(|(contact, _)| contact.id == known.snapshot.id));
        let mut told = Vec::new();
        for (contact, snapshot) in present {
            let old = remaining.iter().find(|known| known.snapshot.id == contact.id);
            let mut kinds = Vec::new();
            if old.is_none() {
                kinds.push(ContactEventKind::Init);
            }
            if contact.accepted
                && snapshot.direction == Direction::Inbound
                && old.is_some_and(|old| !old.accepted)
            {
                kinds.push(ContactEventKind::Accepted);
            }
            if old.is_none_or(|old| old.snapshot.state != snapshot.state) {
                kinds.extend(transition(old.map(|old| &old.snapshot.state), &snapshot.state));
            }
            kinds.push(ContactEventKind::Refresh);
            let ended = old.is_some_and(|old| old.ended)
                || kinds
                    .iter()
                    .any(|kind| matches!(kind, ContactEventKind::Ended | ContactEventKind::AfterCallWork));
            told.push((old.is_none(), kinds, snapshot));
            self.contacts.push(Known { snapshot: snapshot.clone(), accepted: contact.accepted, ended });
        }
        let report = |kinds: &[ContactEventKind], snapshot: &ContactSnapshot, events: &mut Vec<Event>| {
            for kind in kinds {
                events.push(Event::Contact { kind: *kind, contact: Box::new(snapshot.clone()) });
            }
        };
        for (_, kinds, snapshot) in told.iter().filter(|(new, ..)| *new) {
            report(kinds, snapshot, events);
        }
        for known in &gone {
            let late_end: &[ContactEventKind] = if known.ended { &[] } else { &[ContactEventKind::Ended] };
            report(late_end, &known.snapshot, events);
            report(&[ContactEventKind::Destroyed], &known.snapshot, events);
        }
        for (_, kinds, snapshot) in told.iter().filter(|(new, ..)| !*new) {
            report(kinds, snapshot, events);
        }
    }
}

/// The callbacks of a change of state, before `onRefresh`.
fn transition(from: Option<&ContactState>, to: &ContactState) -> Vec<ContactEventKind> {
    use ContactEventKind as Kind;
    let rang = matches!(from, Some(ContactState::Connecting | ContactState::Incoming));
    let active = from.is_some_and(ContactState::is_active);
    match to {
        ContactState::Incoming => vec![Kind::Incoming],
        ContactState::Pending => vec![Kind::Pending],
        ContactState::Connecting => vec![Kind::Connecting],
        ContactState::Connected => vec![Kind::Connected],
        ContactState::Ended if active => vec![Kind::AfterCallWork, Kind::Ended],
        ContactState::Ended => vec![Kind::AfterCallWork],
        ContactState::Missed | ContactState::Rejected if rang => vec![Kind::Ended, Kind::Missed],
        ContactState::Missed | ContactState::Rejected if active => vec![Kind::Ended],
        ContactState::Error if rang => vec![Kind::Error, Kind::Missed, Kind::Ended],
        ContactState::Error => vec![Kind::Error, Kind::Ended],
        ContactState::Missed
        | ContactState::Rejected
        | ContactState::Paused
        | ContactState::Init
        | ContactState::Other(_) => Vec::new(),
    }
}

pub(super) fn agent_snapshot(data: &Json) -> AgentSnapshot {
    let configuration = &data["configuration"];
    let state = &data["snapshot"]["state"];
    AgentSnapshot {
        name: text(&configuration["name"]),
        username: configuration["username"].as_str().map(str::to_owned),
        state: text(&state["name"]),
        state_kind: match state["type"].as_str().unwrap_or_default() {
            "routable" => AgentStateKind::Routable,
            "not_routable" => AgentStateKind::NotRoutable,
            "offline" => AgentStateKind::Offline,
            "system" => AgentStateKind::System,
            "error" => AgentStateKind::Error,
            other => AgentStateKind::Other(other.to_owned()),
        },
        states: texts(&configuration["agentStates"], |state| text(&state["name"])),
        extension: configuration["extension"].as_str().filter(|text| !text.is_empty()).map(str::to_owned),
        dialable_countries: texts(&configuration["dialableCountries"], text),
        permissions: texts(&configuration["permissions"], text),
        routing_profile: configuration["routingProfile"]["name"].as_str().map(str::to_owned),
        softphone: configuration["softphoneEnabled"] == true,
        skew_ms: 0,
    }
}

fn contact_snapshot(contact: &Contact, data: &Json) -> ContactSnapshot {
    let sent = data["snapshot"]["contacts"].as_array().into_iter().flatten();
    let sent = sent.into_iter().find(|sent| sent["contactId"] == contact.id.as_str());
    let queue_arn = sent.and_then(|sent| sent["queue"]["queueARN"].as_str()).map(str::to_owned);
    let softphone = sent.is_some_and(|sent| {
        let legs = sent["connections"].as_array().into_iter().flatten();
        legs.into_iter().any(|leg| leg["type"] == "agent" && leg.get("softphoneMediaInfo").is_some())
    });
    let is_live = |leg: &Connection| leg.kind != ConnectionKind::Agent && leg.state != LegState::Disconnected;
    let customer = contact.connections.iter().any(|leg| is_live(leg) && leg.initial);
    let others = contact.connections.iter().any(|leg| is_live(leg) && !leg.initial);
    let attributes: Map<String> =
        contact.attributes.iter().map(|(name, text)| (flow::Text::new(name), text.clone())).collect();
    ContactSnapshot {
        id: contact.id.clone(),
        initial_id: Some(contact.initial.clone().unwrap_or_else(|| contact.id.clone())),
        channel: match contact.channel {
            SimChannel::Voice => Channel::Voice,
            SimChannel::Chat => Channel::Chat,
        },
        state: state(contact),
        state_since: Some(contact.since),
        direction: match contact.direction {
            CallDirection::Inbound => Direction::Inbound,
            CallDirection::Outbound => Direction::Outbound,
        },
        transferred: contact.initial.is_some(),
        third_party: customer && others,
        monitoring: false,
        softphone,
        number: contact.number.clone(),
        phone: None,
        queue: Some(contact.queue.clone()),
        queue_arn,
        queued_at: Some(contact.queued),
        attributes: Some(attributes.into()),
    }
}

fn state(contact: &Contact) -> ContactState {
    use ::sim::connect::ContactState as Sim;
    match contact.state {
        Sim::Incoming => ContactState::Incoming,
        Sim::Connecting => ContactState::Connecting,
        Sim::Connected => ContactState::Connected,
        Sim::Ended => ContactState::Ended,
        Sim::Missed => ContactState::Missed,
        Sim::Rejected => ContactState::Rejected,
        Sim::Error => ContactState::Error,
    }
}

fn text(value: &Json) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts(list: &Json, read: impl Fn(&Json) -> String) -> Vec<String> {
    list.as_array().into_iter().flatten().map(read).collect()
}
