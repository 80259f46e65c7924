//! Drafts: what was drawn and not saved, kept in the browser so that a closed tab loses nothing.

use serde::{Deserialize, Serialize};

use crate::library::storage;

const PREFIX: &str = "switchboard.studio.draft.";

/// A text that was not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    /// The text.
    pub(crate) text: String,
    /// Revision of the item it began as.
    pub(crate) revision: String,
}

/// Keeps a draft of an item; whether there was room.
pub(crate) fn keep(key: &str, draft: &Draft) -> bool {
    let Some(storage) = storage() else { return false };
    let written = serde_json::to_string(draft).unwrap_or_default();
    storage.set_item(&format!("{PREFIX}{key}"), &written).is_ok()
}

/// The draft of an item.
pub(crate) fn of(key: &str) -> Option<Draft> {
    let written = storage()?.get_item(&format!("{PREFIX}{key}")).ok().flatten()?;
    serde_json::from_str(&written).ok()
}

/// Gives up the draft of an item.
pub(crate) fn drop(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("{PREFIX}{key}"));
    }
}
