//! Set Property: remembers a value for other flows.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, DeskEffect, Port, Ports, Promise,
    Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SetProperty",
    title: "Set Property",
    category: Category::DataAndText,
    tags: editor_list(&["store", "remember", "variable"]),
    summary: editor_text("Stores a value under a key, for every flow, event and contact of this agent."),
    arguments: &[
        Argument::new("key", ArgumentType::Text, "Under which name.").required(),
        Argument::new("value", ArgumentType::Any, "What to store. Undefined is stored as null."),
    ],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::shown_by(
            "A value set in one flow is readable from another flow and event (the published HVS trio depends on it).",
            &[
                "crates/session/tests/desk/properties.rs::one_flow_reads_what_another_wrote_after_a_reload_and_until_sign_out",
            ],
        ),
        Promise::new("Undefined value: store null; the empty string is stored as is."),
        Promise::new("Writing a reserved key (section 4.7) is refused with a warning."),
    ]),
    begin,
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Done, Value::Null)),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let key = block.value("key").shared_text();
    if super::is_reserved(&key) {
        block.note(format!("{key} is kept by the adapter: nothing is stored"));
        return BlockStep::done(Value::Null);
    }
    let value = block.value("value").clone();
    let value = if value.is_undefined() { Value::Null } else { value };
    BlockStep::call(DeskEffect::WriteProperty { key, value })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(controls: &str, key: &str, value: &str) {
        try_block("SE_SetProperty", controls)
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(r#"[{{"effect":"writeProperty","key":"{key}","value":{value}}}]"#))
            .leaves("done")
            .results("null");
    }

    #[test]
    fn the_store_is_asked() {
        // That another flow reads it is the store's doing: the block writes under the plain key.
        check(r#"{"key":"hvsWorkId","value":"w-1"}"#, "hvsWorkId", r#""w-1""#);
        check(r#"{"key":7,"value":[1]}"#, "7", "[1]");
    }

    #[test]
    fn promise_2_undefined_is_null_and_empty_stays() {
        check(r#"{"key":"k","value":"$.payload.nothing"}"#, "k", "null");
        check(r#"{"key":"k"}"#, "k", "null");
        check(r#"{"key":"k","value":""}"#, "k", r#""""#);
    }

    #[test]
    fn promise_3_reserved_keys_are_refused_with_a_warning() {
        for key in ["recordingNamedCredential", "userProfile", "ac:anything"] {
            try_block("SE_SetProperty", &format!(r#"{{"key":"{key}","value":1}}"#))
                .asks("[]")
                .leaves("done")
                .notes(&[&format!("{key} is kept by the adapter: nothing is stored")]);
        }
    }

    #[test]
    fn without_key_the_run_fails() {
        try_block("SE_SetProperty", r#"{"value":1}"#).fails("argument key is missing");
    }
}
