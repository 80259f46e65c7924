//! The browser's own storage: flows of one person on one machine, taken elsewhere by export.

use std::future::ready;

use super::{Answer, Elsewhere, Item, Library, LibraryError, Place, Save, Target, storage};

/// Keys of items begin with this.
const PREFIX: &str = "switchboard.studio.item.";

/// The browser's storage. All of it happens at once: two tabs cannot come between reading and writing.
#[derive(Debug)]
pub(crate) struct Browser;

impl Library for Browser {
    fn place(&self) -> Place {
        Place {
            kept: "in this browser",
            when_agents_run_it: "Agents run it after you export it and deploy it.".to_owned(),
            longest: None,
        }
    }

    fn list(&self) -> Answer<Vec<Item>> {
        Box::pin(ready(list()))
    }

    fn save(&self, save: Save) -> Answer<Item> {
        Box::pin(ready(keep(save)))
    }

    fn remove(&self, item: &Item) -> Answer<()> {
        Box::pin(ready(remove(&item.key, &item.revision)))
    }
}

fn list() -> Result<Vec<Item>, LibraryError> {
    let storage = storage().ok_or(LibraryError::Denied)?;
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|at| storage.key(at).ok().flatten());
    Ok(keys.filter_map(|key| read(&storage, key.strip_prefix(PREFIX)?)).collect())
}

fn read(storage: &web_sys::Storage, key: &str) -> Option<Item> {
    let text = storage.get_item(&format!("{PREFIX}{key}")).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

fn keep(save: Save) -> Result<Item, LibraryError> {
    let storage = storage().ok_or(LibraryError::Denied)?;
    let (key, revision) = match save.target {
        Target::New { name } => (new_key(&storage, &name), 1),
        Target::Restored { key } => match read(&storage, &key) {
            None => (key, 1),
            now => return Err(changed(now)),
        },
        Target::Existing { key, revision } => match read(&storage, &key) {
            Some(now) if now.revision == revision => (key, number(&revision) + 1),
            now => return Err(changed(now)),
        },
    };
    let item = Item { key, kind: save.kind, text: save.text, revision: revision.to_string() };
    let written = serde_json::to_string(&item).map_err(|error| LibraryError::Refused(error.to_string()))?;
    let put = storage.set_item(&format!("{PREFIX}{}", item.key), &written);
    put.map(|()| item).map_err(|_| LibraryError::Full)
}

fn remove(key: &str, revision: &str) -> Result<(), LibraryError> {
    let storage = storage().ok_or(LibraryError::Denied)?;
    match read(&storage, key) {
        Some(now) if now.revision != revision => Err(changed(Some(now))),
        _ => storage.remove_item(&format!("{PREFIX}{key}")).map_err(|_| LibraryError::Denied),
    }
}

fn changed(now: Option<Item>) -> LibraryError {
    LibraryError::Changed { now: now.map(|item| Box::new(Elsewhere { item, by: None })) }
}

fn number(revision: &str) -> u64 {
    revision.parse().unwrap_or(0)
}

/// A key that no item has: the name as a file would be called, and a number where that is taken.
fn new_key(storage: &web_sys::Storage, name: &str) -> String {
    let stem = crate::files::stem(name);
    let is_free = |key: &String| read(storage, key).is_none();
    let mut keys = std::iter::once(stem.clone()).chain((2..).map(|n| format!("{stem}-{n}")));
    keys.find(is_free).unwrap_or(stem)
}

/// Whether a change of the storage, by another tab, is one of items.
pub(crate) fn is_item(key: &str) -> bool {
    key.starts_with(PREFIX)
}
