//! What the page around the desk does itself.

use serde::{Deserialize, Serialize};

use super::Repeat;
use crate::Text;

/// What the page around the desk does itself, without asking a platform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PageEffect {
    /// Parses a phone number. Answer: [`Answer::Phone`](crate::Answer::Phone).
    ParsePhone {
        /// The number as text, in any spelling.
        number: Text,
        /// ISO 3166-1 alpha-2 code to assume when the number carries no country code.
        country: Option<Text>,
    },
    /// Writes a line to the log.
    Log {
        /// How loud.
        level: LogLevel,
        /// The finished text.
        message: Text,
    },
    /// Waits. The engine owns the limit of the run, the performer only this delay.
    Sleep {
        /// Milliseconds.
        ms: u64,
    },
    /// Counts the pages of this softphone that are open in the agent's browser. Answer:
    /// [`Answer::Value`](crate::Answer::Value), a number.
    CountOpenTabs,
}

impl PageEffect {
    /// Whether this effect may be performed again after an uncertain answer.
    pub fn repeat(&self) -> Repeat {
        match self {
            PageEffect::ParsePhone { .. }
            | PageEffect::Log { .. }
            | PageEffect::Sleep { .. }
            | PageEffect::CountOpenTabs => Repeat::Read,
        }
    }
}

/// How loud a log line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LogLevel {
    /// For developers.
    Debug,
    /// For administrators.
    Info,
    /// Something is odd.
    Warn,
    /// Something failed.
    Error,
}
