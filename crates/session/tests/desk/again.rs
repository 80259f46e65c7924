//! Contacts that come back, vanish unseen, or were left half done: nothing is logged wrongly, twice or never.

use crate::common::{Bench, LOG, POP, bench, call, kind_world, whole_call};
use desk::{
    AgentEventKind, AgentSnapshot, CallOutcome, ConnectEvent, ContactEventKind as Kind,
    ContactState as State, Direction, Event, Gesture, PhoneState, PortEffect,
};
use flow::HostEffect;

const INBOUND: Direction = Direction::Inbound;

/// A call that rings and that the agent does not take.
fn missed(bench: &mut Bench, id: &str) {
    bench.contact(Kind::Connecting, &call(id, INBOUND, State::Connecting, bench.now));
    bench.pass(20_000);
    let over = call(id, INBOUND, State::Error, bench.now);
    for kind in [Kind::Missed, Kind::Ended, Kind::Destroyed] {
        bench.contact(kind, &over);
    }
    bench.pass(1_000);
}

fn is_search(effect: &PortEffect) -> bool {
    matches!(effect, PortEffect::Host(HostEffect::Search(_)))
}

// Shows: call-log-offered-again
#[test]
fn a_missed_call_that_is_offered_again_pops_and_is_logged_as_it_went_in_the_end() {
    for flows in [&[POP, LOG][..], &[POP]] {
        let mut bench = bench(flows, kind_world);
        bench.boot();
        missed(&mut bench, "c1");
        assert_eq!(bench.task()["CallDisposition"], "Missed");
        whole_call(&mut bench, "c1", INBOUND, 90_000);
        assert_eq!(bench.count(is_search), 2, "each ring pops");
        // `task` fails when there would be two.
        assert_eq!(bench.task()["CallDisposition"], "Answered");
        assert_eq!(bench.task()["CallDurationInSeconds"], 90);
        assert_eq!(bench.memory.contacts["c1"].outcome, Some(CallOutcome::Answered));
    }
}

#[test]
fn a_call_offered_again_is_not_over_while_people_talk() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    missed(&mut bench, "c1");
    bench.contact(Kind::Connecting, &call("c1", INBOUND, State::Connecting, bench.now));
    bench.pass(2_000);
    bench.contact(Kind::Connected, &call("c1", INBOUND, State::Connected, bench.now));
    assert_eq!(bench.panel().contact.and_then(|contact| contact.outcome), None);
    assert!(bench.panel().saves.is_empty(), "no log is shown as finished");
}

#[test]
fn a_contact_that_is_reported_late_is_not_over() {
    // The page was away; the agent was reported, her contact only long after.
    let mut first = bench(&[POP], kind_world);
    first.boot();
    let start = first.now;
    first.contact(Kind::Connecting, &call("c1", INBOUND, State::Connecting, start));
    first.contact(Kind::Connected, &call("c1", INBOUND, State::Connected, start + 2_000));
    let mut bench = first.reload(&[POP], kind_world);
    bench.boot();
    bench.pass(5_000);
    assert_eq!(bench.memory.contacts["c1"].outcome, Some(CallOutcome::Answered), "as far as anybody knows");
    bench.contact(Kind::Init, &call("c1", INBOUND, State::Connected, start + 2_000));
    assert_eq!(bench.memory.contacts["c1"].outcome, None);
    assert_eq!(bench.count(is_search), 0, "and nothing runs twice");
    let over = call("c1", INBOUND, State::Ended, start + 62_000);
    bench.contact(Kind::Ended, &over);
    let saves = bench.saves();
    let last = saves.last().expect("a save");
    assert_eq!(last["fields"]["CallDurationInSeconds"], 60);
}

/// Amazon Connect is left in the middle of a call and entered again; the call is over meanwhile.
#[track_caller]
fn left_and_entered_again(leave: impl Fn(&mut Bench)) {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    let start = bench.now;
    bench.contact(Kind::Connecting, &call("c1", INBOUND, State::Connecting, start));
    bench.contact(Kind::Connected, &call("c1", INBOUND, State::Connected, start));
    bench.pass(30_000);
    leave(&mut bench);
    bench.boot();
    assert_ne!(bench.view().phone, PhoneState::Idle, "it may still be reported");
    bench.pass(5_000);
    assert_eq!(bench.view().phone, PhoneState::Idle);
    assert!(bench.panel().contact.is_none());
    assert_eq!(bench.task()["Status"], "Completed");
    assert!(!bench.task().contains_key("CallDurationInSeconds"), "nobody knows when it ended");
}

// Shows: call-left-and-entered-again
#[test]
fn a_call_that_ended_while_amazon_connect_was_left_does_not_stay_for_ever() {
    left_and_entered_again(|bench| bench.press(Gesture::TryAgain));
    left_and_entered_again(|bench| {
        bench.handle(Event::Connect { connect: ConnectEvent::SignedOut });
    });
}

#[test]
fn a_call_that_is_reported_again_goes_on() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    let talking = call("c1", INBOUND, State::Connected, bench.now);
    bench.contact(Kind::Connecting, &call("c1", INBOUND, State::Connecting, bench.now));
    bench.contact(Kind::Connected, &talking);
    bench.press(Gesture::TryAgain);
    bench.boot();
    bench.contact(Kind::Init, &talking);
    bench.pass(5_000);
    assert_eq!(bench.view().phone, PhoneState::Talking { minutes: 0 });
    assert!(!bench.task().contains_key("CallDisposition"), "it is not over");
}

#[test]
fn an_end_that_was_seen_and_not_written_is_written_by_the_next_page() {
    // The pop is never answered: the flow of the end waits behind it, and the page goes away.
    let mut first = bench(&[POP, LOG], |effect| if is_search(effect) { None } else { kind_world(effect) });
    first.boot();
    let start = first.now;
    first.contact(Kind::Connecting, &call("c1", INBOUND, State::Connecting, start));
    first.contact(Kind::Connected, &call("c1", INBOUND, State::Connected, start));
    first.contact(Kind::Ended, &call("c1", INBOUND, State::Ended, start + 60_000));
    let mut bench = first.reload(&[POP, LOG], kind_world);
    bench.boot();
    bench.pass(5_000);
    let saves = bench.saves();
    let last = saves.last().expect("the end is written");
    assert_eq!(last["fields"]["Status"], "Completed");
    assert_eq!(last["fields"]["CallDurationInSeconds"], 60);
}

#[test]
fn notes_that_were_kept_and_not_written_are_written_by_the_next_page() {
    let mut first = bench(&[], kind_world);
    first.boot();
    whole_call(&mut first, "c1", INBOUND, 60_000);
    first.press(Gesture::Note { contact: "c1".into(), text: "Wants a call on Monday".into() });
    let mut bench = first.reload(&[], kind_world);
    bench.boot();
    bench.pass(5_000);
    let saves = bench.saves();
    assert_eq!(saves.len(), 1);
    assert_eq!(saves[0]["fields"]["Description"], "Wants a call on Monday");
}

// Shows: call-clock, F13
#[test]
fn a_wrong_clock_of_the_computer_does_not_change_the_length_of_a_call() {
    // Five minutes fast, one hour slow, right.
    for skew_ms in [-300_000, 3_600_000, 0] {
        let mut bench = bench(&[], kind_world);
        bench.boot();
        let agent = AgentSnapshot { skew_ms, ..AgentSnapshot::default() };
        bench.handle(Event::Agent { kind: AgentEventKind::Refresh, agent });
        let there = bench.now.saturating_add_signed(skew_ms);
        bench.contact(Kind::Connecting, &call("c1", INBOUND, State::Connecting, there));
        let mut talking = call("c1", INBOUND, State::Connected, there);
        bench.contact(Kind::Connected, &talking);
        bench.pass(42_000);
        // Removed while people talked: the last report still says so, and nobody says when it ended.
        bench.contact(Kind::Ended, &talking);
        talking.number = None;
        bench.contact(Kind::Destroyed, &talking);
        assert_eq!(bench.task()["CallDurationInSeconds"], 42, "{skew_ms}");
    }
}
