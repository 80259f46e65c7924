//! The studio: the page in which admins draw CTI Flows.
//!
//! It edits documents by `flow::edit` and has no edits of its own; it keeps them through a [`library::Library`]. Pages: the list of
//! flows ([`list`]), the record of a flow ([`record`]) and the editor ([`editor`]), whose state is a [`stage::Stage`]. Elements are
//! made as in the agent's panel ([`element`]): all of one type, following the signals of leptos.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used))]

mod actions;
mod app;
mod argument;
mod canvas;
mod clipboard;
mod detail;
mod dialog;
mod drafts;
mod editor;
mod element;
mod explorer;
mod files;
mod findings;
mod geometry;
mod importing;
mod keys;
mod library;
mod list;
mod palette;
mod picker;
mod picture;
mod placed;
mod pointer;
mod reactive;
mod record;
mod rows;
mod saving;
mod size;
mod stage;
mod templates;
mod trial;
mod values;
mod versions;

use any_spawner::Executor;
use reactive_graph::owner::Owner;
use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the page.
#[wasm_bindgen(start)]
pub fn start() {
    // Set once; a page starts once.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(app::mount);
    // The page lives as long as its tab.
    std::mem::forget(owner);
}
