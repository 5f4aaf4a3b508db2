//! Whose a draft is. An instance that has drafts holds the lock of a file of its own for as long as it lives, however it
//! ends; so everybody can tell whose drafts are nobody's any more.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use rustix::fs::{FlockOperation, flock};
use rustix::process::{Pid, test_kill_process};

/// This instance of the program.
#[derive(Debug)]
pub(super) struct Owner {
    dir: PathBuf,
    name: String,
    /// Its file, once it has a draft.
    file: OnceLock<File>,
}

impl Owner {
    /// One whose file will be in `dir`; nothing is made yet.
    pub(super) fn new(dir: &Path) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let name = format!("{}-{nanos}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self { dir: dir.to_owned(), name, file: OnceLock::new() }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The name, with the file that says that its owner lives.
    ///
    /// # Errors
    /// Whatever the file system says.
    pub(super) fn alive(&self) -> io::Result<&str> {
        if self.file.get().is_none() {
            let file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o600)
                .open(alive(&self.dir, &self.name))?;
            // Without locks, the number of the process in the name tells whether it lives.
            let _ = flock(&file, FlockOperation::NonBlockingLockExclusive);
            let _ = self.file.set(file);
        }
        Ok(&self.name)
    }

    /// True when the instance of this name has ended.
    pub(super) fn is_free(&self, name: &str) -> bool {
        let path = alive(&self.dir, name);
        let Ok(file) = File::open(&path) else { return true };
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {
                let _ = fs::remove_file(path);
                true
            }
            Err(rustix::io::Errno::WOULDBLOCK) => false,
            Err(_) => {
                let process = name.split('-').next().and_then(|n| n.parse().ok()).and_then(Pid::from_raw);
                process.is_none_or(|process| test_kill_process(process) == Err(rustix::io::Errno::SRCH))
            }
        }
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        if self.file.get().is_some() {
            let _ = fs::remove_file(alive(&self.dir, &self.name));
        }
    }
}

fn alive(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}.alive"))
}
