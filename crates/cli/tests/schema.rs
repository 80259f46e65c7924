//! The published schema of scenario files, held by a validator that is not ours: our own files pass it, broken ones do
//! not, and what the schema refuses the program refuses, too, but for what is said here.

use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(file: &Path) -> Value {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn validator() -> Validator {
    let schema = read(&root().join("docs/schema/scenario.schema.json"));
    jsonschema::validator_for(&schema).expect("a schema")
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).expect(folder).flatten();
    let files = entries.map(|entry| entry.path());
    files.filter(|file| file.to_string_lossy().ends_with(ending)).collect()
}

#[test]
fn every_published_schema_is_one() {
    let schemas = files("docs/schema", ".schema.json");
    assert!(!schemas.is_empty());
    for file in schemas {
        let schema = read(&file);
        if let Err(error) = jsonschema::meta::validate(&schema) {
            panic!("{}: {error}", file.display());
        }
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{}", file.display());
    }
}

#[test]
fn every_scenario_of_ours_is_as_its_schema_says() {
    let validator = validator();
    let files = [files("flows", ".scenario.json"), files("tests/flows", ".scenario.json")].concat();
    assert!(files.len() >= 15, "the scenarios moved? found {}", files.len());
    for file in files {
        let errors: Vec<String> = validator
            .iter_errors(&read(&file))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}:\n{}", file.display(), errors.join("\n"));
    }
}

/// Who refuses a scenario.
#[derive(Debug, PartialEq)]
enum By {
    Nobody,
    Both,
    /// An editor says it while one types; the program does not mind.
    TheSchema,
    /// Known only to the program: names that change without the schema.
    TheProgram,
}

/// A case with one more entry, which is what the schema is asked about.
#[track_caller]
fn check(entry: Value, refused: By) {
    let mut case = json!({ "name": "one" });
    case.as_object_mut().expect("a map").extend(entry.as_object().expect("entries").clone());
    check_whole(json!({ "cases": [case] }), refused);
}

#[track_caller]
fn check_whole(scenario: Value, refused: By) {
    let flow = std::fs::read_to_string(root().join("flows/click-to-dial.json")).expect("a flow");
    let by = match (validator().is_valid(&scenario), cti::try_scenario(&flow, &scenario.to_string())) {
        (true, Ok(_)) => By::Nobody,
        (true, Err(_)) => By::TheProgram,
        (false, Ok(_)) => By::TheSchema,
        (false, Err(_)) => By::Both,
    };
    assert_eq!(by, refused, "{scenario}");
}

#[test]
fn what_a_file_may_be() {
    let one = json!([{ "name": "one" }]);
    check_whole(json!({ "cases": one }), By::Nobody);
    check_whole(json!({ "$schema": "x", "description": "x", "flow": "x.json", "cases": one }), By::Nobody);
    // `cti test` fails such a file; here it is only read.
    check_whole(json!({ "cases": [] }), By::TheSchema);
    check_whole(json!({}), By::Both);
    check_whole(json!([]), By::Both);
    check_whole(json!({ "cases": {} }), By::Both);
    check_whole(json!({ "cases": [], "case": [] }), By::Both);
    check_whole(json!({ "cases": [], "flow": 7 }), By::Both);
    check_whole(json!({ "cases": [7] }), By::Both);
    check_whole(json!({ "cases": [{}] }), By::TheSchema);
}

#[test]
fn what_a_case_may_hold() {
    check(
        json!({ "contact": { "preset": "inboundVoice", "number": "+1", "attributes": { "a": "b" } } }),
        By::Nobody,
    );
    check(json!({ "contact": { "preset": "inboundVoice", "nubmer": "+1" } }), By::Both);
    check(json!({ "contact": { "preset": "outboundvoice" } }), By::Both);
    check(json!({ "contact": { "preset": "chat", "with": [] } }), By::Both);
    check(json!({ "source": "connectVoiceContact", "event": "onConnecting" }), By::Nobody);
    check(json!({ "source": "connectVoice" }), By::Both);
    check(json!({ "event": 7 }), By::Both);
    check(json!({ "contact": { "any": "thing" }, "payload": 7, "agent": null }), By::Nobody);
    check(json!({ "name": 7 }), By::Both);
    check(json!({ "nmae": "typo" }), By::Both);
    check(json!({ "settings": { "emptySearchSucceeds": true } }), By::Nobody);
    check(json!({ "settings": { "emptySearchSucceeds": "yes" } }), By::Both);
    check(json!({ "limits": { "runMs": 1, "steps": 2, "fuel": 3, "data": 4 } }), By::Nobody);
    check(json!({ "limits": { "runMs": -1 } }), By::Both);
    check(json!({ "limits": { "runMs": 1.5 } }), By::Both);
    // The text of a scenario alone has no file beside it.
    check(json!({ "press": { "action": "a.action.json", "entries": { "a": "b" } } }), By::TheProgram);
    check(json!({ "press": {} }), By::Both);
    check(json!({ "press": { "action": "a.action.json", "fields": {} } }), By::Both);
    check(json!({ "properties": { "key": [1, null] } }), By::Nobody);
    check(json!({ "properties": [] }), By::Both);
}

#[test]
fn what_a_world_may_be() {
    check(json!({ "world": {} }), By::Nobody);
    check(
        json!({ "world": { "directions": [{ "do": "knownCall" }], "faults": ["next-save-fails"] } }),
        By::Nobody,
    );
    check(json!({ "world": { "directions": { "do": "knownCall" } } }), By::Both);
    check(json!({ "world": { "faults": [7] } }), By::Both);
    check(json!({ "world": { "fautls": [] } }), By::Both);
    // The simulator's own words are in the simulator.
    check(json!({ "world": { "directions": [{ "do": "no such thing" }] } }), By::TheProgram);
    check(json!({ "world": { "faults": ["no-such-fault"] } }), By::TheProgram);
}

#[test]
fn what_an_org_may_hold() {
    let record = |record: Value| json!({ "org": { "records": [record] } });
    check(json!({ "org": {} }), By::Nobody);
    check(record(json!({ "object": "Lead", "fields": { "LastName": "Lee", "Phone": "+1" } })), By::Nobody);
    check(json!({ "org": { "settings": { "switchboardConnect": { "country": "DE" } } } }), By::Nobody);
    check(json!({ "org": { "settings": { "country": "DE" } } }), By::Both);
    check(json!({ "org": { "record": [] } }), By::Both);
    check(record(json!({ "object": "Lead" })), By::Both);
    check(record(json!({ "object": "Lead", "fields": [] })), By::Both);
    check(record(json!({ "object": "Lead", "feilds": {} })), By::Both);
    // What the org knows is in the simulator.
    check(record(json!({ "object": "Spaceship__c", "fields": {} })), By::TheProgram);
    check(record(json!({ "object": "Lead", "fields": { "Colour__c": "red" } })), By::TheProgram);
}

#[test]
fn what_an_id_of_an_org_may_be() {
    let with_id =
        |id: Value| json!({ "org": { "records": [{ "object": "Contact", "fields": { "Id": id } }] } });
    check(with_id(json!("0035g00000KimLe")), By::Nobody);
    check(with_id(json!("0035g00000KimLeAAJ")), By::Nobody);
    for id in [
        // 19 characters, 17, 18 with the checksum of other letters, 14, 15 with a sign, none.
        json!("0035g00000KimLeeAAQ"),
        json!("0035g00000KimLeAA"),
        json!("0035g00000KimLeAAQ"),
        json!("0035g00000KimL"),
        json!("0035g00000Kim-e"),
        json!(""),
        json!(35),
        Value::Null,
    ] {
        check(with_id(id), By::TheProgram);
    }
}

#[test]
fn the_examples_of_the_documentation_are_taken() {
    let text = std::fs::read_to_string(root().join("docs/scenarios.md")).expect("the page");
    let examples: Vec<&str> =
        text.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let (mut files, mut entries) = (0, 0);
    for example in examples {
        if example.starts_with('{') {
            check_whole(serde_json::from_str(example).expect(example), By::Nobody);
            files += 1;
        } else {
            check(serde_json::from_str(&format!("{{{example}}}")).expect(example), By::Nobody);
            entries += 1;
        }
    }
    assert!(files > 0 && entries > 0, "{files} whole files, {entries} entries of a case");
}

#[test]
fn what_a_reply_may_be() {
    let reply = |reply: Value| json!({ "replies": [reply] });
    check(reply(json!({ "to": "dial", "answers": { "answer": "done" }, "afterMs": 5 })), By::Nobody);
    check(
        reply(json!({ "to": "dial", "fails": { "kind": "timedOut", "message": "m", "code": null } })),
        By::Nobody,
    );
    check(reply(json!({ "to": "dial", "never": true })), By::Nobody);
    check(reply(json!({ "to": "dial" })), By::Both);
    check(reply(json!({ "never": true })), By::Both);
    check(reply(json!({ "to": "dial", "never": false })), By::Both);
    check(reply(json!({ "to": "dial", "never": true, "answers": { "answer": "done" } })), By::Both);
    check(reply(json!({ "to": "dial", "answers": { "answer": "perhaps" } })), By::Both);
    check(reply(json!({ "to": "dial", "answers": {} })), By::Both);
    let layout = json!({ "answer": "layout", "objects": ["Contact"], "rules": ["", "", ""] });
    check(reply(json!({ "to": "readLayout", "answers": layout })), By::Nobody);
    check(reply(json!({ "to": "dial", "fails": { "kind": "odd", "message": "m" } })), By::Both);
    check(reply(json!({ "to": "dial", "fails": { "kind": "lost" } })), By::Both);
    check(reply(json!({ "to": "dial", "never": true, "afterMs": -1 })), By::Both);
    // What an answer holds depends on its kind.
    check(reply(json!({ "to": "saveRecord", "answers": { "answer": "saved" } })), By::TheProgram);
}

#[test]
fn what_may_be_expected() {
    check(
        json!({ "expect": { "outcome": "completed", "blocks": ["uid-0"], "log": [], "entries": {} } }),
        By::Nobody,
    );
    check(json!({ "expect": { "outcome": "perfect" } }), By::TheSchema);
    check(json!({ "expect": { "blocks": "uid-0" } }), By::Both);
    check(json!({ "expect": { "effects": {} } }), By::Both);
    check(json!({ "expect": { "logs": [] } }), By::Both);
}
