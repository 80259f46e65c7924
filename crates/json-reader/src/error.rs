//! Why JSON is not of a type.

use std::fmt::{self, Display, Write as _};

use serde::de::{Error, Expected, Unexpected};

/// What is wrong, and where: `phone.duringCall: expected a string`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError(Box<Wrong>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Wrong {
    /// Keys and positions from the outermost value to the wrong one, with dots; empty for the outermost itself.
    path: String,
    reason: String,
}

impl ReadError {
    pub(crate) fn new(reason: &dyn Display) -> ReadError {
        ReadError(Box::new(Wrong { path: String::new(), reason: reason.to_string() }))
    }

    /// The same, of what stands under a key.
    pub(crate) fn under(mut self, key: &dyn Display) -> ReadError {
        let dot = if self.0.path.is_empty() { "" } else { "." };
        self.0.path = format!("{key}{dot}{}", self.0.path);
        self
    }
}

impl Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            out.write_str(&self.0.path)?;
            out.write_str(": ")?;
        }
        out.write_str(&self.0.reason)
    }
}

impl std::error::Error for ReadError {}

/// Of what was found only its place is told, not the value: to print any value would link the printing of numbers.
impl Error for ReadError {
    fn custom<T: Display>(reason: T) -> ReadError {
        ReadError::new(&reason)
    }

    fn invalid_type(_found: Unexpected<'_>, expected: &dyn Expected) -> ReadError {
        ReadError::new(&format_args!("expected {expected}"))
    }

    fn invalid_value(_found: Unexpected<'_>, expected: &dyn Expected) -> ReadError {
        ReadError::new(&format_args!("expected {expected}"))
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> ReadError {
        let mut reason = format!("unknown variant `{word}`, expected ");
        for (position, known) in known.iter().enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            let _ = write!(reason, "{comma}`{known}`");
        }
        ReadError::new(&reason)
    }
}
