//! The run machine: order, limits, lateness, storage.

use crate::{
    Answer, BlockedReason, Context, Diagnostic, Document, Exception, Limits, Outcome, PageEffect, Program,
    Run, Step, Value, compile,
};

/// Start, then log, then log for ever.
const LOOP: &str = r#"[{"id":"s","type":"SE_Start","ports":{"done":"t"}},
    {"id":"t","type":"SE_CoreTruthy","controls":{"value":1},"ports":{"true":"t"}}]"#;

/// Start, one log line, End.
const LOG: &str = r#"[{"id":"s","type":"SE_Start","ports":{"done":"l"}},
    {"id":"l","type":"SE_Log","controls":{"message":"$.contact.contactId"},"ports":{"done":"e"}},
    {"id":"e","type":"SE_End"}]"#;

fn load(actions: &str) -> (Program, Vec<Diagnostic>) {
    compile(&Document::parse(&format!(r#"{{"name":"test","actions":{actions}}}"#)).0)
}

fn start(program: &Program, limits: Limits) -> (Run, Step) {
    let context = Context { contact: Value::map([("contactId", "c-1")]), ..Context::default() };
    Run::start(program, context, limits, 1_000)
}

fn finished(step: Step) -> Outcome {
    match step {
        Step::Finished(outcome) => outcome,
        other => panic!("not finished: {other:?}"),
    }
}

/// The line a step wants to be logged.
fn said(step: &Step) -> Option<&str> {
    match step {
        Step::Perform(effect) => match &**effect {
            crate::Effect::Page(PageEffect::Log { message, .. }) => Some(message),
            _ => None,
        },
        _ => None,
    }
}

#[test]
fn one_effect_one_answer() {
    let (program, _) = load(LOG);
    let (mut run, step) = start(&program, Limits::default());
    assert_eq!(said(&step), Some("c-1"));
    assert_eq!(run.pending(), run.entries()[1].calls.last().map(|call| &*call.effect));
    assert_eq!(run.wake(&program, 60_999), None);
    let outcome = finished(run.resume(&program, Ok(Answer::Done), 1_500));
    assert_eq!(outcome, Outcome::Completed { block: "e".into(), port: None });
    let log = &run.entries()[1];
    assert_eq!((log.started, log.ended, log.calls[0].answered), (1_000, Some(1_500), Some(1_500)));
    assert_eq!(
        serde_json::to_string(&run.actions()).expect("writes"),
        concat!(
            r#"{"s":{"success":true,"results":null,"exception":null},"#,
            r#""l":{"success":true,"results":null,"exception":null},"#,
            r#""e":{"success":true,"results":null,"exception":null}}"#
        )
    );
}

#[test]
fn an_answer_after_the_end_is_ignored() {
    let (program, _) = load(LOG);
    let (mut run, _) = start(&program, Limits::default());
    let outcome = run.cancel(1_100);
    assert_eq!(outcome, Outcome::Cancelled);
    let before = run.clone();
    assert_eq!(finished(run.resume(&program, Ok(Answer::Done), 1_200)), Outcome::Cancelled);
    assert_eq!(run.wake(&program, 90_000), None);
    assert_eq!(run.interrupt(1_300), Outcome::Cancelled);
    assert_eq!(run, before);
}

// Shows: L6
#[test]
fn sixty_seconds_and_no_more() {
    let (program, _) = load(LOG);
    for wake in [true, false] {
        let (mut run, _) = start(&program, Limits::default());
        assert_eq!(run.deadline(), 61_000);
        let step = if wake {
            run.wake(&program, 61_000)
        } else {
            Some(run.resume(&program, Ok(Answer::Done), 61_000))
        };
        let outcome = finished(step.expect("late"));
        assert_eq!(outcome.to_string(), "flow test was stopped at block l: its time limit is 60000 ms");
        assert!(matches!(outcome, Outcome::TimedOut { in_flight: true, .. }));
        assert_eq!(run.entries()[1].calls[0].reply, None, "a late answer is ignored");
        assert_eq!(run.entries()[1].port, None);
    }
}

#[test]
fn the_limit_holds_before_each_block() {
    let (program, _) = load(LOG);
    let (mut run, _) = start(&program, Limits { run_ms: 0, ..Limits::default() });
    assert_eq!(run.entries().len(), 0);
    let outcome = run.cancel(1_000);
    assert!(matches!(outcome, Outcome::TimedOut { in_flight: false, ref block, .. } if block == "s"));
}

/// A run asks for a log line in each round; every answer takes so many milliseconds. How often it yields on its way to
/// the step limit.
#[track_caller]
fn check_yields(answer_ms: u64, fuel: u32, expected: u32) {
    let round = r#"[{"id":"s","type":"SE_Start","ports":{"done":"l"}},
        {"id":"l","type":"SE_Log","ports":{"done":"l"}}]"#;
    let (program, _) = load(round);
    let (mut run, mut step) = start(&program, Limits { fuel, ..Limits::default() });
    let (mut now, mut yields) = (1_000, 0);
    let outcome = loop {
        step = match step {
            Step::Perform(_) => {
                now += answer_ms;
                run.resume(&program, Ok(Answer::Done), now)
            }
            Step::Yield => {
                yields += 1;
                run.wake(&program, now).expect("goes on")
            }
            Step::Finished(outcome) => break outcome,
        };
    };
    assert!(matches!(outcome, Outcome::LoopGuard { limit: 500, .. }), "{outcome}");
    assert_eq!(yields, expected, "{answer_ms} ms, fuel {fuel}");
}

#[test]
fn answers_at_once_bring_no_fuel() {
    check_yields(0, 50, 10);
    check_yields(0, 500, 1);
    check_yields(0, 501, 0);
    check_yields(0, 0, 500);
    check_yields(1, 50, 0);
    check_yields(1, 1, 1);
}

// Shows: L6
#[test]
fn a_long_loop_yields_and_ends_at_the_step_limit() {
    let (program, _) = load(LOOP);
    let (mut run, mut step) = start(&program, Limits { fuel: 50, ..Limits::default() });
    let mut yields = 0;
    while step == Step::Yield {
        yields += 1;
        step = run.wake(&program, 1_000).expect("goes on");
    }
    assert_eq!(yields, 10);
    assert_eq!(finished(step), Outcome::LoopGuard { block: "t".into(), limit: 500 });
    assert_eq!(run.entries().len(), 500);
    assert_eq!(
        run.actions().as_map().map(|map| map.len()),
        Some(2),
        "a block that runs twice overwrites its entry"
    );
}

#[test]
fn time_also_ends_a_loop() {
    let (program, _) = load(LOOP);
    let (mut run, step) = start(&program, Limits { steps: u32::MAX, ..Limits::default() });
    assert_eq!(step, Step::Yield);
    assert!(matches!(finished(run.wake(&program, 61_000).expect("late")), Outcome::TimedOut { .. }));
}

#[test]
fn unknown_blocks_stop_the_run_when_reached() {
    let (program, _) = load(
        r#"[{"id":"s","type":"SE_Start","ports":{"done":"x"}},{"id":"x","type":"SE_Magic","ports":{"done":"s"}}]"#,
    );
    let (run, step) = start(&program, Limits::default());
    let reason = BlockedReason::UnknownType { type_id: "SE_Magic".into() };
    assert_eq!(finished(step), Outcome::Blocked { block: Some("x".into()), reason });
    assert_eq!(run.entries().len(), 1);
}

#[test]
fn a_flow_without_start_is_blocked() {
    for (actions, count) in [("[]", 0), (r#"[{"id":"a","type":"SE_Start"},{"id":"b","type":"SE_Start"}]"#, 2)]
    {
        let (program, _) = load(actions);
        let reason = BlockedReason::NoSingleStart { count };
        assert_eq!(finished(start(&program, Limits::default()).1), Outcome::Blocked { block: None, reason });
    }
}

#[test]
fn a_stored_run_goes_on() {
    let (program, _) = load(LOG);
    let (run, _) = start(&program, Limits::default());
    let stored = serde_json::to_string(&run).expect("writes");
    let mut back: Run = serde_json::from_str(&stored).expect("reads");
    assert_eq!(back, run);
    assert!(matches!(finished(back.resume(&program, Ok(Answer::Done), 2_000)), Outcome::Completed { .. }));
}

#[test]
fn a_stored_run_of_another_flow_does_not() {
    let (run, _) = start(&load(LOG).0, Limits::default());
    let mut back = run;
    let (other, _) = load(r#"[{"id":"s","type":"SE_Start"}]"#);
    let outcome = finished(back.resume(&other, Ok(Answer::Done), 2_000));
    assert_eq!(outcome, Outcome::Blocked { block: None, reason: BlockedReason::FlowChanged });
}

#[test]
fn references_are_resolved_when_the_block_starts() {
    let (program, diagnostics) = load(
        r#"[{"id":"s","type":"SE_Start","ports":{"done":"t"}},
            {"id":"t","type":"SE_CoreTruthy","meta":{"title":"t"},"controls":{"value":"$.userProfile"},"ports":{"true":"l"}},
            {"id":"l","type":"SE_Log","meta":{"title":"l"},"controls":{"message":{"a":["$.actions.t.results","$.agent.name"],"$.b":"$.payload.x"}}}]"#,
    );
    assert_eq!(diagnostics, []);
    let context = Context {
        user_profile: "00e1".into(),
        agent: Value::map([("name", "Ana")]),
        payload: Value::Undefined,
        ..Context::default()
    };
    let (_, step) = Run::start(&program, context, Limits::default(), 0);
    assert_eq!(said(&step), Some(r#"{"a":[true,"Ana"]}"#));
}

// Shows: L6
#[test]
fn a_text_that_doubles_is_stopped() {
    let (program, _) = load(
        r#"[{"id":"s","type":"SE_Start","ports":{"done":"a"}},
            {"id":"a","type":"SE_TextStringTemplate","controls":{"variables":{"b":"$.actions.b.results.value"},"template":"0123456789${b}"},"ports":{"done":"b"}},
            {"id":"b","type":"SE_TextStringTemplate","controls":{"variables":{"a":"$.actions.a.results.value"},"template":"${a}${a}"},"ports":{"done":"a"}}]"#,
    );
    let (_, step) = start(&program, Limits { data: 10_000, ..Limits::default() });
    assert_eq!(finished(step).to_string(), format!("failed at block b: {}", too_large(10_000)));
}

/// A short template of a long text would be gigabytes: it is refused before it is made.
#[test]
fn a_text_is_bounded_while_it_is_made() {
    let template = "${a}".repeat(100_000);
    let (program, _) = load(&format!(
        r#"[{{"id":"s","type":"SE_Start","ports":{{"done":"b"}}}},
            {{"id":"b","type":"SE_TextStringTemplate","controls":{{"variables":{{"a":"$.payload"}},"template":"{template}"}}}}]"#
    ));
    let context = Context { payload: Value::text(&"x".repeat(1_000_000)), ..Context::default() };
    let (run, step) = Run::start(&program, context, Limits::default(), 0);
    assert_eq!(finished(step).to_string(), format!("failed at block b: {}", too_large(16_000_000)));
    assert!(run.data_size() < 2_000_000);
}

fn too_large(limit: u32) -> String {
    Exception::TooLarge { limit }.to_string()
}

#[test]
fn data_lies_forty_deep_and_no_deeper() {
    let (program, _) = load(
        r#"[{"id":"s","type":"SE_Start","ports":{"done":"t"}},
            {"id":"t","type":"SE_CoreTruthy","controls":{"value":"$.payload"}}]"#,
    );
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        for (depth, expected) in [
            (40, "completed at block t, whose port true leads nowhere".to_owned()),
            (41, format!("failed at block t: {}", too_large(16_000_000))),
        ] {
            let text = format!("{}null{}", open.repeat(depth), close.repeat(depth));
            let payload = Value::from_json_text(&text).expect("JSON");
            let context = Context { payload, ..Context::default() };
            let (_, step) = Run::start(&program, context, Limits::default(), 0);
            assert_eq!(finished(step).to_string(), expected, "{text}");
        }
    }
}

#[test]
fn a_flow_may_say_that_its_empty_searches_succeed() {
    let blocks = r#"[{"id":"s","type":"SE_Start","ports":{"done":"a"}},{"id":"a","type":"SE_SFSearchAndScreenpop","controls":{"searchParams":"$.contact.x"},"ports":{"success":"e"}},{"id":"e","type":"SE_End"}]"#;
    for (key, expected) in [
        ("", "a"),
        (r#""emptySearchSucceeds":false,"#, "a"),
        (r#""emptySearchSucceeds":true,"#, "e"),
        (r#""emptySearchSucceeds":"true","#, "e"),
    ] {
        let (document, _) = Document::parse(&format!(r#"{{{key}"actions":{blocks}}}"#));
        let (program, _) = compile(&document);
        let (run, _) = Run::start(&program, Context::default(), Limits::default(), 0);
        assert_eq!(run.entries().last().map(|entry| entry.block.as_str()), Some(expected), "{key}");
    }
}
