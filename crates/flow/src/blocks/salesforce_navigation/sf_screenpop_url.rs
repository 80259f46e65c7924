//! Screenpop Url: opens a page.

use crate::{
    Argument, ArgumentType, Block, BlockContext, BlockStep, Category, HostEffect, Port, Ports, Promise,
    Results, ScreenPop, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_SFScreenpopUrl",
    title: "Screenpop Url",
    category: Category::SalesforceNavigation,
    tags: editor_list(&["pop", "open", "page", "link"]),
    summary: editor_text(
        "Opens a page: of the org by its path, or an https address. Salesforce opens paths only; what it says of an address is what the block says.",
    ),
    arguments: &[Argument::new(
        "url",
        ArgumentType::Text,
        "A path of the org, for instance /lightning/page/home, or an https address.",
    )
    .expected()],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("opencti screenPop URL")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("Relative paths stay inside Salesforce."),
        Promise::new("Only http, https and relative URLs (javascript: refused)."),
    ]),
    begin,
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Success, Value::Null)),
};

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let Some(url) = block.text("url") else { return BlockStep::refuse("there is no address to open") };
    let pop = ScreenPop::Url { url: url.trim().to_owned() };
    match pop.objection() {
        Some(reason) => BlockStep::refuse(reason),
        None => BlockStep::call(HostEffect::ScreenPop(pop)),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::try_block;

    #[track_caller]
    fn check(url: &str) {
        try_block("SE_SFScreenpopUrl", &format!(r#"{{"url":" {url} "}}"#))
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(r#"[{{"effect":"screenPop","kind":"url","url":"{url}"}}]"#))
            .leaves("success")
            .results("null");
    }

    #[test]
    fn promise_1_a_path_is_opened_as_it_is() {
        check("/lightning/o/Case/home");
        // What looks like a path and is the address of another host is none.
        for url in ["//evil.example.com", r"/\\evil.example.com", "lightning/page/home"] {
            try_block("SE_SFScreenpopUrl", &format!(r#"{{"url":"{url}"}}"#)).asks("[]").leaves("failure");
        }
    }

    #[test]
    fn promise_2_no_address_runs_a_script() {
        check("https://help.example.com/a?b#c");
        for url in ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "http://x.example", ""]
        {
            try_block("SE_SFScreenpopUrl", &format!(r#"{{"url":"{url}"}}"#)).asks("[]").leaves("failure");
        }
        try_block("SE_SFScreenpopUrl", "{}").asks("[]").exception("there is no address to open");
    }
}
