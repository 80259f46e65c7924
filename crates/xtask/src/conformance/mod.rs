//! `conformance`: what is promised, held against the tests that ran.

mod bindings;
mod page;
mod rows;
mod tags;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::paths;
use crate::test::record::{self, Record};
use crate::test::{Case, Group};
use rows::Area;

/// Groups whose results can be named in a row.
const GROUPS: [Group; 4] = [Group::Native, Group::Wasm, Group::Lwc, Group::EndToEnd];

/// Writes the tables in the READMEs of the bindings, which need no results; then, unless only they are wanted, checks
/// every row against the last results and against what its tests say of themselves, and writes `docs/conformance.md`. Says
/// whether every named test exists, passed and names the row.
///
/// # Errors
/// A file cannot be read, written or understood.
pub fn conformance(only_tables: bool) -> Result<bool> {
    for bindings in bindings::ALL {
        let file = paths::root().join("crates").join(bindings.package).join("README.md");
        write_if_other(file, &bindings.readme()?)?;
    }
    if only_tables {
        return Ok(true);
    }
    let areas = areas()?;
    let complaints = complaints(&areas, &Results::load()?)?;
    for complaint in &complaints {
        println!("{complaint}");
    }
    if complaints.is_empty() {
        write_if_other(page_file(), &page::write(&areas))?;
    }
    for area in &areas {
        let [done, not_applicable, open, not_shown] = page::counts(area);
        println!(
            "{:<44} {done:>3} done {not_applicable:>3} not applicable {open:>3} open {not_shown:>3} not shown",
            area.title
        );
    }
    Ok(complaints.is_empty())
}

/// The same as cases of a test group: each area's rows against the results, and whether the page is current.
///
/// # Errors
/// A file cannot be read or understood.
pub(crate) fn cases() -> Result<(Vec<Case>, Vec<String>)> {
    let (areas, results) = (areas()?, Results::load()?);
    let mut cases = Vec::new();
    let mut told = Vec::new();
    let mut case = |name: String, complaints: Vec<String>| {
        cases.push(Case { name, passed: complaints.is_empty() });
        told.extend(complaints);
    };
    for area in &areas {
        case(area.title.clone(), row_complaints(area, &results));
    }
    case("rows and tests name each other".to_owned(), tags::complaints(&areas, &tags::load()?));
    case("the tables of the bindings".to_owned(), binding_complaints(&results)?);
    let there = std::fs::read_to_string(page_file()).unwrap_or_default();
    let current = there == page::write(&areas);
    let remedy = "docs/conformance.md is not what tests/conformance says: run `cargo xtask conformance`";
    case("docs/conformance.md".to_owned(), if current { vec![] } else { vec![remedy.to_owned()] });
    Ok((cases, told))
}

fn areas() -> Result<Vec<Area>> {
    rows::load(&paths::root().join("tests/conformance"))
}

fn page_file() -> PathBuf {
    paths::root().join("docs/conformance.md")
}

fn complaints(areas: &[Area], results: &Results) -> Result<Vec<String>> {
    let mut complaints: Vec<String> = areas.iter().flat_map(|area| row_complaints(area, results)).collect();
    complaints.extend(tags::complaints(areas, &tags::load()?));
    complaints.extend(binding_complaints(results)?);
    complaints.dedup();
    Ok(complaints)
}

fn row_complaints(area: &Area, results: &Results) -> Vec<String> {
    let tests = area.rows.iter().flat_map(|row| row.tests.iter().map(move |test| (row, test)));
    tests
        .filter_map(|(row, test)| {
            let trouble = results.trouble(test)?;
            Some(format!("{}, {}: {trouble}", area.title, row.id))
        })
        .collect()
}

fn binding_complaints(results: &Results) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for bindings in bindings::ALL {
        let troubles = bindings.tests()?.into_iter().filter_map(|test| results.trouble(&test));
        complaints
            .extend(troubles.map(|trouble| format!("crates/{}/README.md: {trouble}", bindings.package)));
    }
    Ok(complaints)
}

/// What became of the tests, by group.
struct Results {
    sources: String,
    records: BTreeMap<&'static str, Record>,
}

impl Results {
    fn load() -> Result<Self> {
        let mut records = BTreeMap::new();
        for group in GROUPS {
            if let Some(record) = Record::load(group.word())? {
                records.insert(group.word(), record);
            }
        }
        Ok(Self { sources: record::sources()?, records })
    }

    /// Why a test does not show anything today; `None` when it passed.
    fn trouble(&self, test: &str) -> Option<String> {
        let (group, name) = test.split_once(' ').unwrap_or((test, ""));
        let Some(record) = self.records.get(group) else {
            let known = GROUPS.map(Group::word);
            return Some(if known.contains(&group) {
                format!("there are no results: run `cargo xtask test {group}`")
            } else {
                format!("`{test}` must begin with one of {}", known.join(", "))
            });
        };
        if record.sources != self.sources {
            return Some(format!("the sources have changed since: run `cargo xtask test {group}`"));
        }
        match record.cases.get(name) {
            Some(true) => None,
            Some(false) => Some(format!("`{test}` failed")),
            None => Some(format!("there is no test `{test}`")),
        }
    }
}

fn write_if_other(file: PathBuf, text: &str) -> Result<()> {
    if std::fs::read_to_string(&file).unwrap_or_default() == text {
        return Ok(());
    }
    std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    println!("wrote {}", file.strip_prefix(paths::root()).unwrap_or(&file).display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_test_that_passed_on_these_sources_shows_anything() {
        let record = |sources: &str| Record {
            sources: sources.to_owned(),
            cases: [("known-caller".to_owned(), true), ("keyboard".to_owned(), false)].into(),
        };
        let records = [("e2e", record("now")), ("native", record("before"))].into();
        let results = Results { sources: "now".to_owned(), records };
        for (test, says) in [
            ("e2e known-caller", None),
            ("e2e keyboard", Some("failed")),
            ("e2e no-such-case", Some("there is no test")),
            ("native known-caller", Some("have changed")),
            ("wasm known-caller", Some("there are no results")),
            ("known-caller", Some("must begin with")),
        ] {
            match (results.trouble(test), says) {
                (None, None) => {}
                (Some(trouble), Some(says)) => assert!(trouble.contains(says), "{test}: {trouble}"),
                (trouble, _) => panic!("{test}: {trouble:?}"),
            }
        }
    }

    #[test]
    fn rows_and_tests_of_this_clone_name_each_other() {
        let tags = tags::load().expect("tags");
        assert!(!tags.is_empty());
        let complaints = tags::complaints(&areas().expect("tests/conformance is in order"), &tags);
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }

    #[test]
    fn every_row_has_a_known_form() {
        let areas = areas().expect("tests/conformance is in order");
        assert!(areas.iter().all(|area| !area.rows.is_empty()));
    }
}
