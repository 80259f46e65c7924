//! Start Screen Flow: opens a screen flow of the org.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, FlowArg, HostEffect, Port, Ports,
    Promise, Results, ScreenPop, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFStartScreenFlow",
    title: "Start Screen Flow",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["flow", "screen", "guide", "script", "open"]),
    summary: editor_text(
        "Opens an active screen flow of Salesforce, with values for its input variables. While the call rings it waits until the call is taken, since it may cover the phone. What the flow answers is not told.",
    ),
    arguments: &[
        Argument::new("flowName", ArgumentType::Text, "API name of the flow, for instance Caller_Triage.")
            .expected(),
        Argument::new(
            "variables",
            ArgumentType::Map,
            "Values by the name of the input variable: texts, numbers, yes or no. Salesforce passes over names that the flow does not have.",
        ),
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti screenPop FLOW")),
    since: editor_text("own"),
    promises: promises(&[
        Promise::new(
            "Texts, numbers and flags reach the input variables with their type; what is undefined is left out.",
        ),
        Promise::new(
            "A value that is a list or a map is left out with a warning: Open CTI has no type for it.",
        ),
        Promise::new("Empty name: failure."),
        Promise::shown_by(
            "Nothing covers the phone while it rings.",
            &["crates/session/tests/desk/pops.rs::a_screen_flow_waits_until_the_call_is_taken"],
        ),
    ]),
    begin,
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let Some(name) = block.text("flowName") else {
        return BlockStep::refuse("there is no screen flow to start");
    };
    let flow_dev_name = name.trim().to_owned();
    let mut args = Vec::new();
    for (name, value) in block.fields("variables") {
        let kind = match value {
            Value::Text(_) => "String",
            Value::Number(_) => "Number",
            Value::Bool(_) => "Boolean",
            Value::Undefined | Value::Null => continue,
            _ => {
                block.note(format!("{name} is neither text nor number nor yes or no, and is left out"));
                continue;
            }
        };
        args.push(FlowArg { name: name.to_string(), kind: kind.to_owned(), value });
    }
    BlockStep::call(HostEffect::ScreenPop(ScreenPop::Flow { flow_dev_name, args }))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{Trial, try_block};

    fn check(variables: &str, args: &str) -> Trial {
        try_block("SE_SFStartScreenFlow", &format!(r#"{{"flowName":" Triage ","variables":{variables}}}"#))
            .payload(r#"{"list":[1]}"#)
            .contact(r#"{"contactId":"c-1"}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(
                r#"[{{"effect":"screenPop","kind":"flow","flowDevName":"Triage","args":[{args}]}}]"#
            ))
            .leaves("success")
            .results("null")
    }

    #[test]
    fn promise_1_values_have_their_type() {
        check(
            r#"{"id":"$.contact.contactId","tries":3,"vip":true,"gone":"$.contact.no","none":null}"#,
            r#"{"name":"id","type":"String","value":"c-1"},{"name":"tries","type":"Number","value":3},{"name":"vip","type":"Boolean","value":true}"#,
        )
        .notes(&[]);
        check("null", "");
    }

    #[test]
    fn promise_2_lists_and_maps_are_left_out() {
        check(r#"{"all":"$.payload.list"}"#, "")
            .notes(&["all is neither text nor number nor yes or no, and is left out"]);
    }

    #[test]
    fn promise_3_a_name_is_needed() {
        for name in [r#""""#, r#"" ""#, "null", r#""$.payload.no""#] {
            try_block("SE_SFStartScreenFlow", &format!(r#"{{"flowName":{name}}}"#))
                .asks("[]")
                .leaves("failure")
                .exception("there is no screen flow to start");
        }
    }
}
