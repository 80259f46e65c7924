//! `window.connect`, as far as this crate touches it.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::raw::member;

/// The panel's iframe, always of this name.
const IFRAME: &str = "iframe[name='Amazon Connect CCP']";

#[wasm_bindgen]
extern "C" {
    /// The library object.
    #[derive(Debug, Clone)]
    pub(crate) type Library;
    #[wasm_bindgen(method, getter)]
    fn core(this: &Library) -> Core;

    /// `connect.core`.
    type Core;
    #[wasm_bindgen(method, catch, js_name = initCCP)]
    fn init_ccp(this: &Core, container: &Element, options: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = getEventBus)]
    fn get_event_bus(this: &Core) -> Result<EventBus, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getUpstream)]
    fn get_upstream(this: &Core) -> Result<Conduit, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAgentDataProvider)]
    fn get_agent_data_provider(this: &Core) -> Result<AgentDataProvider, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn terminate(this: &Core) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = reauthenticateAfterLogout)]
    fn reauthenticate_after_logout(this: &Core) -> Result<(), JsValue>;

    /// What the library last heard of the agent.
    type AgentDataProvider;
    #[wasm_bindgen(method, catch, js_name = getAgentData)]
    fn get_agent_data(this: &AgentDataProvider) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getContactData)]
    fn get_contact_data(this: &AgentDataProvider, contact_id: &str) -> Result<JsValue, JsValue>;

    /// The way to the panel.
    type Conduit;
    #[wasm_bindgen(method, catch, js_name = sendUpstream)]
    fn send_upstream(this: &Conduit, event: &str) -> Result<(), JsValue>;

    type EventBus;
    #[wasm_bindgen(method, catch)]
    fn subscribe(this: &EventBus, name: &str, hear: &Function) -> Result<Subscription, JsValue>;

    /// A subscription to one name on the bus.
    pub(crate) type Subscription;
    #[wasm_bindgen(method, catch)]
    fn unsubscribe(this: &Subscription) -> Result<(), JsValue>;
}

#[wasm_bindgen(module = "/js/hear.js")]
extern "C" {
    /// A subscriber whose fall is reported to the page.
    fn reporting(hear: &JsValue) -> Function;
    /// Subscribes to what is said about cookies before there is a panel.
    #[wasm_bindgen(catch, js_name = onStorageAccess)]
    fn on_storage_access(library: &Library, hear: &Function) -> Result<Subscription, JsValue>;
}

/// The library, if its file has run.
pub(crate) fn find() -> Option<Library> {
    let library = member(&js_sys::global(), "connect");
    member(&member(&library, "core"), "initCCP").is_function().then(|| library.unchecked_into())
}

/// Whether the library object has this class: a file of the library's family leaves one behind when it has run.
pub(crate) fn has_class(name: &str) -> bool {
    !member(&member(&js_sys::global(), "connect"), name).is_undefined()
}

impl Library {
    /// Whether the first complete acknowledge came (`connect.core.initialized`).
    pub(crate) fn is_initialized(&self) -> bool {
        member(&self.core(), "initialized").is_truthy()
    }

    /// Whether agent data came (`connect.agent.initialized`).
    pub(crate) fn has_agent(&self) -> bool {
        member(&member(self, "agent"), "initialized").is_truthy()
    }

    /// The `ccpUrl` of a running `initCCP`; `None` before, and after `terminate()`.
    pub(crate) fn connected_to(&self) -> Option<String> {
        let runs = member(&self.core(), "agentDataProvider").is_truthy();
        runs.then(|| member(&member(self, "initCCPParams"), "ccpUrl").as_string()).flatten()
    }

    /// Shows the panel and subscribes `hear` to every name, in one task, so that nothing can be missed.
    pub(crate) fn start(
        &self,
        container: &Element,
        options: &JsValue,
        names: impl Iterator<Item = &'static str>,
        hear: &JsValue,
        storage_access: bool,
    ) -> Result<Subscriptions, JsValue> {
        if self.connected_to().is_none() {
            // What an earlier terminate() left behind would make initCCP do nothing.
            self.stop_retries();
            remove_panels();
        }
        let core = self.core();
        core.init_ccp(container, options)?;
        let bus = core.get_event_bus()?;
        let hear = reporting(hear);
        let mut subscriptions = Subscriptions(Vec::new());
        for name in names {
            subscriptions.0.push(bus.subscribe(name, &hear)?);
        }
        if storage_access {
            subscriptions.0.push(on_storage_access(self, &hear)?);
        }
        Ok(subscriptions)
    }

    /// `connect.core.terminate()`, and what that forgets: the keep-alive and the replacing of an iframe that does not answer
    /// would go on, and the panel stay on the page.
    pub(crate) fn terminate(&self) {
        let core = self.core();
        self.stop_retries();
        let keep_alive = member(&core, "keepaliveManager");
        clear_timer(&keep_alive, "synTimer");
        clear_timer(&keep_alive, "ackTimer");
        // It throws when nothing was there to be ended.
        let _ = core.terminate();
        // With nothing to be asked for it only takes away the listener of the time before, which trips over a page without a panel.
        let _ = invoke(&member(self, "storageAccess"), "setupRequestHandlers", &Array::of1(&Array::new()));
        remove_panels();
    }

    /// `connect.core.reauthenticateAfterLogout()`, which replaces no iframe while it believes to be at it: also when it has given up.
    pub(crate) fn reauthenticate(&self) -> Result<(), JsValue> {
        let core = self.core();
        clear_timer(&core, "iframeRefreshTimeout");
        let _ = Reflect::set(&core, &"iframeRefreshTimeout".into(), &JsValue::NULL);
        core.reauthenticate_after_logout()
    }

    /// Has the panel fetch the agent's data anew: `agent::update` follows.
    pub(crate) fn reload_agent(&self) -> Result<(), JsValue> {
        self.core().get_upstream()?.send_upstream("reload_agent_configuration")
    }

    fn stop_retries(&self) {
        let core = self.core();
        clear_timer(&core, "ccpLoadTimeoutInstance");
        clear_timer(&core, "iframeRefreshTimeout");
        // A plain property of a plain object: it can be set.
        let _ = Reflect::set(&core, &"iframeRefreshAttempt".into(), &0.into());
    }

    /// The last agent data: `{configuration, snapshot}`; `None` before the first.
    pub(crate) fn agent_data(&self) -> Option<JsValue> {
        let data = self.core().get_agent_data_provider().ok()?.get_agent_data().ok()?;
        (!data.is_undefined()).then_some(data)
    }

    /// The raw data of a living contact; `None` once it is gone.
    pub(crate) fn contact_data(&self, contact_id: &str) -> Option<JsValue> {
        let data = self.core().get_agent_data_provider().ok()?.get_contact_data(contact_id).ok()?;
        (!data.is_undefined()).then_some(data)
    }

    /// The raw data that a contact object of an event stands for: a snapshot carries it, a live contact is asked.
    pub(crate) fn data_of(&self, contact: &JsValue) -> Option<JsValue> {
        let carried = member(contact, "contactData");
        if carried.is_object() {
            return Some(carried);
        }
        self.contact_data(&member(contact, "contactId").as_string().unwrap_or_default())
    }

    /// An object of one of the library's classes.
    pub(crate) fn construct(&self, class: &str, args: &Array) -> Result<JsValue, JsValue> {
        Reflect::construct(&member(self, class).dyn_into::<Function>()?, args)
    }

    /// Calls `connect.core.viewContact`.
    pub(crate) fn view_contact(&self, contact_id: &str) -> Result<(), JsValue> {
        invoke(&self.core(), "viewContact", &Array::of1(&contact_id.into()))
    }
}

/// Calls a method whose result is of no interest.
pub(crate) fn invoke(object: &JsValue, method: &str, args: &Array) -> Result<(), JsValue> {
    let function: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    function.apply(object, args).map(drop)
}

/// Subscriptions to the bus, which end when this is dropped.
pub(crate) struct Subscriptions(Vec<Subscription>);

impl Drop for Subscriptions {
    fn drop(&mut self) {
        for subscription in &self.0 {
            // It throws when the library is gone, and its bus with it.
            let _ = subscription.unsubscribe();
        }
    }
}

fn clear_timer(owner: &JsValue, name: &str) {
    if let (Some(window), Some(timer)) = (web_sys::window(), member(owner, name).as_f64()) {
        window.clear_timeout_with_handle(timer as i32);
    }
}

fn remove_panels() {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(Ok(panels)) = document.map(|document| document.query_selector_all(IFRAME)) else { return };
    for at in 0..panels.length() {
        if let Some(panel) = panels.get(at) {
            panel.unchecked_into::<Element>().remove();
        }
    }
}
