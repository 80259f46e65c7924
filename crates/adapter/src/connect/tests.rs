//! What the desk is told of each event of Streams, and what each answer comes to.

use std::rc::Rc;

use serde_json::{Value, json};
use streams::{Error, LoadError, Script};

use super::*;

const NOW: Millis = 1_772_442_000_000;

fn agent() -> streams::AgentSnapshot {
    streams::AgentSnapshot::from_json(json!({
        "configuration": {
            "name": "Ana Ng", "username": "ana.ng", "extension": "", "softphoneEnabled": true,
            "permissions": ["outboundCall"], "dialableCountries": ["gb", "us"], "routingProfile": { "name": "Blended" },
            "agentStates": [{ "name": "Available", "type": "routable" }, { "name": "Lunch", "type": "not_routable" }],
        },
        "snapshot": { "skew": -250, "state": { "name": "Busy", "type": "system" } },
    }))
}

/// An inbound call with one customer, changed by these members.
fn call(change: Value) -> streams::ContactSnapshot {
    let mut data = json!({
        "contactId": "c1", "initialContactId": "c1", "type": "voice",
        "state": { "type": "connecting", "timestamp": { "$date": NOW + 5 } },
        "queue": { "queueARN": "arn/q", "name": "Support" }, "queueTimestamp": { "$date": NOW },
        "attributes": { "tier": { "name": "tier", "value": "gold" } },
        "connections": [
            leg("agent", json!({ "softphoneMediaInfo": {} })),
            leg("inbound", json!({ "initial": true, "endpoint": { "type": "phone_number", "phoneNumber": "+442079460001" } })),
        ],
    });
    merge(&mut data, change);
    streams::ContactSnapshot::from_json(data)
}

fn leg(kind: &str, more: Value) -> Value {
    let mut leg = json!({ "connectionId": kind, "type": kind, "state": { "type": "connected" } });
    merge(&mut leg, more);
    leg
}

fn merge(into: &mut Value, change: Value) {
    let members = into.as_object_mut().expect("an object");
    members.extend(change.as_object().cloned().expect("an object"));
}

fn trouble(trouble: Trouble, about: &str) -> Option<Event> {
    Some(Event::Connect { connect: ConnectEvent::Trouble { trouble, about: about.to_owned() } })
}

#[test]
fn each_event_without_agent_or_contact_has_its_meaning() {
    use streams::Event as Said;
    let connect = |connect| Some(Event::Connect { connect });
    let text = str::to_owned;
    let error = LoadError::NotNamed { id: "amazon-connect-chatjs" };
    for (said, expected) in [
        (Said::Initialized, connect(ConnectEvent::Initialized)),
        (Said::Reconnected, connect(ConnectEvent::Initialized)),
        (Said::AuthFailed, connect(ConnectEvent::AuthFailed)),
        (Said::Authorized, connect(ConnectEvent::Authorized)),
        (Said::AckTimeout, connect(ConnectEvent::SignInNeeded)),
        (Said::Terminated, connect(ConnectEvent::SignedOut)),
        (Said::AccessDenied, connect(ConnectEvent::AccessDenied)),
        (Said::RetriesExhausted, connect(ConnectEvent::Silent { why: None })),
        (Said::StorageAccess(StorageAccess::Asked), None),
        (Said::StorageAccess(StorageAccess::Granted), connect(ConnectEvent::CookiesGranted)),
        (
            Said::StorageAccess(StorageAccess::Denied),
            connect(ConnectEvent::Silent { why: Some(Silence::Cookies) }),
        ),
        (Said::WebSocketLost, trouble(Trouble::ConnectionLost, "")),
        (Said::WebSocketGained, trouble(Trouble::ConnectionBack, "")),
        (
            Said::SoftphoneError { kind: text("microphone_not_shared"), message: text("No microphone") },
            trouble(Trouble::Audio, "No microphone"),
        ),
        (
            Said::SoftphoneError { kind: text("microphone_not_shared"), message: String::new() },
            trouble(Trouble::Audio, "microphone_not_shared"),
        ),
        (
            Said::CompanionMissing { script: Script::Chat, error },
            trouble(Trouble::PartMissing, "amazon-connect-chatjs"),
        ),
        (
            Said::Unreadable { name: text("contact::refresh") },
            trouble(Trouble::Unreadable, "contact::refresh"),
        ),
        (
            Said::ContactViewed { contact_id: Some(text("c1")) },
            Some(Event::Viewed { contact: Some(text("c1")) }),
        ),
        (Said::ContactViewed { contact_id: None }, Some(Event::Viewed { contact: None })),
        (Said::MuteChanged { muted: true }, None),
    ] {
        let about = format!("{said:?}");
        assert_eq!(event(said, NOW), expected, "{about}");
    }
}

#[test]
fn each_change_of_the_agent_has_its_kind_and_carries_the_agent() {
    let snapshot = Rc::new(agent());
    let state = AgentChange::State { from: "Available".to_owned(), to: "Lunch".to_owned() };
    for (change, expected) in [
        (AgentChange::Refresh, Some(AgentEventKind::Refresh)),
        (AgentChange::Routable, Some(AgentEventKind::Routable)),
        (AgentChange::NotRoutable, Some(AgentEventKind::NotRoutable)),
        (AgentChange::Offline, Some(AgentEventKind::Offline)),
        (state, Some(AgentEventKind::StateChange)),
        (AgentChange::Error, Some(AgentEventKind::Error)),
        (AgentChange::AfterCallWork, Some(AgentEventKind::AfterCallWork)),
        (AgentChange::NextStateEnqueued, None),
        (AgentChange::NextStateCleared, None),
    ] {
        let said = streams::Event::AgentChanged { kind: change.clone(), agent: Rc::clone(&snapshot) };
        let expected = expected.map(|kind| Event::Agent { kind, agent: agent_snapshot(&snapshot) });
        assert_eq!(event(said, NOW), expected, "{change:?}");
    }
    let ready = event(streams::Event::AgentReady { agent: Rc::clone(&snapshot) }, NOW);
    assert_eq!(ready, Some(Event::Agent { kind: AgentEventKind::Init, agent: agent_snapshot(&snapshot) }));
}

#[test]
fn each_change_of_a_contact_has_its_kind() {
    for (change, kind) in [
        (ContactChange::Init, ContactEventKind::Init),
        (ContactChange::Incoming, ContactEventKind::Incoming),
        (ContactChange::Pending, ContactEventKind::Pending),
        (ContactChange::Connecting, ContactEventKind::Connecting),
        (ContactChange::Connected, ContactEventKind::Connected),
        (ContactChange::Accepted, ContactEventKind::Accepted),
        (ContactChange::Missed, ContactEventKind::Missed),
        (ContactChange::Acw, ContactEventKind::AfterCallWork),
        (ContactChange::Ended, ContactEventKind::Ended),
        (ContactChange::Error, ContactEventKind::Error),
        (ContactChange::Refresh, ContactEventKind::Refresh),
        (ContactChange::Destroyed, ContactEventKind::Destroyed),
    ] {
        let contact = Rc::new(call(json!({})));
        let expected = Event::Contact { kind, contact: Box::new(contact_snapshot(&contact, NOW)) };
        assert_eq!(
            event(streams::Event::Contact { kind: change, contact }, NOW),
            Some(expected),
            "{change:?}"
        );
    }
}

#[test]
fn an_agent_is_taken_over_member_by_member() {
    let expected = AgentSnapshot {
        name: "Ana Ng".to_owned(),
        username: Some("ana.ng".to_owned()),
        state: "Busy".to_owned(),
        state_kind: AgentStateKind::System,
        states: vec!["Available".to_owned(), "Lunch".to_owned()],
        extension: None,
        dialable_countries: vec!["gb".to_owned(), "us".to_owned()],
        permissions: vec!["outboundCall".to_owned()],
        routing_profile: Some("Blended".to_owned()),
        softphone: true,
        skew_ms: -250,
    };
    assert_eq!(agent_snapshot(&agent()), expected);
    let nameless = json!({ "configuration": { "username": "ana.ng", "extension": "+44201" } });
    let nameless = agent_snapshot(&streams::AgentSnapshot::from_json(nameless));
    assert_eq!((nameless.name.as_str(), nameless.extension.as_deref()), ("ana.ng", Some("+44201")));
}

#[test]
fn each_kind_of_agent_state_has_its_name() {
    for (word, expected) in [
        ("init", AgentStateKind::Init),
        ("routable", AgentStateKind::Routable),
        ("not_routable", AgentStateKind::NotRoutable),
        ("offline", AgentStateKind::Offline),
        ("system", AgentStateKind::System),
        ("error", AgentStateKind::Error),
        ("on_the_moon", AgentStateKind::Other("on_the_moon".to_owned())),
    ] {
        let agent = streams::AgentSnapshot::from_json(json!({ "snapshot": { "state": { "type": word } } }));
        assert_eq!(agent_snapshot(&agent).state_kind, expected, "{word}");
    }
}

#[test]
fn a_call_is_taken_over_member_by_member() {
    let attributes: Map<String> = [("tier".into(), "gold".to_owned())].into_iter().collect();
    let expected = ContactSnapshot {
        id: "c1".to_owned(),
        initial_id: Some("c1".to_owned()),
        channel: Channel::Voice,
        state: ContactState::Connecting,
        state_since: Some(NOW + 5),
        direction: Direction::Inbound,
        transferred: false,
        third_party: false,
        monitoring: false,
        softphone: true,
        number: Some("+442079460001".to_owned()),
        phone: None,
        queue: Some("Support".to_owned()),
        queue_arn: Some("arn/q".to_owned()),
        queued_at: Some(NOW),
        attributes: Some(attributes.into()),
    };
    assert_eq!(contact_snapshot(&call(json!({})), NOW), expected);
}

#[test]
fn each_channel_and_state_has_its_name() {
    for (word, expected) in [
        ("voice", Channel::Voice),
        ("queue_callback", Channel::QueueCallback),
        ("chat", Channel::Chat),
        ("task", Channel::Task),
        ("email", Channel::Email),
        ("telegram", Channel::Other("telegram".to_owned())),
    ] {
        assert_eq!(contact_snapshot(&call(json!({ "type": word })), NOW).channel, expected, "{word}");
    }
    for (word, expected) in [
        ("init", ContactState::Init),
        ("incoming", ContactState::Incoming),
        ("pending", ContactState::Pending),
        ("connecting", ContactState::Connecting),
        ("connected", ContactState::Connected),
        ("paused", ContactState::Paused),
        ("missed", ContactState::Missed),
        ("rejected", ContactState::Rejected),
        ("error", ContactState::Error),
        ("ended", ContactState::Ended),
        ("asleep", ContactState::Other("asleep".to_owned())),
    ] {
        let contact = call(json!({ "state": { "type": word } }));
        assert_eq!(contact_snapshot(&contact, NOW).state, expected, "{word}");
    }
}

#[test]
fn what_a_contact_is_follows_from_its_legs() {
    let customer = |kind| leg(kind, json!({ "initial": true, "endpoint": { "phoneNumber": "+1206" } }));
    let gone = json!({ "state": { "type": "disconnected" } });
    // Legs, then: inbound, a third party is there, monitoring, audio in the browser.
    for (what, legs, expected) in [
        (
            "a call to a customer",
            json!([leg("agent", json!({})), customer("outbound")]),
            (false, false, false, false),
        ),
        (
            "a conference",
            json!([leg("agent", json!({})), customer("inbound"), leg("outbound", json!({}))]),
            (true, true, false, false),
        ),
        (
            "a third party who has left",
            json!([leg("agent", json!({})), customer("inbound"), leg("outbound", gone)]),
            (true, false, false, false),
        ),
        (
            "somebody listens in",
            json!([leg("monitoring", json!({ "softphoneMediaInfo": {} })), customer("inbound")]),
            (true, false, true, true),
        ),
        ("no legs", json!([]), (false, false, false, false)),
    ] {
        let contact = contact_snapshot(&call(json!({ "connections": legs })), NOW);
        let found = (
            contact.direction == Direction::Inbound,
            contact.third_party,
            contact.monitoring,
            contact.softphone,
        );
        assert_eq!(found, expected, "{what}");
        assert_eq!(contact.attributes.is_none(), contact.monitoring, "{what}: attributes");
    }
    let handed_over = contact_snapshot(&call(json!({ "initialContactId": "c0" })), NOW);
    assert!(handed_over.transferred);
    let before_all_time = call(json!({ "state": { "timestamp": { "$date": -1 } }, "queue": null }));
    let contact = contact_snapshot(&before_all_time, NOW);
    assert_eq!((contact.state_since, contact.queue, contact.queue_arn), (Some(NOW), None, None));
}

#[test]
fn each_answer_of_streams_has_its_kind_and_reason() {
    let method = "accept";
    let text = str::to_owned;
    let failure = || streams::Failure {
        kind: Some(text("Gone")),
        message: Some(text("no such call")),
        ..streams::Failure::default()
    };
    assert_eq!(done(Ok(())), Ok(Answer::Done));
    for (error, kind, message) in [
        (Error::Refused { method, failure: failure() }, FailureKind::Rejected, "Gone: no such call"),
        (Error::Threw { method, failure: failure() }, FailureKind::Refused, "Gone: no such call"),
        (
            Error::TimedOut { method, deadline_ms: 10_000 },
            FailureKind::TimedOut,
            "no answer from Amazon Connect",
        ),
        (Error::LibraryMissing, FailureKind::Unavailable, "no answer from Amazon Connect"),
        (Error::NotReady { method }, FailureKind::Unavailable, "no answer from Amazon Connect"),
        (
            Error::NoSuchState { name: text("Tea"), offered: vec![] },
            FailureKind::Refused,
            "not with Amazon Connect: Tea",
        ),
        (
            Error::NoSuchContact { method, contact_id: text("c9") },
            FailureKind::Refused,
            "not with Amazon Connect: c9",
        ),
        (
            Error::NoAgentConnection { method, contact_id: text("c9") },
            FailureKind::Refused,
            "not with Amazon Connect: c9",
        ),
        (
            Error::OtherInstance { connected: text("https://a.example"), wanted: text("https://b.example") },
            FailureKind::Refused,
            "not with Amazon Connect: https://a.example",
        ),
    ] {
        assert_eq!(done(Err(error)), Err(Failure::new(kind, message)));
    }
}
