//! What can go wrong, as data.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::library;

/// Why a request, or the connection itself, did not work.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// `window.connect` is not there: the library was not loaded.
    #[error("the amazon-connect-streams library is not on this page: load it first")]
    LibraryMissing,
    /// The page already shows the Contact Control Panel of another instance; the library keeps one a window.
    #[error("this page is already connected to {connected}: end that session before connecting to {wanted}")]
    OtherInstance {
        /// The `ccpUrl` in use.
        connected: String,
        /// The `ccpUrl` asked for.
        wanted: String,
    },
    /// The panel has not delivered any agent data yet, or the session was ended.
    #[error("{method}: the Contact Control Panel is not ready; wait for AgentReady")]
    NotReady {
        /// The method called.
        method: &'static str,
    },
    /// Amazon Connect refused the request.
    #[error("{method}: {failure}")]
    Refused {
        /// The method called.
        method: &'static str,
        /// What came back.
        failure: Failure,
    },
    /// The library threw instead of asking.
    #[error("{method}: the library threw: {failure}")]
    Threw {
        /// The method called.
        method: &'static str,
        /// What was thrown.
        failure: Failure,
    },
    /// Neither callback came in time (issue 1090 of the library). The request may still take effect.
    #[error("{method}: no answer within {deadline_ms} ms; it may still take effect")]
    TimedOut {
        /// The method called.
        method: &'static str,
        /// The deadline that passed.
        deadline_ms: u32,
    },
    /// The agent has no such state to choose.
    #[error("there is no agent state named \"{name}\"; choose one of: {}", offered.join(", "))]
    NoSuchState {
        /// The name asked for.
        name: String,
        /// The names that exist.
        offered: Vec<String>,
    },
    /// The contact is gone, or never was.
    #[error("{method}: there is no contact {contact_id}")]
    NoSuchContact {
        /// The method called.
        method: &'static str,
        /// The id asked for.
        contact_id: String,
    },
    /// The contact has no leg of the agent.
    #[error("{method}: contact {contact_id} has no connection of the agent")]
    NoAgentConnection {
        /// The method called.
        method: &'static str,
        /// The contact.
        contact_id: String,
    },
}

/// A failure value of the library: a string, a JSON string, the word `error`, an object or an `Error`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Failure {
    /// `type` or an error's `name`, e.g. `ContactNotFoundException`.
    pub kind: Option<String>,
    /// `message`.
    pub message: Option<String>,
    /// `statusCode`, an HTTP status.
    pub status: Option<i64>,
    /// What came, as text.
    pub raw: String,
}

impl Failure {
    /// Reads what was thrown.
    pub(crate) fn read(value: &JsValue) -> Self {
        Self::of(&library::failure(value), 0)
    }

    /// `[kind, message, status, raw]` of `js/library.js`, from a place on.
    pub(crate) fn of(parts: &Array, at: u32) -> Self {
        let text = |part: u32| parts.get(at + part).as_string();
        Self {
            kind: text(0),
            message: text(1),
            status: parts.get(at + 2).as_f64().map(|status| status as i64),
            raw: text(3).unwrap_or_default(),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.kind, &self.message) {
            (Some(kind), Some(message)) => write!(f, "{kind}: {message}"),
            (Some(text), None) | (None, Some(text)) => f.write_str(text),
            (None, None) if self.raw.is_empty() => f.write_str("refused without a reason"),
            (None, None) => f.write_str(&self.raw),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;

    // What the library gives is read in the browser's tests.
    #[test]
    fn a_failure_without_a_reason_still_reads_well() {
        assert_eq!(Failure::default().to_string(), "refused without a reason");
    }
}
