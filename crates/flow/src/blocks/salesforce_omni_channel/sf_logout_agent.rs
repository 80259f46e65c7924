//! Logout Agent on Salesforce: out of Omni-Channel.

use crate::{
    Block, BlockStep, Category, HostEffect, Port, Ports, PresenceEffect, Promise, Results, Value,
    editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFLogoutAgent",
    title: "Logout Agent on Salesforce",
    category: Category::SalesforceOmniChannel,
    tags: editor_list(&["omni-channel", "presence", "sign out"]),
    summary: editor_text(
        "Logs the agent out of Omni-Channel. It needs Omni-Channel in a Lightning console app.",
    ),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("Omni toolkit logout")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::shown_by(
        "Already out: success.",
        &["crates/cli/tests/promises.rs::logging_in_and_out_of_omni_channel_twice_is_fine"],
    )]),
    begin: |_| BlockStep::call(HostEffect::Presence(PresenceEffect::LogOut)),
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn she_is_logged_out() {
        try_block("SE_SFLogoutAgent", "{}")
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"presence","request":"logOut"}]"#)
            .leaves("success")
            .results("null");
    }
}
