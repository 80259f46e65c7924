//! What is wrong with a file, by code.

use actions::{LinkedFlow, Severity, check_flows, check_links, read};

/// The codes of what is found, each with its field.
fn codes(text: &str) -> Vec<String> {
    let found = read("a.action.json", text).1;
    let code = |field: &Option<String>, code: &str| match field {
        Some(field) => format!("{field}:{code}"),
        None => code.to_owned(),
    };
    found.iter().map(|diagnostic| code(&diagnostic.field, diagnostic.finding.code())).collect()
}

#[track_caller]
fn check(keys: &str, expected: &[&str]) {
    let text = format!(r#"{{"name":"A","flow":"F"{}{keys}}}"#, if keys.is_empty() { "" } else { "," });
    assert_eq!(codes(&text), expected, "{text}");
}

#[track_caller]
fn check_field(keys: &str, expected: &[&str]) {
    check(&format!(r#""fields":[{{"name":"f",{keys}}}]"#), expected);
}

#[test]
fn the_file_itself() {
    for (text, expected) in [
        ("", "notJson"),
        ("{", "notJson"),
        ("[]", "wrongType"),
        (r#"{"flow":"F"}"#, "missing"),
        (r#"{"name":" ","flow":"F"}"#, "missing"),
        (r#"{"name":"A"}"#, "missing"),
        (r#"{"name":7,"flow":"F"}"#, "wrongType missing"),
        ("\u{feff}{\"name\":\"A\",\"flow\":\"F\"}", ""),
    ] {
        assert_eq!(codes(text).join(" "), expected, "{text}");
    }
    check("", &[]);
    check(r#""$schema":"s","description":"d","order":-3,"active":false"#, &[]);
    check(r#""order":1.5"#, &["wrongType"]);
    check(r#""order":"1""#, &["wrongType"]);
    check(r#""active":"yes""#, &["wrongType"]);
    check(r#""Title":"t""#, &["unknownKey"]);
    check(r#""fields":{}"#, &["wrongType"]);
    check(r#""payload":{"k":"v"}"#, &["wrongType"]);
}

#[test]
fn the_payload() {
    let pair = |key: &str, value: &str| format!(r#"{{"key":"{key}","value":"{value}"}}"#);
    let payload = |pairs: &[String]| format!(r#""payload":[{}]"#, pairs.join(","));
    check(&payload(&[pair("a", "1"), pair("b", "$.contact.phone")]), &[]);
    check(&payload(&[pair("a", "1"), pair("a", "2")]), &["duplicatePayloadKey"]);
    check(&payload(&[pair("", "1")]), &["missing"]);
    check(&payload(&[pair("__proto__", "1")]), &["unreadableName"]);
    check(&payload(&[pair("a", "$.payload.b")]), &["badReference"]);
    check(&payload(&[pair("a", "$.actions.uid-1.results.value")]), &["badReference"]);
    check(&payload(&[pair("a", "$.contact[\"phone\"]")]).replace("[\"phone\"]", "[phone]"), &[]);
    check(r#""payload":[{"key":"a","value":5}]"#, &["wrongType"]);
    check(r#""payload":["a"]"#, &["wrongType"]);
}

#[test]
fn the_fields() {
    check(r#""fields":[{"name":"a"},{"name":"b","label":"B","order":2}]"#, &[]);
    check(r#""fields":[{"name":"a"},{"name":"a"}]"#, &["a:duplicateField"]);
    check(r#""fields":[{"name":"a"},{"label":"x"}]"#, &["#2:missing"]);
    check(r#""payload":[{"key":"a","value":""}],"fields":[{"name":"a"}]"#, &["a:fieldOverPayload"]);
    check_field(r#""type":"colour""#, &["f:unknownFieldType"]);
    for word in ["text", "number", "phone", "email", "date", "longText", "checkbox", "Text"] {
        check_field(&format!(r#""type":"{word}""#), &[]);
    }
    check_field(r#""required":"yes""#, &["f:wrongType"]);
    check_field(r#""requierd":true"#, &["f:unknownKey"]);
}

#[test]
fn options() {
    for word in ["choice", "dropdown"] {
        check_field(&format!(r#""type":"{word}""#), &["f:noOptions"]);
        check_field(&format!(r#""type":"{word}","options":[]"#), &["f:noOptions"]);
    }
    check_field(r#""type":"choice","options":["a",{"value":"b","label":"B"}]"#, &[]);
    check_field(r#""type":"choice","options":["a",{"value":"a","label":"B"}]"#, &["f:duplicateOption"]);
    check_field(r#""type":"choice","options":"a,b""#, &["f:wrongType", "f:noOptions"]);
    check_field(r#""type":"choice","options":"$.contact.queues""#, &[]);
    check_field(r#""type":"choice","options":"$.actions.1.results.value""#, &["f:badReference"]);
    check(
        r#""formFlow":"P","fields":[{"name":"f","type":"choice","options":"$.actions.1.results.value"}]"#,
        &[],
    );
    check_field(r#""options":["a"]"#, &["f:optionsWithoutChoice"]);
}

#[test]
fn limits_and_patterns() {
    check_field(r#""type":"number","min":1,"max":2"#, &[]);
    check_field(r#""type":"number","min":3,"max":2"#, &["f:crossedLimits"]);
    check_field(r#""type":"number","min":"few""#, &["f:badLimit"]);
    check_field(r#""type":"date","min":"1.1.2026""#, &["f:badLimit"]);
    check_field(r#""type":"date","min":"2026-02-01","max":"2026-01-31""#, &["f:crossedLimits"]);
    check_field(r#""type":"text","min":1"#, &["f:uselessLimit"]);
    check_field(r#""type":"text","minLength":5,"maxLength":4"#, &["f:crossedLimits"]);
    check_field(r#""type":"text","minLength":-1"#, &["f:wrongType"]);
    check_field(r#""type":"checkbox","maxLength":4"#, &["f:uselessLimit"]);
    check_field(r#""type":"number","pattern":"1+""#, &["f:uselessLimit"]);
    check_field(r#""pattern":"\\d+","patternMessage":"digits""#, &[]);
    for pattern in ["(", "a)(b", "[z-a]", "a{2,1}"] {
        check_field(&format!(r#""pattern":"{pattern}""#), &["f:badPattern"]);
    }
}

#[test]
fn defaults_are_what_the_form_would_take() {
    check_field(r#""type":"number","default":5"#, &[]);
    check_field(r#""type":"number","default":"five""#, &["f:badDefault"]);
    check_field(r#""type":"number","default":5,"max":4"#, &["f:badDefault"]);
    check_field(r#""type":"date","default":"tomorrow""#, &["f:badDefault"]);
    check_field(r#""type":"email","default":"me""#, &["f:badDefault"]);
    check_field(r#""type":"choice","options":["a"],"default":"b""#, &["f:badDefault"]);
    check_field(r#""type":"checkbox","default":true"#, &[]);
    check_field(r#""type":"checkbox","default":"on""#, &["f:badDefault"]);
    check_field(r#""type":"number","default":"$.contact.attributes.n""#, &[]);
    check_field(r#""default":[1]"#, &["f:wrongType"]);
}

#[test]
fn sentences_say_where_and_what_to_do() {
    let said = |text: &str| read("a.action.json", text).1.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        said(r#"{"name":"A","flow":"F","fields":[{"name":"f","type":"colour"}]}"#),
        [
            "action \"A\", field f: type \"colour\" is unknown; there are text, number, phone, email, date, longText, choice and checkbox"
        ]
    );
    assert_eq!(said("{\"name\":\"A\"}"), ["\"flow\" is missing or empty: it is what the action starts"]);
}

#[track_caller]
fn check_linked(keys: &str, expected: &[&str]) {
    let flow = |name: &str, source: &str, active: bool| LinkedFlow {
        name: name.to_owned(),
        file: format!("{name}.json"),
        source: source.to_owned(),
        for_actions: source == "ctiAction",
        active,
    };
    let flows = [
        flow("F", "ctiAction", true),
        flow("off", "ctiAction", false),
        flow("voice", "connectVoiceContact", true),
        flow("none", "", true),
    ];
    let other = read("other.action.json", r#"{"name":"Other","flow":"F"}"#).0.expect("an action");
    let action = read("a.action.json", &format!("{{{keys}}}")).0.expect("an action");
    let actions = [("other.action.json".to_owned(), other), ("a.action.json".to_owned(), action)];
    let found = check_links(&actions, Some(&flows));
    let codes: Vec<&str> = found.iter().map(|diagnostic| diagnostic.finding.code()).collect();
    assert_eq!(codes, expected, "{keys}");
    assert!(found.iter().all(|diagnostic| diagnostic.severity() == Severity::Error));
}

// Shows: BH-60
#[test]
fn links() {
    check_linked(r#""name":"A","flow":"F""#, &[]);
    check_linked(r#""name":"Other","flow":"F""#, &["duplicateAction"]);
    check_linked(r#""name":"A","flow":"G""#, &["unknownFlow"]);
    check_linked(r#""name":"A","flow":"voice""#, &["otherSource"]);
    check_linked(r#""name":"A","flow":"none""#, &["otherSource"]);
    check_linked(r#""name":"A","flow":"off""#, &["inactiveFlow"]);
    check_linked(r#""name":"A","flow":"F","formFlow":"voice""#, &["otherSource"]);
    check_linked(r#""name":"A","flow":"G","active":false"#, &[]);
}

#[test]
fn flows_that_no_action_starts() {
    let flow = |name: &str, for_actions: bool, active: bool| LinkedFlow {
        name: name.to_owned(),
        file: format!("{name}.json"),
        source: String::new(),
        for_actions,
        active,
    };
    let flows = [
        flow("pressed", true, true),
        flow("prepares", true, true),
        flow("lone", true, true),
        flow("off", true, false),
        flow("event", false, true),
        flow("of a draft", true, true),
    ];
    let of = |name: &str, keys: &str| {
        let text = format!(r#"{{"name":"{name}",{keys}}}"#);
        (format!("{name}.action.json"), read("a", &text).0.expect("an action"))
    };
    let actions = [
        of("A", r#""flow":"pressed","formFlow":"prepares""#),
        of("B", r#""flow":"of a draft","active":false"#),
    ];
    let found = check_flows(&actions, &flows);
    let said: Vec<String> = found.iter().map(|found| format!("{}: {found}", found.file)).collect();
    assert_eq!(
        said,
        [
            "lone.json: no action starts the flow \"lone\": it never runs",
            "of a draft.json: no action starts the flow \"of a draft\": it never runs",
        ]
    );
    assert!(
        found.iter().all(|found| found.severity() == Severity::Warning && found.finding.code() == "noAction")
    );
}
