//! Which flows run for a call, in which order, and how often.

use crate::common::{CONTACT, LOG, POP, TASK, bench, call, kind_world, whole_call};
use desk::{CallOutcome, ContactEventKind, ContactSnapshot, ContactState, Direction, LogMemory, PortEffect};
use flow::{HostEffect, PageEffect, Value};

/// One flow for each contact event that logs nothing and does nothing, so that runs can be counted.
fn watching(event: &str) -> String {
    format!(
        r#"{{ "name": "{event}", "source": "connectVoiceContact", "event": "{event}",
             "actions": [ {{ "id": "uid-0", "type": "SE_Start" }} ] }}"#
    )
}

const EVENTS: [&str; 6] = ["onConnecting", "onAccepted", "onConnected", "onMissed", "onEnded", "onDestroy"];

/// Plays reports of Streams and gives the flow events that ran, in order.
fn runs(reports: &[(ContactEventKind, ContactState)], direction: Direction) -> Vec<String> {
    let texts: Vec<String> = EVENTS.iter().map(|event| watching(event)).collect();
    let flows: Vec<(&str, &str)> = EVENTS.iter().copied().zip(texts.iter().map(String::as_str)).collect();
    let mut bench = bench(&flows, kind_world);
    bench.boot();
    for (kind, state) in reports {
        bench.pass(1_000);
        let contact = call("c1", direction, state.clone(), bench.now);
        bench.contact(*kind, &contact);
    }
    bench.desk().finished_runs().map(|run| run.trigger.word().to_owned()).collect()
}

use ContactEventKind as Kind;
use ContactState as State;

// Shows: BH-172
#[test]
fn each_event_runs_once_in_the_order_of_streams() {
    let answered = [
        (Kind::Init, State::Connecting),
        (Kind::Connecting, State::Connecting),
        (Kind::Accepted, State::Connecting),
        (Kind::Connected, State::Connected),
        (Kind::Refresh, State::Connected),
        (Kind::AfterCallWork, State::Ended),
        (Kind::Ended, State::Ended),
        (Kind::Destroyed, State::Ended),
    ];
    let expected = ["onConnecting", "onAccepted", "onConnected", "onEnded", "onDestroy"];
    assert_eq!(runs(&answered, Direction::Inbound), expected);
}

#[test]
fn a_missed_call_ends_and_is_missed_whatever_streams_calls_it() {
    let as_error = [
        (Kind::Connecting, State::Connecting),
        (Kind::Error, State::Error),
        (Kind::Missed, State::Error),
        (Kind::Ended, State::Error),
        (Kind::Destroyed, State::Error),
    ];
    assert_eq!(runs(&as_error, Direction::Inbound), ["onConnecting", "onMissed", "onEnded", "onDestroy"]);
    let as_missed = [
        (Kind::Connecting, State::Connecting),
        (Kind::Ended, State::Missed),
        (Kind::Missed, State::Missed),
        (Kind::Destroyed, State::Missed),
    ];
    assert_eq!(runs(&as_missed, Direction::Inbound), ["onConnecting", "onEnded", "onMissed", "onDestroy"]);
}

// Shows: L2
#[test]
fn contacts_that_were_there_before_are_replayed_in_state_order() {
    assert_eq!(runs(&[(Kind::Init, State::Connected)], Direction::Inbound), ["onConnecting", "onConnected"]);
    let connected = [(Kind::Init, State::Connected), (Kind::Connected, State::Connected)];
    assert_eq!(runs(&connected, Direction::Inbound), ["onConnecting", "onConnected"]);
    let after_call = [(Kind::Init, State::Ended), (Kind::AfterCallWork, State::Ended)];
    assert_eq!(runs(&after_call, Direction::Inbound), ["onConnecting", "onConnected", "onEnded"]);
    assert_eq!(
        runs(&[(Kind::Refresh, State::Connected)], Direction::Inbound),
        ["onConnecting", "onConnected"]
    );
}

// Shows: L2
#[test]
fn a_reload_repeats_nothing() {
    let mut bench = bench(&[POP, LOG], kind_world);
    bench.boot();
    let start = bench.now;
    bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, start));
    bench.contact(Kind::Connected, &call("c1", Direction::Inbound, State::Connected, start + 2_000));
    assert_eq!(bench.count(|effect| matches!(effect, PortEffect::Host(HostEffect::Search(_)))), 1);
    let mut bench = bench.reload(&[POP, LOG], kind_world);
    bench.boot();
    let talking = call("c1", Direction::Inbound, State::Connected, start + 2_000);
    bench.contact(Kind::Init, &talking);
    bench.contact(Kind::Connected, &talking);
    bench.contact(Kind::Refresh, &talking);
    assert_eq!(
        bench.count(|effect| matches!(effect, PortEffect::Host(HostEffect::Search(_)))),
        0,
        "no second pop"
    );
    // What the first page found out still goes into the log.
    bench.contact(Kind::Ended, &call("c1", Direction::Inbound, State::Ended, start + 62_000));
    let saves = bench.saves();
    assert_eq!(saves.len(), 1);
    assert_eq!(saves[0]["target"]["update"]["id"], TASK, "the log that the first page has begun");
    let LogMemory::Saved { fields, .. } = bench.log("c1") else { panic!("saved") };
    assert_eq!(fields["WhoId"], Value::from(CONTACT));
    assert_eq!(saves[0]["fields"]["CallDurationInSeconds"], 60.0);
}

#[test]
fn events_of_one_contact_wait_for_each_other_and_other_contacts_do_not() {
    // The first search is never answered.
    let mut bench = bench(&[POP, LOG], |effect| match effect {
        PortEffect::Host(HostEffect::Search(_)) => None,
        effect => kind_world(effect),
    });
    bench.boot();
    let now = bench.now;
    bench.contact(Kind::Connecting, &call("slow", Direction::Inbound, State::Connecting, now));
    bench.contact(Kind::Ended, &call("slow", Direction::Inbound, State::Error, now));
    assert!(bench.saves().is_empty(), "the log waits for the pop of its own call");
    bench.contact(Kind::Connecting, &call("other", Direction::Inbound, State::Connecting, now));
    assert_eq!(
        bench.count(|effect| matches!(effect, PortEffect::Host(HostEffect::Search(_)))),
        2,
        "the other call does not"
    );
    // The search's own deadline ends the wait; nothing is lost.
    bench.pass(10_000);
    assert_eq!(bench.saves().len(), 1);
    assert_eq!(bench.desk().finished_runs().count(), 3);
}

// Shows: F1
#[test]
fn a_late_answer_changes_nothing() {
    let mut bench = bench(&[POP], |effect| match effect {
        PortEffect::Host(HostEffect::Search(_)) => None,
        effect => kind_world(effect),
    });
    bench.boot();
    let now = bench.now;
    bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, now));
    bench.pass(61_000);
    let before = bench.desk().finished_runs().count();
    let late = kind_world(&bench.unanswered[0].1.clone()).unwrap();
    bench.answer(|effect| matches!(effect, PortEffect::Host(HostEffect::Search(_))), late);
    assert_eq!(bench.desk().finished_runs().count(), before);
    assert_eq!(bench.memory.contacts["c1"].related, None);
}

#[test]
fn outcome_and_duration_of_a_call() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    whole_call(&mut bench, "answered", Direction::Inbound, 94_300);
    let now = bench.now;
    bench.contact(Kind::Ended, &call("missed", Direction::Inbound, State::Error, now));
    bench.contact(Kind::Ended, &call("rejected", Direction::Inbound, State::Rejected, now));
    bench.contact(Kind::Connecting, &call("unanswered", Direction::Outbound, State::Connecting, now));
    bench.contact(Kind::Ended, &call("unanswered", Direction::Outbound, State::Ended, now));
    let outcome = |id: &str| bench.memory.contacts[id].outcome;
    assert_eq!(outcome("answered"), Some(CallOutcome::Answered));
    assert_eq!(outcome("missed"), Some(CallOutcome::Missed));
    assert_eq!(outcome("rejected"), Some(CallOutcome::Rejected));
    assert_eq!(outcome("unanswered"), Some(CallOutcome::Unanswered));
    assert_eq!(bench.saves()[1]["fields"]["CallDurationInSeconds"], 94.0, "whole seconds");
    assert_eq!(bench.saves()[2]["fields"]["CallDurationInSeconds"], 0.0);
}

#[test]
fn the_panel_opens_for_a_call_that_rings_in() {
    let open = PortEffect::Host(HostEffect::SetPanelVisibility { visible: true });
    for (direction, state, expected) in [
        (Direction::Inbound, State::Connecting, 1),
        (Direction::Inbound, State::Connected, 0),
        (Direction::Outbound, State::Connecting, 0),
    ] {
        let mut bench = bench(&[], kind_world);
        bench.boot();
        let now = bench.now;
        bench.contact(Kind::Init, &call("c1", direction, state.clone(), now));
        bench.contact(Kind::Refresh, &call("c1", direction, state, now));
        assert_eq!(bench.count(|effect| *effect == open), expected);
    }
}

#[test]
fn a_contact_that_just_vanishes_is_logged_and_forgotten() {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    let now = bench.now;
    let ringing = call("c1", Direction::Inbound, State::Connecting, now);
    bench.contact(Kind::Connecting, &ringing);
    bench.pass(5_000);
    // The caller hung up: a late end whose state still says connecting, then it is gone.
    bench.contact(Kind::Ended, &ringing);
    bench.contact(Kind::Destroyed, &ringing);
    assert_eq!(bench.saves().len(), 1);
    assert_eq!(bench.saves()[0]["fields"]["CallDisposition"], "Missed");
    assert_eq!(bench.panel().contact, None);
}

// Shows: L4
#[test]
fn a_long_shift_keeps_little() {
    let mut bench = bench(&[POP, LOG], kind_world);
    bench.boot();
    for n in 0..150 {
        let id = format!("c{n}");
        whole_call(&mut bench, &id, Direction::Inbound, 30_000);
        let over = call(&id, Direction::Inbound, State::Ended, bench.now);
        bench.contact(Kind::Destroyed, &over);
    }
    assert_eq!(bench.saves().len(), 300, "begun and finished");
    assert!(bench.memory.contacts.len() <= 21, "{}", bench.memory.contacts.len());
    assert_eq!(bench.desk().finished_runs().count(), 200);
}

// Shows: L2
#[test]
fn a_call_first_seen_in_after_call_work_was_answered_and_its_length_is_not_known() {
    let mut bench = bench(&[LOG], kind_world);
    bench.boot();
    let now = bench.now;
    let over = call("c1", Direction::Inbound, State::Ended, now);
    bench.contact(Kind::Init, &over);
    bench.contact(Kind::AfterCallWork, &over);
    assert_eq!(bench.memory.contacts["c1"].outcome, Some(CallOutcome::Answered));
    let saves = bench.saves();
    assert_eq!(saves.len(), 1);
    assert_eq!(
        saves[0]["fields"].get("CallDurationInSeconds"),
        None,
        "a wrong number would look like a fact"
    );
}

#[test]
fn a_call_that_ended_while_the_page_was_away_is_logged_all_the_same() {
    use Direction::{Inbound, Outbound};
    // Of a call that only rang nobody knows how it went, and the log says so.
    for (direction, state, outcome, subject) in [
        (Inbound, State::Connected, "Answered", None),
        (Inbound, State::Connecting, "Unknown", Some("Inbound call from +14155550142, outcome unknown")),
        (Outbound, State::Connecting, "Unknown", Some("Outbound call to +14155550142, outcome unknown")),
    ] {
        let mut first = bench(&[LOG], |effect| match effect {
            PortEffect::Page(PageEffect::ParsePhone { .. }) => None,
            effect => kind_world(effect),
        });
        first.boot();
        let now = first.now;
        first.contact(Kind::Init, &call("c1", direction, state, now));
        first.contact(Kind::Init, &call("here", Inbound, State::Connected, now));
        let begun = first.saves().iter().filter(|save| save["fields"]["CallObject"] == "c1").count();
        let mut next = first.reload(&[LOG], kind_world);
        next.boot();
        next.contact(Kind::Init, &call("here", Inbound, State::Connected, now));
        assert!(next.saves().is_empty(), "it may still be reported");
        next.pass(5_000);
        let saves = next.saves();
        assert_eq!(saves.len(), 1, "and the one that is still there is not over");
        assert_eq!(saves[0]["target"]["update"].is_object(), begun == 1, "a log that was begun is finished");
        assert_eq!(saves[0]["fields"]["CallDisposition"], outcome);
        assert_eq!(saves[0]["fields"].get("CallDurationInSeconds"), None, "nobody saw how long it was");
        assert_eq!(saves[0]["fields"]["Subject"].as_str(), subject);
        assert_eq!(next.panel().saves[0].subject, subject.unwrap_or("Inbound call from +14155550142"));
        next.pass(60_000);
        assert_eq!(next.saves().len(), 1);
    }
}

#[test]
fn a_call_that_goes_on_without_the_agent_was_transferred() {
    // Somebody joined; the customer left first, the other left first, or the agent did.
    for (last, outcome) in [(true, CallOutcome::Transferred), (false, CallOutcome::Answered)] {
        let mut bench = bench(&[LOG], kind_world);
        bench.boot();
        let start = bench.now;
        let talking = call("c1", Direction::Inbound, State::Connected, start);
        bench.contact(Kind::Connected, &talking);
        for third_party in [true, last] {
            bench.contact(Kind::Refresh, &ContactSnapshot { third_party, ..talking.clone() });
        }
        bench.contact(Kind::Ended, &call("c1", Direction::Inbound, State::Ended, start + 30_000));
        assert_eq!(bench.memory.contacts["c1"].outcome, Some(outcome));
        assert_eq!(bench.task()["CallDisposition"], outcome.word());
        assert_eq!(bench.task()["CallDurationInSeconds"], 30.0);
    }
}

#[test]
fn a_number_that_is_none_counts_as_withheld() {
    use desk::{CallerQuestion, Gesture};
    for number in [Some("anonymous"), Some("+266696687"), Some("Unavailable"), None] {
        let mut bench = bench(&[], kind_world);
        bench.boot();
        let mut ringing = call("c1", Direction::Inbound, State::Connecting, bench.now);
        ringing.number = number.map(str::to_owned);
        bench.contact(Kind::Connecting, &ringing);
        assert_eq!(bench.panel().contact.as_ref().unwrap().number, None, "{number:?}");
        assert_eq!(
            bench.count(|effect| matches!(effect, PortEffect::Page(PageEffect::ParsePhone { .. }))),
            0
        );
        let caller = bench.panel().callers[0].clone();
        assert_eq!((caller.question, caller.searchable), (CallerQuestion::Withheld, false));
        assert_eq!(caller.new_records, ["Contact", "Lead"], "the agent is never left with nothing");
        ringing.state = State::Connected;
        bench.contact(Kind::Connected, &ringing);
        bench.press(Gesture::NewRecord { contact: "c1".into(), entity: "Contact".into() });
        bench.press(Gesture::ShowAll { contact: "c1".into() });
        let pops: Vec<_> = bench
            .performed
            .iter()
            .filter(|effect| matches!(effect, PortEffect::Host(HostEffect::ScreenPop(_))))
            .collect();
        let form =
            flow::ScreenPop::NewRecord { entity_name: "Contact".into(), defaults: flow::Fields::new() };
        assert_eq!(
            pops,
            [&PortEffect::Host(HostEffect::ScreenPop(form))],
            "no number to fill in, and none to search for"
        );
        ringing.state = State::Ended;
        bench.contact(Kind::Ended, &ringing);
        assert_eq!(bench.task()["Subject"], "Inbound call from a withheld number");
    }
}

#[test]
fn the_utility_bar_knows_the_state_and_the_minutes() {
    use desk::PhoneState;
    let mut bench = bench(&[], kind_world);
    bench.boot();
    assert_eq!(bench.view().phone, PhoneState::Idle);
    let start = bench.now;
    bench.contact(Kind::Connecting, &call("c1", Direction::Inbound, State::Connecting, start));
    assert_eq!(bench.view().phone, PhoneState::Ringing);
    bench.contact(Kind::Connected, &call("c1", Direction::Inbound, State::Connected, start));
    assert_eq!(bench.view().phone, PhoneState::Talking { minutes: 0 });
    bench.pass(61_000);
    assert_eq!(bench.view().phone, PhoneState::Talking { minutes: 1 }, "the desk wakes by itself");
    bench.pass(60_000);
    assert_eq!(bench.view().phone, PhoneState::Talking { minutes: 2 });
    let over = call("c1", Direction::Inbound, State::Ended, bench.now);
    bench.contact(Kind::Ended, &over);
    assert_eq!(bench.view().phone, PhoneState::AfterWork);
    bench.contact(Kind::Destroyed, &over);
    assert_eq!(bench.view().phone, PhoneState::Idle);
    bench.contact(Kind::Connecting, &call("c2", Direction::Outbound, State::Connecting, start));
    assert_eq!(bench.view().phone, PhoneState::Calling);
}
