//! What survives a reload: the agent's journal, the last settings, and what flows of all tabs share.
//!
//! Each document has a version (`docs/stored-data.md`). What a later release wrote is read as nothing and left as it is.

use std::cell::RefCell;

use desk::{
    FORMS_KEY, Properties, Restored, Storage, StoredDocument, StoredError, cached_settings, check_forms,
};
use flow::Map;
use session::Kept;

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

/// The journal that this page asks for, and since when nobody but this page may write it; 0: it is not open.
#[derive(Debug, Default)]
struct Journal {
    name: String,
    epoch: u64,
}

thread_local! {
    static JOURNAL: RefCell<Journal> = RefCell::default();
}

/// Which journal this page asks for from now on.
pub(crate) fn use_journal(name: &str) {
    JOURNAL.with_borrow_mut(|journal| {
        if journal.name != name {
            *journal = Journal { name: name.to_owned(), epoch: 0 };
        }
    });
}

/// Begins to write the journal; nobody who began before can write it from now on. Returned is what stands in it.
pub(crate) fn open_journal() -> (u64, String) {
    JOURNAL.with_borrow_mut(|journal| {
        let text = page::recall(LOCAL, &journal.name).unwrap_or_default();
        let (epoch, memory) = read_journal(&text);
        journal.epoch = epoch + 1;
        // A page of an earlier release has kept it for its tab alone.
        let memory = match page::recall(SESSION, MEMORY) {
            Some(of_tab) if memory.is_empty() => of_tab,
            _ => memory.to_owned(),
        };
        if !page::keep(LOCAL, &journal.name, &write_journal(journal.epoch, &memory)) {
            // There is no room to say that it is this page's: so it is the next one's as well.
            journal.epoch = epoch;
        }
        (journal.epoch, memory)
    })
}

/// Replaces what stands in the journal. Where the browser refuses storage there is nothing to be full.
pub(crate) fn remember(memory: &str) -> Kept {
    JOURNAL.with_borrow(|journal| {
        let text = page::recall(LOCAL, &journal.name).unwrap_or_default();
        if read_journal(&text).0 != journal.epoch && page::remembers(LOCAL) {
            Kept::NotOurs
        } else if page::keep(LOCAL, &journal.name, &write_journal(journal.epoch, memory)) {
            Kept::Yes
        } else {
            Kept::NoRoom
        }
    })
}

fn read_journal(text: &str) -> (u64, &str) {
    let (epoch, memory) = text.split_once('\n').unwrap_or_default();
    (epoch.parse().unwrap_or(0), memory)
}

fn write_journal(epoch: u64, memory: &str) -> String {
    [&epoch.to_string(), "\n", memory].concat()
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
