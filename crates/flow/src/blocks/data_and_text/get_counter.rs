//! Get Counter: where a counter stands.

use super::counted;
use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, DeskEffect, Fallback, Field, Ports, Promise, Results,
    editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_GetCounter",
    title: "Get Counter",
    category: Category::DataAndText,
    tags: editor_list(&["count", "number", "tabs", "store"]),
    summary: editor_text(
        "Reads a named counter. openAgentTabs gives how many pages of this softphone are open in the agent's browser.",
    ),
    arguments: &[
        Argument::new("name", ArgumentType::Text, "Which counter.").required(),
        Argument::new("defaultValue", ArgumentType::Number, "What to give when nobody has counted.")
            .default(Fallback::Number(0.0)),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "number")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.4"),
    promises: promises(&[Promise::new(
        "`openAgentTabs` gives the number of open tabs that run the adapter.",
    )]),
    begin: |block| BlockStep::call(DeskEffect::ReadCounter { name: block.value("name").shared_text() }),
    resume: Some(|block, _, reply| {
        counted(reply, block.value("defaultValue").as_number().unwrap_or_default())
    }),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(controls: &str, stands: &str, value: &str) {
        try_block("SE_GetCounter", controls)
            .answer(&format!(r#"{{"answer":"value","value":{stands}}}"#))
            .leaves("done")
            .results(&format!(r#"{{"value":{value}}}"#));
    }

    #[test]
    fn promise_1_the_number_of_tabs_is_a_counter() {
        try_block("SE_GetCounter", r#"{"name":"openAgentTabs"}"#)
            .answer(r#"{"answer":"value","value":2}"#)
            .asks(r#"[{"effect":"readCounter","name":"openAgentTabs"}]"#)
            .leaves("done")
            .results(r#"{"value":2}"#);
    }

    #[test]
    fn the_default_is_for_what_nobody_counted() {
        const NOTHING: &str = r#"{"$value":"undefined"}"#;
        check(r#"{"name":"calls"}"#, NOTHING, "0");
        check(r#"{"name":"calls","defaultValue":"5"}"#, NOTHING, "5");
        check(r#"{"name":"calls","defaultValue":5}"#, "0", "0");
        check(r#"{"name":"calls","defaultValue":5}"#, "-2", "-2");
    }

    #[test]
    fn without_name_the_run_fails() {
        try_block("SE_GetCounter", "{}").fails("argument name is missing");
    }
}
