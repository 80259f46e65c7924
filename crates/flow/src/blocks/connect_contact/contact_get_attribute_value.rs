//! Get Contact Attribute: one attribute of the contact.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Fallback, Field, Ports, Promise,
    Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ContactGetAttributeValue",
    title: "Get Contact Attribute",
    category: Category::ConnectContact,
    tags: editor_list(&["attribute", "read", "contact flow"]),
    summary: editor_text("Gives the value of one attribute of the contact in context."),
    arguments: &[
        Argument::new("attributeName", ArgumentType::Text, "Name of the attribute.").required(),
        Argument::new(
            "defaultValue",
            ArgumentType::Text,
            "What to give when the contact has no such attribute.",
        )
        .default(Fallback::Text("")),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "string")])),
    ports: Ports::Done,
    calls: Some(editor_text("Streams contact.getAttributes")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("Result is the value, not the {name,value} pair."),
        Promise::new("Absent attribute, no contact, or null attributes (monitoring): the default."),
        Promise::new("Present but empty attribute stays \"\"."),
        Promise::new(
            "After Update Contact Attributes in the same flow the new value must be readable (published flow 11).",
        ),
    ]),
    begin,
    resume: None,
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let name = block.value("attributeName").shared_text();
    // Streams gives {name, value} pairs; a snapshot may hold them as they came.
    let value = match block.contact().get("attributes").get(&name) {
        Value::Map(pair) => pair.get("value").unwrap_or(Value::UNDEFINED),
        value => value,
    };
    let value = if value.is_undefined() { block.value("defaultValue") } else { value };
    BlockStep::done(Value::map([("value", value.clone())]))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(contact: &str, value: &str) {
        try_block("SE_ContactGetAttributeValue", r#"{"attributeName":"case.no","defaultValue":"d"}"#)
            .contact(contact)
            .leaves("done")
            .results(&format!(r#"{{"value":{value}}}"#));
    }

    #[test]
    fn promise_1_the_value_not_the_pair() {
        check(r#"{"attributes":{"case.no":"7"}}"#, r#""7""#);
        check(r#"{"attributes":{"case.no":{"name":"case.no","value":"7"}}}"#, r#""7""#);
    }

    #[test]
    fn promise_2_the_default_for_absent_ones() {
        check(r#"{"attributes":{}}"#, r#""d""#);
        check(r#"{"attributes":null}"#, r#""d""#);
        check(r#"{"$value":"undefined"}"#, r#""d""#);
        try_block("SE_ContactGetAttributeValue", r#"{"attributeName":"x"}"#).results(r#"{"value":""}"#);
    }

    #[test]
    fn promise_3_present_but_empty_stays() {
        check(r#"{"attributes":{"case.no":""}}"#, r#""""#);
    }

    #[test]
    fn promise_4_updates_of_the_same_flow_are_seen() {
        let actions = r#"[{"id":"a","type":"SE_Start","ports":{"done":"u"}},
            {"id":"u","type":"SE_ContactUpdateAttributes","controls":{"attributes":{"k":"new"}},"ports":{"success":"g"}},
            {"id":"g","type":"SE_ContactGetAttributeValue","controls":{"attributeName":"k"}}]"#;
        crate::blocks::testing::flow(actions)
            .contact(r#"{"contactId":"c-1","attributes":{"k":"old"}}"#)
            .answer(r#"{"answer":"done"}"#)
            .results(r#"{"value":"new"}"#);
    }
}
