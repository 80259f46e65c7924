//! The administrator's guide keeps up with what it describes.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The codes that begin the rows of a table.
fn codes(text: &str) -> BTreeSet<String> {
    let row = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    text.lines().filter_map(row).collect()
}

/// The parts of the guide, each with its heading in front.
fn parts(guide: &str) -> Vec<&str> {
    guide.split("\n## ").skip(1).collect()
}

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn every_code_leads_to_a_step_and_every_row_is_a_code() {
    let guide = read("docs/admin.md");
    let parts = parts(&guide);
    let trouble = parts.iter().find(|part| part.starts_with("Troubleshooting")).expect("a part");
    assert_eq!(codes(trouble), codes(&read("docs/self-check.md")), "docs/admin.md and docs/self-check.md");
    for row in trouble.lines().filter(|line| line.starts_with("| `")) {
        assert!(row.contains("step"), "where does it lead? {row}");
    }
}

#[test]
fn every_step_that_is_named_is_there() {
    let guide = read("docs/admin.md");
    let steps: Vec<String> = parts(&guide)
        .iter()
        .filter_map(|part| part.split_once(". ").map(|(number, _)| number.to_owned()))
        .filter(|number| number.parse::<u32>().is_ok())
        .collect();
    let expected: Vec<String> = (1..=steps.len()).map(|number| number.to_string()).collect();
    assert_eq!(steps, expected, "the steps are numbered one after the other");
    for words in ["step ", "steps "] {
        for (at, _) in guide.match_indices(words) {
            let number: String = guide[at + words.len()..].chars().take_while(char::is_ascii_digit).collect();
            assert!(number.is_empty() || steps.contains(&number), "there is no {words}{number}");
        }
    }
}

#[test]
fn every_key_of_the_configuration_that_is_named_is_there() {
    let schema: Value = serde_json::from_str(deployment::SCHEMA).expect("JSON");
    let mut named = 0;
    for page in ["docs/admin.md", "docs/self-check.md"] {
        let text = read(page);
        for (part, key) in quoted(&text).filter_map(|quoted| quoted.split_once('.')) {
            let Some(about) = schema["properties"].get(part) else { continue };
            assert!(
                about["properties"].get(key).is_some(),
                "{page}: `{part}.{key}` is no key of adapter.json"
            );
            named += 1;
        }
    }
    assert!(named >= 8, "only {named} keys are named: is the guide still about adapter.json?");
}

#[test]
fn every_file_that_is_linked_is_there() {
    let guide = read("docs/admin.md");
    for target in guide.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target)
    {
        let file = target.split('#').next().unwrap_or_default();
        let there = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(file);
        assert!(file.is_empty() || there.exists(), "docs/admin.md links to {target}");
    }
}
