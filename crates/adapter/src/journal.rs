//! The agent's journal, in IndexedDB: a row for each org and agent, which one page at a time writes.
//!
//! Whoever opens it counts its epoch up, in one transaction, and every later write looks in its own transaction whether the epoch is still
//! this page's: a page that was frozen while another took over writes nothing and is told so. The lock alone (`js/tabs.js`) could not
//! say that: it is given away when a page is robbed of it, and that page hears of it only when it runs again.

use std::cell::Cell;
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
    /// There was no room in the database: what is to be kept stands in the last words, and the row is not to be believed.
    is_elsewhere: Rc<Cell<bool>>,
}

/// A journal that cannot be opened for writing.
#[derive(Debug)]
pub(crate) struct Unopened {
    /// Why.
    pub(crate) error: Error,
    /// What stands in it, as far as it could be read.
    pub(crate) memory: String,
}

impl From<Error> for Unopened {
    fn from(error: Error) -> Unopened {
        Unopened { error, memory: String::new() }
    }
}

impl Journal {
    /// Opens a journal; nobody who opened it before can write it from now on. Returned is what stands in it.
    ///
    /// # Errors
    /// The browser keeps nothing for this page, or cannot read what it has kept, or has no room even for a few letters.
    pub(crate) async fn open(name: String) -> Result<(Journal, String), Unopened> {
        let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            // What it fails with, the request fails with.
            if let Ok(database) = event.database() {
                let _ = database.create_object_store(JOURNALS, ObjectStoreParams::new());
            }
        });
        let database = Rc::new(request.await?);
        let mut journal =
            Journal { database, name: name.clone(), epoch: 0, is_elsewhere: Rc::new(Cell::new(false)) };
        let mut memory = String::new();
        let last = store::take_last_words(&name);
        let Err(error) = journal.claim(last.as_deref(), &mut memory, true).await else {
            return Ok((journal, memory));
        };
        // No room for all of it: a few letters in its place, and the rest beside.
        if journal.claim(last.as_deref(), &mut memory, false).await.is_err() {
            return Err(Unopened { error, memory });
        }
        journal.is_elsewhere.set(journal.leave(&memory));
        Ok((journal, memory))
    }

    /// Counts the epoch up, in one transaction, and reads what stands in the journal; whole: it stays there.
    async fn claim(&mut self, last: Option<&str>, memory: &mut String, whole: bool) -> Result<(), Error> {
        let transaction = self.database.transaction(&[JOURNALS], TransactionMode::ReadWrite)?;
        let journals = transaction.object_store(JOURNALS)?;
        let key = JsValue::from_str(&self.name);
        let (epoch, kept) = parted(journals.get(key.clone())?.await?);
        *memory = match last.map(parted_text) {
            // Of a page that led after that one nothing may be written over.
            Some((of, last)) if of == epoch => last,
            _ => kept,
        };
        self.epoch = epoch + 1;
        let row = row_of(self.epoch, if whole { memory } else { "" });
        journals.put(&row, Some(&key))?.await?;
        transaction.commit()?.await?;
        Ok(())
    }

    /// Keeps at once what this page has no time to write any more: whoever opens the journal next finds it. Whether there was room.
    pub(crate) fn leave(&self, memory: &str) -> bool {
        store::keep_last_words(&self.name, &text_of(self.epoch, memory))
    }

    /// Replaces what stands in it. Where there is no room it is kept beside the journal; what was written before is not believed any
    /// more.
    pub(crate) async fn write(self, memory: String) -> Kept {
        match self.try_write(&memory).await {
            Ok(true) => {
                if self.is_elsewhere.take() {
                    store::take_last_words(&self.name);
                }
                Kept::Yes
            }
            Ok(false) => Kept::NotOurs,
            // Mostly for want of room.
            Err(_) => {
                self.is_elsewhere.set(true);
                if !self.leave(&memory) {
                    store::take_last_words(&self.name);
                    let _ = self.try_write("").await;
                }
                Kept::NoRoom
            }
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
