//! The project's tasks, one module per command; `main.rs` only reads the command line.
//!
//! | I want to change … | I open |
//! |---|---|
//! | what a bare machine gets | `setup/` |
//! | what the browser gets | `build.rs`, `site.rs`, `crates/deployment` |
//! | how a page is optimized and bundled | `shrink.rs`, `bundle.rs` |
//! | what is in the archive of a release | `release/` |
//! | what `cargo xtask test` runs | `test/` |
//! | what is promised and shown by which test | `conformance/`, `tests/conformance` |
//! | the simulator host behind `serve` | `crates/sim-host` |

pub mod bench;
pub mod bench_engine;
pub mod build;
mod bundle;
pub mod conformance;
pub mod dist;
pub mod fuzz;
pub mod mutate;
pub mod own_deployment;
pub mod paths;
pub mod process;
pub mod release;
pub mod serve;
pub mod setup;
pub mod shrink;
pub mod site;
pub mod size;
pub mod test;
pub mod wasm_toolchain;
pub mod watch;
