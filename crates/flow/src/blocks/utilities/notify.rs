//! Notify: says something to the agent, even where the panel is minimised.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, DeskEffect, Fallback, HostEffect, Port,
    Ports, Promise, Reply, Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_Notify",
    title: "Notify",
    category: Category::Utilities,
    tags: editor_list(&["message", "toast", "dialog", "notice", "agent"]),
    summary: editor_text(
        "Says something to the agent in the softphone: a line that goes by itself, or a dialog that stays until it is put away. It can open the panel, so that it is seen where the panel is minimised.",
    ),
    arguments: &[
        Argument::new("message", ArgumentType::Any, "What to say. Lists and maps are written as JSON.")
            .required(),
        Argument::new("title", ArgumentType::Text, "A heading, of the dialog or before the line."),
        Argument::new(
            "stays",
            ArgumentType::Flag,
            "A dialog that the agent puts away, in place of a line that goes.",
        )
        .default(Fallback::Flag(false)),
        Argument::new("openPanel", ArgumentType::Flag, "Opens the softphone panel.")
            .default(Fallback::Flag(false)),
    ],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: editor_text("own"),
    promises: promises(&[
        Promise::new("A line that goes by itself; with stays, a dialog. Text only, never markup."),
        Promise::new(
            "With openPanel the panel opens after it is said; where it cannot be opened, a warning.",
        ),
    ]),
    begin,
    resume: Some(resume),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let text = block.value("message").to_readable();
    let title = block.shared_text("title").cloned();
    let effect = match (block.flag("stays"), title) {
        (true, title) => DeskEffect::ShowDialog { title: title.unwrap_or_default(), text },
        (false, Some(title)) => DeskEffect::ShowToast { text: format!("{title}: {text}").into() },
        (false, None) => DeskEffect::ShowToast { text },
    };
    BlockStep::call(effect)
}

/// Asked once more, the panel opens. That it was said counts: a panel that stays closed is no failure.
fn resume(block: &mut BlockContext<'_>, opening: Value, reply: &Reply) -> BlockStep {
    if opening == Value::Bool(true) {
        if let Err(failure) = reply {
            block.note(format!("the panel was not opened: {}", failure.message));
        }
        return BlockStep::done(Value::Null);
    }
    match BlockStep::when_done(reply, Port::Done, Value::Null) {
        BlockStep::Leave(..) if block.flag("openPanel") => BlockStep::Call(
            std::sync::Arc::new(HostEffect::SetPanelVisibility { visible: true }.into()),
            Value::Bool(true),
        ),
        step => step,
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(more: &str, asks: &str) {
        try_block("SE_Notify", &format!(r#"{{"message":"<b>Call</b> them"{more}}}"#))
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!("[{asks}]"))
            .leaves("done")
            .results("null");
    }

    #[test]
    fn promise_1_a_line_or_a_dialog() {
        check("", r#"{"effect":"showToast","text":"<b>Call</b> them"}"#);
        check(r#","title":"Note""#, r#"{"effect":"showToast","text":"Note: <b>Call</b> them"}"#);
        check(
            r#","title":"Note","stays":true"#,
            r#"{"effect":"showDialog","title":"Note","text":"<b>Call</b> them"}"#,
        );
        check(r#","stays":"true""#, r#"{"effect":"showDialog","title":"","text":"<b>Call</b> them"}"#);
        try_block("SE_Notify", "{}").fails("argument message is missing");
    }

    #[test]
    fn promise_2_the_panel_opens() {
        let asks = r#"[{"effect":"showToast","text":"now"},{"effect":"setPanelVisibility","visible":true}]"#;
        let trial =
            try_block("SE_Notify", r#"{"message":"now","openPanel":true}"#).answer(r#"{"answer":"done"}"#);
        trial.clone().answer(r#"{"answer":"done"}"#).asks(asks).leaves("done").notes(&[]);
        (trial.fault(r#"{"kind":"timedOut","code":null,"message":"no answer"}"#))
            .asks(asks)
            .leaves("done")
            .notes(&["the panel was not opened: no answer"]);
    }
}
