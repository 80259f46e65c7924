//! Delay: waits before the flow goes on.

use crate::{
    Argument, ArgumentRole, ArgumentType, Block, BlockStep, Category, Fallback, PageEffect, Port, Ports,
    Promise, Results, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_CoreDelay",
    title: "Delay",
    category: Category::FlowControl,
    tags: editor_list(&["wait", "pause", "sleep", "time"]),
    summary: editor_text(
        "Waits before the flow goes on. The time counts: a flow that takes longer than its limit is stopped.",
    ),
    arguments: &[Argument::new(
        "milliseconds",
        ArgumentType::Any,
        "How long, in milliseconds: 1000 is a second. What is no number, or less than nothing, is 0.",
    )
    .role(ArgumentRole::Delay)
    .expected()
    .default(Fallback::Number(1000.0))],
    results: Results::Nothing,
    ports: Ports::Done,
    calls: None,
    since: editor_text("5.7"),
    promises: promises(&[
        Promise::new(
            "Time spent counts against the 60-second window; a delay reaching past it ends the flow with the time-limit error.",
        ),
        Promise::new("Negative, NaN or empty is 0."),
    ]),
    begin: |block| {
        // As many as a number holds exactly: the run is stopped long before. NaN becomes 0.
        let ms = block.value("milliseconds").to_number().clamp(0.0, f64::from(u32::MAX));
        BlockStep::call(PageEffect::Sleep { ms: ms as u64 })
    },
    resume: Some(|_, _, reply| BlockStep::when_done(reply, Port::Done, Value::Null)),
};

#[cfg(test)]
mod tests {

    use crate::blocks::testing::try_block;
    use crate::{Answer, Context, Document, Limits, Outcome, Run, Step, compile};

    #[track_caller]
    fn check(milliseconds: &str, ms: u64) {
        try_block("SE_CoreDelay", r#"{"milliseconds":"$.payload"}"#)
            .payload(milliseconds)
            .answer(r#"{"answer":"done"}"#)
            .asks(&format!(r#"[{{"effect":"sleep","ms":{ms}}}]"#))
            .leaves("done")
            .results("null");
    }

    #[test]
    fn promise_1_the_wait_counts_against_the_limit_of_the_run() {
        let flow = r#"{"actions":[{"id":"a","type":"SE_Start","ports":{"done":"b"}},{"id":"b","type":"SE_CoreDelay","controls":{"milliseconds":70000}}]}"#;
        let (program, _) = compile(&Document::parse(flow).0);
        let (mut run, step) = Run::start(&program, Context::default(), Limits::default(), 0);
        assert!(matches!(step, Step::Perform(_)));
        assert_eq!(run.wake(&program, 59_999), None);
        assert!(matches!(run.wake(&program, 60_000), Some(Step::Finished(Outcome::TimedOut { .. }))));
        assert!(matches!(
            run.resume(&program, Ok(Answer::Done), 70_000),
            Step::Finished(Outcome::TimedOut { .. })
        ));
    }

    #[test]
    fn promise_2_what_is_no_time_is_no_wait() {
        for none in ["-5", r#"{"$value":"nan"}"#, r#""""#, r#""soon""#, "null", "[1,2]", "{}"] {
            check(none, 0);
        }
        check(r#"{"$value":"undefined"}"#, 1000);
        check(r#"" 250 ""#, 250);
        check("2.9", 2);
        check(r#"{"$value":"infinity"}"#, u64::from(u32::MAX));
    }
}
