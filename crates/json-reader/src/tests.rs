use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::*;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Everything {
    flag: bool,
    small: u8,
    large: u64,
    negative: i64,
    number: f64,
    text: String,
    letter: Option<Box<Everything>>,
    list: Vec<Word>,
    pair: (String, u32),
    by_name: BTreeMap<String, Number>,
    any: Value,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Number(f64);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Word {
    Plain,
    Holding(String),
    Fields { first: i32 },
    Pair(u8, bool),
}

fn everything() -> Everything {
    Everything {
        flag: true,
        small: 255,
        large: u64::MAX,
        negative: i64::MIN,
        number: -0.5,
        text: "\u{0} \u{10FFFF}".to_owned(),
        letter: Some(Box::default()),
        list: vec![
            Word::Plain,
            Word::Holding("x".to_owned()),
            Word::Fields { first: -1 },
            Word::Pair(1, true),
        ],
        pair: ("a".to_owned(), 7),
        by_name: BTreeMap::from([("".to_owned(), Number(1.0)), ("__proto__".to_owned(), Number(1e300))]),
        any: json!({ "a": [null, true, 1, -1, 0.5, "x", {}] }),
    }
}

#[test]
fn what_serde_writes_is_read() {
    for written in [Everything::default(), everything()] {
        let text = serde_json::to_string(&written).expect("writes");
        assert_eq!(from_str(&text), Ok(written));
    }
}

#[test]
fn what_is_missing_has_its_default_and_what_nobody_knows_is_passed_over() {
    assert_eq!(from_str(r#"{"unknown":{"a":[1]},"flag":true,"letter":null}"#), {
        Ok(Everything { flag: true, ..Everything::default() })
    });
}

#[test]
fn of_doubled_keys_the_last_counts() {
    assert_eq!(from_str(r#"{"small":1,"small":2}"#), Ok(Everything { small: 2, ..Everything::default() }));
}

#[test]
fn texts_are_borrowed_from_what_was_parsed() {
    let value = json!(["a", "b"]);
    assert_eq!(from_value::<Vec<&str>>(&value), Ok(vec!["a", "b"]));
}

#[track_caller]
fn check_refused<T: DeserializeOwned + Debug>(text: &str, reason: &str) {
    let error = from_str::<T>(text).expect_err("it is refused");
    assert_eq!(error.to_string(), reason, "{text}");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for text in ["[]", "5", "null", "\"flag\""] {
        check_refused::<Everything>(text, "expected struct Everything");
    }
    check_refused::<Everything>(r#"{"flag":1}"#, "flag: expected a boolean");
    check_refused::<Everything>(r#"{"small":256}"#, "small: expected u8");
    check_refused::<Everything>(r#"{"small":-1}"#, "small: expected u8");
    check_refused::<Everything>(r#"{"small":0.5}"#, "small: expected u8");
    check_refused::<Everything>(r#"{"number":"1"}"#, "number: expected f64");
    check_refused::<Everything>(
        r#"{"letter":{"letter":{"text":5}}}"#,
        "letter.letter.text: expected a string",
    );
    check_refused::<Everything>(r#"{"pair":["a"]}"#, "pair: invalid length 1, expected a tuple of size 2");
    check_refused::<Everything>(
        r#"{"pair":["a",1,2]}"#,
        "pair: invalid length 3, expected 2 elements in sequence",
    );
    check_refused::<Everything>(r#"{"byName":{"a":null}}"#, "byName.a: expected f64");
    let words = "list: unknown variant `other`, expected `plain`, `holding`, `fields`, `pair`";
    check_refused::<Everything>(r#"{"list":["other"]}"#, words);
    check_refused::<Everything>(r#"{"list":[{"plain":1}]}"#, "list: expected nothing beside the word");
    check_refused::<Everything>(
        r#"{"list":["holding"]}"#,
        "list: invalid type: unit variant, expected one with content",
    );
    check_refused::<Everything>(r#"{"list":[{"fields":{}}]}"#, "list: missing field `first`");
    check_refused::<Everything>(r#"{"list":[{"plain":null,"fields":{}}]}"#, "list: expected enum Word");
    check_refused::<Everything>(r#"{"list":[{}]}"#, "list: expected enum Word");
    check_refused::<Everything>("{", "EOF while parsing an object at line 1 column 1");
}

#[test]
fn nothing_is_read_without_bound() {
    assert!(from_str::<Value>(&"[".repeat(100_000)).is_err());
}
