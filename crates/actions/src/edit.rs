//! An action as an editor changes it. What is not changed stays as the file has it, also what this release does not know.

use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::action::FieldType;

/// An action whose parts can be changed. Nothing is judged here: [`read`](crate::read) says what is wrong with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionForm {
    /// What agents read.
    pub name: String,
    /// Name of the flow it starts.
    pub flow: String,
    /// Where it stands among the others.
    pub order: i64,
    /// Whether agents see it.
    pub active: bool,
    /// For administrators.
    pub description: String,
    /// What the flow gets, whatever the agent enters.
    pub payload: Vec<PairForm>,
    /// Heading of the form.
    pub title: String,
    /// Text below the heading.
    pub instructions: String,
    /// Name of the flow that prepares the form; empty is none.
    pub form_flow: String,
    /// What the agent is asked, in the order of the file.
    pub fields: Vec<FieldForm>,
    file: Map<String, Value>,
    /// The text of the file, as long as nothing has been changed; nothing for a new one.
    written: Option<String>,
}

/// A pair of the payload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairForm {
    /// What flows read it by.
    pub key: String,
    /// A text, or a reference.
    pub value: String,
    file: Map<String, Value>,
}

/// A field of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldForm {
    /// Key in the payload.
    pub name: String,
    /// What agents read; empty: the name.
    pub label: String,
    /// What is entered.
    pub kind: FieldType,
    /// Where it stands among the others.
    pub order: i64,
    /// Whether it must not be left empty.
    pub required: bool,
    /// What stands there at first: a text, or a reference.
    pub default: String,
    /// What a choice is chosen from, as a person writes it: an option a line, `value` or `value|label`; or one reference.
    pub options: String,
    /// Least number, earliest day.
    pub min: String,
    /// Greatest number, latest day.
    pub max: String,
    /// Fewest characters.
    pub min_length: String,
    /// Most characters.
    pub max_length: String,
    /// A regular expression.
    pub pattern: String,
    /// What the agent is told when it does not match.
    pub pattern_message: String,
    file: Map<String, Value>,
}

/// A text that is no action to be edited. `Display` is one English sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotEditable {
    /// It cannot be read at all.
    #[error("this file is no JSON: {reason}")]
    NotJson {
        /// What the reader stumbled over.
        reason: String,
    },
    /// It is something else than an action.
    #[error("\"{key}\" is not what an action has there: {expected} is expected")]
    OtherShape {
        /// Where; empty is the whole file.
        key: &'static str,
        /// What should stand there.
        expected: &'static str,
    },
    /// It was written by a later release.
    #[error("this action was written by a later release (format {found}); change it there")]
    LaterFormat {
        /// What it says.
        found: String,
    },
}

impl Default for ActionForm {
    fn default() -> ActionForm {
        ActionForm::of(Map::new())
            .unwrap_or_else(|_| unreachable!("an empty map has nothing of another shape"))
    }
}

impl ActionForm {
    /// Reads a file.
    ///
    /// # Errors
    /// It is no action of a format that this release knows.
    ///
    /// ```
    /// let mut action = actions::ActionForm::read(r#"{ "name": "Call back", "flow": "Call back", "team": 7 }"#)?;
    /// action.order = 20;
    /// assert!(action.to_text().contains("\"team\": 7"));
    /// # Ok::<(), actions::NotEditable>(())
    /// ```
    pub fn read(text: &str) -> Result<ActionForm, NotEditable> {
        match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(Value::Object(file)) => {
                let form = ActionForm::of(file)?;
                Ok(ActionForm { written: Some(text.to_owned()), ..form })
            }
            Ok(_) => Err(NotEditable::OtherShape { key: "", expected: "a map" }),
            Err(error) => Err(NotEditable::NotJson { reason: error.to_string() }),
        }
    }

    fn of(file: Map<String, Value>) -> Result<ActionForm, NotEditable> {
        if let Some(found) = file.get("format").filter(|format| format.as_u64() != Some(1)) {
            return Err(NotEditable::LaterFormat { found: found.to_string() });
        }
        Ok(ActionForm {
            name: text(&file, "name"),
            flow: text(&file, "flow"),
            order: whole(&file, "order"),
            active: file.get("active").and_then(Value::as_bool).unwrap_or(true),
            description: text(&file, "description"),
            payload: maps(&file, "payload")?.into_iter().map(PairForm::of).collect(),
            title: text(&file, "title"),
            instructions: text(&file, "instructions"),
            form_flow: text(&file, "formFlow"),
            fields: maps(&file, "fields")?.into_iter().map(FieldForm::of).collect::<Result<_, _>>()?,
            file,
            written: None,
        })
    }

    /// The file, with what was changed; to the byte as it was when nothing is.
    pub fn to_text(&self) -> String {
        let mut file = self.file.clone();
        let same = ActionForm::of(self.file.clone())
            .unwrap_or_else(|_| unreachable!("a form holds a file that was read"));
        let same = ActionForm { written: self.written.clone(), ..same };
        if let Some(written) = self.written.as_ref().filter(|_| *self == same) {
            return written.clone();
        }
        put_text(&mut file, "name", &self.name, &same.name);
        put_text(&mut file, "flow", &self.flow, &same.flow);
        put(&mut file, "description", &self.description, &same.description, text_value);
        put(&mut file, "order", &self.order, &same.order, |order| (*order != 0).then(|| json!(order)));
        put(&mut file, "active", &self.active, &same.active, |active| Some(json!(active)));
        if self.payload != same.payload {
            set(&mut file, "payload", list(self.payload.iter().map(PairForm::to_map)));
        }
        put(&mut file, "title", &self.title, &same.title, text_value);
        put(&mut file, "instructions", &self.instructions, &same.instructions, text_value);
        put(&mut file, "formFlow", &self.form_flow, &same.form_flow, text_value);
        if self.fields != same.fields {
            set(&mut file, "fields", list(self.fields.iter().map(FieldForm::to_map)));
        }
        let mut text = serde_json::to_string_pretty(&file)
            .unwrap_or_else(|error| unreachable!("JSON is written as JSON: {error}"));
        text.push('\n');
        text
    }

    /// Places of the fields in the order in which agents see them.
    pub fn shown_order(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.fields.len()).collect();
        places.sort_by_key(|at| self.fields[*at].order);
        places
    }

    /// Moves a field among those that agents see, and numbers them as they stand then: `from` and `to` count in
    /// [`shown_order`](ActionForm::shown_order). What is out of range is left alone.
    pub fn move_field(&mut self, from: usize, to: usize) {
        let mut order = self.shown_order();
        if from >= order.len() || to >= order.len() || from == to {
            return;
        }
        let moved = order.remove(from);
        order.insert(to, moved);
        for (place, at) in order.into_iter().enumerate() {
            self.fields[at].order = place as i64 + 1;
        }
    }

    /// A new field at the end, with a name that no other has; its place in [`ActionForm::fields`].
    pub fn add_field(&mut self) -> usize {
        let name = (1..)
            .map(|number| format!("field{number}"))
            .find(|name| self.fields.iter().all(|field| field.name != *name))
            .unwrap_or_default();
        let order =
            self.fields.iter().map(|field| field.order).max().map_or(1, |last| last.saturating_add(1));
        self.fields.push(FieldForm { name, order, ..FieldForm::default() });
        self.fields.len() - 1
    }
}

impl PairForm {
    fn of(file: Map<String, Value>) -> PairForm {
        PairForm { key: text(&file, "key"), value: text(&file, "value"), file }
    }

    fn to_map(&self) -> Value {
        let same = PairForm::of(self.file.clone());
        let mut file = self.file.clone();
        put_text(&mut file, "key", &self.key, &same.key);
        put_text(&mut file, "value", &self.value, &same.value);
        Value::Object(file)
    }
}

impl Default for FieldForm {
    fn default() -> FieldForm {
        FieldForm::of(Map::new())
            .unwrap_or_else(|_| unreachable!("an empty map has nothing of another shape"))
    }
}

impl FieldForm {
    fn of(file: Map<String, Value>) -> Result<FieldForm, NotEditable> {
        let word = text(&file, "type");
        let kind = if word.is_empty() { Some(FieldType::Text) } else { FieldType::parse(&word) };
        Ok(FieldForm {
            name: text(&file, "name"),
            label: text(&file, "label"),
            kind: kind.ok_or(NotEditable::OtherShape { key: "type", expected: "a known type of field" })?,
            order: whole(&file, "order"),
            required: file.get("required").and_then(Value::as_bool).unwrap_or(false),
            default: scalar(&file, "default"),
            options: options(&file),
            min: scalar(&file, "min"),
            max: scalar(&file, "max"),
            min_length: scalar(&file, "minLength"),
            max_length: scalar(&file, "maxLength"),
            pattern: text(&file, "pattern"),
            pattern_message: text(&file, "patternMessage"),
            file,
        })
    }

    fn to_map(&self) -> Value {
        let same = FieldForm::of(self.file.clone())
            .unwrap_or_else(|_| unreachable!("a form holds a file that was read"));
        let mut file = self.file.clone();
        put_text(&mut file, "name", &self.name, &same.name);
        put(&mut file, "label", &self.label, &same.label, text_value);
        put(&mut file, "type", &self.kind, &same.kind, |kind| Some(json!(word_of(*kind))));
        put(&mut file, "order", &self.order, &same.order, |order| (*order != 0).then(|| json!(order)));
        put(&mut file, "required", &self.required, &same.required, |on| on.then(|| json!(true)));
        put(&mut file, "default", &self.default, &same.default, text_value);
        put(&mut file, "options", &self.options, &same.options, |options| options_value(options));
        put(&mut file, "min", &self.min, &same.min, text_value);
        put(&mut file, "max", &self.max, &same.max, text_value);
        put(&mut file, "minLength", &self.min_length, &same.min_length, |length| length_value(length));
        put(&mut file, "maxLength", &self.max_length, &same.max_length, |length| length_value(length));
        put(&mut file, "pattern", &self.pattern, &same.pattern, text_value);
        put(&mut file, "patternMessage", &self.pattern_message, &same.pattern_message, text_value);
        Value::Object(file)
    }
}

fn word_of(kind: FieldType) -> &'static str {
    FieldType::ALL.iter().find(|(known, _)| *known == kind).map_or("text", |(_, word)| word)
}

fn text(file: &Map<String, Value>, key: &str) -> String {
    file.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn whole(file: &Map<String, Value>, key: &str) -> i64 {
    file.get(key).and_then(Value::as_i64).unwrap_or(0)
}

fn scalar(file: &Map<String, Value>, key: &str) -> String {
    match file.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(_) | Value::Number(_)) => file[key].to_string(),
        _ => String::new(),
    }
}

fn options(file: &Map<String, Value>) -> String {
    match file.get("options") {
        Some(Value::String(reference)) => reference.clone(),
        Some(Value::Array(items)) => {
            let line = |item: &Value| match item {
                Value::String(text) => text.clone(),
                item => {
                    let [value, label] =
                        ["value", "label"].map(|key| item[key].as_str().unwrap_or_default().to_owned());
                    if label.is_empty() || label == value { value } else { format!("{value}|{label}") }
                }
            };
            items.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    }
}

fn options_value(written: &str) -> Option<Value> {
    let lines: Vec<&str> = written.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match lines[..] {
        [] => None,
        [reference] if reference.starts_with("$.") => Some(json!(reference)),
        _ => Some(list(lines.iter().map(|line| match line.split_once('|') {
            Some((value, label)) => json!({ "value": value.trim(), "label": label.trim() }),
            None => json!(line),
        }))),
    }
}

fn text_value(text: &String) -> Option<Value> {
    (!text.is_empty()).then(|| json!(text))
}

/// A length as a number; what is none stays a text, so that the finding about it shows what was typed.
fn length_value(text: &str) -> Option<Value> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.parse::<u32>().map_or_else(|_| json!(text), |length| json!(length)))
}

fn list(items: impl Iterator<Item = Value>) -> Value {
    Value::Array(items.collect())
}

/// Writes what was changed; what is nothing now goes.
fn put<T: PartialEq>(
    file: &mut Map<String, Value>,
    key: &str,
    now: &T,
    before: &T,
    value: impl FnOnce(&T) -> Option<Value>,
) {
    if now == before {
        return;
    }
    match value(now) {
        Some(value) => set(file, key, value),
        None => drop(file.shift_remove(key)),
    }
}

/// As [`put`], for what a file always has.
fn put_text(file: &mut Map<String, Value>, key: &str, now: &String, before: &String) {
    if now != before || !file.contains_key(key) {
        set(file, key, json!(now));
    }
}

fn set(file: &mut Map<String, Value>, key: &str, value: Value) {
    file.insert(key.to_owned(), value);
}

fn maps(file: &Map<String, Value>, key: &'static str) -> Result<Vec<Map<String, Value>>, NotEditable> {
    let wrong = NotEditable::OtherShape { key, expected: "a list of maps" };
    let items = match file.get(key) {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(items)) => items,
        Some(_) => return Err(wrong),
    };
    items.iter().map(|item| item.as_object().cloned().ok_or_else(|| wrong.clone())).collect()
}

#[cfg(test)]
mod tests;
