//! Get Tab Object Map: which record each primary tab shows.

use crate::{
    Block, BlockStep, Category, ConsoleEffect, Field, HostEffect, Ports, Promise, Results, Text, Value,
    editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetTabObjectMap",
    title: "Get Tab Object Map",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["console", "tabs", "records"]),
    summary: editor_text(
        "Says which record each primary tab shows, by the id of the tab; an empty text where it shows none. It needs a Lightning console app.",
    ),
    arguments: &[],
    results: Results::Fields(editor_list(&[Field::new("value", "map")])),
    ports: Ports::Call,
    calls: Some(editor_text("console integration toolkit getPrimaryTabIds, getPageInfo")),
    since: editor_text("5.7"),
    promises: promises(&[Promise::new("Tabs without a record appear with an empty value.")]),
    begin: |_| BlockStep::call(HostEffect::Console(ConsoleEffect::PrimaryTabPages)),
    resume: Some(|_, _, reply| {
        super::of_tabs(reply, |pages| {
            let entry = |page: &Value| {
                let record = page.get("recordId").as_text().unwrap_or_default();
                Some((Text::new(page.get("id").as_text()?), Value::text(record)))
            };
            Value::map(pages.iter().filter_map(entry))
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_every_tab_has_an_entry() {
        try_block("SE_SFGetTabObjectMap", "{}")
            .answer(r#"{"answer":"value","value":[{"id":"ctab1","url":"/a"},{"id":"ctab2","url":"/b","recordId":"003A"}]}"#)
            .asks(r#"[{"effect":"console","request":"primaryTabPages"}]"#)
            .leaves("success")
            .results(r#"{"value":{"ctab1":"","ctab2":"003A"}}"#);
        try_block("SE_SFGetTabObjectMap", "{}")
            .answer(r#"{"answer":"value","value":[]}"#)
            .results(r#"{"value":{}}"#);
    }
}
