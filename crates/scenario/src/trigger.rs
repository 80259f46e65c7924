//! The event that makes the flow of a case run, as the page would report it to the desk.

use desk::{
    AgentEventKind, Channel, ClickToDial, ContactEventKind, ContactSnapshot, ContactState, Event, Gesture,
};
use flow::{AppView, Document, Millis, Source, TriggerEvent, Value};
use session::sim::Simulation;

use super::Case;
use super::contact::{Contact, Preset};
use crate::play::NAME;

/// What a flow waits for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trigger {
    source: Source,
    /// None for an action, and for a word that no event has.
    event: Option<TriggerEvent>,
    /// Name of the flow.
    name: String,
}

impl Case {
    /// What makes the flow run: what the case says, else what the flow says. A flow that says nothing is started as an action
    /// would start it.
    pub(crate) fn trigger(&self, document: &Document) -> Trigger {
        let source = self.source.as_ref().map(|source| source.0.as_str()).or(document.source());
        Trigger {
            source: source.and_then(Source::parse).unwrap_or(Source::CtiAction),
            event: self.event.as_deref().or(document.event()).and_then(TriggerEvent::parse),
            name: document.name().filter(|name| !name.is_empty()).unwrap_or(NAME).to_owned(),
        }
    }
}

impl Trigger {
    /// The flow's file, which says what it waits for.
    pub(crate) fn flow_file(&self, file: &Value) -> Value {
        let entries = match file {
            Value::Map(entries) => entries.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
            _ => Vec::new(),
        };
        let said: [(&str, Value); 4] = [
            ("name", Value::text(&self.name)),
            ("source", self.source.word().into()),
            ("event", self.event.map_or("", TriggerEvent::word).into()),
            ("active", true.into()),
        ];
        let kept = entries.into_iter().filter(|(key, _)| !said.iter().any(|(said, _)| *key == **said));
        let said = said.clone().map(|(key, value)| (flow::Text::from(key), value));
        Value::map(kept.chain(said))
    }

    /// What the desk hears.
    pub(crate) fn events(&self, case: &Case, simulation: &Simulation) -> Vec<Event> {
        let now = simulation.now();
        let mut events = Vec::new();
        let contact = self.contact(case, now);
        let contact_id = match &contact {
            Some(contact) => Some(contact.id.clone()),
            None => simulation.platforms().world.connect().present().next().map(|contact| contact.id.clone()),
        };
        // Beside another event the contact is simply there.
        let kinds = match self.event.and_then(contact_kind).filter(|_| self.is_of_contact()) {
            Some(kind) => [ContactEventKind::Init, kind],
            None => [ContactEventKind::Init, ContactEventKind::Refresh],
        };
        if let Some(contact) = contact {
            let contact = Box::new(contact);
            events.extend(kinds.map(|kind| Event::Contact { kind, contact: contact.clone() }));
        }
        match self.source {
            Source::ConnectVoiceContact
            | Source::ConnectQueueCallbackContact
            | Source::ConnectChatContact
            | Source::ConnectTaskContact
            | Source::ConnectEmailContact => {
                if self.event == Some(TriggerEvent::ViewContact) {
                    events.push(Event::Viewed { contact: contact_id });
                }
            }
            Source::ConnectAgent => events.extend(self.agent_event(case, simulation)),
            Source::SalesforceUi => events.extend(self.screen_event(case)),
            Source::CtiAction => events.push(Event::Gesture { gesture: self.press(case, contact_id) }),
            // The page raises it by itself when it has started.
            Source::Initialization => {}
            // Nobody raises it yet.
            Source::SalesforceAgent => {}
        }
        events
    }

    fn is_of_contact(&self) -> bool {
        self.channel().is_some()
    }

    fn channel(&self) -> Option<Channel> {
        match self.source {
            Source::ConnectVoiceContact => Some(Channel::Voice),
            Source::ConnectQueueCallbackContact => Some(Channel::QueueCallback),
            Source::ConnectChatContact => Some(Channel::Chat),
            Source::ConnectTaskContact => Some(Channel::Task),
            Source::ConnectEmailContact => Some(Channel::Email),
            Source::Initialization
            | Source::ConnectAgent
            | Source::SalesforceAgent
            | Source::SalesforceUi
            | Source::CtiAction => None,
        }
    }

    /// The contact that the case describes; a contact's event has one in any case. None when it is the simulator's.
    fn contact(&self, case: &Case, now: Millis) -> Option<ContactSnapshot> {
        let state = self.is_of_contact().then(|| self.event.map_or(ContactState::Connecting, state_at));
        match (&case.contact, self.channel()) {
            (Some(contact), channel) => contact.snapshot(channel, state, now),
            (None, Some(channel)) => {
                Contact::Preset(Preset::of(&channel)).snapshot(Some(channel), state, now)
            }
            (None, None) => None,
        }
    }

    fn agent_event(&self, case: &Case, simulation: &Simulation) -> Option<Event> {
        let kind = match self.event? {
            TriggerEvent::StateChange if !case.payload.is_undefined() => AgentEventKind::StateChange,
            TriggerEvent::NotRoutable => AgentEventKind::NotRoutable,
            TriggerEvent::Offline => AgentEventKind::Offline,
            TriggerEvent::Error => AgentEventKind::Error,
            TriggerEvent::AfterCallWork => AgentEventKind::AfterCallWork,
            // It happened when the phone started: onInit, onRefresh, onRoutable, onStateChange.
            _ => return None,
        };
        let mut agent = simulation.agent();
        if let Some(state) = case.payload.get("newState").as_text() {
            state.clone_into(&mut agent.state);
        }
        Some(Event::Agent { kind, agent })
    }

    fn screen_event(&self, case: &Case) -> Option<Event> {
        let payload = case.payload.to_json();
        match self.event? {
            TriggerEvent::ClickToDial => {
                let mut click: ClickToDial = serde_json::from_value(payload).unwrap_or_default();
                click.country = None;
                Some(Event::ClickToDial { click })
            }
            TriggerEvent::NavigationChange => {
                let view: AppView = serde_json::from_value(payload).unwrap_or_default();
                Some(Event::Navigation { view })
            }
            TriggerEvent::HvsWorkStart => Some(Event::WorkStart { payload: case.payload.clone() }),
            _ => None,
        }
    }

    fn press(&self, case: &Case, contact: Option<String>) -> Gesture {
        let (payload, references) = case.action_payload();
        Gesture::RunAction {
            action: self.name.clone(),
            flow: self.name.clone(),
            contact,
            payload,
            references,
        }
    }
}

/// What Amazon Connect reports when this happens to a contact.
fn contact_kind(event: TriggerEvent) -> Option<ContactEventKind> {
    Some(match event {
        TriggerEvent::Incoming => ContactEventKind::Incoming,
        TriggerEvent::Pending => ContactEventKind::Pending,
        TriggerEvent::Connecting => ContactEventKind::Connecting,
        TriggerEvent::Accepted => ContactEventKind::Accepted,
        TriggerEvent::Connected => ContactEventKind::Connected,
        TriggerEvent::Missed => ContactEventKind::Missed,
        TriggerEvent::Ended => ContactEventKind::Ended,
        TriggerEvent::Refresh => ContactEventKind::Refresh,
        TriggerEvent::Destroy => ContactEventKind::Destroyed,
        _ => return None,
    })
}

/// The state a contact is in when this happens to it.
fn state_at(event: TriggerEvent) -> ContactState {
    match event {
        TriggerEvent::Incoming => ContactState::Incoming,
        TriggerEvent::Pending => ContactState::Pending,
        TriggerEvent::Missed => ContactState::Missed,
        TriggerEvent::Ended | TriggerEvent::Destroy => ContactState::Ended,
        TriggerEvent::Connected | TriggerEvent::Refresh | TriggerEvent::ViewContact => {
            ContactState::Connected
        }
        // A call rings; what was accepted has not been connected yet.
        _ => ContactState::Connecting,
    }
}
