//! Spelling, places and errors.

use super::{Blanks, Data, Node, read};
use proptest::prelude::*;

/// What was read is written to the byte.
#[track_caller]
fn check(json: &str) {
    let mut written = String::new();
    read(json).expect(json).tree.write(&mut written);
    assert_eq!(written, json);
}

#[test]
fn spelling_survives() {
    check(r#"{"a":1e2,"b":1.50,"c":-0,"d":100000000000000000000000}"#);
    check(r#"["\u00e9","é","\/","/","\ud83d\ude00","\ud800","\b\f","\u0000"]"#);
    check(r#"{"a":1,"a":2,"":[],"__proto__":{}}"#);
    check(" [ \n ] ");
    check("\t{ \"a\" :\r\n 1 , \"b\":[ 2\t,3 ]\n,\"c\" : { } } ");
}

/// A map without some of its entries.
#[track_caller]
fn check_without(json: &str, gone: &[usize], expected: &str) {
    let mut tree = read(json).expect(json).tree;
    tree.remove(gone);
    let mut written = String::new();
    tree.write(&mut written);
    assert_eq!(written, expected, "{json}");
}

#[test]
fn what_is_taken_out_leaves_the_rest_where_it_stood() {
    let three = "{ \"a\": 1, \"b\" : 2 ,\n  \"c\":3 }";
    check_without(three, &[], three);
    check_without(three, &[0], "{ \"b\" : 2 ,\n  \"c\":3 }");
    check_without(three, &[1], "{ \"a\": 1, \"c\":3 }");
    check_without(three, &[2], "{ \"a\": 1, \"b\" : 2 }");
    check_without(three, &[1, 2], "{ \"a\": 1 }");
    check_without(three, &[0, 1, 2], "{  }");
    check_without("[1]", &[0], "[1]");
}

#[track_caller]
fn check_error(json: &str, at: usize) {
    assert_eq!(read(json).expect_err(json).at, at, "{json}");
}

#[test]
fn errors_have_a_place() {
    check_error("", 0);
    check_error("{'a':1}", 1);
    check_error("[1,]", 3);
    check_error("[01]", 2);
    check_error("[1 2]", 3);
    check_error("\"\\x\"", 2);
    check_error("\"\\u12\"", 3);
    check_error("nul", 0);
    check_error("{} x", 3);
    check_error("\"a\nb\"", 2);
    check_error(&"[".repeat(200), 129);
}

// Shows: B3
#[test]
fn half_a_pair_is_replaced_and_told() {
    let found = read(r#""a\ud800b\ud83d\ude00\udc00""#).expect("reads");
    assert_eq!(found.tree.as_text().map(|text| text.as_str()), Some("a\u{fffd}b😀\u{fffd}"));
    assert_eq!(found.lone_surrogates, [2, 21]);
}

/// Takes all blanks away.
fn strip(node: &mut Node) {
    node.blanks = Blanks::default();
    node.inside.clear();
    match &mut node.data {
        Data::List(items) => items.iter_mut().for_each(strip),
        Data::Map(entries) => entries.iter_mut().for_each(|(key, value)| {
            key.blanks = Blanks::default();
            strip(value);
        }),
        _ => {}
    }
}

/// JSON text as somebody might write it: any spelling, any blanks, doubled keys, nulls.
fn any_json() -> impl Strategy<Value = String> {
    let blanks = || "[ \t\r\n]{0,2}";
    let text = || r#""([ -!#-\[\]-~é😀]|\\["\\/bfnrt]|\\u(00e9|0041|d83d\\ude00|d800)){0,4}""#;
    let number = "-?(0|[1-9][0-9]{0,3})([.][0-9]{1,3})?([eE][+-]?[0-9]{1,2})?";
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        number.prop_map(String::from),
        text().prop_map(String::from),
    ];
    let around = |(before, inner, after): (String, String, String)| before + &inner + &after;
    let spaced = (blanks(), leaf, blanks()).prop_map(around);
    spaced.prop_recursive(4, 24, 4, move |inner| {
        let list = (prop::collection::vec(inner.clone(), 0..4), blanks()).prop_map(|(items, inside)| {
            if items.is_empty() { format!("[{inside}]") } else { format!("[{}]", items.join(",")) }
        });
        // Few keys, so that some are doubled.
        let key = prop_oneof![
            Just(r#""a""#.to_owned()),
            Just(r#""\u0061""#.to_owned()),
            text().prop_map(String::from)
        ];
        let entry = (blanks(), key, blanks(), inner)
            .prop_map(|(before, key, after, value)| format!("{before}{key}{after}:{value}"));
        let map = (prop::collection::vec(entry, 0..4), blanks()).prop_map(|(items, inside)| {
            if items.is_empty() { format!("{{{inside}}}") } else { format!("{{{}}}", items.join(",")) }
        });
        (blanks(), prop_oneof![list, map], blanks()).prop_map(around)
    })
}

proptest! {
    /// Written from the tree, not from the text: every spelling, every blank, every doubled key was read.
    #[test]
    fn what_is_read_is_written_to_the_byte(json in any_json()) {
        let found = read(&json).expect("JSON");
        let mut written = String::new();
        found.tree.write(&mut written);
        prop_assert_eq!(&written, &json);
        let again = read(&written).expect("JSON");
        prop_assert_eq!(again.tree, found.tree);
    }

    /// Blanks are no part of the meaning, and nothing else is lost with them.
    #[test]
    fn without_blanks_it_means_the_same(json in any_json()) {
        let found = read(&json).expect("JSON");
        let mut bare = found.tree.clone();
        strip(&mut bare);
        let mut written = String::new();
        bare.write(&mut written);
        let again = read(&written).expect("JSON");
        prop_assert_eq!(again.tree.to_value().to_tagged_text(), found.tree.to_value().to_tagged_text());
        let mut rewritten = String::new();
        again.tree.write(&mut rewritten);
        prop_assert_eq!(rewritten, written);
    }

    // Shows: B1
    #[test]
    fn no_text_panics(text in r#"[\[\]{}:,"\\a-f0-9eE.+ \n-]{0,24}|\PC*"#) {
        let _ = read(&text);
    }

    #[test]
    fn agrees_with_serde_json(text in r#"[\[\]{}:,"\\a-f0-9eE.+ -]{0,24}"#) {
        // Except for what serde_json refuses on purpose: numbers too large for a double.
        let ours = read(&text);
        match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(theirs) => prop_assert_eq!(ours.expect("ours").tree.to_value(), crate::Value::from_json(&theirs)),
            Err(error) => prop_assert!(ours.is_err() || error.to_string().contains("out of range"), "{}", text),
        }
    }
}
