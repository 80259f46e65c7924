//! What is bounded: refreshes, runs that are kept, flows that start themselves; and what is not lost for it.

use crate::common::{Bench, CONTACT, bench, call, kind_world, phone, whole_call};
use desk::{
    AgentEventKind, ContactEventKind, ContactState, Direction, Event, Gesture, LogMemory, PortEffect, Problem,
};
use flow::{Answer, AppView, HostEffect, PageEffect, ScreenPop, TelephonyEffect};

/// A flow of one block after its start.
fn flow(source: &str, event: &str, block: &str) -> String {
    format!(
        r#"{{"name":"One","source":"{source}","event":"{event}","actions":[
            {{"id":"a","type":"SE_Start","ports":{{"done":"b"}}}},{block}]}}"#
    )
}

const SEARCH: &str = r#"{"id":"b","type":"SE_SFSearchAndScreenpop",
    "controls":{"searchParams":"4155550142","callType":"inbound"},"ports":{}}"#;

fn is_search(effect: &PortEffect) -> bool {
    matches!(effect, PortEffect::Host(HostEffect::Search(_)))
}

/// A world whose searches are answered by hand, or by their deadline.
fn without_searches(effect: &PortEffect) -> Option<flow::Reply> {
    if is_search(effect) { None } else { kind_world(effect) }
}

fn talking(bench: &Bench) -> desk::ContactSnapshot {
    call("c1", Direction::Inbound, ContactState::Connected, bench.now)
}

// Shows: L3
#[test]
fn the_end_of_a_call_waits_for_no_refresh_but_the_one_under_way() {
    let refresh = flow("connectVoiceContact", "onRefresh", SEARCH);
    let ended = flow("connectVoiceContact", "onEnded", SEARCH);
    let mut bench = bench(&[("r.json", &refresh), ("e.json", &ended)], without_searches);
    bench.boot();
    for _ in 0..100 {
        let now = talking(&bench);
        bench.contact(ContactEventKind::Refresh, &now);
        bench.pass(10);
    }
    assert_eq!(bench.count(is_search), 1, "one at a time for a contact");
    let over = call("c1", Direction::Inbound, ContactState::Ended, bench.now);
    bench.contact(ContactEventKind::Ended, &over);
    bench.pass(20_000);
    let events: Vec<_> = bench.desk().traces().map(|trace| trace.event).collect();
    assert_eq!(events, ["onRefresh", "onEnded", "onRefresh"], "the newest refresh alone, and after the end");
    bench.pass(20_000);
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }), "{:?}", bench.log("c1"));
}

// Shows: L3
#[test]
fn a_thousand_refreshes_of_the_agent_are_one_flow_at_a_time() {
    let refresh = flow("connectAgent", "onRefresh", SEARCH);
    let mut bench = bench(&[("r.json", &refresh)], without_searches);
    bench.boot();
    for number in 0..1_000 {
        bench.agent(AgentEventKind::Refresh, &format!("State {number}"));
    }
    assert_eq!(bench.count(is_search), 1);
    bench.answer(is_search, Ok(Answer::Done));
    assert_eq!(bench.count(is_search), 2, "the newest follows");
    bench.answer(is_search, Ok(Answer::Done));
    assert_eq!(bench.count(is_search), 2);
    bench.agent(AgentEventKind::Refresh, "Lunch");
    assert_eq!(bench.count(is_search), 3, "none is lost");
}

#[test]
fn flows_that_wait_behind_another_run_after_a_reload() {
    let ring = flow("connectVoiceContact", "onConnecting", SEARCH);
    let taken = flow("connectVoiceContact", "onConnected", SEARCH.replace("0142", "0143").as_str());
    let flows = [("r.json", ring.as_str()), ("t.json", taken.as_str())];
    let mut bench = bench(&flows, without_searches);
    bench.boot();
    let ringing = call("c1", Direction::Inbound, ContactState::Connecting, bench.now);
    bench.contact(ContactEventKind::Connecting, &ringing);
    let now = talking(&bench);
    bench.contact(ContactEventKind::Connected, &now);
    bench.contact(ContactEventKind::Connected, &now);
    assert_eq!(bench.count(is_search), 1, "the second waits");
    let mut next = bench.reload(&flows, kind_world);
    next.boot();
    next.contact(ContactEventKind::Connected, &now);
    let events: Vec<_> = next.desk().traces().map(|trace| trace.event).collect();
    assert_eq!(events, ["onConnected"], "what was begun is not begun again, what waited is");
    let mut third = next.reload(&flows, kind_world);
    third.boot();
    third.contact(ContactEventKind::Connected, &now);
    assert_eq!(third.desk().traces().count(), 0);
}

// Shows: S7
#[test]
fn a_flow_that_opens_pages_on_navigation_is_stopped() {
    let pop = format!(
        r#"{{"id":"b","type":"SE_SFScreenpopObject","controls":{{"recordId":"{CONTACT}"}},"ports":{{}}}}"#
    );
    let navigation = flow("salesforceUi", "onNavigationChange", &pop);
    let mut bench = bench(&[("n.json", &navigation)], kind_world);
    bench.boot();
    let is_pop = |effect: &PortEffect| {
        matches!(effect, PortEffect::Host(HostEffect::ScreenPop(ScreenPop::Record { .. })))
    };
    // An agent who goes from page to page is nothing.
    for _ in 0..10 {
        bench.handle(Event::Navigation { view: AppView::default() });
        bench.pass(10_000);
    }
    assert_eq!((bench.count(is_pop), bench.view().problems.as_slice()), (10, &[][..]));
    for _ in 0..50 {
        bench.handle(Event::Navigation { view: AppView::default() });
        bench.pass(200);
    }
    assert_eq!(bench.count(is_pop), 15);
    assert_eq!(bench.view().problems, [Problem::FlowLoop { name: "One".into() }]);
    let runs = bench.desk().traces().count();
    bench.pass(600_000);
    bench.handle(Event::Navigation { view: AppView::default() });
    assert_eq!(bench.desk().traces().count(), runs, "until the page is loaded anew");
}

// Shows: S7
#[test]
fn what_is_no_record_id_is_not_opened() {
    for (id, pops) in [(CONTACT, 1), ("javascript:alert(1)", 0), ("javascript:alert", 0), ("null", 0)] {
        let pop = format!(
            r#"{{"id":"b","type":"SE_SFScreenpopObject","controls":{{"recordId":"{id}"}},"ports":{{}}}}"#
        );
        let mut bench = bench(&[("n.json", &flow("salesforceUi", "onNavigationChange", &pop))], kind_world);
        bench.boot();
        bench.handle(Event::Navigation { view: AppView::default() });
        let is_pop = |effect: &PortEffect| {
            matches!(effect, PortEffect::Host(HostEffect::ScreenPop(ScreenPop::Record { .. })))
        };
        assert_eq!(bench.count(is_pop), pops);
        let failed = bench.panel().runs[0].failed.clone();
        let reason = (pops == 0).then(|| format!("this is no record id: {id}"));
        assert_eq!(failed.map(|block| block.reason), reason, "and the run says so");
    }
}

// Shows: S7
#[test]
fn a_flow_that_dials_on_a_change_of_state_is_stopped() {
    let dial =
        r#"{"id":"b","type":"SE_AgentDialNumber","controls":{"phoneNumber":"+14155550142"},"ports":{}}"#;
    let state = flow("connectAgent", "onStateChange", dial);
    let mut bench = bench(&[("s.json", &state)], kind_world);
    bench.boot();
    for number in 0..50 {
        bench.agent(AgentEventKind::StateChange, &format!("State {number}"));
        bench.pass(500);
    }
    let is_dial = |effect: &PortEffect| matches!(effect, PortEffect::Telephony(TelephonyEffect::Dial(_)));
    assert_eq!(bench.count(is_dial), 5);
    assert_eq!(bench.view().problems, [Problem::FlowLoop { name: "One".into() }]);
    // Calls go on as ever.
    whole_call(&mut bench, "c1", Direction::Inbound, 1_000);
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
}

// Shows: L4
#[test]
fn runs_are_kept_while_there_is_room() {
    let log = flow(
        "salesforceUi",
        "onNavigationChange",
        r#"{"id":"b","type":"SE_TextStringTemplate","controls":{
            "variables":{"v":"$.payload.recordName"},"template":"${v}${v}${v}${v}"},"ports":{}}"#,
    );
    let mut bench = bench(&[("n.json", &log)], kind_world);
    bench.boot();
    let view = |name: String| AppView { record_name: Some(name), ..AppView::default() };
    for _ in 0..300 {
        bench.handle(Event::Navigation { view: view("x".into()) });
    }
    assert_eq!(bench.desk().finished_runs().count(), 200);
    for _ in 0..40 {
        bench.handle(Event::Navigation { view: view("x".repeat(100_000)) });
    }
    let kept = bench.desk().finished_runs().count();
    assert!((10..40).contains(&kept), "{kept} runs of half a megabyte and more each");
    // One that is larger than all together is kept alone.
    for _ in 0..2 {
        bench.handle(Event::Navigation { view: view("x".repeat(1_700_000)) });
    }
    assert_eq!(bench.desk().finished_runs().count(), 1);
}

#[test]
fn a_number_is_parsed_before_flows_that_wait_for_it() {
    // The queue survives what is not a flow, too: the number of the contact.
    let ring = flow("connectVoiceContact", "onConnecting", SEARCH);
    let is_parse = |effect: &PortEffect| matches!(effect, PortEffect::Page(PageEffect::ParsePhone { .. }));
    let flows = [("r.json", ring.as_str())];
    let mut bench = bench(&flows, move |effect| if is_parse(effect) { None } else { kind_world(effect) });
    bench.boot();
    let ringing = call("c1", Direction::Inbound, ContactState::Connecting, bench.now);
    bench.contact(ContactEventKind::Connecting, &ringing);
    assert_eq!(bench.count(is_search), 0);
    let mut next = bench.reload(&flows, kind_world);
    next.boot();
    next.contact(ContactEventKind::Connecting, &ringing);
    assert_eq!(next.count(is_search), 1, "{:?}", phone("+14155550142"));
}

// Shows: L4
#[test]
fn of_contacts_that_are_gone_no_large_thing_is_kept() {
    let show = flow(
        "connectVoiceContact",
        "onConnected",
        r#"{"id":"b","type":"SE_SendDataToOverlay","controls":{"value":"$.contact.attributes"},"ports":{}}"#,
    );
    let mut bench = bench(&[("s.json", &show)], kind_world);
    bench.boot();
    let note = "x".repeat(32_000);
    for number in 0..100 {
        let id = format!("c{number}");
        let attributes: flow::Map<String> = [("note".into(), note.clone())].into_iter().collect();
        for (kind, state) in [
            (ContactEventKind::Connected, ContactState::Connected),
            (ContactEventKind::Ended, ContactState::Ended),
            (ContactEventKind::Destroyed, ContactState::Ended),
        ] {
            let contact = call(&id, Direction::Inbound, state, bench.now);
            bench.contact(
                kind,
                &desk::ContactSnapshot { attributes: Some(attributes.clone().into()), ..contact },
            );
        }
        bench.pass(30_000);
    }
    let kept = bench.memory.to_text().len();
    assert!(kept < 32_000, "{kept} bytes of what was 3.2 million");
}

// Shows: L4
#[test]
fn logs_that_wait_for_salesforce_are_kept_however_many_there_are() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    // Salesforce is looked for again, and does not come.
    bench.press(Gesture::TryAgain);
    for number in 0..30 {
        let id = format!("c{number}");
        whole_call(&mut bench, &id, Direction::Inbound, 1_000);
        let over = call(&id, Direction::Inbound, ContactState::Ended, bench.now);
        bench.contact(ContactEventKind::Destroyed, &over);
    }
    assert_eq!(bench.saves().len(), 0);
    bench.handle(Event::SalesforceReady);
    bench.pass(60_000);
    assert_eq!(bench.saves().len(), 30);
}
