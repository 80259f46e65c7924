//! Show Softphone Panel: it opens.

use crate::{
    Block, BlockStep, Category, HostEffect, Port, Ports, Promise, Results, Value, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFShowSoftphonePanel",
    title: "Show Softphone Panel",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["open", "panel", "phone"]),
    summary: editor_text("Opens the softphone panel."),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti setSoftphonePanelVisibility(true)")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("Already open: success.")]),
    begin: |_| BlockStep::call(HostEffect::SetPanelVisibility { visible: true }),
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_whatever_it_was_before() {
        // Salesforce says no more than that it is done, open or not: nobody asks first.
        try_block("SE_SFShowSoftphonePanel", "{}")
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"setPanelVisibility","visible":true}]"#)
            .leaves("success")
            .results("null");
    }
}
