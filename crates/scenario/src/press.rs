//! An action that a scenario presses: the payload its flow gets.

use actions::{Action, Entry, Native, Payload};
use flow::{Map, Value};
use serde::Deserialize;

/// What is pressed, as it stands in the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Press {
    /// The action file, relative to the scenario.
    pub(crate) action: String,
    /// What the agent enters, by field.
    #[serde(default)]
    entries: Map<Value>,
}

impl Press {
    /// The payload of the action whose file has this text.
    ///
    /// # Errors
    /// The file is no action, or its form would not let the entries through: one sentence.
    pub(crate) fn payload(&self, text: &str) -> Result<Payload, String> {
        let (action, found) = actions::read(&self.action, text);
        if let Some(error) = found.iter().find(|found| found.severity() == actions::Severity::Error) {
            return Err(format!("{}: {error}", self.action));
        }
        let Some(action) = action else { return Err(format!("{}: this is no action", self.action)) };
        let entries = self.entries(&action)?;
        match action.problems(&entries, &Native).first() {
            Some((at, problem)) => Err(format!(
                "the form would not let this through: field {}: {problem:?}",
                action.fields[*at].name
            )),
            None => Ok(action.payload(&entries)),
        }
    }

    fn entries(&self, action: &Action) -> Result<Vec<Entry>, String> {
        let known = |name: &str| action.fields.iter().any(|field| field.name == name);
        if let Some(name) = self.entries.keys().find(|name| !known(name)) {
            return Err(format!("{} has no field \"{name}\"", self.action));
        }
        let entry = |field: &actions::Field| match self.entries.get(field.name.as_str()) {
            None => field.first_entry(),
            Some(Value::Bool(ticked)) => Entry::Checked(*ticked),
            Some(value) => Entry::Text(value.to_text()),
        };
        Ok(action.fields.iter().map(entry).collect())
    }
}

/// The payload as the panel hands it over, and the keys whose text is a reference: the desk resolves them.
pub(crate) fn pressed_payload(
    payload: &Payload,
) -> (serde_json::Map<String, serde_json::Value>, Vec<String>) {
    let value = |entry: &Entry| match entry {
        Entry::Checked(ticked) => (*ticked).into(),
        Entry::Text(text) => text.as_str().into(),
    };
    let pairs = payload.pairs.iter().map(|(key, entry)| (key.clone(), value(entry))).collect();
    (pairs, payload.references.clone())
}
