//! Any text as what a browser kept, or as a configuration: it is nothing, or it stays the same when it is kept again.

#![no_main]

use desk::{Config, Memory, Properties, texts_from_json, texts_to_json};
use flow::Value;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(mut memory) = Memory::from_text(text) {
        let kept = memory.to_text();
        let again = Memory::from_text(&kept).map(|mut memory| memory.to_text());
        assert_eq!(again.as_ref(), Some(&kept));
    }
    if let Some(properties) = Properties::from_text(text) {
        assert_eq!(Properties::from_text(&properties.to_text()), Some(properties));
    }
    if let Some(settings) = texts_from_json(text) {
        assert_eq!(texts_from_json(&texts_to_json(&settings)), Some(settings));
    }
    if let Some(document) = Value::from_json_text(text)
        && let Err(error) = Config::from_value(&document)
    {
        assert!(!error.to_string().is_empty());
    }
});
