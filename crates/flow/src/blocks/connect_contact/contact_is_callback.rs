//! Is Callback?: whether the contact is a queued callback.

use crate::{Block, BlockStep, Category, Ports, Results, editor_list, editor_text};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactIsCallback",
    title: "Is Callback?",
    category: Category::ConnectContact,
    tags: editor_list(&["callback", "queue", "if"]),
    summary: editor_text(
        "Asks whether the contact in context is a queued callback. Without a contact it is not.",
    ),
    arguments: &[],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.0"),
    promises: &[],
    begin: |block| BlockStep::decide(block.contact().get("type").is_word(&["queue_callback"])),
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(contact: &str, port: &str) {
        try_block("SE_ContactIsCallback", "{}").contact(contact).asks("[]").leaves(port).results(port);
    }

    #[test]
    fn a_queued_callback_is_one() {
        check(r#"{"type":"queue_callback","channel":"voice"}"#, "true");
    }

    #[test]
    fn others_are_not() {
        check(r#"{"type":"voice","channel":"voice"}"#, "false");
        check(r#"{"type":"chat"}"#, "false");
        check(r#"{}"#, "false");
        check(r#"{"$value":"undefined"}"#, "false");
    }
}
