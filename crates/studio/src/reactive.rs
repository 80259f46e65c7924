//! The signals of leptos, and what of the browser every part needs.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Window};

pub(crate) use reactive_graph::effect::RenderEffect;
pub(crate) use reactive_graph::graph::untrack;
pub(crate) use reactive_graph::owner::{Owner, StoredValue, on_cleanup};
pub(crate) use reactive_graph::prelude::*;
pub(crate) use reactive_graph::signal::ArcRwSignal;

/// The page's window.
pub(crate) fn window() -> Window {
    js_sys::global().unchecked_into()
}

/// The page's document.
pub(crate) fn document() -> Document {
    window().document().unwrap_or_else(|| unreachable!("a page has a document"))
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(act: &JsValue, ms: u32) -> i32;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: i32);
}

/// Something that is done later, once; asking again puts it off.
#[derive(Debug, Default)]
pub(crate) struct Later(std::cell::Cell<Option<i32>>);

impl Later {
    /// Does it after so many milliseconds, in place of what was to be done before.
    pub(crate) fn after(&self, ms: u32, act: impl FnOnce() + 'static) {
        self.stop();
        self.0.set(Some(set_timeout(&Closure::once_into_js(act), ms)));
    }

    /// Does not do it after all.
    pub(crate) fn stop(&self) {
        if let Some(timer) = self.0.take() {
            clear_timeout(timer);
        }
    }
}

/// Does something as soon as what is being done now is done.
pub(crate) fn soon(act: impl FnOnce() + 'static) {
    set_timeout(&Closure::once_into_js(act), 0);
}

/// Does something after so many milliseconds.
pub(crate) fn later(ms: u32, act: impl FnOnce() + 'static) {
    set_timeout(&Closure::once_into_js(act), ms);
}
