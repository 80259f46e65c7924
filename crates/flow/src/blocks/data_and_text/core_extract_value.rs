//! Extract Value: picks something out of a list or map.

use crate::{
    Argument, ArgumentRole, ArgumentType, Block, BlockContext, BlockStep, Category, Field, Ports, Promise,
    Results, Value, editor_list, editor_text, get, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_CoreExtractValue",
    title: "Extract Value",
    category: Category::DataAndText,
    tags: editor_list(&["path", "pick", "json", "field"]),
    summary: editor_text(
        "Picks an inner value by its path, for instance 0.Id or result.contact.name. Nothing there gives undefined.",
    ),
    arguments: &[
        Argument::new("targetField", ArgumentType::Any, "What to pick from; JSON text is read first.")
            .expected(),
        Argument::new("keyPath", ArgumentType::Text, "The path; empty is all of it.")
            .role(ArgumentRole::MayBeEmpty)
            .required(),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "any")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.4"),
    promises: promises(&[
        Promise::new("Path grammar of section 1.5; examples documented: `0.Id`, `result.contact.name`."),
        Promise::new("No match: undefined, never an exception."),
        Promise::new("Target given as JSON text: parse it first (proposed)."),
    ]),
    begin,
    resume: None,
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let target = read(block.value("targetField"));
    let path = block.value("keyPath").to_text();
    let value = if path.is_empty() { target } else { get(&target, &path) };
    BlockStep::done(Value::map([("value", value)]))
}

/// JSON text of a list or map as what it says; any other text is itself.
fn read(target: &Value) -> Value {
    let parsed = target.as_text().and_then(Value::from_json_text);
    parsed.filter(|value| matches!(value, Value::List(_) | Value::Map(_))).unwrap_or_else(|| target.clone())
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(target: &str, path: &str, value: &str) {
        try_block("SE_CoreExtractValue", &format!(r#"{{"targetField":"$.payload","keyPath":"{path}"}}"#))
            .payload(target)
            .leaves("done")
            .results(&format!(r#"{{"value":{value}}}"#));
    }

    const UNDEFINED: &str = r#"{"$value":"undefined"}"#;

    #[test]
    fn promise_1_paths() {
        check(r#"[{"Id":"003A"}]"#, "0.Id", r#""003A""#);
        check(r#"{"result":{"contact":{"name":"Dana"}}}"#, "result.contact.name", r#""Dana""#);
        check(r#"{"a":[1]}"#, "", r#"{"a":[1]}"#);
        check(r#"{"a.b":1}"#, "a.b", "1");
    }

    #[test]
    fn promise_2_no_match_is_undefined() {
        check("[]", "0.Id", UNDEFINED);
        check("null", "a", UNDEFINED);
        check(UNDEFINED, "a.b", UNDEFINED);
    }

    #[test]
    fn promise_3_json_text_is_read_first() {
        check(r#""{\"a\":{\"b\":2}}""#, "a.b", "2");
        check(r#""xyz""#, "0", r#""x""#);
        check(r#""123""#, "length", "3");
    }
}
