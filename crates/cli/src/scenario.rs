//! The scenario format: what a flow sees, what the world answers, what should come of it. `docs/scenarios.md` explains it.

mod contact;
mod setup;

use actions::Payload;
use desk::Source;
use flow::{Answer, Context, Failure, Limits, Map, Millis, Settings, Value};
use serde::Deserialize;

use crate::press::{Press, resolved};

use contact::Contact;
pub(crate) use contact::Present;
use setup::OrgSetup;
pub(crate) use setup::WorldSetup;

/// One scenario file.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Scenario {
    #[serde(rename = "$schema", default)]
    _schema: Option<String>,
    #[serde(rename = "description", default)]
    _description: Option<String>,
    /// The flow it tests, beside this file.
    #[serde(default)]
    pub(crate) flow: Option<String>,
    pub(crate) cases: Vec<Case>,
}

/// One run of the flow.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
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
    settings: Settings,
    pub(crate) limits: Limits,
    /// What the property store holds before.
    pub(crate) properties: Map<Value>,
    /// The simulator performs what has no prepared reply.
    world: Option<WorldSetup>,
    /// What the simulated org holds besides; with it the simulator performs, too.
    org: Option<OrgSetup>,
    /// Answers, in order for each kind of effect.
    pub(crate) replies: Vec<ScriptedReply>,
    pub(crate) expect: Expect,
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
        let known: Vec<&str> = Source::ALL.iter().map(|(_, name)| *name).collect();
        Err(format!("no source \"{name}\"; there are: {}", known.join(", ")))
    }
}

/// One prepared answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Written")]
pub(crate) struct ScriptedReply {
    /// The kind of effect it answers, for instance `saveRecord`.
    pub(crate) to: String,
    pub(crate) reply: Scripted,
    /// Milliseconds until the answer comes.
    pub(crate) after_ms: Millis,
}

#[derive(Clone, Debug)]
pub(crate) enum Scripted {
    /// It succeeds with this answer.
    Answers(Answer),
    /// It fails like this.
    Fails(Failure),
    /// No answer ever comes.
    Never,
}

/// A prepared answer as it stands in the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    to: String,
    #[serde(default)]
    after_ms: Millis,
    answers: Option<Answer>,
    fails: Option<Failure>,
    never: Option<bool>,
}

impl TryFrom<Written> for ScriptedReply {
    type Error = String;

    fn try_from(written: Written) -> Result<ScriptedReply, String> {
        let reply = match (written.answers, written.fails, written.never) {
            (Some(answer), None, None) => Scripted::Answers(answer),
            (None, Some(failure), None) => Scripted::Fails(failure),
            (None, None, Some(true)) => Scripted::Never,
            _ => {
                return Err(format!(
                    "the reply to {} needs one of: answers, fails, \"never\": true",
                    written.to
                ));
            }
        };
        Ok(ScriptedReply { to: written.to, reply, after_ms: written.after_ms })
    }
}

/// What should come of a run. Maps match when they hold at least these entries.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Expect {
    /// How it ends, for instance `completed`.
    pub(crate) outcome: Option<String>,
    /// Ids of the blocks, in the order they run.
    pub(crate) blocks: Option<Vec<String>>,
    /// What it asks of the world, in order. Log lines, phone numbers, properties and waiting are not counted.
    pub(crate) effects: Option<Vec<Value>>,
    /// Lines it logs, in order.
    pub(crate) log: Option<Vec<String>>,
    /// What blocks leave behind, by id: `port`, `results`, `exception`, `inputs`.
    pub(crate) entries: Map<Value>,
    /// What the property store holds afterwards, at least.
    pub(crate) properties: Option<Value>,
    /// What the simulator's facts hold at least.
    pub(crate) world: Option<Value>,
}

impl Case {
    /// Has the action it presses read.
    ///
    /// # Errors
    /// The file cannot be had, is no action, or its form would refuse the entries.
    pub(crate) fn press(&mut self, read: &dyn Fn(&str) -> Result<String, String>) -> Result<(), String> {
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

    /// Why the flow would not run for what the case simulates, when it would not: it says another source or event.
    pub(crate) fn mismatch(&self, source: Option<&str>, event: Option<&str>) -> Option<String> {
        let of_case = self.source.as_ref().map(|source| source.0.as_str());
        let differ = |key: &str, case: Option<&str>, flow: Option<&str>| match (case, flow) {
            (Some(case), Some(flow)) if case != flow => {
                Some(format!("{key}: the case simulates {case}, the flow runs for {flow}"))
            }
            _ => None,
        };
        differ("source", of_case, source).or_else(|| differ("event", self.event.as_deref(), event))
    }

    /// The simulated platforms before the flow runs, when there are any.
    pub(crate) fn world(&self) -> Option<WorldSetup> {
        match (&self.org, &self.world) {
            (Some(org), world) => Some(org.put_before(world.clone().unwrap_or_default())),
            (None, world) => world.clone(),
        }
    }

    /// What the flow sees, at the time it starts.
    pub(crate) fn context(&self, present: Option<Present>, now: Millis) -> Context {
        let contact = self.contact.as_ref();
        let mut context = Context {
            payload: self.payload.clone(),
            contact: contact.map_or(Value::Undefined, |contact| contact.seen(present, now)),
            agent: self.agent.clone(),
            user_profile: self.user_profile.clone(),
            settings: self.settings,
        };
        if let Some(pressed) = &self.pressed {
            context.payload = resolved(pressed, &context);
        }
        context
    }
}
