//! What survives a reload, beside the journal: the last settings, and what flows of all tabs share.
//!
//! Each document has a version (`docs/stored-data.md`). What a later release wrote is read as nothing and left as it is.

use desk::{
    FORMS_KEY, Memory, Properties, Restored, Storage, StoredDocument, StoredError, cached_settings,
    check_forms,
};
use flow::Map;

use crate::page;

const SESSION: &str = "sessionStorage";
const LOCAL: &str = "localStorage";
const MEMORY: &str = "switchboard.memory";
const PROPERTIES: &str = "switchboard.properties";
const SETTINGS: &str = "switchboard.settings";
const STORAGE_ACCESS: &str = "switchboard.storageAccess";

/// Whether the browser lets this tab remember anything; it may refuse third-party frames.
pub(crate) fn state() -> Storage {
    if page::remembers(SESSION) { Storage::Works } else { Storage::Denied }
}

/// Whether Amazon Connect got its cookies by being asked for, the time before. Forgotten until it gets them again.
pub(crate) fn take_storage_access() -> bool {
    let granted = page::recall(LOCAL, STORAGE_ACCESS).is_some_and(|text| text == "granted");
    if granted {
        page::keep(LOCAL, STORAGE_ACCESS, "");
    }
    granted
}

/// It got them.
pub(crate) fn keep_storage_access() {
    page::keep(LOCAL, STORAGE_ACCESS, "granted");
}

/// What earlier pages have kept.
#[derive(Debug, Default)]
pub(crate) struct Stored {
    /// What flows remember for each other.
    pub(crate) properties: Properties,
    /// The settings that were read last.
    pub(crate) settings: Option<Map<String>>,
    /// What a later release has kept.
    pub(crate) later_release: Vec<StoredDocument>,
}

impl Stored {
    /// Reads all of it. What cannot be read is named in the console.
    pub(crate) fn read() -> Stored {
        let mut stored = Stored::default();
        if let Some(text) = page::recall(LOCAL, PROPERTIES) {
            stored.properties = stored.take(StoredDocument::Properties, Properties::from_text(&text));
        }
        if let Some(text) = page::recall(LOCAL, SETTINGS) {
            stored.settings = stored.take(StoredDocument::Settings, cached_settings::from_text(&text));
        }
        if let Some(problem) = page::recall(SESSION, FORMS_KEY).and_then(|text| check_forms(&text)) {
            stored.note(StoredDocument::Forms, &problem);
        }
        stored
    }

    fn take<T>(&mut self, document: StoredDocument, Restored { value, problems }: Restored<T>) -> T {
        for problem in &problems {
            self.note(document, problem);
        }
        value
    }

    fn note(&mut self, document: StoredDocument, problem: &StoredError) {
        page::warn(&problem.to_string());
        if problem.is_from_later_release() {
            self.later_release.push(document);
        }
    }
}

/// What the last page that led has kept for this journal as it went.
pub(crate) fn take_last_words(journal: &str) -> Option<String> {
    let key = last_words(journal);
    let words = page::recall(LOCAL, &key)?;
    page::forget(LOCAL, &key);
    Some(words)
}

/// Keeps them.
pub(crate) fn keep_last_words(journal: &str, text: &str) -> bool {
    page::keep(LOCAL, &last_words(journal), text)
}

fn last_words(journal: &str) -> String {
    [journal, " last"].concat()
}

/// Keeps what a tab has handed on to the one that has the journal; empty: nothing.
pub(crate) fn keep_deeds(journal: &str, tab: &str, deeds: &str) {
    let key = [&deeds_of(journal), tab].concat();
    if deeds.is_empty() {
        page::forget(LOCAL, &key);
    } else {
        page::keep(LOCAL, &key, deeds);
    }
}

/// What other tabs have handed on.
pub(crate) fn deeds_of_others(journal: &str, tab: &str) -> Vec<String> {
    let prefix = deeds_of(journal);
    let others = page::keys(LOCAL, &prefix).into_iter().filter(|key| key[prefix.len()..] != *tab);
    others.filter_map(|key| page::recall(LOCAL, &key)).collect()
}

/// Forgets what was seen to, where it still says so.
pub(crate) fn forget_deeds(journal: &str, seen_to: &[String]) {
    for key in page::keys(LOCAL, &deeds_of(journal)) {
        if page::recall(LOCAL, &key).is_some_and(|deeds| seen_to.contains(&deeds)) {
            page::forget(LOCAL, &key);
        }
    }
}

fn deeds_of(journal: &str) -> String {
    [journal, " deeds "].concat()
}

/// What a page of an earlier release has kept for its tab alone, before there was a journal. It is read once.
pub(crate) fn memory_of_tab() -> Option<String> {
    let memory = page::recall(SESSION, MEMORY)?;
    if !Memory::from_text(&memory).is_from_later_release() {
        page::forget(SESSION, MEMORY);
    }
    Some(memory)
}

/// Replaces it for every page of the browser, unless one of a later release has just done so: the browser's event is on its way.
pub(crate) fn share(text: &str) {
    let found = page::recall(LOCAL, PROPERTIES).map(|text| Properties::from_text(&text));
    if !found.is_some_and(|found| found.is_from_later_release()) {
        page::keep(LOCAL, PROPERTIES, text);
    }
}

/// Keeps settings for a time when they cannot be read, unless a page of a later release has done so.
pub(crate) fn cache_settings(settings: &Map<String>) {
    let found = page::recall(LOCAL, SETTINGS).map(|text| cached_settings::from_text(&text));
    if !found.is_some_and(|found| found.is_from_later_release()) {
        page::keep(LOCAL, SETTINGS, &cached_settings::to_text(settings));
    }
}
