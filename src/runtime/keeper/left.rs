//! Notices that another process has ended that kept notes: the system closes its journal then, however it ended.
//!
//! Without this, what a killed process left would wait for the next start. Where the system tells nothing of files that
//! are closed, it waits for the next time that the sidecar is written or read, or this program is left.

use std::path::Path;
use std::sync::Mutex;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::thread::Touch;

/// Watches the folder of the journals, which must be there.
pub(super) fn watch(journals: &Path, touch: Touch) -> Option<RecommendedWatcher> {
    let touch = Mutex::new(touch);
    let handler = move |event: notify::Result<notify::Event>| {
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        if event.is_ok_and(|event| event.kind == closed)
            && let Ok(touch) = touch.lock()
        {
            touch.touched();
        }
    };
    let mut watcher = notify::recommended_watcher(handler).ok()?;
    watcher.watch(journals, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}
