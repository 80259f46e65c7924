//! End: where a flow ends.

use crate::{Block, BlockStep, Category, Ports, Promise, Results, editor_list, editor_text, promises};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_End",
    title: "End",
    category: Category::FlowControl,
    tags: editor_list(&["stop", "finish"]),
    summary: editor_text(
        "The regular end of a flow. Optional: a flow also ends at any port with nothing connected.",
    ),
    arguments: &[],
    results: Results::Nothing,
    ports: Ports::End,
    calls: None,
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("Accept `controls: null`, missing `ports` and `ports: {}`."),
        Promise::new("Many blocks may point at the same End."),
        Promise::new("A path that stops at any other block without End also ends the flow normally."),
    ]),
    begin: |_| BlockStep::End,
    resume: None,
};

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{findings, flow};

    #[track_caller]
    fn check(end: &str) {
        let actions = format!(
            r#"[{{"id":"a","type":"SE_Start","ports":{{"done":"b"}}}},{{"id":"b","type":"SE_End"{end}}}]"#
        );
        assert_eq!(findings(&actions), [""; 0]);
        assert_eq!(flow(&actions).outcome(), "completed at block b");
    }

    #[test]
    fn promise_1_empty_controls_and_ports() {
        check("");
        check(r#","controls":null"#);
        check(r#","ports":{}"#);
        check(r#","controls":{},"ports":null,"meta":null"#);
    }

    #[test]
    fn promise_2_many_blocks_lead_to_one_end() {
        let actions = r#"[{"id":"a","type":"SE_Start","ports":{"done":"t"}},
            {"id":"t","type":"SE_CoreTruthy","meta":{"title":"Any?"},"controls":{"value":"$.payload"},"ports":{"true":"e","false":"e"}},
            {"id":"e","type":"SE_End"}]"#;
        assert_eq!(findings(actions), [""; 0]);
        assert_eq!(flow(actions).outcome(), "completed at block e");
    }

    #[test]
    fn promise_3_any_other_end_is_regular_too() {
        let actions = r#"[{"id":"a","type":"SE_Start","ports":{"done":"t"}},
            {"id":"t","type":"SE_CoreTruthy","controls":{"value":true}}]"#;
        assert_eq!(flow(actions).outcome(), "completed at block t, whose port true leads nowhere");
    }
}
