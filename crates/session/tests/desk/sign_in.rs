//! Signing in to Amazon Connect again: when the agent is asked, and when not.

use crate::common::{Bench, bench, bench_with, call, config, kind_world};
use desk::{
    AgentEventKind, ClickToDial, ConnectEvent, ContactEventKind, ContactState, Direction, Event, Gesture,
    Notice, PhoneState, PortEffect, Silence, Start, Status,
};
use flow::{HostEffect, StartConnect, TelephonyEffect};

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

/// A phone whose Contact Control Panel does not come: asked to sign in, and what was found out since.
fn silent(found: &[Option<Silence>]) -> Bench {
    let mut bench = bench(&[], kind_world);
    bench.handle(Event::SalesforceReady);
    connect(&mut bench, ConnectEvent::SignInNeeded);
    for why in found {
        connect(&mut bench, ConnectEvent::Silent { why: *why });
    }
    bench
}

/// What the finding is called, and what it says.
fn finding(bench: &Bench) -> Option<(&'static str, String)> {
    let finding = bench.view().problems.first()?.finding();
    Some((finding.code, finding.detail.to_string()))
}

// Shows: F12
#[test]
fn a_panel_that_does_not_come_says_where_it_was_looked_for_and_why() {
    use Silence::{Cookies, NotAllowed, Unreachable};
    let check = |found: &[Option<Silence>], code: &str, status: Status, sign_in: bool| {
        let bench = silent(found);
        let address = "https://acme.my.connect.aws/ccp-v2/".to_owned();
        assert_eq!(
            finding(&bench).map(|(code, detail)| (code.to_owned(), detail)),
            Some((code.into(), address))
        );
        assert_eq!((bench.view().status, bench.view().sign_in), (status, sign_in), "{found:?}");
        let shows = PortEffect::Host(HostEffect::SetPanelVisibility { visible: true });
        assert_eq!(bench.count(|effect| *effect == shows), 1, "the panel opens once: {found:?}");
    };
    check(&[None], "connect-silent", Status::Stopped, true);
    check(&[Some(NotAllowed)], "connect-not-allowed", Status::Stopped, false);
    check(&[Some(NotAllowed), None], "connect-not-allowed", Status::Stopped, false);
    check(&[Some(Unreachable)], "connect-unreachable", Status::SigningIn, true);
    check(&[Some(Unreachable), None], "connect-unreachable", Status::Stopped, true);
    check(&[Some(Cookies)], "connect-cookies", Status::SigningIn, true);
    check(&[Some(Cookies), None], "connect-cookies", Status::SigningIn, true);
    // The last look counts.
    check(&[Some(Unreachable), Some(Cookies)], "connect-cookies", Status::SigningIn, true);
}

#[test]
fn what_was_looked_into_before_the_panel_came_is_nothing_any_more() {
    let mut bench = ready();
    for why in [Silence::NotAllowed, Silence::Unreachable, Silence::Cookies] {
        connect(&mut bench, ConnectEvent::Silent { why: Some(why) });
        assert_eq!((bench.view().status, finding(&bench)), (Status::Ready, None));
    }
}

// Shows: F12
#[test]
fn cookies_are_asked_for_by_the_agent_and_the_phone_starts_without_a_reload() {
    let mut bench = silent(&[Some(Silence::Cookies)]);
    let starts = |bench: &Bench| {
        let start = |effect: &PortEffect| match effect {
            PortEffect::Telephony(TelephonyEffect::StartConnect(StartConnect { storage_access, .. })) => {
                Some(*storage_access)
            }
            _ => None,
        };
        bench.performed.iter().filter_map(start).collect::<Vec<_>>()
    };
    assert_eq!(starts(&bench), [false]);
    // Denied, and asked for again.
    for times in 1..=2 {
        bench.press(Gesture::AllowCookies);
        assert_eq!(starts(&bench).len(), 1 + times);
        assert_eq!(bench.view().status, Status::StartingConnect);
        connect(&mut bench, ConnectEvent::Silent { why: Some(Silence::Cookies) });
        assert_eq!(finding(&bench).map(|(code, _)| code), Some("connect-cookies"));
        assert!(bench.view().sign_in);
    }
    bench.press(Gesture::AllowCookies);
    connect(&mut bench, ConnectEvent::CookiesGranted);
    assert_eq!(finding(&bench), None);
    // The browser goes on keeping them from this page, which says nothing of the panel.
    connect(&mut bench, ConnectEvent::SignInNeeded);
    connect(&mut bench, ConnectEvent::Silent { why: Some(Silence::Cookies) });
    assert_eq!((finding(&bench), bench.view().status), (None, Status::SigningIn));
    connect(&mut bench, ConnectEvent::Initialized);
    bench.agent(AgentEventKind::Init, "Available");
    check(&bench, Status::Ready, 0);
    assert_eq!((starts(&bench), bench.restarts), (vec![false, true, true, true], 0));
}

// Shows: F12
#[test]
fn a_panel_that_was_given_up_is_loaded_again_by_signing_in_and_when_the_network_is_back() {
    for why in [None, Some(Silence::Unreachable)] {
        let mut bench = silent(&[why, None]);
        bench.press(Gesture::SignIn);
        assert_eq!(bench.sign_ins, ["https://acme.my.connect.aws/ccp-v2/"]);
        assert_eq!(finding(&bench), None);
        check(&bench, Status::SigningIn, 1);

        let mut bench = silent(&[why, None]);
        bench.handle(Event::Online);
        assert_eq!((bench.restarts, bench.view().problems.len()), (1, 0));
    }
    let mut bench = ready();
    bench.handle(Event::Online);
    assert_eq!(bench.restarts, 0, "nothing to be loaded again");
}

/// Streams documents `loginUrl` for SAML; where it leads, the relay state, is part of the address.
#[test]
fn the_address_to_sign_in_at_is_opened_as_it_is_written() {
    let sso = "https://id.acme.example/start?app=connect&RelayState=https%3A%2F%2Fus-west-2.console.aws.amazon.com\
               %2Fconnect%2Ffederate%2F1a2b%3Fdestination%3D%252Fccp-v2%252F";
    let mut config = config();
    config.connect.sso_url = Some(sso.to_owned());
    let mut bench = bench_with(Start { config, ..Start::default() }, kind_world);
    bench.handle(Event::SalesforceReady);
    let given = bench.count(|effect| match effect {
        PortEffect::Telephony(TelephonyEffect::StartConnect(start)) => {
            start.login_url.as_deref() == Some(sso)
        }
        _ => false,
    });
    assert_eq!(given, 1);
    connect(&mut bench, ConnectEvent::SignInNeeded);
    bench.press(Gesture::SignIn);
    assert_eq!(bench.sign_ins, [sso]);
}
