//! Update Counter: counts, for all flows together.

use super::counted;
use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, DeskEffect, Fallback, Field, OPEN_TABS,
    Ports, Promise, Results, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_UpdateCounter",
    title: "Update Counter",
    category: Category::DataAndText,
    tags: editor_list(&["count", "number", "increment", "store"]),
    summary: editor_text(
        "Creates or changes a named counter, for every flow, event and contact of this agent. It begins at 0. openAgentTabs is kept by the adapter.",
    ),
    arguments: &[
        Argument::new("name", ArgumentType::Text, "Which counter.").required(),
        Argument::new(
            "operation",
            ArgumentType::Select(&["increment", "decrement", "set", "reset"]),
            "What to do with it.",
        )
        .default(Fallback::Text("increment")),
        Argument::new(
            "value",
            ArgumentType::Number,
            "How much to add or to take away, or what to set it to.",
        )
        .default(Fallback::Number(1.0)),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "number")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.4"),
    promises: promises(&[
        Promise::new("A counter starts at 0."),
        Promise::new("Result is the value after the change."),
        Promise::new("`openAgentTabs` is kept by the adapter and read-only."),
    ]),
    begin,
    resume: Some(|_, _, reply| counted(reply, 0.0)),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let name = block.value("name").shared_text();
    if name == OPEN_TABS {
        block.note(format!("{name} is kept by the adapter: nothing is changed"));
        return BlockStep::call(DeskEffect::ReadCounter { name });
    }
    let value = block.value("value").as_number().unwrap_or(1.0);
    let (by, anew) = match block.value("operation").as_text() {
        Some("increment") => (value, false),
        Some("decrement") => (-value, false),
        Some("set") => (value, true),
        Some("reset") => (0.0, true),
        _ => return BlockStep::refuse("the operation is none of increment, decrement, set and reset"),
    };
    BlockStep::call(DeskEffect::Count { name, by, anew })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    /// What the store is asked, and what comes of it.
    #[track_caller]
    fn check(controls: &str, asks: &str) {
        try_block("SE_UpdateCounter", controls)
            .answer(r#"{"answer":"value","value":7}"#)
            .asks(&format!("[{asks}]"))
            .leaves("done")
            .results(r#"{"value":7}"#);
    }

    #[test]
    fn promise_1_it_begins_at_nothing() {
        // Where it begins the store knows (`desk::counters`); a counter needs no other block first.
        check(r#"{"name":"calls"}"#, r#"{"effect":"count","name":"calls","by":1.0,"anew":false}"#);
    }

    #[test]
    fn promise_2_the_value_is_that_after_the_change() {
        check(
            r#"{"name":"calls","operation":"Increment","value":"2.5"}"#,
            r#"{"effect":"count","name":"calls","by":2.5,"anew":false}"#,
        );
        check(
            r#"{"name":"calls","operation":"decrement","value":3}"#,
            r#"{"effect":"count","name":"calls","by":-3.0,"anew":false}"#,
        );
        check(
            r#"{"name":7,"operation":"set","value":12}"#,
            r#"{"effect":"count","name":"7","by":12.0,"anew":true}"#,
        );
        check(
            r#"{"name":"calls","operation":"reset","value":12}"#,
            r#"{"effect":"count","name":"calls","by":0.0,"anew":true}"#,
        );
    }

    // Shows: BH-121
    #[test]
    fn promise_3_the_number_of_tabs_is_read_only() {
        for operation in ["increment", "decrement", "set", "reset"] {
            try_block(
                "SE_UpdateCounter",
                &format!(r#"{{"name":"openAgentTabs","operation":"{operation}"}}"#),
            )
            .answer(r#"{"answer":"value","value":2}"#)
            .asks(r#"[{"effect":"readCounter","name":"openAgentTabs"}]"#)
            .leaves("done")
            .results(r#"{"value":2}"#)
            .notes(&["openAgentTabs is kept by the adapter: nothing is changed"]);
        }
    }

    #[test]
    fn what_cannot_be_counted_fails_the_run() {
        let check = |controls: &str, says: &str| try_block("SE_UpdateCounter", controls).fails(says);
        check("{}", "argument name is missing");
        check(r#"{"name":"a","value":"many"}"#, "argument value: \"many\" is no number");
        check(
            r#"{"name":"a","operation":"double"}"#,
            "the operation is none of increment, decrement, set and reset",
        );
    }
}
