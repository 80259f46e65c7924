//! Everything the panel shows.

use serde::{Deserialize, Serialize};

use crate::codec::{self, MessageError};
use crate::{
    CallerView, ContactView, DataView, FormView, LogView, Notification, OutboxView, PressView, RecordingView,
    RunView, SaveView, TodoView,
};

/// What the panel shows. The core sends the whole of it whenever something in it has changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PanelView {
    /// Whose panel it is: what she has begun in forms is nobody else's.
    pub owner: PanelOwner,
    /// The contact in front of the agent.
    pub contact: Option<ContactView>,
    /// Whom the calls are about: the contact in front of the agent, and those of [`PanelView::saves`].
    pub callers: Vec<CallerView>,
    /// Whether a contact waits to be accepted: nothing of ours may cover the Contact Control Panel.
    pub ringing: bool,
    /// Call logs: saved, being saved, or in want of the agent. Newest first.
    pub saves: Vec<SaveView>,
    /// To-dos that were dialed from, newest first.
    pub todos: Vec<TodoView>,
    /// How much is not saved yet.
    pub outbox: OutboxView,
    /// Calls the agent can say something of, newest first.
    pub logs: Vec<LogView>,
    /// What stands in the Data panel; none before a flow has sent something.
    pub data: Option<DataView>,
    /// What flows have said and nobody has put away, oldest first.
    pub notifications: Vec<Notification>,
    /// Whether a flow wants every attribute of the contact shown.
    pub show_attributes: bool,
    /// The recording of the connected call.
    pub recording: Option<RecordingView>,
    /// Finished and running flows, newest first.
    pub runs: Vec<RunView>,
    /// What the softphone layout says, once it was read.
    pub layout: Option<LayoutView>,
    /// What became of CTI Actions: the last press of each action and contact, newest first.
    pub presses: Vec<PressView>,
    /// The form that is open, with what it is filled with.
    pub form: Option<FormView>,
    /// Which flows are in force.
    pub flows: FlowsView,
    /// The CTI Actions of the org, while its flows are in force: the JSON text of a list, as the page has them. None: those of the
    /// page.
    pub actions: Option<String>,
    /// What the org's adapter record says in place of the page's configuration: JSON text of a map; none: nothing.
    pub settings: Option<String>,
}

/// Whose panel it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PanelOwner {
    /// Amazon Connect has not said who is signed in, or does not say it at the moment.
    #[default]
    Unknown,
    /// The agent who has signed out is gone, and nobody else is there yet.
    Nobody,
    /// The agent of this name.
    Agent(String),
}

/// Which flows are in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FlowsView {
    /// Where they are from.
    pub source: FlowsSource,
    /// Their revision, when they are the org's.
    pub revision: Option<String>,
    /// Names of the active ones.
    pub active: Vec<String>,
    /// Whether the org can be asked: it is known which call center this is.
    pub can_look: bool,
    /// Whether it is being asked.
    pub looking: bool,
    /// When it answered last, milliseconds since the Unix epoch.
    pub heard: Option<u64>,
}

/// Where the flows in force are from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FlowsSource {
    /// The page itself.
    #[default]
    Page,
    /// The copy of the org's that the page kept; the org has not said yet that it still holds.
    Copy,
    /// The org.
    Org,
}

/// What the softphone layout of the agent's profile says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LayoutView {
    /// Objects that are searched for customers who call, by API name.
    pub objects: Vec<String>,
    /// What opens when nothing, one record, several records match, in Salesforce's words, for instance `PopToEntity Contact`.
    pub rules: Vec<String>,
    /// Objects that say whether somebody wants to be called, by API name.
    pub do_not_call: Vec<String>,
}

/// Why something did not work, as a host said it or failed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// What went wrong.
    pub kind: FailureKind,
    /// The host's own code, for instance `INVALID_PARAM`.
    pub code: Option<String>,
    /// One sentence.
    pub message: String,
    /// Further sentences, which say more than the first: field errors of a save, for instance.
    pub details: Vec<String>,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FailureKind {
    /// The host answered no.
    Rejected,
    /// The call was refused before anything was sent.
    Refused,
    /// The host or the method is not here.
    Unavailable,
    /// No answer within the deadline. It may have happened.
    TimedOut,
    /// The page that asked is gone. It may have happened.
    Lost,
    /// The host answered in a shape nobody can read. It has probably happened.
    Malformed,
    /// The run was cancelled.
    Cancelled,
}

const KIND: &str = "view";

impl PanelView {
    /// The message that tells the panel what to show.
    pub fn to_message(&self) -> String {
        codec::write(Some(KIND), self)
    }

    /// Reads a message of the core.
    ///
    /// # Errors
    /// Why it is to be ignored.
    pub fn from_message(text: &str) -> Result<PanelView, MessageError> {
        codec::read(Some(KIND), text)
    }
}
