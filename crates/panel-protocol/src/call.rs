//! Calls: whom they are about, their logs, and what became of saving these.

use serde::{Deserialize, Serialize};

use crate::Failure;

/// Whom a call is about, and what the agent can do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallerView {
    /// Contact id.
    pub contact: String,
    /// What the agent is asked.
    pub question: CallerQuestion,
    /// The records to choose from, most likely first. [`Gesture::ChooseRecord`](crate::Gesture::ChooseRecord) and
    /// [`Gesture::Relate`](crate::Gesture::Relate) take their ids.
    pub records: Vec<RecordView>,
    /// Objects a new record can be made of, by API name. [`Gesture::NewRecord`](crate::Gesture::NewRecord) takes one.
    pub new_records: Vec<String>,
    /// Whether Salesforce's own search has something to look for.
    /// [`Gesture::ShowAll`](crate::Gesture::ShowAll) opens it.
    pub searchable: bool,
    /// The records the log points to: none, one, or a person and the thing it is about.
    pub related: Vec<RecordView>,
}

/// What the agent is asked about a caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CallerQuestion {
    /// Nothing: it is known whom the call is about, or nobody has looked. It can be changed all the same.
    #[default]
    Settled,
    /// Several records match: which is it?
    Several,
    /// No record matches: make one?
    Nobody,
    /// There is no number to look for.
    Withheld,
    /// The search failed: nobody knows whether there is a record.
    NotSearched,
}

/// A record a call may be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordView {
    /// Record id.
    pub id: String,
    /// Display name.
    pub name: Option<String>,
    /// Object API name; empty when nobody told.
    pub object: String,
    /// What the layout shows beside the name: values without their fields.
    pub details: Vec<String>,
    /// Where it comes from.
    pub source: RecordSource,
}

/// Where a record comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordSource {
    /// The search found it, or an attribute of the contact names it.
    #[default]
    Match,
    /// The agent clicked its number.
    Click,
    /// The agent looks at it.
    InView,
}

/// A call log that is saved, being saved, or in want of the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SaveView {
    /// Contact it belongs to.
    pub contact: String,
    /// Subject of the Task.
    pub subject: String,
    /// Where the save stands.
    pub state: SaveState,
    /// [`SaveState::Failed`]: whether it is sent again by itself.
    #[serde(default)]
    pub resends: bool,
    /// [`SaveState::Uncertain`]: what the agent is to look for. None while she is asked about another log.
    #[serde(default)]
    pub look_for: Option<LookFor>,
}

/// What tells a call log from others, for somebody who looks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LookFor {
    /// Name of the record whose timeline it is in; none: nobody knows.
    pub name: Option<String>,
    /// The customer's number as people write it; none when withheld.
    pub number: Option<String>,
    /// When it was to be saved first or people began to talk, milliseconds since the Unix epoch; none: nobody knows.
    pub at: Option<u64>,
}

/// Where a save stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SaveState {
    /// Sent, not answered yet.
    Saving,
    /// Saved as this record.
    Saved {
        /// Task id.
        record_id: String,
    },
    /// Refused: the agent may try again.
    Failed(Failure),
    /// Perhaps saved: the agent has to look before trying again.
    Uncertain(Failure),
}

/// What the agent says of a call, as the core has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogView {
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
