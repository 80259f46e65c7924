//! The softphone core: boot, performer, status line, self-check.
//!
//! Thin: it carries out what the desk decides and reports what happens. It is the only place that knows the words of
//! both sides, Salesforce and Amazon Connect on one, effects and replies on the other.

#![cfg_attr(not(test), deny(clippy::unwrap_used))]

mod connect;
mod connect_api;
mod core;
mod expose;
mod page;
mod panics;
mod performer;
mod phone;
mod records;
mod salesforce;
mod settings;
mod store;

use wasm_bindgen::prelude::*;

/// The standard library's allocator for wasm weighs three times as much.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Starts the softphone. Called once by `www/adapter/boot.js`, with the function that takes messages for the panel
/// (JSON text, `panel_protocol::PanelView`) and the one that takes what a panic says. The first must return before it calls
/// anything of this module.
///
/// # Errors
/// A sentence for people, when the page does not have the shape of `www/adapter/index.html`.
#[wasm_bindgen]
pub fn start(tell: js_sys::Function, panicked: js_sys::Function) -> Result<(), JsError> {
    panics::report_to(panicked);
    core::start(tell).map_err(|error| JsError::new(&error.to_string()))
}

/// Takes a message of the panel or of a button of the page (`panel_protocol::Gesture`).
#[wasm_bindgen]
pub fn hear(message: &str) {
    core::hear(message);
}

/// The page has measured what it shows: it needs this height, in CSS pixels.
#[wasm_bindgen]
pub fn fit(px: u32) {
    core::dispatch(desk::Event::Content { px });
}

/// Another page of this browser has written what flows share; an empty text when it is gone.
#[wasm_bindgen]
pub fn share(text: String) {
    core::dispatch(desk::Event::Properties { text });
}

/// Takes the language file, or an empty text when there is none to be had: codes have to do then.
#[wasm_bindgen]
pub fn speak(words: &str) {
    core::speak(words);
}

/// Panics, so that tests see what becomes of it. Not in a release.
#[cfg(debug_assertions)]
#[wasm_bindgen]
pub fn fall() {
    panic!("asked to fall");
}
