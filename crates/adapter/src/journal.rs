//! The agent's journal, in IndexedDB: a row for each org and agent, which one page at a time writes.
//!
//! Whoever opens it counts its epoch up, in one transaction, and every later write looks in its own transaction whether the epoch is still
//! this page's: a page that was frozen while another took over writes nothing and is told so. The lock alone (`js/tabs.js`) could not
//! say that: it is given away when a page is robbed of it, and that page hears of it only when it runs again.

use std::rc::Rc;

use idb::{Database, DatabaseEvent, Error, Factory, ObjectStoreParams, TransactionMode};
use session::Kept;
use wasm_bindgen::JsValue;

use crate::store;

const DATABASE: &str = "switchboard";
const VERSION: u32 = 1;
/// The key is the journal's name.
const JOURNALS: &str = "journals";

/// A journal that this page has opened.
#[derive(Clone, Debug)]
pub(crate) struct Journal {
    database: Rc<Database>,
    name: String,
    /// Since when nobody but this page may write it.
    pub(crate) epoch: u64,
}

impl Journal {
    /// Opens a journal; nobody who opened it before can write it from now on. Returned is what stands in it.
    ///
    /// # Errors
    /// The browser keeps nothing for this page, or cannot read what it has kept.
    pub(crate) async fn open(name: String) -> Result<(Journal, String), Error> {
        let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            // What it fails with, the request fails with.
            if let Ok(database) = event.database() {
                let _ = database.create_object_store(JOURNALS, ObjectStoreParams::new());
            }
        });
        let database = Rc::new(request.await?);
        let last = store::take_last_words(&name);
        let (epoch, memory) = {
            let transaction = database.transaction(&[JOURNALS], TransactionMode::ReadWrite)?;
            let journals = transaction.object_store(JOURNALS)?;
            let key = JsValue::from_str(&name);
            let row = journals.get(key.clone())?.await?;
            let (epoch, memory) = parted(row);
            let memory = match last.map(|last| parted_text(&last)) {
                // Of a page that led after that one nothing may be written over.
                Some((of, last)) if of == epoch => last,
                _ => memory,
            };
            journals.put(&row_of(epoch + 1, &memory), Some(&key))?.await?;
            transaction.commit()?.await?;
            (epoch + 1, memory)
        };
        Ok((Journal { database, name, epoch }, memory))
    }

    /// Keeps at once what this page has no time to write any more: whoever opens the journal next finds it. Whether there was room.
    pub(crate) fn leave(&self, memory: &str) -> bool {
        store::keep_last_words(&self.name, &text_of(self.epoch, memory))
    }

    /// Replaces what stands in it.
    pub(crate) async fn write(self, memory: String) -> Kept {
        match self.try_write(&memory).await {
            Ok(true) => Kept::Yes,
            Ok(false) => Kept::NotOurs,
            // Mostly for want of room; whatever it was, nothing is kept.
            Err(_) => Kept::NoRoom,
        }
    }

    async fn try_write(&self, memory: &str) -> Result<bool, Error> {
        let transaction = self.database.transaction(&[JOURNALS], TransactionMode::ReadWrite)?;
        let journals = transaction.object_store(JOURNALS)?;
        let key = JsValue::from_str(&self.name);
        let row = journals.get(key.clone())?.await?;
        if parted(row).0 != self.epoch {
            return Ok(false);
        }
        journals.put(&row_of(self.epoch, memory), Some(&key))?.await?;
        Ok(transaction.commit()?.await?.is_committed())
    }
}

/// Epoch and content, of which the row is made with a line feed between.
fn parted(row: Option<JsValue>) -> (u64, String) {
    parted_text(&row.and_then(|row| row.as_string()).unwrap_or_default())
}

fn parted_text(row: &str) -> (u64, String) {
    let (epoch, memory) = row.split_once('\n').unwrap_or_default();
    (epoch.parse().unwrap_or(0), memory.to_owned())
}

fn text_of(epoch: u64, memory: &str) -> String {
    [&epoch.to_string(), "\n", memory].concat()
}

fn row_of(epoch: u64, memory: &str) -> JsValue {
    JsValue::from_str(&text_of(epoch, memory))
}
