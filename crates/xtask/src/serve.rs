//! `serve`: sets up, builds, runs the simulator host, and rebuilds what changes.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use sim_host::HostOptions;

use crate::build::{self, Profile};
use crate::watch::Watched;
use crate::{own_deployment, paths, process, setup};

/// Port of `serve` when none is asked for.
pub const PORT: u16 = 8008;

/// What the pages are made of.
const PAGE_SOURCES: [&str; 5] = ["crates", "www", "flows", "actions", "adapter.json"];

/// What this program, and with it the simulator host, is made of.
const OWN_SOURCES: [&str; 5] =
    ["crates/sim/src", "crates/sim-host/src", "crates/deployment/src", "crates/xtask/src", "Cargo.toml"];

/// Sets up, builds, serves, and rebuilds on change, until it is stopped.
///
/// # Errors
/// Set-up cannot go on, or the port is taken. A build that fails is only reported: the next change may mend it.
pub fn serve(port: u16) -> Result<()> {
    // Looked up first: after a rebuild the running program has no name any more.
    let program = std::env::current_exe().context("cannot tell which program this is")?;
    setup::for_build()?;
    let mut pages = Watched::new(&PAGE_SOURCES);
    let mut own = Watched::new(&OWN_SOURCES);
    report(build::site(Profile::Dev));
    let host = std::thread::spawn(move || run_host(port, paths::site(), Some(paths::root().to_owned())));
    while !host.is_finished() {
        std::thread::sleep(Duration::from_millis(300));
        if own.changed() {
            println!("the simulator or the host changed: building them again");
            if report(rebuild_self()) {
                return restart(&program, port);
            }
        }
        if pages.changed() {
            report(build::site(Profile::Dev));
        }
    }
    host.join().unwrap_or_else(|_| anyhow::bail!("the simulator host crashed; its message stands above"))
}

/// Runs the simulator host on a site as it is built, until it is stopped. Prints its address. With a library the studio keeps
/// flows and actions in its folders.
///
/// # Errors
/// The configuration cannot be read, or the port is taken.
pub fn run_host(port: u16, site: PathBuf, library: Option<PathBuf>) -> Result<()> {
    let adapter = own_deployment::of_this_clone()?.hosts().clone();
    let options = HostOptions { port, site, adapter, library, announce: true };
    let runtime = tokio::runtime::Runtime::new().context("cannot start the simulator host's runtime")?;
    Ok(runtime.block_on(sim_host::run(options))?)
}

/// Ends this process when its standard input does: whoever started it holds the other end, and lets go of it however it dies.
pub fn exit_when_input_ends() {
    std::thread::spawn(|| {
        // What is written there means nothing; an input that cannot be read has ended as well.
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        std::process::exit(0);
    });
}

/// Shows what went wrong; whether all went well.
fn report(done: Result<()>) -> bool {
    if let Err(error) = &done {
        eprintln!("{error:#}");
    }
    done.is_ok()
}

fn rebuild_self() -> Result<()> {
    let mut cargo = Command::new("cargo");
    process::run(cargo.current_dir(paths::root()).args(["build", "--quiet", "--package", "xtask"]))
}

/// Becomes the program that has just been built, on the same port. Worlds begin anew.
#[cfg(unix)]
fn restart(program: &Path, port: u16) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    let error = serve_command(program, port).exec();
    Err(error).context("cannot start the rebuilt program")
}

#[cfg(not(unix))]
fn restart(program: &Path, port: u16) -> Result<()> {
    process::run(&mut serve_command(program, port))
}

fn serve_command(program: &Path, port: u16) -> Command {
    let mut command = Command::new(PathBuf::from(program));
    command.args(["serve", "--port", &port.to_string()]);
    command
}
