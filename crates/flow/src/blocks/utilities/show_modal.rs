//! Show Modal: a dialog with a title and a text.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, DeskEffect, Port, Ports, Results, Text, Value,
    editor_list, editor_text,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_ShowModal",
    title: "Show Modal",
    category: Category::Utilities,
    tags: editor_list(&["dialog", "message", "popup"]),
    summary: editor_text(
        "Opens a dialog with a title and a text in the softphone, which opens for it unless a call is up. It waits until nothing rings; several come one after another. The flow goes on at once.",
    ),
    arguments: &[
        Argument::new("title", ArgumentType::Text, "The heading.").required(),
        Argument::new("message", ArgumentType::Text, "The text. Markup in it is shown as text.").required(),
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: None,
    since: "5.0",
    promises: &[],
    begin: |block| {
        let text = |name| Text::new(block.value(name).as_text().unwrap_or_default());
        BlockStep::call(DeskEffect::ShowDialog { title: text("title"), text: text("message") })
    },
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_the_dialog_is_asked_for_whatever_the_panel() {
        // That the panel opens for it is the desk's to see to: `desk/tests/shown.rs`.
        try_block("SE_ShowModal", r#"{"title":"Hold on","message":"Line\nline"}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"showDialog","title":"Hold on","text":"Line\nline"}]"#)
            .leaves("success")
            .results("null");
    }

    #[test]
    fn promise_2_success_once_it_is_open() {
        try_block("SE_ShowModal", r#"{"title":"","message":0}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"showDialog","title":"","text":"0"}]"#)
            .leaves("success");
        try_block("SE_ShowModal", r#"{"title":"T"}"#).asks("[]").leaves("failure");
    }

    #[test]
    fn promise_3_markup_is_text() {
        try_block("SE_ShowModal", r#"{"title":"<b>T</b>","message":"<img src=x onerror=alert(1)>"}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"showDialog","title":"<b>T</b>","text":"<img src=x onerror=alert(1)>"}]"#)
            .leaves("success");
    }
}
