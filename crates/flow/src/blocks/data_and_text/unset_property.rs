//! Unset Property: forgets what a flow has stored.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, DeskEffect, Port, Ports, Promise,
    Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_UnsetProperty",
    title: "Unset Property",
    category: Category::DataAndText,
    tags: editor_list(&["store", "forget", "remove", "delete", "variable"]),
    summary: editor_text(
        "Forgets what was stored under a key, for every flow, event and contact of this agent.",
    ),
    arguments: &[Argument::new("key", ArgumentType::Text, "Under which name.").required()],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.5"),
    promises: promises(&[
        Promise::new("Unknown key is not an error."),
        Promise::new("Reserved keys cannot be removed."),
    ]),
    begin,
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Done, Value::Null)),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let key = block.value("key").shared_text();
    if super::is_reserved(&key) {
        block.note(format!("{key} is kept by the adapter: nothing is removed"));
        return BlockStep::done(Value::Null);
    }
    BlockStep::call(DeskEffect::RemoveProperty { key })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_an_unknown_key_is_no_error() {
        // Whether there is such a key the store knows: `desk/runs/properties.rs`.
        try_block("SE_UnsetProperty", r#"{"key":"k"}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"removeProperty","key":"k"}]"#)
            .leaves("done")
            .results("null");
    }

    #[test]
    fn promise_2_reserved_keys_stay() {
        for key in ["recordingNamedCredential", "userProfile", "ac:agent"] {
            try_block("SE_UnsetProperty", &format!(r#"{{"key":"{key}"}}"#))
                .asks("[]")
                .leaves("done")
                .notes(&[&format!("{key} is kept by the adapter: nothing is removed")]);
        }
    }
}
