//! Which files have changed since somebody last asked. Asking reads the times of a few hundred files, which is
//! cheaper than a dependency that knows every system's way of being told.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::{paths, site};

/// Files and folders under watch.
#[derive(Debug)]
pub struct Watched {
    roots: Vec<PathBuf>,
    seen: BTreeMap<PathBuf, SystemTime>,
}

impl Watched {
    /// Watches paths of the clone, as they are now.
    pub fn new(relative: &[&str]) -> Self {
        let roots = relative.iter().map(|path| paths::root().join(path)).collect();
        let mut watched = Self { roots, seen: BTreeMap::new() };
        watched.seen = watched.look();
        watched
    }

    /// Whether a file came, went or was written since the last time.
    pub fn changed(&mut self) -> bool {
        let now = self.look();
        let changed = now != self.seen;
        self.seen = now;
        changed
    }

    fn look(&self) -> BTreeMap<PathBuf, SystemTime> {
        let files = self.roots.iter().flat_map(|root| {
            if root.is_file() { vec![root.clone()] } else { site::files_below(root).unwrap_or_default() }
        });
        files.filter_map(|file| Some((file.clone(), file.metadata().ok()?.modified().ok()?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_file_is_a_change_once() {
        let dir = std::env::temp_dir().join(format!("switchboard-watch-{}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a folder");
        let mut watched = Watched { roots: vec![dir.clone()], seen: BTreeMap::new() };
        assert!(!watched.changed());
        std::fs::write(dir.join("a"), "1").expect("a file");
        assert!(watched.changed());
        assert!(!watched.changed());
        std::fs::remove_dir_all(&dir).expect("gone");
        assert!(watched.changed());
    }
}
