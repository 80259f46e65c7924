//! Flows that ran, the CTI Actions that started some of them, and their recording for support.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::FailureKind;
use crate::codec::{self, MessageError};

/// One run of a flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    /// Counts from one for each desk.
    pub id: u64,
    /// Name of the flow.
    pub flow: String,
    /// Event that started it.
    pub event: String,
    /// When it started, milliseconds since the Unix epoch.
    pub started: u64,
    /// Blocks performed so far.
    pub blocks: usize,
    /// How it ended; none while it runs.
    pub outcome: Option<RunOutcome>,
    /// The block it ended at, unless it came to its end.
    pub block: Option<String>,
    /// The last block that failed, when one did.
    pub failed: Option<BlockFailure>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RunOutcome {
    /// It came to its end.
    Completed,
    /// A block without failure port could not do its work.
    Failed,
    /// It took too long.
    TimedOut,
    /// It ran too many blocks.
    LoopGuard,
    /// The flow cannot run, or cannot run further.
    Blocked,
    /// It was not started here.
    Skipped,
    /// The page that ran it is gone.
    Interrupted,
    /// Somebody stopped it.
    Cancelled,
}

/// What a block said that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockFailure {
    /// The block's label, else the English title of its type, which the panel translates.
    pub title: String,
    /// What it said.
    pub reason: String,
}

/// A CTI Action that was pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PressView {
    /// Name of the action.
    pub action: String,
    /// The contact that was in view.
    pub contact: Option<String>,
    /// The run of its flow ([`RunView::id`]); 0 when there is no such flow.
    pub run: u64,
    /// How far it is.
    pub state: PressState,
}

/// How far the flow of a CTI Action, or of its form, is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PressState {
    /// It waits or runs.
    Running,
    /// It has done its work.
    Done,
    /// It has not, and this is what the block said at which it ended. None: the run's own outcome says why.
    Failed(Option<BlockFailure>),
    /// There is no such flow.
    NoFlow,
}

/// What the form that is open is filled with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FormView {
    /// Name of the action.
    pub action: String,
    /// The contact that was in view.
    pub contact: Option<String>,
    /// How far the flow is that prepares it; done when it has none.
    pub state: PressState,
    /// What was found, by reference as written in the action. What is not there was not found.
    pub values: Map<String, Value>,
}

/// Every run that the desk keeps, block by block, in the order in which they began. The core's answer to
/// [`Gesture::TellRuns`](crate::Gesture::TellRuns); `crates/overlay/js/runs.js` makes the file for support of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunsRecording {
    /// The runs.
    pub runs: Vec<RecordedRun>,
}

/// One run, block by block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedRun {
    /// Counts from one for each desk.
    pub id: u64,
    /// Name of the flow.
    pub flow: String,
    /// Event that started it.
    pub event: String,
    /// When it started, milliseconds since the Unix epoch.
    pub started: u64,
    /// How it ended; absent while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<RunOutcome>,
    /// Contact it is bound to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The blocks in the order in which they ran; the last one of a running flow may not have ended yet.
    pub entries: Vec<RecordedBlock>,
}

/// One execution of one block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedBlock {
    /// Id of the block.
    pub block: String,
    /// When it began, milliseconds since the Unix epoch.
    pub started: u64,
    /// When it ended, or was stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<u64>,
    /// The port it was left through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<String>,
    /// Whether it could not do its work.
    pub failed: bool,
    /// What went in and came out; absent where nobody has asked for contents, and of old runs that there was no room for.
    #[serde(flatten)]
    pub contents: Option<BlockContents>,
}

/// What went into a block and what came out of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockContents {
    /// Its type id.
    pub r#type: String,
    /// Its arguments, resolved and cast.
    pub inputs: Map<String, Value>,
    /// Its results.
    pub results: Value,
    /// Why it did not do its work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<String>,
    /// What it asked of the world.
    pub calls: Vec<RecordedCall>,
}

/// One effect and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedCall {
    /// What was asked, as the trace of a run and the expectations of a scenario write it: its word under `effect`, and its
    /// arguments.
    pub effect: Value,
    /// When it was asked, milliseconds since the Unix epoch.
    pub started: u64,
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<u64>,
    /// What success gave, as a scenario writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Value>,
    /// Why it did not succeed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<FailureKind>,
    /// The host's own code for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What the host said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Further sentences of the host.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
}

const KIND: &str = "runs";

impl RunsRecording {
    /// The message with the recording.
    pub fn to_message(&self) -> String {
        codec::write(Some(KIND), self)
    }

    /// Reads a message of the core.
    ///
    /// # Errors
    /// Why it is to be ignored.
    pub fn from_message(text: &str) -> Result<RunsRecording, MessageError> {
        codec::read(Some(KIND), text)
    }
}
