//! The agent's panel: who is on the line, call logs, and the drawer over the Contact Control Panel.
//!
//! A module of its own, which the page loads after the phone is ready. It talks to the core by [messages](panel_protocol) and
//! decides nothing: what it paints the core has told it, what is pressed it tells the core. When it traps the phone goes on
//! working, and the page offers to start another one (`www/adapter/panel.js`).
//!
//! It has the signals of leptos and none of its views: those make a type of every element, and three times the bytes. What is painted
//! are [parts](element); texts become text nodes, those of other people inside `bdi`.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used))]
#![forbid(unsafe_code)]

mod actions;
mod activity;
mod announcer;
pub mod attributes;
mod caller;
mod clipboard;
mod contact;
pub mod data;
mod drawer;
mod element;
mod failure;
mod focus;
mod intl;
mod language;
mod log;
mod notifications;
mod outbox;
mod panel;
mod panics;
mod reactive;
mod reason;
mod recording;
mod ringing;
mod saves;
pub mod settings;
pub mod setup;
mod store;
mod tabs;
mod todo;
pub mod words;

use std::cell::Cell;

use any_spawner::Executor;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::element::DomNode;
use crate::panel::Panel;
use crate::reactive::{Owner, Set as _};
use crate::words::Words;
use panel_protocol::PanelView;

/// The standard library's allocator for wasm weighs three times as much.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static PANEL: Cell<Option<Panel>> = const { Cell::new(None) };
    /// Messages that were not taken.
    static IGNORED: Cell<u32> = const { Cell::new(0) };
}

/// Mounts the panel. `words` is the language file, `language` the tag for numbers and times, `tell` takes the messages for the core, `panicked`
/// what a panic says.
#[wasm_bindgen]
pub fn start(words: &str, language: &str, tell: js_sys::Function, panicked: js_sys::Function) {
    panics::report_to(panicked);
    // Refused the second time, when it is there.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let panel = owner.with(|| Panel::new(Words::read(words), language, tell));
    PANEL.set(Some(panel));
    owner.with(|| {
        ringing::listen(panel);
        mount("panel", panel, |panel| {
            vec![
                announcer::call(panel),
                contact::contact(panel),
                notifications::lines(panel),
                notifications::dialog(panel),
                caller::caller(panel),
                todo::todos(panel),
                outbox::outbox(panel),
                saves::saves(panel),
            ]
        });
        actions::listen(panel);
        mount("drawer", panel, |panel| vec![drawer::drawer(panel)]);
    });
    // As long as the page.
    std::mem::forget(owner);
}

/// Another language: the same panel in other words.
#[wasm_bindgen]
pub fn speak(words: &str, language: &str) {
    if let Some(panel) = PANEL.get() {
        panel.speak(Words::read(words), language);
    }
}

/// Takes a message of the core. One that cannot be read is ignored, counted and named in the console.
#[wasm_bindgen]
pub fn hear(message: &str) {
    let Some(panel) = PANEL.get() else { return };
    match PanelView::from_message(message) {
        Ok(view) => panel.view.set(view),
        Err(error) => {
            IGNORED.set(IGNORED.get() + 1);
            console_warn(&format!("[CTI ADAPTER]: a message to the panel is ignored: {error}"));
        }
    }
}

/// Takes what was asked for, the recording of the runs or what is not saved: a message of its own, for `js/runs.js` alone.
#[wasm_bindgen]
pub fn answer(message: &str) {
    let Some(panel) = PANEL.get() else { return };
    if !activity::receive_unsaved(panel, message) {
        activity::receive_recording(panel, message);
    }
}

/// How many messages were not taken. For whoever looks for the reason of a panel that stands still.
#[wasm_bindgen]
pub fn ignored() -> u32 {
    IGNORED.get()
}

/// Panics, so that tests see what becomes of it. Not in a release.
#[cfg(debug_assertions)]
#[wasm_bindgen]
pub fn fall() {
    panic!("asked to fall");
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = warn)]
    fn console_warn(text: &str);
}

/// Mounts a part in its place of `www/adapter/index.html`.
fn mount(id: &str, panel: Panel, paint: fn(Panel) -> Vec<DomNode>) {
    if let Some(place) = reactive::element(id) {
        panel.spoken(DomNode(place.into()), paint);
    }
}
