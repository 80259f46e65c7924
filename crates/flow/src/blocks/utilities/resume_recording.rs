//! Resume Recording: a paused recording goes on. Our own addition: the vendor has only the button.

use super::recording::{begin, resume};
use crate::{Block, Category, Ports, RecordingChange, Results, editor_list, editor_text};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ResumeRecording",
    title: "Resume Recording",
    category: Category::Utilities,
    tags: editor_list(&["recording", "voice", "call", "continue"]),
    summary: editor_text(
        "Resumes a paused recording of the call. It fails unless it is paused. No other adapter runs it.",
    ),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some("Connect ResumeContactRecording"),
    since: "own",
    promises: &[],
    begin: |block| begin(block, RecordingChange::Resume),
    resume: Some(resume),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const CALL: &str = r#"{"contactId":"c-1"}"#;

    #[test]
    fn promise_1_fails_unless_it_is_paused() {
        try_block("SE_ResumeRecording", "{}")
            .asks("[]")
            .leaves("failure")
            .exception("there is no call to record");
        try_block("SE_ResumeRecording", "{}")
            .contact(CALL)
            .fault(r#"{"kind":"refused","code":null,"message":"the recording is not paused"}"#)
            .leaves("failure")
            .exception("the recording is not paused");
    }

    // Shows: O-18
    #[test]
    fn promise_2_resumes() {
        try_block("SE_ResumeRecording", "{}")
            .contact(CALL)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"record","contact":"c-1","change":"resume"}]"#)
            .leaves("success")
            .results("null");
    }
}
