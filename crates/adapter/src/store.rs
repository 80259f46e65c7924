//! What survives a reload: session storage for this tab, local storage for the last settings.

use desk::{Memory, Storage};
use flow::Map;

use crate::page;

const SESSION: &str = "sessionStorage";
const LOCAL: &str = "localStorage";
const MEMORY: &str = "switchboard.memory";
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

/// The settings that were read last.
pub(crate) fn settings() -> Option<Map<String>> {
    page::recall(LOCAL, SETTINGS).and_then(|text| desk::settings_from_text(&text))
}

/// Keeps settings for a time when they cannot be read.
pub(crate) fn cache_settings(settings: &Map<String>) {
    page::keep(LOCAL, SETTINGS, &desk::settings_to_text(settings));
}
