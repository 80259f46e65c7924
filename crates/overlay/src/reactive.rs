//! The library's signals, and what of the browser every part needs.

use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement, Window};

pub(crate) use reactive_graph::computed::Memo;
pub(crate) use reactive_graph::effect::{Effect, RenderEffect};
pub(crate) use reactive_graph::graph::untrack;
pub(crate) use reactive_graph::owner::{LocalStorage, Owner, StoredValue, on_cleanup};
pub(crate) use reactive_graph::prelude::*;
pub(crate) use reactive_graph::signal::{RwSignal, Trigger};

/// The page's window.
pub(crate) fn window() -> Window {
    js_sys::global().unchecked_into()
}

/// The page's document.
pub(crate) fn document() -> Document {
    window().document().unwrap_or_else(|| unreachable!("a page has a document"))
}

/// The element of an id.
pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// A property; undefined when there is none.
pub(crate) fn property(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(act: &JsValue, ms: u32) -> i32;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: i32);
}

/// Something that is done later.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timer(i32);

impl Timer {
    /// Does it after so many milliseconds.
    pub(crate) fn after(ms: u32, act: Box<dyn FnOnce()>) -> Timer {
        Timer(set_timeout(&Closure::once_into_js(act), ms))
    }

    /// Cancels the timer.
    pub(crate) fn stop(self) {
        clear_timeout(self.0);
    }
}
