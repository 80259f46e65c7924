//! What holds for every block.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::all;
use super::testing::{Trial, try_block};
use crate::{Argument, ArgumentType, Block, Ports, Results};

/// For blocks that act on the contact, or take its number apart; not connected, so that dialling dials.
const CONTACT: &str = r#"{"contactId":"c-1","rawPhoneNumber":"1"}"#;

/// The block that goes on without an answer: the rest of what it knows is worth having.
const GOES_ON: &str = "SE_ContactProperties";

/// Controls that bring a block to its question: a value of its type for each argument, the first option of a choice.
fn sample_controls(block: &Block) -> String {
    let sample = |argument: &Argument| match argument.kind {
        ArgumentType::Text if argument.name == "url" => r#""/sample""#.to_owned(),
        ArgumentType::Text | ArgumentType::Any => r#""sample""#.to_owned(),
        ArgumentType::Number => "300".to_owned(),
        ArgumentType::Flag => "false".to_owned(),
        ArgumentType::Select(options) => format!("{:?}", options.first().unwrap_or(&"sample")),
        ArgumentType::Map => r#"{"a":"1"}"#.to_owned(),
        ArgumentType::List => r#"["a"]"#.to_owned(),
    };
    let controls: Vec<String> = (block.arguments.iter())
        .map(|argument| format!("{:?}:{}", argument.name, sample(argument)))
        .collect();
    format!("{{{}}}", controls.join(","))
}

/// Whatever is asked may fail: the library of numbers is not loaded or never answers, the store refuses a key, the page a
/// line. Here every block that asks is answered so, and nobody is left waiting.
#[track_caller]
fn check_failing(answer: fn(Trial) -> Trial, reason: &str) {
    for block in all().filter(|block| block.resume.is_some()) {
        let trial = answer(try_block(block.type_id, &sample_controls(block)).contact(CONTACT));
        assert_eq!(
            trial.count_of_calls(),
            1,
            "{} asks nothing with {}",
            block.type_id,
            sample_controls(block)
        );
        match block.ports {
            _ if block.type_id == GOES_ON => {
                trial.leaves("done").notes(&[&format!("the phone number was not parsed: {reason}")])
            }
            Ports::Call => trial
                .leaves("failure")
                .entry(&format!(r#"{{"success":false,"results":null,"exception":"{reason}"}}"#)),
            // There is no way out for it: following `done` would hide it (`reference/cti-flows.md` §4.11).
            _ => trial.fails(reason),
        };
    }
}

#[test]
fn timeouts_fail_the_block() {
    let answer = |trial: Trial| trial.fault(r#"{"kind":"timedOut","code":null,"message":"no answer"}"#);
    check_failing(answer, "no answer");
}

#[test]
fn rejections_fail_the_block() {
    let answer = |trial: Trial| trial.fault(r#"{"kind":"rejected","code":"GENERIC_ERROR","message":"no"}"#);
    check_failing(answer, "no");
}

#[test]
fn answers_of_the_wrong_type_fail_the_block() {
    let answer = |trial: Trial| trial.answer(r#"{"answer":"settings","settings":{}}"#);
    check_failing(answer, "the answer does not fit the question");
}

#[test]
fn a_block_that_takes_no_answer_asks_nothing() {
    for block in all().filter(|block| block.resume.is_none()) {
        let controls = sample_controls(block);
        let trial = try_block(block.type_id, &controls).contact(CONTACT);
        assert_eq!(trial.count_of_calls(), 0, "{} with {controls}", block.type_id);
    }
}

/// The text of every block's file.
fn files() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/blocks");
    let mut files = Vec::new();
    for category in fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()) {
        if category.is_dir() {
            let blocks = fs::read_dir(&category).expect("folder").map(|entry| entry.expect("entry").path());
            files.extend(blocks.map(|path| fs::read_to_string(path).expect("file")));
        }
    }
    files
}

fn type_id_in(file: &str) -> &str {
    let (_, rest) = file.split_once("type_id: \"").expect("a type id");
    rest.split('"').next().expect("its text")
}

#[test]
fn every_file_is_listed() {
    let files: BTreeSet<String> = files().iter().map(|text| type_id_in(text).to_owned()).collect();
    let listed: BTreeSet<String> = all().map(|block| block.type_id.to_owned()).collect();
    assert_eq!(files, listed);
    assert_eq!(all().count(), listed.len(), "a block is listed twice");
}

#[test]
fn every_block_describes_itself() {
    for block in all() {
        let name = block.type_id;
        assert!(name.starts_with("SE_"), "{name}");
        assert!(block.summary.ends_with('.') && !block.tags.is_empty() && !block.title.is_empty(), "{name}");
        assert!(block.arguments.iter().all(|argument| argument.help.ends_with('.')), "{name}");
        assert_eq!(block.results == Results::Decision, block.ports == Ports::Question, "{name}");
    }
}
