//! Get Agent Workload on Salesforce: how much she can take, and has.

use crate::{
    Answer, Block, BlockStep, Category, Field, HostEffect, Ports, PresenceEffect, Promise, Results, Value,
    editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetAgentWorkload",
    title: "Get Agent Workload on Salesforce",
    category: Category::SalesforceOmniChannel,
    tags: editor_list(&["omni-channel", "capacity", "work"]),
    summary: editor_text(
        "Says how much work the agent can take, and has, in Omni-Channel's units of capacity. It needs Omni-Channel in a Lightning console app.",
    ),
    arguments: &[],
    results: Results::Fields(editor_list(&[
        Field::new("configuredCapacity", "number"),
        Field::new("currentWorkload", "number"),
    ])),
    ports: Ports::Call,
    calls: Some(editor_text("Omni toolkit getAgentWorkload")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("Both numbers also when Omni sends text.")]),
    begin: |_| BlockStep::call(HostEffect::Presence(PresenceEffect::ReadWorkload)),
    resume: Some(|_, _, reply| {
        BlockStep::after(reply, &mut |answer| {
            let Answer::Value { value: workload @ Value::Map(_) } = answer else { return None };
            let number = |name| {
                let number = workload.get(name).to_number();
                (!number.is_nan()).then(|| Value::from(number))
            };
            Some(BlockStep::success(Value::map([
                ("configuredCapacity", number("configuredCapacity")?),
                ("currentWorkload", number("currentWorkload")?),
            ])))
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_numbers_as_text_are_numbers() {
        for workload in [
            r#"{"configuredCapacity":5,"currentWorkload":0.5}"#,
            r#"{"configuredCapacity":"5","currentWorkload":" 0.5 "}"#,
        ] {
            try_block("SE_SFGetAgentWorkload", "{}")
                .answer(&format!(r#"{{"answer":"value","value":{workload}}}"#))
                .asks(r#"[{"effect":"presence","request":"readWorkload"}]"#)
                .leaves("success")
                .results(r#"{"configuredCapacity":5,"currentWorkload":0.5}"#);
        }
        try_block("SE_SFGetAgentWorkload", "{}")
            .answer(r#"{"answer":"value","value":{"configuredCapacity":"many","currentWorkload":1}}"#)
            .leaves("failure");
    }
}
