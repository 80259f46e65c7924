//! Which of several contacts the panel, the actions and the data are about: the one the agent looks at.

use crate::common::{Bench, bench, call, kind_world};
use desk::{
    Channel, ContactEventKind as Kind, ContactSnapshot, ContactState as State, Direction, Event, PhoneState,
};

fn chat(id: &str, state: State) -> ContactSnapshot {
    let call = call(id, Direction::Inbound, state, crate::common::START);
    ContactSnapshot { channel: Channel::Chat, number: None, ..call }
}

fn view(bench: &mut Bench, id: &str) {
    bench.handle(Event::Viewed { contact: Some(id.to_owned()).filter(|id| !id.is_empty()) });
}

/// Two chats, and what follows by events: `view X`, `ring`, `talk`, `end`, `drop X`.
#[track_caller]
fn check(events: &[&str], in_view: Option<&str>, phone: PhoneState) {
    let mut bench = bench(&[], kind_world);
    bench.boot();
    for id in ["a", "b"] {
        bench.contact(Kind::Connecting, &chat(id, State::Connecting));
        bench.contact(Kind::Connected, &chat(id, State::Connected));
    }
    for event in events {
        let voice = |state| call("call", Direction::Inbound, state, crate::common::START);
        match event.split_once(' ').unwrap_or((event, "")) {
            ("view", id) => view(&mut bench, id),
            ("ring", _) => bench.contact(Kind::Connecting, &voice(State::Connecting)),
            ("talk", _) => bench.contact(Kind::Connected, &voice(State::Connected)),
            ("end", _) => bench.contact(Kind::Ended, &voice(State::Ended)),
            ("drop", id) => bench.contact(Kind::Destroyed, &chat(id, State::Ended)),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(bench.panel().contact.map(|contact| contact.id).as_deref(), in_view, "{events:?}");
    assert_eq!(bench.view().phone, phone, "{events:?}");
}

// Shows: BH-35
#[test]
fn the_panel_follows_the_agents_eye() {
    let talking = PhoneState::Talking { minutes: 0 };
    check(&[], Some("b"), PhoneState::Idle);
    check(&["view a"], Some("a"), PhoneState::Idle);
    check(&["view a", "view b"], Some("b"), PhoneState::Idle);
    check(&["view a", "view "], Some("b"), PhoneState::Idle);
    check(&["view nobody"], Some("b"), PhoneState::Idle);
    // A call that rings is what matters now, wherever she looks.
    check(&["view a", "ring"], Some("call"), PhoneState::Ringing);
    check(&["view a", "ring", "talk"], Some("a"), talking);
    check(&["ring", "view call", "talk"], Some("call"), talking);
    check(&["ring", "talk", "view a", "end"], Some("a"), PhoneState::AfterWork);
    check(&["view a", "drop a"], Some("b"), PhoneState::Idle);
}
