//! The line to the page around this one: questions and answers as JSON text, to one origin and from that one only.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::rc::Rc;

use futures_channel::oneshot;
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::JsCast as _;
use web_sys::{MessageEvent, Window};

use crate::element::listen;
use crate::library::LibraryError;
use crate::reactive::{later, window};

/// Version of the messages.
const VERSION: u64 = 1;

/// How long the page around has for an answer, in milliseconds; Salesforce has as long from there.
const DEADLINE_MS: u32 = 30_000;

/// The line. To be copied freely: it is a handle.
#[derive(Clone)]
pub(super) struct Line(Rc<Inner>);

struct Inner {
    parent: Option<Window>,
    origin: String,
    nonce: String,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// Whose flows they are; nothing before the page around has said so.
    adapter: Option<String>,
    /// The page around speaks another version.
    is_refused: bool,
    /// Questions from before the welcome.
    held: Vec<String>,
    last_id: u64,
    waiting: HashMap<u64, oneshot::Sender<Result<Value, LibraryError>>>,
}

/// What the page around says.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Heard {
    Welcome { welcome: String, adapter: Adapter, flow: Option<String> },
    Open { nonce: String, open: Opened },
    Answer { nonce: String, id: u64, answer: Value },
    Failed { nonce: String, id: u64, error: Failure },
    Refused { refused: String },
}

/// What is to be opened: a flow, or the list of all.
#[derive(Debug, Deserialize)]
struct Opened {
    flow: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Adapter {
    key: String,
}

/// Why something was not done.
#[derive(Debug, Deserialize)]
pub(super) struct Failure {
    code: String,
    message: String,
}

impl Failure {
    /// What it means to who has asked.
    pub(super) fn meaning(self) -> LibraryError {
        match self.code.as_str() {
            "OFFLINE" => LibraryError::Unreachable("there is no network".to_owned()),
            "LATE" => LibraryError::Unreachable("no answer in 30 seconds".to_owned()),
            "UNABLE_TO_LOCK_ROW" => LibraryError::Unreachable("another save is under way".to_owned()),
            "NOT_ALLOWED" | "DENIED" => LibraryError::NotAllowed(self.message),
            _ => LibraryError::Refused(self.message),
        }
    }
}

impl Line {
    /// A line to the page around, which must be of this origin. Says hello.
    pub(super) fn to(origin: &str) -> Line {
        let parent = window().parent().ok().flatten();
        let nonce = window().crypto().map(|crypto| crypto.random_uuid()).unwrap_or_default();
        let line =
            Line(Rc::new(Inner { parent, origin: origin.to_owned(), nonce, state: RefCell::default() }));
        let hearing = line.clone();
        listen(&window(), "message", Box::new(move |event| hearing.hear(event.unchecked_ref())));
        line.post(&json!({ "v": VERSION, "hello": line.0.nonce }).to_string());
        line
    }

    fn post(&self, text: &str) {
        if let Some(parent) = &self.0.parent {
            let _ = parent.post_message(&text.into(), &self.0.origin);
        }
    }

    /// Asks; the question is on its way when this returns.
    pub(super) fn ask(
        &self,
        verb: &str,
        args: &Value,
    ) -> impl Future<Output = Result<Value, LibraryError>> + 'static + use<> {
        let (answer, answered) = oneshot::channel();
        let id = {
            let mut state = self.0.state.borrow_mut();
            state.last_id += 1;
            let id = state.last_id;
            state.waiting.insert(id, answer);
            id
        };
        let question =
            json!({ "v": VERSION, "nonce": self.0.nonce, "id": id, "verb": verb, "args": args }).to_string();
        let is_open = {
            let mut state = self.0.state.borrow_mut();
            match state.adapter {
                Some(_) => true,
                None => {
                    state.held.push(question.clone());
                    false
                }
            }
        };
        if self.0.state.borrow().is_refused {
            self.settle(id, Err(other_version()));
        } else if is_open {
            self.post(&question);
        }
        let late = self.clone();
        later(DEADLINE_MS, move || {
            late.settle(id, Err(Failure { code: "LATE".to_owned(), message: String::new() }.meaning()));
        });
        async move { answered.await.unwrap_or_else(|_| Err(LibraryError::Unreachable("no answer".to_owned()))) }
    }

    fn settle(&self, id: u64, outcome: Result<Value, LibraryError>) {
        let waiting = self.0.state.borrow_mut().waiting.remove(&id);
        if let Some(waiting) = waiting {
            // Whoever asked may have gone.
            let _ = waiting.send(outcome);
        }
    }

    fn hear(&self, event: &MessageEvent) {
        let from = event.source();
        let is_parent = match (&self.0.parent, &from) {
            (Some(parent), Some(from)) => js_sys::Object::is(parent, from),
            _ => false,
        };
        if !is_parent || event.origin() != self.0.origin {
            return;
        }
        let heard: Option<Value> = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
        let Some(heard) = heard.filter(|heard| heard["v"] == VERSION) else { return };
        let Ok(heard) = serde_json::from_value::<Heard>(heard) else { return };
        let is_mine = |nonce: &str| nonce == self.0.nonce;
        match heard {
            Heard::Welcome { welcome, adapter, flow } if is_mine(&welcome) => self.begin(adapter.key, flow),
            Heard::Open { nonce, open } if is_mine(&nonce) => open_flow(open.flow.as_deref()),
            Heard::Answer { nonce, id, answer } if is_mine(&nonce) => self.settle(id, Ok(answer)),
            Heard::Failed { nonce, id, error } if is_mine(&nonce) => self.settle(id, Err(error.meaning())),
            Heard::Refused { refused } if refused == "version" => self.refuse(),
            _ => {}
        }
    }

    fn begin(&self, adapter: String, flow: Option<String>) {
        let before = self.0.state.borrow_mut().adapter.replace(adapter.clone());
        if before.is_some_and(|before| before != adapter) {
            // Other flows, of which nothing here is known. Drafts are kept as the page goes.
            let _ = window().location().reload();
            return;
        }
        if flow.is_some() && window().location().hash().unwrap_or_default().is_empty() {
            open_flow(flow.as_deref());
        }
        let held = std::mem::take(&mut self.0.state.borrow_mut().held);
        held.iter().for_each(|question| self.post(question));
    }

    fn refuse(&self) {
        let waiting: Vec<u64> = {
            let mut state = self.0.state.borrow_mut();
            state.is_refused = true;
            state.waiting.keys().copied().collect()
        };
        waiting.into_iter().for_each(|id| self.settle(id, Err(other_version())));
    }
}

fn other_version() -> LibraryError {
    LibraryError::Refused(
        "The studio and the component in this org are of different releases: deploy both of one.".to_owned(),
    )
}

fn open_flow(key: Option<&str>) {
    let hash =
        key.map_or_else(|| "#/".to_owned(), |key| format!("#/flows/{}", js_sys::encode_uri_component(key)));
    let _ = window().location().set_hash(&hash);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_around_is_understood() {
        let read = |message: Value| serde_json::from_value::<Heard>(message);
        let welcome = json!({
            "v": 1, "welcome": "n", "adapter": { "key": "A", "name": "B" }, "flow": null, "user": "Ada", "mayWrite": true,
        });
        assert!(
            matches!(read(welcome), Ok(Heard::Welcome { adapter, flow: None, .. }) if adapter.key == "A")
        );
        assert!(matches!(
            read(json!({ "v": 1, "nonce": "n", "open": { "flow": "k" } })),
            Ok(Heard::Open { open, .. }) if open.flow.is_some()
        ));
        let answer = json!({ "v": 1, "nonce": "n", "id": 3, "answer": { "saved": {} } });
        assert!(matches!(read(answer), Ok(Heard::Answer { id: 3, .. })));
        let failed = json!({ "v": 1, "nonce": "n", "id": 3, "error": { "code": "LATE", "message": "m" } });
        assert!(matches!(read(failed), Ok(Heard::Failed { id: 3, .. })));
        assert!(matches!(read(json!({ "v": 1, "refused": "version" })), Ok(Heard::Refused { .. })));
        assert!(read(json!({ "v": 1, "nonce": "n", "id": "3", "answer": 1 })).is_err());
    }

    #[test]
    fn what_codes_mean() {
        let meaning = |code: &str| Failure { code: code.to_owned(), message: "m".to_owned() }.meaning();
        for code in ["OFFLINE", "LATE", "UNABLE_TO_LOCK_ROW"] {
            assert!(matches!(meaning(code), LibraryError::Unreachable(_)), "{code}");
        }
        assert_eq!(meaning("NOT_ALLOWED"), LibraryError::NotAllowed("m".to_owned()));
        assert_eq!(meaning("TOO_LONG"), LibraryError::Refused("m".to_owned()));
    }
}
