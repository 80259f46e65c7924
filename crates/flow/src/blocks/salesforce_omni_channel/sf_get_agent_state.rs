//! Get Agent State from Salesforce: the presence status.

use crate::{
    Answer, Block, BlockStep, Category, Field, HostEffect, Ports, PresenceEffect, Promise, Results, Value,
    editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetAgentState",
    title: "Get Agent State from Salesforce",
    category: Category::SalesforceOmniChannel,
    tags: editor_list(&["omni-channel", "presence", "status"]),
    summary: editor_text(
        "Says which presence status of Omni-Channel the agent is in, and which channels it opens. It needs Omni-Channel in a Lightning console app.",
    ),
    arguments: &[],
    results: Results::Fields(editor_list(&[
        Field::new("statusId", "string"),
        Field::new("statusName", "string"),
        Field::new("statusApiName", "string"),
        Field::new("channels", "list"),
    ])),
    ports: Ports::Call,
    calls: Some(editor_text("Omni toolkit getServicePresenceStatusId")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("Logged out of Omni: failure.")]),
    begin: |_| BlockStep::call(HostEffect::Presence(PresenceEffect::ReadStatus)),
    resume: Some(|_, _, reply| {
        BlockStep::after(reply, &mut |answer| match answer {
            Answer::Value { value: status @ Value::Map(_) } => Some(BlockStep::success(status.clone())),
            _ => None,
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_logged_out_is_a_failure() {
        let trial = try_block("SE_SFGetAgentState", "{}");
        let status = r#"{"statusId":"0N51","statusName":"On a break","statusApiName":"Break","channels":[]}"#;
        (trial.clone().answer(&format!(r#"{{"answer":"value","value":{status}}}"#)))
            .asks(r#"[{"effect":"presence","request":"readStatus"}]"#)
            .leaves("success")
            .results(status);
        (trial.fault(r#"{"kind":"rejected","message":"the agent is logged out"}"#))
            .leaves("failure")
            .exception("the agent is logged out");
    }
}
