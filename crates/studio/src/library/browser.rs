//! The browser's own storage, IndexedDB: flows of one person on one machine, taken elsewhere by export.

use std::collections::BTreeSet;

use idb::{
    Database, DatabaseEvent, Error, Factory, ObjectStore, ObjectStoreParams, Transaction, TransactionMode,
};
use wasm_bindgen::JsValue;

use super::{Answer, Elsewhere, Item, Library, LibraryError, Place, Save, Target, storage};

const DATABASE: &str = "switchboard.studio";
const VERSION: u32 = 1;
/// An item as JSON text, under its key.
const ITEMS: &str = "items";
/// Keys under which earlier releases kept items in the local storage begin with this.
const BEFORE: &str = "switchboard.studio.item.";
/// Written after each change: the browser tells other tabs.
const CHANGED: &str = "switchboard.studio.changed";

/// The browser's storage. What was read is compared and replaced in one transaction: two tabs cannot come between.
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
        Box::pin(list())
    }

    fn save(&self, save: Save) -> Answer<Item> {
        Box::pin(keep(save))
    }

    fn remove(&self, item: &Item) -> Answer<()> {
        Box::pin(remove(item.key.clone(), item.revision.clone()))
    }
}

async fn list() -> Result<Vec<Item>, LibraryError> {
    let database = open().await.map_err(denied)?;
    let read = read_all(&database).await.map_err(denied);
    database.close();
    read
}

async fn keep(save: Save) -> Result<Item, LibraryError> {
    let database = open().await.map_err(denied)?;
    let kept = try_keep(&database, save).await;
    database.close();
    tell_other_tabs();
    kept.map_err(no_room)?
}

async fn remove(key: String, revision: String) -> Result<(), LibraryError> {
    let database = open().await.map_err(denied)?;
    let removed = try_remove(&database, &key, &revision).await;
    database.close();
    tell_other_tabs();
    removed.map_err(denied)?
}

/// Opens the database; what an earlier release has kept elsewhere is in it then.
async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        // What it fails with, the request fails with.
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(ITEMS, ObjectStoreParams::new());
        }
    });
    let database = request.await?;
    take_over(&database).await?;
    Ok(database)
}

async fn take_over(database: &Database) -> Result<(), Error> {
    let before = kept_before();
    if before.is_empty() {
        return Ok(());
    }
    let transaction = database.transaction(&[ITEMS], TransactionMode::ReadWrite)?;
    let items = transaction.object_store(ITEMS)?;
    for item in &before {
        match read(&items, &item.key).await? {
            Some(now) if now.text == item.text => {}
            // A tab of an earlier release is still open and has saved there: both stay.
            Some(_) => put(&items, &Item { key: new_key(&items, &item.key).await?, ..item.clone() }).await?,
            None => put(&items, item).await?,
        }
    }
    commit(transaction).await?;
    if let Some(storage) = storage() {
        for item in before {
            let _ = storage.remove_item(&format!("{BEFORE}{}", item.key));
        }
    }
    Ok(())
}

/// Items that an earlier release has kept in the local storage.
fn kept_before() -> Vec<Item> {
    let Some(storage) = storage() else { return Vec::new() };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    keys.filter(|key| key.starts_with(BEFORE))
        .filter_map(|key| serde_json::from_str(&storage.get_item(&key).ok().flatten()?).ok())
        .collect()
}

async fn read_all(database: &Database) -> Result<Vec<Item>, Error> {
    let transaction = database.transaction(&[ITEMS], TransactionMode::ReadOnly)?;
    let rows = transaction.object_store(ITEMS)?.get_all(None, None)?.await?;
    Ok(rows.iter().filter_map(item_of).collect())
}

async fn try_keep(database: &Database, save: Save) -> Result<Result<Item, LibraryError>, Error> {
    let transaction = database.transaction(&[ITEMS], TransactionMode::ReadWrite)?;
    let items = transaction.object_store(ITEMS)?;
    let (key, revision) = match save.target {
        Target::New { name } => (new_key(&items, &name).await?, 1),
        Target::Restored { key } => match read(&items, &key).await? {
            None => (key, 1),
            now => return Ok(Err(changed(now))),
        },
        Target::Existing { key, revision } => match read(&items, &key).await? {
            Some(now) if now.revision == revision => (key, number(&revision) + 1),
            now => return Ok(Err(changed(now))),
        },
    };
    let item = Item { key, kind: save.kind, text: save.text, revision: revision.to_string() };
    put(&items, &item).await?;
    commit(transaction).await?;
    Ok(Ok(item))
}

async fn try_remove(
    database: &Database,
    key: &str,
    revision: &str,
) -> Result<Result<(), LibraryError>, Error> {
    let transaction = database.transaction(&[ITEMS], TransactionMode::ReadWrite)?;
    let items = transaction.object_store(ITEMS)?;
    match read(&items, key).await? {
        Some(now) if now.revision != revision => return Ok(Err(changed(Some(now)))),
        _ => items.delete(JsValue::from_str(key))?.await?,
    }
    commit(transaction).await?;
    Ok(Ok(()))
}

async fn read(items: &ObjectStore, key: &str) -> Result<Option<Item>, Error> {
    Ok(items.get(JsValue::from_str(key))?.await?.as_ref().and_then(item_of))
}

async fn put(items: &ObjectStore, item: &Item) -> Result<(), Error> {
    let text = serde_json::to_string(item)
        .unwrap_or_else(|error| unreachable!("items are plain data under text keys: {error}"));
    items.put(&JsValue::from_str(&text), Some(&JsValue::from_str(&item.key)))?.await?;
    Ok(())
}

/// Ends a transaction that has written: what it could not write, it fails with.
async fn commit(transaction: Transaction) -> Result<(), Error> {
    transaction.commit()?.await?;
    Ok(())
}

fn item_of(row: &JsValue) -> Option<Item> {
    serde_json::from_str(&row.as_string()?).ok()
}

fn changed(now: Option<Item>) -> LibraryError {
    LibraryError::Changed { now: now.map(|item| Box::new(Elsewhere { item, by: None })) }
}

fn denied(_: Error) -> LibraryError {
    LibraryError::Denied
}

/// A browser that has opened the database and does not write has no room for it.
fn no_room(_: Error) -> LibraryError {
    LibraryError::Full
}

fn number(revision: &str) -> u64 {
    revision.parse().unwrap_or(0)
}

/// A key that no item has: the name as a file would be called, and a number where that is taken.
async fn new_key(items: &ObjectStore, name: &str) -> Result<String, Error> {
    let taken = items.get_all_keys(None, None)?.await?;
    let taken: BTreeSet<String> = taken.iter().filter_map(JsValue::as_string).collect();
    let stem = crate::files::stem(name);
    let mut keys = std::iter::once(stem.clone()).chain((2..).map(|n| format!("{stem}-{n}")));
    Ok(keys.find(|key| !taken.contains(key)).unwrap_or(stem))
}

/// Other tabs show what there is now.
fn tell_other_tabs() {
    if let Some(storage) = storage() {
        // Another value each time: only a change is told.
        let _ = storage.set_item(CHANGED, &js_sys::Math::random().to_string());
    }
}

/// Whether a change of the local storage, by another tab, says that items were changed.
pub(crate) fn is_item(key: &str) -> bool {
    key == CHANGED
}
