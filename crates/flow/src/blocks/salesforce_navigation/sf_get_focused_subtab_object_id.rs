//! Get Focused Subtab Object Id: which record it shows.

use crate::{
    Block, BlockStep, Category, ConsoleEffect, Field, HostEffect, Ports, Promise, Results, editor_list,
    editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetFocusedSubtabObjectId",
    title: "Get Focused Subtab Object Id",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["console", "tab", "record", "focus"]),
    summary: editor_text(
        "Says which record the sub tab in front shows; undefined where it shows none. It needs a Lightning console app.",
    ),
    arguments: &[],
    results: Results::Fields(editor_list(&[Field::new("id", "string"), Field::new("value", "string")])),
    ports: Ports::Call,
    calls: Some(editor_text("console integration toolkit getFocusedSubtabObjectId")),
    since: editor_text("5.0"),
    promises: promises(&[Promise::new("No sub tab: undefined id.")]),
    begin: |_| BlockStep::call(HostEffect::Console(ConsoleEffect::FocusedSubtabRecord)),
    resume: Some(|_, _, reply| super::one_id(reply)),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_no_sub_tab_is_no_failure() {
        for (answer, id) in [
            (r#""0035g00000XyZabAAF""#, r#""0035g00000XyZabAAF""#),
            (r#"{"$value":"undefined"}"#, r#"{"$value":"undefined"}"#),
            ("null", r#"{"$value":"undefined"}"#),
        ] {
            try_block("SE_SFGetFocusedSubtabObjectId", "{}")
                .answer(&format!(r#"{{"answer":"value","value":{answer}}}"#))
                .asks(r#"[{"effect":"console","request":"focusedSubtabRecord"}]"#)
                .leaves("success")
                .results(&format!(r#"{{"id":{id},"value":{id}}}"#));
        }
    }
}
