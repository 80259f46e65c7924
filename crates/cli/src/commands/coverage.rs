//! `cti blocks --coverage`

use std::collections::BTreeMap;
use std::path::Path;

use flow::Ports;
use flow::blocks::find;
use indexmap::IndexMap;

use crate::error::Problem;
use crate::output::say;
use crate::{Verdict, files};

/// What the reference asks of each published block, a line each (`blocks.json`, `tests`).
const PROMISES: &str = include_str!("../../../flow/promises.json");

/// Where blocks and their tests stand, seen from the project's folder.
const BLOCKS: &str = "crates/flow/src/blocks";

/// Tests that every block with a host call passes, in `blocks/tests.rs`.
const OF_CALLS: &[&str] = &[
    "timeouts_leave_through_failure",
    "rejections_leave_through_failure",
    "answers_of_the_wrong_type_leave_through_failure",
];

/// Line N of a block is tested by a function `promise_N_…` in the block's file.
pub(crate) fn coverage() -> Result<Verdict, Problem> {
    let promises: IndexMap<String, Vec<String>> = serde_json::from_str(PROMISES)?;
    let sources = sources(Path::new(BLOCKS))?;
    let of_calls = files::read(&Path::new(BLOCKS).join("tests.rs"))?;
    let (mut tested, mut missing) = (0, 0);
    let mut line = |found: Option<String>, what: &str| match found {
        Some(test) => {
            tested += 1;
            say(format_args!("  ok       {test}"));
        }
        None => {
            missing += 1;
            say(format_args!("  MISSING  {what}"));
        }
    };
    for (type_id, promises) in &promises {
        say(type_id);
        let source = sources.get(type_id).map_or("", String::as_str);
        for (position, promise) in promises.iter().enumerate() {
            line(test_of(source, position + 1), promise);
        }
        if find(type_id).is_some_and(|block| block.ports == Ports::Call) {
            for test in OF_CALLS {
                line(of_calls.contains(&format!("fn {test}()")).then(|| (*test).to_owned()), test);
            }
        }
    }
    say(format_args!("\n{} blocks, {tested} behaviours tested, {missing} not", promises.len()));
    Ok(if missing == 0 { Verdict::Well } else { Verdict::NotWell })
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
