//! The watch on the open file, its notes and its registry.

use std::path::Path;
use std::sync::{Arc, Mutex};

use notify::Watcher;

use super::Console;
use crate::store;

impl Console {
    /// Watches the folder, because editors and version control replace files instead of writing into them.
    pub(super) fn watcher(&self, path: &Path) -> Option<notify::RecommendedWatcher> {
        let name = path.file_name()?.to_owned();
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (touch, wake) = (Mutex::new(self.touch.clone()), Arc::clone(&self.workers.wake));
        let (notes, sidecar) = (Mutex::new(self.keeper.touch()), store::beside(path));
        let registry = store::registry_for(folder);
        let here = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let beyond = registry.parent().filter(|above| *above != here).map(Path::to_owned);
        let above = beyond.clone();
        let handler = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if event.kind.is_access() {
                return;
            }
            let kept = [sidecar.file_name(), registry.file_name()];
            if event.paths.iter().any(|p| kept.contains(&p.file_name()))
                && let Ok(notes) = notes.lock()
            {
                notes.touched();
            }
            let ours = event.paths.iter().any(|p| p.file_name() == Some(&name) && p.parent() != beyond.as_deref());
            if ours {
                if let Ok(touch) = touch.lock() {
                    let _ = touch.send(());
                }
                let _ = rustix::io::write(&*wake, b"f");
            }
        };
        let mut watcher = notify::recommended_watcher(handler).ok()?;
        watcher.watch(folder, notify::RecursiveMode::NonRecursive).ok()?;
        if let Some(above) = above {
            // Without it the registry is read again before each change of ours all the same.
            let _ = watcher.watch(&above, notify::RecursiveMode::NonRecursive);
        }
        Some(watcher)
    }
}
