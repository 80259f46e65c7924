//! What a panic says before it ends this module: handed to the page, whose scripts outlive it.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsValue;

thread_local! {
    static PAGE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// From now on `page` is called with message and place of a panic.
pub(crate) fn report_to(page: Function) {
    PAGE.set(Some(page));
    std::panic::set_hook(Box::new(|panic| {
        let text = JsValue::from_str(&panic.to_string());
        PAGE.with_borrow(|page| page.as_ref().map(|page| page.call1(&JsValue::NULL, &text)));
    }));
}
