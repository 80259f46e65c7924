//! The order of events in the situations of a working day (reference §3.1–3.3).

use serde_json::{Value, json};
use streams::{Event, Script};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, agent, call};

/// Each step is agent data that arrives, and the lines it must cause.
async fn check(steps: &[(Value, &[&str])]) -> Page {
    let page = Page::ready().await;
    for (number, (data, expected)) in steps.iter().enumerate() {
        page.update(data.clone());
        assert_eq!(page.trace().await, *expected, "step {number}");
    }
    page
}

fn one(state: &str, kind: &str, contact: Value) -> Value {
    agent(state, kind, json!([contact]))
}

fn idle() -> Value {
    agent("Available", "routable", json!([]))
}

fn ringing() -> Value {
    one("PendingBusy", "system", call("c1", "connecting", "connecting", ("inbound", "connected")))
}

const RINGING: &[&str] =
    &["agent Refresh", "agent Available→PendingBusy", "c1 Init", "c1 Connecting", "c1 Refresh"];

fn talking() -> Value {
    one("Busy", "system", call("c1", "connected", "connected", ("inbound", "connected")))
}

fn wrapping_up() -> Value {
    one("AfterCallWork", "system", call("c1", "ended", "disconnected", ("inbound", "disconnected")))
}

#[wasm_bindgen_test]
async fn inbound_call() {
    check(&[
        (ringing(), RINGING),
        (talking(), &["agent Refresh", "agent PendingBusy→Busy", "c1 Connected", "c1 Refresh"]),
        (
            wrapping_up(),
            &[
                "agent Refresh",
                "agent Busy→AfterCallWork",
                "agent AfterCallWork",
                "c1 Acw",
                "c1 Ended",
                "c1 Refresh",
            ],
        ),
        (idle(), &["agent Refresh", "agent Routable", "agent AfterCallWork→Available", "c1 Destroyed"]),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn missed_call_as_an_error() {
    let missed =
        one("MissedCallAgent", "error", call("c1", "error", "disconnected", ("inbound", "connected")));
    check(&[
        (ringing(), RINGING),
        (
            missed,
            &[
                "agent Refresh",
                "agent PendingBusy→MissedCallAgent",
                "agent Error",
                "c1 Error",
                "c1 Missed",
                "c1 Ended",
                "c1 Refresh",
            ],
        ),
        (idle(), &["agent Refresh", "agent Routable", "agent MissedCallAgent→Available", "c1 Destroyed"]),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn missed_call_as_missed() {
    let missed =
        one("MissedCallAgent", "error", call("c1", "missed", "disconnected", ("inbound", "connected")));
    check(&[
        (ringing(), RINGING),
        (
            missed,
            &[
                "agent Refresh",
                "agent PendingBusy→MissedCallAgent",
                "agent Error",
                "c1 Ended",
                "c1 Missed",
                "c1 Refresh",
            ],
        ),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn rejected_call() {
    let rejected =
        one("PendingBusy", "system", call("c1", "rejected", "disconnected", ("inbound", "connected")));
    check(&[
        (ringing(), RINGING),
        (rejected, &["agent Refresh", "c1 Ended", "c1 Missed", "c1 Refresh"]),
        (idle(), &["agent Refresh", "agent Routable", "agent PendingBusy→Available", "c1 Destroyed"]),
    ])
    .await;
}

#[wasm_bindgen_test]
async fn the_caller_gives_up_and_the_contact_just_vanishes() {
    let page = check(&[
        (ringing(), RINGING),
        (
            idle(),
            &["agent Refresh", "agent Routable", "agent PendingBusy→Available", "c1 Ended", "c1 Destroyed"],
        ),
    ])
    .await;
    assert!(page.session().contacts().is_empty());
}

#[wasm_bindgen_test]
async fn outbound_call() {
    let dialling = || call("c2", "connecting", "connecting", ("outbound", "connecting"));
    let agent_up = || call("c2", "connecting", "connected", ("outbound", "connecting"));
    let answered = || call("c2", "connected", "connected", ("outbound", "connected"));
    let page = check(&[
        (
            one("CallingCustomer", "system", dialling()),
            &["agent Refresh", "agent Available→CallingCustomer", "c2 Init", "c2 Connecting", "c2 Refresh"],
        ),
        (one("CallingCustomer", "system", agent_up()), &["agent Refresh", "c2 Refresh"]),
        (
            one("Busy", "system", answered()),
            &["agent Refresh", "agent CallingCustomer→Busy", "c2 Connected", "c2 Refresh"],
        ),
    ])
    .await;
    assert!(!page.session().contact("c2").unwrap().is_inbound());
}

#[wasm_bindgen_test]
async fn a_queue_callback_changes_its_connection_ids() {
    let callback = |state: &str, agent_id: &str, customer_id: &str| {
        let mut contact = call("c3", state, "connecting", ("inbound", "connected"));
        contact["type"] = json!("queue_callback");
        contact["initiationMethod"] = json!("callback");
        contact["initialContactId"] = json!("c0");
        contact["connections"][0]["connectionId"] = json!(agent_id);
        contact["connections"][1]["connectionId"] = json!(customer_id);
        contact
    };
    let page = Page::ready().await;
    page.update(one("PendingBusy", "system", callback("incoming", "cb-agent_c3", "c3")));
    assert_eq!(
        page.trace().await,
        ["agent Refresh", "agent Available→PendingBusy", "c3 Init", "c3 Incoming", "c3 Refresh"]
    );
    let offered = page.session().contact("c3").unwrap();
    assert_eq!(offered.agent_connection().unwrap().connection_id(), "cb-agent_c3");
    assert_eq!(
        (offered.is_inbound(), offered.is_transfer(), offered.customer_number()),
        (true, false, Some("+442079460001"))
    );
    page.update(one("CallingCustomer", "system", callback("connecting", "a2", "b2")));
    assert_eq!(
        page.trace().await,
        ["agent Refresh", "agent PendingBusy→CallingCustomer", "c3 Connecting", "c3 Refresh"]
    );
    let ids: Vec<_> =
        page.session().contact("c3").unwrap().connections().map(|leg| leg.connection_id()).collect();
    assert_eq!(ids, ["a2", "b2"]);
}

#[wasm_bindgen_test]
async fn a_task_is_paused_and_resumed() {
    let task = |state: &str| {
        let mut contact = call("t1", state, "connected", ("inbound", "connected"));
        contact["type"] = json!("task");
        contact["name"] = json!("Renewal");
        contact["connections"] = json!([contact["connections"][0]]);
        contact["connections"][0]["initial"] = json!(true);
        one("Available", "routable", contact)
    };
    let mut options = crate::page::options(&crate::page::panel());
    options.companions = streams::Companions::ByHost;
    let page = Page::connect(&options);
    page.until(|event| *event == Event::Initialized).await;
    page.update(idle());
    page.trace().await;
    for (state, expected) in [
        ("connecting", &["agent Refresh", "t1 Init", "t1 Connecting", "t1 Refresh"][..]),
        ("connected", &["agent Refresh", "t1 Connected", "t1 Refresh"]),
        ("paused", &["agent Refresh", "t1 Refresh"]),
        ("connected", &["agent Refresh", "t1 Connected", "t1 Refresh"]),
    ] {
        page.update(task(state));
        assert_eq!(page.trace().await, expected, "{state}");
    }
    // The library's own getters throw here without TaskJS; ours do not need it.
    let task = page.session().contact("t1").unwrap();
    assert_eq!((task.is_inbound(), task.name().as_deref()), (true, Some("Renewal")));
    assert_eq!(task.agent_connection().unwrap().connection_id(), "t1-agent");
}

#[wasm_bindgen_test]
async fn a_chat_rings_and_nobody_joins_it() {
    let mut chat = call("ch1", "connecting", "connecting", ("inbound", "connected"));
    chat["type"] = json!("chat");
    chat["connections"][0]["chatMediaInfo"] =
        json!({ "connectionData": "{\"ConnectionAuthenticationToken\":\"t\"}", "customerName": null });
    chat["connections"][1]["endpoint"] = json!(null);
    let page = Page::ready().await;
    page.update(agent("Available", "routable", json!([chat])));
    // The page names no ChatJS: that is said, and nothing else suffers.
    page.until(|event| matches!(event, Event::CompanionMissing { script: Script::Chat, .. })).await;
    let mut heard = page.trace().await;
    heard.retain(|line| !line.starts_with("CompanionMissing"));
    assert_eq!(heard, ["agent Refresh", "ch1 Init", "ch1 Connecting", "ch1 Refresh"]);
    let chat = page.session().contact("ch1").unwrap();
    assert_eq!((chat.is_inbound(), chat.customer_number()), (true, None));
    // Joining would begin with a request (`createTransport`).
    assert_eq!(page.requests(), json!([]));
}

#[wasm_bindgen_test]
async fn the_first_task_brings_taskjs() {
    let page = Page::ready().await;
    crate::page::name(Script::Task, include_str!(env!("TASK_JS")));
    let mut task = call("t1", "connecting", "connecting", ("inbound", "connected"));
    task["type"] = json!("task");
    page.update(one("Available", "routable", task.clone()));
    page.trace().await;
    let live = || crate::page::document().query_selector_all("#amazon-connect-taskjs-live").unwrap().length();
    assert_eq!(live(), 1);
    // Asking again waits for the same load; a second task asks for no second copy.
    assert_eq!(streams::load(Script::Task).await, Ok(()));
    let mut second = task.clone();
    second["contactId"] = json!("t2");
    page.update(agent("Available", "routable", json!([task, second])));
    let heard = page.trace().await;
    assert_eq!(heard, ["agent Refresh", "t2 Init", "t2 Connecting", "t2 Refresh", "t1 Refresh"]);
    assert_eq!(live(), 1);
}

#[wasm_bindgen_test]
async fn a_conference_shows_in_refreshes_only() {
    let page = check(&[
        (ringing(), RINGING),
        (talking(), &["agent Refresh", "agent PendingBusy→Busy", "c1 Connected", "c1 Refresh"]),
    ])
    .await;
    let mut joined = call("c1", "connected", "connected", ("inbound", "hold"));
    let third = json!({ "connectionId": "c1-third", "type": "outbound", "initial": false,
                        "state": { "type": "connected" }, "quickConnectName": "Ben",
                        "endpoint": { "type": "agent", "phoneNumber": "INTERNAL-TRANSFER" } });
    joined["connections"].as_array_mut().unwrap().push(third);
    page.update(one("Busy", "system", joined));
    assert_eq!(page.trace().await, ["agent Refresh", "c1 Refresh"]);
    let contact = page.session().contact("c1").unwrap();
    let others: Vec<_> = contact.third_parties().collect();
    assert_eq!((others.len(), others[0].quick_connect_name().as_deref()), (1, Some("Ben")));
    assert_eq!(contact.customer_connection().unwrap().state(), streams::ConnectionStateType::Hold);
    assert_eq!(contact.customer_number(), Some("+442079460001"));
}

#[wasm_bindgen_test]
async fn agent_states_and_the_next_one() {
    let page = Page::ready().await;
    page.update(agent("Lunch", "not_routable", json!([])));
    assert_eq!(page.trace().await, ["agent Refresh", "agent NotRoutable", "agent Available→Lunch"]);
    let mut waiting = agent("Lunch", "not_routable", json!([]));
    waiting["snapshot"]["nextState"] = json!({ "name": "Offline", "type": "offline" });
    page.update(waiting);
    assert_eq!(page.trace().await, ["agent Refresh", "agent NextStateEnqueued"]);
    assert_eq!(page.session().agent().unwrap().next_state().unwrap().name(), "Offline");
    page.update(agent("Offline", "offline", json!([])));
    assert_eq!(
        page.trace().await,
        ["agent Refresh", "agent Offline", "agent Lunch→Offline", "agent NextStateCleared"]
    );
}

#[wasm_bindgen_test]
async fn a_page_reload_in_the_middle_of_contacts() {
    let page = Page::open().await;
    let contacts = json!([
        call("c1", "connected", "connected", ("inbound", "connected")),
        call("c2", "connecting", "connecting", ("outbound", "connecting")),
        call("c3", "ended", "disconnected", ("inbound", "disconnected")),
        call("c4", "missed", "disconnected", ("inbound", "disconnected")),
    ]);
    page.trace().await;
    page.update(agent("Busy", "system", contacts));
    assert_eq!(
        page.trace().await,
        [
            "ready Busy",
            "agent Refresh",
            "agent Init→Busy",
            "c1 Init",
            "c1 Connected",
            "c1 Refresh",
            "c2 Init",
            "c2 Connecting",
            "c2 Refresh",
            "c3 Init",
            "c3 Acw",
            "c3 Refresh",
            "c4 Init",
            "c4 Refresh"
        ]
    );
}

#[wasm_bindgen_test]
async fn the_same_id_comes_back() {
    let page = check(&[
        (ringing(), RINGING),
        (
            idle(),
            &["agent Refresh", "agent Routable", "agent PendingBusy→Available", "c1 Ended", "c1 Destroyed"],
        ),
        (ringing(), RINGING),
    ])
    .await;
    assert_eq!(page.session().contacts().len(), 1);
}
