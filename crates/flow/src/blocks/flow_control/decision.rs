//! If-else: compares two values after casting both.

use std::cmp::Ordering;

use crate::{
    Argument, ArgumentRole, ArgumentType, Block, BlockContext, BlockStep, Category, Exception, Fallback,
    Ports, Promise, Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_Decision",
    title: "If-else",
    category: Category::FlowControl,
    tags: editor_list(&["if", "condition", "compare", "branch"]),
    summary: editor_text(
        "Casts two values to the same type, compares them and leaves through true or false.",
    ),
    arguments: &[
        Argument::new("operandA", ArgumentType::Any, "What stands on the left.")
            .role(ArgumentRole::Operand)
            .expected(),
        Argument::new(
            "comparator",
            ArgumentType::Select(&["===", "!==", "==", "!=", ">", ">=", "<", "<="]),
            "How to compare; after the cast == is ===.",
        )
        .expected()
        .default(Fallback::Text("===")),
        Argument::new("operandB", ArgumentType::Any, "What stands on the right.")
            .role(ArgumentRole::Operand)
            .expected(),
        Argument::new(
            "evaluateAs",
            ArgumentType::Select(&["string", "number", "boolean"]),
            "What both are cast to. As boolean the texts false, 0, no, null, undefined and blanks are false.",
        )
        .expected()
        .default(Fallback::Text("string")),
    ],
    results: Results::Decision,
    ports: Ports::Question,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new(
            "Seen in a community file: `operandB:\"null\"` with evaluateAs string. Literal cast: null equals it (String(null) is \"null\"), undefined does not (String(undefined) is \"undefined\"). Keep the literal cast [P, Q-06] and let the editor suggest Is Truthy? for emptiness.",
        ),
        Promise::new(
            "Seen: `operandB:\"false\"` with evaluateAs boolean: the text \"false\" must become boolean false. Boolean(\"false\") in JavaScript is true, so a naive cast breaks published flows. Rule: text false/0/no/empty/null/undefined (trimmed, any case) is false, any other text true; non-text uses truthiness.",
        ),
        Promise::new("number: Number() cast; NaN makes every comparison false except !== and != (true)."),
        Promise::new(
            "Results entry is the bare boolean (the log shows `results: true` on a decision), not an object.",
        ),
        Promise::new("Either output may be unconnected (since 5.10)."),
    ]),
    begin,
    resume: None,
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let (a, b) = (block.value("operandA"), block.value("operandB"));
    let order = match block.value("evaluateAs").as_text() {
        Some("string") => Some(compare_texts(&a.shared_text(), &b.shared_text())),
        Some("number") => a.to_number().partial_cmp(&b.to_number()),
        Some("boolean") => Some(to_boolean(a).cmp(&to_boolean(b))),
        _ => return wrong(block, "evaluateAs", "type (string, number or boolean)"),
    };
    // NaN has no order: every comparison with it is false, except that it is unequal to everything.
    let yes = match block.value("comparator").as_text() {
        Some("===" | "==") => order == Some(Ordering::Equal),
        Some("!==" | "!=") => order != Some(Ordering::Equal),
        Some(">") => order == Some(Ordering::Greater),
        Some(">=") => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        Some("<") => order == Some(Ordering::Less),
        Some("<=") => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        _ => return wrong(block, "comparator", "comparator"),
    };
    BlockStep::decide(yes)
}

fn wrong(block: &BlockContext<'_>, argument: &'static str, expected: &'static str) -> BlockStep {
    let value = block.value(argument).clone();
    BlockStep::Fail(Exception::WrongType { argument: argument.into(), expected: expected.into(), value })
}

/// JavaScript orders texts by UTF-16 units, Rust by characters: they differ beyond U+FFFF.
fn compare_texts(a: &str, b: &str) -> Ordering {
    if a == b { Ordering::Equal } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

fn to_boolean(value: &Value) -> bool {
    match value {
        Value::Text(_) => !value.is_word(&["", "false", "0", "no", "null", "undefined"]),
        _ => value.truthy(),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const UNDEFINED: &str = r#""$.payload.nothing""#;

    #[track_caller]
    fn check(kind: &str, a: &str, comparator: &str, b: &str, port: &str) {
        let controls =
            format!(r#"{{"operandA":{a},"comparator":"{comparator}","operandB":{b},"evaluateAs":"{kind}"}}"#);
        try_block("SE_Decision", &controls).leaves(port).results(port);
    }

    #[test]
    fn promise_1_literal_text_cast_of_null() {
        check("string", "null", "===", r#""undefined""#, "true"); // A literal null control counts as absent.
        check("string", UNDEFINED, "===", r#""null""#, "false");
        try_block("SE_Decision", r#"{"operandA":"$.payload.x","operandB":"null"}"#)
            .payload(r#"{"x":null}"#)
            .leaves("true");
    }

    #[test]
    fn promise_2_text_false_is_false_as_boolean() {
        for no in [
            r#""false""#,
            r#"" FALSE ""#,
            r#""0""#,
            r#""no""#,
            r#""""#,
            r#""null""#,
            r#""undefined""#,
            "0",
            UNDEFINED,
        ] {
            check("boolean", no, "===", r#""false""#, "true");
        }
        for yes in [r#""true""#, r#""off""#, r#""x""#, "1", "[]", "{}", "true"] {
            check("boolean", yes, "===", r#""false""#, "false");
        }
    }

    #[test]
    fn promise_3_numbers_and_nan() {
        check("number", r#""10""#, ">", "9", "true");
        check("string", r#""10""#, ">", r#""9""#, "false");
        check("number", r#"" 1e1 ""#, ">=", "10", "true");
        for comparator in ["===", "==", ">", ">=", "<", "<="] {
            check("number", r#""x""#, comparator, r#""x""#, "false");
        }
        check("number", r#""x""#, "!==", r#""x""#, "true");
        check("number", r#""x""#, "!=", r#""x""#, "true");
    }

    #[test]
    fn promise_4_bare_boolean() {
        try_block("SE_Decision", r#"{"operandA":1,"operandB":"1"}"#)
            .entry(r#"{"success":true,"results":true,"exception":null}"#);
    }

    #[test]
    fn promise_5_an_output_may_be_unconnected() {
        let outcome = try_block("SE_Decision", r#"{"operandA":1,"operandB":2}"#).outcome();
        assert_eq!(outcome, "completed at block b, whose port false leads nowhere");
    }

    #[test]
    fn texts_are_ordered_as_in_javascript() {
        check("string", r#""\ud83d\ude00""#, "<", r#""\uff5e""#, "true");
        check("string", r#""a""#, "<=", r#""a""#, "true");
    }

    #[test]
    fn unknown_words_fail_the_run() {
        try_block("SE_Decision", r#"{"comparator":"~"}"#)
            .fails("argument comparator: \"~\" is no comparator");
        try_block("SE_Decision", r#"{"evaluateAs":"date"}"#)
            .fails("argument evaluateAs: \"date\" is no type (string, number or boolean)");
    }
}
