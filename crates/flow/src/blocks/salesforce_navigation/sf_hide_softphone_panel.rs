//! Hide Softphone Panel: it is minimised.

use crate::{
    Block, BlockStep, Category, HostEffect, Port, Ports, Promise, Results, Value, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFHideSoftphonePanel",
    title: "Hide Softphone Panel",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["close", "minimise", "panel", "phone"]),
    summary: editor_text("Minimises the softphone panel. The phone goes on."),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti setSoftphonePanelVisibility(false)")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::shown_by(
        "A call goes on while hidden.",
        &["crates/cli/tests/promises.rs::a_call_goes_on_while_the_panel_is_hidden"],
    )]),
    begin: |_| BlockStep::call(HostEffect::SetPanelVisibility { visible: false }),
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn nothing_but_the_panel_is_touched() {
        try_block("SE_SFHideSoftphonePanel", "{}")
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"setPanelVisibility","visible":false}]"#)
            .leaves("success")
            .results("null");
    }
}
