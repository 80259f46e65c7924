//! What survives a reload: session storage for this tab; local storage for the last settings and what flows of all tabs share.

use desk::{Memory, Properties, Storage};
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
    page::recall(SESSION, MEMORY).and_then(|text| Memory::from_text(&text)).unwrap_or_default()
}

/// Replaces what this tab remembers, and says whether there was room. Where the browser refuses storage there is nothing to be full.
pub(crate) fn remember(text: &str) -> bool {
    page::keep(SESSION, MEMORY, text)
}

/// What flows remember for each other.
pub(crate) fn properties() -> Properties {
    page::recall(LOCAL, PROPERTIES).and_then(|text| Properties::from_text(&text)).unwrap_or_default()
}

/// Replaces it for every page of the browser.
pub(crate) fn share(text: &str) {
    page::keep(LOCAL, PROPERTIES, text);
}

/// The settings that were read last.
pub(crate) fn settings() -> Option<Map<String>> {
    page::recall(LOCAL, SETTINGS).and_then(|text| desk::texts_from_json(&text))
}

/// Keeps settings for a time when they cannot be read.
pub(crate) fn cache_settings(settings: &Map<String>) {
    page::keep(LOCAL, SETTINGS, &desk::texts_to_json(settings));
}
