//! Clear All Properties: forgets all that flows have stored.

use crate::{
    Block, BlockStep, Category, DeskEffect, Port, Ports, Promise, Results, Value, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ClearAllProperties",
    title: "Clear All Properties",
    category: Category::DataAndText,
    tags: editor_list(&["store", "forget", "reset", "variable"]),
    summary: editor_text(
        "Forgets all that flows have stored with Set Property. Counters, and what the adapter keeps, stay.",
    ),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.5"),
    promises: promises(&[
        Promise::shown_by(
            "Must never delete what the adapter itself keeps there (5.15 fix: click-to-dial, presence sync, screen pops and panels broke; 5.27 fix: `recordingNamedCredential`).",
            &["crates/session/tests/desk/properties.rs::clearing_all_properties_leaves_what_is_the_adapters"],
        ),
        Promise::shown_by(
            "After it, click-to-dial, presence sync and recording controls still work.",
            &[
                "crates/session/tests/desk/properties.rs::a_click_dials_and_a_recording_changes_after_all_properties_are_cleared",
            ],
        ),
    ]),
    begin: |_| BlockStep::call(DeskEffect::ClearProperties),
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Done, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn the_store_is_asked_to_clear() {
        try_block("SE_ClearAllProperties", "{}")
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"clearProperties"}]"#)
            .leaves("done")
            .results("null");
    }
}
