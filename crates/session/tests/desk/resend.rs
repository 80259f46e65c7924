//! Saves of call logs that got no answer: sent again by themselves where that cannot double anything.

use std::cell::Cell;
use std::rc::Rc;

use crate::common::{Bench, LOG, TASK, bench, kind_world, rejected, timed_out, whole_call};
use desk::{ConnectEvent, Direction, Event, LogMemory, Notice, PortEffect, Trouble};
use flow::{Answer, Failure, FailureKind, HostEffect, Reply, SaveTarget};
use panel_protocol::SaveState;

const CREATE: fn(&SaveTarget) -> bool = |target| matches!(target, SaveTarget::Create { .. });
const UPDATE: fn(&SaveTarget) -> bool = |target| matches!(target, SaveTarget::Update { .. });

/// A bench whose Salesforce answers such saves with this while `down` says so.
fn down(which: fn(&SaveTarget) -> bool, reply: fn() -> Option<Reply>) -> (Bench, Rc<Cell<bool>>) {
    let down = Rc::new(Cell::new(true));
    let is_down = Rc::clone(&down);
    let mut bench = bench(&[LOG], move |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save)) if is_down.get() && which(&save.target) => reply(),
        effect => kind_world(effect),
    });
    bench.boot();
    (bench, down)
}

/// Seconds after the end of a call at which its log was sent.
fn seconds(bench: &mut Bench, within: u64) -> Vec<u64> {
    let mut sent = Vec::new();
    let mut saves = bench.saves().len();
    for second in 1..=within {
        bench.pass(1_000);
        if bench.saves().len() > saves {
            sent.push(second);
            saves = bench.saves().len();
        }
    }
    sent
}

// Shows: F6, F14
#[test]
fn an_update_without_an_answer_is_sent_again_ever_more_slowly_until_it_is_answered() {
    let (mut bench, down) = down(UPDATE, timed_out);
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert!(matches!(bench.panel().saves[0].state, SaveState::Failed(_)));
    // The pauses of a page with the spread 0: 4, 8, 16 … seconds, at most 240.
    assert_eq!(seconds(&mut bench, 700), [4, 12, 28, 60, 124, 252, 492]);
    let told = bench.notices.iter().filter(|notice| matches!(notice, Notice::LogFailed { .. }));
    assert_eq!(told.count(), 1, "the agent is told once");
    down.set(false);
    assert_eq!(seconds(&mut bench, 3_600), [32]);
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
    assert_eq!(bench.task()["Status"], "Completed");
    assert_eq!(bench.task()["CallDurationInSeconds"], 60.0);
}

// Shows: F6
#[test]
fn it_is_sent_at_once_when_something_comes_back() {
    let lost = |trouble| Event::Connect { connect: ConnectEvent::Trouble { trouble, about: String::new() } };
    type Act = fn(&mut Bench, Event);
    let cases: [(&str, Act, Event); 4] = [
        ("the network", Bench::handle, Event::Online),
        ("the page", Bench::handle, Event::Visible),
        ("Salesforce", Bench::handle, Event::SalesforceReady),
        (
            "Amazon Connect",
            |bench, back| {
                let trouble = Trouble::ConnectionLost;
                let connect = ConnectEvent::Trouble { trouble, about: String::new() };
                bench.handle(Event::Connect { connect });
                bench.handle(back);
            },
            lost(Trouble::ConnectionBack),
        ),
    ];
    for (what, act, event) in cases {
        let (mut bench, down) = down(UPDATE, timed_out);
        whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
        bench.pass(300_000);
        down.set(false);
        let sent = bench.saves().len();
        act(&mut bench, event);
        assert_eq!(bench.saves().len(), sent + 1, "{what}");
        assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }), "{what}");
        bench.pass(3_600_000);
        assert_eq!(bench.saves().len(), sent + 1, "{what}: once it is there, nothing is sent");
    }
}

// Shows: F6
#[test]
fn one_that_is_under_way_when_the_network_comes_back_and_gets_no_answer_does_not_wait_long() {
    let (mut bench, down) = down(UPDATE, || None);
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    // Tries of 15 seconds after pauses of 4, 8, 16 … seconds: the sixth is under way.
    bench.pass(15_000 + 252_000 + 5 * 15_000 + 1_000);
    assert_eq!(bench.saves().len(), 8);
    bench.handle(Event::Online);
    down.set(false);
    assert_eq!(bench.saves().len(), 8, "one request a record");
    bench.pass(20_000);
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }), "{:?}", bench.saves().len());
}

// Shows: F14
#[test]
fn one_answer_of_salesforce_sends_the_others() {
    let (mut bench, down) = down(UPDATE, timed_out);
    for id in ["c1", "c2", "c3"] {
        whole_call(&mut bench, id, Direction::Inbound, 1_000);
    }
    bench.pass(600_000);
    down.set(false);
    whole_call(&mut bench, "c4", Direction::Inbound, 1_000);
    for id in ["c1", "c2", "c3", "c4"] {
        assert!(matches!(bench.log(id), LogMemory::Saved { .. }), "{id}");
    }
}

// Shows: F6
#[test]
fn what_may_double_a_log_or_was_refused_is_not_sent_again() {
    let (mut bench, _) = down(CREATE, timed_out);
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    assert_eq!(seconds(&mut bench, 3_600), [0_u64; 0], "the agent looks first");
    bench.handle(Event::Online);
    assert_eq!(bench.saves().len(), 1);

    let (mut bench, _) = down(UPDATE, rejected);
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    let sent = bench.saves().len();
    assert_eq!(seconds(&mut bench, 3_600), [0_u64; 0]);
    bench.handle(Event::Online);
    assert_eq!(bench.saves().len(), sent);
}

#[test]
fn what_was_never_sent_is_sent_again_also_a_creation() {
    let nowhere = || Some(Err(Failure::new(FailureKind::Unavailable, "no Salesforce")));
    let (mut bench, down) = down(CREATE, nowhere);
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    down.set(false);
    bench.pass(300_000);
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
    let saved = bench.saves().into_iter().filter(|save| save["target"]["create"].is_object()).count();
    assert!(saved > 1, "each but the last reached nobody");
}

#[test]
fn what_an_earlier_page_could_not_send_the_next_one_sends() {
    let (mut bench, _) = down(UPDATE, timed_out);
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    let mut next = bench.reload(&[LOG], kind_world);
    next.boot();
    assert!(matches!(next.log("c1"), LogMemory::Saved { .. }));
    assert_eq!(next.saves()[0]["target"]["update"]["id"], TASK);
    assert_eq!(next.saves().len(), 1);
}

#[test]
fn the_agent_may_be_quicker() {
    let mut bench = bench(&[LOG], |effect| match effect {
        PortEffect::Host(HostEffect::SaveRecord(save)) if UPDATE(&save.target) => None,
        effect => kind_world(effect),
    });
    bench.boot();
    whole_call(&mut bench, "c1", Direction::Inbound, 60_000);
    bench.pass(15_000);
    bench.press(desk::Gesture::SaveLogAgain { contact: "c1".into() });
    let is_save = |effect: &PortEffect| matches!(effect, PortEffect::Host(HostEffect::SaveRecord(_)));
    let sent = bench.saves().len();
    bench.pass(10_000);
    assert_eq!(bench.saves().len(), sent, "one save of a log at a time");
    for _ in 0..2 {
        bench.answer(is_save, Ok(Answer::Saved { record_id: TASK.into() }));
    }
    assert!(matches!(bench.log("c1"), LogMemory::Saved { .. }));
    bench.pass(3_600_000);
    assert_eq!(bench.saves().len(), sent);
}
