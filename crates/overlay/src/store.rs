//! What the browser keeps for the panel from one day to the next. A strict browser keeps nothing; then the panel begins anew.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// What was kept under a name.
pub(crate) fn read(name: &str) -> Option<String> {
    Reflect::get(&storage()?, &key(name)).ok()?.as_string()
}

/// Keeps a text under a name.
pub(crate) fn write(name: &str, text: &str) {
    if let Some(storage) = storage() {
        // Refused when full: nothing the agent would miss.
        let _ = Reflect::set(&storage, &key(name), &JsValue::from_str(text));
    }
}

/// `localStorage`; asking for it throws where it is denied.
fn storage() -> Option<JsValue> {
    Reflect::get(&window(), &JsValue::from_str("localStorage")).ok().filter(JsValue::is_object)
}

fn key(name: &str) -> JsValue {
    JsValue::from_str(&["switchboard.panel.", name].concat())
}
