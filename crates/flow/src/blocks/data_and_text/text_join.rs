//! Join Strings: one text of two values.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Fallback, Field, Ports, Promise,
    Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_TextJoin",
    title: "Join Strings",
    category: Category::DataAndText,
    tags: editor_list(&["text", "concatenate", "append"]),
    summary: editor_text("Puts two values together to one text. Null and undefined add nothing."),
    arguments: &[
        Argument::new("value1", ArgumentType::Any, "The first.").expected(),
        Argument::new("value2", ArgumentType::Any, "The second.").expected(),
        Argument::new(
            "separator",
            ArgumentType::Text,
            "What to put between them, an addition of Switchboard's.",
        )
        .default(Fallback::Text("")),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "string"), Field::new("string", "string")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("Boolean false and number 0 must appear (\"false\", \"0\"), a documented 5.7 fix."),
        Promise::new("null and undefined contribute nothing."),
    ]),
    begin,
    resume: None,
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let present =
        ["value1", "value2"].map(|name| block.value(name)).into_iter().filter(|value| !value.is_nullish());
    let separator = block.value("separator").as_text().unwrap_or_default();
    let mut text = String::new();
    for (at, value) in present.enumerate() {
        let pushed = (block.push_within_room(&mut text, if at == 0 { "" } else { separator }))
            .and_then(|()| block.push_within_room(&mut text, &value.to_readable()));
        if let Err(exception) = pushed {
            return BlockStep::Fail(exception);
        }
    }
    let text = Value::from(text);
    BlockStep::done(Value::map([("value", text.clone()), ("string", text)]))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(first: &str, second: &str, separator: &str, text: &str) {
        try_block(
            "SE_TextJoin",
            r#"{"value1":"$.payload.a","value2":"$.payload.b","separator":"$.payload.s"}"#,
        )
        .payload(&format!(r#"{{"a":{first},"b":{second},"s":{separator}}}"#))
        .leaves("done")
        .results(&format!(r#"{{"value":{text:?},"string":{text:?}}}"#));
    }

    #[test]
    fn promise_1_false_and_zero_appear() {
        check("false", "0", "null", "false0");
        check("1.5", "true", r#"", ""#, "1.5, true");
        check("[1]", r#"{"a":2}"#, r#"" ""#, r#"[1] {"a":2}"#);
    }

    #[test]
    fn promise_2_nothing_adds_nothing() {
        check("null", r#""b""#, r#""-""#, "b");
        check(r#""a""#, r#"{"$value":"undefined"}"#, r#""-""#, "a");
        check("null", "null", r#""-""#, "");
        check(r#""""#, r#""b""#, r#""-""#, "-b");
        try_block("SE_TextJoin", r#"{"value1":"a","value2":"b"}"#).result("value", r#""ab""#);
    }
}
