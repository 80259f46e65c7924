//! The event that makes the flow of a case run, as the page would report it to the desk.

use desk::{
    AgentEventKind, Channel, ClickToDial, ContactEventKind, ContactSnapshot, ContactState, Event, Gesture,
    Source,
};
use flow::{AppView, Document, Millis, Value};
use session::sim::Simulation;

use super::Case;
use super::contact::{Contact, Preset};
use crate::play::NAME;

/// What a flow waits for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trigger {
    source: Source,
    event: String,
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
            event: self.event.as_deref().or(document.event()).unwrap_or_default().to_owned(),
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
            ("event", Value::text(&self.event)),
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
        let kinds = match contact_kind(&self.event).filter(|_| self.is_of_contact()) {
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
                if self.event == "onViewContact" {
                    events.push(Event::Viewed { contact: contact_id });
                }
            }
            Source::ConnectAgent => events.extend(self.agent_event(case, simulation)),
            Source::SalesforceUi => events.extend(self.screen_event(case)),
            Source::CtiAction => events.push(Event::Gesture { gesture: self.press(case, contact_id) }),
            // Nobody raises these yet.
            Source::Initialization | Source::SalesforceAgent => {}
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
        let state = self.is_of_contact().then(|| state_at(&self.event));
        match (&case.contact, self.channel()) {
            (Some(contact), channel) => contact.snapshot(channel, state, now),
            (None, Some(channel)) => {
                Contact::Preset(Preset::of(&channel)).snapshot(Some(channel), state, now)
            }
            (None, None) => None,
        }
    }

    fn agent_event(&self, case: &Case, simulation: &Simulation) -> Option<Event> {
        let kind = match self.event.as_str() {
            "onStateChange" if !case.payload.is_undefined() => AgentEventKind::StateChange,
            "onNotRoutable" => AgentEventKind::NotRoutable,
            "onOffline" => AgentEventKind::Offline,
            "onError" => AgentEventKind::Error,
            "onAfterCallWork" => AgentEventKind::AfterCallWork,
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
        match self.event.as_str() {
            "onClickToDial" => {
                let mut click: ClickToDial = serde_json::from_value(payload).unwrap_or_default();
                click.country = None;
                Some(Event::ClickToDial { click })
            }
            "onNavigationChange" => {
                let view: AppView = serde_json::from_value(payload).unwrap_or_default();
                Some(Event::Navigation { view })
            }
            "onHvsWorkStart" => Some(Event::WorkStart { payload: case.payload.clone() }),
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

/// The event of a contact, by the word of flow files.
fn contact_kind(event: &str) -> Option<ContactEventKind> {
    Some(match event {
        "onIncoming" => ContactEventKind::Incoming,
        "onPending" => ContactEventKind::Pending,
        "onConnecting" => ContactEventKind::Connecting,
        "onAccepted" => ContactEventKind::Accepted,
        "onConnected" => ContactEventKind::Connected,
        "onMissed" => ContactEventKind::Missed,
        "onEnded" => ContactEventKind::Ended,
        "onRefresh" => ContactEventKind::Refresh,
        "onDestroy" => ContactEventKind::Destroyed,
        _ => return None,
    })
}

/// The state a contact is in when this happens to it.
fn state_at(event: &str) -> ContactState {
    match event {
        "onIncoming" => ContactState::Incoming,
        "onPending" => ContactState::Pending,
        "onMissed" => ContactState::Missed,
        "onEnded" | "onDestroy" => ContactState::Ended,
        "onConnected" | "onRefresh" | "onViewContact" => ContactState::Connected,
        // A call rings; what was accepted has not been connected yet.
        _ => ContactState::Connecting,
    }
}
