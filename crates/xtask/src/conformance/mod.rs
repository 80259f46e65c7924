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
use page::Page;
use rows::Area;

/// Groups whose results can be named in a row.
const GROUPS: [Group; 4] = [Group::Native, Group::Wasm, Group::Lwc, Group::EndToEnd];

/// Writes the tables in the READMEs of the bindings, which need no results; then, unless only they are wanted, checks
/// every row against the last results and against what its tests say of themselves, and writes `docs/conformance.md` and `docs/reliability.md`. Says
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
    let pages = pages()?;
    let areas = pages.concat();
    let complaints = complaints(&areas, &Results::load()?)?;
    for complaint in &complaints {
        println!("{complaint}");
    }
    if complaints.is_empty() {
        for (page, areas) in Page::ALL.into_iter().zip(&pages) {
            write_if_other(page.file(), &page::write(page, areas))?;
        }
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

/// The same as cases of a test group: each area's rows against the results, and whether the pages are current.
///
/// # Errors
/// A file cannot be read or understood.
pub(crate) fn cases() -> Result<(Vec<Case>, Vec<String>)> {
    let (pages, results) = (pages()?, Results::load()?);
    let areas = pages.concat();
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
    for (page, areas) in Page::ALL.into_iter().zip(&pages) {
        let there = std::fs::read_to_string(page.file()).unwrap_or_default();
        let current = there == page::write(page, areas);
        let remedy = format!("{} is not what its rows say: run `cargo xtask conformance`", page.name());
        case(page.name(), if current { vec![] } else { vec![remedy] });
    }
    Ok((cases, told))
}

/// The areas of each page.
fn pages() -> Result<[Vec<Area>; 2]> {
    let [promises, reliability] = Page::ALL.map(|page| rows::load(&page.rows()));
    let pages = [promises?, reliability?];
    rows::no_id_twice(&pages.concat())?;
    Ok(pages)
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
        let complaints = tags::complaints(&pages().expect("the rows are in order").concat(), &tags);
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }

    #[test]
    fn every_row_has_a_known_form() {
        let areas = pages().expect("the rows are in order").concat();
        assert!(areas.iter().all(|area| !area.rows.is_empty()));
    }
}
