//! How a run ended.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Exception, Millis, Port, Text};

/// How a run ended (`reference/cti-flows.md` §4.18). `Display` is one English sentence.
#[derive(Clone, Debug, PartialEq, Error, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Outcome {
    /// It came to an End, or to a port with nothing connected.
    #[error("completed at block {block}{}", port.map(|p| format!(", whose port {p} leads nowhere")).unwrap_or_default())]
    Completed {
        /// The last block.
        block: Text,
        /// The unconnected port; absent at an End.
        port: Option<Port>,
    },
    /// A block without failure port could not do its work.
    #[error("failed at block {block}: {exception}")]
    Failed {
        /// Which block.
        block: Text,
        /// Why.
        exception: Exception,
    },
    /// It took too long.
    #[error("flow {} was stopped at block {block}: its time limit is {limit} ms", flow.as_deref().unwrap_or("without name"))]
    TimedOut {
        /// Name of the flow.
        flow: Option<Text>,
        /// The block that waited, or would have been next.
        block: Text,
        /// Milliseconds a run may take.
        limit: Millis,
        /// Whether a request was in flight: it may have had its effect, and its answer is ignored.
        in_flight: bool,
    },
    /// It ran too many blocks.
    #[error("stopped at block {block} after {limit} steps: possible loop")]
    LoopGuard {
        /// The block that would have been next.
        block: Text,
        /// Blocks a run may execute.
        limit: u32,
    },
    /// The flow cannot run, or cannot run further.
    #[error("blocked: {reason}")]
    Blocked {
        /// At which block, when it is one block's matter.
        block: Option<Text>,
        /// Why.
        reason: BlockedReason,
    },
    /// It was not started here.
    #[error("skipped: {reason}")]
    Skipped {
        /// Why.
        reason: SkippedReason,
    },
    /// The page that ran it is gone, and going on could do something twice.
    #[error("interrupted: the page that ran it is gone")]
    Interrupted,
    /// Somebody stopped it.
    #[error("cancelled")]
    Cancelled,
}

impl Outcome {
    /// The word it is serialised as.
    pub fn name(&self) -> &'static str {
        match self {
            Outcome::Completed { .. } => "completed",
            Outcome::Failed { .. } => "failed",
            Outcome::TimedOut { .. } => "timedOut",
            Outcome::LoopGuard { .. } => "loopGuard",
            Outcome::Blocked { .. } => "blocked",
            Outcome::Skipped { .. } => "skipped",
            Outcome::Interrupted => "interrupted",
            Outcome::Cancelled => "cancelled",
        }
    }
}

/// Why a flow cannot run, or cannot run further.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum BlockedReason {
    /// A block of unknown type.
    #[error("block type {type_id} is unknown")]
    UnknownType {
        /// The type.
        type_id: Text,
    },
    /// No Start block, or more than one.
    #[error("the flow has {count} Start blocks, not one")]
    NoSingleStart {
        /// How many.
        count: usize,
    },
    /// The run was written by another version of the flow.
    #[error("the flow has changed since the run began")]
    FlowChanged,
}

/// Why a flow was not started here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SkippedReason {
    /// Another tab runs it.
    #[error("another tab runs it")]
    OtherTab,
    /// This contact has already run this event.
    #[error("this contact has already run this event")]
    Repeated,
}
