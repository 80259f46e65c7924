//! The project's tasks, one module per command; `main.rs` only reads the command line.
//!
//! | I want to change … | I open |
//! |---|---|
//! | what a bare machine gets | `setup/` |
//! | what the browser gets | `build.rs`, `site.rs`, `crates/deployment` |
//! | how a release becomes small | `small.rs`, `shrink.rs`, `bundle.rs` |
//! | what `cargo xtask test` runs | `test/` |
//! | what is promised and shown by which test | `conformance/`, `tests/conformance` |
//! | the simulator host behind `serve` | `crates/sim-host` |

pub mod bench;
pub mod bench_engine;
pub mod build;
mod bundle;
pub mod conformance;
pub mod deployment;
pub mod dist;
pub mod fuzz;
mod glue_cuts;
mod glue_names;
mod markup;
pub mod mutate;
pub mod paths;
pub mod process;
pub mod release;
mod repack;
pub mod serve;
pub mod setup;
pub mod shrink;
pub mod site;
pub mod size;
pub mod small;
mod snippets;
mod split;
pub mod test;
mod unused;
pub mod wasm_toolchain;
pub mod watch;
