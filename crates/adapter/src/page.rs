//! The page the phone lives in: elements, words, storage, console. All of it is `js/page.js`; what goes there are plain
//! texts.

use desk::{Notice, Relayed, View};
use flow::LogLevel;
use js_sys::{Array, Promise};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    /// Takes the language file; an empty text when there is none to be had.
    pub(crate) fn speak(words: &str);
    fn paint(
        status: &str,
        key: &str,
        agent: &str,
        sign_in: bool,
        mode: &str,
        message: &str,
        problems: &Array,
        language: &str,
        elsewhere: Option<&str>,
    );
    fn announce(key: &str, about: &str, reason: &JsValue, seen: bool, replaces: Option<&str>);
    /// The sentence of a key with its number of minutes or things; the key where there is none.
    pub(crate) fn label(key: &str, number: f64) -> String;
    #[wasm_bindgen(js_name = element)]
    fn find(id: &str) -> Option<Element>;
    fn baked(id: &str) -> Option<String>;
    /// Marks a moment for the browser's developer tools and `cargo xtask bench`.
    pub(crate) fn mark(name: &str);
    #[wasm_bindgen(js_name = steadyNow)]
    fn steady_now() -> f64;
    /// Milliseconds by which the computer's clock is ahead of [`now`].
    #[wasm_bindgen(js_name = wallAhead)]
    pub(crate) fn wall_ahead() -> f64;
    /// Why a frame of this address may be silent: `policy`, `network`, `cookies`, or undefined.
    pub(crate) fn obstacle(url: &str) -> Promise;
    /// Calls back as soon as the page is free, also in a hidden tab. A later call replaces an earlier one.
    pub(crate) fn soon(callback: &JsValue);
    /// Opens a window, which browsers only do in the task of a click.
    #[wasm_bindgen(js_name = openWindow)]
    pub(crate) fn open_window(url: &str, name: &str);
    fn log(level: &str, text: &str, data: &str);
    /// Minutes by which the clock of this place is ahead of UTC.
    #[wasm_bindgen(js_name = utcOffset)]
    pub(crate) fn utc_offset() -> i32;
    /// Whether the browser lets this page have a storage of this name.
    pub(crate) fn remembers(storage: &str) -> bool;
    /// What a storage has under a key.
    pub(crate) fn recall(storage: &str, key: &str) -> Option<String>;
    /// Puts something into a storage, if it can be had; whether there was room.
    pub(crate) fn keep(storage: &str, key: &str, text: &str) -> bool;
    /// Whether the browser is taking this page away.
    #[wasm_bindgen(js_name = isLeaving)]
    pub(crate) fn is_leaving() -> bool;
    /// The keys of a storage that begin so.
    pub(crate) fn keys(storage: &str, prefix: &str) -> Vec<String>;
    /// Takes something out of a storage.
    pub(crate) fn forget(storage: &str, key: &str);
    /// The copy of an adapter record of the org around this page.
    #[wasm_bindgen(js_name = recallFlows)]
    pub(crate) fn recall_flows(adapter: &str) -> Option<String>;
    /// Keeps such a copy, or forgets it.
    #[wasm_bindgen(js_name = keepFlows)]
    pub(crate) fn keep_flows(adapter: &str, copy: Option<&str>);
    /// The origin of the org around this page.
    pub(crate) fn org() -> String;
    /// Names this page among the tabs of the browser.
    pub(crate) fn tab() -> String;
    /// Whether the agent sees it.
    #[wasm_bindgen(js_name = isVisible)]
    pub(crate) fn is_visible() -> bool;
    /// 0 to 1,000, by chance.
    pub(crate) fn spread() -> u32;
    /// How many pages of this softphone are open in this browser.
    pub(crate) fn pages() -> Promise;
    /// Tells the page around the softphone of a run.
    pub(crate) fn expose(message: &str);
}

/// Why the page cannot be used.
#[derive(Debug, Error)]
pub(crate) enum PageError {
    /// Page and core are of different versions.
    #[error("the page has no element with the id {0}; page and core are of different versions")]
    Missing(&'static str),
    /// The configuration in the page is broken.
    #[error("the configuration in the page cannot be read: {0}")]
    Configuration(String),
}

/// The text of a data block.
pub(crate) fn block(id: &'static str) -> Result<String, PageError> {
    baked(id).ok_or(PageError::Missing(id))
}

/// An element of the page.
pub(crate) fn element(id: &'static str) -> Result<Element, PageError> {
    find(id).ok_or(PageError::Missing(id))
}

/// Paints status line, mode and findings; everything else is the panel's, a module of its own (`crates/overlay`).
pub(crate) fn show(view: &View) {
    let problems = Array::new();
    for problem in &view.problems {
        let finding = problem.finding();
        for text in [finding.code, finding.name, &finding.detail, finding.allowed] {
            problems.push(&text.into());
        }
        for flag in [finding.stops, finding.also] {
            problems.push(&flag.into());
        }
    }
    let agent = view.agent.as_ref().map(|agent| format!("{} · {}", agent.name, agent.state));
    paint(
        status(view),
        view.status.key(),
        agent.as_deref().unwrap_or_default(),
        view.sign_in,
        view.mode.name(),
        &view.message,
        &problems,
        &view.language,
        view.elsewhere.as_deref(),
    );
}

/// What the status light shows.
pub(crate) fn status(view: &View) -> &'static str {
    match view.status {
        desk::Status::Ready => "ready",
        desk::Status::Stopped => "stopped",
        _ => "starting",
    }
}

/// Says something once; as soon as there are words.
pub(crate) fn say(notice: &Notice) {
    let said = notice.message();
    let reason = said.reason.map(|reason| reason.text().map_or(JsValue::NULL, JsValue::from));
    announce(said.key, said.about, &reason.unwrap_or(JsValue::UNDEFINED), said.seen, said.replaces);
}

/// Says what another tab has said.
pub(crate) fn relay(said: &Relayed) {
    let reason = match &said.reason {
        Some(reason) => JsValue::from_str(reason),
        None if said.is_unanswered => JsValue::NULL,
        None => JsValue::UNDEFINED,
    };
    announce(&said.key, &said.about, &reason, said.is_seen, None);
}

/// The page's clock, milliseconds since the Unix epoch. It is steady: nobody sets it, and no zone or daylight saving moves it.
pub(crate) fn now() -> flow::Millis {
    steady_now() as flow::Millis
}

/// Writes a warning to the console.
pub(crate) fn warn(text: &str) {
    line(LogLevel::Warn, text);
}

/// Writes a line to the console.
pub(crate) fn line(level: LogLevel, text: &str) {
    line_about(level, text, "");
}

/// The same, with data as JSON text.
pub(crate) fn line_about(level: LogLevel, text: &str, data: &str) {
    let method = match level {
        LogLevel::Debug => "debug",
        LogLevel::Info => "info",
        LogLevel::Warn => "warn",
        LogLevel::Error => "error",
    };
    log(method, text, data);
}
