//! The pages that are made from rows: `docs/conformance.md` and `docs/reliability.md`.

use std::fmt::Write;
use std::path::PathBuf;

use super::rows::{Area, Row, State};
use crate::paths;

/// A page that is made from rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// What is promised.
    Conformance,
    /// What happens on bad days, and under load.
    Reliability,
}

impl Page {
    /// All of them.
    pub(super) const ALL: [Page; 2] = [Page::Conformance, Page::Reliability];

    fn word(self) -> &'static str {
        match self {
            Page::Conformance => "conformance",
            Page::Reliability => "reliability",
        }
    }

    /// Name of the page, from the root of the clone.
    pub(super) fn name(self) -> String {
        format!("docs/{}.md", self.word())
    }

    /// The page.
    pub(super) fn file(self) -> PathBuf {
        paths::root().join(self.name())
    }

    /// The folder of its rows.
    pub(super) fn rows(self) -> PathBuf {
        paths::root().join("tests").join(self.word())
    }

    fn introduction(self) -> &'static str {
        match self {
            Page::Conformance => CONFORMANCE,
            Page::Reliability => RELIABILITY,
        }
    }

    /// What a row is called whose tests show all of it, and one that lacks something.
    fn words(self) -> [&'static str; 2] {
        match self {
            Page::Conformance => ["done", "open"],
            Page::Reliability => ["held", "not held"],
        }
    }
}

const CONFORMANCE: &str = "# Conformance

What Switchboard promises to keep, row by row, and the tests that show it. This page is made by

    cargo xtask test           # runs everything and keeps the results by name
    cargo xtask conformance    # checks this page's rows against them, and writes it

from `tests/conformance/*.toml`. The second command fails when a test named here does not exist, did not pass in the
last run or does not name the promise in its source, or when the sources have changed since; so `done` means: these tests say
that they show it, ran on these sources, and passed. The groups before a test's name are those of `cargo xtask test`.
";

const RELIABILITY: &str = "# Reliability

What was tried against Switchboard: load, faults, hostile input, and the tests that show what comes of it. This page is made by

    cargo xtask test           # runs everything and keeps the results by name
    cargo xtask conformance    # checks this page's rows against them, and writes it

from `tests/reliability/*.toml`, in the way [`conformance.md`](conformance.md) is: `held` means that the tests named say that they
show it, ran on these sources, and passed. The figure is what the tests try; where they try less than the row asks for, the row is
not held and says what is missing. Everything runs on the simulator, natively on a virtual clock (`native`) or in Chromium (`wasm`,
`e2e`); nothing here was tried in an org or on an instance of Amazon Connect.
";

/// The page.
pub(super) fn write(page: Page, areas: &[Area]) -> String {
    let [done, open] = page.words();
    let mut text = page.introduction().to_owned();
    let _ = write!(
        text,
        "\n| area | {done} | not applicable | {open} | not shown |\n|---|---:|---:|---:|---:|\n"
    );
    for area in areas {
        let [done, not_applicable, open, not_shown] = counts(area);
        let _ = writeln!(text, "| {} | {done} | {not_applicable} | {open} | {not_shown} |", area.title);
    }
    for area in areas {
        let _ = write!(text, "\n## {}\n\n{}\n\n", area.title, area.from);
        text.push_str(match page {
            Page::Conformance => "| | | state | shown by |\n|---|---|---|---|\n",
            Page::Reliability => {
                "| | what is tried, what comes of it | figure | verdict | shown by |\n|---|---|---|---|---|\n"
            }
        });
        for row in &area.rows {
            text.push_str(&line(page, row));
        }
    }
    text
}

/// How many rows are done, not applicable, open and not shown.
pub(super) fn counts(area: &Area) -> [usize; 4] {
    let mut counts = [0; 4];
    for row in &area.rows {
        let kind = match row.state {
            State::Done(_) => 0,
            State::NotApplicable(_) => 1,
            State::Open(_) => 2,
            State::NotShown(_) => 3,
        };
        counts[kind] += 1;
    }
    counts
}

fn line(page: Page, row: &Row) -> String {
    let [done, open] = page.words();
    let state = match &row.state {
        State::Done(None) => done.to_owned(),
        State::Done(Some(note)) => format!("{done}. {note}"),
        State::NotApplicable(reason) => format!("not applicable: {reason}"),
        State::Open(missing) => format!("**{open}**: {missing}"),
        State::NotShown(reason) => format!("not shown, because {reason}"),
    };
    let tests: Vec<String> = row.tests.iter().map(|test| format!("`{test}`")).collect();
    let tests = tests.join("<br>");
    let mut cells = vec![row.id.as_str(), &row.says, &state, &tests];
    if page == Page::Reliability {
        cells.insert(2, row.figure.as_deref().unwrap_or_default());
    }
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Text that stays inside its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_lines() {
        let row = |state, tests: &[&str]| Row {
            id: "BH-1".to_owned(),
            says: "a|b".to_owned(),
            figure: Some("2 tabs".to_owned()),
            state,
            tests: tests.iter().map(|test| (*test).to_owned()).collect(),
        };
        let done = row(State::Done(None), &["e2e x", "native desk::log y"]);
        let open = row(State::Open("all\nof it".to_owned()), &[]);
        assert_eq!(
            line(Page::Conformance, &done),
            "| BH-1 | a\\|b | done | `e2e x`<br>`native desk::log y` |\n"
        );
        assert_eq!(line(Page::Conformance, &open), "| BH-1 | a\\|b | **open**: all of it |  |\n");
        let not_shown = row(State::NotShown("it is a promise to say nothing".to_owned()), &[]);
        assert!(
            line(Page::Conformance, &not_shown)
                .contains("| not shown, because it is a promise to say nothing |")
        );
        let area = Area { title: "t".to_owned(), from: "f".to_owned(), rows: vec![done, open] };
        assert_eq!(counts(&area), [1, 0, 1, 0]);
        assert!(write(Page::Conformance, std::slice::from_ref(&area)).contains("\n| t | 1 | 0 | 1 | 0 |\n"));
        assert_eq!(
            line(Page::Reliability, &area.rows[1]),
            "| BH-1 | a\\|b | 2 tabs | **not held**: all of it |  |\n"
        );
    }
}
