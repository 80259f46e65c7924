//! The rules of [`ContactSnapshot`], a table each.

use super::*;
use serde_json::json;

fn leg(kind: &str, initial: bool, number: Option<&str>) -> Value {
    json!({ "connectionId": format!("{kind}-leg"), "type": kind, "initial": initial,
            "state": { "type": "connected" },
            "endpoint": { "type": "phone_number", "phoneNumber": number } })
}

/// A contact of `kind` with these members more.
fn contact(kind: &str, members: Value) -> ContactSnapshot {
    let mut data = json!({ "contactId": "c1", "type": kind, "state": { "type": "connected" } });
    for (name, value) in members.as_object().unwrap() {
        data[name] = value.clone();
    }
    ContactSnapshot::from_json(data)
}

#[test]
fn direction_follows_the_library() {
    #[track_caller]
    fn check(kind: &str, method: Value, legs: Value, inbound: bool) {
        let contact = contact(kind, json!({ "initiationMethod": method, "connections": legs }));
        assert_eq!(contact.is_inbound(), inbound);
    }
    let inbound = || json!([leg("agent", false, None), leg("inbound", true, Some("+1"))]);
    let outbound = || json!([leg("agent", false, None), leg("outbound", true, Some("+1"))]);
    check("voice", json!(null), inbound(), true);
    check("voice", json!("outbound"), inbound(), true); // transferred to a second agent
    check("voice", json!(null), outbound(), false);
    check("voice", json!("inbound"), outbound(), false);
    check("voice", json!(null), json!([]), false);
    check("voice", json!(null), json!([leg("monitoring", true, None)]), false);
    check("queue_callback", json!("callback"), inbound(), true);
    check("chat", json!("api"), inbound(), true);
    check("task", json!("api"), json!([leg("agent", true, None)]), true);
    check("task", json!(null), json!([]), true);
    check("email", json!("outbound"), outbound(), false);
    check("email", json!("agent_reply"), outbound(), true);
    check("voice", json!("campaign_preview"), outbound(), true);
    check("hologram", json!(null), inbound(), true);
}

#[test]
fn a_transfer_is_known_by_its_first_contact_or_its_method() {
    #[track_caller]
    fn check(kind: &str, initial: Value, method: Value, transfer: bool) {
        let contact = contact(kind, json!({ "initialContactId": initial, "initiationMethod": method }));
        assert_eq!(contact.is_transfer(), transfer);
    }
    check("voice", json!(null), json!(null), false);
    check("voice", json!("c1"), json!("inbound"), false);
    check("voice", json!("c0"), json!(null), true);
    check("voice", json!("c0"), json!("inbound"), true);
    check("voice", json!(null), json!("transfer"), true);
    check("voice", json!("c1"), json!("queue_transfer"), true);
    check("queue_callback", json!("c0"), json!(null), false);
    check("queue_callback", json!("c0"), json!("callback"), false);
    check("queue_callback", json!("c0"), json!("transfer"), true);
    check("voice", json!("c0"), json!("callback_customer_first_dialed"), false);
}

#[test]
fn monitoring_has_two_forms() {
    #[track_caller]
    fn check(connection: Value, monitor: bool) {
        assert_eq!(contact("voice", json!({ "connections": [connection] })).is_monitor(), monitor);
    }
    check(leg("monitoring", true, None), true);
    check(leg("agent", false, None), false);
    check(json!({ "type": "agent", "monitorStatus": "SILENT_MONITOR" }), true);
    check(json!({ "type": "agent", "monitorStatus": "BARGE" }), true);
    check(json!({ "type": "agent", "monitorStatus": null }), false);
    check(json!({ "type": "inbound", "monitorStatus": "BARGE" }), false);
    check(json!({ "type": "agent", "state": { "type": "silent_monitor" } }), true);
}

#[test]
fn the_number_is_the_customers() {
    #[track_caller]
    fn check(kind: &str, legs: Value, number: Option<&str>) {
        assert_eq!(contact(kind, json!({ "connections": legs })).customer_number(), number);
    }
    let agent = || leg("agent", false, None);
    check("voice", json!([agent(), leg("inbound", true, Some("+1"))]), Some("+1"));
    check("voice", json!([agent(), leg("outbound", true, Some("sip:+1@lily-outbound"))]), Some("+1"));
    check("voice", json!([leg("outbound", false, Some("+2")), leg("inbound", true, Some("+1"))]), Some("+1"));
    check("voice", json!([agent(), leg("inbound", true, None)]), None);
    check("voice", json!([agent(), leg("inbound", true, Some("INTERNAL-TRANSFER"))]), None);
    check("voice", json!([agent()]), None);
    check("voice", json!([]), None);
    check("chat", json!([leg("inbound", true, Some("+1"))]), None);
    check("voice", json!([leg("agent", true, None), leg("outbound", false, Some("+1"))]), Some("+1"));
    check("voice", json!([{ "type": "inbound", "initial": true, "endpoint": null }]), None);
}

#[test]
fn the_customer_of_a_mail_is_an_address() {
    let mail = contact(
        "email",
        json!({ "customerEndpoint": { "type": "email_address", "emailAddress": "casey@example.com" },
                "segmentAttributes": { "connect:Subtype": { "ValueString": "connect:Email" },
                                       "odd": { "ValueMap": {} } } }),
    );
    assert_eq!((mail.customer_address(), mail.subtype()), (Some("casey@example.com"), Some("connect:Email")));
    let odd = mail.data().get("segmentAttributes").and_then(|attributes| attributes.get("odd"));
    assert_eq!(odd.unwrap().clone(), json!({ "ValueMap": {} }));
}

#[test]
fn third_parties_are_neither_agent_nor_customer() {
    let legs = json!([
        leg("agent", false, None),
        leg("inbound", true, Some("+1")),
        leg("outbound", false, Some("+2"))
    ]);
    let contact = contact("voice", json!({ "connections": legs }));
    let others: Vec<_> = contact.third_parties().map(|leg| leg.connection_id()).collect();
    assert_eq!(others, ["outbound-leg"]);
}

#[test]
fn odd_shapes_are_not_lost_and_not_fatal() {
    for data in [json!(null), json!([]), json!("contact"), json!({}), json!({ "connections": {} })] {
        let contact = ContactSnapshot::from_json(data);
        assert!(!contact.is_inbound() && !contact.is_transfer() && !contact.is_active());
    }
    let odd = contact(
        "voice",
        json!({ "contactDuration": 25, "name": { "not": "text" }, "queueTimestamp": "soon",
                "attributes": { "a": { "name": "a", "value": "1" }, "b": 2 } }),
    );
    assert_eq!((odd.duration_seconds(), odd.name(), odd.queued_at()), (Some(25), None, None));
    assert_eq!(odd.attributes().get("a"), Some("1"));
    assert_eq!(odd.data().get("name").unwrap().clone(), json!({ "not": "text" }));
}

#[test]
fn gaps_of_a_late_snapshot_are_filled() {
    let legs = || json!([leg("agent", false, None), leg("inbound", true, Some("+1"))]);
    let earlier = contact("voice", json!({ "connections": legs() }));
    let mut late = contact("voice", json!({ "connections": null }));
    late.remember(&earlier);
    assert!(late.connections().eq(earlier.connections()));
    let mut legs = legs();
    legs[1]["endpoint"] = json!(null);
    let mut late = contact("voice", json!({ "connections": legs }));
    late.remember(&earlier);
    assert_eq!(late.customer_number(), Some("+1"));
}

#[test]
fn snapshots_serialise_as_they_came() {
    let data = json!({ "contactId": "c1", "state": { "type": "odd", "timestamp": { "$date": 7 } }, "new": [1.5, true] });
    let contact = ContactSnapshot::from_json(data.clone());
    assert_eq!(serde_json::to_value(&contact).unwrap(), data);
    assert_eq!(contact.since(), Some(Timestamp(7)));
}
