//! Pages are built as the field builds them: stable compiler, wasm-bindgen, wasm-opt, esbuild. Time is measured, bytes are watched.

use super::tree::{Text, forbid, texts};

/// Everything that takes part in a build, but for the tests that name what they look for.
fn builders() -> Vec<Text> {
    let files = texts(&["Cargo.toml", "crates", "fuzz", "www", ".ci"]);
    assert!(files.iter().any(|file| file.path == "Cargo.toml"), "the workspace's own manifest is read");
    files.into_iter().filter(|file| !file.path.starts_with("crates/xtask/tests/invariants")).collect()
}

#[test]
fn unstable_options_are_for_set_up_and_fuzzing_only() {
    let allowed = ["crates/xtask/src/setup/std_from_source.rs", "crates/xtask/src/fuzz.rs"];
    let others: Vec<_> =
        builders().into_iter().filter(|file| !allowed.contains(&file.path.as_str())).collect();
    let advice = "A release is built by the stable compiler with the standard library it comes with.";
    forbid(&others, &["RUSTC_BOOTSTRAP", "build-std", "-Zunstable", "cargo-features"], advice);
}

#[test]
fn a_panic_keeps_its_message_and_place() {
    let words = ["immediate-abort", "panic_immediate_abort", "location-detail", "fmt-debug"];
    forbid(&builders(), &words, "A phone that stops must say of what.");
}

#[test]
fn modules_travel_as_wasm_bindgen_and_wasm_opt_made_them() {
    let words = ["wasmparser", "wasm-encoder", "wasm_encoder", "walrus", "customSections"];
    let advice = "No own container, no surgery: the browser compiles a module while it downloads, and keeps it compiled.";
    forbid(&builders(), &words, advice);
}

#[test]
fn every_page_has_every_block() {
    let words = ["SWITCHBOARD_BLOCKS", "option_env!"];
    forbid(
        &builders(),
        &words,
        "A deployment is data beside a page that was built without knowing any flow.",
    );
}
