//! `bench engine`: the flow engine natively, in Chrome and in Node, beside other engines on the same flow.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;
use wasm_bindgen_cli_support::Bindgen;

use crate::build::{self, BENCH_ENGINE, Profile};
use crate::wasm_toolchain::{TARGET, WasmToolchain};
use crate::{paths, process, setup};

/// The engines to compare with. They are large and no part of the project: they go to the user's cache.
const OTHERS: [&str; 2] = ["rete@1.5.2", "node-red@5.0.7"];

/// Cargo's profile for whoever embeds the engine where nobody downloads it.
const ENGINE: &str = "engine";

/// Measures everything in one run and prints the tables of `docs/performance.md`.
///
/// # Errors
/// Set-up or a build failed, or an engine did not do what the flow says.
pub fn bench() -> Result<()> {
    let (wasm, native) = setup::everything()?;
    let target = paths::target().join("bench-engine");
    let shipped = shipped(wasm)?;
    let embedded = embedded(wasm, &target.join("embedded"))?;
    let mut cargo = native.cargo();
    cargo.args([
        "build",
        "--quiet",
        "--profile",
        ENGINE,
        "--package",
        "bench-engine",
        "--bin",
        "bench-engine",
    ]);
    cargo.arg("--target-dir").arg(target.join("native"));
    process::run(&mut cargo)?;

    let places = json!({
        "native": target.join("native").join(ENGINE).join("bench-engine"),
        "shipped": shipped,
        "embedded": embedded,
        "others": others(),
        "chrome": setup::chrome(),
    });
    let mut node = Command::new("node");
    node.current_dir(paths::root()).arg("crates/bench-engine/js/bench.mjs").arg(places.to_string());
    process::run(&mut node)
}

/// Builds the wasm by the very steps of the page's release, so that the numbers are the product's; the folder of its glue.
fn shipped(toolchain: WasmToolchain) -> Result<PathBuf> {
    let _lock = build::lock("build")?;
    let module = build::compile(BENCH_ENGINE, Profile::Release, toolchain)?;
    build::glue(BENCH_ENGINE, Profile::Release, &module)?;
    Ok(build::glue_dir(BENCH_ENGINE, Profile::Release))
}

/// Builds the wasm as a server or a test runner would embed it: nobody downloads it, so it is built for speed. The folder of
/// its glue.
fn embedded(toolchain: WasmToolchain, target: &Path) -> Result<PathBuf> {
    let mut cargo = toolchain.cargo();
    cargo.args([
        "build",
        "--quiet",
        "--profile",
        ENGINE,
        "--lib",
        "--package",
        BENCH_ENGINE.name,
        "--target",
        TARGET,
    ]);
    cargo.arg("--target-dir").arg(target);
    process::run(&mut cargo)?;
    let out = target.join("pkg");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(target.join(TARGET).join(ENGINE).join("bench_engine.wasm")).typescript(false);
    bindgen.web(true).context("wasm-bindgen: target web")?;
    bindgen.generate(&out).context("wasm-bindgen refused the benchmark")?;
    Ok(out)
}

/// The folder with the other engines, installed on first use. What cannot be installed is not measured, and said so.
fn others() -> PathBuf {
    let folder = paths::cache().join("bench-engine");
    let there = OTHERS.iter().all(|package| {
        let name = package.split('@').next().unwrap_or_default();
        folder.join("node_modules").join(name).is_dir()
    });
    if !there {
        println!("  … npm install {} (about 120 MB, into {})", OTHERS.join(" "), folder.display());
        if let Err(error) = install(&folder) {
            println!("the other engines cannot be installed, so they are not measured: {error:#}");
        }
    }
    folder
}

fn install(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    std::fs::write(folder.join("package.json"), "{ \"private\": true }\n").context("cannot write")?;
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args([
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    process::run_quietly(npm.args(OTHERS))
}
