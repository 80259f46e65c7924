//! Multiply: the product of two numbers.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, Field, Ports, Promise, Results, Value, editor_list,
    editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_MathMultiply",
    title: "Multiply",
    category: Category::DataAndText,
    tags: editor_list(&["number", "calculate", "math"]),
    summary: editor_text("Multiplies two numbers. What is no number gives NaN, as in JavaScript."),
    arguments: &[
        Argument::new("number1", ArgumentType::Any, "The first number.").expected(),
        Argument::new("number2", ArgumentType::Any, "The second number.").expected(),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "number")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.7"),
    promises: promises(&[Promise::new(
        "Number() cast on both; 0.1 × 3 is 0.30000000000000004; a non-number gives NaN, serialised as null in logs.",
    )]),
    begin: |block| {
        let number = block.value("number1").to_number() * block.value("number2").to_number();
        BlockStep::done(Value::map([("value", number)]))
    },
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(first: &str, second: &str, number: &str) {
        try_block("SE_MathMultiply", r#"{"number1":"$.payload.a","number2":"$.payload.b"}"#)
            .payload(&format!(r#"{{"a":{first},"b":{second}}}"#))
            .leaves("done")
            .results(&format!(r#"{{"value":{number}}}"#));
    }

    #[test]
    fn promise_1_as_in_javascript() {
        check("0.1", "3", "0.30000000000000004");
        check(r#""6""#, r#"" 7 ""#, "42");
        check("true", "null", "0");
        for none in [r#""abc""#, r#"{"$value":"undefined"}"#, "{}", "[1,2]"] {
            check(none, "1", r#"{"$value":"nan"}"#);
        }
        assert_eq!(crate::Value::Number(f64::NAN).to_json_text(), "null");
    }
}
