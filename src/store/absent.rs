//! Where there can be no notes: a short way for what reads many briefings.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use super::Home;
use crate::sidecar::SUFFIX;

/// What the state directory keeps of notes: those of folders that take no files, where sidecars were, and changes that an
/// ended run left.
const KEPT: [&str; 3] = ["notes", "sidecars", "journal"];

/// False where no briefing in `folder` has notes: no sidecar is there, and the state directory keeps none of any folder.
pub fn may_hold_notes(home: &Home, folder: &Path) -> bool {
    let is_sidecar = |name: &OsStr| name.to_string_lossy().ends_with(SUFFIX);
    holds(folder, is_sidecar) || KEPT.iter().any(|kept| holds(&home.state.join(kept), |_| true))
}

/// True when a name in this folder is one of those; also where the folder cannot be read, because it may then.
fn holds(folder: &Path, is: impl Fn(&OsStr) -> bool) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.any(|entry| entry.is_ok_and(|entry| is(&entry.file_name()))),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sidecar_or_a_kept_one_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, home) = (dir.path().join("a"), Home { state: dir.path().join("state") });
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.txt"), "x").unwrap();
        assert!(!may_hold_notes(&home, &folder));
        fs::create_dir_all(home.state.join("journal")).unwrap();
        assert!(!may_hold_notes(&home, &folder), "an empty folder keeps nothing");
        fs::write(home.state.join("journal/x"), "").unwrap();
        assert!(may_hold_notes(&home, &folder));
        fs::remove_file(home.state.join("journal/x")).unwrap();
        fs::write(folder.join("other.txt.notes.yaml"), "").unwrap();
        assert!(may_hold_notes(&home, &folder));
    }
}
