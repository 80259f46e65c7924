//! Where things are in the clone and in the user's cache.

use std::path::{Path, PathBuf};

/// The root of the clone this xtask was built from.
pub fn root() -> &'static Path {
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_dir.ancestors().nth(2).unwrap_or(crate_dir)
}

/// Build output that is not cargo's own: pages, results.
pub fn target() -> PathBuf {
    root().join("target")
}

/// Cargo's target folder for wasm, apart from the native one so that neither waits for nor evicts the other.
pub fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// The pages as `cargo xtask build` lays them out: `adapter/`, `workbench/`, `sim/`.
pub fn site() -> PathBuf {
    target().join("site")
}

/// The org side: metadata and Lightning web components, as the Salesforce CLI deploys them.
pub fn salesforce() -> PathBuf {
    root().join("salesforce")
}

/// What failed end-to-end cases leave behind.
pub fn test_results() -> PathBuf {
    root().join("tests/results")
}

/// The user's cache for this project, shared by all clones.
pub fn cache() -> PathBuf {
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_else(|| ".".into()));
    std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .unwrap_or_else(|| home().join(".cache"))
        .join("switchboard")
}

/// Where `setup` installs command line tools.
pub fn tools() -> PathBuf {
    cache().join("tools")
}

/// First program of this name in `PATH`.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}

/// The first of these programs that is installed.
pub fn find_any(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| find_program(name))
}
