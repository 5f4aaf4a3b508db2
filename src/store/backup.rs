//! The last states of a sidecar before this program first changed it in a run.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Access, Disk};
use super::facts::key;
use super::replace;

/// Backups that are kept of one sidecar.
const KEPT: usize = 10;

/// The folder with the backups of the sidecar at `sidecar`.
pub(super) fn folder(state: &Path, sidecar: &Path) -> PathBuf {
    state.join("backups").join(key(sidecar))
}

/// Keeps `bytes` as the newest backup, unless they are that already; the oldest ones go.
///
/// # Errors
/// What the system says.
pub(super) fn keep<D: Disk>(disk: &D, state: &Path, sidecar: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder(state, sidecar);
    disk.make_folder(&folder)?;
    let kept: Vec<(u64, PathBuf)> =
        disk.list(&folder)?.into_iter().filter_map(|path| Some((number(&path)?, path))).collect();
    let newest = kept.iter().max();
    if let Some((_, path)) = newest
        && disk.read(path, bytes.len() as u64).is_ok_and(|last| last == bytes)
    {
        return Ok(());
    }
    let next = newest.map_or(1, |(n, _)| n + 1);
    replace::new_file(disk, &folder.join(format!("{next:06}.notes.yaml")), bytes, Access::Private)?;
    let mut kept = kept;
    kept.sort();
    let over = (kept.len() + 1).saturating_sub(KEPT);
    for (_, path) in kept.into_iter().take(over) {
        let _ = disk.remove(&path);
    }
    Ok(())
}

fn number(path: &Path) -> Option<u64> {
    path.file_name()?.to_str()?.split('.').next()?.parse().ok()
}
