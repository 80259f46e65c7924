//! Alert: a line that goes by itself.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, DeskEffect, Port, Ports, Results, Value, editor_list,
    editor_text,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_Alert",
    title: "Alert",
    category: Category::Utilities,
    tags: editor_list(&["message", "toast", "notice"]),
    summary: editor_text(
        "Says something in the softphone: a line that goes by itself and can be put away. Browsers refuse a window's own alert in a frame, and it would block the phone.",
    ),
    arguments: &[Argument::new(
        "message",
        ArgumentType::Any,
        "What to say. Lists and maps are written as JSON.",
    )
    .required()],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: "5.4",
    promises: &[],
    begin: |block| {
        let text = block.value("message").to_readable();
        BlockStep::call(DeskEffect::ShowToast { text })
    },
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Done, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(message: &str, said: &str) {
        try_block("SE_Alert", r#"{"message":"$.payload"}"#)
            .payload(message)
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(r#"[{{"effect":"showToast","text":{said:?}}}]"#))
            .leaves("done")
            .results("null");
    }

    // Shows: BH-126
    #[test]
    fn promise_1_the_text_of_the_value_and_nothing_waits() {
        check(r#""Call them back""#, "Call them back");
        check("0", "0");
        check("false", "false");
        // Where JavaScript has no text worth reading: JSON.
        check(r#"{"a":[1]}"#, r#"{"a":[1]}"#);
        try_block("SE_Alert", "{}").fails("argument message is missing");
    }
}
