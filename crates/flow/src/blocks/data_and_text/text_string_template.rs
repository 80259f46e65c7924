//! String Template: a text with values filled in.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Exception, Field, Ports, Promise,
    Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_TextStringTemplate",
    title: "String Template",
    category: Category::DataAndText,
    tags: editor_list(&["text", "concatenate", "placeholder", "format"]),
    summary: editor_text(
        "Fills the placeholders ${name} of a text from a map of variables. Nothing in the text is ever run as code.",
    ),
    arguments: &[
        Argument::new("variables", ArgumentType::Map, "Names and values."),
        Argument::new("template", ArgumentType::Text, "The text, with ${name} where a value goes.")
            .required(),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "string"), Field::new("string", "string")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.4"),
    promises: promises(&[
        Promise::new("Example seen: variables `phonenumber` = reference, template `0${phonenumber}`."),
        Promise::new(
            "Undefined variable: the upstream library would throw; we give an empty string and a warning (null also gives empty).",
        ),
        Promise::new("Only ${name} is replaced; never evaluate code in the template."),
        Promise::new("A screenshot reads `results.string`, other text blocks `results.value`: provide both."),
    ]),
    begin,
    resume: None,
};

/// Bytes that values commonly take more than their placeholders.
const ROOM: usize = 32;

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    match fill(block) {
        Ok(text) => BlockStep::done(Value::map([("value", text.clone()), ("string", text)])),
        Err(exception) => BlockStep::Fail(exception),
    }
}

fn fill(block: &mut BlockContext<'_>) -> Result<Value, Exception> {
    let variables = block.value("variables");
    let template = block.value("template").as_text().unwrap_or_default();
    let mut text = String::with_capacity(template.len() + ROOM);
    let mut rest = template;
    // A placeholder that is never closed is plain text.
    while let Some((before, after)) = rest.split_once("${")
        && let Some((name, behind)) = after.split_once('}')
    {
        block.push_within_room(&mut text, before)?;
        match variables.get(name.trim()) {
            Value::Undefined => block.note(format!("the variable {} has no value", name.trim())),
            Value::Null => {}
            value => block.push_within_room(&mut text, &value.to_readable())?,
        }
        rest = behind;
    }
    block.push_within_room(&mut text, rest)?;
    Ok(Value::from(text))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(variables: &str, template: &str, text: &str) {
        try_block(
            "SE_TextStringTemplate",
            &format!(r#"{{"variables":{variables},"template":{template:?}}}"#),
        )
        .payload(r#"{"number":"4155550142"}"#)
        .leaves("done")
        .result("value", &format!("{text:?}"));
    }

    #[test]
    fn promise_1_placeholders_are_filled() {
        check(r#"{"phonenumber":"$.payload.number"}"#, "0${phonenumber}", "04155550142");
        check(r#"{"a":1,"b":[2],"c":false}"#, "${a}-${b}-${ c }-${a}", "1-[2]-false-1");
    }

    #[test]
    fn promise_2_undefined_is_empty_and_told() {
        check(r#"{"a":null}"#, "<${a}>", "<>");
        try_block("SE_TextStringTemplate", r#"{"variables":{"a":"$.payload.no"},"template":"<${a}${b}>"}"#)
            .result("value", r#""<>""#)
            .notes(&["the variable a has no value", "the variable b has no value"]);
    }

    #[test]
    fn promise_3_nothing_is_run() {
        check("{}", "$name {name} <%= 1 %> $", "$name {name} <%= 1 %> $");
        check(r#"{"a":"${b}","b":"no"}"#, "${a}", "${b}");
        check("{}", "open ${a", "open ${a");
        check("null", "plain", "plain");
        try_block("SE_TextStringTemplate", r#"{"template":"${1+1}${constructor}"}"#).result("value", r#""""#);
    }

    #[test]
    fn promise_4_both_result_names() {
        try_block("SE_TextStringTemplate", r#"{"template":"x"}"#).results(r#"{"value":"x","string":"x"}"#);
    }
}
