//! What may be wrong with the words of a flow that say when it runs.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Text;

/// What is wrong with the words under `source` and `event` of a flow. `Display` is one English sentence.
///
/// Apart from [`Finding`](crate::Finding), because a page that runs flows says these sentences and none of the others.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum TriggerFinding {
    /// Nothing says when the flow runs.
    #[error("\"source\" is missing: the flow does not say when it runs, so it never does")]
    NoSource,
    /// A source that is not in the table of triggers.
    #[error("there is no source \"{source_name}\": {advice}")]
    UnknownSource {
        /// The word.
        source_name: Text,
        /// The source that was probably meant, or all there are.
        advice: Text,
    },
    /// The title of a source in place of its word: a label of the vendor's picklist.
    #[error("\"{title}\" is the title of a source: its word in flow files is \"{source_name}\"")]
    SourceTitle {
        /// The title.
        title: Text,
        /// The word.
        source_name: Text,
    },
    /// A source without an event.
    #[error("\"event\" is missing: the flow never runs; {source_name} has: {events}")]
    NoEvent {
        /// Source of the events.
        source_name: Text,
        /// The events it has.
        events: Text,
    },
    /// An event that no source has.
    #[error("{source_name} has no event \"{event}\": {advice}")]
    UnknownEvent {
        /// The source.
        source_name: Text,
        /// The word.
        event: Text,
        /// The event that was probably meant, or all there are.
        advice: Text,
    },
    /// An event of an earlier version of the vendor's adapter.
    #[error("\"{event}\" is the name of an earlier version: the event is \"{present}\" now")]
    OldEvent {
        /// The word.
        event: Text,
        /// What it is called today.
        present: Text,
    },
    /// An event that another source has.
    #[error("{event} is an event of {sources}, not of {source_name}")]
    EventOfOtherSource {
        /// The source the flow names.
        source_name: Text,
        /// The event.
        event: Text,
        /// The sources that have it.
        sources: Text,
    },
    /// An event that this version does not raise.
    #[error("this version does not raise {source_name} {event}, so the flow never runs: {why}")]
    NotRaised {
        /// Source of the event.
        source_name: Text,
        /// The event.
        event: Text,
        /// What is not there for it.
        why: Text,
    },
}

impl TriggerFinding {
    /// Whether a flow must not be active with it: an inactive one may be unfinished.
    pub(crate) fn forbids_active(&self) -> bool {
        match self {
            TriggerFinding::UnknownSource { .. }
            | TriggerFinding::SourceTitle { .. }
            | TriggerFinding::UnknownEvent { .. }
            | TriggerFinding::OldEvent { .. }
            | TriggerFinding::EventOfOtherSource { .. } => true,
            TriggerFinding::NoSource | TriggerFinding::NoEvent { .. } | TriggerFinding::NotRaised { .. } => {
                false
            }
        }
    }
}
