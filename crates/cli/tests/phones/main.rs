//! Phone numbers here (rlibphonenumber) and in the page (libphonenumber-js): the table of `reference/cti-flows.md` §1.7
//! holds in both, and on 10,000 generated numbers of all regions, and junk, they differ only in classes with a reason.
//!
//! `SWITCHBOARD_SEED` tries other numbers, `SWITCHBOARD_CASES` more. The classes stand in `docs/testing.md`, too.

#[path = "../../../flow/tests/differential/chance.rs"]
mod chance;
mod classes;
#[path = "../../../flow/tests/differential/node.rs"]
mod node;
mod numbers;

use std::collections::BTreeMap;
use std::path::Path;

use flow::Phone;

use chance::Chance;
use classes::{Class, classes_of};
use numbers::Number;

/// What the page makes of these numbers.
fn page(numbers: &[Number]) -> Vec<Option<Phone>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/phones/page.mjs");
    let input: Vec<(&str, Option<&str>)> = numbers.iter().map(|n| (&*n.text, n.country.as_deref())).collect();
    let told = node::ask(&script, &serde_json::to_string(&input).expect("writes"));
    let answers: Vec<Option<[String; 7]>> = serde_json::from_str(&told).expect("answers of seven texts");
    assert_eq!(answers.len(), numbers.len());
    let some = |text: String| (!text.is_empty()).then(|| text.into());
    let phone =
        |[e164, national, international, country, national_number, extension, valid]: [String; 7]| Phone {
            e164: e164.into(),
            national: national.into(),
            international: international.into(),
            country: some(country),
            national_number: national_number.into(),
            extension: some(extension),
            valid: !valid.is_empty(),
        };
    answers.into_iter().map(|answer| answer.map(phone)).collect()
}

fn here(number: &Number) -> Option<Phone> {
    cti::phone::parse(&number.text, number.country.as_deref())
}

/// National form, E.164, country, digits.
type Row = (&'static str, &'static str, Option<&'static str>, &'static str);

/// The table of §1.7: number, country, what it is.
const TABLE: &[(&str, Option<&str>, Option<Row>)] = &[
    ("4155552671", Some("US"), Some(("(415) 555-2671", "+14155552671", Some("US"), "4155552671"))),
    ("(415) 555-2671", Some("US"), Some(("(415) 555-2671", "+14155552671", Some("US"), "4155552671"))),
    ("+14155552671", Some("GB"), Some(("(415) 555-2671", "+14155552671", Some("US"), "4155552671"))),
    ("+442079460958", Some("US"), Some(("020 7946 0958", "+442079460958", Some("GB"), "2079460958"))),
    ("4155552671", None, None),
    ("abc", Some("US"), None),
    ("", Some("US"), None),
    ("+1415555267", None, Some(("415555267", "+1415555267", None, "415555267"))),
    ("911", Some("US"), Some(("911", "+1911", Some("US"), "911"))),
    ("tel:+14155552671", None, Some(("(415) 555-2671", "+14155552671", Some("US"), "4155552671"))),
    ("tel:+14155552671", Some("GB"), Some(("(415) 555-2671", "+14155552671", Some("US"), "4155552671"))),
    (
        "+14155552671 ext. 12",
        None,
        Some(("(415) 555-2671 ext. 12", "+14155552671", Some("US"), "4155552671")),
    ),
];

// Shows: B5
#[test]
fn the_table_holds_here_and_in_the_page() {
    let numbers: Vec<Number> = TABLE.iter().map(|(text, country, _)| Number::new(*text, *country)).collect();
    for ((number, (_, _, expected)), theirs) in numbers.iter().zip(TABLE).zip(page(&numbers)) {
        for (place, phone) in [("here", here(number)), ("in the page", theirs)] {
            let found = phone.as_ref().map(|phone| {
                (
                    phone.national.as_str(),
                    phone.e164.as_str(),
                    phone.country.as_deref(),
                    phone.national_number.as_str(),
                )
            });
            assert_eq!(found, *expected, "{number:?} {place}");
        }
    }
}

// Shows: B5
#[test]
fn generated_numbers_differ_only_for_known_reasons() {
    let mut chance = Chance::seeded();
    let numbers = numbers::generate(&mut chance, Chance::cases());
    let mut counts: BTreeMap<Class, usize> = BTreeMap::new();
    let mut unknown = Vec::new();
    let mut read = 0;
    for (number, theirs) in numbers.iter().zip(page(&numbers)) {
        let ours = here(number);
        read += usize::from(ours.is_some() && theirs.is_some());
        if ours == theirs {
            continue;
        }
        match classes_of(number, ours.as_ref(), theirs.as_ref()) {
            Some(classes) => classes.into_iter().for_each(|class| *counts.entry(class).or_default() += 1),
            None => unknown.push(format!("{number:?}\n  here {ours:?}\n  page {theirs:?}")),
        }
    }
    println!("{} numbers, {read} read by both; they differ in:", numbers.len());
    for (class, count) in &counts {
        println!("  {count:>5}  {}", class.reason());
    }
    assert!(
        unknown.is_empty(),
        "{} numbers differ for no known reason ({} shows them again):\n{}",
        unknown.len(),
        chance.how_to_repeat(),
        unknown[..unknown.len().min(20)].join("\n")
    );
}
