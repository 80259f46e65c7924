//! Length: how long a text or list is.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, Field, Ports, Promise, Results, Value, editor_list,
    editor_text, promises, units,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_CoreLength",
    title: "Length",
    category: Category::DataAndText,
    tags: editor_list(&["count", "size", "items"]),
    summary: editor_text(
        "Gives how many characters a text, items a list or entries a map has. Anything else has none.",
    ),
    arguments: &[Argument::new("value", ArgumentType::Any, "What to count.").expected()],
    results: Results::Fields(editor_list(&[Field::new("value", "number")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.7"),
    promises: promises(&[Promise::new(
        "Text: UTF-16 units. List: items. Object: number of keys (proposed). null/undefined/number: 0 (proposed).",
    )]),
    begin: |block| {
        let length = match block.value("value") {
            Value::Text(text) => units(text),
            Value::List(items) => items.len(),
            Value::Map(entries) => entries.len(),
            _ => 0,
        };
        BlockStep::done(Value::map([("value", length as f64)]))
    },
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_lengths() {
        let check = |value: &str, length: &str| {
            try_block("SE_CoreLength", r#"{"value":"$.payload"}"#)
                .payload(value)
                .leaves("done")
                .results(&format!(r#"{{"value":{length}}}"#));
        };
        check(r#""abc""#, "3");
        check(r#""a😀""#, "3");
        check(r#""""#, "0");
        check("[1,null,[2,3]]", "3");
        check(r#"{"a":1,"b":{}}"#, "2");
        for none in ["null", r#"{"$value":"undefined"}"#, "12345", "true", r#"{"$date":0}"#] {
            check(none, "0");
        }
    }
}
