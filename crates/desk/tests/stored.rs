//! What the page keeps for the desk: documents of earlier releases load with the same effect, broken ones have a name.

use desk::{
    AttributesMemory, CallFacts, CallOutcome, CallerMemory, CallerQuestion, ContactMemory, Direction,
    LogMemory, Memory, Properties, RanEvents, RecordSource, RecordingState, Related, Restored, StoredError,
    TodoMemory,
};
use flow::{Failure, FailureKind, Fields, Map, Value};
use panel_protocol::TodoState;

fn person() -> Related {
    Related {
        id: "0035g00000XyZabAAF".into(),
        person_contact_id: Some("0035g00000PqRstAAG".into()),
        name: None,
        object: "Account".into(),
        details: vec!["Oakland".into()],
        source: RecordSource::Click,
    }
}

fn fields() -> Fields {
    Fields::from([
        ("Subject".into(), Value::from("Call \"x\"\n🙂")),
        ("When".into(), Value::Date(1_772_442_000_000.0)),
        ("CallDurationInSeconds".into(), Value::from(61.5)),
        ("WhoId".into(), Value::Null),
        ("Odd".into(), Value::Number(f64::NAN)),
    ])
}

fn failure() -> Failure {
    let mut failure = Failure::new(FailureKind::TimedOut, "no answer");
    failure.code = Some("X".into());
    failure.details = vec!["a field".into()];
    failure
}

/// Contacts with every field and every stand of a log.
fn memory() -> Memory {
    let full = ContactMemory {
        ran: RanEvents::from(vec!["onConnecting".into()]),
        log_popped: true,
        related: Some(person()),
        about: Some(Related { source: RecordSource::InView, name: Some("Rosa Imhoff".into()), ..person() }),
        caller: CallerMemory { question: CallerQuestion::NotSearched, records: vec![person()] },
        extension: Some("12".into()),
        third_party: true,
        connected_at: Some(1_772_442_000_123),
        ended_at: Some(1_772_442_060_999),
        outcome: Some(CallOutcome::Transferred),
        call: Some(CallFacts { direction: Direction::Outbound, number: Some("(415) 555-0142".into()) }),
        held_pop: Some(Value::map([("type", Value::from("newRecord")), ("$value", Value::from("nan"))])),
        data: Some(Value::List(vec![Value::List(vec!["a".into(), "b".into(), false.into()])])),
        show_attributes: true,
        recording: Some(RecordingState::Paused),
        log: LogMemory::Failed {
            fields: fields(),
            record_id: Some("00T5g00000AbCdeEAF".into()),
            failure: failure(),
        },
        log_next: Fields::from([("WhatId".into(), Value::Null)]),
        log_by_key: false,
        log_doubtful: false,
        log_without: Vec::new(),
        log_by_flow: vec!["Subject".into()],
        notes: "He \"asks\"\n\u{202e}".into(),
        disposition: Some("Sold".into()),
        said_by_flow: Fields::from([("Description".into(), Value::from("IVR"))]),
        todo: None,
        attributes: AttributesMemory::default(),
    };
    let with_log = |log| ContactMemory { log, ..ContactMemory::default() };
    let mut contacts = Map::new();
    contacts.insert("full".into(), full);
    contacts.insert("bare".into(), ContactMemory::default());
    contacts.insert("saving".into(), with_log(LogMemory::Saving { fields: fields(), record_id: None }));
    contacts.insert("saved".into(), with_log(LogMemory::Saved { fields: fields(), record_id: "00T".into() }));
    contacts
        .insert("uncertain".into(), with_log(LogMemory::Uncertain { fields: fields(), failure: failure() }));
    contacts.insert("confirmed".into(), with_log(LogMemory::Confirmed));
    Memory { contacts, ..Memory::default() }
}

/// Not by `==`: the memory holds a number that is none.
#[track_caller]
fn check_memory(text: &str, expected: &Memory) {
    let Restored { value, problems } = Memory::from_text(text);
    assert_eq!(problems, [], "{text}");
    assert_eq!(format!("{value:#?}"), format!("{expected:#?}"));
}

#[test]
fn memory_comes_back_as_it_was() {
    let text = memory().to_text();
    assert!(text.starts_with(r#"{"version":1,"contacts":{"full":"#), "{text}");
    check_memory(&text, &memory());
    let by_key = ContactMemory { log_by_key: true, log_doubtful: true, ..ContactMemory::default() };
    let attributes = AttributesMemory {
        sent: Map::from([("a".into(), "1".to_owned())]),
        next: Map::from([("b".into(), String::new())]),
        stuck: Map::from([("c\"".into(), "\u{202e}".to_owned())]),
        failure: Some(failure()),
    };
    let todo =
        TodoMemory { id: "00T".into(), subject: Some("\u{202e}".into()), state: TodoState::Completing };
    let writing = ContactMemory { attributes, todo: Some(todo), ..ContactMemory::default() };
    let writing = Memory { contacts: Map::from([("c".into(), writing)]), ..Memory::default() };
    check_memory(&writing.to_text(), &writing);
    let by_key = Memory { contacts: Map::from([("c".into(), by_key)]), ..Memory::default() };
    check_memory(&by_key.to_text(), &by_key);
    for outcome in CallOutcome::ALL {
        let contact = ContactMemory { outcome: Some(outcome), ..ContactMemory::default() };
        let memory = Memory { contacts: Map::from([("c".into(), contact)]), ..Memory::default() };
        check_memory(&memory.to_text(), &memory);
    }
}

#[test]
fn a_stored_log_without_what_it_needs_is_a_problem_of_its_contact_only() {
    for (log, reason) in [
        (r#"{"saving":{}}"#, "missing field `fields`"),
        (r#"{"saved":{"fields":{}}}"#, "missing field `recordId`"),
        (r#"{"failed":{"fields":{},"recordId":null}}"#, "missing field `failure`"),
        (r#"{"uncertain":{"fields":{},"recordId":"00T"}}"#, "missing field `failure`"),
        (r#""saved""#, "invalid type: unit variant"),
        (r#""lost""#, "unknown variant `lost`"),
        (r#"{"confirmed":null,"none":null}"#, "expected"),
        ("7", "expected"),
    ] {
        let text =
            format!(r#"{{"version":1,"contacts":{{"bad":{{"log":{log}}},"good":{{"notes":"kept"}}}}}}"#);
        let Restored { value, problems } = Memory::from_text(&text);
        let [StoredError::Contact { contact, reason: found }] = &problems[..] else {
            panic!("{log}: {problems:?}")
        };
        assert_eq!(contact, "bad");
        assert!(found.contains(reason), "{log}: {found}");
        assert_eq!(value.contacts.keys().map(flow::Text::as_str).collect::<Vec<_>>(), ["good"]);
    }
}

#[test]
fn a_log_that_version_0_1_has_opened_is_not_opened_again() {
    let Restored { value, problems } =
        Memory::from_text(r#"{"contacts":{"c":{"ran":["onConnecting","logPopped"]}}}"#);
    assert_eq!(problems, []);
    let contact = &value.contacts["c"];
    assert!(contact.log_popped);
    assert_eq!(Vec::from(contact.ran.clone()), ["onConnecting"]);
}

/// The files were written by the last release without a version.
// Shows: issue-10-stored-0.1
#[test]
fn memory_without_a_version_loads_with_the_same_effect() {
    check_memory(include_str!("../../../tests/compat/0.1/stored/memory.json"), &memory());
    let text = include_str!("../../../tests/compat/0.1/stored/memory-after-a-call.json");
    let Restored { value, problems } = Memory::from_text(text);
    assert_eq!(problems, []);
    let call = &value.contacts["c1"];
    assert_eq!(Vec::from(call.ran.clone()), ["onConnecting", "onConnected", "onEnded"]);
    assert_eq!(call.outcome, Some(CallOutcome::Answered));
    assert_eq!((call.connected_at, call.ended_at), (Some(1_772_442_004_000), Some(1_772_442_065_000)));
    let LogMemory::Saved { record_id, fields } = &call.log else { panic!("{:?}", call.log) };
    assert_eq!(record_id, "00T5g00000AbCdeEAF");
    assert_eq!(fields.get("CallDurationInSeconds"), Some(&Value::from(61.0)));
}

// Shows: issue-10-stored-0.1
#[test]
fn properties_without_a_version_load_with_the_same_effect() {
    let Restored { value, problems } =
        Properties::from_text(include_str!("../../../tests/compat/0.1/stored/properties.json"));
    assert_eq!(problems, []);
    let mut expected = Properties::default();
    for (key, value) in
        [("when", Value::Date(5.0)), ("$value", Value::from("nan")), ("version", Value::from(7.0))]
    {
        expected.write(key.into(), value).expect("no key of the adapter's");
    }
    assert_eq!(value, expected);
    // One property that looks like a tag was wrapped.
    let Restored { value, .. } = Properties::from_text(r#"{"$map":[["$value","nan"]]}"#);
    let mut expected = Properties::default();
    expected.write("$value".into(), Value::from("nan")).expect("no key of the adapter's");
    assert_eq!(value, expected);
}

#[test]
fn a_memory_that_cannot_be_read_is_nothing_and_has_a_name() {
    let check = |text: &str, expected: &str| {
        let Restored { value, problems } = Memory::from_text(text);
        assert_eq!(value, Memory::default(), "{text}");
        assert_eq!(problems.len(), 1, "{text}");
        assert!(problems[0].to_string().starts_with(expected), "{}", problems[0]);
    };
    for text in ["", "5", "{", "[]x", r#"{"contacts":5}"#, r#"{"version":"1","contacts":{}}"#] {
        check(text, "the stored memory cannot be read: ");
    }
    check(&format!(r#"{{"contacts":{}"#, "[".repeat(100_000)), "the stored memory cannot be read: ");
    check(
        r#"{"version":2,"contacts":{"c":{}}}"#,
        "the stored memory has version 2, this release reads up to version 1",
    );
}

#[test]
fn a_contact_that_cannot_be_read_takes_no_other_along() {
    for broken in ["5", "null", r#"{"log":"x"}"#, r#"{"ran":7}"#, r#"{"connectedAt":"noon"}"#] {
        let text = format!(r#"{{"contacts":{{"bad":{broken},"c":{{"log":"confirmed"}}}}}}"#);
        let Restored { value, problems } = Memory::from_text(&text);
        let kept = ContactMemory { log: LogMemory::Confirmed, ..ContactMemory::default() };
        let expected = Memory { contacts: Map::from([("c".into(), kept)]), ..Memory::default() };
        assert_eq!(value, expected, "{text}");
        assert_eq!(problems.len(), 1, "{text}");
        let problem = problems[0].to_string();
        assert!(problem.starts_with("what was stored of contact bad cannot be read: "), "{problem}");
    }
    check_memory("{}", &Memory::default());
}
