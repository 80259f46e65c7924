//! The simulator host: one server for the three origins a softphone lives on, and the worlds behind them.
//!
//! `sim::World` is pure; this crate gives worlds names, real time and doors. Rooms:
//!
//! - [`origin`]: which origin and which world a request means (host name, or headers in tests);
//! - [`worlds`]: the worlds by name; forgets those nobody visits;
//! - [`live`]: one world in real time, with the pages that look at it;
//! - [`outbox`]: what waits for one page until it has acknowledged it;
//! - [`stage`]: what the control strip says is going on;
//! - [`api`]: the JSON endpoints under `/sim/`;
//! - [`flows`]: the adapter's flows, drawn;
//! - [`library`]: the studio's flows and actions, kept in folders;
//! - [`pages`]: the files of the three sites, each under its own security policy;
//! - [`opencti_script`]: the script the org serves, made for its version and hosts.
//!
//! It listens on loopback only.

mod api;
mod flows;
mod library;
mod live;
mod opencti_script;
mod origin;
mod outbox;
mod pages;
#[cfg(test)]
mod served;
mod stage;
#[cfg(test)]
mod tests;
mod worlds;

use std::path::PathBuf;
use std::sync::Arc;

use deployment::headers::DeploymentHosts;
use thiserror::Error;

use worlds::Worlds;

/// How the host is started.
#[derive(Debug, Clone)]
pub struct HostOptions {
    /// Port on 127.0.0.1; 0 takes a free one (it is printed).
    pub port: u16,
    /// The built site: holds `adapter/`, `studio/`, `workbench/` and `sim/` (`cargo xtask build` makes it).
    pub site: PathBuf,
    /// The hosts of the deployment: what the adapter's headers are made of.
    pub adapter: DeploymentHosts,
    /// The clone whose folders `flows` and `actions` the studio writes; without it the studio keeps flows in the browser.
    pub library: Option<PathBuf>,
    /// Prints the address when the host answers.
    pub announce: bool,
}

/// Why the host does not run (any more).
#[derive(Debug, Error)]
pub enum HostError {
    /// It cannot listen.
    #[error("port {port} on 127.0.0.1 is taken: stop what uses it or pass another --port")]
    Port {
        /// The port that was asked for.
        port: u16,
        /// What the system says.
        source: std::io::Error,
    },
    /// It listened, and stopped.
    #[error("the simulator host stopped")]
    Stopped(#[source] std::io::Error),
}

/// Runs the host until the process ends.
///
/// # Errors
/// The port is taken, or the server stopped.
pub async fn run(options: HostOptions) -> Result<(), HostError> {
    let asked = options.port;
    let taken = |source| HostError::Port { port: asked, source };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", asked)).await.map_err(taken)?;
    let port = listener.local_addr().map_err(taken)?.port();
    if options.announce {
        println!("console   http://lightning.localhost:{port}/");
        println!("studio    http://cti.localhost:{port}/studio/");
        println!("unattended call   http://lightning.localhost:{port}/?scenario=inbound-known");
    }
    axum::serve(listener, router(&options)).await.map_err(HostError::Stopped)
}

/// The host as a service, for [`run`] and for tests. Needs a tokio runtime: worlds live in tasks.
pub fn router(options: &HostOptions) -> axum::Router {
    let house = House {
        worlds: Worlds::start(),
        site: options.site.clone(),
        adapter: options.adapter.clone(),
        library: options.library.clone().map(library::Library::new),
    };
    api::routes().merge(library::routes()).fallback(pages::serve).with_state(Arc::new(house))
}

/// What every request handler needs.
#[derive(Debug)]
struct House {
    worlds: Arc<Worlds>,
    site: PathBuf,
    adapter: DeploymentHosts,
    library: Option<library::Library>,
}
