//! What flows show to the agent.

use serde::{Deserialize, Serialize};

use crate::Failure;

/// What stands in the Data panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DataView {
    /// The contact it goes and comes with; none: it stays.
    pub contact: Option<String>,
    /// The rows.
    pub rows: Vec<DataRow>,
}

/// A row of the Data panel.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DataRow {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Whether the text is the JSON of a list or a map.
    pub nested: bool,
}

/// Something that a flow says to the agent and that nobody has put away yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Notification {
    /// Counts from one for each desk. [`Gesture::Dismiss`](crate::Gesture::Dismiss) takes it.
    pub id: u64,
    /// How it is said.
    pub kind: NotificationKind,
    /// The heading, when there is one.
    pub title: Option<String>,
    /// The text.
    pub text: String,
}

/// How something is said to the agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum NotificationKind {
    /// A dialog that stays until the agent closes it.
    Dialog,
    /// A line that goes by itself.
    Toast,
}

/// The recording of the connected call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordingView {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordingState {
    /// Not begun.
    Idle,
    /// Begun.
    Recording,
    /// Begun, and silent for a while.
    Paused,
    /// Over, for good.
    Stopped,
}
