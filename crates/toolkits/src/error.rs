//! What can go wrong with one call, as owned data.

use thiserror::Error as ThisError;

/// Why a call of a toolkit did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum Error {
    /// The toolkit, or this part of it, is not available in this page. Nothing was called.
    #[error("{method} is not available here: {why}")]
    NotHere {
        /// The method asked for.
        method: &'static str,
        /// What is missing.
        why: NotHere,
    },
    /// The method refused its arguments by throwing. Nothing was sent.
    #[error("{method} threw: {message}")]
    Threw {
        /// The method called.
        method: &'static str,
        /// Message of the thrown `Error`, or the thrown text.
        message: String,
    },
    /// Salesforce answered `success: false`: also its answer to a method that Lightning does not support.
    #[error("{method} was refused: {}", reason.as_deref().unwrap_or("no reason given"))]
    Refused {
        /// The method called.
        method: &'static str,
        /// The answer's `error`, where it has one.
        reason: Option<String>,
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
}

/// What is missing in this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ThisError)]
pub enum NotHere {
    /// There is no `sforce.console`: `integration.js` is not loaded.
    #[error("the page has no console toolkit")]
    NoToolkit,
    /// The toolkit is there, and `isInConsole()` says that the app around it is no console.
    #[error("the app around this page is no console")]
    NoConsole,
    /// The toolkit of this version has no such method or event.
    #[error("this version of the toolkit does not have it")]
    NoMethod,
}

impl Error {
    /// The method that was called.
    pub fn method(&self) -> &'static str {
        match self {
            Error::NotHere { method, .. }
            | Error::Threw { method, .. }
            | Error::Refused { method, .. }
            | Error::Timeout { method }
            | Error::Shape { method, .. } => method,
        }
    }

    /// Whether the page simply has no such thing, so that there is nothing to try again.
    pub fn is_not_here(&self) -> bool {
        matches!(self, Error::NotHere { .. })
    }

    /// Whether the call may have taken effect although no usable answer came.
    pub fn is_uncertain(&self) -> bool {
        matches!(self, Error::Timeout { .. } | Error::Shape { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_is_a_sentence_that_names_its_method() {
        let method = "openSubtab";
        for (error, says) in [
            (
                Error::NotHere { method, why: NotHere::NoToolkit },
                "openSubtab is not available here: the page has no console toolkit",
            ),
            (
                Error::NotHere { method, why: NotHere::NoConsole },
                "openSubtab is not available here: the app around this page is no console",
            ),
            (Error::Refused { method, reason: None }, "openSubtab was refused: no reason given"),
            (Error::Refused { method, reason: Some("no".to_owned()) }, "openSubtab was refused: no"),
            (Error::Timeout { method }, "openSubtab was not answered in time"),
        ] {
            assert_eq!(error.to_string(), says);
            assert_eq!(error.method(), method);
        }
    }

    #[test]
    fn only_lost_and_unreadable_answers_are_uncertain() {
        let method = "login";
        assert!(Error::Timeout { method }.is_uncertain());
        assert!(Error::Shape { method, raw: String::new() }.is_uncertain());
        assert!(!Error::Refused { method, reason: None }.is_uncertain());
        assert!(!Error::NotHere { method, why: NotHere::NoMethod }.is_uncertain());
    }
}
