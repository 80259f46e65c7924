//! Start Recording: the recording of the present call begins.

use super::recording::{begin, resume};
use crate::{Block, Category, Ports, RecordingChange, Results, editor_list, editor_text};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_StartRecording",
    title: "Start Recording",
    category: Category::Utilities,
    tags: editor_list(&["recording", "voice", "call"]),
    summary: editor_text(
        "Starts recording the call. It fails without a connected call, while one is recorded, and after the recording was stopped: Amazon Connect starts a recording once.",
    ),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some("Connect StartContactRecording"),
    since: "5.13",
    promises: &[],
    begin: |block| begin(block, RecordingChange::Start),
    resume: Some(resume),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const CALL: &str = r#"{"contactId":"c-1"}"#;

    #[test]
    fn promise_1_only_for_a_connected_call() {
        try_block("SE_StartRecording", "{}")
            .asks("[]")
            .leaves("failure")
            .exception("there is no call to record");
        try_block("SE_StartRecording", "{}")
            .contact(CALL)
            .fault(r#"{"kind":"refused","code":null,"message":"there is no connected call to record"}"#)
            .leaves("failure")
            .exception("there is no connected call to record");
    }

    #[test]
    fn promise_2_never_again_after_a_stop() {
        // The desk knows the state of each recording: `desk/tests/recording.rs`.
        try_block("SE_StartRecording", "{}")
            .contact(CALL)
            .fault(r#"{"kind":"refused","code":null,"message":"the recording was stopped for good"}"#)
            .leaves("failure")
            .exception("the recording was stopped for good");
    }

    #[test]
    fn promise_3_the_way_out_is_the_deployments() {
        // Which credential, the performer knows: the end-to-end case `recording-panel` sees it arrive.
        try_block("SE_StartRecording", "{}")
            .contact(CALL)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"record","contact":"c-1","change":"start"}]"#)
            .leaves("success")
            .results("null");
    }
}
