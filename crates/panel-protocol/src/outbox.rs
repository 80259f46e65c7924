//! What is to be saved and is not yet.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Failure;
use crate::codec::{self, MessageError};

/// How much is not saved yet. What waits is sent by itself; what is stuck was refused, or tried too often, and is kept for the agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OutboxView {
    /// Call logs that wait.
    pub waiting_logs: usize,
    /// Contacts whose attributes wait to be written.
    pub waiting_attributes: usize,
    /// Call logs that are stuck.
    pub stuck_logs: usize,
    /// Contacts with attributes that are stuck.
    pub stuck_attributes: usize,
    /// Why the attributes are stuck that were refused last.
    pub attributes_failure: Option<Failure>,
    /// Call logs of which nobody knows whether they are in Salesforce. The agent is asked about one at a time.
    pub questions: usize,
}

impl OutboxView {
    /// Whether everything is saved.
    pub fn is_empty(&self) -> bool {
        *self == OutboxView::default()
    }
}

/// Everything that is not saved: for the agent, who takes it out of the phone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unsaved {
    /// One after the other, oldest first.
    pub unsaved: Vec<UnsavedRecord>,
}

/// One record that is not saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnsavedRecord {
    /// What it is.
    pub kind: UnsavedKind,
    /// Contact it belongs to.
    pub contact: String,
    /// The record in Salesforce that is to be changed; none: a new one, or no record of Salesforce's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_id: Option<String>,
    /// The customer's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Name of the record the call is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When people began to talk, milliseconds since the Unix epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connected_at: Option<u64>,
    /// Why it is not saved; none: nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was to be saved: fields of the Task, or attributes of the contact.
    pub fields: Map<String, Value>,
    /// What the agent has written about the call.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// How she has filed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disposition: Option<String>,
}

/// What is not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UnsavedKind {
    /// The log of a call: a Task in Salesforce.
    Log,
    /// Attributes of a contact in Amazon Connect.
    Attributes,
}

const KIND: &str = "unsaved";

impl Unsaved {
    /// The message with all of it.
    pub fn to_message(&self) -> String {
        codec::write(Some(KIND), self)
    }

    /// Reads a message of the core.
    ///
    /// # Errors
    /// Why it is to be ignored.
    pub fn from_message(text: &str) -> Result<Unsaved, MessageError> {
        codec::read(Some(KIND), text)
    }
}
