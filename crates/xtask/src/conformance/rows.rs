//! What is to be shown, and by which tests: the files in `tests/conformance` and `tests/reliability`, one per area.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// One area: a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Area {
    /// Heading on the page.
    pub(super) title: String,
    /// Where the rows come from.
    pub(super) from: String,
    /// The rows, in the order of their source.
    #[serde(rename = "row")]
    pub(super) rows: Vec<Row>,
}

/// One thing to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub(super) struct Row {
    /// Its name in the source, `BH-77` for instance: one word, for this row alone. Its tests repeat it.
    pub(super) id: String,
    /// What is to be true, in a sentence of ours.
    pub(super) says: String,
    /// How much of it the tests try: so many tabs, calls, bytes.
    pub(super) figure: Option<String>,
    /// How it stands.
    pub(super) state: State,
    /// Tests that show it, or a part of it: the group's word and the case's name.
    pub(super) tests: Vec<String>,
}

/// How a row stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// Tests show all of it. Perhaps with a remark.
    Done(Option<String>),
    /// It is not for us to do, for this reason.
    NotApplicable(String),
    /// This is missing.
    Open(String),
    /// No test can show it, for this reason. Tests may show a part.
    NotShown(String),
}

/// A row as it is written down.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    says: String,
    figure: Option<String>,
    #[serde(default)]
    tests: Vec<String>,
    note: Option<String>,
    not_applicable: Option<String>,
    open: Option<String>,
    not_shown_because: Option<String>,
}

impl TryFrom<Written> for Row {
    type Error = String;

    fn try_from(written: Written) -> Result<Row, String> {
        let Written { id, says, figure, tests, note, not_applicable, open, not_shown_because } = written;
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        if id.is_empty() || !id.chars().all(is_word) {
            return Err(format!("{id} is no id: use letters, digits, hyphens and dots"));
        }
        let state = match (not_applicable, open, not_shown_because) {
            (None, None, None) if tests.is_empty() => {
                return Err(format!("{id} has neither tests nor not_applicable, open or not_shown_because"));
            }
            (None, None, None) => State::Done(note),
            (None, Some(missing), None) => State::Open(missing),
            (Some(reason), None, None) => State::NotApplicable(reason),
            (None, None, Some(reason)) => State::NotShown(reason),
            _ => return Err(format!("{id} is two of not_applicable, open and not_shown_because")),
        };
        Ok(Row { id, says, figure, state, tests })
    }
}

/// Every area in a folder, in the order of the files' names.
///
/// # Errors
/// A file cannot be read, or says something else than the form allows.
pub(super) fn load(folder: &Path) -> Result<Vec<Area>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "toml"));
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

/// That every row has an id of its own, for tests name rows by nothing else.
///
/// # Errors
/// A row is there twice.
pub(super) fn no_id_twice(areas: &[Area]) -> Result<()> {
    let mut known = BTreeSet::new();
    for row in areas.iter().flat_map(|area| &area.rows) {
        if !known.insert(&row.id) {
            bail!("there are two rows {}", row.id);
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<Area> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is no area", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(row: &str, expected: Result<State, &str>) {
        let found = toml::from_str::<Row>(&format!("id = 'a'\nsays = 'b'\n{row}"));
        match (found, expected) {
            (Ok(row), Ok(state)) => assert_eq!(row.state, state),
            (Err(error), Err(says)) => assert!(error.to_string().contains(says), "{error}"),
            (found, _) => panic!("{row}: {found:?}"),
        }
    }

    #[test]
    fn an_id_is_one_word() {
        for (id, legal) in
            [("BH-77", true), ("4.7", true), ("log: missed", false), ("", false), ("a, b", false)]
        {
            let row = toml::from_str::<Row>(&format!("id = '{id}'\nsays = 'b'\ntests = ['e2e x']"));
            assert_eq!(row.is_ok(), legal, "{id}");
        }
    }

    #[test]
    fn a_row_is_done_not_for_us_or_open() {
        check("tests = ['e2e x']", Ok(State::Done(None)));
        check("tests = ['e2e x']\nnote = 'n'", Ok(State::Done(Some("n".to_owned()))));
        check("not_applicable = 'why'", Ok(State::NotApplicable("why".to_owned())));
        check("tests = ['e2e x']\nopen = 'what'", Ok(State::Open("what".to_owned())));
        check("", Err("neither tests nor"));
        check("not_shown_because = 'why'", Ok(State::NotShown("why".to_owned())));
        check("open = 'what'\nnot_applicable = 'why'", Err("two of"));
        check("not_shown_because = 'what'\nnot_applicable = 'why'", Err("two of"));
        check("test = ['e2e x']", Err("unknown field"));
    }
}
