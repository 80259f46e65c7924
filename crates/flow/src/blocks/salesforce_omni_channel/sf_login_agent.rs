//! Login Agent on Salesforce: into Omni-Channel.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, HostEffect, Port, Ports, PresenceEffect, Promise,
    Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFLoginAgent",
    title: "Login Agent on Salesforce",
    category: Category::SalesforceOmniChannel,
    tags: editor_list(&["omni-channel", "presence", "sign in"]),
    summary: editor_text(
        "Logs the agent in to Omni-Channel with a presence status. Whoever is logged in stays in her status. It needs Omni-Channel in a Lightning console app.",
    ),
    arguments: &[
        Argument::new("statusId", ArgumentType::Text, "Id of the presence status (0N5…).").expected()
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("Omni toolkit login")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::shown_by(
        "Already logged in: success.",
        &["crates/cli/tests/promises.rs::logging_in_and_out_of_omni_channel_twice_is_fine"],
    )]),
    begin: |block| match block.text("statusId") {
        Some(status) => {
            let status = status.trim().to_owned();
            BlockStep::call(HostEffect::Presence(PresenceEffect::LogIn { status }))
        }
        None => BlockStep::refuse("there is no presence status to log in with"),
    },
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn with_a_status() {
        try_block("SE_SFLoginAgent", r#"{"statusId":" 0N51 "}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"presence","request":"logIn","status":"0N51"}]"#)
            .leaves("success")
            .results("null");
        try_block("SE_SFLoginAgent", r#"{"statusId":" "}"#).asks("[]").leaves("failure");
    }
}
