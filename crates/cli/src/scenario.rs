//! The scenario format: what a flow sees, what the world answers, what should come of it. `docs/scenarios.md` explains it.

use actions::Payload;
use flow::{Answer, Context, Failure, Limits, Map, Millis, Settings, Value};
use serde::Deserialize;

use crate::press::{Press, resolved};

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
    pub(crate) world: Option<WorldSetup>,
    /// Answers, in order for each kind of effect.
    pub(crate) replies: Vec<ScriptedReply>,
    pub(crate) expect: Expect,
}

/// The contact in context.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Contact {
    Preset(Preset),
    Whole(Value),
}

/// A contact by its few interesting facts.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Preset {
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

/// The simulated platforms before the flow runs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct WorldSetup {
    /// What happens first, in the simulator's words.
    pub(crate) directions: Vec<sim::Direction>,
    /// What goes wrong.
    pub(crate) faults: Vec<NamedFault>,
}

/// A fault of the simulator, by its name.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct NamedFault(pub(crate) sim::Fault);

impl TryFrom<String> for NamedFault {
    type Error = String;

    fn try_from(name: String) -> Result<NamedFault, String> {
        let known = || format!("no fault \"{name}\"; there are: {}", sim::Fault::NAMES.join(", "));
        sim::Fault::named(&name).map(NamedFault).ok_or_else(known)
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
#[derive(Clone, Debug, Default, Deserialize)]
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

/// Contact id of presets.
const PRESET_ID: &str = "00000000-0000-4000-8000-000000000001";

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

    /// What the flow sees.
    pub(crate) fn context(&self, present: Option<Present>) -> Context {
        let contact = match &self.contact {
            None => Value::Undefined,
            Some(Contact::Whole(value)) => value.clone(),
            Some(Contact::Preset(preset)) if preset.preset == PresetKind::InWorld => {
                present.map_or(Value::Undefined, |present| preset.with_present(present))
            }
            Some(Contact::Preset(preset)) => preset.contact(),
        };
        let mut context = Context {
            payload: self.payload.clone(),
            contact,
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

impl Preset {
    /// The preset with what is so in the world; `attributes` and `with` of the scenario win.
    fn with_present(&self, present: Present) -> Value {
        let mut preset = self.clone();
        let given = std::mem::take(&mut preset.attributes);
        for (name, value) in present.attributes {
            preset.attributes.insert(name, value);
        }
        preset.attributes.extend(given);
        preset.number = self.number.clone().or(present.number);
        let call_type = if present.inbound { "inbound" } else { "outbound" };
        let mut with = Map::from([
            ("contactId", present.id.clone().into()),
            ("originalContactId", present.id.into()),
            ("status", present.status.into()),
            ("isConnected", (present.status == "connected").into()),
            ("isInbound", present.inbound.into()),
            ("callType", call_type.into()),
            ("queueName", present.queue.into()),
        ]);
        with.extend(std::mem::take(&mut preset.with));
        preset.with = with;
        preset.contact()
    }

    fn contact(&self) -> Value {
        let (kind, channel, inbound) = match self.preset {
            PresetKind::InboundVoice => ("voice", "voice", true),
            PresetKind::OutboundVoice => ("voice", "voice", false),
            PresetKind::Callback => ("queue_callback", "voice", true),
            PresetKind::Chat => ("chat", "chat", true),
            PresetKind::Task => ("task", "task", true),
            // What it is in the world is put over this.
            PresetKind::InWorld => ("voice", "voice", true),
        };
        let attributes = Value::map(self.attributes.iter().map(|(key, text)| (key, Value::text(text))));
        let mut contact = Map::from([
            ("contactId", PRESET_ID.into()),
            ("originalContactId", PRESET_ID.into()),
            ("type", kind.into()),
            ("channel", channel.into()),
            ("status", "connecting".into()),
            ("attributes", attributes),
            ("isInbound", inbound.into()),
            ("isConnected", false.into()),
            ("isTransfer", false.into()),
            ("callType", if inbound { "inbound" } else { "outbound" }.into()),
            ("rawPhoneNumber", self.number.clone().into()),
        ]);
        contact.extend(self.with.clone());
        contact.into()
    }
}
