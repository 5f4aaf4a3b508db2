//! Writing files that belong to the reader: whole or not at all, and never over something unasked.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

/// What to do where there is a file already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave it and say so.
    Keep,
    /// Put the new one in its place, with its permissions.
    Replace,
}

/// Why a file was not written. Its message names the file.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// There is one, and it was to be kept.
    #[error("{}: exists already and is left as it is", .0.display())]
    Exists(PathBuf),
    /// The system said no.
    #[error("{}: cannot be written: {}", path.display(), super::reason(why))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said. It is part of the message, so that it is not told again as its source.
        why: io::Error,
    },
}

/// Writes `bytes` to `path`. Whoever looks sees either the old content or the new one.
///
/// # Errors
/// What the file system says, and [`Existing::Keep`] where there is a file.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), SaveError> {
    let fault = |why: io::Error| SaveError::Io { path: path.to_owned(), why };
    // What a link points to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (temp, folder) = prepare(&target, bytes).map_err(fault)?;
    match existing {
        Existing::Keep => temp.persist_noclobber(&target).map_err(|e| match e.error.kind() {
            io::ErrorKind::AlreadyExists => SaveError::Exists(path.to_owned()),
            _ => fault(e.error),
        })?,
        Existing::Replace => temp.persist(&target).map_err(|e| fault(e.error))?,
    }
    // The name itself is on the disk only when its folder is; not every file system can say so.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// A finished file beside `target`, not yet under its name, and the folder of both.
fn prepare(target: &Path, bytes: &[u8]) -> io::Result<(TempPath, PathBuf)> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut temp = NamedTempFile::new_in(&folder).map_err(without_path)?;
    temp.as_file_mut().write_all(bytes)?;
    temp.as_file().set_permissions(permissions(target))?;
    temp.as_file().sync_all()?;
    Ok((temp.into_temp_path(), folder))
}

/// The library names the temporary file, which nobody has heard of; the message names the file that was wanted. What is not
/// there when a new file is made can only be its folder.
fn without_path(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::NotFound => io::Error::new(io::ErrorKind::NotFound, "its folder is not there"),
        _ if error.raw_os_error().is_some() => error,
        kind => kind.into(),
    }
}

/// Those of the file that is there; else readable by all who may read the folder, as far as the reader's mask allows.
fn permissions(target: &Path) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(target).map_or_else(
        |_| {
            let mask = rustix::process::umask(rustix::fs::Mode::empty());
            rustix::process::umask(mask);
            fs::Permissions::from_mode(0o666 & !mask.bits())
        },
        |known| fs::Permissions::from_mode(known.permissions().mode() & 0o7777),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_file_is_kept_or_replaced_whole() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.yaml");
        write(&path, b"one", Existing::Keep).unwrap();
        let told = write(&path, b"two", Existing::Keep).unwrap_err().to_string();
        assert!(told.contains("exists already"), "{told}");
        assert_eq!(fs::read(&path).unwrap(), b"one");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let link = home.path().join("link.yaml");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&link, b"two", Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
    }

    #[test]
    fn nothing_is_left_behind_where_nothing_can_be_written() {
        let told = write(Path::new("/nonexistent/folder/a"), b"", Existing::Replace).unwrap_err();
        assert!(told.to_string().starts_with("/nonexistent/folder/a: cannot be written: "), "{told}");
        let whole = format!("{:#}", anyhow::Error::from(told));
        assert!(!whole.contains(".tmp") && whole.ends_with("its folder is not there"), "{whole}");
        assert_eq!(whole.matches("cannot be written").count(), 1);
        assert!(whole.matches(": ").count() == 2, "the reason is told once: {whole}");
    }
}
