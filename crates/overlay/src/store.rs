//! What the browser keeps for the panel. A strict browser keeps nothing; then the panel begins anew.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::reactive::window;

/// How long something is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kept {
    /// From one day to the next (`localStorage`).
    Always,
    /// As long as this browser tab is open; a reload is no end (`sessionStorage`).
    Session,
}

/// What was kept under a name.
pub(crate) fn read(kept: Kept, name: &str) -> Option<String> {
    read_as(kept, &["switchboard.panel.", name].concat())
}

/// What was kept under a key that is not the panel's own.
pub(crate) fn read_as(kept: Kept, key: &str) -> Option<String> {
    Reflect::get(&storage(kept)?, &JsValue::from_str(key)).ok()?.as_string()
}

/// Keeps a text under a name.
pub(crate) fn write(kept: Kept, name: &str, text: &str) {
    if let Some(storage) = storage(kept) {
        // Refused when full: nothing the agent would miss.
        let _ = Reflect::set(&storage, &key(name), &JsValue::from_str(text));
    }
}

/// Keeps nothing under a name any more.
pub(crate) fn forget(kept: Kept, name: &str) {
    if let Some(storage) = storage(kept) {
        let _ = Reflect::delete_property(&storage.into(), &key(name));
    }
}

/// Asking for it throws where it is denied.
fn storage(kept: Kept) -> Option<JsValue> {
    let name = match kept {
        Kept::Always => "localStorage",
        Kept::Session => "sessionStorage",
    };
    Reflect::get(&window(), &JsValue::from_str(name)).ok().filter(JsValue::is_object)
}

fn key(name: &str) -> JsValue {
    JsValue::from_str(&["switchboard.panel.", name].concat())
}
