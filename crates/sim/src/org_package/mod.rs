//! The org package of `salesforce/`, as records in memory: adapters with flows, actions and versions, who may do what with
//! them, and the Apex classes `SwitchboardFlows` and `SwitchboardLibrary`. The contract is `docs/org-flows.md`; the tests here
//! hold it by `salesforce/contract/org-flows.json`, which an Apex test holds too.

mod digest;
mod document;
mod flows_class;
mod library_class;
#[cfg(test)]
mod tests;

pub use document::{Document, Kind};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::clock::Millis;
use digest::{list_digest, without_outer_space};
use document::Refusal;

pub(crate) use flows_class::{read, revision};

/// Versions that are kept of each document.
const KEPT_VERSIONS: usize = 20;

/// Longest definition or settings, in UTF-16 units.
const LONGEST: usize = 120_000;

/// Settings that need no header of the page.
const SETTING_NAMES: [&str; 8] =
    ["blocks", "callLog", "language", "page", "panel", "phone", "runs", "screenPop"];

/// A permission set of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PermissionSet {
    /// Reads flows.
    Agent,
    /// Writes flows.
    Author,
}

/// A call center's adapter with what is below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Adapter {
    /// Record id.
    pub id: String,
    /// Internal name of the call center.
    pub key: String,
    /// Label for people.
    pub name: String,
    /// Whether pages run its flows.
    pub enabled: bool,
    /// JSON text of an object.
    pub settings: Option<String>,
    /// Counts its changes.
    pub revision: u64,
    /// Flows and actions.
    pub documents: Vec<Document>,
    /// Versions, the oldest first.
    versions: Vec<Version>,
}

/// What a document was.
#[derive(Clone, Debug, PartialEq)]
struct Version {
    id: String,
    revision: u64,
    time: Millis,
    document: Document,
}

impl Adapter {
    /// The revision as pages compare it.
    pub fn revision_text(&self) -> String {
        format!("{}-{}", self.id, self.revision)
    }

    /// Documents in the order of an answer: flows by key, then actions by order.
    fn listed(&self) -> Vec<&Document> {
        let mut listed: Vec<&Document> = self.documents.iter().collect();
        listed.sort_by_key(|document| {
            let order = document.order.map_or(i64::MAX, |order| order);
            let rank = if document.kind == Kind::Flow { 0 } else { order };
            (document.kind, rank, document.key.to_lowercase(), document.key.clone())
        });
        listed
    }

    fn digest(&self) -> String {
        list_digest(self.settings.as_deref(), &self.listed())
    }

    fn row(&self) -> Value {
        json!({
            "key": self.key, "name": self.name, "enabled": self.enabled, "settings": self.settings,
            "revision": self.revision_text(),
        })
    }

    /// The triggers: checks, digest, revision, versions.
    fn put(&mut self, mut document: Document, now: Millis, last_id: &mut u64) -> Result<String, Refusal> {
        document.check()?;
        document.digest = document.compute_digest();
        let at = self.documents.iter().position(|old| old.is(document.kind, &document.key));
        let old = at.map(|at| &self.documents[at]);
        let is_edited = old.is_none_or(|old| old.is_edited(&document));
        if old.is_none_or(|old| old.digest != document.digest) {
            self.revision += 1;
        }
        if is_edited {
            *last_id += 1;
            let version = Version {
                id: format!("a0V{last_id:012}AAA"),
                revision: self.revision,
                time: now,
                document: document.clone(),
            };
            self.versions.push(version);
            self.drop_old_versions(document.kind, &document.key);
        }
        let digest = document.digest.clone();
        match at {
            Some(at) => self.documents[at] = document,
            None => self.documents.push(document),
        }
        Ok(digest)
    }

    fn drop_old_versions(&mut self, kind: Kind, key: &str) {
        let count = self.versions.iter().filter(|version| version.document.is(kind, key)).count();
        let mut surplus = count.saturating_sub(KEPT_VERSIONS);
        self.versions.retain(|version| {
            let goes = surplus > 0 && version.document.is(kind, key);
            surplus -= usize::from(goes);
            !goes
        });
    }
}

/// The records of the package and the rights of the user.
#[derive(Clone, Debug)]
pub struct OrgPackage {
    adapters: Vec<Adapter>,
    permission_sets: BTreeSet<PermissionSet>,
    last_id: u64,
}

impl Default for OrgPackage {
    /// No records, and a user who is an agent.
    fn default() -> Self {
        OrgPackage { adapters: Vec::new(), permission_sets: [PermissionSet::Agent].into(), last_id: 0 }
    }
}

impl OrgPackage {
    /// The adapter of a call center, whoever asks.
    pub fn adapter(&self, key: &str) -> Option<&Adapter> {
        // The key is unique without regard to case.
        self.adapters.iter().find(|adapter| adapter.key.eq_ignore_ascii_case(key))
    }

    fn adapter_mut(&mut self, key: &str) -> Option<&mut Adapter> {
        self.adapters.iter_mut().find(|adapter| adapter.key.eq_ignore_ascii_case(key))
    }

    pub(crate) fn give(&mut self, permission_sets: impl IntoIterator<Item = PermissionSet>) {
        self.permission_sets = permission_sets.into_iter().collect();
    }

    fn may_read(&self) -> bool {
        !self.permission_sets.is_empty()
    }

    fn may_write(&self) -> bool {
        self.permission_sets.contains(&PermissionSet::Author)
    }

    /// Makes or changes an adapter as an administrator does on its page. Settings that are refused change nothing.
    pub(crate) fn save_adapter(&mut self, key: &str, enabled: bool, settings: Option<String>) {
        if check_settings(settings.as_deref()).is_err() {
            return;
        }
        match self.adapter_mut(key) {
            Some(adapter) => {
                adapter.revision += u64::from(adapter.enabled != enabled || adapter.settings != settings);
                (adapter.enabled, adapter.settings) = (enabled, settings);
            }
            None => {
                self.last_id += 1;
                self.adapters.push(Adapter {
                    id: format!("a0A{:012}AAA", self.last_id),
                    key: key.to_owned(),
                    name: key.to_owned(),
                    enabled,
                    settings,
                    revision: 1,
                    documents: Vec::new(),
                    versions: Vec::new(),
                });
            }
        }
    }

    /// Deletes an adapter with all that is below it.
    pub(crate) fn remove_adapter(&mut self, key: &str) {
        self.adapters.retain(|adapter| !adapter.key.eq_ignore_ascii_case(key));
    }

    /// Writes a document as an import does, past the library. What the triggers refuse is not written.
    pub(crate) fn write(&mut self, adapter: &str, document: Document, now: Millis) {
        let mut last_id = self.last_id;
        if let Some(adapter) = self.adapter_mut(adapter) {
            let _: Result<String, Refusal> = adapter.put(document, now, &mut last_id);
        }
        self.last_id = last_id;
    }

    /// Deletes a document on its page.
    pub(crate) fn remove(&mut self, adapter: &str, kind: Kind, key: &str) {
        if let Some(adapter) = self.adapter_mut(adapter) {
            let before = adapter.documents.len();
            adapter.documents.retain(|document| !document.is(kind, key));
            adapter.revision += u64::from(adapter.documents.len() != before);
        }
    }

    /// Puts state and revision into the answer for a page that names its adapter.
    pub(crate) fn stamp(&self, mut answer: Map<String, Value>, adapter: &str) -> Map<String, Value> {
        let (state, revision) = match self.adapter(adapter) {
            _ if !self.may_read() => ("denied", None),
            None => ("absent", None),
            Some(found) if !found.enabled => ("disabled", None),
            Some(found) => ("enabled", Some(found.revision_text())),
        };
        answer.insert("state".to_owned(), state.into());
        answer.insert("revision".to_owned(), revision.into());
        answer
    }
}

/// Why settings cannot stand on an adapter.
fn check_settings(settings: Option<&str>) -> Result<(), Refusal> {
    let Some(settings) = settings.filter(|settings| !without_outer_space(settings).is_empty()) else {
        return Ok(());
    };
    let object = json_object("The settings", settings)?;
    match object.keys().find(|name| !SETTING_NAMES.contains(&name.as_str())) {
        Some(name) => {
            Err(Refusal::new("INVALID", &format!("The setting {name} cannot stand on the adapter record.")))
        }
        None => Ok(()),
    }
}

/// A text that must be a JSON object, and not too long.
fn json_object(what: &str, text: &str) -> Result<Map<String, Value>, Refusal> {
    let length = text.encode_utf16().count();
    if length > LONGEST {
        let message = format!("{what} has {length} characters; {LONGEST} is the most.");
        return Err(Refusal::new("TOO_LONG", &message).of("definition"));
    }
    serde_json::from_str(text).map_err(|error| {
        Refusal::new("INVALID", &format!("{what} is no JSON object: {error}")).of("definition")
    })
}
