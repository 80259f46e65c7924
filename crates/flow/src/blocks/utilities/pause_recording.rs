//! Pause Recording: nothing is recorded for a while. Our own addition: the vendor has only the button.

use super::recording::{begin, resume};
use crate::{Block, Category, Ports, RecordingChange, Results, editor_list, editor_text};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_PauseRecording",
    title: "Pause Recording",
    category: Category::Utilities,
    tags: editor_list(&["recording", "voice", "call", "suspend"]),
    summary: editor_text(
        "Pauses the recording of the call, for instance while a card number is said. It fails unless it is recorded. No other adapter runs it.",
    ),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some("Connect SuspendContactRecording"),
    since: "own",
    promises: &[],
    begin: |block| begin(block, RecordingChange::Pause),
    resume: Some(resume),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const CALL: &str = r#"{"contactId":"c-1"}"#;

    #[test]
    fn promise_1_fails_unless_it_records() {
        try_block("SE_PauseRecording", "{}")
            .asks("[]")
            .leaves("failure")
            .exception("there is no call to record");
        try_block("SE_PauseRecording", "{}")
            .contact(CALL)
            .fault(r#"{"kind":"refused","code":null,"message":"nothing is recorded"}"#)
            .leaves("failure")
            .exception("nothing is recorded");
    }

    // Shows: O-18
    #[test]
    fn promise_2_pauses() {
        try_block("SE_PauseRecording", "{}")
            .contact(CALL)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"record","contact":"c-1","change":"pause"}]"#)
            .leaves("success")
            .results("null");
    }
}
