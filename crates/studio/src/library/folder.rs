//! A folder on this machine, through the program that serves the page (`cargo xtask serve`).

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

use super::{Answer, Elsewhere, Item, Library, LibraryError, Place, Save, Target};
use crate::reactive::window;

/// The folders `flows` and `actions` of a clone. `crates/sim-host/src/library.rs` answers.
#[derive(Debug)]
pub(crate) struct Folder;

/// What the program is sent to keep.
#[derive(Serialize)]
struct Put<'a> {
    kind: super::ItemKind,
    text: &'a str,
    /// Absent when the file must not be there.
    revision: Option<&'a str>,
}

impl Library for Folder {
    fn place(&self) -> Place {
        Place {
            kept: "in the folders flows and actions",
            when_agents_run_it:
                "The simulator's phone runs it as soon as the page is built again and reloaded.".to_owned(),
            longest: None,
        }
    }

    fn list(&self) -> Answer<Vec<Item>> {
        Box::pin(ask("GET", "library".to_owned(), None))
    }

    fn save(&self, save: Save) -> Answer<Item> {
        Box::pin(async move {
            let (key, revision) = match &save.target {
                Target::New { name } => (new_key(name).await?, None),
                Target::Restored { key } => (key.clone(), None),
                Target::Existing { key, revision } => (key.clone(), Some(revision.as_str())),
            };
            let body = serde_json::to_string(&Put { kind: save.kind, text: &save.text, revision });
            let body = body.map_err(|error| LibraryError::Refused(error.to_string()))?;
            ask("PUT", format!("library/{key}"), Some(body)).await
        })
    }

    fn remove(&self, item: &Item) -> Answer<()> {
        let path = format!("library/{}?revision={}", item.key, item.revision);
        Box::pin(async move { ask::<serde::de::IgnoredAny>("DELETE", path, None).await.map(drop) })
    }
}

/// A file name that is free.
async fn new_key(name: &str) -> Result<String, LibraryError> {
    let taken: Vec<Item> = ask("GET", "library".to_owned(), None).await?;
    let stem = crate::files::stem(name);
    let is_free = |key: &String| taken.iter().all(|item| item.key != *key);
    let mut keys = std::iter::once(stem.clone()).chain((2..1000).map(|n| format!("{stem}-{n}")));
    keys.find(is_free).ok_or_else(|| LibraryError::Refused("There is no free file name.".to_owned()))
}

async fn ask<T: DeserializeOwned>(
    method: &str,
    path: String,
    body: Option<String>,
) -> Result<T, LibraryError> {
    let lost = |why: JsValue| {
        let why = why.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
        LibraryError::Unreachable(why.unwrap_or_else(|| "no reason given".to_owned()))
    };
    let init = RequestInit::new();
    init.set_method(method);
    if let Some(body) = body {
        init.set_body(&JsValue::from_str(&body));
    }
    let answer = JsFuture::from(window().fetch_with_str_and_init(&path, &init)).await.map_err(lost)?;
    let answer: Response = answer.dyn_into().map_err(lost)?;
    let text = JsFuture::from(answer.text().map_err(lost)?).await.map_err(lost)?;
    let text = text.as_string().unwrap_or_default();
    match answer.status() {
        200 => serde_json::from_str(&text)
            .map_err(|_| LibraryError::Refused("The answer is of another version.".to_owned())),
        409 => {
            let now: Option<Item> = serde_json::from_str(&text).ok();
            Err(LibraryError::Changed { now: now.map(|item| Box::new(Elsewhere { item, by: None })) })
        }
        410 => Err(LibraryError::Changed { now: None }),
        _ => Err(LibraryError::Refused(text.trim().to_owned())),
    }
}
