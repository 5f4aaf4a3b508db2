//! Which sidecars there are, by content, title and date of their briefings: how notes are found when a briefing was
//! renamed, moved or copied. A small file a sidecar in the state directory; losing one loses no note.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Facts;
use super::disk::Disk;
use super::facts::{self, key};
use super::replace;

/// Largest entry that is read, in bytes.
const MOST: u64 = 64 * 1024;

/// A sidecar that was written once, and the briefing that it was for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    /// The sidecar.
    #[serde(with = "facts::path")]
    pub(super) sidecar: PathBuf,
    /// The briefing.
    #[serde(with = "facts::path")]
    pub(super) briefing: PathBuf,
    /// What was known of it.
    pub(super) facts: Facts,
}

/// Takes note of a sidecar.
pub(super) fn remember<D: Disk>(disk: &D, state: &Path, known: &Known) {
    let path = file(state, &known.sidecar);
    let before = read(disk, &path);
    let mut known = known.clone();
    if let Some(before) = before.as_ref().filter(|before| before.facts.sha256 == known.facts.sha256)
        && known.facts.title.is_empty()
        && known.facts.date.is_empty()
    {
        // Who only looks for notes does not read the briefing.
        known.facts.clone_from(&before.facts);
    }
    if before.as_ref() != Some(&known)
        && let Ok(json) = serde_json::to_vec(&known)
    {
        let _ = replace::own(disk, &path, &json);
    }
}

/// Forgets a sidecar that has another path now.
pub(super) fn forget<D: Disk>(disk: &D, state: &Path, sidecar: &Path) {
    let _ = disk.remove(&file(state, sidecar));
}

/// All sidecars that are known.
pub(super) fn all<D: Disk>(disk: &D, state: &Path) -> Vec<Known> {
    disk.list(&folder(state)).unwrap_or_default().iter().filter_map(|path| read(disk, path)).collect()
}

fn folder(state: &Path) -> PathBuf {
    state.join("sidecars")
}

fn file(state: &Path, sidecar: &Path) -> PathBuf {
    folder(state).join(format!("{}.json", key(sidecar)))
}

fn read<D: Disk>(disk: &D, path: &Path) -> Option<Known> {
    serde_json::from_slice(&disk.read(path, MOST).ok()?).ok()
}
