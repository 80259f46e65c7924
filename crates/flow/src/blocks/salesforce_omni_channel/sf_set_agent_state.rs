//! Set Agent State on Salesforce: changes the presence status.

use crate::{
    Answer, Argument, ArgumentType, Block, BlockContext, BlockStep, Category, HostEffect, Port, Ports,
    PresenceEffect, Promise, Reply, Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFSetAgentState",
    title: "Set Agent State on Salesforce",
    category: Category::SalesforceOmniChannel,
    tags: editor_list(&["omni-channel", "presence", "status", "Set Agent Salesforce State"]),
    summary: editor_text(
        "Puts the agent into a presence status of Omni-Channel. She must be logged in there: Login Agent on Salesforce does that. It needs Omni-Channel in a Lightning console app.",
    ),
    arguments: &[Argument::new(
        "statusId",
        ArgumentType::Text,
        "Id of the presence status (0N5…); the API name of the one she is in will do.",
    )
    .expected()],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("Omni toolkit setServicePresenceStatus")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("Fixed in 5.16: an agent already in that status is success."),
        Promise::new("Not logged in: failure; use Login."),
    ]),
    begin: |block| match block.text("statusId") {
        Some(_) => BlockStep::call(HostEffect::Presence(PresenceEffect::ReadStatus)),
        None => BlockStep::refuse("there is no presence status to set"),
    },
    resume: Some(resume),
};

/// The status that the agent is in says whether there is something to do; nobody who is logged out is in one.
fn resume(block: &mut BlockContext<'_>, _: Value, reply: &Reply) -> BlockStep {
    let wanted = block.text("statusId").unwrap_or_default().trim();
    BlockStep::after(reply, &mut |answer| match answer {
        Answer::Done => Some(BlockStep::Leave(Port::Success, Value::Null)),
        Answer::Value { value: status @ Value::Map(_) } => {
            let text = |name| status.get(name).as_text().unwrap_or_default();
            let is_there = super::is_same_id(text("statusId"), wanted) || text("statusApiName") == wanted;
            Some(match is_there {
                true => BlockStep::success(Value::Null),
                false => BlockStep::call(HostEffect::Presence(PresenceEffect::SetStatus {
                    status: wanted.to_owned(),
                })),
            })
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const READ: &str = r#"{"effect":"presence","request":"readStatus"}"#;
    const IS: &str = r#"{"answer":"value","value":{"statusId":"0N55g00000000A1","statusApiName":"Break"}}"#;

    #[test]
    fn promise_1_already_there_is_success() {
        for status in ["0N55g00000000A1", "0N55g00000000A1AAA", "Break"] {
            try_block("SE_SFSetAgentState", &format!(r#"{{"statusId":" {status} "}}"#))
                .answer(IS)
                .asks(&format!("[{READ}]"))
                .leaves("success")
                .results("null");
        }
        try_block("SE_SFSetAgentState", r#"{"statusId":"0N55g00000000B2"}"#)
            .answer(IS)
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(
                r#"[{READ},{{"effect":"presence","request":"setStatus","status":"0N55g00000000B2"}}]"#
            ))
            .leaves("success");
        try_block("SE_SFSetAgentState", r#"{"statusId":""}"#).asks("[]").leaves("failure");
    }

    #[test]
    fn promise_2_nobody_is_logged_in_by_it() {
        // Salesforce itself would log her in.
        try_block("SE_SFSetAgentState", r#"{"statusId":"0N55g00000000B2"}"#)
            .fault(r#"{"kind":"rejected","message":"logged out"}"#)
            .asks(&format!("[{READ}]"))
            .leaves("failure")
            .exception("logged out");
    }
}
