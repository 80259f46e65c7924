//! Signing in to Amazon Connect again: when the agent is asked, and when not.

use crate::common::{Bench, bench, call, kind_world};
use desk::{
    AgentEventKind, ClickToDial, ConnectEvent, ContactEventKind, ContactState, Direction, Event, Gesture,
    Notice, PhoneState, PortEffect, Status,
};
use flow::{HostEffect, TelephonyEffect};

fn connect(bench: &mut Bench, connect: ConnectEvent) {
    bench.handle(Event::Connect { connect });
}

/// How often the window of Amazon Connect was asked for.
fn asked(bench: &Bench) -> usize {
    bench.count(|effect| *effect == PortEffect::Telephony(TelephonyEffect::SignInAgain))
}

fn ready() -> Bench {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    bench
}

#[track_caller]
fn check(bench: &Bench, status: Status, times: usize) {
    assert_eq!((bench.view().status, asked(bench)), (status, times));
}

// Shows: F4
#[test]
fn a_token_that_is_rejected_for_a_moment_is_nobodys_business() {
    let mut bench = ready();
    for pause in [0, 2_000, 4_900] {
        connect(&mut bench, ConnectEvent::AuthFailed);
        bench.pass(pause);
        connect(&mut bench, ConnectEvent::AuthFailed);
        connect(&mut bench, ConnectEvent::Authorized);
        bench.pass(60_000);
        check(&bench, Status::Ready, 0);
    }
    // A number that is clicked meanwhile is dialled.
    connect(&mut bench, ConnectEvent::AuthFailed);
    let click = ClickToDial { number: "(415) 555-0142".into(), ..ClickToDial::default() };
    bench.handle(Event::ClickToDial { click });
    assert_eq!(bench.count(|effect| matches!(effect, PortEffect::Telephony(TelephonyEffect::Dial(_)))), 1);
}

// Shows: F4
#[test]
fn one_that_stays_rejected_asks_the_agent_once() {
    let mut bench = ready();
    connect(&mut bench, ConnectEvent::AuthFailed);
    bench.pass(4_999);
    check(&bench, Status::Ready, 0);
    bench.pass(1);
    check(&bench, Status::SigningIn, 1);
    for _ in 0..3 {
        connect(&mut bench, ConnectEvent::AuthFailed);
        bench.pass(60_000);
        check(&bench, Status::SigningIn, 1);
    }
    connect(&mut bench, ConnectEvent::Authorized);
    check(&bench, Status::Ready, 1);
    // And the next time again.
    connect(&mut bench, ConnectEvent::AuthFailed);
    bench.pass(5_000);
    check(&bench, Status::SigningIn, 2);
    connect(&mut bench, ConnectEvent::Initialized);
    check(&bench, Status::Ready, 2);
}

// Shows: F5
#[test]
fn nothing_opens_while_a_call_is_up() {
    let mut bench = ready();
    let call = |state| call("c1", Direction::Inbound, state, 0);
    bench.contact(ContactEventKind::Connected, &call(ContactState::Connected));
    connect(&mut bench, ConnectEvent::AuthFailed);
    bench.pass(60_000);
    check(&bench, Status::Ready, 0);
    // What was on its way still comes.
    bench.agent(AgentEventKind::Refresh, "Available");
    assert!(bench.view().sign_in, "she may sign in before the call is over");
    let told = bench.notices.iter().filter(|notice| **notice == Notice::SessionExpired);
    assert_eq!(told.count(), 1);
    bench.contact(ContactEventKind::Ended, &call(ContactState::Ended));
    check(&bench, Status::SigningIn, 1);
}

// Shows: F5
#[test]
fn a_call_whose_token_is_accepted_again_ends_without_a_window() {
    let mut bench = ready();
    let call = |state| call("c1", Direction::Inbound, state, 0);
    bench.contact(ContactEventKind::Connected, &call(ContactState::Connected));
    connect(&mut bench, ConnectEvent::AuthFailed);
    bench.pass(60_000);
    connect(&mut bench, ConnectEvent::Authorized);
    bench.contact(ContactEventKind::Ended, &call(ContactState::Ended));
    check(&bench, Status::Ready, 0);
}

#[test]
fn whoever_signs_out_is_asked_after_a_while_or_at_once_by_the_button() {
    let mut bench = ready();
    connect(&mut bench, ConnectEvent::SignedOut);
    check(&bench, Status::SigningIn, 0);
    bench.pass(5_000);
    check(&bench, Status::SigningIn, 1);

    let mut bench = ready();
    connect(&mut bench, ConnectEvent::SignedOut);
    bench.press(Gesture::SignIn);
    assert_eq!(bench.sign_ins.len(), 1);
    check(&bench, Status::SigningIn, 0);
    bench.press(Gesture::SignIn);
    assert_eq!(bench.sign_ins.len(), 2, "the window may have been closed");
    bench.agent(AgentEventKind::Refresh, "Available");
    bench.pass(60_000);
    check(&bench, Status::Ready, 0);
}

// Shows: F5
#[test]
fn in_a_call_the_button_opens_the_window_at_once() {
    let mut bench = ready();
    let talking = call("c1", Direction::Inbound, ContactState::Connected, 0);
    bench.contact(ContactEventKind::Connected, &talking);
    connect(&mut bench, ConnectEvent::AuthFailed);
    bench.pass(5_000);
    bench.press(Gesture::SignIn);
    assert_eq!(bench.sign_ins.len(), 1);
    connect(&mut bench, ConnectEvent::Authorized);
    check(&bench, Status::Ready, 0);
    assert!(!bench.view().sign_in);
}

#[test]
fn a_phone_that_does_not_work_says_so_and_opens_its_panel_once() {
    let opened = |bench: &Bench| {
        let shows = PortEffect::Host(HostEffect::SetPanelVisibility { visible: true });
        bench.count(|effect| *effect == shows)
    };
    let mut bench = ready();
    connect(&mut bench, ConnectEvent::SignedOut);
    assert_eq!((bench.view().phone, opened(&bench)), (PhoneState::SigningIn, 0));
    for _ in 0..3 {
        connect(&mut bench, ConnectEvent::AccessDenied);
        assert_eq!((bench.view().phone, opened(&bench)), (PhoneState::Stopped, 1));
        bench.press(Gesture::TryAgain);
        bench.boot();
        assert_eq!((bench.view().phone, opened(&bench)), (PhoneState::Idle, 1));
    }
}
