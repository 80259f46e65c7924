//! To-dos that were dialed from.

use serde::{Deserialize, Serialize};

use crate::Failure;

/// A to-do, which is an open Task in Salesforce, whose number the agent has clicked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TodoView {
    /// Contact that the click has led to.
    pub contact: String,
    /// Subject of the Task; none where nobody said it.
    pub subject: Option<String>,
    /// Whether it is completed.
    pub state: TodoState,
}

/// Whether a to-do is completed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TodoState {
    /// The agent may complete it.
    Open,
    /// Salesforce was asked to, and has not answered.
    Completing,
    /// It is.
    Completed,
    /// Salesforce refused.
    Failed(Failure),
}
