//! Every method against a strict fake, in a browser.
#![cfg(target_arch = "wasm32")]

mod convention;
mod fake;
mod listeners;
mod locate;
mod methods;
mod shapes;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
