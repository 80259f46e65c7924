//! `window.connect`, as far as this crate touches it.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::error::Error;
use crate::raw;
use crate::request::{construct, invoke};

/// The library object.
#[derive(Debug, Clone)]
pub(crate) struct Library(JsValue);

/// One handler on the library's event bus; dropping it takes the handler off.
#[derive(Debug)]
#[must_use = "the handler is taken off when this is dropped"]
pub(crate) struct Subscription {
    handle: JsValue,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        invoke(&self.handle, "unsubscribe", &[]).ok();
    }
}

/// What the bus calls: data and event name.
pub(crate) type Handler = Closure<dyn Fn(JsValue, JsValue)>;

impl Library {
    /// The library, if its file has run.
    pub(crate) fn find() -> Result<Self, Error> {
        let library = raw::member(&js_sys::global(), "connect");
        let core = raw::member(&library, "core");
        if raw::member(&core, "initCCP").is_instance_of::<Function>() {
            Ok(Self(library))
        } else {
            Err(Error::LibraryMissing)
        }
    }

    /// `connect.core`.
    pub(crate) fn core(&self) -> JsValue {
        raw::member(&self.0, "core")
    }

    /// Whether the first complete acknowledge came (`connect.core.initialized`).
    pub(crate) fn is_initialized(&self) -> bool {
        raw::member(&self.core(), "initialized").is_truthy()
    }

    /// Whether agent data came (`connect.agent.initialized`).
    pub(crate) fn has_agent(&self) -> bool {
        raw::member(&raw::member(&self.0, "agent"), "initialized").is_truthy()
    }

    /// The `ccpUrl` of a running `initCCP`; `None` before, and after `terminate()`.
    pub(crate) fn connected_to(&self) -> Option<String> {
        let provider = raw::member(&self.core(), "agentDataProvider");
        if provider.is_null() || provider.is_undefined() {
            return None;
        }
        raw::member(&raw::member(&self.0, "initCCPParams"), "ccpUrl").as_string()
    }

    pub(crate) fn init_ccp(&self, container: &Element, options: &JsValue) -> Result<(), JsValue> {
        invoke(&self.core(), "initCCP", &[container.into(), options.clone()]).map(drop)
    }

    pub(crate) fn subscribe(&self, name: &str, handler: &Handler) -> Result<Subscription, JsValue> {
        let bus = invoke(&self.core(), "getEventBus", &[])?;
        let handler = handler.as_ref().clone();
        Ok(Subscription { handle: invoke(&bus, "subscribe", &[JsValue::from_str(name), handler])? })
    }

    /// The last agent data: `{configuration, snapshot}`.
    pub(crate) fn agent_data(&self) -> Result<JsValue, JsValue> {
        let provider = invoke(&self.core(), "getAgentDataProvider", &[])?;
        invoke(&provider, "getAgentData", &[])
    }

    /// The raw data of a living contact; throws a `StateError` once it is gone.
    pub(crate) fn contact_data(&self, contact_id: &str) -> Result<JsValue, JsValue> {
        let provider = invoke(&self.core(), "getAgentDataProvider", &[])?;
        invoke(&provider, "getContactData", &[JsValue::from_str(contact_id)])
    }

    /// `new connect.Agent()`.
    pub(crate) fn agent(&self) -> Result<JsValue, JsValue> {
        construct(&self.0, "Agent", &[])
    }

    /// `new connect.Contact(id)`: holds the id only.
    pub(crate) fn contact(&self, contact_id: &str) -> Result<JsValue, JsValue> {
        construct(&self.0, "Contact", &[JsValue::from_str(contact_id)])
    }

    /// A connection to send requests through. The snapshot class has all request methods and, unlike
    /// the live classes, starts no media controller when it is made (no joining of a ringing chat, no
    /// need of TaskJS).
    pub(crate) fn connection(&self, contact_id: &str, connection_id: &str) -> Result<JsValue, JsValue> {
        let data = js_sys::Object::new();
        raw::set(&data, "contactId", &JsValue::from_str(contact_id));
        raw::set(&data, "connectionId", &JsValue::from_str(connection_id));
        construct(&self.0, "ConnectionSnapshot", &[data.into()])
    }

    /// `connect.core.terminate()`, and what that forgets: the keep-alive and the replacing of an iframe
    /// that does not answer would go on.
    pub(crate) fn terminate(&self) {
        let core = self.core();
        let keepalive = raw::member(&core, "keepaliveManager");
        self.stop_retries();
        for timer in ["synTimer", "ackTimer"] {
            stop(&raw::member(&keepalive, timer));
        }
        invoke(&core, "terminate", &[]).ok();
    }

    /// Stops the replacing of an iframe that does not answer, and forgets how often it was replaced.
    pub(crate) fn stop_retries(&self) {
        let core = self.core();
        for timer in ["ccpLoadTimeoutInstance", "iframeRefreshTimeout"] {
            stop(&raw::member(&core, timer));
        }
        raw::set(core.unchecked_ref(), "iframeRefreshAttempt", &JsValue::from(0));
    }
}

fn stop(timer: &JsValue) {
    invoke(&js_sys::global(), "clearTimeout", std::slice::from_ref(timer)).ok();
}

/// The raw data a contact object of an event stands for: a snapshot carries it, a live contact is asked.
pub(crate) fn data_of(library: &Library, contact: &JsValue) -> Result<JsValue, JsValue> {
    let carried = Reflect::get(contact, &JsValue::from_str("contactData"))?;
    if carried.is_object() {
        return Ok(carried);
    }
    let id = Reflect::get(contact, &JsValue::from_str("contactId"))?;
    library.contact_data(&id.as_string().unwrap_or_default())
}
