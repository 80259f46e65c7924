//! Is Task Contact?: whether the contact is a task.

use crate::{Block, BlockStep, Category, Ports, Results, editor_list, editor_text};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactIsTask",
    title: "Is Task Contact?",
    category: Category::ConnectContact,
    tags: editor_list(&["task", "channel", "if"]),
    summary: editor_text("Asks whether the contact in context is a task. Without a contact it is not."),
    arguments: &[],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.9"),
    promises: &[],
    begin: |block| BlockStep::decide(super::is_channel(block, &["task"])),
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(contact: &str, port: &str) {
        try_block("SE_ContactIsTask", "{}").contact(contact).asks("[]").leaves(port).results(port);
    }

    #[test]
    fn a_task_is_one() {
        check(r#"{"type":"task","channel":"task"}"#, "true");
        check(r#"{"channel":"TASK"}"#, "true");
    }

    #[test]
    fn others_are_not() {
        check(r#"{"type":"voice","channel":"voice"}"#, "false");
        check(r#"{"type":"chat"}"#, "false");
        check(r#"{}"#, "false");
        check(r#"{"$value":"undefined"}"#, "false");
    }
}
