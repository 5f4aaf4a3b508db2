//! Notices what others do: that one of the files is another one, wherever it really is, and that a process has ended that
//! kept notes (the system closes its journal then, however it ended).
//!
//! Where the system tells nothing, it waits for the next time that the files are written or read, that the terminal gets
//! the focus, or that this program is left.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::thread::Touch;
use crate::store::Real;
use crate::store::disk::Disk;

/// A watch on folders, for the sake of some files in them.
#[derive(Debug)]
pub(super) struct Watch {
    watcher: Option<RecommendedWatcher>,
    folders: BTreeSet<PathBuf>,
    files: Arc<Mutex<BTreeSet<PathBuf>>>,
}

impl Watch {
    /// A watch on the folder of the journals, which is made. It has to be there before one looks for what others left, or
    /// who ends in between is not noticed.
    pub(super) fn new(journals: &Path, touch: Touch) -> Self {
        // Whatever is wrong with it is said when it is needed.
        let _ = Real.make_folder(journals);
        let files = Arc::new(Mutex::new(BTreeSet::new()));
        let (wanted, touch) = (Arc::clone(&files), Mutex::new(touch));
        let handler = move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| concerns(&event, &wanted))
                && let Ok(touch) = touch.lock()
            {
                touch.touched();
            }
        };
        let mut watcher = notify::recommended_watcher(handler).ok();
        if let Some(watcher) = &mut watcher {
            let _ = watcher.watch(journals, RecursiveMode::NonRecursive);
        }
        Self { watcher, folders: BTreeSet::new(), files }
    }

    /// From now on these are the files that matter. One that is not there yet is noticed when it comes, if its folder is.
    pub(super) fn follow(&mut self, files: BTreeSet<PathBuf>) {
        let folders: BTreeSet<PathBuf> = files.iter().filter_map(|file| file.parent()).map(Path::to_owned).collect();
        *self.files.lock().unwrap_or_else(PoisonError::into_inner) = files;
        let Some(watcher) = &mut self.watcher else { return };
        for gone in self.folders.difference(&folders) {
            let _ = watcher.unwatch(gone);
        }
        // One that cannot be watched, because it is not there, is tried again.
        let has_a_watch = |folder: &PathBuf| {
            self.folders.contains(folder) || watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
        };
        self.folders = folders.into_iter().filter(has_a_watch).collect();
    }
}

fn concerns(event: &notify::Event, wanted: &Mutex<BTreeSet<PathBuf>>) -> bool {
    let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|e| e == "journal");
    if event.kind == closed && event.paths.iter().any(is_journal) {
        return true;
    }
    let wanted = wanted.lock().unwrap_or_else(PoisonError::into_inner);
    !event.kind.is_access() && event.paths.iter().any(|path| wanted.contains(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, ModifyKind};

    #[test]
    fn only_the_files_that_matter_and_the_ends_of_journals_do() {
        let wanted = Mutex::new(BTreeSet::from([PathBuf::from("/a/entities.yaml")]));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let made = EventKind::Create(CreateKind::File);
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let told = |kind, path: &str| concerns(&notify::Event::new(kind).add_path(PathBuf::from(path)), &wanted);
        assert!(told(closed, "/state/journal/1-0-7.journal") && !told(written, "/state/journal/1-0-7.journal"));
        assert!(told(made, "/a/entities.yaml") && told(written, "/a/entities.yaml"));
        assert!(!told(closed, "/a/entities.yaml") && !told(made, "/a/other") && !told(made, "/entities.yaml"));
    }
}
