//! Which cargo can build for `wasm32-unknown-unknown`.
//!
//! Either the one that runs us, or Debian's own (`/usr/bin`), for which `setup` builds the standard library.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{paths, process};

/// The target of every page.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Where Debian's packages put their cargo and rustc.
pub const DEBIAN_BIN: &str = "/usr/bin";

/// A toolchain that has the standard library for wasm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasmToolchain {
    /// The active one.
    Active,
    /// Debian's, in `/usr/bin`.
    Debian,
}

impl WasmToolchain {
    /// Looks for one that is ready to use.
    pub fn find() -> Option<Self> {
        [Self::Active, Self::Debian].into_iter().find(|toolchain| toolchain.has_std())
    }

    /// Whether the standard library for wasm is there.
    pub fn has_std(self) -> bool {
        let Some(libdir) = self.target_libdir() else { return false };
        let Ok(entries) = std::fs::read_dir(libdir) else { return false };
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    }

    /// The folder for the standard library, whether or not it exists.
    pub fn target_libdir(self) -> Option<PathBuf> {
        if self == Self::Debian && !Path::new(DEBIAN_BIN).join("cargo").is_file() {
            return None;
        }
        let mut rustc = self.command("rustc");
        process::answer(rustc.args(["--print", "target-libdir", "--target", TARGET])).map(PathBuf::from)
    }

    /// Cargo, with everything in its environment that makes it and its children use this toolchain.
    pub fn cargo(self) -> Command {
        let mut command = self.command("cargo");
        command.current_dir(paths::root());
        command
    }

    /// A program that asks for `cargo` or `rustc` by name and shall get this toolchain's.
    pub fn command(self, program: &str) -> Command {
        match self {
            Self::Active => Command::new(program),
            Self::Debian => {
                let beside = Path::new(DEBIAN_BIN).join(program);
                let mut command = Command::new(if beside.is_file() { beside } else { program.into() });
                self.apply(&mut command);
                command
            }
        }
    }

    /// Makes a command's environment choose this toolchain.
    pub fn apply(self, command: &mut Command) {
        if self == Self::Debian {
            // A cargo that rustup started tells its children which toolchain to use, by these.
            for name in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTC", "RUSTDOC", "LD_LIBRARY_PATH"] {
                command.env_remove(name);
            }
            let path = std::env::var_os("PATH").unwrap_or_default();
            let dirs = std::iter::once(PathBuf::from(DEBIAN_BIN)).chain(std::env::split_paths(&path));
            if let Ok(joined) = std::env::join_paths(dirs) {
                command.env("PATH", joined);
            }
        }
    }
}
