//! What flows remember for each other.

use crate::common::{bench, call, kind_world};
use desk::{ClickToDial, ConnectEvent, Event, PortEffect, Properties};
use flow::{Answer, LogLevel, PageEffect};

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

fn recalled(bench: &mut crate::common::Bench) -> String {
    bench.handle(Event::Navigation { view: flow::AppView::default() });
    match bench.performed.last() {
        Some(PortEffect::Page(PageEffect::Log { level: LogLevel::Info, message })) => message.to_string(),
        other => panic!("{other:?}"),
    }
}

// Shows: cti-flows-4.7
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

// Shows: cti-flows-4.7
#[test]
fn what_another_tab_writes_is_read_here_and_the_last_write_wins() {
    let flows = [REMEMBER, RECALL];
    let click = |number: &str| Event::ClickToDial {
        click: ClickToDial { number: number.into(), ..ClickToDial::default() },
    };
    let (mut here, mut there) = (bench(&flows, kind_world), bench(&flows, kind_world));
    here.boot();
    there.boot();
    here.handle(click("1"));
    there.handle(Event::Properties { text: here.shared.clone() });
    assert_eq!(recalled(&mut there), "1");
    there.handle(click("2"));
    here.handle(Event::Properties { text: there.shared.clone() });
    assert_eq!(recalled(&mut here), "2");
    // What came from elsewhere is not written again, or two tabs would tell each other for ever.
    let shares = here.shares;
    here.handle(Event::Properties { text: there.shared.clone() });
    here.handle(Event::Properties { text: Properties::default().to_text() });
    assert_eq!(here.shares, shares);
    assert_eq!(recalled(&mut here), "nothing");
    // Signed out in one tab, forgotten in all; so is what is emptied or damaged.
    for text in ["", "[]", "{"] {
        there.handle(click("3"));
        there.handle(Event::Properties { text: text.into() });
        assert_eq!(recalled(&mut there), "nothing", "{text}");
    }
}

/// Counts, and says where the count stands.
const COUNT: (&str, &str) = (
    "count.json",
    r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_UpdateCounter", "controls": { "name": "looks" }, "ports": { "done": "uid-2" } },
        { "id": "uid-2", "type": "SE_GetCounter", "controls": { "name": "looks" }, "ports": { "done": "uid-3" } },
        { "id": "uid-3", "type": "SE_Log",
          "controls": { "level": "info", "message": "$.actions.uid-2.results.value" } } ] }"#,
);

// Shows: BH-121
#[test]
fn flows_count_through_a_reload_and_until_sign_out() {
    let mut bench = bench(&[COUNT], kind_world);
    bench.boot();
    assert_eq!(recalled(&mut bench), "1");
    assert_eq!(recalled(&mut bench), "2");
    let mut bench = bench.reload(&[COUNT], kind_world);
    bench.boot();
    assert_eq!(recalled(&mut bench), "3");
    bench.handle(Event::Connect { connect: ConnectEvent::SignedOut });
    assert_eq!(recalled(&mut bench), "1");
}

// Shows: BH-121
#[test]
fn how_many_tabs_are_open_the_page_is_asked() {
    let text = COUNT.1.replace("SE_UpdateCounter", "SE_GetCounter").replace("looks", "openAgentTabs");
    let mut bench = bench(&[("tabs.json", &text)], |effect| match effect {
        PortEffect::Page(PageEffect::CountOpenTabs) => Some(Ok(Answer::Value { value: 3.0.into() })),
        other => kind_world(other),
    });
    bench.boot();
    assert_eq!(recalled(&mut bench), "3");
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
    assert!(bench.shared.contains(r#","p":{"#), "{}", bench.shared);
}

/// Writes the same property as often as a run may do anything at all.
const ROUND: (&str, &str) = (
    "round.json",
    r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_SetProperty", "controls": { "key": "p" }, "ports": { "done": "uid-1" } } ] }"#,
);

// Shows: L6
#[test]
fn a_loop_over_what_the_desk_answers_itself_leaves_the_page_room_to_breathe() {
    let mut bench = bench(&[ROUND], kind_world);
    bench.boot();
    bench.handle(Event::Navigation { view: flow::AppView::default() });
    let mut turns = 1;
    while bench.desk().finished_runs().next().is_none() {
        let blocks = bench.desk().traces().map(|trace| trace.entries.len()).sum::<usize>();
        assert_eq!(blocks, turns * 50, "a turn is no longer than that");
        assert_eq!(bench.next_wake(), Some(bench.now), "and the next comes as soon as others were there");
        bench.wake();
        turns += 1;
    }
    assert_eq!(turns, 11, "500 blocks, and the one too many");
}

/// Forgets what flows remember, and then says what is left.
const CLEAR: (&str, &str) = (
    "clear.json",
    r#"{ "source": "salesforceUi", "event": "onNavigationChange", "actions": [
        { "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } },
        { "id": "uid-1", "type": "SE_UpdateCounter", "controls": { "name": "looks" }, "ports": { "done": "uid-2" } },
        { "id": "uid-2", "type": "SE_ClearAllProperties", "ports": { "done": "uid-3" } },
        { "id": "uid-3", "type": "SE_GetAllProperties", "ports": { "done": "uid-4" } },
        { "id": "uid-4", "type": "SE_GetCounter", "controls": { "name": "looks" }, "ports": { "done": "uid-5" } },
        { "id": "uid-5", "type": "SE_TextStringTemplate", "controls": { "template": "${left} ${looks}",
          "variables": { "left": "$.actions.uid-3.results.value", "looks": "$.actions.uid-4.results.value" } },
          "ports": { "done": "uid-6" } },
        { "id": "uid-6", "type": "SE_Log",
          "controls": { "level": "info", "message": "$.actions.uid-5.results.value" } } ] }"#,
);

#[test]
fn clearing_all_properties_leaves_what_is_the_adapters() {
    let mut bench = bench(&[REMEMBER, CLEAR], kind_world);
    bench.boot();
    bench.handle(Event::ClickToDial {
        click: ClickToDial { number: "(415) 555-0142".into(), ..ClickToDial::default() },
    });
    let Ok(Answer::Value { value }) = bench.desk().properties().read_all() else { panic!() };
    assert_eq!(value.to_json_text(), r#"{"last":"(415) 555-0142"}"#);
    assert_eq!(recalled(&mut bench), "{} 1");
    assert_eq!(recalled(&mut bench), "{} 2");
    // Whose properties they are is still known: the same agent's next page keeps the counter.
    let mut bench = bench.reload(&[REMEMBER, CLEAR], kind_world);
    bench.boot();
    assert_eq!(recalled(&mut bench), "{} 3");
}

// Presence sync is no part of this release yet: what it needs will not be among the properties of flows.
#[test]
fn a_click_dials_and_a_recording_changes_after_all_properties_are_cleared() {
    let mut bench = bench(&[CLEAR], kind_world);
    bench.boot();
    assert_eq!(recalled(&mut bench), "{} 1");
    let click = ClickToDial { number: "(415) 555-0142".into(), ..ClickToDial::default() };
    bench.handle(Event::ClickToDial { click });
    let dials = |effect: &PortEffect| matches!(effect, PortEffect::Telephony(flow::TelephonyEffect::Dial(_)));
    assert_eq!(bench.count(dials), 1);
    let talking = call("c1", desk::Direction::Inbound, desk::ContactState::Connected, crate::common::START);
    bench.contact(desk::ContactEventKind::Connected, &talking);
    bench.press(desk::Gesture::Record { contact: "c1".into(), change: desk::RecordingChange::Start });
    let records =
        |effect: &PortEffect| matches!(effect, PortEffect::Telephony(flow::TelephonyEffect::Record { .. }));
    assert_eq!(bench.count(records), 1);
}

#[test]
fn all_properties_are_read_when_the_contact_is_gone() {
    let text =
        CLEAR.1.replace("salesforceUi", "connectVoiceContact").replace("onNavigationChange", "onDestroy");
    let text = text.replace("SE_ClearAllProperties", "SE_Log");
    let mut bench = bench(&[REMEMBER, ("gone.json", &text)], kind_world);
    bench.boot();
    bench.handle(Event::ClickToDial {
        click: ClickToDial { number: "(415) 555-0142".into(), ..ClickToDial::default() },
    });
    let state = |state| call("c1", desk::Direction::Inbound, state, crate::common::START);
    bench.contact(desk::ContactEventKind::Connected, &state(desk::ContactState::Connected));
    bench.contact(desk::ContactEventKind::Ended, &state(desk::ContactState::Ended));
    bench.contact(desk::ContactEventKind::Destroyed, &state(desk::ContactState::Ended));
    let said = |effect: &PortEffect| matches!(effect, PortEffect::Page(PageEffect::Log { message, .. }) if *message == r#"{"last":"(415) 555-0142"} 1"#);
    assert_eq!(bench.count(said), 1);
}
