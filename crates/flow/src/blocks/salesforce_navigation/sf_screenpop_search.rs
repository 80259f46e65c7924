//! Screenpop Search: opens the page of search results.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, HostEffect, Port, Ports, Promise,
    Results, ScreenPop, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFScreenpopSearch",
    title: "Screenpop Search",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["pop", "open", "find", "results"]),
    summary: editor_text(
        "Opens the page of search results for a text, however many match. Search And Screenpop opens the one that does.",
    ),
    arguments: &[Argument::new(
        "searchString",
        ArgumentType::Text,
        "What to look for; at least 3 characters.",
    )
    .expected()],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti screenPop SEARCH")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("At least 3 characters, else failure."),
        Promise::new("Always shows the result page, even for a single match."),
    ]),
    begin,
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

/// Open CTI refuses shorter texts.
const SHORTEST: usize = 3;

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let search_string = block.text("searchString").unwrap_or_default().trim().to_owned();
    if search_string.chars().count() < SHORTEST {
        return BlockStep::refuse("a search needs at least 3 characters");
    }
    BlockStep::call(HostEffect::ScreenPop(ScreenPop::Search { search_string }))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[test]
    fn promise_1_two_letters_are_no_search() {
        for text in [r#""""#, r#"" ab ""#, "null", "42", r#""$.payload.no""#] {
            try_block("SE_SFScreenpopSearch", &format!(r#"{{"searchString":{text}}}"#))
                .asks("[]")
                .leaves("failure")
                .exception("a search needs at least 3 characters");
        }
    }

    #[test]
    fn promise_2_the_page_is_asked_for_and_no_record() {
        try_block("SE_SFScreenpopSearch", r#"{"searchString":" Dana "}"#)
            .answer(r#"{"answer":"done"}"#)
            .asks(r#"[{"effect":"screenPop","kind":"search","searchString":"Dana"}]"#)
            .leaves("success")
            .results("null");
    }
}
