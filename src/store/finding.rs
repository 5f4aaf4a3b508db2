//! Finding the notes of a briefing: beside it; else by its content, by its title and date; so that one that was renamed
//! or moved keeps them.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Access, Disk};
use super::index::{self, Known};
use super::replace::{self, folder};
use super::{Facts, MOST_BYTES};
use crate::sidecar::{SUFFIX, Sidecar};

/// Largest briefing whose content is compared, in bytes.
const MOST_BRIEFING: u64 = 1 << 30;

/// A sidecar that was written for this briefing under another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The sidecar.
    pub(super) sidecar: PathBuf,
    /// The name of the briefing that it was for.
    pub(super) name: String,
    /// That briefing is gone: it was renamed or moved. Else this one is a copy.
    pub(super) gone: bool,
}

/// Where the sidecar of a briefing belongs: beside it, under its name with its ending.
pub fn beside(briefing: &Path) -> PathBuf {
    let mut name: OsString = briefing.file_name().unwrap_or_default().to_owned();
    name.push(SUFFIX);
    briefing.with_file_name(name)
}

/// Where the sidecar is kept when the folder of the briefing takes none: in the state directory, by content.
pub(super) fn in_state(state: &Path, briefing: &Path, facts: &Facts) -> PathBuf {
    let name = beside(briefing);
    state.join("notes").join(&facts.sha256).join(name.file_name().unwrap_or_default())
}

/// A sidecar of this briefing in the state directory, if there is one: of the same content, or known for this path.
pub(super) fn kept_in_state<D: Disk>(disk: &D, state: &Path, briefing: &Path, facts: &mut Facts) -> Option<PathBuf> {
    let notes = state.join("notes");
    if disk.list(&notes).unwrap_or_default().is_empty() {
        return None;
    }
    measure(disk, briefing, facts);
    let here = in_state(state, briefing, facts);
    if disk.stat(&here).is_ok_and(|stat| stat.regular) {
        return Some(here);
    }
    let mut known = index::all(disk, state).into_iter();
    let known = known.find(|known| known.briefing == briefing && known.sidecar.starts_with(&notes))?;
    disk.stat(&known.sidecar).is_ok().then_some(known.sidecar)
}

/// Looks for notes of a briefing that has none beside it.
pub(super) fn elsewhere<D: Disk>(disk: &D, state: &Path, briefing: &Path, facts: &mut Facts) -> Option<Found> {
    let own = beside(briefing);
    let known: Vec<Known> =
        index::all(disk, state).into_iter().filter(|k| k.sidecar != own && k.briefing != briefing).collect();
    let orphans = orphans(disk, folder(briefing));
    if known.is_empty() && orphans.is_empty() {
        return None;
    }
    measure(disk, briefing, facts);
    let of_content = known.iter().filter(|k| !facts.sha256.is_empty() && k.facts.sha256 == facts.sha256);
    let mut found: Vec<Found> = of_content.filter_map(|k| candidate(disk, k)).collect();
    found.extend(orphans.into_iter().filter(|path| is_for(disk, path, &facts.sha256)).map(orphan));
    // One whose briefing is gone has moved here; another one's notes are only copied. Near before far.
    found.sort_by_key(|f| (!f.gone, folder(&f.sidecar) != folder(briefing)));
    found.into_iter().next().or_else(|| by_title(disk, &known, facts))
}

/// Takes a sidecar along to the new name of its briefing. Never over a file that is there.
///
/// # Errors
/// What the system says; the old file is where it was.
pub(super) fn take_along<D: Disk>(disk: &D, state: &Path, from: &Path, to: &Path) -> io::Result<()> {
    if disk.is_link(from) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "is a link"));
    }
    match disk.rename_new(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            replace::new_file(disk, to, &disk.read(from, MOST_BYTES)?, Access::Usual)?;
            disk.remove(from)?;
        }
        other => other?,
    }
    index::forget(disk, state, from);
    disk.sync_folder(folder(to))?;
    if folder(from) != folder(to) {
        disk.sync_folder(folder(from))?;
    }
    Ok(())
}

/// Computes the sum of a briefing, unless it is known.
pub(super) fn measure<D: Disk>(disk: &D, briefing: &Path, facts: &mut Facts) {
    if facts.sha256.is_empty()
        && let Ok(sum) = disk.sum(briefing, MOST_BRIEFING)
    {
        facts.sha256 = sum;
    }
}

fn by_title<D: Disk>(disk: &D, known: &[Known], facts: &Facts) -> Option<Found> {
    if facts.title.is_empty() || facts.date.is_empty() {
        return None;
    }
    let same = known.iter().filter(|k| (&k.facts.title, &k.facts.date) == (&facts.title, &facts.date));
    let mut found = same.filter_map(|k| candidate(disk, k)).filter(|f| f.gone);
    // Two of one title and date: a guess would be wrong half of the time.
    found.next().filter(|_| found.next().is_none())
}

fn candidate<D: Disk>(disk: &D, known: &Known) -> Option<Found> {
    disk.stat(&known.sidecar).ok().filter(|stat| stat.regular)?;
    let name = known.briefing.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Some(Found { sidecar: known.sidecar.clone(), name, gone: disk.stat(&known.briefing).is_err() })
}

/// Sidecars of a folder whose briefings are gone.
pub(super) fn orphans<D: Disk>(disk: &D, folder: &Path) -> Vec<PathBuf> {
    let all = disk.list(folder).unwrap_or_default();
    all.into_iter().filter(|path| briefing_of(path).is_some_and(|briefing| disk.stat(&briefing).is_err())).collect()
}

fn briefing_of(sidecar: &Path) -> Option<PathBuf> {
    let name = sidecar.file_name()?.as_encoded_bytes().strip_suffix(SUFFIX.as_bytes())?;
    let name = std::os::unix::ffi::OsStrExt::from_bytes(name);
    let name: &std::ffi::OsStr = name;
    (!name.is_empty()).then(|| sidecar.with_file_name(name))
}

fn is_for<D: Disk>(disk: &D, sidecar: &Path, sha256: &str) -> bool {
    let bytes = disk.read(sidecar, MOST_BYTES).unwrap_or_default();
    Sidecar::parse(&bytes).is_ok_and(|sidecar| !sha256.is_empty() && sidecar.sha256() == sha256)
}

fn orphan(sidecar: PathBuf) -> Found {
    let name = briefing_of(&sidecar).unwrap_or_default();
    let name = name.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Found { sidecar, name, gone: true }
}
