//! Every request: what it puts on the wire, and each way an answer can fail to be a plain yes.

use std::future::Future;
use std::pin::Pin;

use serde_json::{Value, json};
use streams::{Endpoint, Error, Event, Session};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, agent, call, eval, options, panel};

type Asked<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + 'a>>;

/// A request of the session, its method on the wire and the parameters it must send.
struct Case {
    ask: for<'a> fn(&'a Session) -> Asked<'a>,
    method: &'static str,
    params: Value,
}

const P: &str = "arn:aws:connect:eu-west-2:123456789012:instance/0f0e0d0c-1111-4222-8333-444455556666";

fn phone(number: &str) -> Value {
    json!({ "endpointARN": null, "type": "phone_number", "name": null, "phoneNumber": number,
            "agentLogin": null, "queue": null })
}

fn cases() -> Vec<Case> {
    let of_contact = json!({ "contactId": "c1" });
    let of_customer = json!({ "contactId": "c1", "connectionId": "c1-customer" });
    let state = json!({ "agentStateARN": format!("{P}/agent-state/s2"), "type": "not_routable",
                        "name": "Lunch", "startTimestamp": null });
    vec![
        Case {
            ask: |s| Box::pin(s.dial("+442079460009", None)),
            method: "createOutboundContact",
            params: json!({ "endpoint": phone("+442079460009"), "queueARN": format!("{P}/queue/q-out") }),
        },
        Case {
            ask: |s| Box::pin(s.dial("+442079460009", Some("queue-arn"))),
            method: "createOutboundContact",
            params: json!({ "endpoint": phone("+442079460009"), "queueARN": "queue-arn" }),
        },
        Case { ask: |s| Box::pin(s.accept("c1")), method: "acceptContact", params: of_contact.clone() },
        Case { ask: |s| Box::pin(s.reject("c1")), method: "rejectContact", params: of_contact.clone() },
        Case { ask: |s| Box::pin(s.clear("c1")), method: "clearContact", params: of_contact.clone() },
        Case {
            ask: |s| Box::pin(s.hang_up("c1")),
            method: "destroyConnection",
            params: json!({ "contactId": "c1", "connectionId": "c1-agent" }),
        },
        Case {
            ask: |s| Box::pin(s.destroy_connection("c1", "c1-customer")),
            method: "destroyConnection",
            params: of_customer.clone(),
        },
        Case {
            ask: |s| Box::pin(s.hold("c1", "c1-customer")),
            method: "holdConnection",
            params: of_customer.clone(),
        },
        Case {
            ask: |s| Box::pin(s.resume("c1", "c1-customer")),
            method: "resumeConnection",
            params: of_customer,
        },
        Case {
            ask: |s| Box::pin(s.send_digits("c1", "c1-agent", "12#")),
            method: "sendDigits",
            params: json!({ "contactId": "c1", "connectionId": "c1-agent", "digits": "12#" }),
        },
        Case {
            ask: |s| Box::pin(async move { s.add_connection("c1", &Endpoint::by_phone_number("+1")).await }),
            method: "createAdditionalConnection",
            params: json!({ "contactId": "c1", "endpoint": phone("+1") }),
        },
        Case {
            ask: |s| Box::pin(s.toggle_active_connections("c1")),
            method: "toggleActiveConnections",
            params: json!({ "contactId": "c1", "connectionId": "c1-agent" }),
        },
        Case {
            ask: |s| Box::pin(s.conference_connections("c1")),
            method: "conferenceConnections",
            params: of_contact,
        },
        Case {
            ask: |s| Box::pin(s.set_agent_state("Lunch")),
            method: "putAgentState",
            params: json!({ "state": state, "enqueueNextState": false }),
        },
        Case {
            ask: |s| Box::pin(s.enqueue_agent_state("Lunch")),
            method: "putAgentState",
            params: json!({ "state": state, "enqueueNextState": true }),
        },
        Case {
            ask: |s| Box::pin(async move { s.get_endpoints(&[]).await.map(drop) }),
            method: "getEndpoints",
            params: json!({ "queueARNs": [format!("{P}/queue/q-sales"), format!("{P}/queue/agent/a1")],
                            "nextToken": null, "maxResults": 500 }),
        },
    ]
}

/// A page in the middle of a call, whose requests wait `deadline_ms` for an answer.
async fn in_a_call(deadline_ms: u32) -> Page {
    let mut options = options(&panel());
    options.deadline_ms = deadline_ms;
    let page = Page::connect(&options);
    page.until(|event| *event == Event::Initialized).await;
    page.update(agent(
        "Busy",
        "system",
        json!([call("c1", "connected", "connected", ("inbound", "connected"))]),
    ));
    page.answer("getEndpoints", json!({ "ok": { "endpoints": [], "nextToken": null } }));
    page.trace().await;
    page
}

#[wasm_bindgen_test]
async fn each_request_puts_its_method_on_the_wire() {
    for Case { ask, method, params } in cases() {
        let page = in_a_call(5_000).await;
        assert_eq!(ask(page.session()).await, Ok(()), "{method}");
        assert_eq!(page.requests(), json!([[method, params]]));
    }
}

// Shows: F2
#[wasm_bindgen_test]
async fn each_request_may_be_refused() {
    const WIRE: &str = r#"{"type":"BadEndpointException","message":"no","stack":[],"statusCode":400}"#;
    let page = in_a_call(5_000).await;
    for Case { ask, method, .. } in cases() {
        page.answer(method, json!({ "err": WIRE }));
        match ask(page.session()).await {
            // The library replaces the reason by this word.
            Err(Error::Refused { failure, .. }) if method == "acceptContact" => {
                assert_eq!(failure.raw, "error")
            }
            Err(Error::Refused { failure, .. }) => {
                assert_eq!(
                    (failure.kind.as_deref(), failure.message.as_deref(), failure.status),
                    (Some("BadEndpointException"), Some("no"), Some(400)),
                    "{method}"
                );
            }
            other => panic!("{method}: {other:?}"),
        }
    }
}

#[wasm_bindgen_test]
async fn every_form_a_failure_takes() {
    let page = in_a_call(5_000).await;
    let wire = r#"{"type":"ContactNotFoundException","message":"gone","stack":[],"statusCode":400}"#;
    for (given, shown, status) in [
        (json!(wire), "ContactNotFoundException: gone", Some(400)),
        (json!("error"), "error", None),
        (json!("InvalidLocale"), "InvalidLocale", None),
        (json!({ "type": "X", "message": "y", "statusCode": 403 }), "X: y", Some(403)),
        (json!({ "errorMessage": "only words" }), "only words", None),
        (json!({ "code": 7 }), r#"{"code":7}"#, None),
        (json!("[1]"), "[1]", None),
        (json!("{broken"), "{broken", None),
        (json!(17), "17", None),
    ] {
        page.answer("clearContact", json!({ "err": given }));
        match page.session().clear("c1").await {
            Err(Error::Refused { failure, .. }) => {
                assert_eq!((failure.to_string().as_str(), failure.status), (shown, status), "{given}")
            }
            other => panic!("{given}: {other:?}"),
        }
    }
}

#[wasm_bindgen_test]
async fn a_failure_may_have_no_json() {
    let page = in_a_call(5_000).await;
    eval(
        "(window.clearing = connect.Contact.prototype.clear, connect.Contact.prototype.clear = (callbacks) => {
            const odd = { type: 'Odd' };
            odd.itself = odd;
            callbacks.failure(odd);
        })",
    );
    let answer = page.session().clear("c1").await;
    eval("connect.Contact.prototype.clear = window.clearing");
    match answer {
        Err(Error::Refused { failure, .. }) => {
            assert_eq!((failure.kind.as_deref(), failure.raw.as_str()), (Some("Odd"), "object"))
        }
        other => panic!("{other:?}"),
    }
}

// Shows: F1
#[wasm_bindgen_test]
async fn each_request_may_never_be_answered() {
    let page = in_a_call(20).await;
    for Case { ask, method, .. } in cases() {
        page.answer(method, json!({ "never": true }));
        let answer = ask(page.session()).await;
        assert!(matches!(answer, Err(Error::TimedOut { deadline_ms: 20, .. })), "{method}: {answer:?}");
    }
}

// Shows: F1
#[wasm_bindgen_test]
async fn late_and_double_answers_do_no_harm() {
    let page = in_a_call(20).await;
    for Case { ask, method, .. } in cases() {
        page.answer(method, json!({ "ok": { "endpoints": [], "nextToken": null }, "late": true }));
        let answer = ask(page.session()).await;
        assert!(matches!(answer, Err(Error::TimedOut { .. })), "{method}: {answer:?}");
        page.ask("release", &[]);
        page.trace().await;
    }
    drop(page);
    let page = in_a_call(5_000).await;
    for Case { ask, method, .. } in cases() {
        page.answer(method, json!({ "ok": { "endpoints": [], "nextToken": null }, "twice": true }));
        assert_eq!(ask(page.session()).await, Ok(()), "{method}");
        page.trace().await;
    }
}

#[wasm_bindgen_test]
async fn a_late_refusal_after_the_session_is_gone() {
    let page = in_a_call(20).await;
    page.answer("clearContact", json!({ "err": "too late", "late": true }));
    assert!(matches!(page.session().clear("c1").await, Err(Error::TimedOut { .. })));
    let rejections = eval(
        "window.rejections = [], addEventListener('unhandledrejection', e => rejections.push(e)), rejections",
    );
    page.ask("release", &[]);
    page.trace().await;
    assert_eq!(js_sys::Array::from(&rejections).length(), 0);
}

#[wasm_bindgen_test]
async fn nothing_is_asked_before_there_is_an_agent() {
    let page = Page::open().await;
    for Case { ask, method, .. } in cases() {
        let answer = ask(page.session()).await;
        assert!(matches!(answer, Err(Error::NotReady { .. })), "{method}: {answer:?}");
    }
    assert!(matches!(page.session().mute(), Err(Error::NotReady { method: "mute" })));
    assert!(matches!(page.session().view_contact("c1"), Err(Error::NotReady { .. })));
    assert_eq!(page.requests(), json!([]));
}

#[wasm_bindgen_test]
async fn what_does_not_exist_is_named() {
    let page = in_a_call(5_000).await;
    let offered = vec!["Available".to_owned(), "Lunch".to_owned()];
    assert_eq!(
        page.session().set_agent_state("Tea").await,
        Err(Error::NoSuchState { name: "Tea".into(), offered })
    );
    assert_eq!(
        page.session().accept("c9").await,
        Err(Error::NoSuchContact { method: "accept", contact_id: "c9".into() })
    );
    let mut lone = call("c1", "connected", "connected", ("inbound", "connected"));
    lone["connections"] = json!([lone["connections"][1]]);
    page.update(agent("Busy", "system", json!([lone])));
    page.trace().await;
    assert_eq!(
        page.session().hang_up("c1").await,
        Err(Error::NoAgentConnection { method: "hang_up", contact_id: "c1".into() })
    );
    assert_eq!(page.requests(), json!([]));
}

#[wasm_bindgen_test]
async fn the_library_throws_when_there_is_no_outbound_queue() {
    let page = in_a_call(5_000).await;
    let mut data = agent("Available", "routable", json!([]));
    data["configuration"]["routingProfile"]["defaultOutboundQueue"] = json!(null);
    page.update(data);
    page.trace().await;
    match page.session().dial("+442079460009", None).await {
        Err(Error::Threw { method: "dial", failure }) => {
            assert_eq!(failure.kind.as_deref(), Some("TypeError"))
        }
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn accepting_is_heard_as_an_event() {
    let page = in_a_call(5_000).await;
    page.update(agent(
        "Busy",
        "system",
        json!([call("c1", "connecting", "connecting", ("inbound", "connected"))]),
    ));
    page.trace().await;
    assert_eq!(page.session().accept("c1").await, Ok(()));
    page.until(|event| {
        matches!(event, Event::Contact { kind: streams::ContactChange::Accepted, contact } if contact.contact_id() == "c1")
    })
    .await;
    let accepted = page.trace().await.iter().filter(|line| *line == "c1 Accepted").count();
    assert_eq!(accepted, 1);
}

#[wasm_bindgen_test]
async fn mute_is_confirmed_by_whoever_owns_the_audio() {
    let page = in_a_call(5_000).await;
    page.session().mute().unwrap();
    page.until(|event| *event == Event::MuteChanged { muted: true }).await;
    page.session().unmute().unwrap();
    page.until(|event| *event == Event::MuteChanged { muted: false }).await;
}

#[wasm_bindgen_test]
async fn viewing_a_contact_comes_back_to_every_page() {
    let page = in_a_call(5_000).await;
    page.session().view_contact("c1").unwrap();
    page.until(|event| *event == Event::ContactViewed { contact_id: Some("c1".into()) }).await;
    page.say("contact::view", json!({ "contactId": "" }));
    page.until(|event| *event == Event::ContactViewed { contact_id: None }).await;
}

#[wasm_bindgen_test]
async fn quick_connects_of_the_named_queue_can_be_dialled() {
    let page = in_a_call(5_000).await;
    let ben = json!({ "endpointARN": "qc2", "type": "agent", "name": "Ben", "phoneNumber": null,
                      "agentLogin": null, "queue": null });
    page.answer("getEndpoints", json!({ "ok": { "endpoints": [ben], "nextToken": null } }));
    let found = page.session().get_endpoints(&["q1"]).await.unwrap();
    assert_eq!((found.len(), found[0].name.as_deref()), (1, Some("Ben")));
    page.session().add_connection("c1", &found[0]).await.unwrap();
    let wire = page.requests();
    assert_eq!(wire[0][1]["queueARNs"], json!(["q1"]));
    assert_eq!(wire[1][1]["endpoint"], ben);
}
