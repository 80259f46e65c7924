//! Is Contact Transfer?: whether another agent handed it over.

use crate::{Block, BlockStep, Category, Ports, Promise, Results, Value, editor_list, editor_text, promises};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactIsTransfer",
    title: "Is Contact Transfer?",
    category: Category::ConnectContact,
    tags: editor_list(&["transferred", "if"]),
    summary: editor_text(
        "Asks whether another agent, or a flow of Amazon Connect, handed the contact in context over. Without a contact it is not.",
    ),
    arguments: &[],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[Promise::new(
        "Must be false for an ordinary call (until 5.10 it was always true): initial contact id differs from contact id.",
    )]),
    begin: |block| {
        let contact = block.contact();
        let said = contact.get("isTransfer").as_bool();
        let ids = [contact.get("originalContactId"), contact.get("contactId")].map(Value::as_text);
        // A snapshot may carry only the ids.
        BlockStep::decide(said.unwrap_or(matches!(ids, [Some(first), Some(own)] if first != own)))
    },
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(contact: &str, port: &str) {
        try_block("SE_ContactIsTransfer", "{}").contact(contact).asks("[]").leaves(port).results(port);
    }

    #[test]
    fn promise_1_an_ordinary_call_is_none() {
        check(r#"{"contactId":"c-1","originalContactId":"c-1","isTransfer":false}"#, "false");
        check(r#"{"contactId":"c-1","originalContactId":"c-1"}"#, "false");
        check(r#"{"contactId":"c-1"}"#, "false");
        check(r#"{"contactId":"c-2","originalContactId":"c-1","isTransfer":true}"#, "true");
        check(r#"{"contactId":"c-2","originalContactId":"c-1"}"#, "true");
        check(r#"{"$value":"undefined"}"#, "false");
    }
}
