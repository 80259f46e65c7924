//! The promises that tests name: a line `// Shows: BH-77, gotcha-1` above a test, or anywhere in an end-to-end case.
//!
//! A row names its tests and each of them names the row. So whoever changes a test sees what hangs on it, and a row cannot
//! lean on a test that is about something else without two people having written so.

use std::path::Path;

use anyhow::{Context, Result};

use super::rows::Area;
use crate::{paths, process};

/// How such a line begins.
const SHOWS: &str = "// Shows: ";

/// A test that says which promise it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// Id of the promise.
    id: String,
    /// File and line, for people.
    place: String,
    /// Which test.
    test: Named,
}

/// A test by what its file says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Named {
    /// A test of a crate: its package and its name, or the name of the macro call that makes it.
    Rust { package: String, name: String },
    /// An end-to-end case.
    EndToEnd(String),
    /// A test of a Lightning web component.
    Jest(String),
    /// No test follows the line.
    Nothing,
}

impl Named {
    /// Whether a row means this test: `native session::desk clicks::it_works`, `wasm opencti::web methods::save_log::success`.
    fn is(&self, test: &str) -> bool {
        let (group, case) = test.split_once(' ').unwrap_or((test, ""));
        match self {
            Self::EndToEnd(name) => group == "e2e" && case == name,
            Self::Jest(name) => group == "lwc" && case.ends_with(name),
            Self::Rust { package, name } => {
                let (program, path) = case.split_once(' ').unwrap_or((case, ""));
                let is_package = program.split("::").next() == Some(package);
                // The tests that a macro makes are in a module of its first word.
                matches!(group, "native" | "wasm")
                    && is_package
                    && path.rsplit("::").take(2).any(|part| part == name)
            }
            Self::Nothing => false,
        }
    }
}

/// Every tag of this clone.
///
/// # Errors
/// Git cannot list the files, or one cannot be read.
pub(super) fn load() -> Result<Vec<Tag>> {
    let mut git = std::process::Command::new("git");
    git.current_dir(paths::root()).args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let names = process::answer(&mut git).context("git cannot list the files of this clone")?;
    let mut tags = Vec::new();
    for name in names.lines().filter(|name| is_test_file(name)) {
        // A file that is listed and gone was removed.
        let Ok(text) = std::fs::read_to_string(paths::root().join(name)) else { continue };
        if text.contains(SHOWS) {
            let package = package(name)?;
            tags.extend(read(name, &package, &text));
        }
    }
    Ok(tags)
}

fn is_test_file(name: &str) -> bool {
    name.ends_with(".rs") || name.ends_with("/case.mjs") || name.ends_with(".test.js")
}

/// The name of the package that a Rust file belongs to; empty for other files.
fn package(file: &str) -> Result<String> {
    if !file.ends_with(".rs") {
        return Ok(String::new());
    }
    for folder in Path::new(file).ancestors().skip(1) {
        let manifest = paths::root().join(folder).join("Cargo.toml");
        if let Ok(text) = std::fs::read_to_string(&manifest) {
            let manifest_table: toml::Table =
                toml::from_str(&text).with_context(|| manifest.display().to_string())?;
            let name = manifest_table.get("package").and_then(|package| package.get("name")?.as_str());
            return Ok(name.unwrap_or_default().to_owned());
        }
    }
    Ok(String::new())
}

/// The tags in one file.
fn read(file: &str, package: &str, text: &str) -> Vec<Tag> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut tags = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(ids) = line.strip_prefix(SHOWS) else { continue };
        let test = match file.strip_prefix("tests/e2e/cases/").and_then(|rest| rest.split_once('/')) {
            Some((case, _)) => Named::EndToEnd(case.to_owned()),
            None => named_after(&lines[at + 1..], package),
        };
        for id in ids.split(',').map(str::trim) {
            tags.push(Tag { id: id.to_owned(), place: format!("{file}:{}", at + 1), test: test.clone() });
        }
    }
    tags
}

/// The test that follows: what stands between it and the line are attributes, comments and further tags.
fn named_after(lines: &[&str], package: &str) -> Named {
    for line in lines {
        let between = line.starts_with("//") || line.starts_with("#[") || matches!(*line, "Case {" | "]");
        let rust = |name: &str| Named::Rust { package: package.to_owned(), name: name.to_owned() };
        let word = |text: &str| -> String {
            text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
        };
        for start in ["fn ", "async fn ", "pub fn ", "method! { ", "listener! { ", "also "] {
            if let Some(rest) = line.strip_prefix(start) {
                return rust(&word(rest));
            }
        }
        if let Some(rest) = line.strip_prefix("name: \"") {
            return rust(rest.split('"').next().unwrap_or_default());
        }
        for start in ["it(\"", "test(\""] {
            if let Some(rest) = line.strip_prefix(start) {
                return Named::Jest(rest.split('"').next().unwrap_or_default().to_owned());
            }
        }
        if !between {
            return Named::Nothing;
        }
    }
    Named::Nothing
}

/// What rows and tests say differently about each other.
pub(super) fn complaints(areas: &[Area], tags: &[Tag]) -> Vec<String> {
    let mut complaints = Vec::new();
    for area in areas {
        for row in &area.rows {
            for test in &row.tests {
                if !tags.iter().any(|tag| tag.id == row.id && tag.test.is(test)) {
                    complaints.push(format!(
                        "{}, {}: `{test}` does not say so: write `{SHOWS}{}` above it, if it shows the promise",
                        area.title, row.id, row.id
                    ));
                }
            }
        }
    }
    for tag in tags {
        let row = areas.iter().flat_map(|area| &area.rows).find(|row| row.id == tag.id);
        match row {
            None => complaints.push(format!(
                "{}: no row of tests/conformance or tests/reliability is called {}",
                tag.place, tag.id
            )),
            Some(_) if tag.test == Named::Nothing => {
                complaints.push(format!("{}: no test follows “{SHOWS}{}”", tag.place, tag.id));
            }
            Some(row) if !row.tests.iter().any(|test| tag.test.is(test)) => complaints
                .push(format!("{}: row {} does not name this test: add it there", tag.place, tag.id)),
            Some(_) => {}
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::rows::{Row, State};

    #[track_caller]
    fn check(file: &str, text: &str, expected: &[(&str, &str)]) {
        let tags = read(file, "session", text);
        let found: Vec<(&str, String)> = tags
            .iter()
            .map(|tag| {
                let test = match &tag.test {
                    Named::Rust { package, name } => format!("{package} {name}"),
                    Named::EndToEnd(name) => format!("e2e {name}"),
                    Named::Jest(name) => format!("lwc {name}"),
                    Named::Nothing => "nothing".to_owned(),
                };
                (tag.id.as_str(), test)
            })
            .collect();
        let expected: Vec<(&str, String)> =
            expected.iter().map(|(id, test)| (*id, (*test).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_tag_belongs_to_the_test_below_it() {
        let rust = "crates/session/tests/desk/clicks.rs";
        check(
            rust,
            "// Shows: BH-1, gotcha-2\n#[test]\nfn it_works() {",
            &[("BH-1", "session it_works"), ("gotcha-2", "session it_works")],
        );
        check(rust, "/// Why.\n// Shows: a\n// more\n#[tokio::test]\nasync fn b() {", &[("a", "session b")]);
        check(
            rust,
            "    // Shows: a\n    Case {\n        name: \"no order, none\",",
            &[("a", "session no order, none")],
        );
        check(rust, "// Shows: a\nmethod! { save_log, \"saveLog\",", &[("a", "session save_log")]);
        check(rust, "// Shows: a\n    also a_search:", &[("a", "session a_search")]);
        check(rust, "// Shows: a\nlet x = 1;\nfn b() {", &[("a", "nothing")]);
        check("tests/e2e/cases/ten-clicks/case.mjs", "// Shows: a\nimport x;", &[("a", "e2e ten-clicks")]);
        check(
            "salesforce/x/y.test.js",
            "// Shows: a\n  it(\"is shown\", async () => {",
            &[("a", "lwc is shown")],
        );
    }

    #[test]
    fn rows_and_tests_name_each_other() {
        let row = |id: &str, tests: &[&str]| Row {
            id: id.to_owned(),
            says: "says".to_owned(),
            figure: None,
            state: State::Done(None),
            tests: tests.iter().map(|test| (*test).to_owned()).collect(),
        };
        let area = |rows| Area { title: "Area".to_owned(), from: "from".to_owned(), rows };
        let text = "// Shows: a\n#[test]\nfn b() {}";
        let tags = read("crates/session/tests/desk/clicks.rs", "session", text);
        #[track_caller]
        fn check(areas: &[Area], tags: &[Tag], expected: &[&str]) {
            let found = complaints(areas, tags);
            assert_eq!(found.len(), expected.len(), "{found:?}");
            for (found, words) in found.iter().zip(expected) {
                assert!(found.contains(words), "{found}");
            }
        }
        check(&[area(vec![row("a", &["native session::desk clicks::b"])])], &tags, &[]);
        check(&[area(vec![row("a", &["wasm session::web methods::b::success"])])], &tags, &[]);
        let other_package = "native flow::clicks b";
        check(
            &[area(vec![row("a", &[other_package])])],
            &tags,
            &["does not say so", "does not name this test"],
        );
        check(
            &[area(vec![row("a", &["native session::desk clicks::b", "e2e b"])])],
            &tags,
            &["`e2e b` does not say so"],
        );
        check(&[area(vec![row("c", &[])])], &tags, &["is called a"]);
    }
}
