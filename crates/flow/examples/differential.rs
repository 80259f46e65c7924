//! Compares the engine's casts with Node's and its paths with lodash `get`, on generated cases.
//!
//! Run it in a folder whose `node_modules` has lodash:
//! `cargo run -p flow --example differential -- 10000`
//!
//! Left out, with reasons: dates (the engine prints ISO text, having no time zone), half surrogate pairs (they become
//! U+FFFD when a file is read), and inherited properties such as `constructor` (the engine reads own ones only).

use std::io::Write;
use std::process::{Command, Stdio};

use flow::{Value, get};
use serde_json::{Value as Json, json};

/// A small generator (xorshift64*), so that every run tries the same cases.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn text(&mut self, pieces: &[&str], longest: usize) -> String {
        (0..self.below(longest + 1)).map(|_| self.pick(pieces)).collect()
    }
}

const NUMBERISH: &[&str] = &[
    "0",
    "1",
    "7",
    "9",
    "12",
    ".",
    "-",
    "+",
    "e",
    "E",
    "x",
    "0x",
    "0b",
    "0o",
    "f",
    "_",
    " ",
    "\t",
    "\u{a0}",
    "\u{feff}",
    "\u{85}",
    "Infinity",
    "NaN",
    "null",
    "false",
    "px",
    "é",
    "\u{2028}",
    "900719925474099",
    "000000000000",
    "5e-324",
];
const PATHISH: &[&str] = &[
    "a", "b", "0", "1", "-1", ".", ".", "[", "]", "[0]", "['a']", "[\"b\"]", "[]", "\\", "'", "\"", " ",
    "a b", "length", "1.5",
];

fn number(chance: &mut Chance) -> f64 {
    match chance.below(6) {
        0 => chance.pick(&[
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
            9007199254740993.0,
        ]),
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
        4 | 5 => Value::Text(chance.text(NUMBERISH, 5)),
        6 => Value::List((0..chance.below(4)).map(|_| value(chance, depth - 1)).collect()),
        _ => Value::map(
            (0..chance.below(4))
                .map(|_| {
                    (chance.pick(&["a", "b", "0", "a b", "", "a.b", "length"]), value(chance, depth - 1))
                })
                .collect::<Vec<_>>(),
        ),
    }
}

fn bits(number: f64) -> String {
    if number.is_nan() { "NaN".to_owned() } else { format!("{:x}", number.to_bits()) }
}

/// Our answer, in the form the other side gives.
fn ours(case: &Json, value: &Value) -> String {
    match case["path"].as_str() {
        Some(path) => match get(value, path) {
            Value::Undefined => "undefined".to_owned(),
            found => found.to_json().to_string(),
        },
        None => format!("{} {} {}", value.truthy(), bits(value.to_number()), value.to_text()),
    }
}

/// JSON texts are compared by what they say: the two sides may spell a number differently.
fn same(ours: &str, theirs: &str) -> bool {
    ours == theirs
        || matches!((serde_json::from_str::<Json>(ours), serde_json::from_str::<Json>(theirs)), (Ok(a), Ok(b))
            if Value::from_json(&a) == Value::from_json(&b))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::args().nth(1).map_or(Ok(10_000), |text| text.parse())?;
    let mut chance = Chance(0x5EED_CA5E);
    let mut cases = Vec::new();
    for at in 0..2 * count {
        let value = value(&mut chance, 3);
        let json = serde_json::to_value(&value)?;
        let case = if at % 2 == 0 {
            json!({ "value": json })
        } else {
            json!({ "data": json, "path": chance.text(PATHISH, 6) })
        };
        cases.push((case, value));
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/differential.mjs");
    let mut node = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let input = serde_json::to_vec(&cases.iter().map(|(case, _)| case).collect::<Vec<_>>())?;
    if let Some(mut stdin) = node.stdin.take() {
        stdin.write_all(&input)?;
    }
    let output = node.wait_with_output()?;
    let answers: Vec<String> = serde_json::from_slice(&output.stdout)?;
    let mut differ = 0;
    for ((case, value), theirs) in cases.iter().zip(&answers) {
        let ours = ours(case, value);
        if !same(&ours, theirs) {
            differ += 1;
            if differ <= 20 {
                println!("{case}\n  ours   {ours}\n  theirs {theirs}");
            }
        }
    }
    println!("{count} casts and {count} paths compared, {differ} differ");
    if differ == 0 && answers.len() == cases.len() { Ok(()) } else { Err("the two sides differ".into()) }
}
