//! `docs/conformance.md`, made from the areas.

use std::fmt::Write;

use super::rows::{Area, Row, State};

const INTRODUCTION: &str = "# Conformance

What Switchboard promises to keep, row by row, and the tests that show it. This page is made by

    cargo xtask test           # runs everything and keeps the results by name
    cargo xtask conformance    # checks this page's rows against them, and writes it

from `tests/conformance/*.toml`. The second command fails when a test named here does not exist, did not pass in the
last run or does not name the promise in its source, or when the sources have changed since; so `done` means: these tests say
that they show it, ran on these sources, and passed. The groups before a test's name are those of `cargo xtask test`.
";

/// The page.
pub(super) fn write(areas: &[Area]) -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str("\n| area | done | not applicable | open | not shown |\n|---|---:|---:|---:|---:|\n");
    for area in areas {
        let [done, not_applicable, open, not_shown] = counts(area);
        let _ = writeln!(page, "| {} | {done} | {not_applicable} | {open} | {not_shown} |", area.title);
    }
    for area in areas {
        let _ = write!(
            page,
            "\n## {}\n\n{}\n\n| | | state | shown by |\n|---|---|---|---|\n",
            area.title, area.from
        );
        for row in &area.rows {
            page.push_str(&line(row));
        }
    }
    page
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

fn line(row: &Row) -> String {
    let state = match &row.state {
        State::Done(None) => "done".to_owned(),
        State::Done(Some(note)) => format!("done. {note}"),
        State::NotApplicable(reason) => format!("not applicable: {reason}"),
        State::Open(missing) => format!("**open**: {missing}"),
        State::NotShown(reason) => format!("not shown, because {reason}"),
    };
    let tests: Vec<String> = row.tests.iter().map(|test| format!("`{test}`")).collect();
    let cells = [row.id.as_str(), &row.says, &state, &tests.join("<br>")].map(cell);
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
            state,
            tests: tests.iter().map(|test| (*test).to_owned()).collect(),
        };
        let done = row(State::Done(None), &["e2e x", "native desk::log y"]);
        let open = row(State::Open("all\nof it".to_owned()), &[]);
        assert_eq!(line(&done), "| BH-1 | a\\|b | done | `e2e x`<br>`native desk::log y` |\n");
        assert_eq!(line(&open), "| BH-1 | a\\|b | **open**: all of it |  |\n");
        let not_shown = row(State::NotShown("it is a promise to say nothing".to_owned()), &[]);
        assert!(line(&not_shown).contains("| not shown, because it is a promise to say nothing |"));
        let area = Area { title: "t".to_owned(), from: "f".to_owned(), rows: vec![done, open] };
        assert_eq!(counts(&area), [1, 0, 1, 0]);
        assert!(write(&[area]).contains("\n| t | 1 | 0 | 1 | 0 |\n"));
    }
}
