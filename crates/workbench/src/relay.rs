//! The wire between the softphone frame and the world: what the frame posts goes to the world, what the world
//! answers is posted into the frame.
//!
//! Two checks guard it, as in Lightning (Open CTI reference, §2.5): a message counts only when it comes from the
//! softphone frame's own window *and* from the adapter's origin; an answer is posted to exactly that origin.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use web_sys::{HtmlIFrameElement, MessageEvent, Url, Window};

use crate::runs::{self, Run};
use crate::view::Act;
use crate::wire;

/// The relay of one page. Cheap to clone: all clones are the same relay.
#[derive(Debug, Clone, Default)]
pub(crate) struct Relay {
    inner: Rc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    frame: RefCell<Option<HtmlIFrameElement>>,
    /// Path of this console's endpoints.
    console: RefCell<String>,
    waiting: RefCell<VecDeque<(Endpoint, Value)>>,
    /// Whether the frame's present page has called Open CTI before.
    heard: Cell<bool>,
    /// How many pages the frame has had.
    page: Cell<u32>,
    sending: Cell<bool>,
}

/// Where a request of the relay goes, below the console's path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Endpoint {
    Softphone,
    Acts,
}

/// Whether an envelope is the first of a page: the library counts its calls from 0 with each load (§2.5). The frame
/// is of another origin, so nothing else tells in time that it was loaded anew.
fn is_first_of_page(envelope: &Value) -> bool {
    envelope.get("callId").and_then(Value::as_u64) == Some(0)
}

/// Whether a message may come in.
fn admitted(from_frame: bool, origin: &str, adapter_origin: &str) -> bool {
    from_frame && !adapter_origin.is_empty() && origin == adapter_origin
}

impl Relay {
    /// Names the frame the softphone lives in.
    pub(crate) fn attach(&self, frame: HtmlIFrameElement) {
        *self.inner.frame.borrow_mut() = Some(frame);
    }

    /// Names the path of this console; envelopes of an earlier console are dropped with it.
    pub(crate) fn belongs_to(&self, console: String) {
        self.inner.waiting.borrow_mut().clear();
        self.inner.heard.set(false);
        *self.inner.console.borrow_mut() = console;
    }

    /// Takes in a `message` event of this window. What the softphone tells of its flows is handed back.
    pub(crate) fn receive(&self, event: &MessageEvent) -> Option<Run> {
        let (window, adapter_origin) = match self.target() {
            Some((window, origin)) => (Some(JsValue::from(window)), origin),
            None => (None, String::new()),
        };
        let from_frame = window.is_some_and(|window| event.source().is_some_and(|source| *source == window));
        if !admitted(from_frame, &event.origin(), &adapter_origin) {
            return None;
        }
        // A structured clone can hold what JSON cannot; an Open CTI envelope never does.
        let text = js_sys::JSON::stringify(&event.data()).ok().and_then(|text| text.as_string());
        let envelope: Value = text.and_then(|text| serde_json::from_str(&text).ok())?;
        if let Some(run) = runs::told(&envelope) {
            return run.map(|run| Run { page: self.inner.page.get(), ..run });
        }
        if is_first_of_page(&envelope) && self.inner.heard.get() {
            self.queue(Endpoint::Acts, json!(Act::ReloadSoftphone));
        }
        self.inner.page.update(|page| page + u32::from(is_first_of_page(&envelope)));
        self.inner.heard.set(true);
        self.queue(Endpoint::Softphone, envelope);
        self.send();
        None
    }

    fn queue(&self, endpoint: Endpoint, body: Value) {
        self.inner.waiting.borrow_mut().push_back((endpoint, body));
    }

    /// Posts the world's messages into the frame, in order.
    pub(crate) fn deliver(&self, messages: &[Value]) {
        let Some((window, origin)) = self.target() else { return };
        for message in messages {
            let parsed = js_sys::JSON::parse(&message.to_string());
            let posted = parsed.and_then(|message| window.post_message(&message, &origin));
            if let Err(error) = posted {
                web_sys::console::error_2(&"The softphone frame refused a message.".into(), &error);
            }
        }
    }

    /// The softphone's window and the origin of the address it was given.
    fn target(&self) -> Option<(Window, String)> {
        let frame = self.inner.frame.borrow();
        let frame = frame.as_ref()?;
        let origin = Url::new(&frame.src()).ok()?.origin();
        Some((frame.content_window()?, origin))
    }

    // One request at a time: the order of the envelopes is the order of the calls.
    fn send(&self) {
        if self.inner.sending.replace(true) {
            return;
        }
        let relay = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            loop {
                let next = relay.inner.waiting.borrow_mut().pop_front();
                let Some((endpoint, body)) = next else { break };
                let below = match endpoint {
                    Endpoint::Softphone => "softphone",
                    Endpoint::Acts => "acts",
                };
                let path = format!("{}/{below}", relay.inner.console.borrow());
                if let Err(error) = wire::post::<Value>(&path, &body).await {
                    // Lost, as in the field: the softphone's own deadline deals with it.
                    web_sys::console::warn_1(&format!("An Open CTI call was lost: {error}").into());
                }
            }
            relay.inner.sending.set(false);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_call_of_a_page() {
        assert!(is_first_of_page(&json!({ "callId": 0 })));
        assert!(!is_first_of_page(&json!({ "callId": 1 })));
        assert!(!is_first_of_page(&json!({ "callId": "0" })));
        assert!(!is_first_of_page(&json!(null)));
    }

    // Shows: S1
    #[test]
    fn only_the_softphone_on_the_adapters_origin_is_heard() {
        let adapter = "https://cti.example.com";
        assert!(admitted(true, "https://cti.example.com", adapter));
        assert!(!admitted(false, "https://cti.example.com", adapter), "another window of the same origin");
        assert!(!admitted(true, "https://cti.example.com.evil.com", adapter));
        assert!(!admitted(true, "http://cti.example.com", adapter));
        assert!(!admitted(true, "null", adapter));
        assert!(!admitted(true, "", ""), "no frame yet");
    }
}
