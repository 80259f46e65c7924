//! Is Chat Contact?: whether the contact is a chat.

use crate::{Block, BlockStep, Category, Ports, Results, editor_list, editor_text};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactIsChat",
    title: "Is Chat Contact?",
    category: Category::ConnectContact,
    tags: editor_list(&["chat", "channel", "if"]),
    summary: editor_text("Asks whether the contact in context is a chat. Without a contact it is not."),
    arguments: &[],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.0"),
    promises: &[],
    begin: |block| BlockStep::decide(super::is_channel(block, &["chat"])),
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(contact: &str, port: &str) {
        try_block("SE_ContactIsChat", "{}").contact(contact).asks("[]").leaves(port).results(port);
    }

    #[test]
    fn a_chat_is_one() {
        check(r#"{"type":"chat","channel":"chat"}"#, "true");
        check(r#"{"channel":"CHAT"}"#, "true");
    }

    #[test]
    fn others_are_not() {
        check(r#"{"type":"voice","channel":"voice"}"#, "false");
        check(r#"{"type":"task"}"#, "false");
        check(r#"{}"#, "false");
        check(r#"{"$value":"undefined"}"#, "false");
    }
}
