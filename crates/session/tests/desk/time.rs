//! Time that does not pass as it should.

use crate::common::{Bench, LOG, bench, call, config, kind_world};
use desk::{
    AgentEventKind, AgentSnapshot, ClickToDial, ConnectEvent, ContactEventKind, ContactState, Direction,
    Event, LogMemory, Notice, PortEffect,
};
use flow::TelephonyEffect;

fn agent(bench: &mut Bench, skew_ms: i64) {
    let agent = AgentSnapshot {
        name: "Ana Ng".into(),
        state: "Available".into(),
        skew_ms,
        ..AgentSnapshot::default()
    };
    bench.handle(Event::Agent { kind: AgentEventKind::Refresh, agent });
}

/// A click that waits for the agent to sign in again, who does with this skew.
fn dialed_after(skew_ms: i64) -> (usize, Vec<Notice>) {
    let mut bench = bench(&[], kind_world);
    assert_eq!(config().phone.country, "US");
    bench.boot();
    agent(&mut bench, 500);
    bench.handle(Event::Connect { connect: ConnectEvent::SignInNeeded });
    let click = ClickToDial { number: "(415) 555-0142".into(), ..ClickToDial::default() };
    bench.handle(Event::ClickToDial { click });
    bench.pass(2_000);
    agent(&mut bench, skew_ms);
    let is_dial = |effect: &PortEffect| matches!(effect, PortEffect::Telephony(TelephonyEffect::Dial(_)));
    (bench.count(is_dial), bench.notices.clone())
}

// Shows: F9
#[test]
fn a_click_from_before_the_computer_slept_is_not_dialed() {
    for (skew_ms, dials) in
        [(500, 1), (9_000, 1), (-3_600_000, 1), (3_600_000, 0), (i64::MAX, 0), (i64::MIN, 1)]
    {
        let (count, notices) = dialed_after(skew_ms);
        assert_eq!(count, dials, "{skew_ms}");
        let dropped = notices.iter().any(|notice| matches!(notice, Notice::ClickDropped { .. }));
        assert_eq!(dropped, dials == 0, "{skew_ms}: it is said");
    }
}

/// How often the state was asked for.
fn rereads(bench: &Bench) -> usize {
    bench.count(|effect| *effect == PortEffect::Telephony(TelephonyEffect::ReportState))
}

// Shows: F9
#[test]
fn the_state_is_read_again_after_each_freeze_and_now_and_then_when_the_agent_is_back() {
    let mut bench = bench(&[], kind_world);
    bench.handle(Event::Resumed);
    assert_eq!(rereads(&bench), 0, "nobody is there to be asked");
    bench.boot();
    for number in 1..=3 {
        bench.handle(Event::Resumed);
        assert_eq!(rereads(&bench), number);
    }
    // From tab to tab and back.
    for _ in 0..59 {
        bench.pass(1_000);
        bench.handle(Event::Visible);
    }
    assert_eq!(rereads(&bench), 3);
    bench.pass(1_000);
    bench.handle(Event::Visible);
    assert_eq!(rereads(&bench), 4);
    bench.handle(Event::Connect { connect: ConnectEvent::SignedOut });
    bench.handle(Event::Resumed);
    assert_eq!(rereads(&bench), 4, "nobody is signed in");
}

// Shows: F9
#[test]
fn what_a_contact_has_passed_unheard_runs_its_flows_once() {
    let mut bench = bench(&[LOG], kind_world);
    bench.boot();
    let talking = call("c1", Direction::Inbound, ContactState::Connected, bench.now);
    bench.contact(ContactEventKind::Connected, &talking);
    bench.pass(30_000);
    let over = call("c1", Direction::Inbound, ContactState::Ended, bench.now);
    bench.pass(600_000);
    // Read again; then what was only late, and read again once more.
    for kind in [ContactEventKind::Init, ContactEventKind::Ended, ContactEventKind::Init] {
        bench.contact(kind, &over);
    }
    let events: Vec<_> = bench.desk().traces().map(|trace| trace.event).collect();
    assert_eq!(events, ["onEnded"]);
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }), "{:?}", bench.log("c1"));
    assert_eq!(bench.task()["CallDurationInSeconds"], 30);
}
