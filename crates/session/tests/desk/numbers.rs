//! Flows of a contact read its number taken apart, from its first event on.

use crate::common::{Bench, bench, call, kind_world, phone};
use desk::{ContactEventKind as Kind, ContactState as State, Direction, Event, PortEffect};
use flow::{Answer, Failure, FailureKind, PageEffect, Reply};

/// Logs the national number by the path of published flows, and the event.
fn reads(event: &str) -> String {
    format!(
        r#"{{ "source": "connectVoiceContact", "event": "{event}", "actions": [
            {{ "id": "a", "type": "SE_Start", "ports": {{ "done": "b" }} }},
            {{ "id": "b", "type": "SE_Log",
               "controls": {{ "message": ["{event}", "$.contact.parsedNumber.phone"] }} }} ] }}"#
    )
}

fn lines(bench: &Bench) -> Vec<&str> {
    let mut lines = Vec::new();
    for effect in &bench.performed {
        if let PortEffect::Page(PageEffect::Log { message, .. }) = effect {
            lines.push(message.as_str());
        }
    }
    lines
}

/// What flows log of a call that rings and is taken before its number is read; `reply` is what reading it comes to.
#[track_caller]
fn check(reply: Reply, expected: &[&str]) {
    let flows = [reads("onConnecting"), reads("onConnected")];
    let flows = [("ring.json", &*flows[0]), ("talk.json", &*flows[1])];
    let mut bench = bench(&flows, |effect| match effect {
        PortEffect::Page(PageEffect::ParsePhone { .. }) => None,
        effect => kind_world(effect),
    });
    bench.boot();
    for (kind, state) in [(Kind::Connecting, State::Connecting), (Kind::Connected, State::Connected)] {
        bench.contact(kind, &call("c1", Direction::Inbound, state, bench.now));
    }
    assert_eq!(lines(&bench), [""; 0], "they wait for it");
    let (id, _) = bench.unanswered.pop().expect("the number is being read");
    bench.handle(Event::Reply { id, reply });
    assert_eq!(lines(&bench), expected);
}

#[test]
fn the_first_event_finds_the_number_read() {
    let read = Answer::Phone { phone: Some(phone("+14155550142")) };
    check(Ok(read), &[r#"["onConnecting","4155550142"]"#, r#"["onConnected","4155550142"]"#]);
}

#[test]
fn a_number_that_cannot_be_had_keeps_no_flow_from_running() {
    let without = [r#"["onConnecting",null]"#, r#"["onConnected",null]"#];
    check(Ok(Answer::Phone { phone: None }), &without);
    for kind in [FailureKind::TimedOut, FailureKind::Unavailable] {
        check(Err(Failure::new(kind, "no library")), &without);
    }
}
