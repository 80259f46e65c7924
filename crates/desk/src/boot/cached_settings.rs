//! The call center's settings as the page keeps them for the day they cannot be read: a flat map of texts, in which the version
//! is a text too, so that releases from before there was one read the rest.

use std::iter::once;

use flow::Map;
use panel_protocol::SETTINGS_VERSION;

use crate::stored::{Restored, StoredDocument, StoredError};

/// The key of the version: names of settings begin with a slash.
const VERSION_KEY: &str = "version";

/// The JSON document that the page keeps.
pub fn to_text(settings: &Map<String>) -> String {
    let version = (VERSION_KEY.into(), SETTINGS_VERSION.to_string());
    let settings = settings.iter().map(|(name, value)| (name.clone(), value.clone()));
    serde_json::to_string(&once(version).chain(settings).collect::<Map<String>>())
        .unwrap_or_else(|error| unreachable!("settings are texts under text keys: {error}"))
}

/// Reads a document that the page kept, of this release or an earlier one.
pub fn from_text(text: &str) -> Restored<Option<Map<String>>> {
    let document = StoredDocument::Settings;
    let mut settings: Map<String> = match serde_json::from_str(text) {
        Ok(settings) => settings,
        Err(error) => {
            let reason = error.to_string();
            return Restored::nothing(StoredError::Unreadable { document, reason });
        }
    };
    // Without a version it is from a release before it, and has the same form.
    let version = settings.shift_remove(VERSION_KEY).unwrap_or_else(|| "0".to_owned());
    match version.parse() {
        Ok(found) if found > SETTINGS_VERSION => {
            Restored::nothing(StoredError::Version { document, found, known: SETTINGS_VERSION })
        }
        Ok(_) => Some(settings).into(),
        Err(_) => {
            let reason = format!("{VERSION_KEY} is no version");
            Restored::nothing(StoredError::Unreadable { document, reason })
        }
    }
}
