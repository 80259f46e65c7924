//! Send Data to CCP Overlay: rows in the agent's Data panel.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, DeskEffect, Port, Ports, Results,
    Value, editor_list, editor_text,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SendDataToOverlay",
    title: "Send Data to CCP Overlay",
    category: Category::Utilities,
    tags: editor_list(&["data", "panel", "show", "sink"]),
    summary: editor_text(
        "Shows names and values in the Data panel, in place of those before. They go with the contact and come back with it; without a contact they stay.",
    ),
    arguments: &[Argument::new(
        "value",
        ArgumentType::Map,
        "Names and values, or a reference to a map of them. Lists and maps in it are shown as JSON.",
    )],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: "5.13",
    promises: &[],
    begin: |block: &mut BlockContext<'_>| {
        let contact = block.contact_id();
        BlockStep::call(DeskEffect::ShowData { contact, data: block.value("value").clone() })
    },
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Done, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{Trial, try_block};

    #[track_caller]
    fn check(controls: &str, payload: &str, data: &str) -> Trial {
        try_block("SE_SendDataToOverlay", controls)
            .payload(payload)
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(r#"[{{"effect":"showData","contact":null,"data":{data}}}]"#))
            .leaves("done")
            .results("null")
    }

    // Shows: BH-62
    #[test]
    fn promise_1_each_call_says_all_there_is_to_show() {
        check(r#"{"value":{"a":"1"}}"#, "null", r#"{"a":"1"}"#);
        check(r#"{"value":{}}"#, "null", "{}");
        check("{}", "null", r#"{"$value":"undefined"}"#);
    }

    #[test]
    fn promise_2_nested_and_undefined_values_are_handed_over() {
        check(
            r#"{"value":{"a":{"b":[1]},"c":"$.payload.no"}}"#,
            "null",
            r#"{"a":{"b":[1]},"c":{"$value":"undefined"}}"#,
        );
    }

    #[test]
    fn promise_3_with_and_without_a_contact() {
        check(r#"{"value":{"a":"1"}}"#, "null", r#"{"a":"1"}"#);
        try_block("SE_SendDataToOverlay", r#"{"value":{"a":"1"}}"#)
            .contact(r#"{"contactId":"c-1"}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"showData","contact":"c-1","data":{"a":"1"}}]"#)
            .leaves("done");
    }

    #[test]
    fn promise_4_a_reference_as_the_whole_argument() {
        check(r#"{"value":"$.payload"}"#, r#"{"x":1,"y":{"z":null}}"#, r#"{"x":1,"y":{"z":null}}"#);
        try_block("SE_SendDataToOverlay", r#"{"value":"$.payload"}"#)
            .payload("[1]")
            .fails("argument value: [1] is no map");
    }

    // Shows: BH-26
    #[test]
    fn references_typed_into_rows_resolve() {
        check(
            r#"{"value":{"who":"$.payload.name","deep":{"too":"$.payload.name"}}}"#,
            r#"{"name":"Dana"}"#,
            r#"{"who":"Dana","deep":{"too":"Dana"}}"#,
        );
    }
}
