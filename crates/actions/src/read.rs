//! Reading actions. One way for tools and page; what is wrong is written down only where findings are wanted.

#[cfg(feature = "check")]
mod judge;

use serde_json::{Map, Value};

use crate::action::{Action, Field, FieldType, Given, Options};
#[cfg(feature = "check")]
use crate::finding::Diagnostic;
use crate::finding::Finding;
use crate::limits::{Limits, Pattern};

/// The format of action files that this release reads; a file that does not say is of this one.
const FORMAT: u64 = 1;

const ACTION_KEYS: [&str; 10] =
    ["format", "name", "flow", "order", "active", "payload", "title", "instructions", "formFlow", "fields"];
const FIELD_KEYS: [&str; 13] = [
    "name",
    "label",
    "type",
    "order",
    "required",
    "default",
    "options",
    "min",
    "max",
    "minLength",
    "maxLength",
    "pattern",
    "patternMessage",
];

/// The active actions of a page, in the order to show them. The text is the list of their files, which were checked when the
/// page was built: what cannot be read is left out.
pub fn list(text: &str) -> Vec<Action> {
    serde_json::from_str(text).map(|items| list_in(&items)).unwrap_or_default()
}

/// [`list`] of what has been read already.
pub fn list_in(items: &Value) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    let Value::Array(items) = items else { return actions };
    for item in items {
        let action = Reader::default().action(item).filter(|action| action.active);
        if let Some(action) = action {
            let before = |other: &&Action| (other.order, &other.name) <= (action.order, &action.name);
            let at = actions.iter().take_while(before).count();
            actions.insert(at, action);
        }
    }
    actions
}

/// Reads a file, and says what is wrong with it. No action: it has no name or no flow, or is none at all. Whether its flows
/// are there [`check_links`](crate::check_links) says.
#[cfg(feature = "check")]
pub fn read(file: &str, text: &str) -> (Option<Action>, Vec<Diagnostic>) {
    let mut reader = Reader::default();
    let action = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(value) => reader.action(&value),
        Err(error) => {
            reader.report(|| Finding::NotJson { reason: error.to_string() });
            None
        }
    };
    if let Some(action) = &action {
        reader.judge(action);
    }
    let name = action.as_ref().map(|action| action.name.clone());
    let found = reader.found.into_iter().map(|(field, finding)| Diagnostic {
        file: file.to_owned(),
        action: name.clone(),
        field,
        finding,
    });
    (action, found.collect())
}

#[derive(Default)]
struct Reader {
    /// What was found, and in which field.
    #[cfg(feature = "check")]
    found: Vec<(Option<String>, Finding)>,
    #[cfg(feature = "check")]
    field: Option<String>,
}

impl Reader {
    /// Writes a finding down, where findings are wanted.
    fn report(&mut self, finding: impl FnOnce() -> Finding) {
        #[cfg(feature = "check")]
        self.found.push((self.field.clone(), finding()));
        #[cfg(not(feature = "check"))]
        drop(finding);
    }

    /// What is found from here on is about a field.
    fn enter(&mut self, field: impl FnOnce() -> String) {
        #[cfg(feature = "check")]
        {
            self.field = Some(field());
        }
        #[cfg(not(feature = "check"))]
        drop(field);
    }

    fn leave(&mut self) {
        #[cfg(feature = "check")]
        {
            self.field = None;
        }
    }

    fn wrong(&mut self, key: &'static str, expected: &'static str, found: &Value) {
        self.report(|| Finding::WrongType { key, expected, found: found.to_string() });
    }

    fn map<'v>(
        &mut self,
        value: &'v Value,
        what: &'static str,
        keys: &[&str],
    ) -> Option<&'v Map<String, Value>> {
        let Some(map) = value.as_object() else {
            self.wrong(what, "a map", value);
            return None;
        };
        if cfg!(feature = "check") {
            let known = |key: &str| keys.contains(&key) || ["$schema", "description", "key"].contains(&key);
            for key in map.keys().filter(|key| !known(key)) {
                self.report(|| Finding::UnknownKey { key: key.clone() });
            }
        }
        Some(map)
    }

    fn action(&mut self, value: &Value) -> Option<Action> {
        let map = self.map(value, "", &ACTION_KEYS)?;
        if let Some(found) = map.get("format").filter(|format| format.as_u64() != Some(FORMAT)) {
            self.report(|| Finding::LaterFormat { found: found.to_string() });
            return None;
        }
        let name = self.text(map, "name");
        let flow = self.text(map, "flow");
        let form_flow = self.text(map, "formFlow");
        let mut action = Action {
            order: self.whole(map, "order").unwrap_or(0),
            active: self.flag(map, "active", true),
            payload: Vec::new(),
            title: self.text(map, "title"),
            instructions: self.text(map, "instructions"),
            form_flow: Some(form_flow).filter(|flow| !flow.is_empty()),
            fields: Vec::new(),
            name,
            flow,
        };
        for item in self.items(map, "payload") {
            self.pair(item, &mut action.payload);
        }
        for item in self.items(map, "fields") {
            if let Some(field) = self.field(item, action.fields.len()) {
                let at = action.fields.iter().take_while(|other| other.order <= field.order).count();
                action.fields.insert(at, field);
            }
        }
        let mut whole = true;
        for (key, text, purpose) in [
            ("name", &action.name, "it is what agents read"),
            ("flow", &action.flow, "it is what the action starts"),
        ] {
            if text.trim().is_empty() {
                whole = false;
                self.report(|| Finding::Missing { key, purpose });
            }
        }
        whole.then_some(action)
    }

    fn pair(&mut self, item: &Value, payload: &mut Vec<(String, Given)>) {
        let Some(map) = self.map(item, "payload", &["key", "value"]) else { return };
        let key = self.text(map, "key");
        let value = self.text(map, "value");
        if key.is_empty() {
            self.report(|| Finding::Missing { key: "key", purpose: "flows read a value by it" });
        } else if payload.iter().any(|(other, _)| *other == key) {
            self.report(|| Finding::DuplicatePayloadKey { key });
        } else {
            payload.push((key, Given::of(value)));
        }
    }

    fn field(&mut self, item: &Value, at: usize) -> Option<Field> {
        let name = item.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        self.enter(|| if name.is_empty() { ["#", &(at + 1).to_string()].concat() } else { name.clone() });
        let field = self.map(item, "fields", &FIELD_KEYS).and_then(|map| self.field_of(map, name.clone()));
        self.leave();
        field
    }

    fn field_of(&mut self, map: &Map<String, Value>, name: String) -> Option<Field> {
        if name.is_empty() {
            self.report(|| Finding::Missing { key: "name", purpose: "flows read the entry by it" });
            return None;
        }
        let word = self.text(map, "type");
        let kind = if word.is_empty() { Some(FieldType::Text) } else { FieldType::parse(&word) };
        let Some(kind) = kind else {
            self.report(|| Finding::UnknownFieldType { found: word });
            return None;
        };
        let label = self.text(map, "label");
        let pattern = self.text(map, "pattern");
        let message = self.text(map, "patternMessage");
        Some(Field {
            label: if label.is_empty() { name.clone() } else { label },
            name,
            kind,
            order: self.whole(map, "order").unwrap_or(0),
            required: self.flag(map, "required", false),
            default: Given::of(self.scalar(map, "default").unwrap_or_default()),
            options: self.options(map),
            limits: Limits {
                min: self.scalar(map, "min"),
                max: self.scalar(map, "max"),
                min_length: self.length(map, "minLength"),
                max_length: self.length(map, "maxLength"),
                pattern: (!pattern.is_empty()).then_some(Pattern { pattern, message }),
            },
        })
    }

    /// Options: a list of maps, or of texts that are value and label at once; or a reference.
    fn options(&mut self, map: &Map<String, Value>) -> Options {
        let mut options = Vec::new();
        if let Some(Value::String(reference)) = map.get("options") {
            if reference.starts_with("$.") {
                return Options::Reference(reference.clone());
            }
            self.wrong("options", "a list, or a reference to one", &map["options"]);
            return Options::List(options);
        }
        for item in self.items(map, "options") {
            let (value, label) = match item {
                Value::String(text) => (text.clone(), text.clone()),
                item => {
                    let Some(map) = self.map(item, "options", &["value", "label"]) else { continue };
                    let value = self.text(map, "value");
                    let label = self.text(map, "label");
                    (value.clone(), if label.is_empty() { value } else { label })
                }
            };
            options.push((value, label));
        }
        Options::List(options)
    }

    fn items<'v>(&mut self, map: &'v Map<String, Value>, key: &'static str) -> &'v [Value] {
        match map.get(key) {
            None | Some(Value::Null) => &[],
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.wrong(key, "a list", other);
                &[]
            }
        }
    }

    /// A text; one that is missing is empty.
    fn text(&mut self, map: &Map<String, Value>, key: &'static str) -> String {
        match map.get(key) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => {
                self.wrong(key, "a text", other);
                String::new()
            }
        }
    }

    /// A text, a number or a flag, as the text an `<input>` takes.
    fn scalar(&mut self, map: &Map<String, Value>, key: &'static str) -> Option<String> {
        match map.get(key)? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            Value::Bool(true) => Some("true".to_owned()),
            Value::Bool(false) => Some("false".to_owned()),
            Value::Number(number) => Some(number.to_string()),
            other => {
                self.wrong(key, "a text, a number, true or false", other);
                None
            }
        }
    }

    fn whole(&mut self, map: &Map<String, Value>, key: &'static str) -> Option<i64> {
        let value = map.get(key).filter(|value| !value.is_null())?;
        if value.as_i64().is_none() {
            self.wrong(key, "a whole number", value);
        }
        value.as_i64()
    }

    fn length(&mut self, map: &Map<String, Value>, key: &'static str) -> Option<u32> {
        let whole = self.whole(map, key)?;
        let length = u32::try_from(whole).ok();
        if length.is_none() {
            self.wrong(key, "a length", &map[key]);
        }
        length
    }

    fn flag(&mut self, map: &Map<String, Value>, key: &'static str, missing: bool) -> bool {
        match map.get(key) {
            None | Some(Value::Null) => missing,
            Some(Value::Bool(flag)) => *flag,
            Some(other) => {
                self.wrong(key, "true or false", other);
                missing
            }
        }
    }
}
