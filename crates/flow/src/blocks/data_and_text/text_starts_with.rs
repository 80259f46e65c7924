//! Text Starts With Value: whether a text begins with one of several.

use crate::blocks::candidates;
use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, Ports, Promise, Results, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_TextStartsWith",
    title: "Text Starts With Value",
    category: Category::DataAndText,
    tags: editor_list(&["if", "condition", "text", "prefix"]),
    summary: editor_text("Asks whether a text begins with one of several. Upper and lower case differ."),
    arguments: &[
        Argument::new("text", ArgumentType::Text, "The text; undefined is the empty text.").expected(),
        Argument::new(
            "values",
            ArgumentType::List,
            "What it may begin with: a list, or texts with commas between them.",
        )
        .expected(),
    ],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[Promise::new(
        "Case sensitive; one of several values is enough; empty list false; undefined text is the empty text.",
    )]),
    begin: |block| {
        let text = block.value("text").as_text().unwrap_or_default();
        BlockStep::decide(candidates(block).any(|candidate| text.starts_with(candidate.as_str())))
    },
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_one_is_enough_and_case_counts() {
        let check = |text: &str, values: &str, port: &str| {
            try_block("SE_TextStartsWith", r#"{"text":"$.payload.text","values":"$.payload.values"}"#)
                .payload(&format!(r#"{{"text":{text},"values":{values}}}"#))
                .leaves(port)
                .results(port);
        };
        check(r#""4155550142""#, r#"["415"]"#, "true");
        check(r#""4155550142""#, r#"["1555"]"#, "false");
        check(r#""4155550142""#, r#"["a","41"]"#, "true");
        check("4155550142", r#""x,415""#, "true");
        check(r#""Abc""#, r#"["a","C"]"#, "false");
        check(r#""abc""#, "[]", "false");
        check(r#""abc""#, "null", "false");
        check(r#""abc""#, r#"[""]"#, "true");
        check("null", r#"["n","l"]"#, "false");
        check(r#"{"$value":"undefined"}"#, r#"["u","d",""]"#, "true");
    }
}
