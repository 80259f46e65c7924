//! What can go wrong, as data.

use std::fmt;

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::library;

/// Why a request, or the connection itself, did not work.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// `window.connect` is not there: the library was not loaded.
    LibraryMissing,
    /// The page already shows the Contact Control Panel of another instance; the library keeps one a window.
    OtherInstance {
        /// The `ccpUrl` in use.
        connected: String,
        /// The `ccpUrl` asked for.
        wanted: String,
    },
    /// The panel has not delivered any agent data yet, or the session was ended.
    NotReady {
        /// The method called.
        method: &'static str,
    },
    /// Amazon Connect refused the request.
    Refused {
        /// The method called.
        method: &'static str,
        /// What came back.
        failure: Failure,
    },
    /// The library threw instead of asking.
    Threw {
        /// The method called.
        method: &'static str,
        /// What was thrown.
        failure: Failure,
    },
    /// Neither callback came in time (issue 1090 of the library). The request may still take effect.
    TimedOut {
        /// The method called.
        method: &'static str,
        /// The deadline that passed.
        deadline_ms: u32,
    },
    /// The agent has no such state to choose.
    NoSuchState {
        /// The name asked for.
        name: String,
        /// The names that exist.
        offered: Vec<String>,
    },
    /// The contact is gone, or never was.
    NoSuchContact {
        /// The method called.
        method: &'static str,
        /// The id asked for.
        contact_id: String,
    },
    /// The contact has no leg of the agent.
    NoAgentConnection {
        /// The method called.
        method: &'static str,
        /// The contact.
        contact_id: String,
    },
}

impl Error {
    /// The error as one English sentence, without its full stop: what `Display` writes, without its machinery.
    pub fn text(&self) -> String {
        match self {
            Self::LibraryMissing => {
                "the amazon-connect-streams library is not on this page: load it first".to_owned()
            }
            Self::OtherInstance { connected, wanted } => joined(&[
                "this page is already connected to ",
                connected,
                ": end that session before connecting to ",
                wanted,
            ]),
            Self::NotReady { method } => {
                joined(&[method, ": the Contact Control Panel is not ready; wait for AgentReady"])
            }
            Self::Refused { method, failure } => joined(&[method, ": ", &failure.text()]),
            Self::Threw { method, failure } => joined(&[method, ": the library threw: ", &failure.text()]),
            Self::TimedOut { method, deadline_ms } => {
                let ms = digits((*deadline_ms).into());
                joined(&[method, ": no answer within ", &ms, " ms; it may still take effect"])
            }
            Self::NoSuchState { name, offered } => {
                let mut text = joined(&["there is no agent state named \"", name, "\"; choose one of: "]);
                for (at, name) in offered.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { ", " });
                    text.push_str(name);
                }
                text
            }
            Self::NoSuchContact { method, contact_id } => {
                joined(&[method, ": there is no contact ", contact_id])
            }
            Self::NoAgentConnection { method, contact_id } => {
                joined(&[method, ": contact ", contact_id, " has no connection of the agent"])
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for Error {}

/// A whole number as text, see [`joined`].
pub(crate) fn digits(number: i64) -> String {
    let mut text = match number {
        -9..0 => "-".to_owned(),
        0..10 => String::new(),
        _ => digits(number / 10),
    };
    text.push((b'0' + (number % 10).unsigned_abs() as u8) as char);
    text
}

/// These texts, one after another: what `format!` does, at a fraction of its bytes.
pub(crate) fn joined(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
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

impl Failure {
    /// What is known of the reason, as one line.
    pub fn text(&self) -> String {
        match (&self.kind, &self.message) {
            (Some(kind), Some(message)) => joined(&[kind, ": ", message]),
            (Some(text), None) | (None, Some(text)) => text.clone(),
            (None, None) if self.raw.is_empty() => "refused without a reason".to_owned(),
            (None, None) => self.raw.clone(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, digits};

    // What the library gives is read in the browser's tests.
    #[test]
    fn a_failure_without_a_reason_still_reads_well() {
        assert_eq!(Failure::default().to_string(), "refused without a reason");
    }

    #[test]
    fn whole_numbers_are_spelled_out() {
        for number in [0, 7, 10, 90_071, -1, -10, -409, i64::MAX, i64::MIN] {
            assert_eq!(digits(number), number.to_string());
        }
    }
}
