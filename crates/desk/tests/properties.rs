//! What flows remember for each other.

mod common;

use common::{bench, kind_world};
use desk::{ClickToDial, ConnectEvent, Event};
use flow::{Effect, LogLevel};

const REMEMBER: (&str, &str) = (
    "remember.json",
    r#"{ "source": "salesforceUi", "event": "onClickToDial", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SetProperty", "controls": { "key": "last", "value": "$.payload.number" } } ] }"#,
);
const RECALL: (&str, &str) = (
    "recall.json",
    r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_GetProperty", "controls": { "key": "last", "defaultValue": "nothing" },
          "ports": { "done": "uid-2" } },
        { "id": "uid-2", "type": "SE_Log",
          "controls": { "level": "info", "message": "$.actions.uid-1.results.value" } } ] }"#,
);

fn recalled(bench: &mut common::Bench) -> String {
    bench.handle(Event::Navigation { view: flow::AppView::default() });
    match bench.performed.last() {
        Some(Effect::Log { level: LogLevel::Info, message }) => message.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_flow_reads_what_another_wrote_after_a_reload_and_until_sign_out() {
    let flows = [REMEMBER, RECALL];
    let mut bench = bench(&flows, kind_world);
    bench.boot();
    assert_eq!(recalled(&mut bench), "nothing");
    let click = ClickToDial { number: "(415) 555-0142".into(), ..ClickToDial::default() };
    bench.handle(Event::ClickToDial { click });
    assert_eq!(recalled(&mut bench), "(415) 555-0142");
    let mut bench = bench.reload(&flows, kind_world);
    bench.boot();
    assert_eq!(recalled(&mut bench), "(415) 555-0142");
    bench.handle(Event::Connect { connect: ConnectEvent::SignedOut });
    assert_eq!(recalled(&mut bench), "nothing");
}

/// Wraps what it finds one level deeper each time, in maps that look like our own tags.
const DEEPER: (&str, &str) = (
    "deeper.json",
    r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_GetProperty", "controls": { "key": "p" }, "ports": { "done": "uid-2" } },
        { "id": "uid-2", "type": "SE_SetProperty",
          "controls": { "key": "p", "value": { "$value": "$.actions.uid-1.results.value" } } } ] }"#,
);

#[test]
fn what_flows_remember_never_keeps_the_call_logs_from_being_read_again() {
    let mut bench = bench(&[DEEPER], kind_world);
    bench.boot();
    for _ in 0..150 {
        // After each event the harness reads what is kept.
        bench.handle(Event::Navigation { view: flow::AppView::default() });
    }
    let memory = serde_json::to_value(&bench.memory).expect("memory is data");
    assert!(memory["properties"]["p"].is_object(), "{memory}");
}

/// Writes the same property as often as a run may do anything at all.
const ROUND: (&str, &str) = (
    "round.json",
    r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SetProperty", "controls": { "key": "p" }, "ports": { "done": "uid-1" } } ] }"#,
);

#[test]
fn a_loop_over_what_the_desk_answers_itself_leaves_the_page_room_to_breathe() {
    let mut bench = bench(&[ROUND], kind_world);
    bench.boot();
    bench.handle(Event::Navigation { view: flow::AppView::default() });
    let mut turns = 1;
    while bench.desk.finished_runs().next().is_none() {
        let blocks = bench.desk.traces().map(|trace| trace.entries.len()).sum::<usize>();
        assert_eq!(blocks, turns * 50, "a turn is no longer than that");
        assert_eq!(bench.wake, Some(bench.now), "and the next comes as soon as others were there");
        bench.handle(Event::Wake);
        turns += 1;
    }
    assert_eq!(turns, 11, "500 blocks, and the one too many");
}
