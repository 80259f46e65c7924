//! The worlds by name. A visitor without one gets a new one; a world nobody has touched for hours is forgotten.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sim::{Origins, WorldOptions};

use super::live::LiveWorld;
use super::origin::WorldName;

/// A world that nobody has touched for so long is dropped.
const FORGET: Duration = Duration::from_secs(4 * 60 * 60);
/// How often silent pages and forgotten worlds are looked for.
const SWEEP: Duration = Duration::from_secs(4);

/// A world and the origins its pages live on.
#[derive(Debug, Clone)]
pub(super) struct Resident {
    /// The world itself.
    pub(super) live: Arc<LiveWorld>,
    /// Its three origins.
    pub(super) origins: Origins,
}

/// All worlds of one host.
#[derive(Debug, Default)]
pub(super) struct Worlds {
    by_name: Mutex<HashMap<WorldName, Resident>>,
}

impl Worlds {
    /// An empty registry, with the task that sweeps it. The task ends when the registry is dropped.
    pub(super) fn start() -> Arc<Self> {
        let worlds = Arc::new(Self::default());
        let weak = Arc::downgrade(&worlds);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(SWEEP).await;
                let Some(worlds) = weak.upgrade() else { return };
                worlds.sweep();
            }
        });
        worlds
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<WorldName, Resident>> {
        self.by_name.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The world of that name, if it exists.
    pub(super) fn find(&self, name: &WorldName) -> Option<Resident> {
        self.lock().get(name).cloned()
    }

    /// The world of that name; one that does not exist yet is made, and begins now.
    pub(super) fn find_or_make(&self, name: &WorldName, port: u16) -> Resident {
        let origins = local(name, port);
        let make = || resident(WorldOptions { start: epoch_now(), origins, ..WorldOptions::default() });
        self.lock().entry(name.clone()).or_insert_with(make).clone()
    }

    /// Makes a world; one of the same name is replaced, so a test can start from a clean state.
    pub(super) fn make(&self, name: &WorldName, options: WorldOptions) -> Resident {
        let resident = resident(options);
        self.lock().insert(name.clone(), resident.clone());
        resident
    }

    /// The names, sorted.
    pub(super) fn names(&self) -> Vec<WorldName> {
        let mut names: Vec<WorldName> = self.lock().keys().cloned().collect();
        names.sort();
        names
    }

    fn sweep(&self) {
        let all: Vec<(WorldName, Resident)> =
            self.lock().iter().map(|(name, resident)| (name.clone(), resident.clone())).collect();
        for (name, resident) in all {
            if resident.live.sweep() > FORGET {
                self.lock().remove(&name);
            }
        }
    }
}

fn resident(options: WorldOptions) -> Resident {
    let origins = options.origins.clone();
    Resident { live: LiveWorld::start(options), origins }
}

/// A name nobody has guessed: each visitor plays in a world of his own.
pub(super) fn fresh_name() -> WorldName {
    let dice = RandomState::new().hash_one(SystemTime::now());
    let name: String = format!("w{dice:016x}").chars().take(9).collect();
    WorldName::try_from(name).expect("hex digits make a host label")
}

/// The origins of a world that people reach by name.
fn local(name: &WorldName, port: u16) -> Origins {
    Origins {
        console: format!("http://{name}.lightning.localhost:{port}"),
        adapter: format!("http://cti.localhost:{port}"),
        ccp: format!("http://{name}.connect.localhost:{port}"),
    }
}

/// Real time in epoch milliseconds: where the virtual clock of such a world starts.
fn epoch_now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}
