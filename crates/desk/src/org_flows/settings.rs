//! Settings on the adapter record: keys of `adapter.json` that need no header of the page.

use std::sync::Arc;

use flow::{Map, Value};

use crate::config::Config;
use crate::frame::view::Problem;

/// Keys that may stand on the record.
const KEYS: [&str; 8] = ["blocks", "callLog", "language", "page", "panel", "phone", "runs", "screenPop"];

/// What the page was deployed with.
#[derive(Debug, Default)]
pub(crate) struct BaseConfig {
    /// As it is used.
    pub(crate) config: Config,
    /// JSON text of the same document; may be empty, which is an empty one.
    pub(crate) document: String,
}

/// The settings of the record that can be used.
#[derive(Debug, Default)]
pub(crate) struct RecordSettings {
    /// The page's configuration with them over it; none where there are none.
    config: Option<Config>,
    /// The settings alone.
    accepted: Map<Value>,
    /// Keys that cannot be used, and why.
    wrong: Vec<(String, String)>,
}

impl RecordSettings {
    /// Reads the text of the record. A key that cannot be used takes no other along.
    pub(crate) fn read(base: &BaseConfig, text: Option<&str>) -> RecordSettings {
        let mut settings = RecordSettings::default();
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        let Some(text) = text else { return settings };
        let given = Value::from_json_text(text).unwrap_or_default();
        let Some(given) = given.as_map() else {
            settings.wrong.push(("Settings__c".to_owned(), "it is no JSON object".to_owned()));
            return settings;
        };
        let mut document = Value::from_json_text(&base.document).unwrap_or_else(|| Map::new().into());
        for (key, value) in given {
            if !KEYS.contains(&key.as_str()) {
                settings.wrong.push((key.to_string(), "it needs a new deployment of the page".to_owned()));
                continue;
            }
            let mut with_this = document.clone();
            lay_over(&mut with_this, &Value::map([(key.clone(), value.clone())]));
            match Config::from_json(&with_this.to_json()) {
                Ok(config) => {
                    settings.config = Some(config);
                    settings.accepted.insert(key.clone(), value.clone());
                    document = with_this;
                }
                Err(error) => settings.wrong.push((key.to_string(), error.to_string())),
            }
        }
        settings
    }

    /// The page's configuration with these settings over it.
    pub(crate) fn over(&self, base: &BaseConfig) -> Config {
        let base = base.config.clone();
        match self.config.clone() {
            None => base,
            Some(Config { blocks, call_log, page, phone, runs, screen_pop, .. }) => {
                Config { blocks, call_log, page, phone, runs, screen_pop, ..base }
            }
        }
    }

    /// The language of the page; empty where the record does not say.
    pub(crate) fn language(&self) -> &str {
        self.accepted.get("language").and_then(Value::as_text).unwrap_or_default()
    }

    /// What the panel reads for itself, as JSON text; none where there is nothing.
    pub(crate) fn to_text(&self) -> Option<String> {
        (!self.accepted.is_empty()).then(|| Value::from(self.accepted.clone()).to_json_text())
    }

    pub(crate) fn problems(&self, problems: &mut Vec<Problem>) {
        for (name, detail) in &self.wrong {
            problems.push(Problem::OrgSettings { name: name.clone(), detail: detail.clone() });
        }
    }
}

/// Lays a value over another: maps key by key, everything else whole.
fn lay_over(under: &mut Value, over: &Value) {
    match (under, over) {
        (Value::Map(under), Value::Map(over)) => {
            let under = Arc::make_mut(under);
            for (key, value) in over.iter() {
                lay_over(under.entry(key.clone()).or_insert(Value::Undefined), value);
            }
        }
        (under, over) => *under = over.clone(),
    }
}
