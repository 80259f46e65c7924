//! What became of the tests: a file per group in `target/test-results`, for whoever builds on results.
//!
//! Only whole groups are recorded. A record names the sources it is about, so that an old one is not taken for
//! today's.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::cases::Case;
use crate::{paths, process};

/// The last whole run of one group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The sources that were tested, see [`sources`].
    pub sources: String,
    /// Cases by name, and whether they passed.
    pub cases: BTreeMap<String, bool>,
}

impl Record {
    /// A record of these cases.
    pub fn new(sources: String, cases: &[Case]) -> Self {
        let cases = cases.iter().map(|case| (case.name.clone(), case.passed)).collect();
        Self { sources, cases }
    }

    /// The record of a group, when it has one.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn load(group: &str) -> Result<Option<Self>> {
        let file = file(group);
        if !file.exists() {
            return Ok(None);
        }
        let text = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        serde_json::from_slice(&text).map(Some).with_context(|| format!("{} is damaged", file.display()))
    }

    /// Keeps the record of a group.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn save(&self, group: &str) -> Result<()> {
        let file = file(group);
        let folder = file.parent().unwrap_or(&file);
        std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        let text = serde_json::to_vec_pretty(self)?;
        std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
    }
}

fn file(group: &str) -> PathBuf {
    paths::target().join("test-results").join(format!("{group}.json"))
}

/// A word for everything that tests depend on: the project's files but prose and what is made from results.
///
/// # Errors
/// Git cannot list the files.
pub fn sources() -> Result<String> {
    let mut git = Command::new("git");
    git.current_dir(paths::root()).args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let names = process::answer(&mut git).context("git cannot list the files of this clone")?;
    let mut names: Vec<&str> = names.lines().filter(|name| counts(name)).collect();
    names.sort_unstable();
    let mut hasher = DefaultHasher::new();
    for name in names {
        // A file that is listed and gone was removed: that is a state of the sources, too.
        let text = std::fs::read(paths::root().join(name)).unwrap_or_default();
        (name, text).hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn counts(name: &str) -> bool {
    let is_row = name.starts_with("tests/conformance/") || name.starts_with("tests/reliability/");
    !name.ends_with(".md") && !name.starts_with("docs/") && !is_row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_and_what_is_made_from_results_do_not_count() {
        for (name, expected) in [
            ("crates/desk/src/lib.rs", true),
            ("Cargo.lock", true),
            ("tests/e2e/cases/keyboard/case.mjs", true),
            ("docs/conformance.md", false),
            ("crates/opencti/README.md", false),
            ("tests/conformance/seed.toml", false),
            ("tests/reliability/10-load.toml", false),
        ] {
            assert_eq!(counts(name), expected, "{name}");
        }
    }

    #[test]
    fn a_record_keeps_the_last_word_on_each_case() {
        let case = |name: &str, passed| Case { name: name.to_owned(), passed };
        let record = Record::new("s".to_owned(), &[case("a", true), case("b", false)]);
        let text = serde_json::to_string(&record).expect("plain data");
        assert_eq!(serde_json::from_str::<Record>(&text).expect("the same"), record);
        assert_eq!(record.cases.get("b"), Some(&false));
    }
}
