//! Queues.

use serde_json::Value;

use crate::data::Read;

/// A queue, or an agent's personal queue (then without a name).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Queue<'a>(pub(crate) &'a Value);

impl<'a> Queue<'a> {
    /// `queueARN`.
    pub fn arn(&self) -> String {
        // The worker adds `queueId` with the same value; it says nothing new.
        self.0.text("queueARN").or_else(|| self.0.text("queueId")).unwrap_or_default()
    }

    /// Name; personal queues have none.
    pub fn name(&self) -> Option<String> {
        self.0.text("name")
    }

    /// All of it, members that this crate does not name included.
    pub fn data(&self) -> &'a Value {
        self.0
    }
}
