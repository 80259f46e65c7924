//! Is Truthy?: branches on JavaScript truth.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, Ports, Promise, Results, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_CoreTruthy",
    title: "Is Truthy?",
    category: Category::FlowControl,
    tags: editor_list(&["if", "condition", "empty", "boolean"]),
    summary: editor_text(
        "Asks whether a value is there: false, 0, NaN, the empty text, null and undefined are not.",
    ),
    arguments: &[Argument::new(
        "value",
        ArgumentType::Any,
        "What to look at. The text \"false\" is there; If-else reads it as false.",
    )],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new(
            "False for: false, 0, NaN, \"\", null, undefined. True for everything else, including the texts \"false\" and \"0\", \" \", [] and {}.",
        ),
        Promise::new("Boolean input must work (5.4 fix): real false goes to false, real true to true."),
        Promise::new("Published flow 09 carries `value: \"\"` and therefore always leaves through false."),
    ]),
    begin: |block| BlockStep::decide(block.value("value").truthy()),
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(value: &str, port: &str) {
        try_block("SE_CoreTruthy", r#"{"value":"$.payload"}"#).payload(value).leaves(port).results(port);
    }

    #[test]
    fn promise_1_javascript_truth() {
        for no in ["false", "0", r#"{"$value":"nan"}"#, r#""""#, "null", r#"{"$value":"undefined"}"#] {
            check(no, "false");
        }
        for yes in [r#""false""#, r#""0""#, r#"" ""#, "[]", "{}", "1", "-1"] {
            check(yes, "true");
        }
    }

    #[test]
    fn promise_2_real_booleans() {
        try_block("SE_CoreTruthy", r#"{"value":false}"#).leaves("false");
        try_block("SE_CoreTruthy", r#"{"value":true}"#).leaves("true");
    }

    #[test]
    fn promise_3_empty_text_is_always_false() {
        try_block("SE_CoreTruthy", r#"{"value":""}"#).leaves("false").results("false");
        try_block("SE_CoreTruthy", "{}").leaves("false");
    }
}
