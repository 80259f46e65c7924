//! What an agent may enter, and what becomes of it.

use actions::{Action, Entry, Native, Problem, list};

/// An action with these fields, which also has `Key` and `Who` hard-coded.
fn action(fields: &str) -> Action {
    let text = format!(
        r#"[{{"name":"A","flow":"F","payload":[{{"key":"Key","value":"hard"}},{{"key":"Who","value":"$.contact.phone"}}],"fields":[{fields}]}}]"#
    );
    list(&text).pop().unwrap_or_else(|| panic!("no action: {text}"))
}

fn entry(text: &str) -> Entry {
    match text {
        "☑" => Entry::Checked(true),
        "☐" => Entry::Checked(false),
        text => Entry::Text(text.to_owned()),
    }
}

/// What is said of an entry into a field with these keys; nothing is `None`.
#[track_caller]
fn check(keys: &str, text: &str, expected: Option<Problem<'_>>) {
    let action = action(&format!(r#"{{"name":"f",{keys}}}"#));
    let problems = action.problems(&[entry(text)], &Native);
    assert_eq!(problems.into_iter().next().map(|(_, problem)| problem), expected, "{keys}: {text:?}");
}

#[test]
fn required_means_more_than_blanks() {
    for kind in ["text", "number", "phone", "email", "date", "longText", "choice"] {
        let keys = format!(r#""type":"{kind}","options":["a"]"#);
        for blank in ["", " ", "\n\t", "\u{a0}"] {
            check(&format!(r#"{keys},"required":true"#), blank, Some(Problem::Missing));
            check(&keys, blank, None);
        }
    }
    check(r#""type":"checkbox","required":true"#, "☐", Some(Problem::Missing));
    check(r#""type":"checkbox","required":true"#, "☑", None);
    check(r#""type":"checkbox""#, "☐", None);
}

#[test]
fn numbers() {
    for text in ["1", "-1.5", "1e3", "0"] {
        check(r#""type":"number""#, text, None);
    }
    for text in ["abc", "1,5", "1 2", "inf", "NaN"] {
        check(r#""type":"number""#, text, Some(Problem::NotANumber));
    }
    let bounds = r#""type":"number","min":1,"max":10.5"#;
    check(bounds, "0.99", Some(Problem::TooLow("1")));
    check(bounds, "1", None);
    check(bounds, "10.5", None);
    check(bounds, "11", Some(Problem::TooHigh("10.5")));
    // By size, not by letters.
    check(bounds, "9", None);
}

#[test]
fn addresses_and_days() {
    for text in ["a@b", "first.last+tag@example.co.uk", "x!#$%&'*+/=?^_`{|}~-@a-b.c"] {
        check(r#""type":"email""#, text, None);
    }
    for text in ["a", "@b", "a@", "a b@c", "a@b c", "a@b..c", "a@-b", "a@b-", "a@b@c", "é@b"] {
        check(r#""type":"email""#, text, Some(Problem::NotAnEmail));
    }
    for text in ["2026-11-20", "2024-02-29", "2000-02-29", "0001-01-31"] {
        check(r#""type":"date""#, text, None);
    }
    let wrong = [
        "20.11.2026",
        "2026-2-03",
        "2023-02-29",
        "1900-02-29",
        "2026-13-01",
        "2026-04-31",
        "2026-01-00",
        "0000-01-01",
    ];
    for text in wrong {
        check(r#""type":"date""#, text, Some(Problem::NotADate));
    }
    let bounds = r#""type":"date","min":"2026-01-01","max":"2026-12-31""#;
    check(bounds, "2025-12-31", Some(Problem::TooLow("2026-01-01")));
    check(bounds, "2027-01-01", Some(Problem::TooHigh("2026-12-31")));
    check(bounds, "2026-06-30", None);
}

#[test]
fn lengths_are_counted_as_browsers_count() {
    let keys = r#""type":"text","minLength":2,"maxLength":3"#;
    check(keys, "a", Some(Problem::TooShort(2)));
    check(keys, "😀", None);
    check(keys, "😀😀", Some(Problem::TooLong(3)));
    check(keys, "", None);
}

#[test]
fn patterns_match_the_whole_text() {
    let keys = r#""type":"text","pattern":"[A-Z]{2}\\d+","patternMessage":"two letters""#;
    check(keys, "AB1", None);
    check(keys, "AB1x", Some(Problem::Pattern("two letters")));
    check(r#""type":"phone","pattern":"a|b""#, "ab", Some(Problem::Pattern("")));
    check(r#""type":"text","pattern":"\\p{Lu}+""#, "ÄÖ", None);
    // A browser that cannot read a pattern lets everything through.
    check(r#""type":"text","pattern":"(""#, "x", None);
}

#[test]
fn choices() {
    let keys = r#""type":"choice","options":[{"value":"a","label":"A"},"b"]"#;
    check(keys, "a", None);
    check(keys, "b", None);
    check(keys, "A", Some(Problem::NotAnOption));
    check(r#""type":"dropdown","options":"$.actions.uid-1.results.value""#, "anything", None);
}

#[track_caller]
fn check_payload(fields: &str, entries: &[&str], pairs: &[(&str, &str)], references: &[&str]) {
    let entries: Vec<Entry> = entries.iter().map(|text| entry(text)).collect();
    let payload = action(fields).payload(&entries);
    let expected: Vec<(String, Entry)> =
        pairs.iter().map(|(key, text)| ((*key).to_owned(), entry(text))).collect();
    assert_eq!(payload.pairs, expected, "{fields}");
    assert_eq!(payload.references, references, "{fields}");
}

// Shows: BH-41
#[test]
fn the_form_wins_over_what_is_hard_coded() {
    let both = [("Key", "hard"), ("Who", "$.contact.phone")];
    check_payload("", &[], &both, &["Who"]);
    check_payload(
        r#"{"name":"Note"},{"name":"Ok","type":"checkbox"}"#,
        &["n", "☑"],
        &[both[0], both[1], ("Note", "n"), ("Ok", "☑")],
        &["Who"],
    );
    check_payload(r#"{"name":"Note"}"#, &[" \n"], &[both[0], both[1], ("Note", "")], &["Who"]);
    // Left empty it wins, too.
    check_payload(r#"{"name":"Key"}"#, &[""], &[both[1], ("Key", "")], &["Who"]);
    // What an agent types is never a reference.
    let typed = "$.contact.attributes.secret";
    check_payload(r#"{"name":"Who"}"#, &[typed], &[both[0], ("Who", typed)], &[]);
}

#[test]
fn what_stands_there_at_first() {
    let first = |keys: &str| action(&format!(r#"{{"name":"f",{keys}}}"#)).fields[0].first_entry();
    assert_eq!(first(r#""default":"x""#), entry("x"));
    assert_eq!(first(r#""type":"number","default":5"#), entry("5"));
    assert_eq!(first(r#""type":"checkbox","default":true"#), entry("☑"));
    assert_eq!(first(r#""type":"checkbox""#), entry("☐"));
    assert_eq!(first(r#""default":"$.contact.phone""#), entry(""));
}

// Shows: BH-50
#[test]
fn a_page_lists_what_agents_may_see_in_order() {
    let text = r#"[
        {"name":"b","flow":"f","order":1},
        {"name":"a","flow":"f","order":1},
        {"name":"off","flow":"f","active":false},
        {"name":"","flow":"f"}, {"name":"no flow"}, 7,
        {"name":"z","flow":"f"},
        {"name":"first","flow":"f","order":-1,"fields":[{"name":"2","order":2},{"name":"1","order":1},{"name":"1b","order":1}]}
    ]"#;
    let actions = list(text);
    let names: Vec<&str> = actions.iter().map(|action| action.name.as_str()).collect();
    assert_eq!(names, ["first", "z", "a", "b"]);
    let fields: Vec<&str> = actions[0].fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(fields, ["1", "1b", "2"]);
    for text in ["", "{}", "null", "[", "[null]"] {
        assert!(list(text).is_empty(), "{text}");
    }
}

// Shows: BH-49
#[test]
fn a_form_is_whatever_there_is_to_show() {
    let has_form = |keys: &str| list(&format!(r#"[{{"name":"a","flow":"f"{keys}}}]"#))[0].has_form();
    assert!(!has_form(""));
    assert!(!has_form(r#","title":"","fields":[],"payload":[{"key":"k","value":"v"}]"#));
    for keys in
        [r#","title":"t""#, r#","instructions":"i""#, r#","fields":[{"name":"f"}]"#, r#","formFlow":"p""#]
    {
        assert!(has_form(keys), "{keys}");
    }
}

#[test]
fn a_form_names_what_it_wants_to_read_once() {
    let action = action(
        r#"{"name":"a","default":"$.contact.phone"},{"name":"b","default":"$.contact.phone"},{"name":"c","type":"choice","options":"$.actions.1.results.value"},{"name":"d","default":"x"}"#,
    );
    assert_eq!(action.references(), ["$.contact.phone", "$.actions.1.results.value"]);
}
