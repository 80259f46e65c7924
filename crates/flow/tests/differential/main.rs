//! The engine beside JavaScript itself: truth, numbers and texts beside Node's, paths beside lodash `get`.
//!
//! Each on 10,000 generated cases, the same at every run. `SWITCHBOARD_SEED` tries others, `SWITCHBOARD_CASES` more.
//! What is left out, and why, stands in `docs/testing.md`.

mod chance;
mod node;

use std::path::Path;

use flow::{Value, get};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use chance::Chance;

#[rustfmt::skip]
const NUMBERISH: &[&str] = &[
    "0", "1", "7", "9", "12", ".", "-", "+", "e", "E", "x", "0x", "0b", "0o", "f", "_", " ", "\t", "\u{a0}", "\u{feff}",
    "\u{85}", "Infinity", "NaN", "null", "false", "px", "é", "\u{2028}", "900719925474099", "000000000000", "5e-324",
];
#[rustfmt::skip]
const PATHISH: &[&str] = &[
    "a", "b", "0", "1", "-1", ".", ".", "[", "]", "[0]", "['a']", "[\"b\"]", "[]", "\\", "'", "\"", " ", "a b", "length",
    "1.5", "constructor", "__proto__", "toString",
];
const KEYS: &[&str] = &["a", "b", "0", "a b", "", "a.b", "length"];

fn number(chance: &mut Chance) -> f64 {
    const ODD: &[f64] = &[
        0.0,
        -0.0,
        1e21,
        1e20,
        1e-6,
        1e-7,
        0.1 + 0.2,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
        9_007_199_254_740_993.0,
    ];
    match chance.below(6) {
        0 => chance.pick(ODD),
        1 => chance.pick(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY]),
        2 => chance.below(1000) as f64,
        3 => chance.below(1 << 30) as f64 / 1000.0,
        _ => f64::from_bits((chance.below(1 << 31) as u64) << 33 | chance.below(1 << 31) as u64),
    }
}

fn value(chance: &mut Chance, depth: usize) -> Value {
    match chance.below(if depth == 0 { 6 } else { 8 }) {
        0 => Value::Undefined,
        1 => Value::Null,
        2 => Value::Bool(chance.below(2) == 0),
        3 => Value::Number(number(chance)),
        4 | 5 => chance.text(NUMBERISH, 5).into(),
        6 => Value::List((0..chance.below(4)).map(|_| value(chance, depth - 1)).collect()),
        _ => {
            let entries = (0..chance.below(4)).map(|_| (chance.pick(KEYS), value(chance, depth - 1)));
            Value::map(entries.collect::<Vec<_>>())
        }
    }
}

/// Asks Node about all cases at once.
fn ask<A: for<'a> Deserialize<'a>>(cases: &[Json]) -> Vec<A> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential/node.mjs");
    let input = serde_json::to_string(cases).expect("writes");
    let answers: Vec<A> = serde_json::from_str(&node::ask(&script, &input)).expect("answers");
    assert_eq!(answers.len(), cases.len());
    answers
}

/// Fails with the first differences and the seed.
#[track_caller]
fn none_differ(chance: &Chance, count: usize, differences: &[String]) {
    assert!(
        differences.is_empty(),
        "{} of {count} cases differ ({} shows them again):\n{}",
        differences.len(),
        chance.how_to_repeat(),
        differences[..differences.len().min(20)].join("\n")
    );
}

#[derive(Debug, PartialEq, Deserialize)]
struct Casts {
    truth: bool,
    /// Bits of the double, in hexadecimal, so that -0 is not 0.
    number: String,
    text: String,
}

#[test]
fn truth_numbers_and_texts_are_those_of_node() {
    let mut chance = Chance::seeded();
    let values: Vec<Value> = (0..Chance::cases()).map(|_| value(&mut chance, 3)).collect();
    let cases: Vec<Json> = values.iter().map(|value| json!({ "value": value })).collect();
    let mut differences = Vec::new();
    for (value, theirs) in values.iter().zip(ask::<Casts>(&cases)) {
        let number = value.to_number();
        let number = if number.is_nan() { "NaN".to_owned() } else { format!("{:x}", number.to_bits()) };
        let ours = Casts { truth: value.truthy(), number, text: value.to_text() };
        if ours != theirs {
            differences.push(format!("{}\n  ours   {ours:?}\n  theirs {theirs:?}", json!(value)));
        }
    }
    none_differ(&chance, values.len(), &differences);
}

#[derive(Debug, Deserialize)]
struct Found {
    /// Whether lodash went through a prototype.
    inherits: bool,
    /// JSON text, or `undefined`.
    found: String,
}

// Shows: B2
#[test]
fn paths_find_what_lodash_finds() {
    let mut chance = Chance::seeded();
    let pairs: Vec<(Value, String)> =
        (0..Chance::cases()).map(|_| (value(&mut chance, 3), chance.text(PATHISH, 6))).collect();
    let cases: Vec<Json> = pairs.iter().map(|(data, path)| json!({ "data": data, "path": path })).collect();
    let (mut differences, mut inherited) = (Vec::new(), 0);
    for ((data, path), theirs) in pairs.iter().zip(ask::<Found>(&cases)) {
        let ours = match get(data, path) {
            Value::Undefined => "undefined".to_owned(),
            found => found.to_json().to_string(),
        };
        // Values own what they hold and nothing else: what lodash finds by inheritance is not there for a flow.
        let expected = if theirs.inherits { "undefined" } else { &theirs.found };
        inherited += usize::from(theirs.inherits && theirs.found != "undefined");
        if !same(&ours, expected) {
            differences.push(format!("{path:?} of {}\n  ours   {ours}\n  theirs {expected}", json!(data)));
        }
    }
    println!("{inherited} of {} found by lodash through a prototype, by us not at all", pairs.len());
    none_differ(&chance, pairs.len(), &differences);
}

/// JSON texts are compared by what they say: the two sides may spell a number differently.
fn same(ours: &str, theirs: &str) -> bool {
    let read = |text| serde_json::from_str::<Json>(text).map(|json| Value::from_json(&json));
    ours == theirs || matches!((read(ours), read(theirs)), (Ok(a), Ok(b)) if a == b)
}
