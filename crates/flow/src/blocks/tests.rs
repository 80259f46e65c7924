//! What holds for every block.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::all;
use super::testing::try_block;
use crate::{Ports, Results};

/// Controls that bring each block with host calls to its first call.
const CALLING: &[(&str, &str)] = &[
    ("SE_SFSearchAndScreenpop", r#"{"searchParams":"abc"}"#),
    ("SE_SFCreateTask", r#"{"subject1":"s"}"#),
    ("SE_AgentDialNumber", r#"{"phoneNumber":"+14155550142"}"#),
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

/// For blocks that act on the contact; not connected, so that dialling dials.
const CONTACT: &str = r#"{"contactId":"c-1"}"#;

fn calling() -> impl Iterator<Item = (&'static str, &'static str)> {
    all().filter(|block| block.ports == Ports::Call).map(|block| {
        let listed = CALLING.iter().find(|(type_id, _)| *type_id == block.type_id);
        *listed.unwrap_or_else(|| panic!("{} needs a line in CALLING", block.type_id))
    })
}

#[test]
fn timeouts_leave_through_failure() {
    for (type_id, controls) in calling() {
        try_block(type_id, controls)
            .contact(CONTACT)
            .fault(r#"{"kind":"timedOut","code":null,"message":"no answer"}"#)
            .leaves("failure")
            .entry(r#"{"success":false,"results":null,"exception":"no answer"}"#);
    }
}

#[test]
fn rejections_leave_through_failure() {
    for (type_id, controls) in calling() {
        try_block(type_id, controls)
            .contact(CONTACT)
            .fault(r#"{"kind":"rejected","code":"GENERIC_ERROR","message":"no"}"#)
            .leaves("failure")
            .exception("no");
    }
}

#[test]
fn answers_of_the_wrong_type_leave_through_failure() {
    for (type_id, controls) in calling() {
        try_block(type_id, controls)
            .contact(CONTACT)
            .answer(r#"{"answer":"visible","visible":true}"#)
            .leaves("failure")
            .exception("the answer does not fit the question");
    }
}

#[test]
fn every_file_is_listed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/blocks");
    let mut files = BTreeSet::new();
    for category in fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()) {
        if category.is_dir() {
            let blocks = fs::read_dir(&category).expect("folder").map(|entry| entry.expect("entry").path());
            files.extend(blocks.map(|path| fs::read_to_string(path).expect("file")).map(|text| {
                let at = text.find("type_id: \"").expect("a type id") + "type_id: \"".len();
                text[at..].split('"').next().expect("its text").to_owned()
            }));
        }
    }
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
