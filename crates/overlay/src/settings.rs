//! What an administrator decides about the panel: the part `panel` of the configuration document, which the build baked into
//! the page, and over it the items of the call center. The core has no use for either, so they are read here.

use crate::reactive::document;
use panel_protocol::SETTINGS_VERSION;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::store;

/// Id of the JSON data block in `www/adapter/index.html`.
const BLOCK: &str = "switchboard-config";

/// Where the core keeps the call center's settings (`crates/adapter/src/store.rs`).
const KEPT: &str = "switchboard.settings";

/// The part `panel` of `adapter.json`. Every key has a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Attributes of the contact that are shown, in this order.
    pub attributes: Vec<Attribute>,
    /// Whether all other attributes of the contact are shown, too, empty ones included (FEATURE_CTI_ATTRIBUTES).
    pub show_all_attributes: bool,
    /// Whether the tab stays when there is nothing to show (FEATURE_CTI_ATTRIBUTES).
    pub show_attributes_if_empty: bool,
    /// The controls of the recording (FEATURE_RECORDING_PANEL).
    pub recording: Recording,
    /// How calls are filed, from `callLog.dispositions`: the choices, none at all, or without a list a word of the agent's own, as
    /// Salesforce's own field takes it.
    #[serde(skip)]
    pub dispositions: Option<Vec<Disposition>>,
}

/// The controls of the recording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Recording {
    /// Whether they are there.
    pub enabled: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            attributes: Vec::new(),
            show_all_attributes: false,
            show_attributes_if_empty: true,
            recording: Recording::default(),
            dispositions: None,
        }
    }
}

/// How one attribute is shown (`reference/cti-flows.md` §7.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Attribute {
    /// Own name. Without a format it is the attribute of this name.
    pub name: String,
    /// The label; empty: the name.
    pub label: String,
    /// What of it is shown.
    pub display: Display,
    /// What the value is.
    pub r#type: Kind,
    /// CSS declarations for label and value; those that could do harm are left out.
    pub style: String,
    /// Text with `{{attribute}}` gaps; empty: the attribute itself.
    pub format: String,
    /// Shown instead when an attribute of the format is missing or empty.
    pub default: String,
    /// Whether it is shown at all; absent: it is.
    pub active: Option<bool>,
}

/// One of the ways to file a call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Disposition {
    /// The word for the log, which the agent sees as well.
    Word(String),
    /// The agent sees something else.
    Labelled {
        /// The word for the log.
        value: String,
        /// What the agent sees.
        label: String,
    },
}

impl Disposition {
    /// The word for the log.
    pub fn value(&self) -> &str {
        match self {
            Disposition::Word(value) | Disposition::Labelled { value, .. } => value,
        }
    }

    /// What the agent sees.
    pub fn label(&self) -> &str {
        match self {
            Disposition::Word(label) | Disposition::Labelled { label, .. } => label,
        }
    }
}

/// What of an attribute is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Display {
    /// Label and value.
    #[default]
    #[serde(rename = "Key-Value")]
    KeyValue,
    /// Only the label, as a heading.
    Key,
    /// Only the value.
    Value,
    /// Nothing; it counts as configured all the same.
    #[serde(rename = "--None--", other)]
    None,
}

/// What a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// An address that opens in a new tab.
    Hyperlink,
    /// Text.
    #[default]
    #[serde(other)]
    Text,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Baked {
    config: Config,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Config {
    panel: Settings,
    call_log: CallLog,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CallLog {
    dispositions: Option<Vec<Disposition>>,
}

impl Settings {
    /// Reads the page's data block, over it the settings of the org's adapter record (JSON text of a map), over both the call
    /// center's items. What cannot be read has its default.
    pub(crate) fn read(record: Option<&str>) -> Settings {
        let text = document().get_element_by_id(BLOCK).and_then(|block| block.text_content());
        let settings = text.map(|text| Settings::from_block(&text, record)).unwrap_or_default();
        settings.with_items(&store::read_as(store::Kept::Always, KEPT).unwrap_or_default())
    }

    /// These settings with the call center's items laid over them: the flat map of getCallCenterSettings(), as the core keeps it.
    /// An item that is blank, or neither `true` nor `false`, says nothing; the core has a finding for the latter. What a later
    /// release has kept says nothing either.
    #[must_use]
    pub fn with_items(mut self, settings: &str) -> Settings {
        let items: Value = serde_json::from_str(settings).unwrap_or_default();
        let version = items.get("version").and_then(Value::as_str).map(str::parse);
        if version.is_some_and(|version| version.is_ok_and(|version: u32| version > SETTINGS_VERSION)) {
            return self;
        }
        for (name, flag) in [
            ("/switchboardConnect/recordingPanel", &mut self.recording.enabled),
            ("/switchboardConnect/showAllAttributes", &mut self.show_all_attributes),
            ("/switchboardConnect/showAttributesIfEmpty", &mut self.show_attributes_if_empty),
        ] {
            let text = items.get(name).and_then(Value::as_str).unwrap_or_default().trim();
            if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
                *flag = text.eq_ignore_ascii_case("true");
            }
        }
        self
    }

    /// The settings in the text of a data block, those of an adapter record over them. A record that cannot be read says nothing.
    pub fn from_block(text: &str, record: Option<&str>) -> Settings {
        let read = |text: &str| serde_json::from_str::<Baked>(text).ok();
        let both = record.and_then(|record| read(&laid_over(text, record)?));
        let Baked { config } = both.or_else(|| read(text)).unwrap_or_default();
        Settings { dispositions: config.call_log.dispositions, ..config.panel }
    }
}

/// A data block with the settings of an adapter record over its configuration.
fn laid_over(block: &str, record: &str) -> Option<String> {
    let mut block: Value = serde_json::from_str(block).ok()?;
    lay_over(&mut block["config"], serde_json::from_str(record).ok()?);
    Some(block.to_string())
}

/// Lays a value over another: maps key by key, everything else whole.
fn lay_over(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                lay_over(under.entry(key).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}
