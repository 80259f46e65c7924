//! Close Salesforce Tab: closes a tab of the console.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, ConsoleEffect, HostEffect, Port, Ports, Promise,
    Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFCloseTab",
    title: "Close Salesforce Tab",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["console", "tab", "close"]),
    summary: editor_text(
        "Closes a primary tab or a sub tab by its id. What is typed in it and not saved, Salesforce asks the agent about. It needs a Lightning console app.",
    ),
    arguments: &[Argument::new(
        "tabId",
        ArgumentType::Text,
        "Id of the tab, from a block that opens or lists tabs.",
    )
    .expected()],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("console integration toolkit closeTab")),
    since: editor_text("5.7"),
    promises: promises(&[Promise::new("Unknown id: failure.")]),
    begin: |block| match block.text("tabId") {
        Some(id) => {
            BlockStep::call(HostEffect::Console(ConsoleEffect::CloseTab { id: id.trim().to_owned() }))
        }
        None => BlockStep::refuse("there is no tab to close"),
    },
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_a_tab_that_is_not_there_fails() {
        let trial = try_block("SE_SFCloseTab", r#"{"tabId":" ctab2 "}"#);
        (trial.clone().answer(r#"{"answer":"done"}"#))
            .asks(r#"[{"effect":"console","request":"closeTab","id":"ctab2"}]"#)
            .leaves("success")
            .results("null");
        trial
            .fault(r#"{"kind":"rejected","message":"no such tab"}"#)
            .leaves("failure")
            .exception("no such tab");
        for id in [r#""""#, "null", r#""$.payload.no""#] {
            try_block("SE_SFCloseTab", &format!(r#"{{"tabId":{id}}}"#)).asks("[]").leaves("failure");
        }
    }
}
