//! Spelling, places and errors.

use super::{Node, Read, SyntaxError, read};
use crate::Value;
use proptest::prelude::*;

fn read_node(json: &str) -> Result<Read<Node>, SyntaxError> {
    let node = read::<Node>(json, Value::from);
    let value = read::<Value>(json, Value::from);
    // Both trees grow from the same words.
    assert_eq!(
        node.as_ref().map(|read| read.tree.to_value().to_tagged_text()).ok(),
        value.as_ref().map(|read| read.tree.to_tagged_text()).ok()
    );
    node
}

/// Printed on one line: the same text but for the blanks.
#[track_caller]
fn check(json: &str) {
    assert_eq!(read_node(json).expect(json).tree.print(None), json);
}

#[test]
fn spelling_survives() {
    check(r#"{"a":1e2,"b":1.50,"c":-0,"d":100000000000000000000000}"#);
    check(r#"["\u00e9","é","\/","/","\ud83d\ude00","\ud800","\b\f","\u0000"]"#);
    check(r#"{"a":1,"a":2,"":[],"__proto__":{}}"#);
}

#[track_caller]
fn check_error(json: &str, at: usize) {
    assert_eq!(read_node(json).expect_err(json).at, at, "{json}");
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

#[test]
fn half_a_pair_is_replaced_and_told() {
    let read = read_node(r#""a\ud800b\ud83d\ude00\udc00""#).expect("reads");
    assert_eq!(read.tree.as_text().map(|text| text.as_str()), Some("a\u{fffd}b😀\u{fffd}"));
    assert_eq!(read.lone_surrogates, [2, 21]);
}

proptest! {
    #[test]
    fn no_text_panics(text in r#"[\[\]{}:,"\\a-f0-9eE.+ \n-]{0,24}|\PC*"#) {
        let _ = read_node(&text);
    }

    #[test]
    fn agrees_with_serde_json(text in r#"[\[\]{}:,"\\a-f0-9eE.+ -]{0,24}"#) {
        // Except for what serde_json refuses on purpose: numbers too large for a double.
        let ours = read_node(&text);
        match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(theirs) => prop_assert_eq!(ours.expect("ours").tree.to_value(), crate::Value::from_json(&theirs)),
            Err(error) => prop_assert!(ours.is_err() || error.to_string().contains("out of range"), "{}", text),
        }
    }
}
