//! The adapter page as it ships: release wasm, optimized, laid out in a folder. `dist` and `size` start here.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use deployment::File;

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

/// All files of a page.
///
/// # Errors
/// A file cannot be read.
pub fn files(folder: &Path) -> Result<Vec<File>> {
    let read = |path: PathBuf| {
        let relative = path.strip_prefix(folder).unwrap_or(&path);
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(File::new(parts.join("/"), bytes))
    };
    site::files_below(folder)?.into_iter().map(read).collect()
}
