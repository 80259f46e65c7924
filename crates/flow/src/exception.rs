//! Why a block did not do its work, as data.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Failure, Text, Value, digits, joined};

/// Why a block did not do its work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "exception", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Exception {
    /// A required argument is undefined or null.
    MissingArgument {
        /// Which.
        argument: Text,
    },
    /// An argument cannot be cast to its type.
    WrongType {
        /// Which.
        argument: Text,
        /// What it should be.
        expected: Text,
        /// What it is.
        value: Value,
    },
    /// The block refused before anything was asked of a host.
    Refused {
        /// Why, in a sentence.
        reason: Text,
    },
    /// The host said no, or nothing.
    Host {
        /// What it said.
        failure: Failure,
    },
    /// What the blocks of the run have taken in and left behind is too large to keep, or lies too deep to be read again.
    TooLarge {
        /// How large they may be, roughly in bytes.
        limit: u32,
    },
    /// The answer does not fit the question. Whoever performs effects is at fault, not the flow.
    UnexpectedAnswer,
}

impl Exception {
    /// The text that flows read under `$.actions.<id>.exception`.
    pub fn text(&self) -> String {
        match self {
            Exception::MissingArgument { argument } => joined(&["argument ", argument, " is missing"]),
            Exception::WrongType { argument, expected, value } => {
                joined(&["argument ", argument, ": ", &value.to_tagged_text(), " is no ", expected])
            }
            Exception::Refused { reason } => reason.as_str().to_owned(),
            Exception::Host { failure } => {
                let mut text = failure.message.clone();
                for detail in &failure.details {
                    text.push_str("; ");
                    text.push_str(detail);
                }
                text
            }
            Exception::TooLarge { limit } => joined(&[
                "the run holds more than ",
                &digits((*limit).into()),
                " bytes of data, or lists and maps more than 40 deep in one another",
            ]),
            Exception::UnexpectedAnswer => "the answer does not fit the question".to_owned(),
        }
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for Exception {}
