//! Reading test cases, by name, from what the runners print.
//!
//! A case is named as nextest does it: the program, a blank, the test. `desk calls::…` is a unit test of the crate
//! `desk`, `desk::log …` one in its `tests/log.rs`, `opencti::web methods::…` one of the browser's.

use std::collections::BTreeMap;

use serde_json::Value;

/// Test programs by the name of their file, each with what its cases are called by.
pub(super) type Programs = BTreeMap<String, String>;

/// One case that was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Program and test.
    pub name: String,
    /// Whether it passed.
    pub passed: bool,
}

/// The test programs among the messages of `cargo test --no-run --message-format=json`.
pub(super) fn programs(messages: &str) -> Programs {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages
        .filter_map(|message| {
            let file = file_name(message["executable"].as_str()?).to_owned();
            let package = package_name(message["package_id"].as_str()?);
            let target = message["target"]["name"].as_str()?;
            let called = match message["target"]["kind"][0].as_str()? {
                "test" => format!("{package}::{target}"),
                "bin" => format!("{package}::bin/{target}"),
                _ => package.to_owned(),
            };
            Some((file, called))
        })
        .collect()
}

/// The package in `path+file:///…/crates/cli#cti@0.1.0`; the folder's name stands for it where it is the same.
fn package_name(id: &str) -> &str {
    let (path, end) = id.split_once('#').unwrap_or((id, ""));
    end.split_once('@').map_or_else(|| file_name(path), |(name, _)| name)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The cases in what a runner printed. Lines that say which program runs, `Running … (deps/desk-1f)` and
/// `Doc-tests desk`, are cargo's; a runner without programs has cases of one word.
pub(super) fn read(output: &str, programs: &Programs) -> Vec<Case> {
    let mut program = String::new();
    let mut cases = Vec::new();
    for line in output.lines() {
        let words = line.trim_start();
        if let Some(running) = words.strip_prefix("Running ").filter(|rest| rest.ends_with(')')) {
            let file = running.rsplit_once('(').map_or("", |(_, path)| file_name(path.trim_end_matches(')')));
            program = programs.get(file).cloned().unwrap_or_default();
        } else if let Some(package) = words.strip_prefix("Doc-tests ") {
            program = format!("{package}::doc");
        } else if let Some((test, passed)) = verdict(line) {
            let name = format!("{program} {test}").trim_start().to_owned();
            cases.push(Case { name, passed });
        }
    }
    cases
}

/// `test NAME ... ok` of libtest, `case NAME [SECTION] ... FAILED (2 assertions)` of the simulator's contract.
fn verdict(line: &str) -> Option<(&str, bool)> {
    let (name, said) = match line.strip_prefix("test ") {
        Some(rest) => rest.rsplit_once(" ... ")?,
        None => {
            let (case, said) = line.strip_prefix("case ")?.rsplit_once(" ... ")?;
            (case.rsplit_once(" [")?.0, said)
        }
    };
    let name = name.strip_suffix(" - should panic").unwrap_or(name);
    match said.split(' ').next()? {
        "ok" => Some((name, true)),
        // The browser's runner is shorter.
        "FAILED" | "FAIL" => Some((name, false)),
        _ => None,
    }
}

/// What is worth reading of a run that failed: not the cases that passed.
pub(super) fn without_passed(output: &str) -> String {
    let dull = |line: &&str| {
        verdict(line).is_some_and(|(_, passed)| passed)
            || line.starts_with("running ")
            || line.starts_with("test result: ok")
    };
    let mut kept: Vec<&str> = output.lines().filter(|line| !dull(line)).collect();
    kept.dedup_by(|next, before| next.is_empty() && before.is_empty());
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, expected: &[(&str, bool)]) {
        let programs = Programs::from([("log-1f".to_owned(), "desk::log".to_owned())]);
        let found = read(output, &programs);
        let found: Vec<(&str, bool)> = found.iter().map(|case| (case.name.as_str(), case.passed)).collect();
        assert_eq!(found, expected, "{output}");
    }

    #[test]
    fn cases_are_read_with_their_program() {
        check(
            "test known-caller ... ok\ntest keyboard ... FAILED",
            &[("known-caller", true), ("keyboard", false)],
        );
        check("test a::b ... FAIL", &[("a::b", false)]);
        check(
            "     Running tests/log.rs (target/debug/deps/log-1f)\n\nrunning 1 test\ntest a::b ... ok\n",
            &[("desk::log a::b", true)],
        );
        check(
            "     Running tests/log.rs (deps/log-1f)\ntest a - should panic ... ok",
            &[("desk::log a", true)],
        );
        check(
            "   Doc-tests opencti\ntest README.md - (line 1) ... ok",
            &[("opencti::doc README.md - (line 1)", true)],
        );
        check(
            "case ids ... twice [open-cti 13.1] ... FAILED (8 assertions)\ncase no verdict",
            &[("ids ... twice", false)],
        );
        check("test a ... ignored\ntest result: ok. 2 passed; 0 failed", &[]);
    }

    #[test]
    fn programs_are_named_by_package_and_target() {
        let messages = r#"{"executable":"/t/deps/log-1f","package_id":"path+file:///c/desk#0.1.0","target":{"name":"log","kind":["test"]}}
not json
{"executable":null,"package_id":"path+file:///c/desk#0.1.0","target":{"name":"x","kind":["lib"]}}
{"executable":"/t/deps/cti-2a","package_id":"path+file:///c/cli#cti@0.1.0","target":{"name":"cti","kind":["lib"]}}
{"executable":"/t/deps/cti-3b","package_id":"path+file:///c/cli#cti@0.1.0","target":{"name":"cti","kind":["bin"]}}"#;
        let expected = [("cti-2a", "cti"), ("cti-3b", "cti::bin/cti"), ("log-1f", "desk::log")];
        assert_eq!(
            programs(messages),
            expected.map(|(file, name)| (file.to_owned(), name.to_owned())).into()
        );
    }

    #[test]
    fn what_passed_is_not_repeated() {
        let output = "running 2 tests\ntest a ... ok\ntest b ... FAILED\n\n\nb panicked\ntest result: FAILED. 1 passed";
        assert_eq!(without_passed(output), "test b ... FAILED\n\nb panicked\ntest result: FAILED. 1 passed");
    }
}
