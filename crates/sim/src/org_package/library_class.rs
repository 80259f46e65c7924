//! The org's class `SwitchboardLibrary`, which the studio asks through a component of Lightning.

use serde_json::{Value, json};

use super::document::Refusal;
use super::{Adapter, Document, Kind, OrgPackage, check_settings};
use crate::clock::Millis;

/// The one who works in the simulated org.
const AUTHOR: &str = "Ada Author";

type Answer = Result<Value, Refusal>;

impl OrgPackage {
    /// Answers a method of `SwitchboardLibrary` with JSON text; nothing where it has no such method. `studio` is the address in the
    /// custom metadata type CTI Studio.
    pub fn library(&mut self, method: &str, args: &Value, studio: &str, now: Millis) -> Option<String> {
        let text = |name: &str| args[name].as_str().unwrap_or_default().to_owned();
        let adapter = text("adapter");
        let answer = if method == "me" {
            Ok(self.me(studio))
        } else if !self.may_write() {
            Err(Refusal::new("NOT_ALLOWED", "Writing flows takes the permission set Switchboard Author."))
        } else {
            match method {
                "listDocuments" => self.list_documents(&adapter),
                "readDocument" => self.read_document(&text("kind"), &text("key")),
                "save" => match serde_json::from_str(&text("request")) {
                    Ok(request) => self.save(&request, now),
                    Err(error) => Err(Refusal::new("FAILED", &error.to_string())),
                },
                "remove" => self.remove_expected(&adapter, &text("kind"), &text("key"), &text("expected")),
                "versions" => self.versions(&adapter, &text("kind"), &text("key")),
                "restore" => {
                    self.restore(&adapter, &text("version"), &text("expected"), args["errors"].as_i64(), now)
                }
                "saveAdapter" => self.switch_adapter(args),
                _ => return None,
            }
        };
        Some(answer.unwrap_or_else(|refusal| refusal.answer()).to_string())
    }

    fn me(&self, studio: &str) -> Value {
        let adapters = self.adapters.iter().filter(|_| self.may_read());
        let adapters: Vec<Value> = adapters
            .map(|adapter| {
                let mut row = adapter.row();
                row.as_object_mut().map(|row| row.shift_remove("settings"));
                row
            })
            .collect();
        json!({ "user": AUTHOR, "mayWrite": self.may_write(), "studio": studio, "adapters": adapters })
    }

    fn required(&self, key: &str) -> Result<&Adapter, Refusal> {
        self.adapter(key).ok_or_else(|| no_adapter(key))
    }

    fn list_documents(&self, adapter: &str) -> Answer {
        let adapter = self.required(adapter)?;
        let mut documents: Vec<&Document> = adapter.documents.iter().collect();
        documents.sort_by_key(|document| {
            let order = document.order.unwrap_or(i64::MAX);
            (document.kind, if document.kind == Kind::Flow { 0 } else { order }, document.name.to_lowercase())
        });
        let runs = adapter.documents.iter().any(|document| document.kind == Kind::Flow && document.active);
        let message = "The adapter is enabled and has no active flow: its agents run none at all.";
        let findings = match adapter.enabled && !runs {
            true => vec![json!({ "code": "noActiveFlow", "message": message })],
            false => Vec::new(),
        };
        let documents: Vec<Value> =
            documents.into_iter().map(|document| shown(document, document.summary())).collect();
        Ok(json!({ "adapter": adapter.row(), "documents": documents, "findings": findings }))
    }

    /// A document by its key, which is unique in the org, and its adapter.
    fn find(&self, kind: Kind, key: &str) -> Option<(&Adapter, &Document)> {
        self.adapters.iter().find_map(|adapter| {
            let found = adapter.documents.iter().find(|document| document.is(kind, key));
            found.map(|document| (adapter, document))
        })
    }

    fn read_document(&self, kind: &str, key: &str) -> Answer {
        let (adapter, document) = self.find(kind_of(kind)?, key).ok_or_else(|| not_found(kind))?;
        Ok(json!({ "document": shown(document, document.row()), "revision": adapter.revision_text() }))
    }

    fn save(&mut self, asked: &Value, now: Millis) -> Answer {
        let text = |name: &str| asked[name].as_str().map(str::to_owned);
        let kind = kind_of(&text("kind").unwrap_or_default())?;
        let adapter = text("adapter").unwrap_or_default();
        let id = self.required(&adapter)?.id.clone();
        let key = text("key").filter(|key| !key.is_empty());
        let current = key.as_deref().and_then(|key| self.find(kind, key));
        if current.is_some_and(|(owner, _)| owner.id != id) {
            return Err(Refusal::new("INVALID", "This key belongs to another adapter."));
        }
        let current = current.map(|(_, document)| document);
        if current.map_or("", |document| &document.digest) != text("expected").unwrap_or_default() {
            return Ok(conflict(key.as_deref(), current));
        }
        let name = text("name").unwrap_or_default();
        if name.trim().is_empty() || name.encode_utf16().count() > 80 {
            return Err(Refusal::new("INVALID", "A name has 1 to 80 characters.").of("name"));
        }
        let is_flow = kind == Kind::Flow;
        let key = key.unwrap_or_else(|| {
            self.last_id += 1;
            format!("00000000-0000-4000-8000-{:012}", self.last_id)
        });
        let document = Document {
            kind,
            key: key.clone(),
            name,
            description: text("description"),
            source: text("source").filter(|_| is_flow),
            event: text("event").filter(|_| is_flow),
            active: asked["active"] == true,
            debug: is_flow && asked["debug"] == true,
            order: asked["order"].as_i64().filter(|_| !is_flow),
            format: asked["format"].as_i64().unwrap_or(1),
            definition: text("definition"),
            errors: asked["errors"].as_i64().filter(|_| is_flow),
            digest: String::new(),
        };
        document.check()?;
        if is_flow && document.active && document.errors.is_none() {
            let message = "Nobody has looked for errors in this flow: save it inactive.";
            return Err(Refusal::new("NOT_CHECKED", message).of("active"));
        }
        let mut last_id = self.last_id;
        let owner = self.adapter_mut(&adapter).ok_or_else(|| no_adapter(&adapter))?;
        let digest = owner.put(document, now, &mut last_id)?;
        let revision = owner.revision_text();
        self.last_id = last_id;
        Ok(json!({ "saved": { "key": key, "digest": digest }, "revision": revision }))
    }

    fn remove_expected(&mut self, adapter: &str, kind: &str, key: &str, expected: &str) -> Answer {
        let id = self.required(adapter)?.id.clone();
        let found = self.find(kind_of(kind)?, key).filter(|(owner, _)| owner.id == id);
        let (_, document) = found.ok_or_else(|| not_found(kind))?;
        if document.digest != expected {
            return Ok(conflict(Some(key), Some(document)));
        }
        self.remove(adapter, kind_of(kind)?, key);
        Ok(json!({ "removed": key, "revision": self.required(adapter)?.revision_text() }))
    }

    fn versions(&self, adapter: &str, kind: &str, key: &str) -> Answer {
        let kind = kind_of(kind)?;
        let versions = self.required(adapter)?.versions.iter().rev();
        let wanted = versions.filter(|version| {
            version.document.kind == kind && (key.is_empty() || version.document.key == key)
        });
        let versions: Vec<Value> = wanted
            .map(|version| {
                json!({
                    "version": version.id, "kind": kind.name(), "key": version.document.key,
                    "name": version.document.name, "revision": version.revision,
                    "digest": version.document.digest, "author": AUTHOR, "time": version.time,
                })
            })
            .collect();
        Ok(json!({ "versions": versions }))
    }

    fn restore(
        &mut self,
        adapter: &str,
        version: &str,
        expected: &str,
        errors: Option<i64>,
        now: Millis,
    ) -> Answer {
        let found = self.required(adapter)?.versions.iter().find(|kept| kept.id == version);
        let old =
            found.ok_or_else(|| Refusal::new("NOT_FOUND", "There is no such version."))?.document.clone();
        let current = self.find(old.kind, &old.key).map(|(_, document)| document);
        let may_run = old.kind == Kind::Action || errors == Some(0);
        let request = json!({
            "adapter": adapter, "kind": old.kind.name(), "key": old.key, "expected": expected, "name": old.name,
            "description": old.description, "source": old.source, "event": old.event,
            "active": current.is_some_and(|document| document.active) && may_run,
            "debug": current.is_some_and(|document| document.debug), "order": old.order, "format": old.format,
            "definition": old.definition, "errors": errors,
        });
        self.save(&request, now)
    }

    fn switch_adapter(&mut self, args: &Value) -> Answer {
        let key = args["adapter"].as_str().unwrap_or_default();
        let adapter = self.required(key)?;
        if args["expected"].as_str() != Some(adapter.revision_text().as_str()) {
            return Ok(json!({ "conflict": adapter.row() }));
        }
        let settings = args["settings"].as_str().map(str::to_owned);
        check_settings(settings.as_deref())?;
        self.save_adapter(key, args["enabled"] == true, settings);
        Ok(json!({ "adapter": self.required(key)?.row() }))
    }
}

fn kind_of(name: &str) -> Result<Kind, Refusal> {
    Kind::of(name)
        .ok_or_else(|| Refusal::new("INVALID", &format!("There is no kind {name}: it is flow or action.")))
}

fn not_found(kind: &str) -> Refusal {
    Refusal::new("NOT_FOUND", &format!("There is no {kind} with this key."))
}

fn no_adapter(key: &str) -> Refusal {
    Refusal::new("NO_ADAPTER", &format!("There is no adapter {key} that you may see."))
}

/// A row as authors see it.
fn shown(document: &Document, mut row: Value) -> Value {
    row["kind"] = document.kind.name().into();
    if document.kind == Kind::Flow {
        row["errors"] = json!(document.errors);
    }
    row["lastModifiedBy"] = AUTHOR.into();
    row
}

fn conflict(key: Option<&str>, current: Option<&Document>) -> Value {
    match current {
        Some(document) => json!({ "conflict": shown(document, document.row()) }),
        None => json!({ "conflict": { "key": key, "digest": null } }),
    }
}
