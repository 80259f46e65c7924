//! The adapter page as it ships: release wasm, optimized, laid out in a folder. `dist` and `size` start here.

use std::path::PathBuf;

use anyhow::Result;

use crate::build::{self, ADAPTER, OVERLAY, Profile};
use crate::{paths, setup, site};

/// Builds the adapter for release and lays it out, for no deployment yet; the folder it is in.
///
/// # Errors
/// A step of the build failed.
pub fn adapter() -> Result<PathBuf> {
    let _lock = build::lock("build")?;
    let toolchain = setup::for_build()?;
    for module in [ADAPTER, OVERLAY] {
        println!("  … {}", module.name);
        let wasm = build::compile(module, Profile::Release, toolchain)?;
        build::glue(module, Profile::Release, &wasm)?;
    }
    let out = paths::target().join("release-site/adapter");
    site::lay_out_adapter(&out, Profile::Release, None)?;
    Ok(out)
}
