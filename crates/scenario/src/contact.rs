//! `$.contact` of a case: whole, or by its few interesting facts. A preset is reported to the desk, which makes of it what flows
//! see.

use desk::{Channel, ContactSnapshot, ContactState, Direction};
use flow::{Map, Millis, Value};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// The contact in context.
#[derive(Clone, Debug)]
pub(super) enum Contact {
    Preset(Preset),
    Whole(Value),
}

/// A contact by its few interesting facts.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Preset {
    preset: PresetKind,
    /// The customer's number; absent when it is withheld.
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    attributes: Map<String>,
    /// Further keys of the contact, which win over those of the preset.
    #[serde(default)]
    with: Map<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum PresetKind {
    InboundVoice,
    OutboundVoice,
    Callback,
    Chat,
    Task,
    /// The one in the simulator: its events reach the desk as the directions make them happen.
    InWorld,
}

/// Contact id of presets.
const ID: &str = "00000000-0000-4000-8000-000000000001";
/// Queue of presets.
const QUEUE: &str = "Support";

/// What says `preset` is one, so that a slip in its other keys is found; anything else is taken as it stands.
impl<'de> Deserialize<'de> for Contact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Contact, D::Error> {
        let value = Value::deserialize(deserializer)?;
        if value.get("preset").is_undefined() {
            return Ok(Contact::Whole(value));
        }
        serde_json::from_str(&value.to_tagged_text()).map(Contact::Preset).map_err(|error| {
            // The place is that of the text made here, which nobody sees.
            let text = error.to_string();
            let reason = text.split_once(" at line ").map_or(&*text, |(reason, _)| reason);
            D::Error::custom(format_args!("in the contact's preset: {reason}"))
        })
    }
}

impl Contact {
    /// All of `$.contact`, when the case says all of it.
    pub(super) fn whole(&self) -> Option<Value> {
        match self {
            Contact::Whole(value) => Some(value.clone()),
            Contact::Preset(_) => None,
        }
    }

    /// Keys of `$.contact` that win over those of the preset.
    pub(super) fn entries(&self) -> Map<Value> {
        match self {
            Contact::Whole(_) => Map::new(),
            Contact::Preset(preset) => preset.with.clone(),
        }
    }

    /// What Amazon Connect reports of it: in the channel of the event and the state that goes with it, unless the case says
    /// otherwise. None when it is the one in the simulator.
    pub(super) fn snapshot(
        &self,
        channel: Option<Channel>,
        state: Option<ContactState>,
        now: Millis,
    ) -> Option<ContactSnapshot> {
        let (preset, says) = match self {
            Contact::Preset(preset) if preset.preset == PresetKind::InWorld => return None,
            Contact::Preset(preset) => (preset.clone(), Value::from(preset.with.clone())),
            Contact::Whole(value) => (Preset::of(&channel.clone().unwrap_or(Channel::Voice)), value.clone()),
        };
        let mut snapshot = preset.snapshot(now);
        let text = |key: &str| says.get(key).as_text().map(str::to_owned);
        if let (Contact::Whole(_), Some(number)) = (self, text("rawPhoneNumber")) {
            snapshot.number = Some(number);
        }
        if let Some(id) = text("contactId") {
            snapshot.id = id;
        }
        if let Some(queue) = text("queue") {
            snapshot.queue = Some(queue);
        }
        let said = text("status").and_then(|word| serde_json::from_value(word.into()).ok());
        if let Some(state) = said.or(state) {
            snapshot.state = state;
        }
        Some(snapshot)
    }
}

impl Preset {
    /// A contact of a channel of which nothing else is known.
    pub(super) fn of(channel: &Channel) -> Preset {
        let preset = match channel {
            Channel::QueueCallback => PresetKind::Callback,
            Channel::Chat => PresetKind::Chat,
            Channel::Task => PresetKind::Task,
            Channel::Voice | Channel::Email | Channel::Other(_) => PresetKind::InboundVoice,
        };
        Preset { preset, number: None, attributes: Map::new(), with: Map::new() }
    }

    fn snapshot(&self, now: Millis) -> ContactSnapshot {
        let (channel, direction) = match self.preset {
            PresetKind::InboundVoice | PresetKind::InWorld => (Channel::Voice, Direction::Inbound),
            PresetKind::OutboundVoice => (Channel::Voice, Direction::Outbound),
            PresetKind::Callback => (Channel::QueueCallback, Direction::Inbound),
            PresetKind::Chat => (Channel::Chat, Direction::Inbound),
            PresetKind::Task => (Channel::Task, Direction::Inbound),
        };
        ContactSnapshot {
            id: ID.to_owned(),
            initial_id: None,
            softphone: channel.is_voice(),
            channel,
            state: ContactState::Connecting,
            state_since: Some(now),
            direction,
            transferred: false,
            third_party: false,
            monitoring: false,
            number: self.number.clone(),
            phone: None,
            queue: Some(QUEUE.to_owned()),
            queue_arn: None,
            queued_at: Some(now),
            attributes: Some(self.attributes.clone().into()),
        }
    }
}
