//! Get Primary Tab Ids: the tabs that are open.

use crate::{
    Block, BlockStep, Category, ConsoleEffect, Field, HostEffect, Ports, Promise, Results, editor_list,
    editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetPrimaryTabIds",
    title: "Get Primary Tab Ids",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["console", "tabs"]),
    summary: editor_text("Lists the ids of the primary tabs. It needs a Lightning console app."),
    arguments: &[],
    results: Results::Fields(editor_list(&[Field::new("value", "list")])),
    ports: Ports::Call,
    calls: Some(editor_text("console integration toolkit getPrimaryTabIds")),
    since: editor_text("5.7"),
    promises: promises(&[Promise::new("None: empty list.")]),
    begin: |_| BlockStep::call(HostEffect::Console(ConsoleEffect::PrimaryTabIds)),
    resume: Some(|_, _, reply| super::of_tabs(reply, |ids| ids.to_vec().into())),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_none_is_an_empty_list() {
        for ids in ["[]", r#"["ctab1","ctab2"]"#] {
            try_block("SE_SFGetPrimaryTabIds", "{}")
                .answer(&format!(r#"{{"answer":"value","value":{ids}}}"#))
                .asks(r#"[{"effect":"console","request":"primaryTabIds"}]"#)
                .leaves("success")
                .results(&format!(r#"{{"value":{ids}}}"#));
        }
    }
}
