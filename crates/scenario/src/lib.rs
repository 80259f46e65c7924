//! The scenario format: what a flow sees, what the world answers, what should come of it. `docs/scenarios.md` explains it.
//!
//! [`play`] runs a case as `cti run`, `cti test` and the studio's Try it do.

#![forbid(unsafe_code)]

mod contact;
mod play;
mod press;
mod setup;
mod trigger;

use actions::Payload;
use desk::{Config, Overrides};
use flow::{Limits, Map, Raised, Settings, Source, Value, resolve_trigger};
use serde::Deserialize;
use session::sim::ScriptedReply;

use contact::Contact;
use press::{Press, pressed_payload};
use setup::{OrgSetup, WorldSetup};

pub use play::{Played, play};

/// One scenario file.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scenario {
    #[serde(rename = "$schema", default)]
    _schema: Option<String>,
    #[serde(rename = "description", default)]
    _description: Option<String>,
    /// The flow it tests, beside this file.
    #[serde(default)]
    pub flow: Option<String>,
    /// What is tried with it.
    pub cases: Vec<Case>,
}

/// One run of the flow.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Case {
    /// What it is called in what is printed.
    pub name: String,
    /// Where the event comes from that the case simulates; without it, the flow's own.
    source: Option<SourceName>,
    /// The event that the case simulates; without it, the flow's own.
    event: Option<String>,
    contact: Option<Contact>,
    payload: Value,
    /// An action that is pressed; its payload is the flow's.
    press: Option<Press>,
    /// The payload of that action, once its file was read.
    #[serde(skip)]
    pressed: Option<Payload>,
    agent: Value,
    user_profile: Value,
    /// The configuration of the phone, as `adapter.json` has it; without it, the one that the command was given.
    config: Option<Config>,
    settings: Option<Settings>,
    pub(crate) limits: Limits,
    /// What the property store holds before.
    pub(crate) properties: Map<Value>,
    /// The simulator performs what has no prepared reply.
    world: Option<WorldSetup>,
    /// What the simulated org holds besides; with it the simulator performs, too.
    org: Option<OrgSetup>,
    /// Answers, in order for each kind of effect.
    pub replies: Vec<ScriptedReply>,
    /// What should come of it.
    pub expect: Expect,
}

/// A source of events, by the word of flow files.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
struct SourceName(String);

impl TryFrom<String> for SourceName {
    type Error = String;

    fn try_from(name: String) -> Result<SourceName, String> {
        if Source::parse(&name).is_some() {
            return Ok(SourceName(name));
        }
        let known = Source::ALL.map(Source::word).join(", ");
        Err(format!("no source \"{name}\"; there are: {known}"))
    }
}

/// What should come of a run. Maps match when they hold at least these entries.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Expect {
    /// Whether it runs at all; it does unless this says no.
    pub ran: Option<bool>,
    /// How it ends, for instance `completed`.
    pub outcome: Option<String>,
    /// Ids of the blocks, in the order they run.
    pub blocks: Option<Vec<String>>,
    /// What it asks of the world, in order. Log lines, phone numbers, properties and waiting are not counted.
    pub effects: Option<Vec<Value>>,
    /// Lines it logs, in order.
    pub log: Option<Vec<String>>,
    /// What blocks leave behind, by id: `port`, `results`, `exception`, `inputs`.
    pub entries: Map<Value>,
    /// What the property store holds afterwards, at least.
    pub properties: Option<Value>,
    /// What the simulator's facts hold at least.
    pub world: Option<Value>,
}

impl Case {
    /// Has the action it presses read.
    ///
    /// # Errors
    /// The file cannot be had, is no action, or its form would refuse the entries.
    pub fn press(&mut self, read: &dyn Fn(&str) -> Result<String, String>) -> Result<(), String> {
        let Some(press) = &self.press else { return Ok(()) };
        if !self.payload.is_undefined() {
            return Err(format!(
                "case \"{}\" has both payload and press: the press makes the payload",
                self.name
            ));
        }
        let pressed = read(&press.action).and_then(|text| press.payload(&text));
        self.pressed = Some(pressed.map_err(|reason| format!("case \"{}\": {reason}", self.name))?);
        Ok(())
    }

    /// Why the flow would not run for what the case simulates, when it would not: it says another source or event, or there
    /// is no such thing.
    pub fn mismatch(&self, source: Option<&str>, event: Option<&str>) -> Option<String> {
        let differ = |key: &str, case: Option<&str>, flow: Option<&str>| match (case, flow) {
            (Some(case), Some(flow)) if case != flow => {
                Some(format!("{key}: the case simulates {case}, the flow runs for {flow}"))
            }
            _ => None,
        };
        let of_case = self.source.as_ref().map(|source| source.0.as_str());
        let event_of_case = self.event.as_deref();
        differ("source", of_case, source)
            .or_else(|| differ("event", event_of_case, event))
            .or_else(|| cannot_happen(of_case.or(source), event_of_case.or(event)))
    }

    /// What happens in the simulated platforms before the flow runs, when the flow has any.
    pub(crate) fn world(&self) -> Option<WorldSetup> {
        self.world.clone().or_else(|| self.org.as_ref().map(|_| WorldSetup::default()))
    }

    /// What makes the org what it is before anything happens.
    pub(crate) fn org_directions(&self) -> Vec<sim::Direction> {
        self.org.as_ref().map(OrgSetup::directions).unwrap_or_default()
    }

    /// The configuration of the phone: the case's own, else the one given. What the case says of flows and agent holds.
    pub(crate) fn config(&self, given: &Config) -> Config {
        let mut config = self.config.clone().unwrap_or_else(|| given.clone());
        if let Some(settings) = self.settings {
            config.runs.empty_search_succeeds = settings.empty_search_succeeds;
        }
        if let Some(country) = self.agent.get("defaultCountry").as_text() {
            country.clone_into(&mut config.phone.country);
        }
        config
    }

    /// What flows see in place of what the desk knows.
    pub(crate) fn overrides(&self) -> Overrides {
        let contact = self.contact.as_ref();
        let agent = match &self.agent {
            Value::Map(entries) => entries.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
            _ => Map::new(),
        };
        Overrides {
            contact: contact.and_then(Contact::whole),
            contact_entries: contact.map(Contact::entries).unwrap_or_default(),
            agent_entries: agent,
            limits: Some(self.limits),
        }
    }

    /// The user's profile, when the case says it.
    pub(crate) fn user_profile(&self) -> Option<Value> {
        (!self.user_profile.is_undefined()).then(|| self.user_profile.clone())
    }

    /// What an action hands over, and which of it are references.
    pub(crate) fn action_payload(&self) -> (serde_json::Map<String, serde_json::Value>, Vec<String>) {
        match &self.pressed {
            Some(pressed) => pressed_payload(pressed),
            None => match self.payload.to_json() {
                serde_json::Value::Object(payload) => (payload, Vec::new()),
                _ => (serde_json::Map::new(), Vec::new()),
            },
        }
    }
}

/// Why an event cannot happen: there is none of that name, or this version does not raise it. Where neither case nor flow
/// say when the flow runs, nothing is claimed.
fn cannot_happen(source: Option<&str>, event: Option<&str>) -> Option<String> {
    source?;
    match resolve_trigger(source, event) {
        Ok(trigger) => match trigger.raised {
            Raised::Yes => None,
            Raised::NotYet { why } => Some(format!("{} cannot happen: {why}", trigger.word())),
        },
        Err(finding) => Some(finding.to_string()),
    }
}
