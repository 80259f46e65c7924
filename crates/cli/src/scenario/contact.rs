//! `$.contact` of a case: whole, or by its few interesting facts. A preset is what the page would show a flow, key by key:
//! the desk makes it.

use desk::{Channel, ContactSnapshot, ContactState, Direction};
use flow::{Map, Millis, Value};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::phone;

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
    /// Whoever is with the agent in the world, after the directions.
    InWorld,
}

/// The contact that is with the agent in the world.
#[derive(Clone, Debug)]
pub(crate) struct Present {
    pub(crate) id: String,
    pub(crate) status: &'static str,
    pub(crate) inbound: bool,
    pub(crate) number: Option<String>,
    pub(crate) queue: String,
    pub(crate) attributes: Vec<(String, String)>,
}

/// Contact id of presets.
const ID: &str = "00000000-0000-4000-8000-000000000001";
/// Queue of presets.
const QUEUE: &str = "Support";
/// Where numbers without a country code belong, as in a page that is not told otherwise.
const COUNTRY: &str = "US";

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
    /// What a flow sees that starts at this time.
    pub(super) fn seen(&self, present: Option<Present>, now: Millis) -> Value {
        match self {
            Contact::Whole(value) => value.clone(),
            Contact::Preset(preset) if preset.preset == PresetKind::InWorld => {
                present.map_or(Value::Undefined, |present| preset.seen(preset.of_present(present, now)))
            }
            Contact::Preset(preset) => preset.seen(preset.snapshot(now)),
        }
    }
}

impl Preset {
    fn seen(&self, snapshot: ContactSnapshot) -> Value {
        let Value::Map(contact) = snapshot.seen_by_flows(snapshot.state_since.unwrap_or_default()) else {
            return Value::Undefined;
        };
        let mut contact = Map::clone(&contact);
        contact.extend(self.with.clone());
        contact.into()
    }

    /// What Amazon Connect would report.
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
            phone: self.number.as_ref().and_then(|number| phone::parse(number, Some(COUNTRY))),
            queue: Some(QUEUE.to_owned()),
            queue_arn: None,
            queued_at: Some(now),
            attributes: Some(self.attributes.clone().into()),
        }
    }

    /// What is so in the world; number and attributes of the scenario win.
    fn of_present(&self, present: Present, now: Millis) -> ContactSnapshot {
        let mut preset = self.clone();
        preset.number = self.number.clone().or(present.number);
        preset.attributes =
            present.attributes.into_iter().map(|(name, value)| (name.into(), value)).collect();
        preset.attributes.extend(self.attributes.clone());
        ContactSnapshot {
            id: present.id,
            state: state(present.status),
            direction: if present.inbound { Direction::Inbound } else { Direction::Outbound },
            queue: Some(present.queue),
            ..preset.snapshot(now)
        }
    }
}

/// A state by its word, which is the same in the simulator and in the desk.
fn state(word: &str) -> ContactState {
    serde_json::from_value(word.into()).unwrap_or_else(|_| ContactState::Other(word.to_owned()))
}

#[cfg(test)]
mod tests {
    use desk::{
        AgentEventKind, AgentSnapshot, Command, ConnectEvent, ContactEventKind, Desk, Event, PortEffect,
        Start,
    };
    use flow::{Answer, Failure, FailureKind, PageEffect, Reply};

    use super::*;

    const NOW: Millis = 1_767_603_600_000;

    #[track_caller]
    fn preset(json: &str) -> Preset {
        serde_json::from_str(json).expect(json)
    }

    /// Keeps the contact where it can be looked at.
    fn keep(source: &str) -> Value {
        let file = format!(
            r#"{{"source":"{source}","event":"onConnecting","actions":[
                {{"id":"a","type":"SE_Start","ports":{{"done":"b"}}}},
                {{"id":"b","type":"SE_SetProperty","controls":{{"key":"seen","value":"$.contact"}}}}]}}"#
        );
        Value::from_json_text(&file).expect("JSON")
    }

    /// What a flow sees in a page that Amazon Connect reports this contact to; numbers come raw and are parsed there.
    fn in_the_page(source: &str, mut contact: ContactSnapshot) -> Value {
        contact.phone = None;
        let mut desk = Desk::new(Start { flows: vec![("keep", keep(source))], ..Start::default() });
        let contact = Box::new(contact);
        let mut events = vec![
            Event::SalesforceReady,
            Event::Connect { connect: ConnectEvent::Initialized },
            Event::Agent { kind: AgentEventKind::Init, agent: AgentSnapshot::default() },
            Event::Contact { kind: ContactEventKind::Connecting, contact },
        ];
        while !events.is_empty() {
            for command in desk.handle(events.remove(0), NOW) {
                let Command::Perform { id, effect, .. } = command else { continue };
                let reply: Reply = match &effect {
                    PortEffect::Page(PageEffect::ParsePhone { number, country }) => {
                        Ok(Answer::Phone { phone: phone::parse(number, country.as_deref()) })
                    }
                    _ => Err(Failure::new(FailureKind::Unavailable, "")),
                };
                events.push(Event::Reply { id, reply });
            }
        }
        let run = desk.finished_runs().next().expect("the flow ran");
        run.entries[1].inputs.get("value").cloned().unwrap_or_default()
    }

    /// A flow sees the same here and in the page: every key, and what it holds.
    #[track_caller]
    fn check(source: &str, json: &str) {
        let preset = preset(json);
        let here = Contact::Preset(preset.clone()).seen(None, NOW);
        assert_eq!(here, in_the_page(source, preset.snapshot(NOW)), "{json}");
    }

    #[test]
    fn a_preset_is_what_the_page_shows() {
        for number in [r#""+14155550142""#, r#""+442079460958""#, r#""anonymous""#, "null"] {
            let of = |preset: &str| {
                format!(r#"{{"preset":"{preset}","number":{number},"attributes":{{"a":"b"}}}}"#)
            };
            check("connectVoiceContact", &of("inboundVoice"));
            check("connectVoiceContact", &of("outboundVoice"));
            check("connectQueueCallbackContact", &of("callback"));
        }
        check("connectChatContact", r#"{"preset":"chat"}"#);
        check("connectTaskContact", r#"{"preset":"task"}"#);
    }

    #[test]
    fn with_wins() {
        let contact = Contact::Preset(preset(r#"{"preset":"chat","with":{"queue":"Other","more":1}}"#));
        let seen = contact.seen(None, NOW);
        let found = [seen.get("queue"), seen.get("more"), seen.get("channel")].map(Value::to_text);
        assert_eq!(found, ["Other", "1", "chat"]);
    }
}
