//! `test deep`: everything that takes longer than people wait for, before an issue is resolved. What came of it is written to
//! `docs/deep-test.md`, with the commit it was tried on, and committed.

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::groups::{self, Group, Machine, Ran};
use crate::{fuzz, mutate, paths, process, setup};

/// How long each fuzz target is tried when nothing else is said.
pub const FUZZ_SECONDS: u32 = 120;

/// Seeds of the comparisons with Node, lodash and libphonenumber-js, beside the one of every day.
const SEEDS: std::ops::RangeInclusive<u32> = 1..=8;

/// How many cases a property is tried with: sixteen times as many as every day.
const PROPERTY_CASES: u32 = 4_096;

/// How many days of crashes are played as a release is compiled (`crates/session/tests/crash`): twenty times as many as every day.
const CRASH_SCHEDULES: u32 = 10_000;

/// Crates without a browser, a file or a process: they are tried as a release is compiled, too.
const PURE: &str = "-p flow -p actions -p desk -p session -p sim -p callcenter -p draw -p deployment";

/// One thing that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    /// What, for people.
    what: String,
    /// What came of it.
    result: String,
    passed: bool,
    took: Duration,
}

/// Runs everything and writes `docs/deep-test.md`, whatever came of it. Says whether all passed.
///
/// # Errors
/// Set-up cannot go on, or the page cannot be written.
pub fn run(fuzz_seconds: u32) -> Result<bool> {
    let program = std::env::current_exe().context("cannot tell which program this is")?;
    let (wasm, native) = setup::everything()?;
    let machine = Machine { program, wasm, native };
    let commit = commit().context("git cannot tell the commit")?;

    let mut steps = Vec::new();
    // What is promised is held against the results of the groups before it.
    for group in Group::ALL.into_iter().chain([Group::Dist]) {
        let title = format!("`cargo xtask test {}`: {}", group.word(), group.title());
        steps.push(step(title, || super::run_group(group, &machine, &[]).map(counted)));
    }
    for seed in SEEDS {
        steps.push(step(format!("comparisons with the originals, seed {seed}"), || {
            let environment = [("SWITCHBOARD_SEED", seed.to_string())];
            let tests = "-p flow --test differential -p cti --test phones";
            groups::native(&machine, tests, &environment, &[]).map(counted)
        }));
    }
    steps.push(step(format!("properties, {PROPERTY_CASES} cases each"), || {
        let environment = [("PROPTEST_CASES", PROPERTY_CASES.to_string())];
        groups::native(&machine, PURE, &environment, &[]).map(counted)
    }));
    steps.push(step("the pure crates as a release is compiled".to_owned(), || {
        // Without link-time optimisation, which each of the many test programs would repeat.
        let environment = [
            ("CARGO_PROFILE_RELEASE_LTO", "off".to_owned()),
            ("SWITCHBOARD_SCHEDULES", CRASH_SCHEDULES.to_string()),
        ];
        groups::native(&machine, &format!("{PURE} --release"), &environment, &[]).map(counted)
    }));
    steps.push(step("`cargo xtask mutate`".to_owned(), || {
        let (noticed, all) = mutate::noticed(native)?;
        Ok((format!("{noticed} of {all} strictnesses of the simulator are noticed"), noticed == all))
    }));
    steps.push(step(format!("`cargo xtask fuzz --seconds {fuzz_seconds}`"), || {
        let sums = fuzz::sums(None, fuzz_seconds)?;
        let tried: Vec<String> = sums.iter().map(|(name, sum)| format!("{name} {}", sum.inputs)).collect();
        let found: Vec<&str> = sums.iter().filter(|(_, sum)| !sum.passed).map(|(name, _)| *name).collect();
        let verdict =
            if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") + " failed" };
        Ok((format!("{verdict}; inputs: {}", tried.join(", ")), found.is_empty()))
    }));

    let file = paths::root().join("docs/deep-test.md");
    std::fs::write(&file, page(&commit, &steps))
        .with_context(|| format!("cannot write {}", file.display()))?;
    println!("wrote docs/deep-test.md: commit it");
    for step in steps.iter().filter(|step| !step.passed) {
        println!("failed: {}: {}", step.what, step.result);
    }
    Ok(steps.iter().all(|step| step.passed))
}

/// Tries one thing. What cannot be tried has failed.
fn step(what: String, act: impl FnOnce() -> Result<(String, bool)>) -> Step {
    println!("{what} …");
    let began = Instant::now();
    let (result, passed) = act().unwrap_or_else(|error| (format!("{error:#}"), false));
    Step { what, result, passed, took: began.elapsed() }
}

/// What a group came to. Nothing run is no success.
fn counted(ran: Ran) -> (String, bool) {
    (ran.tally.to_string(), ran.tally.failed == 0 && ran.tally.passed > 0)
}

/// The commit that is checked out, its date, and whether anything else lies beside it.
fn commit() -> Option<String> {
    let git =
        |arguments: &[&str]| process::answer(Command::new("git").current_dir(paths::root()).args(arguments));
    let commit = git(&["log", "-1", "--format=%H of %cs"])?;
    let changed = git(&["status", "--porcelain"])?;
    Some(if changed.is_empty() { commit } else { format!("{commit}, with changes that are not committed") })
}

/// The page.
fn page(commit: &str, steps: &[Step]) -> String {
    let failed = steps.iter().filter(|step| !step.passed).count();
    let verdict = match failed {
        0 => "Everything passed.".to_owned(),
        1 => "One thing failed.".to_owned(),
        failed => format!("{failed} things failed."),
    };
    let total: Duration = steps.iter().map(|step| step.took).sum();
    let mut page = format!(
        "# Deep test

What takes longer than `cargo xtask test`, tried before an issue is resolved. This page is made by

    cargo xtask test deep

Commit {commit}. {verdict} It took {} minutes.

| what | result | seconds |
|---|---|---:|
",
        total.as_secs().div_ceil(60)
    );
    for Step { what, result, passed, took } in steps {
        let result = result.replace('|', "\\|").replace('\n', " ");
        let mark = if *passed { "" } else { "**failed**: " };
        let _ = writeln!(page, "| {what} | {mark}{result} | {} |", took.as_secs());
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::tally::Tally;

    fn made(what: &str, passed: bool) -> Step {
        let result = if passed { "3 passed, 0 failed" } else { "a|b\nc" };
        Step { what: what.to_owned(), result: result.to_owned(), passed, took: Duration::from_secs(61) }
    }

    #[test]
    fn a_page_says_what_failed() {
        let text = page("abc of 2026-11-30", &[made("one", true), made("two", false)]);
        assert!(text.contains("Commit abc of 2026-11-30. One thing failed. It took 3 minutes."), "{text}");
        assert!(text.contains("| one | 3 passed, 0 failed | 61 |\n"), "{text}");
        assert!(text.contains("| two | **failed**: a\\|b c | 61 |\n"), "{text}");
        assert!(page("abc", &[made("one", true)]).contains("Everything passed."));
    }

    #[test]
    fn what_cannot_be_tried_has_failed_and_so_has_nothing() {
        let failed = step("x".to_owned(), || anyhow::bail!("no compiler"));
        assert_eq!((failed.passed, failed.result.as_str()), (false, "no compiler"));
        let ran = |passed, failed| Ran { tally: Tally { passed, failed }, cases: Vec::new() };
        assert!(counted(ran(1, 0)).1);
        assert!(!counted(ran(1, 1)).1 && !counted(ran(0, 0)).1);
    }
}
