//! Our own flows and scenarios, damaged: whatever a hand edit or a bad transfer makes of them is refused with a sentence
//! or played, and never a panic. `cargo xtask fuzz` looks for the same much longer.

#[path = "../../flow/tests/differential/chance.rs"]
mod chance;

use std::fs;
use std::path::Path;

use chance::Chance;
use flow::{Document, compile};

/// Each case plays whole scenarios, so fewer of them do.
const SHARE: usize = 20;

/// What gets into a file where it does not belong.
const SPLINTERS: &[&str] = &[
    "",
    "null",
    "-1",
    "1e999",
    "\"",
    "}",
    "]",
    "{\"$value\":\"nan\"}",
    "{\"$map\":[]}",
    "\\ud800",
    "\u{0}",
    "\u{feff}",
    "😀",
    "__proto__",
    "$.actions.uid-1.results",
    "uid-NaN",
    "999999999999999999999",
    "\"preset\":\"chat\",",
];

/// Every flow with a scenario beside it.
fn pairs() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut pairs = Vec::new();
    for folder in ["flows", "tests/flows"] {
        let mut files: Vec<_> = fs::read_dir(root.join(folder)).expect(folder).flatten().collect();
        files.sort_by_key(|file| file.path());
        for file in files {
            let name = file.file_name().to_string_lossy().into_owned();
            let scenario = file.path().with_file_name(name.replace(".json", ".scenario.json"));
            if !name.ends_with(".scenario.json") && scenario.exists() {
                let read = |path| fs::read_to_string(path).expect("reads");
                pairs.push((read(file.path()), read(scenario)));
            }
        }
    }
    assert!(pairs.len() > 10);
    pairs
}

/// A few places cut out, doubled, or with a splinter in them.
fn damaged(chance: &mut Chance, text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..1 + chance.below(3) {
        let place = |chance: &mut Chance, text: &str| {
            let at = chance.below(text.len() + 1);
            (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
        };
        let (a, b) = (place(chance, &text), place(chance, &text));
        let range = a.min(b)..a.max(b).min(a.min(b) + 40);
        let range =
            range.start..(range.end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        match chance.below(4) {
            0 => drop(text.drain(range)),
            1 => {
                let again = text[range.clone()].to_owned();
                text.insert_str(range.end, &again);
            }
            2 => text.insert_str(range.start, &chance.text(SPLINTERS, 2)),
            _ => text.replace_range(range, chance.pick(SPLINTERS)),
        }
    }
    text
}

// Shows: B1
#[test]
fn damaged_flows_load_save_unchanged_and_compile() {
    let (mut chance, pairs) = (Chance::seeded(), pairs());
    println!("{}", chance.how_to_repeat());
    for _ in 0..Chance::cases() / SHARE {
        let (flow, _) = &pairs[chance.below(pairs.len())];
        let flow = damaged(&mut chance, flow);
        let (document, _) = Document::parse(&flow);
        assert_eq!(document.to_text(), flow);
        compile(&document);
    }
}

// Shows: B1
#[test]
fn damaged_scenarios_are_refused_or_played() {
    let (mut chance, pairs) = (Chance::seeded(), pairs());
    println!("{}", chance.how_to_repeat());
    let (mut refused, mut played) = (0, 0);
    for _ in 0..Chance::cases() / SHARE {
        let (flow, scenario) = &pairs[chance.below(pairs.len())];
        let flow = if chance.below(2) == 0 { damaged(&mut chance, flow) } else { flow.clone() };
        let scenario = damaged(&mut chance, scenario);
        match cti::try_scenario(&flow, &scenario) {
            Ok((cases, well)) => {
                assert!(well <= cases);
                played += 1;
            }
            Err(sentence) => {
                assert!(!sentence.is_empty());
                refused += 1;
            }
        }
    }
    assert!(refused > 0 && played > 0, "both happen: {refused} refused, {played} played");
}

#[track_caller]
fn check_shape(actions: &str, outcome: &str) {
    let flow = format!(r#"{{"actions":[{actions}]}}"#);
    let scenario = format!(r#"{{"cases":[{{"name":"x","expect":{{"outcome":"{outcome}"}}}}]}}"#);
    match cti::try_scenario(&flow, &scenario) {
        Ok(counts) => assert_eq!(counts, (1, 1), "{actions} does not end {outcome}"),
        Err(sentence) => assert_eq!(outcome, "refused", "{actions}: {sentence}"),
    }
}

// Shows: B4
#[test]
fn odd_graphs_end_or_are_refused() {
    let start = r#"{"id":"a","type":"SE_Start","ports":{"done":"b"}}"#;
    check_shape(r#"{"id":"a","type":"SE_Start","ports":{"done":"a"}}"#, "loopGuard");
    let back = r#"{"id":"b","type":"SE_CoreTruthy","controls":{"value":"1"},"ports":{"true":"a"}}"#;
    check_shape(&format!("{start},{back}"), "loopGuard");
    check_shape(start, "completed");
    check_shape(&format!(r#"{start},{{"id":"b","type":"SE_Tomorrow"}}"#), "blocked");
    check_shape(&format!(r#"{start},{{"id":"b","type":"SE_Start"}}"#), "refused");
    check_shape(&format!(r#"{start},{{"id":"a","type":"SE_End"}}"#), "refused");
    check_shape("", "refused");
    check_shape(
        &format!(r#"{start},{{"id":"b","type":"SE_End","ports":{{"done":"uid-NaN"}}}}"#),
        "completed",
    );
}

// Shows: B3
#[test]
fn hostile_keys_are_data() {
    let long = "k".repeat(1_000_000);
    for key in ["__proto__", "constructor", "", "a\\u0000b", "\\ud800", &long, "${x}", "$.contact"] {
        let flow = format!(
            r#"{{"actions":[{{"id":"a","type":"SE_Start","ports":{{"done":"b"}},"{key}":1}},
            {{"id":"b","type":"SE_Log","controls":{{"message":"m","{key}":{{"{key}":"v"}}}},"ports":{{"{key}":"a"}}}}]}}"#
        );
        assert!(Document::parse(&flow).0.to_text() == flow, "{:.20} comes back", key);
        let log = r#"{"cases":[{"name":"x","expect":{"outcome":"completed","log":["m"]}}]}"#;
        assert_eq!(cti::try_scenario(&flow, log), Ok((1, 1)), "{:.20}", key);
    }
}
