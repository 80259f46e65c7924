//! The page under test: the library, a scripted panel, and a record of what the sink was told.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Reflect};
use serde_json::{Value, json};
use streams::{Event, Options, Session};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

const LIBRARY: &str = include_str!(env!("STREAMS_JS"));
const PANEL: &str = include_str!("ccp.js");

/// A connected page. Dropping it terminates the session, so that the next test starts afresh.
pub struct Page {
    pub session: Option<Session>,
    heard: Rc<Heard>,
}

#[derive(Default)]
struct Heard {
    events: RefCell<Vec<Event>>,
    read: RefCell<usize>,
    waker: RefCell<Option<Waker>>,
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Runs the library as a classic script, once for the whole page.
pub fn library() {
    if !streams::Script::Streams.is_loaded() {
        run(LIBRARY);
        // Its console level is INFO and would bury the test report.
        run("connect.getLog().setEchoLevel(connect.LogLevel.CRITICAL)");
    }
}

/// Runs classic script text in the page.
pub fn run(text: &str) {
    let script: web_sys::HtmlScriptElement = document().create_element("script").unwrap().unchecked_into();
    script.set_text(text).unwrap();
    document().head().unwrap().append_child(&script).unwrap();
}

/// Names a script in an inert element, as the page's HTML would.
pub fn name(script: streams::Script, text: &str) {
    let make = Function::new_with_args("text", "return URL.createObjectURL(new Blob([text]))");
    let address = make.call1(&JsValue::NULL, &text.into()).unwrap().as_string().unwrap();
    let inert = document().create_element("script").unwrap();
    inert.set_attribute("type", "text/plain").unwrap();
    inert.set_attribute("src", &address).unwrap();
    inert.set_id(script.id());
    document().head().unwrap().append_child(&inert).unwrap();
}

/// Evaluates an expression in the page.
pub fn eval(text: &str) -> JsValue {
    Function::new_no_args(&format!("return ({text})")).call0(&JsValue::NULL).unwrap()
}

pub fn container() -> Element {
    let container = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&container).unwrap();
    container
}

/// The address of a fresh scripted panel. Whatever a failed test left running is ended first.
pub fn panel() -> String {
    if streams::Script::Streams.is_loaded() {
        run("connect.core.terminate()");
    }
    let html = format!("<!doctype html><script>{PANEL}</script>");
    let parts = Array::of1(&JsValue::from_str(&html));
    let make =
        Function::new_with_args("parts", "return URL.createObjectURL(new Blob(parts, {type: 'text/html'}))");
    make.call1(&JsValue::NULL, &parts).unwrap().as_string().unwrap()
}

pub fn options(ccp_url: &str) -> Options {
    let mut options = Options::new(ccp_url);
    options.login_popup = streams::LoginPopup::Never;
    options.deadline_ms = 2_000;
    options
}

impl Page {
    /// Connects, and waits until the panel is acknowledged.
    pub async fn open() -> Self {
        let page = Self::connect(&options(&panel()));
        page.until(|event| *event == Event::Initialized).await;
        page
    }

    /// Connects, with the agent in state Available.
    pub async fn ready() -> Self {
        let page = Self::open().await;
        page.update(agent("Available", "routable", json!([])));
        page.trace().await;
        page
    }

    pub fn connect(options: &Options) -> Self {
        library();
        let heard = Rc::new(Heard::default());
        let sink = Rc::clone(&heard);
        let session = streams::connect(&container(), options, move |event| sink.push(event)).unwrap();
        Self { session: Some(session), heard }
    }

    pub fn session(&self) -> &Session {
        self.session.as_ref().unwrap()
    }

    /// Calls a function of the scripted panel.
    pub fn ask(&self, function: &str, arguments: &[&str]) -> JsValue {
        let frame = document().query_selector("iframe[name='Amazon Connect CCP']").unwrap().unwrap();
        let window = Reflect::get(&frame, &"contentWindow".into()).unwrap();
        let ccp = Reflect::get(&window, &"ccp".into()).unwrap();
        let function: Function = Reflect::get(&ccp, &function.into()).unwrap().unchecked_into();
        let arguments: Array = arguments.iter().map(|text| JsValue::from_str(text)).collect();
        function.apply(&ccp, &arguments).unwrap()
    }

    /// The panel posts a message.
    pub fn say(&self, event: &str, data: Value) {
        self.ask("say", &[event, &data.to_string()]);
    }

    /// The panel posts agent data.
    pub fn update(&self, agent: Value) {
        self.say("agent::update", agent);
    }

    /// How the panel answers a method: `{ok}`, `{err}`, `{never}`, with `late` or `twice`.
    pub fn answer(&self, method: &str, how: Value) {
        self.ask("answer", &[method, &how.to_string()]);
    }

    /// The requests the panel got: `[method, params]` each.
    pub fn requests(&self) -> Value {
        serde_json::from_str(&self.ask("requests", &[]).as_string().unwrap()).unwrap()
    }

    /// The first event that has come or will come and satisfies `wanted`.
    pub async fn until(&self, wanted: impl Fn(&Event) -> bool) -> Event {
        // Only a failing test ever reaches this limit; it then says what was heard instead.
        let mut limit = pin!(TimeoutFuture::new(5_000));
        poll_fn(|context| {
            *self.heard.waker.borrow_mut() = Some(context.waker().clone());
            let events = self.heard.events.borrow();
            match events.iter().find(|event| wanted(event)) {
                Some(event) => Poll::Ready(event.clone()),
                None if limit.as_mut().poll(context).is_ready() => {
                    panic!("waited in vain; heard {:?}", events.iter().map(line).collect::<Vec<_>>())
                }
                None => Poll::Pending,
            }
        })
        .await
    }

    /// Everything heard since the last call, a line each, once all that was posted has arrived.
    pub async fn trace(&self) -> Vec<String> {
        self.events().await.iter().map(line).collect()
    }

    /// The same as events.
    pub async fn events(&self) -> Vec<Event> {
        // A marker that overtakes nothing: messages of one window arrive in order.
        let fence = format!("fence-{}", self.heard.events.borrow().len());
        self.say("contact::view", json!({ "contactId": fence }));
        let marker = Event::ContactViewed { contact_id: Some(fence) };
        self.until(|event| *event == marker).await;
        let events = self.heard.events.borrow();
        let from = self.heard.read.replace(events.len());
        events[from..].iter().filter(|event| **event != marker).cloned().collect()
    }

    /// How many events were heard so far.
    pub fn count(&self) -> usize {
        self.heard.events.borrow().len()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            session.terminate();
        }
    }
}

impl Heard {
    fn push(&self, event: Event) {
        self.events.borrow_mut().push(event);
        if let Some(waker) = self.waker.borrow_mut().take() {
            waker.wake();
        }
    }
}

fn line(event: &Event) -> String {
    match event {
        Event::AgentReady { agent } => format!("ready {}", agent.state().name()),
        Event::AgentChanged { kind: streams::AgentChange::State { from, to }, .. } => {
            format!("agent {from}→{to}")
        }
        Event::AgentChanged { kind, .. } => format!("agent {kind:?}"),
        Event::Contact { kind, contact } => format!("{} {kind:?}", contact.contact_id()),
        other => format!("{other:?}"),
    }
}

/// Agent data in the library's shape; dates are `{"$date": ms}`.
pub fn agent(state: &str, kind: &str, contacts: Value) -> Value {
    const P: &str = "arn:aws:connect:eu-west-2:123456789012:instance/0f0e0d0c-1111-4222-8333-444455556666";
    let at = json!({ "$date": 1_772_442_005_000_i64 });
    let queue = |id: &str, name: Value| {
        let arn = format!("{P}/queue/{id}");
        json!({ "name": name, "queueARN": arn, "queueId": arn })
    };
    let choice = |id: &str, kind: &str, name: &str| {
        json!({ "agentStateARN": format!("{P}/agent-state/{id}"), "type": kind, "name": name,
                "startTimestamp": null })
    };
    json!({
        "configuration": {
            "name": "Ana Ng", "username": "ana.ng", "agentARN": format!("{P}/agent/a1"), "extension": "",
            "softphoneEnabled": true, "agentPreferences": { "LANGUAGE": "en_US" },
            "permissions": ["outboundCall"], "dialableCountries": ["gb", "us"],
            "agentStates": [choice("s1", "routable", "Available"), choice("s2", "not_routable", "Lunch")],
            "routingProfile": {
                "name": "Blended", "routingProfileARN": format!("{P}/routing-profile/rp1"),
                "routingProfileId": format!("{P}/routing-profile/rp1"),
                "channelConcurrencyMap": { "VOICE": 1, "CHAT": 3, "TASK": 5 },
                "defaultOutboundQueue": queue("q-out", json!("Outbound")),
                "queues": [queue("q-sales", json!("Sales")), queue("agent/a1", json!(null))],
            },
        },
        "snapshot": {
            "snapshotTimestamp": at, "localTimestamp": 1_772_442_005_000_i64, "skew": 250,
            "state": { "agentStateARN": null, "name": state, "type": kind, "startTimestamp": at },
            "nextState": null,
            "agentAvailabilityState": { "state": "Available", "timeStamp": at },
            "contacts": contacts,
        },
    })
}

/// A call in `state`, its two legs in `agent_leg` and `customer_leg` (type and state).
pub fn call(id: &str, state: &str, agent_leg: &str, customer_leg: (&str, &str)) -> Value {
    let at = json!({ "$date": 1_772_442_006_000_i64 });
    json!({
        "contactId": id, "initialContactId": null, "type": "voice", "initiationMethod": null,
        "state": { "type": state, "timestamp": at }, "queueTimestamp": null,
        "queue": { "name": "Sales", "queueARN": "q", "queueId": "q" },
        "contactDuration": "25", "attributes": { "tier": { "name": "tier", "value": "gold" } },
        "connections": [
            { "connectionId": format!("{id}-agent"), "type": "agent", "initial": false,
              "state": { "type": agent_leg, "timestamp": at }, "endpoint": { "type": "agent" } },
            { "connectionId": format!("{id}-customer"), "type": customer_leg.0, "initial": true,
              "state": { "type": customer_leg.1, "timestamp": at },
              "endpoint": { "type": "phone_number", "phoneNumber": "+442079460001" } },
        ],
    })
}
