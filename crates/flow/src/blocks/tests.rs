//! What holds for every block.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::testing::{Trial, try_block};
use super::{all, find};
use crate::{Ports, Results};

/// Controls that bring each block that asks the world for something to its first question.
const ASKING: &[(&str, &str)] = &[
    ("SE_SetProperty", r#"{"key":"k"}"#),
    ("SE_GetProperty", r#"{"key":"k"}"#),
    ("SE_GetCounter", r#"{"name":"n"}"#),
    ("SE_UpdateCounter", r#"{"name":"n","operation":"increment"}"#),
    ("SE_CoreFormatPhoneNumber", r#"{"phoneNumber":"1"}"#),
    ("SE_CoreFormatPhoneNumberE164", r#"{"phoneNumber":"1"}"#),
    ("SE_Log", "{}"),
    ("SE_Alert", r#"{"message":"m"}"#),
    ("SE_SendDataToOverlay", r#"{"value":{"a":1}}"#),
    ("SE_ShowAllAttributes", "{}"),
    ("SE_ContactProperties", "{}"),
    ("SE_ContactCustomerPhoneNumber", "{}"),
    ("SE_SFSearchAndScreenpop", r#"{"searchParams":"abc"}"#),
    ("SE_SFCreateTask", r#"{"subject1":"s"}"#),
    ("SE_AgentDialNumber", r#"{"phoneNumber":"+14155550142"}"#),
    ("SE_AgentDialNumber", r#"{"phoneNumber":"(415) 555-0142"}"#),
    ("SE_SFScreenpopObject", r#"{"recordId":"003A"}"#),
    ("SE_SFScreenpopNewRecord", r#"{"entityName":"Case"}"#),
    ("SE_SFSaveLog", r#"{"entityType":"Case","fieldValues":{"Subject":"s"}}"#),
    ("SE_SFRetrieve", r#"{"fields":"Id","type":"Contact","id":"003A"}"#),
    ("SE_SFGetContactId", r#"{"formattedPhoneNumber":"1"}"#),
    ("SE_SFGetLeadId", r#"{"formattedPhoneNumber":"1"}"#),
    ("SE_SFCompleteHvsWorkWithTaskSaved", r#"{"workId":"w","taskId":"00T1"}"#),
    ("SE_ShowModal", r#"{"title":"t","message":"m"}"#),
    ("SE_StartRecording", "{}"),
    ("SE_StopRecording", "{}"),
    ("SE_PauseRecording", "{}"),
    ("SE_ResumeRecording", "{}"),
    ("SE_ContactUpdateAttributes", r#"{"attributes":{"a":"1"}}"#),
];

/// For blocks that act on the contact, or take its number apart; not connected, so that dialling dials.
const CONTACT: &str = r#"{"contactId":"c-1","rawPhoneNumber":"1"}"#;

/// What a block that never asks says in its file.
const NEVER_ASKS: &str = "resume: no_resume";

/// Whatever is asked may fail: the library of numbers is not loaded or never answers, the store refuses a key, the page a
/// line. Here every block that asks is answered so, and nobody is left waiting.
#[track_caller]
fn check_failing(answer: fn(Trial) -> Trial, reason: &str) {
    for (type_id, controls) in ASKING {
        let block = find(type_id).unwrap_or_else(|| panic!("{type_id} is no block"));
        let trial = answer(try_block(type_id, controls).contact(CONTACT));
        match block.ports {
            // The rest of what it knows is worth having.
            _ if *type_id == "SE_ContactProperties" => {
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
fn every_block_that_asks_is_tried() {
    let asking: BTreeSet<String> = files()
        .into_iter()
        .filter(|text| !text.contains(NEVER_ASKS))
        .map(|text| type_id_in(&text).to_owned())
        .collect();
    let tried: BTreeSet<String> = ASKING.iter().map(|(type_id, _)| (*type_id).to_owned()).collect();
    assert_eq!(asking, tried);
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
