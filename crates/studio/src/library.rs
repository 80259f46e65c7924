//! Where flows are kept: one port, plain data, an implementation for each place.

mod browser;
mod folder;
mod frame;
mod org;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub(crate) use browser::is_item;
pub(crate) use org::flow_length;

use crate::reactive::document;
use frame::Around;

/// A place that keeps flows and actions. Whoever saves says which revision was read: nothing is overwritten unseen.
pub(crate) trait Library {
    /// What the place is, for people.
    fn place(&self) -> Place;
    /// Everything it has, in no particular order.
    fn list(&self) -> Answer<Vec<Item>>;
    /// Keeps a text; the item as it is kept then.
    fn save(&self, save: Save) -> Answer<Item>;
    /// Gives an item up, as it was read.
    fn remove(&self, item: &Item) -> Answer<()>;
}

/// What comes of asking a library.
pub(crate) type Answer<T> = Pin<Box<dyn Future<Output = Result<T, LibraryError>>>>;

/// A flow or an action as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Item {
    /// Its name in the library, which never changes: a file's name, an id.
    pub(crate) key: String,
    /// What it is.
    pub(crate) kind: ItemKind,
    /// Its text, to the byte.
    pub(crate) text: String,
    /// Which of its texts this is; another one after every save.
    pub(crate) revision: String,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ItemKind {
    /// A CTI Flow.
    Flow,
    /// A CTI Action.
    Action,
}

/// What is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Save {
    /// The item to keep it as.
    pub(crate) target: Target,
    /// What it is.
    pub(crate) kind: ItemKind,
    /// The text.
    pub(crate) text: String,
}

/// The item that a text is kept as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A new one, its key made of this name where the place makes keys of names.
    New {
        /// Name of the flow.
        name: String,
    },
    /// One that is there, as it was when it was read.
    Existing {
        /// Its key.
        key: String,
        /// The revision that was read.
        revision: String,
    },
    /// One that was removed, under the key it had.
    Restored {
        /// Its key.
        key: String,
    },
}

/// What a place is, in words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Where things are kept.
    pub(crate) kept: &'static str,
    /// When agents run what was saved; empty while it is not known.
    pub(crate) when_agents_run_it: String,
    /// Longest text it keeps, where there is such a limit; `crate::size` counts.
    pub(crate) longest: Option<usize>,
}

/// An item as somebody else has saved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Elsewhere {
    /// The item.
    pub(crate) item: Item,
    /// Who saved it and when, where the place knows.
    pub(crate) by: Option<String>,
}

impl Place {
    /// What follows “Kept” and “Saved”.
    pub(crate) fn sentence(&self) -> String {
        format!("{}. {}", self.kept, self.when_agents_run_it)
    }
}

/// Why a library did not do what it was asked. `Display` is one English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum LibraryError {
    /// Somebody else has saved since.
    #[error("This flow was changed elsewhere since you opened it. Nothing was overwritten.")]
    Changed {
        /// As it is now; absent when it was removed.
        now: Option<Box<Elsewhere>>,
    },
    /// There is no room.
    #[error("There is no room left in this browser's storage. Export flows and delete what you do not need.")]
    Full,
    /// The browser keeps nothing for this page.
    #[error("This browser keeps nothing for this page: allow site data, or export what you draw.")]
    Denied,
    /// The person may not, or not any more.
    #[error("{0} Your draft is kept in this browser; you can export it.")]
    NotAllowed(String),
    /// The text is longer than the place keeps.
    #[error("This flow has {length} characters, {} more than the {most} that Salesforce keeps. Your draft is kept in this browser.", length - most)]
    TooLong {
        /// Its length.
        length: usize,
        /// The most that is kept.
        most: usize,
    },
    /// No answer.
    #[error("What keeps the flows gives no answer ({0}). Your draft is kept in this browser.")]
    Unreachable(String),
    /// An answer that says no.
    #[error("{0}")]
    Refused(String),
}

/// The library of this page: the org around it, or what served it says which in a `meta` element.
pub(crate) fn of_this_page() -> Rc<dyn Library> {
    match frame::around() {
        Around::Org(origin) => return Rc::new(org::Org::framed_by(&origin)),
        Around::Stranger => return Rc::new(Nowhere),
        Around::Nothing => {}
    }
    let meta = document().query_selector("meta[name=switchboard-library]").ok().flatten();
    match meta.and_then(|meta| meta.get_attribute("content")).as_deref() {
        Some("folder") => Rc::new(folder::Folder),
        _ => Rc::new(browser::Browser),
    }
}

/// What stands in for a library inside a page that this deployment does not know: it has nothing and keeps nothing.
struct Nowhere;

impl Nowhere {
    fn refuse<T: 'static>() -> Answer<T> {
        let sentence = "The page around this studio is none of the orgs that its deployment names. \
            Put your org into the meta element switchboard-orgs of the studio's page, or open the studio by its own address.";
        Box::pin(std::future::ready(Err(LibraryError::Refused(sentence.to_owned()))))
    }
}

impl Library for Nowhere {
    fn place(&self) -> Place {
        Place { kept: "nowhere", when_agents_run_it: String::new(), longest: None }
    }

    fn list(&self) -> Answer<Vec<Item>> {
        Nowhere::refuse()
    }

    fn save(&self, _: Save) -> Answer<Item> {
        Nowhere::refuse()
    }

    fn remove(&self, _: &Item) -> Answer<()> {
        Nowhere::refuse()
    }
}

/// The storage of the browser, for libraries and drafts. Browsers that deny it throw.
pub(crate) fn storage() -> Option<web_sys::Storage> {
    crate::reactive::window().local_storage().ok().flatten()
}
