//! What must survive a reload of the page.

use flow::{Failure, Fields, Map, Millis, Text};
use panel_protocol::{CallOutcome, CallerQuestion, Direction, RecordingState, TodoState};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use crate::contacts::related::Related;
use crate::runs::interrupted::RunUnderWay;
use crate::runs::ran::RanEvents;
use crate::stored::{Restored, StoredDocument, StoredError};

/// The part of the desk that is kept outside the page.
///
/// Small on purpose: contacts themselves come again from Amazon Connect; what is kept is what only this desk knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// By contact id.
    pub contacts: Map<ContactMemory>,
    /// The number of the last deed that was seen to for each tab, by the tab's name; the tab that was heard last stands last.
    pub deeds: serde_json::Map<String, Value>,
    /// The click on a number that is being dialed.
    pub dialing: Option<flow::Value>,
    /// The runs that are under way, oldest first.
    pub running: Vec<RunUnderWay>,
}

/// The version of the document that [`Memory::to_text`] writes. Documents without a version are from releases before it
/// and have the same fields.
const VERSION: u32 = 1;
const DOCUMENT: StoredDocument = StoredDocument::Memory;

#[derive(Serialize)]
struct Outgoing<'m> {
    version: u32,
    contacts: &'m Map<ContactMemory>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    deeds: &'m serde_json::Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialing: &'m Option<flow::Value>,
    #[serde(skip_serializing_if = "<[RunUnderWay]>::is_empty")]
    running: &'m [RunUnderWay],
}

#[derive(Deserialize)]
struct Incoming {
    #[serde(default)]
    version: u32,
    #[serde(default)]
    contacts: serde_json::Map<String, Value>,
    #[serde(default)]
    deeds: serde_json::Map<String, Value>,
    #[serde(default)]
    dialing: Option<flow::Value>,
    #[serde(default)]
    running: Vec<RunUnderWay>,
}

impl Memory {
    /// The JSON document that the page keeps.
    pub fn to_text(&self) -> String {
        serde_json::to_string(&Outgoing {
            version: VERSION,
            contacts: &self.contacts,
            deeds: &self.deeds,
            dialing: &self.dialing,
            running: &self.running,
        })
        .unwrap_or_else(|error| unreachable!("memory is plain data under text keys: {error}"))
    }

    /// The same without what can be missed: the rows of the panel *Data*, which flows may fill, and what was found by searches. Where
    /// there is no room for all of it, what is known of the logs comes first.
    pub(crate) fn to_short_text(&self) -> String {
        let mut short = self.clone();
        for memory in short.contacts.values_mut() {
            memory.data = None;
            memory.caller.records.clear();
        }
        short.to_text()
    }

    /// Reads a document that the page kept, of this release or an earlier one. A contact that cannot be read takes no other
    /// along.
    pub fn from_text(text: &str) -> Restored<Memory> {
        let stored: Incoming = match serde_json::from_str(text) {
            Ok(stored) => stored,
            Err(error) => {
                let reason = error.to_string();
                return Restored::nothing(StoredError::Unreadable { document: DOCUMENT, reason });
            }
        };
        if stored.version > VERSION {
            let (found, known) = (stored.version, VERSION);
            return Restored::nothing(StoredError::Version { document: DOCUMENT, found, known });
        }
        let Incoming { deeds, dialing, running, .. } = stored;
        let mut restored = Restored::from(Memory { deeds, dialing, running, ..Memory::default() });
        for (id, contact) in &stored.contacts {
            match ContactMemory::deserialize(contact) {
                Ok(mut memory) => {
                    memory.log_popped |= stored.version == 0 && is_log_popped_among_events(contact);
                    restored.value.contacts.insert(Text::new(id), memory);
                }
                Err(error) => restored
                    .problems
                    .push(StoredError::Contact { contact: id.clone(), reason: error.to_string() }),
            }
        }
        restored
    }
}

/// What documents without a version say of the events that have run.
#[derive(Deserialize)]
struct UnversionedEvents {
    #[serde(default)]
    ran: Vec<String>,
}

/// Whether the log of a contact was opened: documents without a version keep that among its events.
fn is_log_popped_among_events(contact: &Value) -> bool {
    let events = UnversionedEvents::deserialize(contact).map(|UnversionedEvents { ran }| ran);
    events.is_ok_and(|ran| ran.iter().any(|word| word == "logPopped"))
}

/// What is kept of one contact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContactMemory {
    /// Events whose flows have started, so that a reload does not repeat them.
    pub ran: RanEvents,
    /// Whether its log was opened, where the administrator wants that.
    pub log_popped: bool,
    /// The record the call is about.
    pub related: Option<Related>,
    /// What else it is about, beside a person.
    pub about: Option<Related>,
    /// What a search said about the caller.
    pub caller: CallerMemory,
    /// Digits to be sent once the other side answers: the extension of the clicked number.
    pub extension: Option<String>,
    /// Whether somebody else was on the line, beside the customer, when they were last heard of.
    pub third_party: bool,
    /// When both sides began to talk.
    pub connected_at: Option<Millis>,
    /// When the talk ended.
    pub ended_at: Option<Millis>,
    /// How it went.
    pub outcome: Option<CallOutcome>,
    /// What a log needs to know of a call, should the call be gone when it is written. None for what is not logged.
    pub call: Option<CallFacts>,
    /// A pop that waits until the call is taken: Salesforce's own `SCREEN_POP_DATA`, untouched.
    pub held_pop: Option<flow::Value>,
    /// What a flow has sent to the Data panel: a list of rows, each a list of name, text, and whether the
    /// text is the JSON of a list or a map.
    pub data: Option<flow::Value>,
    /// Whether a flow wants every attribute shown.
    pub show_attributes: bool,
    /// How the recording stands; none: nobody here has changed it.
    pub recording: Option<RecordingState>,
    /// The call log.
    pub log: LogMemory,
    /// Whether the org's own class writes the log, under a key: then it may be sent again after an answer was lost.
    pub log_by_key: bool,
    /// Whether that class was asked for a new log and has not answered: there may be one.
    pub log_doubtful: bool,
    /// What is to be written into it once the save under way is answered, or Salesforce is there.
    pub log_next: Fields,
    /// Its fields that Salesforce has refused: it is saved without them.
    pub log_without: Vec<String>,
    /// Its fields that a flow has written: the desk leaves them alone.
    pub log_by_flow: Vec<String>,
    /// What the agent has written about the call.
    pub notes: String,
    /// How the agent files it.
    pub disposition: Option<String>,
    /// What a flow has written where the agent has a say.
    pub said_by_flow: Fields,
    /// The to-do whose number was clicked for this call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub todo: Option<TodoMemory>,
    /// Its attributes that Amazon Connect has not confirmed.
    #[serde(skip_serializing_if = "AttributesMemory::is_empty")]
    pub attributes: AttributesMemory,
}

/// A to-do, which is an open Task, whose number was clicked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TodoMemory {
    /// Task id.
    pub id: String,
    /// Its subject, as far as Salesforce said it.
    pub subject: Option<String>,
    /// Whether it is completed.
    pub state: TodoState,
}

/// Attributes of a contact that a flow writes, as long as Amazon Connect has not confirmed them. To write one twice changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AttributesMemory {
    /// What was sent and is not answered.
    pub sent: Map<String>,
    /// What is sent next: also what was sent before and got no answer.
    pub next: Map<String>,
    /// What is not sent any more, unless the agent wants it.
    pub stuck: Map<String>,
    /// Why.
    pub failure: Option<Failure>,
}

impl AttributesMemory {
    fn is_empty(&self) -> bool {
        self.is_settled() && self.stuck.is_empty()
    }

    /// Whether nothing of it is under way or waits.
    pub(crate) fn is_settled(&self) -> bool {
        self.sent.is_empty() && self.next.is_empty()
    }
}

impl ContactMemory {
    /// Whether the call is over, or none was.
    pub(crate) fn is_over(&self) -> bool {
        self.outcome.is_some() || self.call.is_none()
    }

    /// Whether something of this contact is to be saved, or is kept for the agent because it could not be.
    pub(crate) fn is_unsaved(&self) -> bool {
        self.log.wants_attention() || !self.log_next.is_empty() || !self.attributes.is_empty()
    }
}

/// What a search said about a caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CallerMemory {
    /// What the agent is asked.
    pub question: CallerQuestion,
    /// The records found, most likely first.
    pub records: Vec<Related>,
}

/// What the log of a call is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallFacts {
    /// Who called whom.
    pub direction: Direction,
    /// The customer's number as people write it; none when withheld.
    pub number: Option<String>,
}

/// Where the log of a call stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", try_from = "StoredLog")]
pub enum LogMemory {
    /// Nothing was written yet.
    #[default]
    None,
    /// Sent, not answered yet.
    Saving {
        /// What was sent.
        fields: Fields,
        /// The Task being updated; none for a new one.
        record_id: Option<String>,
    },
    /// Saved.
    Saved {
        /// Task id.
        record_id: String,
        /// What was sent last.
        fields: Fields,
    },
    /// Refused.
    Failed {
        /// What was sent.
        fields: Fields,
        /// The Task being updated; none for a new one.
        record_id: Option<String>,
        /// Why.
        failure: Failure,
    },
    /// Perhaps created.
    Uncertain {
        /// What was sent.
        fields: Fields,
        /// What happened instead of an answer.
        failure: Failure,
    },
    /// The agent said that it is in Salesforce; the id is not known.
    Confirmed,
}

/// [`LogMemory`] as it is read: one reader of fields for all states, where serde would make one for each.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum StoredLog {
    None,
    Saving(StoredLogFields),
    Saved(StoredLogFields),
    Failed(StoredLogFields),
    Uncertain(StoredLogFields),
    Confirmed,
}

/// Every field that some state of a log has.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredLogFields {
    fields: Fields,
    record_id: Option<String>,
    failure: Option<Failure>,
}

/// A stored log lacks what its state cannot be without.
#[derive(Debug, Error)]
#[error("missing field `{0}`")]
struct MissingField(&'static str);

impl TryFrom<StoredLog> for LogMemory {
    type Error = MissingField;

    fn try_from(stored: StoredLog) -> Result<LogMemory, MissingField> {
        const FAILURE: MissingField = MissingField("failure");
        Ok(match stored {
            StoredLog::None => LogMemory::None,
            StoredLog::Saving(StoredLogFields { fields, record_id, .. }) => {
                LogMemory::Saving { fields, record_id }
            }
            StoredLog::Saved(StoredLogFields { fields, record_id, .. }) => {
                LogMemory::Saved { fields, record_id: record_id.ok_or(MissingField("recordId"))? }
            }
            StoredLog::Failed(StoredLogFields { fields, record_id, failure }) => {
                LogMemory::Failed { fields, record_id, failure: failure.ok_or(FAILURE)? }
            }
            StoredLog::Uncertain(StoredLogFields { fields, failure, .. }) => {
                LogMemory::Uncertain { fields, failure: failure.ok_or(FAILURE)? }
            }
            StoredLog::Confirmed => LogMemory::Confirmed,
        })
    }
}

impl LogMemory {
    /// What was sent to Salesforce, as far as it is known.
    pub(crate) fn fields(&self) -> Option<&Fields> {
        match self {
            LogMemory::None | LogMemory::Confirmed => None,
            LogMemory::Saving { fields, .. }
            | LogMemory::Saved { fields, .. }
            | LogMemory::Failed { fields, .. }
            | LogMemory::Uncertain { fields, .. } => Some(fields),
        }
    }

    /// Subject of the Task; empty where it has none, or nobody knows it.
    pub(crate) fn subject(&self) -> &str {
        self.fields().map(subject_of).unwrap_or_default()
    }

    /// The Task, once its id is known.
    pub(crate) fn record_id(&self) -> Option<&str> {
        match self {
            LogMemory::Saved { record_id, .. } => Some(record_id),
            LogMemory::Saving { record_id, .. } | LogMemory::Failed { record_id, .. } => record_id.as_deref(),
            LogMemory::None | LogMemory::Uncertain { .. } | LogMemory::Confirmed => None,
        }
    }

    /// Whether the page shows it.
    pub(crate) fn is_shown(&self) -> bool {
        !matches!(self, LogMemory::None | LogMemory::Confirmed)
    }

    /// Whether something is still to be done about this log.
    pub(crate) fn wants_attention(&self) -> bool {
        matches!(self, LogMemory::Saving { .. } | LogMemory::Failed { .. } | LogMemory::Uncertain { .. })
    }
}

/// Subject of the Task that has these fields.
pub(crate) fn subject_of(fields: &Fields) -> &str {
    fields.get("Subject").and_then(flow::Value::as_text).unwrap_or_default()
}
