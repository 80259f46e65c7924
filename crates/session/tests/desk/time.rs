//! Time that does not pass as it should.

use crate::common::{Bench, bench, config, kind_world};
use desk::{AgentEventKind, AgentSnapshot, ClickToDial, ConnectEvent, Event, Notice, PortEffect};
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
