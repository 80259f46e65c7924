//! The groups of tests and how each is run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::tally::Tally;
use crate::wasm_toolchain::{TARGET, WasmToolchain};
use crate::{paths, process, setup};

/// A group of tests that can be run by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Formatting.
    Format,
    /// Clippy, all warnings counted as errors.
    Lint,
    /// What runs without a browser, the simulator's contract and the invariants included.
    Native,
    /// What runs in headless Chrome through wasm-bindgen's runner.
    Wasm,
    /// Only the simulator against the platforms' contracts.
    SimContract,
    /// Only the comparisons with Node, lodash and libphonenumber-js.
    Differential,
    /// Only the invariants of the architecture.
    Invariants,
    /// Whole calls in headless Chrome.
    EndToEnd,
}

/// What this machine runs tests with.
#[derive(Debug, Clone)]
pub struct Machine {
    /// This program. Looked up before any test: a test group may rebuild it, and then it has no name any more.
    pub program: PathBuf,
    /// The one that can build for wasm.
    pub wasm: WasmToolchain,
    /// The one of this clone.
    pub native: WasmToolchain,
}

/// Crates with tests that need a browser.
const IN_BROWSER: [&str; 3] = ["opencti", "streams", "adapter"];

impl Group {
    /// What a run without words runs: everything, each test once.
    pub const ALL: [Self; 5] = [Self::Format, Self::Lint, Self::Native, Self::Wasm, Self::EndToEnd];

    /// Groups whose cases have names to choose by.
    pub const FILTERABLE: [Self; 3] = [Self::Native, Self::Wasm, Self::EndToEnd];

    /// The group of that name, as typed after `cargo xtask test`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "fmt" => Self::Format,
            "clippy" => Self::Lint,
            "native" => Self::Native,
            "wasm" => Self::Wasm,
            "sim-contract" => Self::SimContract,
            "differential" => Self::Differential,
            "invariants" => Self::Invariants,
            "e2e" => Self::EndToEnd,
            _ => return None,
        })
    }

    /// What the group is called in the summary.
    pub fn title(self) -> &'static str {
        match self {
            Self::Format => "formatting",
            Self::Lint => "clippy",
            Self::Native => "native tests",
            Self::Wasm => "wasm tests in Chrome",
            Self::SimContract => "simulator contract",
            Self::Differential => "differential tests",
            Self::Invariants => "invariants",
            Self::EndToEnd => "end-to-end tests",
        }
    }

    /// Runs the group.
    ///
    /// # Errors
    /// Its program could not be started.
    pub fn run(self, machine: &Machine, filters: &[&str]) -> Result<Tally> {
        let mut native = machine.native.cargo();
        match self {
            Self::Format => check(native.args(["fmt", "--all", "--check"])),
            Self::Lint => check(native.args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--quiet",
                "--",
                "-D",
                "warnings",
            ])),
            Self::Native => count(native.args(["test", "--workspace", "--no-fail-fast", "--"]).args(filters)),
            Self::SimContract => {
                count(native.args(["test", "-p", "sim", "--test", "contract", "--"]).args(filters))
            }
            Self::Differential => {
                let words = "test -p flow --test differential -p cti --test phones --";
                count(native.args(words.split(' ')).args(filters))
            }
            Self::Invariants => {
                count(native.args(["test", "-p", "xtask", "--test", "invariants", "--"]).args(filters))
            }
            Self::Wasm => wasm(machine.wasm, filters),
            Self::EndToEnd => end_to_end(&machine.program, filters),
        }
    }
}

fn wasm(toolchain: WasmToolchain, filters: &[&str]) -> Result<Tally> {
    let mut cargo = toolchain.cargo();
    cargo.args(["test", "--no-fail-fast", "--lib", "--tests", "--target", TARGET, "--target-dir"]);
    cargo.arg(paths::wasm_target());
    for package in IN_BROWSER {
        cargo.args(["-p", package]);
    }
    cargo.arg("--").args(filters);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", setup::tool("wasm-bindgen-test-runner"));
    // Each crate says in its code that its tests want a browser; this makes one that forgets fail.
    cargo.env("WASM_BINDGEN_TEST_ONLY_WEB", "1");
    if let Some(driver) = setup::chromedriver() {
        cargo.env("CHROMEDRIVER", driver);
    }
    count(&mut cargo)
}

fn end_to_end(program: &Path, filters: &[&str]) -> Result<Tally> {
    let mut node = Command::new("node");
    node.current_dir(paths::root()).arg("tests/e2e/run.mjs").args(filters);
    node.env("SWITCHBOARD_XTASK", program);
    if let Some(chrome) = setup::chrome() {
        node.env("SWITCHBOARD_CHROME", chrome);
    }
    count(&mut node)
}

/// One check that passes or fails as a whole.
fn check(command: &mut Command) -> Result<Tally> {
    let text = process::line(command);
    let status = command.status().with_context(|| format!("cannot start `{text}`"))?;
    Ok(if status.success() { Tally { passed: 1, failed: 0 } } else { Tally { passed: 0, failed: 1 } })
}

/// Runs a test runner. Its progress (stderr) passes through; its cases (stdout) are counted, and shown if any failed.
fn count(command: &mut Command) -> Result<Tally> {
    let text = process::line(command);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let output = child.spawn().and_then(std::process::Child::wait_with_output);
    let output = output.with_context(|| format!("cannot start `{text}`"))?;
    let told = String::from_utf8_lossy(&output.stdout);
    let tally = Tally::of_run(&told, output.status.success());
    if tally.failed > 0 {
        println!("{told}");
    }
    Ok(tally)
}
