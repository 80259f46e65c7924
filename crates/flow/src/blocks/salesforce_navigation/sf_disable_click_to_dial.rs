//! Disable Click To Dial: numbers are plain text again.

use crate::{
    Block, BlockStep, Category, HostEffect, Port, Ports, Promise, Results, Value, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFDisableClickToDial",
    title: "Disable Click To Dial",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["click", "dial", "numbers"]),
    summary: editor_text("Makes the phone numbers in Salesforce inert."),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti disableClickToDial")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::shown_by(
        "Later clicks raise no onClickToDial.",
        &["crates/cli/tests/promises.rs::after_disable_click_to_dial_a_click_reaches_nobody"],
    )]),
    begin: |_| BlockStep::call(HostEffect::DisableClickToDial),
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn salesforce_is_asked_once() {
        try_block("SE_SFDisableClickToDial", "{}")
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"disableClickToDial"}]"#)
            .leaves("success")
            .results("null");
    }
}
