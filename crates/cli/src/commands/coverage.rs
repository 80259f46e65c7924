//! `cti blocks --coverage`

use std::collections::BTreeMap;
use std::path::Path;

use indexmap::IndexMap;

use crate::error::Problem;
use crate::output::say;
use crate::{Verdict, files};

/// What the reference asks of each published block, a line each (`blocks.json`, `tests`).
const PROMISES: &str = include_str!("../../../flow/promises.json");

/// Where a promise is tested that no block keeps alone, by type id and line: a phone number is read by a library, records are
/// found by Salesforce. A file and a test or case in it, or the folder of an end-to-end case.
const ELSEWHERE: &str = include_str!("../../../flow/promise_tests.json");

/// Where blocks and their tests stand, seen from the project's folder.
const BLOCKS: &str = "crates/flow/src/blocks";

/// Tests that every block passes that asks the world for something, in `blocks/tests.rs`.
const OF_ASKING: &[&str] =
    &["timeouts_fail_the_block", "rejections_fail_the_block", "answers_of_the_wrong_type_fail_the_block"];

/// What a block that never asks says in its file. That all others are in those tests is itself a test there.
const NEVER_ASKS: &str = "resume: no_resume";

/// Tests by type id and number of the promise.
type Elsewhere = IndexMap<String, IndexMap<usize, Vec<String>>>;

/// Line N of a block is tested by a function `promise_N_…` in the block's file, unless it is tested elsewhere.
pub(crate) fn coverage() -> Result<Verdict, Problem> {
    let promises: IndexMap<String, Vec<String>> = serde_json::from_str(PROMISES)?;
    let elsewhere: Elsewhere = serde_json::from_str(ELSEWHERE)?;
    let sources = sources(Path::new(BLOCKS))?;
    let of_asking = files::read(&Path::new(BLOCKS).join("tests.rs"))?;
    let (mut tested, mut missing) = (0, 0);
    let mut line = |found: bool, what: &str| {
        *(if found { &mut tested } else { &mut missing }) += 1;
        say(format_args!("  {}  {what}", if found { "ok     " } else { "MISSING" }));
    };
    for (type_id, promises) in &promises {
        say(type_id);
        let source = sources.get(type_id).map_or("", String::as_str);
        for (position, promise) in promises.iter().enumerate() {
            let tests = elsewhere.get(type_id).and_then(|lines| lines.get(&(position + 1)));
            match (tests, test_of(source, position + 1)) {
                (Some(tests), _) => tests.iter().for_each(|test| line(is_there(test), test)),
                (None, Some(test)) => line(true, &test),
                (None, None) => line(false, promise),
            }
        }
        if !source.contains(NEVER_ASKS) {
            OF_ASKING.iter().for_each(|test| line(of_asking.contains(&format!("fn {test}()")), test));
        }
    }
    say(format_args!("\n{} blocks, {tested} behaviours tested, {missing} not", promises.len()));
    Ok(if missing == 0 { Verdict::Well } else { Verdict::NotWell })
}

/// Whether a test that is named with its place is there: a function, a case of a name, or a folder.
fn is_there(test: &str) -> bool {
    match test.split_once("::") {
        Some((file, name)) => files::read(Path::new(file)).is_ok_and(|text| {
            text.contains(&format!("fn {name}()")) || text.contains(&format!("name: \"{name}\""))
        }),
        None => Path::new(test).is_dir(),
    }
}

/// The source of each block by its type id.
fn sources(folder: &Path) -> Result<BTreeMap<String, String>, Problem> {
    let problem = |source| Problem::Read { path: folder.to_owned(), source };
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else {
            let text = files::read(&path)?;
            let type_id = text.split_once("type_id: \"").and_then(|(_, rest)| rest.split_once('"'));
            if let Some((type_id, _)) = type_id {
                found.insert(type_id.to_owned(), text.clone());
            }
        }
    }
    Ok(found)
}

/// Name of the test of one promise.
fn test_of(source: &str, number: usize) -> Option<String> {
    let (_, rest) = source.split_once(&format!("#[test]\n    fn promise_{number}_"))?;
    let (name, _) = rest.split_once('(')?;
    Some(format!("promise_{number}_{name}"))
}

#[cfg(test)]
mod tests {
    use super::{ELSEWHERE, Elsewhere, IndexMap, PROMISES, is_there, test_of};

    #[test]
    fn a_test_that_is_gone_is_missed() {
        let check = |test: &str, expected: bool| {
            let test = format!("{}/../../{test}", env!("CARGO_MANIFEST_DIR"));
            assert_eq!(is_there(&test), expected, "{test}");
        };
        check("crates/cli/tests/promises.rs::e164_has_no_extension", true);
        check("crates/cli/tests/promises.rs::e164_has_an_extension", false);
        check("crates/cli/tests/no_such.rs::e164_has_no_extension", false);
        check("crates/sim/tests/contract/searching.rs::without deferral the rules pop", true);
        check("tests/e2e/cases/classic", true);
        check("tests/e2e/cases/no-such", false);
        let source = "#[test]\n    fn promise_2_x() {";
        assert_eq!((test_of(source, 2).as_deref(), test_of(source, 1)), (Some("promise_2_x"), None));
    }

    #[test]
    fn what_is_tested_elsewhere_was_promised() {
        let promises: IndexMap<String, Vec<String>> = serde_json::from_str(PROMISES).expect("promises");
        let elsewhere: Elsewhere = serde_json::from_str(ELSEWHERE).expect("tests");
        for (type_id, lines) in &elsewhere {
            let promised = promises.get(type_id).map_or(0, Vec::len);
            assert!(lines.keys().all(|line| (1..=promised).contains(line)), "{type_id}");
            assert!(lines.values().all(|tests| !tests.is_empty()), "{type_id}");
        }
    }
}
