//! The softphone core: what the page gives a session, status line, self-check.
//!
//! Thin: a `session::Session` drives the desk; this carries out what it decides and reports what happens. It is the only
//! place that knows the words of both sides, Salesforce and Amazon Connect on one, effects and replies on the other.

#![cfg_attr(not(test), deny(clippy::unwrap_used))]

mod apex;
mod connect;
mod connect_api;
mod console;
mod expose;
mod host;
mod journal;
mod logs;
mod page;
mod panics;
mod phone;
mod ports;
mod records;
mod reply;
mod reporter;
mod salesforce;
mod settings;
mod softphone;
mod softphone_layout;
mod store;
mod tabs;
mod telephony;

use std::rc::Rc;

use desk::Event;
use reporter::{Inbox, Input};
use wasm_bindgen::prelude::*;

/// The standard library's allocator for wasm weighs three times as much.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The softphone at work, for as long as the page holds it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Phone(Rc<softphone::Softphone>);

/// Starts the softphone. Called once by `www/adapter/boot.js`, with the function that takes messages for the panel
/// (JSON text, `panel_protocol::PanelView`) and the one that takes what a panic says. The first must return before it calls
/// anything of this module.
///
/// # Errors
/// A sentence for people, when the page does not have the shape of `www/adapter/index.html`.
#[wasm_bindgen]
pub fn start(tell: js_sys::Function, panicked: js_sys::Function) -> Result<Phone, JsError> {
    panics::report_to(panicked);
    softphone::Softphone::start(tell).map(Phone).map_err(|error| JsError::new(&error.to_string()))
}

#[wasm_bindgen]
impl Phone {
    /// Takes a message of the panel or of a button of the page (`panel_protocol::Gesture`). One that cannot be read is
    /// ignored.
    pub fn hear(&self, message: &str) {
        self.0.report(Event::Pressed { message: message.to_owned() });
    }

    /// The page has measured what it shows: it needs this height, in CSS pixels.
    pub fn fit(&self, px: u32) {
        self.0.report(Event::Content { px });
    }

    /// Another page of this browser has written what flows share; an empty text when it is gone.
    pub fn share(&self, text: String) {
        self.0.report(Event::Properties { text });
    }

    /// The page is in view again.
    pub fn visible(&self) {
        self.0.report(Event::Visible);
        // Timers of a page that was frozen or hidden come late.
        self.0.take(Input::Wake);
    }

    /// The page goes on after the browser had frozen it, or kept it for the way back.
    pub fn resumed(&self) {
        self.0.report(Event::Resumed);
        self.0.take(Input::Wake);
    }

    /// The page is not in view any more.
    pub fn hidden(&self) {
        self.0.report(Event::Hidden);
    }

    /// The browser has a network again.
    pub fn online(&self) {
        self.0.report(Event::Online);
    }

    /// Takes the language file, or an empty text when there is none to be had: codes have to do then.
    pub fn speak(&self, words: &str) {
        page::speak(words);
        self.0.words_changed();
    }
}

/// Panics, so that tests see what becomes of it. Not in a release.
#[cfg(debug_assertions)]
#[wasm_bindgen]
pub fn fall() {
    panic!("asked to fall");
}
