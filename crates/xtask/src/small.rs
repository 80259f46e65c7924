//! Compiling the softphone core for bytes: the standard library is built along with it, for size, and a panic ends the
//! page's wasm on the spot instead of composing a message first.
//!
//! These are unstable options of the compiler, taken from the stable one (`RUSTC_BOOTSTRAP`), for this one module only.
//! A debug build panics in words, and all tests run on both kinds.

use std::process::Command;

use crate::wasm_toolchain::WasmToolchain;

/// No text of a place or of `{:?}` is kept: nothing on the page shows either.
const RUSTFLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// Options of cargo. Vectors and texts get their memory through a dozen tiny functions of `alloc`: made one by the compiler they
/// are no larger, and runs of flows a tenth faster.
const OPTIONS: [&str; 7] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
    "-Zpanic-immediate-abort",
    "--config",
    "profile.release.panic=\"immediate-abort\"",
    "--config",
    "profile.release.package.alloc.opt-level=2",
];

/// Whether the sources of the standard library are there.
pub fn is_possible(toolchain: WasmToolchain) -> bool {
    let possible = toolchain.has_std_sources();
    if !possible {
        println!(
            "  the sources of the standard library are missing, so the softphone core comes out a sixth larger; \
             install them with `rustup component add rust-src` (Debian: the package rust-src)"
        );
    }
    possible
}

/// Makes a `cargo build --release` one for bytes.
pub fn apply(cargo: &mut Command) {
    cargo.args(OPTIONS).env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", RUSTFLAGS);
}
