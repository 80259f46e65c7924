//! Can Make Outbound Calls?: whether Amazon Connect lets the agent call.

use crate::{Block, BlockStep, Category, Ports, Promise, Results, editor_list, editor_text, promises};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFIsClickToDialEnabled",
    title: "Can Make Outbound Calls?",
    category: Category::SalesforceNavigation,
    // Its title before version 5.7 is among the words to find it by.
    tags: editor_list(&["Enable Click To Dial?", "permission", "outbound", "dial"]),
    summary: editor_text(
        "Asks whether the agent may call out: whether her security profile in Amazon Connect has the permission for outbound calls. Before she has signed in she may not.",
    ),
    arguments: &[],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("Renamed in 5.7; accept both titles."),
        Promise::new("True when the agent may place outbound calls (agent configuration/permissions)."),
    ]),
    begin: |block| {
        let permissions = block.agent().get("permissions").as_list().unwrap_or_default();
        BlockStep::decide(permissions.iter().any(|permission| permission.as_text() == Some(OUTBOUND_CALL)))
    },
    resume: None,
};

/// The permission's name in the agent's configuration, as Amazon Connect writes it.
const OUTBOUND_CALL: &str = "outboundCall";

#[cfg(test)]
mod tests {
    use super::BLOCK;
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_both_titles_find_it() {
        // A file names it by its type id, under whichever title it was drawn.
        assert_eq!((BLOCK.title, BLOCK.tags[0]), ("Can Make Outbound Calls?", "Enable Click To Dial?"));
    }

    #[test]
    fn promise_2_by_the_permission() {
        for (agent, port) in [
            (r#"{"permissions":["voiceId","outboundCall"]}"#, "true"),
            (r#"{"permissions":["voiceId"]}"#, "false"),
            (r#"{"permissions":[]}"#, "false"),
            (r#"{"permissions":"outboundCall"}"#, "false"),
            (r#"{}"#, "false"),
            (r#"{"$value":"undefined"}"#, "false"),
        ] {
            try_block("SE_SFIsClickToDialEnabled", "{}").agent(agent).asks("[]").leaves(port).results(port);
        }
    }
}
