//! What survives a reload: session storage for this tab; local storage for the last settings and what flows of all tabs share.

use desk::{Memory, Properties, Restored, Storage};
use flow::Map;

use crate::page;

const SESSION: &str = "sessionStorage";
const LOCAL: &str = "localStorage";
const MEMORY: &str = "switchboard.memory";
const PROPERTIES: &str = "switchboard.properties";
const SETTINGS: &str = "switchboard.settings";

/// Whether the browser lets this tab remember anything; it may refuse third-party frames.
pub(crate) fn state() -> Storage {
    if page::remembers(SESSION) { Storage::Works } else { Storage::Denied }
}

/// What this tab remembers.
pub(crate) fn memory() -> Memory {
    page::recall(SESSION, MEMORY).map(|text| restored(Memory::from_text(&text))).unwrap_or_default()
}

/// Replaces what this tab remembers, and says whether there was room. Where the browser refuses storage there is nothing to be full.
pub(crate) fn remember(text: &str) -> bool {
    page::keep(SESSION, MEMORY, text)
}

/// What flows remember for each other.
pub(crate) fn properties() -> Properties {
    page::recall(LOCAL, PROPERTIES).map(|text| restored(Properties::from_text(&text))).unwrap_or_default()
}

/// What could be read; what could not is named in the console.
fn restored<T>(Restored { value, problems }: Restored<T>) -> T {
    for problem in problems {
        page::warn(&problem.to_string());
    }
    value
}

/// Replaces it for every page of the browser.
pub(crate) fn share(text: &str) {
    page::keep(LOCAL, PROPERTIES, text);
}

/// The settings that were read last.
pub(crate) fn settings() -> Option<Map<String>> {
    page::recall(LOCAL, SETTINGS).and_then(|text| serde_json::from_str(&text).ok())
}

/// Keeps settings for a time when they cannot be read.
pub(crate) fn cache_settings(settings: &Map<String>) {
    // Texts under text keys: there is nothing that could not be written.
    page::keep(LOCAL, SETTINGS, &serde_json::to_string(settings).unwrap_or_default());
}
