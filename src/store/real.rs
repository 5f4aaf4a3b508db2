//! The disk as it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::disk::{Access, Disk, Stat};
use super::facts::hex;
use crate::files;

/// The file system of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Real;

impl Disk for Real {
    type Handle = File;

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        fs::metadata(path).map(|meta| stat(&meta))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let (file, length) = regular(path)?;
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(limit)).unwrap_or(0).saturating_add(1));
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// In pieces: a briefing may be large, and its notes small.
    fn sum(&self, path: &Path, limit: u64) -> io::Result<String> {
        let (file, _) = regular(path)?;
        let mut digest = Sha256::new();
        files::digest(file.take(limit.saturating_add(1)), &mut digest)?;
        Ok(hex(&digest.finalize()))
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn is_link(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.sort();
        Ok(paths)
    }

    fn create(&self, path: &Path, access: Access) -> io::Result<File> {
        let mode = match access {
            Access::Private => 0o600,
            Access::Usual => 0o666,
        };
        OpenOptions::new()
            .read(true)
            .append(true)
            .create_new(true)
            .mode(mode)
            .custom_flags(i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or(0))
            .open(path)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)
    }

    fn open_quietly(&self, path: &Path) -> io::Result<File> {
        let file = File::open(path)?;
        match rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
            // Over a network only a file that is open for writing can be locked.
            Err(rustix::io::Errno::BADF) => OpenOptions::new().read(true).append(true).open(path),
            _ => Ok(file),
        }
    }

    fn try_lock(&self, file: &File) -> io::Result<bool> {
        match rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(true),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn is_at(&self, file: &File, path: &Path) -> io::Result<bool> {
        let there = match fs::symlink_metadata(path) {
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        let here = file.metadata()?;
        Ok((here.dev(), here.ino()) == (there.dev(), there.ino()))
    }

    fn append(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn cut(&self, file: &mut File, length: u64) -> io::Result<()> {
        file.set_len(length)
    }

    fn dress(&self, file: &File, like: &Stat) -> io::Result<()> {
        let own = file.metadata()?;
        let mut owned = Ok(());
        if (own.uid(), own.gid()) != like.owner {
            // Somebody else's file in a folder that we may write to: the group at least is worth keeping.
            owned = std::os::unix::fs::fchown(file, Some(like.owner.0), Some(like.owner.1))
                .or_else(|_| std::os::unix::fs::fchown(file, None, Some(like.owner.1)));
        }
        file.set_permissions(fs::Permissions::from_mode(like.mode))?;
        owned
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        // fdatasync: the length is written with the bytes, the times of the file are not worth a second write.
        file.sync_data()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) => Ok(()),
            // A file system that does not know how: a second name is refused where there is one, too.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
                fs::hard_link(from, to)?;
                fs::remove_file(from)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some file systems have no such thing for folders; they order names on their own.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            other => other,
        }
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        let above = folder.parent().filter(|p| !p.as_os_str().is_empty());
        if let Some(above) = above {
            self.make_folder(above)?;
        }
        match fs::DirBuilder::new().mode(0o700).create(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        above.map_or(Ok(()), |above| self.sync_folder(above))
    }

    fn pause(&self) {
        std::thread::sleep(Duration::from_millis(10));
    }

    fn home(&self) -> Option<PathBuf> {
        crate::files::home().filter(|home| home.is_absolute())
    }

    fn runs(&self, process: u32) -> bool {
        let pid = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
        pid.is_some_and(|pid| rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
    }
}

/// Opens a regular file, and tells its length.
fn regular(path: &Path) -> io::Result<(File, u64)> {
    // Asked before it is opened: opening a pipe without a writer would wait for ever.
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        let what = if meta.is_dir() { "is a folder" } else { "is no regular file" };
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    }
    Ok((File::open(path)?, meta.len()))
}

fn stat(meta: &fs::Metadata) -> Stat {
    Stat {
        identity: (meta.dev(), meta.ino()),
        length: meta.len(),
        modified: (meta.mtime(), meta.mtime_nsec()),
        touched: (meta.ctime(), meta.ctime_nsec()),
        mode: meta.permissions().mode() & 0o7777,
        owner: (meta.uid(), meta.gid()),
        regular: meta.is_file(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sha256;

    #[test]
    fn a_sum_is_that_of_what_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        for length in [0, 1, 8 * 1024, 20_000] {
            let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(length).collect();
            fs::write(&path, &bytes).unwrap();
            assert_eq!(Real.sum(&path, 1 << 20).unwrap(), sha256(&bytes));
            assert_eq!(Real.sum(&path, 100).unwrap(), sha256(&Real.read(&path, 100).unwrap()));
        }
        assert!(Real.sum(dir.path(), 100).unwrap_err().to_string().contains("is a folder"));
    }
}
