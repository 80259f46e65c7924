//! What can go wrong, as data.

use std::fmt;

use js_sys::JSON;
use thiserror::Error as ThisError;
use wasm_bindgen::{JsCast, JsValue};

use crate::raw::member;

/// Why a request, or the connection itself, did not work. Its `Display` is one English sentence, without its full stop.
#[derive(Debug, Clone, PartialEq, ThisError)]
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
    /// Reads what was thrown, or given to a failure callback.
    pub(crate) fn read(value: &JsValue) -> Self {
        let (data, raw) = match value.dyn_ref::<js_sys::Error>() {
            Some(error) => (value.clone(), error.to_string().into()),
            None => match value.as_string() {
                Some(text) => (JSON::parse(&text).unwrap_or_default(), text),
                None => (value.clone(), json(value)),
            },
        };
        let text = |names: &[&str]| names.iter().find_map(|name| member(&data, name).as_string());
        Self {
            kind: text(&["type", "errorType", "name"]),
            message: text(&["message", "errorMessage"]),
            status: member(&data, "statusCode").as_f64().map(|status| status as i64),
            raw,
        }
    }
}

/// A value as JSON text; empty for nothing, the name of its type where it has a cycle.
fn json(value: &JsValue) -> String {
    if value.is_undefined() || value.is_null() {
        return String::new();
    }
    match JSON::stringify(value) {
        Ok(text) => JsValue::from(text).as_string().unwrap_or_default(),
        Err(_) => value.js_typeof().as_string().unwrap_or_default(),
    }
}

impl fmt::Display for Failure {
    /// What is known of the reason, as one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
