//! The workbench: a page that looks like a Lightning console, around the real softphone page.
//!
//! It is a view of a world in the simulator host and holds no truth of its own: [`session`] follows the world's
//! view, the other modules paint it and send acts. [`relay`] carries Open CTI between the softphone's frame and the
//! world. `docs` for the endpoints it uses: `crates/sim-host/src/api.rs`.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used))]

mod app;
mod flows;
mod header;
mod icons;
mod notices;
mod pages;
mod record;
mod relay;
mod runs;
mod session;
mod softphone;
mod strip;
mod timeline;
mod view;
mod wire;
mod words;

use leptos::mount::mount_to_body;
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the page. A `?scenario=` in the address is played once; a reload of the page does not play it again.
#[wasm_bindgen(start)]
pub fn start() {
    let scenario = take_scenario();
    if let Some(notice) = document().get_element_by_id("boot") {
        notice.remove();
    }
    mount_to_body(move || app::app(scenario));
}

/// The scenario in the address, which is taken out of it.
fn take_scenario() -> Option<String> {
    let location = window().location();
    let search = location.search().ok()?;
    let scenario = web_sys::UrlSearchParams::new_with_str(&search).ok()?.get("scenario")?;
    let path = location.pathname().ok()?;
    let history = window().history().ok()?;
    history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path)).ok()?;
    Some(scenario)
}
