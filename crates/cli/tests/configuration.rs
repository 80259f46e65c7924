//! The published schema of `adapter.json` says what the page reads: every key, every default, and no more.

use std::path::Path;

use desk::Config;
use serde_json::{Map, Value};

/// What the build reads, or the panel (`crates/overlay/tests/settings.rs`), or `www/adapter/panel.js`, and the core does not.
const FOR_OTHERS: [&str; 7] = ["$schema", "actions", "flows", "format", "http", "language", "panel"];

/// Keys of other parts that only the panel reads.
const FOR_THE_PANEL: [&str; 1] = ["dispositions"];

/// What only a development build carries: never documented, never accepted by `dist`.
const FOR_DEVELOPMENT: [&str; 1] = ["recorder"];

fn schema() -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/adapter.schema.json");
    serde_json::from_str(&std::fs::read_to_string(file).expect("the schema")).expect("JSON")
}

fn keys(map: &Map<String, Value>, without: &[&str]) -> Vec<String> {
    let mut keys: Vec<String> = map.keys().filter(|key| !without.contains(&key.as_str())).cloned().collect();
    keys.sort();
    keys
}

// Shows: BH-21
#[test]
fn every_key_and_every_default_is_documented() {
    let schema = schema();
    let parts = schema["properties"].as_object().expect("parts");
    let Value::Object(config) = serde_json::to_value(Config::default()).expect("writes") else {
        panic!("a map")
    };
    assert_eq!(keys(parts, &FOR_OTHERS), keys(&config, &FOR_DEVELOPMENT), "parts");
    for part in keys(&config, &FOR_DEVELOPMENT) {
        let documented = parts[&part]["properties"].as_object().expect("keys");
        let read = config[&part].as_object().expect("a map");
        assert_eq!(
            keys(documented, &FOR_THE_PANEL),
            keys(read, &[]),
            "{part}: schema and crates/desk/src/config.rs differ"
        );
        for (key, usual) in read {
            let about = &documented[key];
            assert!(about["description"].is_string(), "{part}.{key} has no description");
            let empty = usual.is_null() || usual.as_array().is_some_and(Vec::is_empty);
            let default = about.get("default");
            assert!(
                default == Some(usual) || (default.is_none() && empty),
                "{part}.{key}: the default is {usual}"
            );
        }
    }
}

#[test]
fn nothing_beside_the_documented_keys_is_let_through() {
    let schema = schema();
    let parts = schema["properties"].as_object().expect("parts");
    assert_eq!(schema["additionalProperties"], false);
    for (name, part) in parts.iter().filter(|(_, part)| part["type"] == "object") {
        assert_eq!(part["additionalProperties"], false, "{name}");
    }
}

#[test]
fn the_page_takes_every_documented_choice_and_no_other() {
    let schema = schema();
    for (part, about) in schema["properties"].as_object().expect("parts") {
        for (key, about) in about["properties"].as_object().into_iter().flatten() {
            let Some(choices) = about["enum"].as_array() else { continue };
            let takes =
                |choice: &Value| Config::from_json(&serde_json::json!({ part: { key: choice } })).is_ok();
            for choice in choices {
                assert!(takes(choice), "{part}.{key}: {choice}");
            }
            assert!(!takes(&"something else".into()), "{part}.{key} takes anything");
        }
    }
}
