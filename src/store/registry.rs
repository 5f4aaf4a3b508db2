//! Where the registry of a briefing is: the nearest one in its folder or above it.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::facts::key;
use super::{Home, Opening, Real, Store};
use crate::sidecar::REGISTRY;

/// Folders that are looked into above that of the briefing.
const MOST_UP: usize = 8;

impl Store {
    /// Opens the registry that belongs at `at` (absolute), as [`Store::open`] opens the notes of a briefing. No file is
    /// made before something is put in it.
    pub fn open_registry(home: &Home, at: &Path) -> (Self, Opening) {
        Self::open_registry_on(Real, home, at)
    }
}

/// Where the registry for files in `folder` (absolute) is: the nearest `entities.yaml` there or above it, no further than
/// the folder that holds `.git`, the home folder, the border of a file system, or eight folders up. Where there is none,
/// it belongs into `folder`.
pub fn registry_for(folder: &Path) -> PathBuf {
    nearest(&Real, folder)
}

/// The same on a disk of any kind.
pub(super) fn nearest<D: Disk>(disk: &D, folder: &Path) -> PathBuf {
    // One path for all names of a folder, so that all of them share one registry.
    let folder = disk.resolve(folder).unwrap_or_else(|_| folder.to_owned());
    let device = |path: &Path| disk.stat(path).ok().map(|stat| stat.identity.0);
    let (here, home) = (device(&folder), disk.home());
    let home = home.map(|home| disk.resolve(&home).unwrap_or(home));
    for (n, above) in folder.ancestors().take(MOST_UP + 1).enumerate() {
        if n > 0 && device(above) != here {
            break;
        }
        let found = above.join(REGISTRY);
        if disk.stat(&found).is_ok() || disk.is_link(&found) {
            return found;
        }
        if home.as_deref() == Some(above) || disk.stat(&above.join(".git")).is_ok() {
            break;
        }
    }
    folder.join(REGISTRY)
}

/// Where the registry that belongs at `at` is kept when its folder takes none: in the state directory.
pub(super) fn in_state(state: &Path, at: &Path) -> PathBuf {
    state.join("registries").join(key(at)).join(REGISTRY)
}
