//! A flow or an action as a record, and the text of its file: the record's fields count, wherever the definition names them too.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::definition::{compact, with, without};
use crate::library::{Item, ItemKind};

/// What stands in fields of a record, and not in its definition.
const FLOW_FIELDS: [&str; 7] = ["$schema", "name", "description", "source", "event", "active", "debug"];

/// The same of an action.
const ACTION_FIELDS: [&str; 5] = ["$schema", "name", "description", "active", "order"];

/// A record as `SwitchboardLibrary` shows it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    pub(super) kind: ItemKind,
    pub(super) key: String,
    #[serde(flatten)]
    fields: Fields,
    pub(super) format: i64,
    pub(super) digest: String,
    #[serde(default)]
    definition: Option<String>,
    #[serde(default)]
    last_modified_by: Option<String>,
    /// A text of Salesforce's, or milliseconds.
    #[serde(default)]
    last_modified_date: Option<Value>,
}

/// The fields of a record that a file holds as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    name: String,
    description: Option<String>,
    source: Option<String>,
    event: Option<String>,
    active: bool,
    debug: bool,
    order: Option<i64>,
}

impl Document {
    /// The document as an item of the library.
    pub(super) fn item(&self) -> Item {
        Item { key: self.key.clone(), kind: self.kind, text: self.text(), revision: self.digest.clone() }
    }

    /// The text of its file. A definition that is no JSON object is what it is.
    fn text(&self) -> String {
        let definition = self.definition.as_deref().unwrap_or_default().trim();
        let definition = match (definition, self.kind) {
            ("", ItemKind::Flow) => r#"{"actions":[]}"#,
            ("", ItemKind::Action) => "{}",
            _ => definition,
        };
        if serde_json::from_str::<Map<String, Value>>(definition).is_err() {
            return definition.to_owned();
        }
        let known = names(self.kind);
        with(&without(&compact(definition), known), &self.fields.members(self.kind))
    }

    /// Who changed it last and when, for people.
    pub(super) fn changed_by(&self) -> Option<String> {
        let by = self.last_modified_by.as_deref()?;
        let when = self.last_modified_date.as_ref().map(js_date);
        Some(when.map_or_else(|| by.to_owned(), |when| format!("{by}, {when}")))
    }

    /// Whether it says what is to be saved: then this is what became of a save whose answer was lost.
    pub(super) fn says(&self, fields: &Fields, definition: &str) -> bool {
        let trimmed = |fields: &Fields| {
            let trim = |text: &Option<String>| {
                text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
            };
            Fields {
                name: fields.name.trim().to_owned(),
                description: trim(&fields.description),
                source: trim(&fields.source),
                event: trim(&fields.event),
                ..fields.clone()
            }
        };
        trimmed(&self.fields) == trimmed(fields) && self.definition.as_deref() == Some(definition)
    }
}

fn names(kind: ItemKind) -> &'static [&'static str] {
    match kind {
        ItemKind::Flow => &FLOW_FIELDS,
        ItemKind::Action => &ACTION_FIELDS,
    }
}

impl Fields {
    /// The fields that a text holds.
    pub(super) fn of(text: &str) -> Fields {
        let map: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
        let text = |name: &str| map.get(name).and_then(Value::as_str).map(str::to_owned);
        Fields {
            name: text("name").unwrap_or_default(),
            description: text("description"),
            source: text("source"),
            event: text("event"),
            // As flows and actions are read: what does not say is active.
            active: map.get("active").is_none_or(|active| *active == json!(true)),
            debug: map.get("debug") == Some(&json!(true)),
            order: map.get("order").and_then(Value::as_i64),
        }
    }

    /// As members of a file, in the order in which files have them.
    fn members(&self, kind: ItemKind) -> Vec<(&'static str, String)> {
        let text = |text: &str| compact(&json!(text).to_string());
        let mut members = vec![("name", text(&self.name))];
        let is_flow = kind == ItemKind::Flow;
        let texts = [
            ("description", &self.description, true),
            ("source", &self.source, is_flow),
            ("event", &self.event, is_flow),
        ];
        for (name, value, is_here) in texts {
            members.extend(
                value
                    .as_deref()
                    .filter(|value| is_here && !value.is_empty())
                    .map(|value| (name, text(value))),
            );
        }
        members.push(("active", self.active.to_string()));
        members.extend((is_flow && self.debug).then(|| ("debug", "true".to_owned())));
        members.extend(self.order.filter(|_| !is_flow).map(|order| ("order", order.to_string())));
        members
    }
}

/// The definition that an org keeps of a text.
pub(super) fn definition_of(kind: ItemKind, text: &str) -> String {
    without(&compact(text), names(kind))
}

/// A moment as the person's browser writes it.
fn js_date(moment: &Value) -> String {
    let date = match moment {
        Value::Number(number) => js_sys::Date::new(&number.as_f64().unwrap_or_default().into()),
        Value::String(text) => js_sys::Date::new(&text.as_str().into()),
        _ => return String::new(),
    };
    String::from(date.to_locale_string("default", &js_sys::Object::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped(kind: &str, file: &str) -> (String, String) {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        let read =
            |path: String| std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let record = read(format!(
            "{root}/salesforce/force-app/main/default/customMetadata/Switchboard_Template.{kind}_{}.md-meta.xml",
            file.replace('-', "_")
        ));
        let rest = record.split("<field>Definition__c</field>").nth(1).expect("a definition");
        let value = rest
            .split("xsd:string\">")
            .nth(1)
            .and_then(|rest| rest.split("</value>").next())
            .expect("a value");
        let definition = value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        (
            read(format!("{root}/{kind}s/{file}{}.json", if kind == "action" { ".action" } else { "" })),
            definition,
        )
    }

    fn document(kind: ItemKind, fields: Fields, definition: Option<String>) -> Document {
        Document {
            kind,
            key: "k".to_owned(),
            fields,
            format: 1,
            digest: "d".to_owned(),
            definition,
            last_modified_by: None,
            last_modified_date: None,
        }
    }

    #[test]
    fn what_ships_is_kept_as_the_package_ships_it_and_comes_back_unchanged() {
        for (kind, name, file) in [
            (ItemKind::Flow, "flow", "voice-screen-pop"),
            (ItemKind::Flow, "flow", "click-to-dial"),
            (ItemKind::Flow, "flow", "call-log"),
            (ItemKind::Flow, "flow", "callback-customer"),
            (ItemKind::Action, "action", "callback-customer"),
        ] {
            let (text, definition) = shipped(name, file);
            assert_eq!(definition_of(kind, &text), definition, "{file}");
            let fields = Fields::of(&text);
            let record = document(kind, fields.clone(), Some(definition.clone()));
            let back = record.item().text;
            assert_eq!(
                (definition_of(kind, &back), Fields::of(&back)),
                (definition.clone(), fields.clone()),
                "{file}"
            );
            assert!(record.says(&fields, &definition));
        }
    }

    #[test]
    fn the_record_counts_and_an_empty_one_is_an_empty_flow() {
        let fields = Fields {
            name: "Gr\u{fc}\u{df}e".to_owned(),
            source: Some("ctiAction".to_owned()),
            ..Fields::default()
        };
        let old = r#"{"name":"Old","event":"onConnecting","active":true,"actions":[],"own":1e2}"#;
        let text = document(ItemKind::Flow, fields.clone(), Some(old.to_owned())).item().text;
        assert_eq!(
            text,
            r#"{"name":"Gr\u00fc\u00dfe","source":"ctiAction","active":false,"actions":[],"own":1e2}"#
        );
        assert_eq!(Fields::of(&text), fields);
        let empty = document(ItemKind::Flow, fields, None).item().text;
        assert_eq!(empty, r#"{"name":"Gr\u00fc\u00dfe","source":"ctiAction","active":false,"actions":[]}"#);
    }

    #[test]
    fn what_is_no_object_is_shown_as_it_is() {
        for odd in ["[]", "{", "return true;"] {
            assert_eq!(document(ItemKind::Flow, Fields::default(), Some(odd.to_owned())).item().text, odd);
        }
    }

    #[test]
    fn white_space_that_salesforce_leaves_out_is_no_difference() {
        let fields = |name: &str, description: Option<&str>| Fields {
            name: name.to_owned(),
            description: description.map(str::to_owned),
            ..Fields::default()
        };
        let kept = document(ItemKind::Flow, fields("a", None), Some("{}".to_owned()));
        assert!(kept.says(&fields(" a ", Some(" ")), "{}"));
        assert!(!kept.says(&fields("a", Some("b")), "{}") && !kept.says(&fields("a", None), "{\"a\":1}"));
    }

    #[test]
    fn records_are_read_as_apex_shows_them() {
        let shown = json!({
            "kind": "flow", "key": "k", "name": "A", "description": null, "source": "s", "event": "e", "active": true,
            "debug": false, "format": 2, "digest": "d", "errors": 0, "definition": "{}", "lastModifiedBy": "Ada",
        });
        let document: Document = serde_json::from_value(shown).expect("a document");
        assert_eq!((document.format, document.changed_by().as_deref()), (2, Some("Ada")));
        assert_eq!(document.fields.event.as_deref(), Some("e"));
    }
}
