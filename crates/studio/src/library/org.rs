//! The org's records, asked through the page of Lightning that this one is framed in: the component `switchboardStudio`, or the
//! simulated console. What is said is in `docs/org-flows.md`, *The studio's messages*.

mod definition;
mod document;
mod line;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use flow::Severity;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Answer, Elsewhere, Item, ItemKind, Library, LibraryError, Place, Save, Target};
use crate::findings;
use crate::size::LONGEST;
use document::{Document, Fields, definition_of};
use line::Line;

/// Definitions that are asked for at a time.
const AT_A_TIME: usize = 8;

/// How often a page asks for newer flows where the adapter's settings do not say, in minutes.
const POLL_MINUTES: u64 = 15;

/// The records of one adapter.
pub(crate) struct Org(Rc<Inner>);

struct Inner {
    line: Line,
    adapter: RefCell<Option<Adapter>>,
    /// What has been read, so that only what has changed is read again.
    known: RefCell<HashMap<(ItemKind, String), Known>>,
}

/// A document as it was read or saved last.
#[derive(Clone)]
struct Known {
    item: Item,
    format: i64,
}

/// The adapter record, as far as it is spoken of.
#[derive(Clone, Debug, Deserialize)]
struct Adapter {
    name: String,
    enabled: bool,
    settings: Option<String>,
}

#[derive(Deserialize)]
struct Listed {
    adapter: Adapter,
    documents: Vec<Document>,
}

#[derive(Deserialize)]
struct Read {
    document: Document,
}

/// What becomes of a save.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Saved { saved: Saved },
    Conflict { conflict: Now },
}

/// What becomes of a removal.
#[derive(Deserialize)]
#[serde(untagged)]
enum Removal {
    Removed { removed: String },
    Conflict { conflict: Now },
}

#[derive(Deserialize)]
struct Saved {
    digest: String,
}

/// A document as it is now. Without a digest there is none, or another author has just made it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Now {
    There(Box<Document>),
    Gone {},
}

impl Org {
    /// The org whose page, of this origin, frames this one.
    pub(crate) fn framed_by(origin: &str) -> Org {
        let inner = Inner { line: Line::to(origin), adapter: RefCell::default(), known: RefCell::default() };
        Org(Rc::new(inner))
    }
}

impl Library for Org {
    fn place(&self) -> Place {
        let when = match &*self.0.adapter.borrow() {
            None => String::new(),
            Some(adapter) => adapter.when_agents_run_it(),
        };
        Place { kept: "in Salesforce", when_agents_run_it: when, longest: Some(LONGEST) }
    }

    fn list(&self) -> Answer<Vec<Item>> {
        let org = self.0.clone();
        Box::pin(async move { org.list().await })
    }

    fn save(&self, save: Save) -> Answer<Item> {
        let org = self.0.clone();
        Box::pin(async move { org.save(save).await })
    }

    fn remove(&self, item: &Item) -> Answer<()> {
        let org = self.0.clone();
        let item = item.clone();
        Box::pin(async move { org.remove(&item).await })
    }
}

impl Inner {
    async fn list(&self) -> Result<Vec<Item>, LibraryError> {
        let Listed { adapter, documents } = read(self.line.ask("list", &json!({})).await?)?;
        self.adapter.replace(Some(adapter));
        let mut items = Vec::with_capacity(documents.len());
        let mut unknown = Vec::new();
        for document in documents {
            match self
                .known(document.kind, &document.key)
                .filter(|known| known.item.revision == document.digest)
            {
                Some(known) => items.push(known.item),
                None => unknown.push((document.kind, document.key)),
            }
        }
        for some in unknown.chunks(AT_A_TIME) {
            let asked: Vec<_> = some
                .iter()
                .map(|(kind, key)| self.line.ask("read", &json!({ "kind": kind, "key": key })))
                .collect();
            for answer in asked {
                // What another author deletes meanwhile is not there.
                let answer = answer.await?;
                if answer["error"]["code"] != "NOT_FOUND" {
                    items.push(self.remember(&read::<Read>(answer)?.document));
                }
            }
        }
        Ok(items)
    }

    async fn save(&self, save: Save) -> Result<Item, LibraryError> {
        let (key, expected) = match save.target {
            // The key is made here, so that a save whose answer is lost can be sent again.
            Target::New { .. } => (new_key(), String::new()),
            Target::Restored { key } => (key, String::new()),
            Target::Existing { key, revision } => (key, revision),
        };
        let fields = Fields::of(&save.text);
        let definition = definition_of(save.kind, &save.text);
        if definition.len() > LONGEST {
            return Err(LibraryError::TooLong { length: definition.len(), most: LONGEST });
        }
        let format = self.known(save.kind, &key).map_or(1, |known| known.format);
        let mut request = json!({
            "kind": save.kind, "key": key, "expected": expected, "format": format, "definition": definition,
            "errors": (save.kind == ItemKind::Flow).then(|| errors(&save.text)),
        });
        if let (Some(request), Ok(Value::Object(fields))) =
            (request.as_object_mut(), serde_json::to_value(&fields))
        {
            request.extend(fields);
        }
        match read(self.line.ask("save", &request).await?)? {
            Written::Saved { saved: Saved { digest } } => {
                let item = Item { key: key.clone(), kind: save.kind, text: save.text, revision: digest };
                let known = Known { item: item.clone(), format };
                self.known.borrow_mut().insert((save.kind, key), known);
                Ok(item)
            }
            // Saved before, and the answer was lost.
            Written::Conflict { conflict } => match conflict {
                Now::There(document) if document.says(&fields, &definition) => Ok(self.remember(&document)),
                now => Err(self.changed(now)),
            },
        }
    }

    async fn remove(&self, item: &Item) -> Result<(), LibraryError> {
        let args = json!({ "kind": item.kind, "key": item.key, "expected": item.revision });
        let answer = self.line.ask("remove", &args).await?;
        // Removed before, by another author or by a removal whose answer was lost.
        let is_gone = answer["error"]["code"] == "NOT_FOUND";
        if !is_gone {
            match read(answer)? {
                Removal::Removed { removed } if removed == item.key => {}
                Removal::Removed { .. } => return Err(other_answer()),
                Removal::Conflict { conflict } => return Err(self.changed(conflict)),
            }
        }
        self.known.borrow_mut().remove(&(item.kind, item.key.clone()));
        Ok(())
    }

    fn changed(&self, now: Now) -> LibraryError {
        let now = match now {
            Now::There(document) => {
                Some(Elsewhere { by: document.changed_by(), item: self.remember(&document) })
            }
            Now::Gone {} => None,
        };
        LibraryError::Changed { now: now.map(Box::new) }
    }

    fn known(&self, kind: ItemKind, key: &str) -> Option<Known> {
        self.known.borrow().get(&(kind, key.to_owned())).cloned()
    }

    fn remember(&self, document: &Document) -> Item {
        let item = document.item();
        let known = Known { item: item.clone(), format: document.format };
        self.known.borrow_mut().insert((document.kind, document.key.clone()), known);
        item
    }
}

impl Adapter {
    /// When agents run what was saved, for people.
    fn when_agents_run_it(&self) -> String {
        if !self.enabled {
            return format!(
                "Agents do not run it yet: the CTI Adapter “{}” is not enabled, so they run the flows that are in the softphone page.",
                self.name
            );
        }
        let settings: Option<Value> =
            self.settings.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let minutes = settings.as_ref().and_then(|settings| settings["runs"]["flowPollMinutes"].as_u64());
        let minutes = minutes.unwrap_or(POLL_MINUTES).max(1);
        // A page asks after that time, a fifth more or less.
        let most = minutes + minutes.div_ceil(5);
        format!(
            "Agents run it for their next contact within {most} minutes; at once by Look for new flows in the phone's tab Activity."
        )
    }
}

/// How many errors the linter finds in a flow: an active one may have none.
fn errors(text: &str) -> usize {
    let (document, _) = flow::Document::parse(text);
    let found = findings::of(&document, "", &[]);
    found.iter().filter(|found| found.severity_in(&document) == Severity::Error).count()
}

fn new_key() -> String {
    crate::reactive::window().crypto().map(|crypto| crypto.random_uuid()).unwrap_or_default()
}

fn other_answer() -> LibraryError {
    LibraryError::Refused("Salesforce gave an answer of another version.".to_owned())
}

/// Characters of a flow as an org keeps it: on one line and in ASCII, as `cti import` writes it.
pub(crate) fn flow_length(text: &str) -> usize {
    definition_of(ItemKind::Flow, text).len()
}

/// Reads an answer of Apex: what was asked for, or why not.
fn read<T: DeserializeOwned>(answer: Value) -> Result<T, LibraryError> {
    if let Some(error) = answer.get("error") {
        let failure: Result<line::Failure, _> = serde_json::from_value(error.clone());
        return Err(failure.map_or_else(|_| other_answer(), line::Failure::meaning));
    }
    serde_json::from_value(answer).map_err(|_| other_answer())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_becomes_of_a_write() {
        let saved = json!({ "saved": { "key": "k", "digest": "d" }, "revision": "a-2" });
        assert!(matches!(read::<Written>(saved), Ok(Written::Saved { saved }) if saved.digest == "d"));
        let removed = json!({ "removed": "k", "revision": "a-2" });
        assert!(matches!(read::<Removal>(removed), Ok(Removal::Removed { removed }) if removed == "k"));
        let gone = json!({ "conflict": { "key": "k", "digest": null } });
        assert!(
            matches!(read::<Written>(gone), Ok(Written::Conflict { conflict }) if matches!(conflict, Now::Gone {}))
        );
        let there =
            json!({ "conflict": { "kind": "flow", "key": "k", "name": "N", "format": 1, "digest": "d" } });
        assert!(
            matches!(read::<Written>(there), Ok(Written::Conflict { conflict }) if matches!(conflict, Now::There(_)))
        );
        let refused = json!({ "error": { "code": "NOT_ALLOWED", "message": "No.", "fields": [] } });
        assert!(matches!(read::<Written>(refused), Err(LibraryError::NotAllowed(_))));
        assert!(matches!(read::<Written>(json!("odd")), Err(LibraryError::Refused(_))));
    }

    #[test]
    fn when_agents_run_what_was_saved() {
        let adapter = |enabled, settings: Option<&str>| Adapter {
            name: "Voice".to_owned(),
            enabled,
            settings: settings.map(str::to_owned),
        };
        assert!(adapter(false, None).when_agents_run_it().contains("“Voice” is not enabled"));
        assert!(adapter(true, None).when_agents_run_it().contains("within 18 minutes"));
        let two = r#"{"runs":{"flowPollMinutes":2}}"#;
        assert!(adapter(true, Some(two)).when_agents_run_it().contains("within 3 minutes"));
        assert!(adapter(true, Some("odd")).when_agents_run_it().contains("within 18 minutes"));
    }
}
