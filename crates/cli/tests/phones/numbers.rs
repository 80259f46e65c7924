//! Numbers of every region, well formed, damaged and in odd spellings; and what is none at all.

use std::collections::BTreeMap;
use std::path::Path;

use crate::chance::Chance;

/// What a flow gives to be read.
#[derive(Debug)]
pub(crate) struct Number {
    pub(crate) text: String,
    pub(crate) country: Option<String>,
}

impl Number {
    pub(crate) fn new(text: impl Into<String>, country: Option<&str>) -> Number {
        Number { text: text.into(), country: country.map(str::to_owned) }
    }
}

const DIGITS: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
const CALLING_CODES: &[&str] = &[
    "1", "7", "20", "33", "34", "39", "44", "49", "52", "54", "55", "61", "81", "86", "91", "358", "353",
    "380", "970",
];
const SEPARATORS: &[&str] = &["", "", "", " ", "-", ".", "/", "(", ") ", "\u{a0}", "\u{2011}"];
const EXTENSIONS: &[&str] = &["", "", "", "", "", " ext. 12", " x7", ";ext=345", " #89", ",,3", " extn 4"];
const JUNK: &[&str] = &[
    "a", "Q", "+", "-", "(", ")", " ", "0", "1", "5", "7", "tel:", "ext.", "x", "#", "*", ";", "=", "é",
    "\u{661}", "😀", "\u{0}", "$.", "phone", "sip:", "@", "/", "00", "911", "112",
];

/// A national number of each region, from the examples that come with libphonenumber-js.
fn examples() -> Vec<(String, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../node_modules/libphonenumber-js/examples.mobile.json");
    let text = std::fs::read_to_string(file).expect("`cargo xtask setup` installs the npm packages");
    let examples: BTreeMap<String, String> = serde_json::from_str(&text).expect("numbers by region");
    assert!(examples.len() > 200, "numbers of all regions");
    examples.into_iter().collect()
}

pub(crate) fn generate(chance: &mut Chance, count: usize) -> Vec<Number> {
    let examples = examples();
    (0..count)
        .map(|_| {
            let (region, example) = &examples[chance.below(examples.len())];
            if chance.below(10) == 0 {
                return Number { text: chance.text(JUNK, 8), country: country(chance, region) };
            }
            let digits = damage(chance, example);
            let text = spell(chance, &digits);
            Number { text, country: country(chance, region) }
        })
        .collect()
}

/// Mostly its own region, else none, another, or none there is.
fn country(chance: &mut Chance, own: &str) -> Option<String> {
    match chance.below(10) {
        0 => None,
        1 => Some(chance.pick(&["US", "GB", "DE", "IT", "MX", "AR", "CN", "BR"]).to_owned()),
        2 => Some(chance.pick(&["ZZ", "XX", "001", ""]).to_owned()),
        _ => Some(own.to_owned()),
    }
}

/// Other digits at the end, or a digit more or less.
fn damage(chance: &mut Chance, example: &str) -> String {
    let keep = example.len() - chance.below(example.len().min(7));
    let mut digits = example[..keep].to_owned();
    while digits.len() < example.len() {
        digits.push_str(chance.pick(DIGITS));
    }
    match chance.below(12) {
        0 => digits.push_str(chance.pick(DIGITS)),
        1 => drop(digits.pop()),
        2 => digits = chance.text(DIGITS, 15),
        _ => {}
    }
    digits
}

/// In national or international form, with separators and perhaps an extension.
fn spell(chance: &mut Chance, digits: &str) -> String {
    let mut text = match chance.below(8) {
        0 | 1 => format!("+{}", chance.pick(CALLING_CODES)),
        2 => "0".to_owned(),
        3 => chance.pick(&["00", "011", "tel:", "tel:+1", "+", "1", "8", " "]).to_owned(),
        _ => String::new(),
    };
    let spread = chance.below(3) == 0;
    for digit in digits.chars() {
        text.push(digit);
        if spread {
            text.push_str(chance.pick(SEPARATORS));
        }
    }
    text.push_str(chance.pick(EXTENSIONS));
    text
}
