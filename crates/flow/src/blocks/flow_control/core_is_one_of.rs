//! Is One Of?: whether a value is in a list.

use crate::blocks::candidates;
use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, Ports, Promise, Results, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_CoreIsOneOf",
    title: "Is One Of?",
    category: Category::FlowControl,
    tags: editor_list(&["if", "condition", "switch", "list"]),
    summary: editor_text(
        "Asks whether a value, as text, is one of several. For several ways out put one after another.",
    ),
    arguments: &[
        Argument::new("value", ArgumentType::Any, "What to look for.").expected(),
        Argument::new(
            "values",
            ArgumentType::List,
            "What it may be: a list, or texts with commas between them. Blanks around each do not count.",
        )
        .required(),
    ],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.4"),
    promises: promises(&[
        Promise::new(
            "Compare as text after String(); surrounding blanks of list entries trimmed, letter case significant.",
        ),
        Promise::new("Empty list is false."),
        Promise::new("It is a two-way block, not a switch with N outputs: chain several for a switch."),
    ]),
    begin: |block| {
        let value = block.value("value").shared_text();
        BlockStep::decide(candidates(block).any(|candidate| candidate.trim() == value.as_str()))
    },
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(value: &str, values: &str, port: &str) {
        try_block("SE_CoreIsOneOf", r#"{"value":"$.payload.value","values":"$.payload.values"}"#)
            .payload(&format!(r#"{{"value":{value},"values":{values}}}"#))
            .leaves(port)
            .results(port);
    }

    #[test]
    fn promise_1_texts_are_compared() {
        check(r#""b""#, r#"["a"," b "]"#, "true");
        check(r#""B""#, r#"["a","b"]"#, "false");
        check(r#"" b""#, r#"["b"]"#, "false");
        check("5", r#"["5"]"#, "true");
        check(r#""5""#, "[5]", "true");
        check(r#""b""#, r#""a, b""#, "true");
        check("null", r#"["null"]"#, "true");
        check(r#""""#, r#"["a",""]"#, "true");
    }

    #[test]
    fn promise_2_nothing_is_in_an_empty_list() {
        check(r#""""#, "[]", "false");
        check(r#""a""#, r#""""#, "false");
        try_block("SE_CoreIsOneOf", r#"{"value":"a"}"#).fails("argument values is missing");
        try_block("SE_CoreIsOneOf", r#"{"value":"a","values":"$.payload"}"#)
            .payload("5")
            .fails("argument values: 5 is no list");
    }

    #[test]
    fn promise_3_two_ways_out() {
        let ports = crate::blocks::find("SE_CoreIsOneOf").expect("listed").ports;
        assert_eq!(ports.all().iter().map(|port| port.name()).collect::<Vec<_>>(), ["true", "false"]);
    }
}
