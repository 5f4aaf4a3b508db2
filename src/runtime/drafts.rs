//! The thread that writes drafts: typing never waits for a disk, and the latest draft is always the one that is written
//! last.

use std::collections::HashSet;
use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use super::worker;
use crate::app::Action;
use crate::drafts::{DraftFiles, Drafts};

/// The thread, and the way to it.
type Running = (Sender<(u64, Drafts)>, JoinHandle<()>);

/// Drafts on their way to the disk.
#[derive(Debug)]
pub struct Writer {
    files: DraftFiles,
    results: Sender<Action>,
    wake: Arc<OwnedFd>,
    /// There is one from the first draft on: most readings have none, and the first frame does not wait for it.
    thread: Option<Running>,
}

impl Writer {
    /// A writer. What comes of each draft is sent to `results`, and a byte to `wake`.
    pub fn new(files: DraftFiles, results: Sender<Action>, wake: Arc<OwnedFd>) -> Self {
        Self { files, results, wake, thread: None }
    }

    /// Writes drafts when their turn comes.
    pub fn keep(&mut self, serial: u64, drafts: Drafts) {
        if self.thread.is_none() {
            self.thread = self.start().ok();
        }
        let sent = match &self.thread {
            Some((sender, _)) => sender.send((serial, drafts)).map_err(|refused| refused.0),
            None => Err((serial, drafts)),
        };
        if let Err((serial, drafts)) = sent {
            // There is no thread to be had, or a fault of this program has ended it: typing waits for the disk.
            self.thread = None;
            let _ = self.results.send(worker::keep_drafts(&self.files, serial, &drafts));
        }
    }

    fn start(&self) -> io::Result<Running> {
        let (sender, drafts) = mpsc::channel();
        let (files, results, wake) = (self.files.clone(), self.results.clone(), Arc::clone(&self.wake));
        let thread = std::thread::Builder::new().name("attache-drafts".to_owned()).spawn(move || {
            write_all(&files, &drafts, |action| {
                let _ = results.send(action);
                let _ = rustix::io::write(&*wake, b"d");
            });
        })?;
        Ok((sender, thread))
    }

    /// Waits until everything is written.
    pub fn finish(&mut self) {
        if let Some((sender, thread)) = self.thread.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Writes what comes in; of several versions for one briefing that wait, only the last.
fn write_all(files: &DraftFiles, drafts: &Receiver<(u64, Drafts)>, mut told: impl FnMut(Action)) {
    while let Ok(first) = drafts.recv() {
        let mut waiting: Vec<(u64, Drafts)> = std::iter::once(first).chain(drafts.try_iter()).collect();
        let mut seen = HashSet::new();
        waiting.reverse();
        waiting.retain(|(_, drafts)| seen.insert(drafts.path.clone()));
        waiting.reverse();
        for (serial, drafts) in waiting {
            told(worker::keep_drafts(files, serial, &drafts));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::compose::DraftNews;
    use crate::drafts::{Draft, Of};
    use crate::note::{NoteKind, Status, Target};
    use std::path::PathBuf;

    fn drafts(path: &str, text: &str) -> Drafts {
        let draft = Draft {
            of: Of::New(Target::Briefing),
            kind: NoteKind::Note,
            colour: None,
            tags: Vec::new(),
            status: Status::Open,
            text: text.to_owned(),
            begun: String::new(),
        };
        Drafts { path: PathBuf::from(path), list: vec![draft] }
    }

    #[test]
    fn the_last_version_of_each_briefing_is_on_the_disk_at_the_end() {
        let home = tempfile::tempdir().unwrap();
        let files = DraftFiles::in_state(home.path());
        let (results, told) = mpsc::channel();
        let (_reader, wake) = rustix::pipe::pipe().unwrap();
        let mut writer = Writer::new(files.clone(), results, Arc::new(wake));
        for n in 0..50 {
            writer.keep(n, drafts("/a.txt", &n.to_string()));
        }
        writer.keep(0, drafts("/b.txt", "other"));
        writer.finish();
        let text = |path: &str| files.of_path(&PathBuf::from(path)).list[0].text.clone();
        assert_eq!((text("/a.txt"), text("/b.txt")), ("49".to_owned(), "other".to_owned()));
        let last = told.try_iter().filter_map(|action| match action {
            Action::Drafts(path, DraftNews::Kept(serial)) if path.ends_with("a.txt") => Some(serial),
            _ => None,
        });
        assert_eq!(last.last(), Some(49));
    }
}
