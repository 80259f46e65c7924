//! The bindings against the real, unmodified library and a scripted Contact Control Panel.
//!
//! `npm ci` first, then `wasm-pack test --headless --chrome crates/streams`.

#![cfg(target_arch = "wasm32")]
#![allow(
    unreachable_pub,
    reason = "a test program has no public items; `pub` here means \"for the other files\""
)]

#[cfg(library_missing)]
compile_error!(
    "the browser tests run the real library: run `npm ci` in the repository's root, then test again"
);

#[cfg(not(library_missing))]
mod page;
#[cfg(not(library_missing))]
mod requests;
#[cfg(not(library_missing))]
mod scenarios;
#[cfg(not(library_missing))]
mod sessions;
#[cfg(not(library_missing))]
mod snapshots;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
