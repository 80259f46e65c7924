//! Starting, taking over, ending, starting again — and what must not disturb any of it.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;
use streams::{Error, Event};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, agent, call, container, document, eval, library, options, panel, run};

fn silent() -> String {
    // A blob address keeps its fragment: the panel then waits to be told.
    format!("{}#silent", panel())
}

#[wasm_bindgen_test]
async fn start_up_in_the_documented_order() {
    let page = Page::open().await;
    assert_eq!(page.trace().await, ["Initialized"]);
    page.update(agent("Available", "routable", json!([])));
    assert_eq!(
        page.trace().await,
        ["ready Available", "agent Refresh", "agent Routable", "agent Init→Available"]
    );
    let sent = page.ask("names", &[]).as_string().unwrap();
    assert_eq!(sent, "configure outer_context_info synchronize");
}

#[wasm_bindgen_test]
async fn agent_data_may_come_before_the_acknowledge() {
    let page = Page::connect(&options(&silent()));
    loaded().await;
    page.update(agent("Available", "routable", json!([])));
    page.ask("acknowledge", &[]);
    assert_eq!(
        page.trace().await,
        ["ready Available", "agent Refresh", "agent Routable", "agent Init→Available", "Initialized"]
    );
}

/// Waits until the scripted panel runs.
async fn loaded() {
    let wait = eval(
        "new Promise(done => { const frame = document.querySelector(\"iframe[name='Amazon Connect CCP']\"); \
         frame.contentWindow.ccp ? done() : frame.addEventListener('load', done); })",
    );
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(wait)).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_first_acknowledge_without_data_is_not_enough() {
    let page = Page::connect(&options(&silent()));
    loaded().await;
    page.say("acknowledge", json!(null));
    page.update(agent("Available", "routable", json!([])));
    assert_eq!(
        page.trace().await,
        ["ready Available", "agent Refresh", "agent Routable", "agent Init→Available"]
    );
    page.ask("acknowledge", &[]);
    assert_eq!(page.trace().await, ["Initialized"]);
}

// Shows: F11
#[wasm_bindgen_test]
async fn no_acknowledge_in_time() {
    let mut options = options(&silent());
    options.load_timeout_ms = Some(30);
    let page = Page::connect(&options);
    page.until(|event| *event == Event::AckTimeout).await;
    // The library would now replace the iframe again and again, terminated or not.
    run("window.cleared = []; window.reallyClear = clearTimeout; \
         window.clearTimeout = timer => { cleared.push(timer); reallyClear(timer) }");
    drop(page);
    run("window.clearTimeout = reallyClear");
    assert!(eval("cleared.includes(connect.core.iframeRefreshTimeout)").is_truthy());
}

#[wasm_bindgen_test]
async fn the_life_cycle_has_its_events() {
    let page = Page::ready().await;
    for (posted, data, heard) in [
        ("auth_fail", json!({ "authorize": true }), Event::AuthFailed),
        ("authorize_success", json!(null), Event::Authorized),
        ("access_denied", json!(null), Event::AccessDenied),
        ("terminated", json!(null), Event::Terminated),
        ("iframe_retries_exhausted", json!(null), Event::RetriesExhausted),
        ("agent::websocket_connection_lost", json!(null), Event::WebSocketLost),
        ("agent::websocket_connection_gained", json!(null), Event::WebSocketGained),
        (
            "agent::softphone_error",
            json!({ "errorType": "microphone_not_shared", "errorMessage": "m", "endPointUrl": "" }),
            Event::SoftphoneError { kind: "microphone_not_shared".into(), message: "m".into() },
        ),
        ("agent::mute_toggle", json!({ "muted": true }), Event::MuteChanged { muted: true }),
        ("acknowledge", json!({ "id": "again" }), Event::Reconnected),
    ] {
        page.say(posted, data);
        assert_eq!(page.events().await, [heard], "{posted}");
    }
}

#[wasm_bindgen_test]
async fn dropping_the_session_ends_its_events() {
    library();
    let fresh = panel();
    let handlers =
        || eval("connect.core.getEventBus().subMap.getAllSubscriptions().length").as_f64().unwrap();
    let mut page = Page::connect(&options(&fresh));
    page.until(|event| *event == Event::Initialized).await;
    page.update(agent("Available", "routable", json!([])));
    page.trace().await;
    let (before, with) = (page.count(), handlers());
    drop(page.session.take());
    assert_eq!(with - handlers(), 38.0, "every handler is taken off the bus");
    page.update(agent("Lunch", "not_routable", json!([])));
    // A second session hears what follows; the first one's sink stays as it was.
    let second = Page::connect(&options_of_running());
    second.update(agent("Available", "routable", json!([])));
    second.until(|event| matches!(event, Event::AgentReady { .. })).await;
    second.trace().await;
    assert_eq!(page.count(), before);
}

/// Options with the address of the panel that is on the page.
fn options_of_running() -> streams::Options {
    options(&eval("connect.initCCPParams.ccpUrl").as_string().unwrap())
}

#[wasm_bindgen_test]
async fn a_running_panel_is_taken_over() {
    let mut first = Page::ready().await;
    first.update(agent(
        "Busy",
        "system",
        json!([call("c1", "connected", "connected", ("inbound", "connected"))]),
    ));
    first.trace().await;
    drop(first.session.take());
    let second = Page::connect(&options_of_running());
    assert_eq!(second.trace().await, ["Initialized", "ready Busy", "c1 Init"]);
    assert_eq!(document().query_selector_all("iframe[name='Amazon Connect CCP']").unwrap().length(), 1);
    assert_eq!(second.session().accept("c1").await, Ok(()));
}

// Shows: F9
#[wasm_bindgen_test]
async fn what_is_so_is_reported_again_and_the_panel_is_asked() {
    let page = Page::ready().await;
    let talking = |id| call(id, "connected", "connected", ("inbound", "connected"));
    page.update(agent("Busy", "system", json!([talking("c1")])));
    page.trace().await;
    assert_eq!(page.session().refresh(), Ok(()));
    assert_eq!(page.trace().await, ["agent Refresh", "c1 Init"]);
    let sent = page.ask("names", &[]).as_string().unwrap();
    assert!(sent.ends_with("reload_agent_configuration"), "{sent}");
    // What went while nobody listened, the library does not have any more.
    run("connect.core.getAgentDataProvider().getAgentData().snapshot.contacts = []");
    assert_eq!(page.session().refresh(), Ok(()));
    assert_eq!(page.trace().await, ["agent Refresh", "c1 Destroyed"]);
}

// Shows: F12
#[wasm_bindgen_test]
async fn a_panel_that_was_given_up_is_loaded_again_by_signing_in_again() {
    let mut options = options(&silent());
    options.load_timeout_ms = Some(20);
    options.popup_after_logout = false;
    options.login_popup = streams::LoginPopup::Never;
    let page = Page::connect(&options);
    page.until(|event| *event == Event::RetriesExhausted).await;
    let frames = "document.querySelector(\"iframe[name='Amazon Connect CCP']\")";
    run(&format!("window.before = {frames}"));
    assert_eq!(page.session().reauthenticate(), Ok(()));
    let replaced = eval(&format!(
        "new Promise(done => {{ const timer = setInterval(() => {{ \
         if ({frames} === before) return; clearInterval(timer); done() }}, 5) }})"
    ));
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(replaced)).await.unwrap();
}

#[wasm_bindgen_test]
async fn another_instance_is_refused_while_one_is_connected() {
    let _page = Page::ready().await;
    let refused = streams::connect(&container(), &options("https://other.example/ccp-v2/"), |_| {});
    assert!(matches!(refused, Err(Error::OtherInstance { wanted, .. }) if wanted.contains("other")));
}

#[wasm_bindgen_test]
async fn terminate_and_start_again_with_another_address() {
    let page = Page::ready().await;
    drop(page);
    assert_eq!(document().query_selector_all("iframe[name='Amazon Connect CCP']").unwrap().length(), 0);
    let page = Page::ready().await;
    page.update(agent("Lunch", "not_routable", json!([])));
    assert_eq!(page.trace().await, ["agent Refresh", "agent NotRoutable", "agent Available→Lunch"]);
}

#[wasm_bindgen_test]
async fn what_somebody_elses_terminate_left_behind_is_cleared_away() {
    let mut page = Page::ready().await;
    run("connect.core.terminate()");
    drop(page.session.take());
    let page = Page::ready().await;
    assert!(page.session().agent().is_some());
}

#[wasm_bindgen_test]
async fn requests_after_terminate_by_somebody_else() {
    let page = Page::ready().await;
    run("connect.core.terminate()");
    assert_eq!(page.session().dial("+1", None).await, Err(Error::NotReady { method: "dial" }));
    assert!(page.session().contacts().is_empty());
}

#[wasm_bindgen_test]
async fn other_handlers_may_throw() {
    let page = Page::open().await;
    run("connect.core.getEventBus().subscribeAll(() => { throw new Error('not ours') }); \
         connect.contact(() => { throw new Error('not ours either') })");
    page.trace().await;
    page.update(agent(
        "Busy",
        "system",
        json!([call("c1", "connected", "connected", ("inbound", "connected"))]),
    ));
    assert_eq!(
        page.trace().await,
        ["ready Busy", "agent Refresh", "agent Init→Busy", "c1 Init", "c1 Connected", "c1 Refresh"]
    );
}

#[wasm_bindgen_test]
async fn the_sink_may_drop_the_session() {
    library();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let slot: Rc<RefCell<Option<streams::Session>>> = Rc::default();
    let (sink, held) = (Rc::clone(&heard), Rc::clone(&slot));
    let session = streams::connect(&container(), &options(&panel()), move |event| {
        sink.borrow_mut().push(event.clone());
        if event == Event::Initialized {
            held.borrow_mut().take();
        }
    });
    *slot.borrow_mut() = Some(session.unwrap());
    // The next session of the page takes the panel over and turns the event loop meanwhile.
    let next = Page::connect(&options_of_running());
    next.until(|event| *event == Event::Initialized).await;
    next.update(agent("Available", "routable", json!([])));
    next.trace().await;
    assert_eq!(*heard.borrow(), [Event::Initialized]);
}

#[wasm_bindgen_test]
async fn events_that_the_sink_causes_wait_until_it_returns() {
    library();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let sink = Rc::clone(&heard);
    let first = streams::connect(&container(), &options(&panel()), move |event| {
        if event == Event::Initialized {
            run("connect.core.getEventBus().trigger('agent::mute_toggle', { muted: true })");
        }
        sink.borrow_mut().push(event);
    });
    let other = Page::connect(&options_of_running());
    other.until(|event| *event == Event::Initialized).await;
    other.trace().await;
    let mut heard = heard.borrow().clone();
    heard.retain(|event| !matches!(event, Event::ContactViewed { .. }));
    assert_eq!(heard, [Event::Initialized, Event::MuteChanged { muted: true }]);
    drop(first);
}

// Shows: F11
#[wasm_bindgen_test]
async fn without_the_library_the_error_says_so() {
    library();
    run("window.kept = window.connect; window.connect = undefined");
    let missing = streams::connect(&container(), &options("https://x.example/"), |_| {});
    run("window.connect = window.kept");
    assert!(matches!(missing, Err(Error::LibraryMissing)));
}
