//! Refresh View: what the agent looks at is read anew.

use crate::{
    Block, BlockStep, Category, HostEffect, Port, Ports, Promise, Results, Value, editor_list, editor_text,
    promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFRefreshView",
    title: "Refresh View",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["reload", "page", "related list"]),
    summary: editor_text("Reads the page in front of the agent anew, related lists included."),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti refreshView")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("Failure when the page cannot be refreshed.")]),
    begin: |_| BlockStep::call(HostEffect::RefreshView),
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_a_refusal_is_a_failure() {
        let trial = try_block("SE_SFRefreshView", "{}");
        (trial.clone().answer(r#"{"answer":"done"}"#))
            .asks(r#"[{"effect":"refreshView"}]"#)
            .leaves("success")
            .results("null");
        (trial.fault(r#"{"kind":"rejected","code":"GENERIC_ERROR","message":"no page to refresh"}"#))
            .leaves("failure")
            .exception("no page to refresh");
    }
}
