//! What crosses the boundary: dates, unknown values, absent members, and what is left of a dead contact.

use serde_json::{Value, json};
use streams::{
    AgentStateType, ContactChange, ContactSnapshot, ContactStateType, ContactType, Event, Timestamp,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, agent, call, eval};

async fn seen(contact: Value) -> std::rc::Rc<ContactSnapshot> {
    let page = Page::ready().await;
    page.update(agent("Busy", "system", json!([contact])));
    page.trace().await;
    page.session().contact("c1").unwrap()
}

#[wasm_bindgen_test]
async fn dates_arrive_intact() {
    let mut contact = call("c1", "connected", "connected", ("inbound", "connected"));
    contact["queueTimestamp"] = json!({ "$date": 1_772_441_980_123_i64 });
    let contact = seen(contact).await;
    assert_eq!(contact.queued_at(), Some(Timestamp(1_772_441_980_123)));
    assert_eq!(contact.since(), Some(Timestamp(1_772_442_006_000)));
    assert_eq!(contact.connections().next().unwrap().since(), Some(Timestamp(1_772_442_006_000)));
}

#[wasm_bindgen_test]
async fn the_agent_is_read_whole() {
    let page = Page::ready().await;
    let agent = page.session().agent().unwrap();
    assert_eq!(agent.name().as_deref(), Some("Ana Ng"));
    assert_eq!(
        (agent.state().name().as_str(), agent.state().kind()),
        ("Available", AgentStateType::Routable)
    );
    assert_eq!(agent.state().since(), Some(Timestamp(1_772_442_005_000)));
    assert_eq!(agent.skew().elapsed(Timestamp(1_000), Timestamp(2_000)), 1_250);
    assert_eq!(agent.states().map(|state| state.name()).collect::<Vec<_>>(), ["Available", "Lunch"]);
    assert_eq!(agent.routing_profile().queues().nth(1).unwrap().name(), None);
    assert!(agent.may_dial());
    assert_eq!(agent.availability().as_deref(), Some("Available"));
}

// Shows: B7
#[wasm_bindgen_test]
async fn unknown_values_and_members_are_kept() {
    let mut contact = call("c1", "levitating", "floating", ("sideways", "connected"));
    contact["type"] = json!("hologram");
    contact["newMember"] = json!({ "since": { "$date": 5 }, "list": [1, "two", true] });
    let contact = seen(contact).await;
    assert_eq!(contact.kind(), ContactType::Other("hologram".into()));
    assert_eq!(contact.state(), ContactStateType::Other("levitating".into()));
    assert_eq!(contact.connections().next().unwrap().state().as_str(), "floating");
    assert_eq!(contact.connections().nth(1).unwrap().kind().as_str(), "sideways");
    assert_eq!(
        contact.data().get("newMember").unwrap().clone(),
        json!({ "since": { "$date": 5 }, "list": [1, "two", true] })
    );
}

// Shows: B7
#[wasm_bindgen_test]
async fn null_undefined_and_absence_are_alike() {
    let variants = |value: Option<Value>| {
        let mut contact = call("c1", "connected", "connected", ("inbound", "connected"));
        for member in
            ["queue", "queueTimestamp", "attributes", "initialContactId", "initiationMethod", "name"]
        {
            match &value {
                Some(value) => contact[member] = value.clone(),
                None => drop(contact.as_object_mut().unwrap().remove(member)),
            }
        }
        contact
    };
    let absent = seen(variants(None)).await;
    assert_eq!(*seen(variants(Some(json!(null)))).await, *absent);
    assert_eq!(*seen(variants(Some(json!("«undefined»")))).await, *absent);
    assert_eq!((absent.queue(), absent.attributes().is_empty(), absent.is_transfer()), (None, true, false));
}

#[wasm_bindgen_test]
async fn a_destroyed_contact_still_has_its_number_direction_and_ids() {
    let page = Page::ready().await;
    page.update(agent(
        "Busy",
        "system",
        json!([call("c1", "connected", "connected", ("inbound", "connected"))]),
    ));
    // The last data before the end has lost its legs.
    let mut ended = call("c1", "ended", "disconnected", ("inbound", "disconnected"));
    ended["connections"] = json!([]);
    page.update(agent("AfterCallWork", "system", json!([ended])));
    page.update(agent("Available", "routable", json!([])));
    for wanted in [ContactChange::Ended, ContactChange::Destroyed] {
        let event = page.until(|event| matches!(event, Event::Contact { kind, .. } if *kind == wanted)).await;
        let Event::Contact { contact, .. } = event else { unreachable!() };
        assert_eq!(contact.state(), ContactStateType::Ended, "{wanted:?}");
        assert_eq!(contact.customer_number(), Some("+442079460001"), "{wanted:?}");
        assert!(contact.is_inbound(), "{wanted:?}");
        assert_eq!(contact.agent_connection().unwrap().connection_id(), "c1-agent", "{wanted:?}");
    }
    assert!(page.session().contact("c1").is_none());
}

// Shows: B7
#[wasm_bindgen_test]
async fn a_contact_without_connections_or_state_is_still_a_contact() {
    let mut contact = call("c1", "connected", "connected", ("inbound", "connected"));
    contact["connections"] = json!([]);
    let contact = seen(contact).await;
    assert_eq!((contact.is_inbound(), contact.customer_number()), (false, None));
}

#[wasm_bindgen_test]
async fn agent_data_without_a_contact_list_does_not_stop_the_agent() {
    let page = Page::ready().await;
    let mut data = agent("Lunch", "not_routable", json!([]));
    data["snapshot"]["contacts"] = json!(null);
    page.update(data);
    assert_eq!(page.trace().await, ["agent Refresh", "agent NotRoutable", "agent Available→Lunch"]);
    assert!(page.session().contacts().is_empty());
}

#[wasm_bindgen_test]
async fn our_rules_agree_with_the_librarys_getters() {
    let page = Page::ready().await;
    for (kind, leg, number, method) in [
        ("voice", "inbound", "+1", Value::Null),
        ("voice", "outbound", "sip:+1@lily-outbound", Value::Null),
        ("voice", "outbound", "tel:+1", json!("outbound")),
        ("voice", "inbound", "sip:+1", json!("outbound")),
        ("queue_callback", "inbound", "+1", json!("callback")),
        ("voice", "outbound", "+1", json!("campaign_preview")),
        ("email", "inbound", "", json!("outbound")),
        ("email", "outbound", "", json!("agent_reply")),
    ] {
        let mut contact = call("c1", "connected", "connected", (leg, "connected"));
        contact["type"] = json!(kind);
        contact["initiationMethod"] = method;
        contact["connections"][1]["endpoint"]["phoneNumber"] = json!(number);
        page.update(agent("Busy", "system", json!([contact])));
        page.trace().await;
        let ours = page.session().contact("c1").unwrap();
        let theirs = |getter: &str| eval(&format!("new connect.Contact('c1').{getter}"));
        assert_eq!(theirs("isInbound()").as_bool(), Some(ours.is_inbound()), "{kind} {leg}");
        if matches!(kind, "voice" | "queue_callback") {
            let number = theirs("getInitialConnection().getEndpoint().stripPhoneNumber()").as_string();
            assert_eq!(number.as_deref(), ours.customer_number());
        }
        let id = theirs("getAgentConnection().getConnectionId()").as_string();
        assert_eq!(id.as_deref(), ours.agent_connection().map(|leg| leg.connection_id()).as_deref());
    }
}

#[wasm_bindgen_test]
async fn elapsed_time_agrees_with_the_librarys() {
    let page = Page::ready().await;
    page.update(agent(
        "Busy",
        "system",
        json!([call("c1", "connected", "connected", ("inbound", "connected"))]),
    ));
    page.trace().await;
    let (agent, contact) = (page.session().agent().unwrap(), page.session().contact("c1").unwrap());
    // Their clock is read before and after ours; the durations must enclose our own.
    let ask = || eval("new connect.Contact('c1').getStateDuration()").as_f64().unwrap() as u64;
    let before = ask();
    let now = Timestamp(js_sys::Date::now() as i64);
    let ours = agent.skew().elapsed(contact.since().unwrap(), now);
    let after = ask();
    // connect.now() rounds a finer clock, so allow a millisecond each way.
    assert!((before.saturating_sub(1)..=after + 1).contains(&ours), "{before} {ours} {after}");
}
