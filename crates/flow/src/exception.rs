//! Why a block did not do its work, as data.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Failure, Text, Value};

/// Why a block did not do its work. `Display` is the text that flows read under `$.actions.<id>.exception`.
#[derive(Clone, Debug, PartialEq, Error, Serialize, Deserialize)]
#[serde(tag = "exception", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Exception {
    /// A required argument is undefined or null.
    #[error("argument {argument} is missing")]
    MissingArgument {
        /// Which.
        argument: Text,
    },
    /// An argument cannot be cast to its type.
    #[error("argument {argument}: {} is no {expected}", value.to_tagged_text())]
    WrongType {
        /// Which.
        argument: Text,
        /// What it should be.
        expected: Text,
        /// What it is.
        value: Value,
    },
    /// The block refused before anything was asked of a host.
    #[error("{reason}")]
    Refused {
        /// Why, in a sentence.
        reason: Text,
    },
    /// The host said no, or nothing.
    #[error("{}", failure.sentences())]
    Host {
        /// What it said.
        failure: Failure,
    },
    /// What the blocks of the run have taken in and left behind is too large to keep, or lies too deep to be read again.
    #[error(
        "the run holds more than {limit} bytes of data, or lists and maps more than 40 deep in one another"
    )]
    TooLarge {
        /// How large they may be, roughly in bytes.
        limit: u32,
    },
    /// The answer does not fit the question. Whoever performs effects is at fault, not the flow.
    #[error("the answer does not fit the question")]
    UnexpectedAnswer,
}
