//! The published schema of action files, held by a validator that is not ours: our own files pass it, and what it refuses
//! the reader finds, too.

use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn validator() -> Validator {
    let text = std::fs::read_to_string(root().join("docs/schema/action.schema.json")).expect("the schema");
    jsonschema::validator_for(&serde_json::from_str(&text).expect("JSON")).expect("a schema")
}

#[test]
fn the_actions_that_ship_are_as_the_schema_says_and_without_findings() {
    let validator = validator();
    let files = std::fs::read_dir(root().join("actions")).expect("actions").flatten();
    let files: Vec<PathBuf> = files.map(|entry| entry.path()).collect();
    assert!(!files.is_empty());
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a file");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}:\n{}", file.display(), errors.join("\n"));
        assert_eq!(actions::read("", &text).1, [], "{}", file.display());
    }
}

/// Who says something of a file.
#[derive(Debug, PartialEq)]
enum By {
    Nobody,
    Both,
    /// Only the reader: what depends on more than one place of the file.
    TheReader,
}

#[track_caller]
fn check(more: Value, expected: By) {
    let mut action = json!({ "name": "A", "flow": "F" });
    action.as_object_mut().expect("a map").extend(more.as_object().expect("entries").clone());
    check_whole(action, expected);
}

#[track_caller]
fn check_field(more: Value, expected: By) {
    let mut field = json!({ "name": "f" });
    field.as_object_mut().expect("a map").extend(more.as_object().expect("entries").clone());
    check(json!({ "fields": [field] }), expected);
}

#[track_caller]
fn check_whole(action: Value, expected: By) {
    let found = match (validator().is_valid(&action), actions::read("", &action.to_string()).1.is_empty()) {
        (true, true) => By::Nobody,
        (true, false) => By::TheReader,
        (false, false) => By::Both,
        (false, true) => panic!("only the schema refuses {action}"),
    };
    assert_eq!(found, expected, "{action}");
}

#[test]
fn schema_and_reader_say_the_same() {
    check(json!({}), By::Nobody);
    check(
        json!({ "$schema": "s", "description": "d", "title": "t", "instructions": "i", "order": -1 }),
        By::Nobody,
    );
    check_whole(json!([]), By::Both);
    check_whole(json!({ "name": "A" }), By::Both);
    check_whole(json!({ "name": " ", "flow": "F" }), By::Both);
    for wrong in
        [json!({ "order": 1.5 }), json!({ "active": 1 }), json!({ "Title": "t" }), json!({ "fields": {} })]
    {
        check(wrong, By::Both);
    }
    check(json!({ "payload": [{ "key": "k", "value": "v" }, { "key": "l" }] }), By::Nobody);
    check(json!({ "payload": [{ "value": "v" }] }), By::Both);
    check(json!({ "payload": [{ "key": "k" }, { "key": "k" }] }), By::TheReader);
    check_field(json!({ "type": "choice", "options": ["a", { "value": "b", "label": "B" }] }), By::Nobody);
    check_field(json!({ "type": "choice", "options": "$.contact.queues" }), By::Nobody);
    check_field(json!({ "type": "choice", "options": "a,b" }), By::Both);
    check_field(json!({ "type": "choice" }), By::TheReader);
    check_field(json!({ "type": "colour" }), By::Both);
    check_field(json!({ "type": "number", "min": 1, "max": "2.5", "default": 2 }), By::Nobody);
    check_field(json!({ "minLength": -1 }), By::Both);
    check_field(json!({ "minLength": 4_294_967_296_u64 }), By::Both);
    check_field(json!({ "default": [] }), By::Both);
    check_field(json!({ "default": null, "pattern": "a+", "patternMessage": "m" }), By::Nobody);
    check_field(json!({ "pattern": "(" }), By::TheReader);
    check_field(json!({ "required": "yes" }), By::Both);
}
