//! The published schema of `adapter.json` says what the panel reads: every key, every default, every choice.

use std::path::Path;

use overlay::settings::{Attribute, Display, Kind, Settings};
use serde_json::{Value, json};

fn schema() -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/adapter.schema.json");
    let schema: Value =
        serde_json::from_str(&std::fs::read_to_string(file).expect("the schema")).expect("JSON");
    schema["properties"]["panel"].clone()
}

fn keys(map: &Value) -> Vec<String> {
    let mut keys: Vec<String> = map.as_object().expect("a map").keys().cloned().collect();
    keys.sort();
    keys
}

#[test]
fn every_key_and_every_default() {
    let schema = schema();
    let settings = json!(Settings::default());
    assert_eq!(keys(&schema["properties"]), keys(&settings));
    for key in ["showAllAttributes", "showAttributesIfEmpty"] {
        assert_eq!(schema["properties"][key]["default"], settings[key], "{key}");
    }
    let of_attribute = &schema["properties"]["attributes"]["items"]["properties"];
    let attribute = json!(Attribute::default());
    assert_eq!(keys(of_attribute), keys(&attribute));
    for key in ["display", "type"] {
        assert_eq!(of_attribute[key]["default"], attribute[key], "{key}");
    }
}

#[test]
fn every_choice() {
    let choices =
        |key: &str| schema()["properties"]["attributes"]["items"]["properties"][key]["enum"].clone();
    assert_eq!(choices("display"), json!([Display::KeyValue, Display::Key, Display::Value, Display::None]));
    assert_eq!(choices("type"), json!([Kind::Text, Kind::Hyperlink]));
}

#[test]
fn ways_to_file_a_call() {
    let read = |log: Value| {
        let block = json!({ "config": { "callLog": log } }).to_string();
        let choices = Settings::from_block(&block, None).dispositions?;
        Some(choices.iter().map(|choice| [choice.value(), choice.label()].join("=")).collect::<Vec<_>>())
    };
    assert_eq!(read(json!({})), None, "a word of the agent's own");
    assert_eq!(read(json!({ "dispositions": [] })), Some(vec![]), "nothing is asked");
    let choices = json!({ "dispositions": ["Sold", { "value": "CB", "label": "Call back" }] });
    assert_eq!(read(choices), Some(vec!["Sold=Sold".to_owned(), "CB=Call back".to_owned()]));
}

/// What the call center's items make of these switches: recording, all attributes, the tab that stays.
#[track_caller]
fn check_items(items: Value, expected: [bool; 3]) {
    let block = json!({ "config": { "panel": { "showAllAttributes": true } } }).to_string();
    let settings = Settings::from_block(&block, None).with_items(&items.to_string());
    let is = [settings.recording.enabled, settings.show_all_attributes, settings.show_attributes_if_empty];
    assert_eq!(is, expected, "{items}");
}

#[test]
fn items_of_the_call_center_lie_over_the_document() {
    let item = |name: &str, text: &str| json!({ format!("/switchboardConnect/{name}"): text });
    check_items(json!({}), [false, true, true]);
    check_items(json!(null), [false, true, true]);
    check_items(item("recordingPanel", "true"), [true, true, true]);
    check_items(item("showAllAttributes", " False "), [false, false, true]);
    check_items(item("showAttributesIfEmpty", "false"), [false, true, false]);
    check_items(item("showAllAttributes", ""), [false, true, true]);
    check_items(item("showAllAttributes", "no"), [false, true, true]);
    check_items(json!({ "/other/showAllAttributes": "false" }), [false, true, true]);
}
