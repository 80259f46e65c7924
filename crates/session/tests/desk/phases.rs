//! What a contact in each state means for the agent: "it rings" is one thing everywhere.

use desk::{
    ContactEventKind as Kind, ContactState as State, Direction, Event, Gesture, PhoneState, PortEffect,
};
use flow::{HostEffect, ScreenPop};

use crate::common::{START, bench, call, kind_world};

/// What follows from one report of a call.
#[derive(Debug, PartialEq)]
struct Seen {
    opens_panel: bool,
    phone: PhoneState,
    rings_in_panel: bool,
    /// A form for a new record waits until the call is taken.
    form_waits: bool,
    /// It is in front of the agent, whatever she looks at.
    in_front: bool,
}

#[track_caller]
fn check(state: State, direction: Direction, expected: Seen) {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    let chat = desk::ContactSnapshot {
        channel: desk::Channel::Chat,
        number: None,
        ..call("chat", Direction::Inbound, State::Connected, START)
    };
    bench.contact(Kind::Connected, &chat);
    bench.handle(Event::Viewed { contact: Some("chat".to_owned()) });
    let opens = |effect: &PortEffect| {
        matches!(effect, PortEffect::Host(HostEffect::SetPanelVisibility { visible: true }))
    };
    let before = bench.count(opens);
    bench.contact(Kind::Init, &call("c1", direction, state.clone(), START));
    let (opens_panel, phone) = (bench.count(opens) > before, bench.view().phone);
    let panel = bench.panel();
    let in_front = panel.contact.is_some_and(|contact| contact.id == "c1");
    bench.press(Gesture::NewRecord { contact: "c1".to_owned(), entity: "Contact".to_owned() });
    let form = |effect: &PortEffect| {
        matches!(effect, PortEffect::Host(HostEffect::ScreenPop(ScreenPop::NewRecord { .. })))
    };
    let form_waits = bench.count(form) == 0;
    assert_eq!(form_waits, bench.memory.contacts["c1"].held_pop.is_some(), "{state:?}");
    let seen = Seen { opens_panel, phone, rings_in_panel: panel.ringing, form_waits, in_front };
    assert_eq!(seen, expected, "{state:?} {direction:?}");
}

#[test]
fn a_call_in_each_state() {
    use Direction::{Inbound, Outbound};
    let idle = || Seen {
        opens_panel: false,
        phone: PhoneState::Idle,
        rings_in_panel: false,
        form_waits: false,
        in_front: false,
    };
    let before_talk = || Seen { form_waits: true, in_front: true, ..idle() };
    let rings = || Seen { phone: PhoneState::Ringing, rings_in_panel: true, ..before_talk() };
    check(State::Incoming, Inbound, Seen { opens_panel: true, ..rings() });
    check(State::Incoming, Outbound, rings());
    check(State::Connecting, Inbound, Seen { opens_panel: true, ..rings() });
    check(State::Connecting, Outbound, Seen { phone: PhoneState::Calling, ..before_talk() });
    for direction in [Inbound, Outbound] {
        check(State::Pending, direction, before_talk());
        check(State::Connected, direction, Seen { phone: PhoneState::Talking { minutes: 0 }, ..idle() });
        check(State::Paused, direction, Seen { in_front: true, ..idle() });
        check(State::Ended, direction, Seen { phone: PhoneState::AfterWork, ..idle() });
        for state in [State::Init, State::Missed, State::Rejected, State::Error, State::Other("x".into())] {
            check(state, direction, idle());
        }
    }
}
