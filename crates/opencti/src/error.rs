//! What can go wrong with one call, as owned data.

use thiserror::Error as ThisError;

/// Why a call of an Open CTI method did not succeed. Its `Display` is one English sentence, without its full stop.
#[derive(Clone, Debug, PartialEq, ThisError)]
pub enum Error {
    /// The method refused its arguments before anything was sent, by throwing.
    #[error("{method} threw: {message}")]
    Threw {
        /// The method called.
        method: &'static str,
        /// Message of the thrown `Error`, or the thrown string.
        message: String,
    },
    /// Salesforce answered `success: false`. The list may be empty.
    #[error("{method} failed: {}", first_description(errors))]
    Api {
        /// The method called.
        method: &'static str,
        /// The answer's `errors` (or `error`), in order.
        errors: Vec<ApiError>,
    },
    /// No answer within the deadline. The call may have happened all the same.
    #[error("{method} was not answered in time")]
    Timeout {
        /// The method called.
        method: &'static str,
    },
    /// The answer has a shape nobody can read. The call has probably happened.
    #[error("{method} gave an answer of unknown shape: {raw}")]
    Shape {
        /// The method called.
        method: &'static str,
        /// The answer as JSON text, cut to a length fit for a log.
        raw: String,
    },
    /// This version of the library has no such method.
    #[error("this Open CTI has no {method}")]
    NotSupported {
        /// The method asked for.
        method: &'static str,
    },
}

impl Error {
    /// The method that was called.
    pub fn method(&self) -> &'static str {
        match self {
            Error::Threw { method, .. }
            | Error::Api { method, .. }
            | Error::Timeout { method }
            | Error::Shape { method, .. }
            | Error::NotSupported { method } => method,
        }
    }

    /// Whether the call may have taken effect although no usable answer came: then an action that must not
    /// happen twice, such as creating a record, must not simply be repeated.
    pub fn is_uncertain(&self) -> bool {
        matches!(self, Error::Timeout { .. } | Error::Shape { .. })
    }

    /// Whether Salesforce's softphone container was not ready yet: the one failure that goes away by waiting.
    pub fn is_not_ready(&self) -> bool {
        matches!(self, Error::Api { errors, .. }
            if errors.iter().any(|error| error.code == Some(ErrorCode::SoftphoneContainer)))
    }
}

/// What Salesforce gave as the reason.
fn first_description(errors: &[ApiError]) -> &str {
    errors.first().map_or("no reason given", |error| &error.description)
}

/// One element of a failed answer. Open CTI guide: "Common Error Messages for Lightning Experience Methods".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApiError {
    /// The code, when the element has one: some are plain strings.
    pub code: Option<ErrorCode>,
    /// The sentence Salesforce gave, for people. Never decide on its text.
    pub description: String,
    /// What is wrong in particular, chiefly from `saveLog`: page messages and one per field.
    pub details: Vec<Detail>,
    /// The whole element as JSON text, for a log.
    pub raw: String,
}

/// The codes of Open CTI errors.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorCode {
    /// `INVALID_PARAM`: an argument has the wrong type or is out of range.
    InvalidParam,
    /// `GENERIC_ERROR`: the call failed; look at the details.
    Generic,
    /// `SERVER_ERROR`: a problem on the server.
    Server,
    /// `SOFTPHONE_CONTAINER_ERROR`: sent before the softphone container was ready.
    SoftphoneContainer,
    /// A code this crate does not know, as it came.
    Other(String),
}

impl ErrorCode {
    /// The code for a text. The guide prints `GENERIC_PARAM` in one place, where its sample has `GENERIC_ERROR`.
    pub fn parse(text: &str) -> ErrorCode {
        match text {
            "INVALID_PARAM" => ErrorCode::InvalidParam,
            "GENERIC_ERROR" | "GENERIC_PARAM" => ErrorCode::Generic,
            "SERVER_ERROR" => ErrorCode::Server,
            "SOFTPHONE_CONTAINER_ERROR" => ErrorCode::SoftphoneContainer,
            other => ErrorCode::Other(other.to_owned()),
        }
    }

    /// The text of the code, as Salesforce spells it.
    pub fn as_str(&self) -> &str {
        match self {
            ErrorCode::InvalidParam => "INVALID_PARAM",
            ErrorCode::Generic => "GENERIC_ERROR",
            ErrorCode::Server => "SERVER_ERROR",
            ErrorCode::SoftphoneContainer => "SOFTPHONE_CONTAINER_ERROR",
            ErrorCode::Other(text) => text,
        }
    }
}

/// One particular complaint about a record that could not be saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// API name of the field, when the complaint is about one.
    pub field: Option<String>,
    /// The platform's status code, for instance `REQUIRED_FIELD_MISSING`.
    pub code: Option<String>,
    /// The sentence for people.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_their_spelling() {
        for text in ["INVALID_PARAM", "GENERIC_ERROR", "SERVER_ERROR", "SOFTPHONE_CONTAINER_ERROR", "NEW_ONE"]
        {
            assert_eq!(ErrorCode::parse(text).as_str(), text);
        }
        assert_eq!(ErrorCode::parse("GENERIC_PARAM"), ErrorCode::Generic);
    }

    #[test]
    fn only_lost_and_unreadable_answers_are_uncertain() {
        let method = "saveLog";
        assert!(Error::Timeout { method }.is_uncertain());
        assert!(Error::Shape { method, raw: String::new() }.is_uncertain());
        assert!(!Error::NotSupported { method }.is_uncertain());
        assert!(!Error::Threw { method, message: String::new() }.is_uncertain());
        assert!(!Error::Api { method, errors: Vec::new() }.is_uncertain());
    }

    #[test]
    fn a_failure_without_reason_still_reads_well() {
        let error = Error::Api { method: "refreshView", errors: Vec::new() };
        assert_eq!(error.to_string(), "refreshView failed: no reason given");
    }
}
