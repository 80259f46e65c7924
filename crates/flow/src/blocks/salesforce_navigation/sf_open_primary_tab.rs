//! Open Salesforce Primary Tab: opens a page in a tab of its own.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, ConsoleEffect, Fallback, Field, HostEffect, Ports,
    Promise, Results, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFOpenPrimaryTab",
    title: "Open Salesforce Primary Tab",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["console", "tab", "open", "workspace"]),
    summary: editor_text("Opens a page in a new primary tab. It needs a Lightning console app."),
    arguments: &[
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
    calls: Some(editor_text("console integration toolkit openPrimaryTab")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("Return both `id` and `value` (5.7 compatibility fix).")]),
    begin: |block| match super::new_tab(block) {
        Ok(tab) => BlockStep::call(HostEffect::Console(ConsoleEffect::OpenPrimaryTab(tab))),
        Err(reason) => BlockStep::refuse(reason),
    },
    resume: Some(|_, _, reply| super::one_id(reply)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_the_tab_under_both_names() {
        try_block("SE_SFOpenPrimaryTab", r#"{"url":" /lightning/o/Case/home "}"#)
            .answer(r#"{"answer":"value","value":"ctab2"}"#)
            .asks(r#"[{"effect":"console","request":"openPrimaryTab","url":"/lightning/o/Case/home","active":true,"label":null}]"#)
            .leaves("success")
            .results(r#"{"id":"ctab2","value":"ctab2"}"#);
        try_block("SE_SFOpenPrimaryTab", r#"{"url":"/x","active":"false","label":"Cases"}"#)
            .answer(r#"{"answer":"value","value":"ctab2"}"#)
            .asks(r#"[{"effect":"console","request":"openPrimaryTab","url":"/x","active":false,"label":"Cases"}]"#);
    }

    #[test]
    fn what_is_no_page_is_not_opened() {
        for url in ["javascript:alert(1)", "//evil.example.com", "http://x.example", ""] {
            try_block("SE_SFOpenPrimaryTab", &format!(r#"{{"url":"{url}"}}"#)).asks("[]").leaves("failure");
        }
    }
}
