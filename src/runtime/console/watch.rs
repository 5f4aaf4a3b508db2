//! The watch on the open file. Those on its notes and its registry are the keeper's.

use std::path::Path;
use std::sync::{Arc, Mutex};

use notify::Watcher;

use super::Console;

impl Console {
    /// Watches the folder, because editors and version control replace files instead of writing into them.
    pub(super) fn watcher(&self, path: &Path) -> Option<notify::RecommendedWatcher> {
        let name = path.file_name()?.to_owned();
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (touch, wake) = (Mutex::new(self.touch.clone()), Arc::clone(&self.workers.wake));
        let handler = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if event.kind.is_access() {
                return;
            }
            let ours = event.paths.iter().any(|p| p.file_name() == Some(&name));
            if ours {
                if let Ok(touch) = touch.lock() {
                    let _ = touch.send(());
                }
                let _ = rustix::io::write(&*wake, b"f");
            }
        };
        let mut watcher = notify::recommended_watcher(handler).ok()?;
        watcher.watch(folder, notify::RecursiveMode::NonRecursive).ok()?;
        Some(watcher)
    }
}
