//! Queues.

use serde::Serialize;

use crate::data::Members;
use crate::fields::Fields;

/// A queue, or an agent's personal queue (then without a name).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Queue {
    /// `queueARN`.
    pub arn: String,
    /// Name; personal queues have none.
    pub name: Option<String>,
    /// Members this crate does not name.
    pub extra: Members,
}

impl Queue {
    pub(crate) fn read(mut fields: Fields) -> Self {
        let arn = fields.text("queueARN");
        // The worker adds `queueId` with the same value; it says nothing new.
        let id = fields.text("queueId");
        Self { arn: arn.or(id).unwrap_or_default(), name: fields.text("name"), extra: fields.rest() }
    }
}
