//! Every method and event against a strict fake, in a browser.
#![cfg(target_arch = "wasm32")]

mod console;
mod convention;
mod events;
mod fake;
mod presence;
mod shapes;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
