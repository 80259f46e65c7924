//! Any path in any data: the first line is the path, the rest JSON. It finds a value, and the same one once the path is
//! a reference of a flow.

#![no_main]

use flow::{Path, Value, get};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (path, data) =
        text.split_once('\n').unwrap_or((text, r#"{"value":[{"Id":"a","p.q":1}],"s":"xyz","n":null}"#));
    let data: Value = serde_json::from_str(data).unwrap_or_else(|_| Value::text(data));
    let found = get(&data, path);
    let keys = Path::parse(path);
    assert_eq!(keys, Path::parse(path));
    if !matches!(&data, Value::Map(entries) if entries.contains_key(path)) {
        assert_eq!(found.to_text(), keys.get(&data).to_text());
    }
    for hostile in ["__proto__", "constructor", "prototype"] {
        let below_a_map =
            matches!(&data, Value::Map(_)) && keys.keys().first().is_some_and(|key| key == hostile);
        assert!(!below_a_map || found.is_undefined(), "{hostile} leads nowhere");
    }
    assert_eq!(Path::of_reference(&format!("$.{path}")), Some(keys));
    // What was found can be recorded and read again.
    let recorded = serde_json::to_string(&found).expect("a value can be written");
    let again: Value = serde_json::from_str(&recorded).expect("a recorded value can be read");
    assert_eq!(serde_json::to_string(&again).expect("writes"), recorded);
});
