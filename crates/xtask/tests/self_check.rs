//! The administrator's table of self-check codes says what the page says: no more, no less.

use std::collections::BTreeSet;
use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The codes in the page's sentences: the first argument of `finding(` and `hint(`, and the first of each tuple on lines of its own.
fn said() -> BTreeSet<String> {
    let source = read("crates/adapter/src/text.rs");
    let starts = ["finding(", "hint(", "=> (\n"];
    let pieces = starts.iter().flat_map(|start| source.split(start).skip(1));
    pieces
        .filter_map(|piece| piece.trim_start().strip_prefix('"')?.split_once("\",").map(|(code, _)| code))
        .filter(|code| !code.is_empty() && code.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .map(str::to_owned)
        .collect()
}

fn documented() -> BTreeSet<String> {
    let row = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    read("docs/self-check.md").lines().filter_map(row).collect()
}

#[test]
fn every_code_has_a_row_and_every_row_a_code() {
    let said = said();
    assert!(said.len() >= 18, "the sentences moved? found only {said:?}");
    assert_eq!(said, documented(), "docs/self-check.md and crates/adapter/src/text.rs differ");
}
