//! When the sidecar does not take the notes: ways out that a reader chooses, each of which loses nothing.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Access, Disk};
use super::replace;
use super::trouble::Trouble;
use super::{Refusal, Store, backup, replay};

/// Names that are tried for a file that must not be there yet.
const TRIES: u32 = 1000;

impl<D: Disk + Clone> Store<D> {
    /// Copies a sidecar that is not understood to a name beside it, and lets the next flush write a fresh one with all
    /// that is known. Gives the name of the copy.
    ///
    /// # Errors
    /// There is nothing to set aside, or no copy can be made; nothing was changed then.
    pub fn set_aside(&mut self) -> Result<PathBuf, Refusal> {
        let look = self.look().map_err(|trouble| self.refusal(&trouble))?;
        let (Some(bytes), Err(_)) = (&look.bytes, self.there(&look)) else {
            let reason = "the notes file can be read: there is nothing to set aside".to_owned();
            return Err(Refusal { reason });
        };
        let mut name = look.target.clone().into_os_string();
        name.push(".aside");
        let copy = self.copy_to(Path::new(&name), bytes).or_else(|_| {
            let folder = backup::folder(&self.home.state, &self.at);
            self.disk.make_folder(&folder)?;
            self.copy_to(&folder.join("aside"), bytes)
        });
        let copy = copy.map_err(|error| self.refusal(&Trouble::Io(error)))?;
        if self.seed.is_none() {
            self.seed = self.seen.sidecar.clone();
        }
        self.given_up.clone_from(&look.bytes);
        Ok(copy)
    }

    /// Writes all notes to a new file in the first of `folders` that takes it. The changes count as durable from then
    /// on. Gives its path.
    ///
    /// # Errors
    /// None of the folders takes it.
    pub fn write_elsewhere(&mut self, folders: &[PathBuf]) -> Result<PathBuf, Refusal> {
        let start = self.seen.sidecar.as_ref().or(self.seed.as_ref()).cloned();
        let name = self.at.file_name().unwrap_or_default().to_owned();
        let start = start.unwrap_or_else(|| self.fresh());
        let mut all = replay::onto(&start, &self.pending);
        let there = all.notebook();
        // A sidecar of a newer version is shown and not rewritten; its notes count all the same.
        self.book.records().iter().filter(|record| there.get(record.id()).is_none()).for_each(|record| all.put(record));
        let bytes = all.to_bytes();
        let mut refused = "no folder to write to".to_owned();
        for folder in folders {
            let written = self.disk.make_folder(folder).and_then(|()| self.copy_to(&folder.join(&name), &bytes));
            match written {
                Ok(path) => {
                    self.journaled = self.pending.len();
                    return Ok(path);
                }
                Err(error) => refused = format!("{}: {}", folder.display(), Trouble::reason(&error)),
            }
        }
        Err(Refusal { reason: refused })
    }

    /// Writes `bytes` to a name that is free: this one, or the same with a number.
    fn copy_to(&self, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        for n in 1..=TRIES {
            let mut name = path.as_os_str().to_owned();
            if n > 1 {
                name.push(format!("-{n}"));
            }
            let path = PathBuf::from(name);
            match replace::new_file(&self.disk, &path, bytes, Access::Private) {
                Ok(()) => return Ok(path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::from(io::ErrorKind::AlreadyExists))
    }

    fn refusal(&self, trouble: &Trouble) -> Refusal {
        Refusal { reason: trouble.line(&self.at) }
    }
}
