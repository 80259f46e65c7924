//! A Rust toolchain that can build for wasm.

use std::process::Command;

use anyhow::{Result, bail};

use super::{Done, announce, apt, std_from_source};
use crate::wasm_toolchain::{TARGET, WasmToolchain};
use crate::{paths, process};

/// rustup's name for Debian's toolchain, once linked.
const LINKED: &str = "switchboard";

/// Debian's packages that make a toolchain: compiler, cargo, library source, linker parts, linter, formatter.
const DEBIAN_PACKAGES: [&str; 6] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "rustfmt-web"];

/// Finds a toolchain with the wasm target, or makes one.
pub(super) fn ensure() -> Result<Done<WasmToolchain>> {
    if let Some(toolchain) = WasmToolchain::find() {
        return Ok(Done::new(toolchain, format!("there ({})", version(toolchain))));
    }
    if add_target() {
        return Ok(Done::new(WasmToolchain::Active, "added by rustup"));
    }
    if !apt::available() {
        bail!(
            "The wasm target is missing: run `rustup target add {TARGET}` where rustup reaches its server, \
             or use Debian 12 with its security updates as root."
        );
    }
    announce("rustup cannot add the wasm target; installing Debian's Rust packages");
    apt::install(&DEBIAN_PACKAGES)?;
    apt::install_linker()?;
    announce("building the standard library for wasm, once (about a minute)");
    std_from_source::build()?;
    if !WasmToolchain::Debian.has_std() {
        bail!("Debian's rustc still has no standard library for {TARGET}; install one by hand.");
    }
    Ok(Done::new(
        WasmToolchain::Debian,
        format!("built for Debian's rustc ({})", version(WasmToolchain::Debian)),
    ))
}

/// Makes plain `cargo`, `rustc` and `wasm-pack` in this clone use the toolchain that has the wasm target, so that
/// `wasm-pack test --headless --chrome crates/opencti` works by itself.
pub(super) fn choose_for_clone(toolchain: WasmToolchain) -> Result<Done<WasmToolchain>> {
    if toolchain == WasmToolchain::Active {
        return Ok(Done::new(toolchain, "the active one"));
    }
    if paths::find_program("rustup").is_none() {
        return Ok(Done::new(toolchain, "Debian's, without rustup"));
    }
    if std::env::var_os("SWITCHBOARD_KEEP_OVERRIDES").is_some() {
        return Ok(Done::new(WasmToolchain::Active, "left alone, as SWITCHBOARD_KEEP_OVERRIDES asks"));
    }
    let root = paths::root().to_string_lossy().into_owned();
    let list = process::answer(Command::new("rustup").args(["override", "list"])).unwrap_or_default();
    let chosen = list.lines().any(|line| {
        let mut words = line.split_whitespace();
        words.next() == Some(&root) && words.next() == Some(LINKED)
    });
    if chosen {
        return Ok(Done::new(toolchain, format!("rustup's `{LINKED}`")));
    }
    // rustup lists a linked toolchain only when all its programs are there.
    apt::install(&DEBIAN_PACKAGES)?;
    let rustup = |arguments: &[&str]| {
        let mut command = Command::new("rustup");
        // Set for us by rustup itself; here it would only warn that it wins over the override.
        process::run_quietly(command.args(arguments).env_remove("RUSTUP_TOOLCHAIN"))
    };
    rustup(&["toolchain", "link", LINKED, "/usr"])?;
    rustup(&["override", "set", LINKED, "--path", &root])?;
    Ok(Done::new(toolchain, format!("rustup's `{LINKED}`, Debian's Rust (undo: rustup override unset)")))
}

fn add_target() -> bool {
    if paths::find_program("rustup").is_none() {
        return false;
    }
    announce(&format!("rustup target add {TARGET}"));
    let mut rustup = Command::new("rustup");
    process::run_quietly(rustup.args(["target", "add", TARGET])).is_ok() && WasmToolchain::Active.has_std()
}

fn version(toolchain: WasmToolchain) -> String {
    let text = process::answer(toolchain.command("rustc").arg("--version")).unwrap_or_default();
    text.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}
