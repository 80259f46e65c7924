//! Get All Properties: everything flows have stored.

use crate::{
    Answer, Block, BlockStep, Category, DeskEffect, Field, Ports, Promise, Results, Value, editor_list,
    editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_GetAllProperties",
    title: "Get All Properties",
    category: Category::DataAndText,
    tags: editor_list(&["store", "recall", "variable"]),
    summary: editor_text("Gives all that flows have stored with Set Property, by key."),
    arguments: &[],
    results: Results::Fields(editor_list(&[Field::new("value", "map")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::shown_by(
            "On an onDestroy event it must still return the stored properties (5.31 fix: a cached copy is used because the contact is gone).",
            &["crates/session/tests/desk/properties.rs::all_properties_are_read_when_the_contact_is_gone"],
        ),
        Promise::new("Returned object is a copy: mutating it does not change the store."),
    ]),
    begin: |_| BlockStep::call(DeskEffect::ReadProperties),
    resume: Some(|_, _, reply| {
        BlockStep::after(reply, &mut |answer| match answer {
            Answer::Value { value } => Some(BlockStep::done(Value::map([("value", value.clone())]))),
            _ => None,
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    const STORED: &str = r#"{"answer":"value","value":{"a":1,"b":{"c":[null]}}}"#;

    #[test]
    fn all_of_the_store_is_the_value() {
        try_block("SE_GetAllProperties", "{}")
            .answer(STORED)
            .asks(r#"[{"effect":"readProperties"}]"#)
            .leaves("done")
            .results(r#"{"value":{"a":1,"b":{"c":[null]}}}"#);
    }

    #[test]
    fn promise_2_what_is_given_is_a_copy() {
        // Nothing in a flow changes a value in place, and the answer belongs to the run alone: a second look is a second question.
        let twice = r#"[{"id":"a","type":"SE_Start","ports":{"done":"c"}},
            {"id":"c","type":"SE_GetAllProperties","ports":{"done":"d"}},
            {"id":"d","type":"SE_CoreExtractValue","controls":{"targetField":"$.actions.c.results.value","keyPath":"a"},"ports":{"done":"b"}},
            {"id":"b","type":"SE_GetAllProperties"}]"#;
        crate::blocks::testing::flow(twice)
            .answer(STORED)
            .answer(STORED)
            .asks(r#"[{"effect":"readProperties"}]"#)
            .results(r#"{"value":{"a":1,"b":{"c":[null]}}}"#);
    }
}
