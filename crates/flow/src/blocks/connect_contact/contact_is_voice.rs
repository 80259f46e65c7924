//! Is Voice Contact?: whether the contact is a call.

use crate::{Block, BlockStep, Category, Ports, Promise, Results, editor_list, editor_text, promises};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactIsVoice",
    title: "Is Voice Contact?",
    category: Category::ConnectContact,
    tags: editor_list(&["call", "channel", "phone", "if"]),
    summary: editor_text(
        "Asks whether the contact in context is a call; a queued callback is one, too. Without a contact it is not.",
    ),
    arguments: &[],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("Queue callbacks count as voice here (proposed).")]),
    begin: |block| BlockStep::decide(super::is_channel(block, &["voice", "queue_callback"])),
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(contact: &str, port: &str) {
        try_block("SE_ContactIsVoice", "{}").contact(contact).asks("[]").leaves(port).results(port);
    }

    #[test]
    fn promise_1_queued_callbacks_are_calls() {
        check(r#"{"type":"voice","channel":"voice"}"#, "true");
        check(r#"{"type":"queue_callback","channel":"voice"}"#, "true");
        check(r#"{"type":"queue_callback","channel":"queue_callback"}"#, "true");
        check(r#"{"type":"VOICE"}"#, "true");
    }

    #[test]
    fn others_are_not() {
        check(r#"{"type":"chat","channel":"chat"}"#, "false");
        check(r#"{"type":"task"}"#, "false");
        check(r#"{}"#, "false");
        check(r#"{"$value":"undefined"}"#, "false");
        check(r#"{"type":5}"#, "false");
    }
}
