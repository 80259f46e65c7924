//! Divide: the quotient of two numbers.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, Field, Ports, Promise, Results, Value, editor_list,
    editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_MathDivide",
    title: "Divide",
    category: Category::DataAndText,
    tags: editor_list(&["number", "calculate", "math"]),
    summary: editor_text("Divides one number by another. What is no number gives NaN, as in JavaScript."),
    arguments: &[
        Argument::new("number1", ArgumentType::Any, "The number to divide.").expected(),
        Argument::new("number2", ArgumentType::Any, "What to divide it by.").expected(),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "number")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.7"),
    promises: promises(&[Promise::new("1/0 is Infinity, 0/0 is NaN; no exception.")]),
    begin: |block| {
        let number = block.value("number1").to_number() / block.value("number2").to_number();
        BlockStep::done(Value::map([("value", number)]))
    },
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(first: &str, second: &str, number: &str) {
        try_block("SE_MathDivide", r#"{"number1":"$.payload.a","number2":"$.payload.b"}"#)
            .payload(&format!(r#"{{"a":{first},"b":{second}}}"#))
            .leaves("done")
            .results(&format!(r#"{{"value":{number}}}"#));
    }

    #[test]
    fn promise_1_by_zero() {
        check("1", "0", r#"{"$value":"infinity"}"#);
        check("-1", r#""""#, r#"{"$value":"-infinity"}"#);
        check("0", "0", r#"{"$value":"nan"}"#);
        check(r#""abc""#, "2", r#"{"$value":"nan"}"#);
        check("1", "8", "0.125");
    }
}
