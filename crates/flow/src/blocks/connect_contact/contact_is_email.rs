//! Is Email Contact?: whether the contact is an e-mail.

use crate::{Block, BlockStep, Category, Ports, Promise, Results, editor_list, editor_text, promises};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactIsEmail",
    title: "Is Email Contact?",
    category: Category::ConnectContact,
    tags: editor_list(&["email", "mail", "channel", "if"]),
    summary: editor_text("Asks whether the contact in context is an e-mail. Without a contact it is not."),
    arguments: &[],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("own"),
    promises: promises(&[
        Promise::new("True for an e-mail contact, in any case of the word."),
        Promise::new("False for every other channel and without a contact."),
    ]),
    begin: |block| BlockStep::decide(super::is_channel(block, &["email"])),
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(contact: &str, port: &str) {
        try_block("SE_ContactIsEmail", "{}").contact(contact).asks("[]").leaves(port).results(port);
    }

    #[test]
    fn promise_1_an_email_is_one() {
        check(r#"{"type":"email","channel":"email"}"#, "true");
        check(r#"{"channel":"EMAIL"}"#, "true");
    }

    #[test]
    fn promise_2_others_are_not() {
        check(r#"{"type":"voice","channel":"voice"}"#, "false");
        check(r#"{"type":"chat"}"#, "false");
        check(r#"{}"#, "false");
        check(r#"{"$value":"undefined"}"#, "false");
    }
}
