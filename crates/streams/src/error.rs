//! What can go wrong, as data.

use wasm_bindgen::{JsCast, JsValue};

use crate::data::{Data, Members};
use crate::raw;

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
    /// Reads what a `failure` callback was given.
    pub(crate) fn read(value: &JsValue) -> Self {
        // An Error's members are not enumerable, so they are fetched by name.
        if let Some(error) = value.dyn_ref::<js_sys::Error>() {
            let mut members = Members::default();
            for name in ["name", "message", "statusCode"] {
                members.insert(name, raw::plain(&raw::member(error, name), ""));
            }
            return Self::of(Some(&members.into()), String::from(error.to_string()));
        }
        match raw::plain(value, "") {
            Data::Text(text) => Self::of(raw::parse(&text).as_ref(), text),
            Data::Null => Self::default(),
            data => Self::of(Some(&data), raw::json(value)),
        }
    }

    /// What came, and what it is as data; only an object says more than its text.
    fn of(data: Option<&Data>, raw: String) -> Self {
        let member = |name: &str| data.and_then(|data| data.get(name));
        let text = |name: &str| member(name).and_then(Data::as_text).map(String::from);
        Self {
            kind: text("type").or_else(|| text("errorType")).or_else(|| text("name")),
            message: text("message").or_else(|| text("errorMessage")),
            status: member("statusCode").and_then(Data::as_number).map(|status| status as i64),
            raw,
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
    use super::*;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(given: Value, shown: &str, status: Option<i64>) {
        // In a page the browser reads and writes the JSON.
        let failure = match given {
            Value::Null => Failure::default(),
            Value::String(text) => {
                Failure::of(serde_json::from_str::<Value>(&text).ok().map(Data::from).as_ref(), text)
            }
            other => Failure::of(Some(&other.clone().into()), other.to_string()),
        };
        assert_eq!((failure.to_string().as_str(), failure.status), (shown, status));
    }

    #[test]
    fn every_form_a_failure_takes() {
        let wire = r#"{"type":"ContactNotFoundException","message":"gone","stack":[],"statusCode":400}"#;
        check(json!(wire), "ContactNotFoundException: gone", Some(400));
        check(json!("error"), "error", None);
        check(json!("InvalidLocale"), "InvalidLocale", None);
        check(json!({ "type": "X", "message": "y", "statusCode": 403 }), "X: y", Some(403));
        check(json!({ "errorMessage": "only words" }), "only words", None);
        check(json!({ "code": 7 }), r#"{"code":7}"#, None);
        check(json!("[1]"), "[1]", None);
        check(json!("{broken"), "{broken", None);
        check(json!(17), "17", None);
        check(json!(null), "refused without a reason", None);
    }
}
