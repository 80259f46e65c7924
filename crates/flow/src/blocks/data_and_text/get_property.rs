//! Get Property: recalls what a flow has stored.

use crate::{
    Answer, Argument, ArgumentType, Block, BlockContext, BlockStep, Category, DeskEffect, Fallback, Field,
    Ports, Promise, Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_GetProperty",
    title: "Get Property",
    category: Category::DataAndText,
    tags: editor_list(&["store", "recall", "variable", "profile"]),
    summary: editor_text(
        "Reads what was stored under a key. The key userProfile gives the Salesforce profile id of the user.",
    ),
    arguments: &[
        Argument::new("key", ArgumentType::Text, "Under which name.").required(),
        Argument::new("defaultValue", ArgumentType::Any, "What to give when nothing was stored.")
            .default(Fallback::Text("")),
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "any")])),
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new(
            "Default applies only when the key is absent (undefined); stored false, 0, \"\" and null come back as stored.",
        ),
        Promise::new("Key `userProfile` returns the Salesforce profile id of the running user."),
    ]),
    begin,
    resume: Some(|block, _, reply| {
        BlockStep::after(reply, &mut |answer| match answer {
            Answer::Value { value } => Some(leave(block, value.clone())),
            _ => None,
        })
    }),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let key = block.value("key").shared_text();
    if key == "userProfile" {
        return leave(block, block.user_profile().clone());
    }
    BlockStep::call(DeskEffect::ReadProperty { key })
}

fn leave(block: &BlockContext<'_>, value: Value) -> BlockStep {
    let value = if value.is_undefined() { block.value("defaultValue").clone() } else { value };
    BlockStep::done(Value::map([("value", value)]))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(stored: &str, value: &str) {
        try_block("SE_GetProperty", r#"{"key":"k","defaultValue":"d"}"#)
            .answer(&format!(r#"{{"answer":"value","value":{stored}}}"#))
            .asks(r#"[{"effect":"readProperty","key":"k"}]"#)
            .leaves("done")
            .results(&format!(r#"{{"value":{value}}}"#));
    }

    #[test]
    fn promise_1_the_default_is_for_absent_keys_only() {
        check(r#"{"$value":"undefined"}"#, r#""d""#);
        for stored in ["false", "0", r#""""#, "null", r#"{"a":[]}"#] {
            check(stored, stored);
        }
    }

    #[test]
    fn promise_2_user_profile() {
        try_block("SE_GetProperty", r#"{"key":"userProfile"}"#)
            .user_profile(r#""00e5g000""#)
            .asks("[]")
            .leaves("done")
            .results(r#"{"value":"00e5g000"}"#);
    }
}
