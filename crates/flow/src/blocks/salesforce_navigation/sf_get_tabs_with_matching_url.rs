//! Get Tabs With Matching Url: the tabs whose address has a text in it.

use crate::{
    Argument, ArgumentType, Block, BlockStep, Category, ConsoleEffect, Field, HostEffect, Ports, Promise,
    Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFGetTabsWithMatchingUrl",
    title: "Get Tabs With Matching Url",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["console", "tabs", "search"]),
    summary: editor_text(
        "Lists the ids of the primary tabs whose address contains a text. Capital letters count. It needs a Lightning console app.",
    ),
    arguments: &[
        Argument::new("url", ArgumentType::Text, "The text to look for in the addresses.").expected()
    ],
    results: Results::Fields(editor_list(&[Field::new("value", "list")])),
    ports: Ports::Call,
    calls: Some(editor_text("console integration toolkit getPrimaryTabIds, getPageInfo")),
    since: editor_text("5.7"),
    promises: promises(&[Promise::new(
        "Contains match, case sensitive (proposed); no match is an empty list and success.",
    )]),
    begin: |block| match block.text("url") {
        Some(_) => BlockStep::call(HostEffect::Console(ConsoleEffect::PrimaryTabPages)),
        None => BlockStep::refuse("there is no text to look for"),
    },
    resume: Some(|block, _, reply| {
        let part = block.text("url").unwrap_or_default();
        super::of_tabs(reply, |pages| {
            let has = |page: &&Value| page.get("url").as_text().is_some_and(|url| url.contains(part));
            Value::List(pages.iter().filter(has).map(|page| page.get("id").clone()).collect())
        })
    }),
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_the_text_as_it_is_anywhere() {
        for (text, found) in [("/Case/", r#"["ctab1","ctab3"]"#), ("/case/", "[]"), ("?a=", r#"["ctab3"]"#)] {
            try_block("SE_SFGetTabsWithMatchingUrl", &format!(r#"{{"url":"{text}"}}"#))
                .answer(r#"{"answer":"value","value":[{"id":"ctab1","url":"https://x/r/Case/1"},{"id":"ctab2"},{"id":"ctab3","url":"https://x/r/Case/2?a=b"}]}"#)
                .asks(r#"[{"effect":"console","request":"primaryTabPages"}]"#)
                .leaves("success")
                .results(&format!(r#"{{"value":{found}}}"#));
        }
        try_block("SE_SFGetTabsWithMatchingUrl", r#"{"url":""}"#).asks("[]").leaves("failure");
    }
}
