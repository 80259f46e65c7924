//! What flows have to show: data, what they say, the recording, their runs, and the actions that start them.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::Failure;

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
    /// The title of the block at which it failed, and what it said. None though it failed: the outcome of the run says why.
    pub title: Option<String>,
    /// What the block said at which it failed.
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
    /// There is no such flow.
    NoFlow,
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
    /// The title of the block at which the flow failed.
    pub title: Option<String>,
    /// What it said.
    pub reason: Option<String>,
}

/// What the softphone layout of the agent's profile says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Layout {
    /// Objects that are searched for customers who call.
    pub objects: Vec<String>,
    /// What opens when nothing, one record, several records match, in Salesforce's words, for instance `PopToEntity Contact`.
    pub rules: Vec<String>,
    /// Objects that say whether somebody wants to be called.
    pub do_not_call: Vec<String>,
}
