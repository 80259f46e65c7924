//! Is Contact Inbound?: whether the customer began it.

use crate::{Block, BlockStep, Category, Ports, Promise, Results, editor_list, editor_text, promises};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactIsInbound",
    title: "Is Contact Inbound?",
    category: Category::ConnectContact,
    tags: editor_list(&["direction", "incoming", "if"]),
    summary: editor_text(
        "Asks whether the customer began the contact in context. Without a contact it is not.",
    ),
    arguments: &[],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("True also when the customer hung up before the agent answered (5.16)."),
        Promise::new("False for outbound and outbound campaign calls."),
    ]),
    begin: |block| BlockStep::decide(block.contact().get("isInbound").as_bool() == Some(true)),
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(contact: &str, port: &str) {
        try_block("SE_ContactIsInbound", "{}").contact(contact).asks("[]").leaves(port).results(port);
    }

    #[test]
    fn promise_1_also_when_the_customer_has_hung_up() {
        check(r#"{"isInbound":true,"status":"connected"}"#, "true");
        check(r#"{"isInbound":true,"status":"missed","contactMissed":true,"isConnected":false}"#, "true");
        check(r#"{"isInbound":true,"status":"ended"}"#, "true");
    }

    #[test]
    fn promise_2_not_for_calls_out() {
        check(r#"{"isInbound":false,"callType":"outbound"}"#, "false");
        check(r#"{}"#, "false");
        check(r#"{"$value":"undefined"}"#, "false");
        check(r#"{"isInbound":"true"}"#, "false");
    }
}
