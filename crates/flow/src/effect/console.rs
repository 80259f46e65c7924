//! What the console app around the softphone is asked to do: its tabs, and Omni-Channel.

use serde::{Deserialize, Serialize};

use super::Repeat;

/// One request to the tabs of a console app. Standard apps have none of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "request", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ConsoleEffect {
    /// Opens a primary tab. Answer: [`Answer::Value`](crate::Answer::Value), its id.
    OpenPrimaryTab(NewTab),
    /// Opens a sub tab. Answer: [`Answer::Value`](crate::Answer::Value), its id.
    OpenSubtab {
        /// The primary tab; none: the one in front.
        primary: Option<String>,
        /// What opens.
        tab: NewTab,
    },
    /// Closes a tab.
    CloseTab {
        /// Its id.
        id: String,
    },
    /// Reads which record the primary tab in front shows. Answer: [`Answer::Value`](crate::Answer::Value), its id or undefined.
    FocusedPrimaryTabRecord,
    /// Reads which record the sub tab in front shows. Answer: [`Answer::Value`](crate::Answer::Value), its id or undefined.
    FocusedSubtabRecord,
    /// Lists the primary tabs. Answer: [`Answer::Value`](crate::Answer::Value), a list of ids.
    PrimaryTabIds,
    /// Reads what the primary tabs show. Answer: [`Answer::Value`](crate::Answer::Value), a list of maps with `id`, and `url`
    /// and `recordId` as far as they are known.
    PrimaryTabPages,
}

/// A tab to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTab {
    /// A path of the org, or an https address.
    pub url: String,
    /// Whether it comes to the front.
    pub active: bool,
    /// Its label; none: the page's own.
    pub label: Option<String>,
}

/// One request to Omni-Channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "request", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PresenceEffect {
    /// Reads the presence status; refused where the agent is logged out. Answer: [`Answer::Value`](crate::Answer::Value), a map
    /// with `statusId`, `statusName`, `statusApiName` and `channels`.
    ReadStatus,
    /// Puts the agent into a presence status.
    SetStatus {
        /// Its id.
        status: String,
    },
    /// Logs the agent in; done where she is.
    LogIn {
        /// Id of the presence status to log in with.
        status: String,
    },
    /// Logs the agent out; done where she is.
    LogOut,
    /// Reads how much the agent can take, and has. Answer: [`Answer::Value`](crate::Answer::Value), a map with
    /// `configuredCapacity` and `currentWorkload`.
    ReadWorkload,
}

impl ConsoleEffect {
    /// Whether this effect may be performed again after an uncertain answer.
    pub fn repeat(&self) -> Repeat {
        match self {
            ConsoleEffect::OpenPrimaryTab(_) | ConsoleEffect::OpenSubtab { .. } => Repeat::Once,
            ConsoleEffect::CloseTab { .. } => Repeat::Keyed,
            ConsoleEffect::FocusedPrimaryTabRecord
            | ConsoleEffect::FocusedSubtabRecord
            | ConsoleEffect::PrimaryTabIds
            | ConsoleEffect::PrimaryTabPages => Repeat::Read,
        }
    }
}

impl PresenceEffect {
    /// Whether this effect may be performed again after an uncertain answer.
    pub fn repeat(&self) -> Repeat {
        match self {
            PresenceEffect::ReadStatus | PresenceEffect::ReadWorkload => Repeat::Read,
            PresenceEffect::SetStatus { .. } | PresenceEffect::LogIn { .. } | PresenceEffect::LogOut => {
                Repeat::Keyed
            }
        }
    }
}
