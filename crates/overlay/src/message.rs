//! What the core tells the panel and what the panel tells it, as JSON text. The other side is `crates/desk/src/message.rs`;
//! `tests/messages.rs` holds the two together.

use actions::{Action, Entry};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::json::Json;

/// The version of the messages. Another one is not read.
pub const VERSION: u32 = 1;

/// Everything the panel paints.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct View {
    /// The contact in front of the agent.
    pub contact: Option<Contact>,
    /// Whom the calls are about: the contact in front of the agent, and those of the saves.
    pub callers: Vec<Caller>,
    /// Whether a contact rings: nothing may lie over the Contact Control Panel.
    pub ringing: bool,
    /// Call logs: saved, being saved, or in want of the agent. Newest first.
    pub saves: Vec<Save>,
    /// What a flow has sent to the Data panel.
    pub data: Option<Data>,
    /// What flows have said and the agent has not put away, oldest first.
    pub said: Vec<Said>,
    /// Whether a flow wants every attribute of the contact shown.
    pub show_attributes: bool,
    /// The recording of the connected call.
    pub recording: Option<Recording>,
    /// Calls the agent can say something of, newest first.
    pub logs: Vec<Log>,
    /// The flows that ran, newest first.
    pub runs: Vec<Run>,
    /// What became of CTI Actions: the last press of each action and contact, newest first.
    pub presses: Vec<Press>,
    /// The form that is open, with what it is filled with.
    pub form: Option<Form>,
}

/// What a flow has sent to the Data panel.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Data {
    /// The contact it goes and comes with.
    pub contact: Option<String>,
    /// The rows.
    pub rows: Vec<DataRow>,
}

/// A row of the Data panel: name, text, and whether the text is the JSON of a list or a map.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct DataRow(pub String, pub String, pub bool);

/// Something that a flow says to the agent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Said {
    /// Counts from one for each desk.
    pub id: u64,
    /// How.
    pub kind: SayKind,
    /// The heading.
    pub title: Option<String>,
    /// The text.
    pub text: String,
}

/// How something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SayKind {
    /// A dialog that stays until the agent closes it.
    Modal,
    /// A line that goes by itself.
    #[serde(other)]
    Toast,
}

/// The recording of the connected call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Recording {
    /// Contact id.
    pub contact: String,
    /// How it stands.
    pub state: RecordingState,
    /// Whether a change is under way.
    pub busy: bool,
    /// Why the last change came to nothing.
    pub failure: Option<Failure>,
}

/// How the recording of a contact stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordingState {
    /// Not begun.
    Idle,
    /// Begun.
    Recording,
    /// Begun, and silent for a while.
    Paused,
    /// Over, for good; and whatever this version does not know.
    #[serde(other)]
    Stopped,
}

/// The contact in front of the agent.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Contact id.
    pub id: String,
    /// Number as it is to be shown; none when withheld.
    pub number: Option<String>,
    /// Name of the related record.
    pub name: Option<String>,
    /// Who called whom.
    pub direction: Direction,
    /// State.
    pub state: ContactState,
    /// When the state began, milliseconds since the Unix epoch.
    pub since: Option<u64>,
    /// Name of the queue.
    pub queue: Option<String>,
    /// How the call went, once it is over.
    pub outcome: Option<CallOutcome>,
    /// Contact attributes, in the order Amazon Connect gave them.
    #[serde(default)]
    pub attributes: Vec<(String, String)>,
}

/// Who called whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// The customer called.
    Inbound,
    /// The agent called.
    Outbound,
}

/// The state of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ContactState {
    /// A callback is offered.
    Incoming,
    /// Waiting.
    Pending,
    /// Ringing, in or out.
    Connecting,
    /// Talking.
    Connected,
    /// Paused.
    Paused,
    /// After-call work.
    Ended,
    /// Any other: nothing to tell an agent.
    #[serde(other)]
    Other,
}

impl ContactState {
    /// Whether the contact is alive: ringing, talking or waiting.
    pub fn is_active(self) -> bool {
        !matches!(self, ContactState::Ended | ContactState::Other)
    }
}

/// How a call went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum CallOutcome {
    /// It rang and the agent did not answer.
    Missed,
    /// The agent refused it.
    Rejected,
    /// The other side did not answer.
    Unanswered,
    /// The agent left the customer with someone else.
    Transferred,
    /// Both sides talked, or nobody knows: no word for the agent.
    #[serde(other)]
    Other,
}

/// Whom a call is about, and what the agent can do about it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Caller {
    /// Contact id.
    pub contact: String,
    /// What the agent is asked.
    pub question: Question,
    /// The records to choose from, most likely first.
    pub records: Vec<Record>,
    /// Objects a new record can be made of, by API name.
    pub new_records: Vec<String>,
    /// Whether Salesforce's own search has something to look for.
    pub searchable: bool,
    /// The records the log points to: none, one, or a person and the thing it is about.
    pub related: Vec<Record>,
}

/// What the agent is asked about a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Question {
    /// Several records match: which is it?
    Several,
    /// No record matches: make one?
    Nobody,
    /// There is no number to look for.
    Withheld,
    /// The search failed.
    NotSearched,
    /// Nothing.
    #[serde(other)]
    Settled,
}

/// A record a call may be about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// Record id.
    pub id: String,
    /// Display name.
    pub name: Option<String>,
    /// Object API name; empty when nobody told.
    pub object: String,
    /// What the layout shows beside the name.
    pub details: Vec<String>,
    /// Where it comes from.
    pub source: RecordSource,
}

/// Where a record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordSource {
    /// The agent clicked its number.
    Click,
    /// The agent looks at it.
    InView,
    /// The search found it.
    #[serde(other)]
    Match,
}

/// A call log.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Save {
    /// Contact it belongs to.
    pub contact: String,
    /// Subject of the Task.
    pub subject: String,
    /// Where the save stands.
    pub state: SaveState,
    /// Task id, once saved.
    pub record_id: Option<String>,
    /// What Salesforce said, when it did not work.
    pub failure: Option<Failure>,
}

/// What the agent says of a call, as the core has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Log {
    /// Contact id.
    pub contact: String,
    /// Her notes.
    pub notes: String,
    /// How long they can be in the log, in UTF-16 units.
    pub room: usize,
    /// How she files the call.
    pub disposition: Option<String>,
    /// Whether all of it is in the log.
    pub saved: bool,
}

/// Where a save stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SaveState {
    /// Sent, not answered yet.
    Saving,
    /// Saved.
    Saved,
    /// Refused: the agent may try again.
    Failed,
    /// Perhaps saved: the agent has to look before trying again.
    Uncertain,
}

/// Why something did not work.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// What went wrong: `timedOut`, `rejected` …
    pub kind: String,
    /// The host's own code.
    pub code: Option<String>,
    /// One sentence.
    pub message: String,
    /// Further sentences, which say more than the first.
    #[serde(default)]
    pub details: Vec<String>,
}

impl Failure {
    /// The key of our own sentence for it, where what Salesforce says is no help
    /// (`reference/open-cti.md` §7.2, §11 f). Its words are only ever looked at for a hint, never for a decision.
    pub fn sentence(&self) -> Option<&'static str> {
        let says = |text: &str| {
            let in_it = |said: &String| said.to_ascii_lowercase().contains(text);
            in_it(&self.message) || self.details.iter().any(in_it)
        };
        if says("not assigned to a call center") {
            return Some("failure.no-call-center");
        }
        if says("unable_to_lock_row") || says("exclusive access to this record") {
            return Some("failure.locked");
        }
        match (self.kind.as_str(), self.code.as_deref()) {
            ("timedOut", _) => Some("failure.timed-out"),
            ("unavailable", _) | (_, Some("SOFTPHONE_CONTAINER_ERROR")) => Some("failure.not-there"),
            (_, Some("SERVER_ERROR")) => Some("failure.server"),
            // "saveLog() failed. See details.", and there are none.
            (_, Some("GENERIC_ERROR")) if self.details.is_empty() => Some("failure.no-reason"),
            _ => None,
        }
    }
}

/// One run of a flow.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// Counts from one for each desk.
    pub id: u64,
    /// Name of the flow.
    pub flow: String,
    /// Event that started it.
    pub event: String,
    /// When it started, milliseconds since the Unix epoch.
    pub started: u64,
    /// Blocks performed so far.
    pub blocks: u32,
    /// How it ended (`completed`, `failed` …); none while it runs.
    pub outcome: Option<String>,
    /// The block it ended at, unless it came to its end.
    pub block: Option<String>,
    /// What the last failed block said.
    pub failed: Option<String>,
    /// Its label, else the English title of its type.
    pub title: Option<String>,
}

/// A CTI Action that was pressed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Press {
    /// Name of the action.
    pub action: String,
    /// The contact that was in view.
    pub contact: Option<String>,
    /// The run of its flow ([`Run::id`]); 0 when there is no such flow.
    pub run: u64,
    /// How far it is.
    pub state: PressState,
    /// What the block said at which it failed. None though it failed: the outcome of the run says why.
    pub reason: Option<String>,
}

/// How far the flow of a CTI Action, or of its form, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PressState {
    /// It waits or runs.
    #[serde(alias = "loading")]
    Running,
    /// It has done its work.
    #[serde(alias = "ready")]
    Done,
    /// It has not.
    Failed,
}

/// What a form is filled with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Form {
    /// Name of the action.
    pub action: String,
    /// The contact that was in view.
    pub contact: Option<String>,
    /// How far the flow is that prepares it; done when it has none.
    pub state: PressState,
    /// What was found, by reference as written in the action. What is not there was not found.
    #[serde(default)]
    pub values: Map<String, Value>,
    /// What the block said at which the flow failed.
    pub reason: Option<String>,
}

/// Why a message was not taken. It is ignored and counted: core and panel may be of different versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// No message at all, or one with a shape that nobody knows.
    Unreadable,
    /// Another version.
    Version,
    /// A kind of message that this version does not know.
    Unknown,
}

impl View {
    /// Reads a message of the core.
    ///
    /// # Errors
    /// Why it is to be ignored.
    pub fn from_message(text: &str) -> Result<View, Ignored> {
        let message = Json::read(text).ok_or(Ignored::Unreadable)?;
        let kind = message.get("message").and_then(Json::as_text).ok_or(Ignored::Unreadable)?;
        match (message.get("version"), kind) {
            (Some(Json::Number(version)), "view") if *version == f64::from(VERSION) => {
                View::deserialize(message).map_err(|_| Ignored::Unreadable)
            }
            (Some(Json::Number(version)), _) if *version == f64::from(VERSION) => Err(Ignored::Unknown),
            (Some(Json::Number(_)), _) => Err(Ignored::Version),
            _ => Err(Ignored::Unreadable),
        }
    }
}

/// What the agent presses in the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "press", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Gesture {
    /// This record is the caller: it opens, and the log points to it.
    ChooseRecord {
        /// The contact it is about.
        contact: String,
        /// One of the records offered.
        record_id: String,
    },
    /// The log points to this record, or to none. Nothing opens.
    Relate {
        /// The contact it is about.
        contact: String,
        /// One of the records offered; none takes the relation away.
        record_id: Option<String>,
    },
    /// Open the form for a new record about this caller.
    NewRecord {
        /// The contact it is about.
        contact: String,
        /// One of the objects offered.
        entity: String,
    },
    /// Open Salesforce's own search page for this caller.
    ShowAll {
        /// The contact it is about.
        contact: String,
    },
    /// Save a call log again.
    SaveLogAgain {
        /// The contact it belongs to.
        contact: String,
    },
    /// The log is in Salesforce after all, or was written by hand: stop asking.
    LogIsThere {
        /// The contact it belongs to.
        contact: String,
    },
    /// Notes about a call. The core keeps them at once.
    Note {
        /// The contact.
        contact: String,
        /// All of them.
        text: String,
    },
    /// How a call is filed.
    Disposition {
        /// The contact.
        contact: String,
        /// The word; none takes it back.
        value: Option<String>,
    },
    /// The agent has left what she wrote about a call: when it is over it goes into the log.
    WriteLog {
        /// The contact.
        contact: String,
    },
    /// Tell the recording of the runs. The answer is no view: `js/runs.js` reads it.
    TellRuns,
    /// Start the flow of a CTI Action.
    RunAction {
        /// Name of the action.
        action: String,
        /// Name of its flow.
        flow: String,
        /// The contact in view.
        contact: Option<String>,
        /// What the flow gets.
        payload: Map<String, Value>,
        /// Keys of the payload whose text is a reference.
        references: Vec<String>,
    },
    /// The form of a CTI Action was opened.
    OpenForm {
        /// Name of the action.
        action: String,
        /// Name of the flow that prepares the form.
        flow: Option<String>,
        /// The contact in view.
        contact: Option<String>,
        /// What the form wants to read.
        references: Vec<String>,
    },
    /// The form was closed.
    CloseForm,
    /// Open a record that is shown.
    OpenRecord {
        /// Its id.
        record_id: String,
    },
    /// Something said is read, or its time is over.
    Dismiss {
        /// Which.
        id: u64,
    },
    /// Change the recording of a call.
    Record {
        /// The contact it belongs to.
        contact: String,
        /// What is to become of it.
        r#do: RecordingChange,
    },
}

/// What is to become of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordingChange {
    /// It begins.
    Start,
    /// It is silent for a while.
    Pause,
    /// It goes on.
    Resume,
    /// It is over, for good.
    Stop,
}

#[derive(Serialize)]
struct Pressed<'a> {
    version: u32,
    #[serde(flatten)]
    gesture: &'a Gesture,
}

impl Gesture {
    /// An action is pressed, with what stands in its form.
    pub fn run(action: &Action, contact: Option<String>, entries: &[Entry]) -> Gesture {
        let wanted = action.payload(entries);
        let mut payload = Map::new();
        for (key, entry) in wanted.pairs {
            let value = match entry {
                Entry::Text(text) => Value::String(text),
                Entry::Checked(ticked) => Value::Bool(ticked),
            };
            payload.insert(key, value);
        }
        let (action, flow) = (action.name.clone(), action.flow.clone());
        Gesture::RunAction { action, flow, contact, payload, references: wanted.references }
    }

    /// The form of an action is opened.
    pub fn open(action: &Action, contact: Option<String>) -> Gesture {
        let references = action.references().into_iter().map(str::to_owned).collect();
        let (flow, action) = (action.form_flow.clone(), action.name.clone());
        Gesture::OpenForm { action, flow, contact, references }
    }

    /// The message that tells the core of it.
    pub fn to_message(&self) -> String {
        // Texts under fixed keys: there is nothing that could not be written.
        serde_json::to_string(&Pressed { version: VERSION, gesture: self }).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_failure_of_a_save_has_a_sentence() {
        let check =
            |kind: &str, code: Option<&str>, message: &str, details: &[&str], expected: Option<&str>| {
                let details = details.iter().map(|detail| (*detail).to_owned()).collect();
                let code = code.map(str::to_owned);
                let failure = Failure { kind: kind.into(), code, message: message.into(), details };
                assert_eq!(failure.sentence(), expected, "{failure:?}");
            };
        let generic = Some("GENERIC_ERROR");
        let see = "saveLog() failed. See details.";
        check("rejected", generic, see, &["Status: bad value for restricted picklist field"], None);
        check("rejected", generic, see, &[], Some("failure.no-reason"));
        check(
            "rejected",
            generic,
            "user is Not Assigned to a Call Center",
            &[],
            Some("failure.no-call-center"),
        );
        check("rejected", generic, see, &["UNABLE_TO_LOCK_ROW: 001…"], Some("failure.locked"));
        check("rejected", Some("SERVER_ERROR"), "A problem was encountered.", &[], Some("failure.server"));
        check("rejected", Some("SOFTPHONE_CONTAINER_ERROR"), "not ready", &[], Some("failure.not-there"));
        check("rejected", Some("INVALID_PARAM"), "value: an object was expected", &[], None);
        check("unavailable", None, "Salesforce is not connected", &[], Some("failure.not-there"));
        check("timedOut", None, "no answer", &[], Some("failure.timed-out"));
        check("refused", None, "Missing the required argument `value object`!", &[], None);
    }
}
