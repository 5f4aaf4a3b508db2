//! Where the registry of a briefing is: the nearest one in its folder or above it.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::facts::key;
use super::flush::understand;
use super::{Home, MOST_BYTES, Opening, Real, Store, beside};
use crate::sidecar::{Form, REGISTRY};

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

/// The file of a briefing that a reader has to mend: its sidecar, unless that can be read and the registry cannot.
pub fn to_mend(briefing: &Path) -> PathBuf {
    let is_spoiled =
        |form: Form, path: &Path| Real.read(path, MOST_BYTES).is_ok_and(|bytes| understand(form, &bytes).is_err());
    let (sidecar, registry) = (beside(briefing), registry_for(briefing.parent().unwrap_or(Path::new("/"))));
    if !is_spoiled(Form::Notes, &sidecar) && is_spoiled(Form::Registry, &registry) { registry } else { sidecar }
}

/// Where a registry may be or come that files in `folder` (absolute) would have: from there up to the nearest one.
pub fn registry_places(folder: &Path) -> Vec<PathBuf> {
    let (disk, nearest) = (Real, nearest(&Real, folder));
    let mut places = candidates(&disk, folder);
    if let Some(n) = places.iter().position(|place| *place == nearest) {
        places.truncate(n + 1);
    }
    places
}

/// [`registry_for`] on a disk of any kind.
pub(super) fn nearest<D: Disk>(disk: &D, folder: &Path) -> PathBuf {
    let candidates = candidates(disk, folder);
    let found = candidates.iter().find(|path| disk.stat(path).is_ok() || disk.is_link(path));
    found.or(candidates.first()).cloned().unwrap_or_else(|| folder.join(REGISTRY))
}

/// Where the registry may be, nearest first.
fn candidates<D: Disk>(disk: &D, folder: &Path) -> Vec<PathBuf> {
    // One path for all names of a folder, so that all of them share one registry.
    let folder = disk.resolve(folder).unwrap_or_else(|_| folder.to_owned());
    let device = |path: &Path| disk.stat(path).ok().map(|stat| stat.identity.0);
    let (here, home) = (device(&folder), disk.home());
    let home = home.map(|home| disk.resolve(&home).unwrap_or(home));
    let mut found = Vec::new();
    for (n, above) in folder.ancestors().take(MOST_UP + 1).enumerate() {
        if n > 0 && device(above) != here {
            break;
        }
        found.push(above.join(REGISTRY));
        if home.as_deref() == Some(above) || disk.stat(&above.join(".git")).is_ok() {
            break;
        }
    }
    found
}

/// Where the registry that belongs at `at` is kept when its folder takes none: in the state directory.
pub(super) fn in_state(state: &Path, at: &Path) -> PathBuf {
    state.join("registries").join(key(at)).join(REGISTRY)
}
