//! Stop Recording: the recording of the present call is over, for good.

use super::recording::{begin, resume};
use crate::{Block, Category, Ports, RecordingChange, Results, editor_list, editor_text};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_StopRecording",
    title: "Stop Recording",
    category: Category::Utilities,
    tags: editor_list(&["recording", "voice", "call"]),
    summary: editor_text(
        "Stops recording the call, for good: it cannot be started again for this contact. It fails when nothing is recorded.",
    ),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some("Connect StopContactRecording"),
    since: "5.13",
    promises: &[],
    begin: |block| begin(block, RecordingChange::Stop),
    resume: Some(resume),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const CALL: &str = r#"{"contactId":"c-1"}"#;

    #[test]
    fn promise_1_fails_without_a_recording() {
        try_block("SE_StopRecording", "{}")
            .asks("[]")
            .leaves("failure")
            .exception("there is no call to record");
        try_block("SE_StopRecording", "{}")
            .contact(CALL)
            .fault(r#"{"kind":"refused","code":null,"message":"nothing is recorded"}"#)
            .leaves("failure")
            .exception("nothing is recorded");
    }

    #[test]
    fn promise_2_over_for_this_contact() {
        // Both buttons are out of use then: `desk/tests/recording.rs` and the end-to-end case `recording-panel`.
        try_block("SE_StopRecording", "{}")
            .contact(CALL)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"record","contact":"c-1","change":"stop"}]"#)
            .leaves("success")
            .results("null");
    }
}
