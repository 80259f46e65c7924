//! Any text as what a browser kept, or as a configuration: it is nothing, or it stays the same when it is kept again.

#![no_main]

use desk::{Config, Memory, settings_from_text, settings_to_text};
use flow::Value;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(mut memory) = Memory::from_text(text) {
        let kept = memory.to_text();
        let again = Memory::from_text(&kept).map(|mut memory| memory.to_text());
        assert_eq!(again.as_ref(), Some(&kept));
    }
    if let Some(settings) = settings_from_text(text) {
        assert_eq!(settings_from_text(&settings_to_text(&settings)), Some(settings));
    }
    if let Some(document) = Value::from_json_text(text)
        && let Err(error) = Config::from_value(&document)
    {
        assert!(!error.to_string().is_empty());
    }
});
