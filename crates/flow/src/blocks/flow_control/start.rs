//! Start: where a flow begins.

use crate::{Block, BlockStep, Category, Ports, Promise, Results, Value, editor_list, editor_text, promises};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_Start",
    title: "Start",
    category: Category::FlowControl,
    tags: editor_list(&["begin", "entry"]),
    summary: editor_text("Where a flow begins. Each flow has exactly one."),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new(
            "A file without a Start, or with two, fails validation; a Start whose `done` is unconnected runs and ends successfully with nothing done.",
        ),
        Promise::new("Context entry afterwards: success true, results null, exception null."),
    ]),
    begin: |_| BlockStep::done(Value::Null),
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{findings, flow, try_block};

    #[test]
    fn promise_1_exactly_one_start() {
        assert_eq!(findings(r#"[{"id":"a","type":"SE_End"}]"#), ["noStart"]);
        let two = r#"[{"id":"a","type":"SE_Start"},{"id":"b","type":"SE_Start"}]"#;
        assert!(findings(two).contains(&"severalStarts".to_owned()));
        let alone = flow(r#"[{"id":"a","type":"SE_Start"}]"#);
        assert_eq!(alone.outcome(), "completed at block a, whose port done leads nowhere");
    }

    #[test]
    fn promise_2_entry_of_nothing() {
        try_block("SE_Start", "{}")
            .leaves("done")
            .entry(r#"{"success":true,"results":null,"exception":null}"#);
    }
}
