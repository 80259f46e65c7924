//! `window.connect`, as far as this crate touches it: `js/library.js`, which walks the library's objects where they are.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen(module = "/js/library.js")]
extern "C" {
    /// The library object.
    #[derive(Debug, Clone)]
    pub(crate) type Library;

    /// The library, if its file has run.
    pub(crate) fn find() -> Option<Library>;
    /// Whether the file with this id has run.
    #[wasm_bindgen(js_name = isLoaded)]
    pub(crate) fn is_loaded(id: &str) -> bool;
    /// Runs the file with this id. Gives a word and the address.
    pub(crate) fn bring(id: &str, ms: u32) -> Promise;
    /// Whether the first complete acknowledge came (`connect.core.initialized`).
    #[wasm_bindgen(js_name = isInitialized)]
    pub(crate) fn is_initialized(library: &Library) -> bool;
    /// Whether agent data came (`connect.agent.initialized`).
    #[wasm_bindgen(js_name = hasAgent)]
    pub(crate) fn has_agent(library: &Library) -> bool;
    /// The `ccpUrl` of a running `initCCP`; `None` before, and after `terminate()`.
    #[wasm_bindgen(js_name = connectedTo)]
    pub(crate) fn connected_to(library: &Library) -> Option<String>;
    /// `initCCP`, and a subscription for each name; gives the subscriptions.
    #[wasm_bindgen(catch)]
    pub(crate) fn start(
        library: &Library,
        container: &Element,
        options: &JsValue,
        names: &Array,
        hear: &JsValue,
    ) -> Result<JsValue, JsValue>;
    /// Ends subscriptions.
    pub(crate) fn stop(subscriptions: &JsValue);
    /// `connect.core.terminate()`, and takes the panel off the page.
    pub(crate) fn terminate(library: &Library);
    /// The last agent data: `{configuration, snapshot}`; `undefined` before the first.
    #[wasm_bindgen(js_name = agentData)]
    pub(crate) fn agent_data(library: &Library) -> JsValue;
    /// The raw data of a living contact; `undefined` once it is gone.
    #[wasm_bindgen(js_name = contactData)]
    pub(crate) fn contact_data(library: &Library, contact_id: &str) -> JsValue;
    /// The raw data a contact object of an event stands for; `undefined` once it is gone.
    #[wasm_bindgen(js_name = dataOf)]
    pub(crate) fn data_of(library: &Library, contact: &JsValue) -> JsValue;
    /// What was thrown or refused: `[kind, message, status, raw]`.
    pub(crate) fn failure(value: &JsValue) -> Array;
    /// Asks the agent, a contact or a connection of one. Gives a word and what belongs to it.
    pub(crate) fn ask(
        library: &Library,
        contact_id: Option<&str>,
        connection_id: Option<&str>,
        method: &str,
        before: &Array,
        beside: &JsValue,
        ms: u32,
    ) -> Promise;
    /// `agent.setState`, by name.
    #[wasm_bindgen(js_name = chooseState)]
    pub(crate) fn choose_state(library: &Library, name: &str, enqueue: bool, ms: u32) -> Promise;
    /// `agent.getEndpoints`.
    #[wasm_bindgen(js_name = quickConnects)]
    pub(crate) fn quick_connects(library: &Library, queues: &Array, ms: u32) -> Promise;
    /// Tells the agent, or the core about a contact, something that nobody answers.
    pub(crate) fn tell(library: &Library, method: &str, contact_id: Option<&str>) -> Array;
}
