//! Which calls are logged, and how.

use serde::{Deserialize, Serialize};

/// How calls are logged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CallLogSettings {
    /// Whether the desk writes a log for a call that no flow has logged.
    pub ensure: bool,
    /// Whether the log is written when people begin to talk, and completed when the call is over; otherwise it is
    /// written once, at the end.
    pub at_connect: bool,
    /// Which calls the desk logs by itself: `inbound`, `outbound`.
    pub call_types: Vec<String>,
    /// When the log opens.
    pub pop: LogPop,
    /// Name of a contact attribute whose record the log is about; empty: none.
    pub record_attribute: String,
    /// `Status` of a finished call's Task.
    pub status: String,
    /// `Status` of the Task while people talk.
    pub status_during_call: String,
    /// Whether the agent's view is read anew once a log is saved; saving alone shows nothing. Unsaved edits of the
    /// agent may suffer, which is why it can be switched off.
    pub refresh_view: bool,
}

/// When the log of a call opens, once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LogPop {
    /// Never by itself.
    #[default]
    Never,
    /// As soon as it is written.
    Start,
    /// When it is written and the call is over.
    End,
}

impl Default for CallLogSettings {
    fn default() -> CallLogSettings {
        CallLogSettings {
            ensure: true,
            at_connect: true,
            call_types: vec!["inbound".into(), "outbound".into()],
            pop: LogPop::Never,
            record_attribute: String::new(),
            status: "Completed".into(),
            status_during_call: "In Progress".into(),
            refresh_view: true,
        }
    }
}
