//! The softphone core: boot, performer, status line, self-check.
//!
//! Thin: it carries out what the desk decides and reports what happens. It is the only place that knows the words of
//! both sides, Salesforce and Amazon Connect on one, effects and replies on the other.

#![cfg_attr(not(test), deny(clippy::unwrap_used))]

mod connect;
mod core;
mod dom;
mod expose;
mod panels;
mod performer;
mod phone;
mod salesforce;
mod settings;
mod store;
mod text;

use wasm_bindgen::prelude::*;

/// Starts the softphone. Called once by `www/adapter/boot.js`.
///
/// # Errors
/// A sentence for people, when the page does not have the shape of `www/adapter/index.html`.
#[wasm_bindgen]
pub fn start() -> Result<(), JsError> {
    core::start().map_err(|error| JsError::new(&error.to_string()))
}
