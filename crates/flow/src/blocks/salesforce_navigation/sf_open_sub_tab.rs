//! Open Salesforce Sub Tab: opens a page in a tab within a primary tab.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, ConsoleEffect, Fallback, Field, HostEffect, Ports,
    Promise, Results, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFOpenSubTab",
    title: "Open Salesforce Sub Tab",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["console", "tab", "open", "workspace"]),
    summary: editor_text(
        "Opens a page in a new sub tab of a primary tab, beside those that are there. It needs a Lightning console app.",
    ),
    arguments: &[
        Argument::new("primaryTabId", ArgumentType::Text, "The primary tab; without one, the one in front."),
        Argument::new(
            "url",
            ArgumentType::Text,
            "A path of the org, or an https address that the org trusts.",
        )
        .required(),
        Argument::new("active", ArgumentType::Flag, "Brings the tab to the front.")
            .default(Fallback::Flag(true)),
        Argument::new("label", ArgumentType::Text, "Its label; without one, the page's own."),
    ],
    results: Results::Fields(editor_list(&[Field::new("id", "string"), Field::new("value", "string")])),
    ports: Ports::Call,
    calls: Some(editor_text("console integration toolkit openSubtab")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::shown_by(
        "Was broken before 5.9; must open beside, not replace, existing sub tabs.",
        &["crates/cli/tests/promises.rs::sub_tabs_open_beside_each_other"],
    )]),
    begin: |block| match super::new_tab(block) {
        Ok(tab) => {
            let primary = block.text("primaryTabId").map(|id| id.trim().to_owned());
            BlockStep::call(HostEffect::Console(ConsoleEffect::OpenSubtab { primary, tab }))
        }
        Err(reason) => BlockStep::refuse(reason),
    },
    resume: Some(|_, _, reply| super::one_id(reply)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn in_the_tab_named_or_in_front() {
        for (given, primary) in
            [(r#","primaryTabId":" ctab1 ""#, r#""ctab1""#), ("", "null"), (r#","primaryTabId":"""#, "null")]
        {
            try_block("SE_SFOpenSubTab", &format!(r#"{{"url":"/x"{given}}}"#))
                .answer(r#"{"answer":"value","value":"ctab1_2"}"#)
                .asks(&format!(
                    r#"[{{"effect":"console","request":"openSubtab","primary":{primary},"tab":{{"url":"/x","active":true,"label":null}}}}]"#
                ))
                .leaves("success")
                .results(r#"{"id":"ctab1_2","value":"ctab1_2"}"#);
        }
        try_block("SE_SFOpenSubTab", r#"{"url":"data:text/html,x"}"#).asks("[]").leaves("failure");
    }
}
