//! Reading documents from disk: regular files of a bearable size, and a plain answer for everything else.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::text;

mod home;
pub mod save;
pub mod state;

pub use home::home;

/// Largest document in bytes (1 GiB).
pub const MAX_BYTES: u64 = 1 << 30;

/// File name endings that may be briefings.
pub const EXTENSIONS: [&str; 9] = ["txt", "text", "md", "markdown", "rst", "html", "htm", "yaml", "yml"];

/// Why a file cannot be read. Its message names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system said no.
    #[error("{}: {}", path.display(), reason(why))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said. It is part of the message, so that it is not told again as its source.
        why: io::Error,
    },
    /// A directory where a file is needed.
    #[error("{}: is a directory; give a file in it, or only the directory to choose from it", .0.display())]
    Directory(PathBuf),
    /// A pipe, socket or device.
    #[error("{}: is {what}, not a regular file; `attache - < FILE` reads from a pipe", path.display())]
    Special {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("{}: has {bytes} bytes, more than the limit of {MAX_BYTES}; split it first", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
}

/// A path from the root, links resolved where it is there.
pub fn real(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// True when both paths lead to one file, by another name too.
pub fn is_same(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let file = |path: &Path| fs::metadata(path).map(|meta| (meta.dev(), meta.ino())).ok();
    real(a) == real(b) || file(a).is_some_and(|a| file(b) == Some(a))
}

/// What the system said, without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text::slice(&text, 0..at).to_owned(),
        None => text,
    }
}

/// The whole content of a regular file.
///
/// # Errors
/// See [`FileError`].
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    read_after(path, 0, |_| Ok::<(), FileError>(()))
}

/// The same, once `check` has nothing against its first bytes, at most `head` of them.
///
/// # Errors
/// See [`FileError`], and what `check` says.
pub fn read_after<E: From<FileError>>(
    path: &Path,
    head: usize,
    check: impl FnOnce(&[u8]) -> Result<(), E>,
) -> Result<Vec<u8>, E> {
    let (mut file, length) = open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).saturating_add(1));
    file.by_ref().take(head as u64).read_to_end(&mut bytes).map_err(|e| at(path, e))?;
    check(&bytes)?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|e| at(path, e))?;
    match bytes.len() as u64 {
        len if len > MAX_BYTES => Err(FileError::TooLarge { path: path.to_owned(), bytes: len }.into()),
        _ => Ok(bytes),
    }
}

/// Feeds all that `source` has to a digest, in pieces, so that a large file takes no room.
///
/// # Errors
/// What the system says.
pub fn digest(mut source: impl Read, digest: &mut Sha256) -> io::Result<()> {
    let mut piece = [0; 8 * 1024];
    loop {
        match source.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => digest.update(piece.get(..length).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The first bytes of a regular file, at most `limit`, and its full length.
///
/// # Errors
/// See [`FileError`].
pub fn read_head(path: &Path, limit: usize) -> Result<(Vec<u8>, u64), FileError> {
    let (file, length) = open(path)?;
    let mut bytes = Vec::with_capacity(limit);
    file.take(limit as u64).read_to_end(&mut bytes).map_err(|e| at(path, e))?;
    Ok((bytes, length))
}

/// Whether a document can be read at all: it is opened, and nothing of it is read.
///
/// # Errors
/// See [`FileError`].
pub fn probe(path: &Path) -> Result<(), FileError> {
    open(path).map(drop)
}

/// A whole document from a stream such as standard input.
///
/// # Errors
/// What the stream says, or that it is too large.
pub fn read_stream(stream: impl Read) -> Result<Vec<u8>, FileError> {
    let name = Path::new("standard input");
    let mut bytes = Vec::new();
    stream.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|e| at(name, e))?;
    match bytes.len() as u64 {
        len if len > MAX_BYTES => Err(FileError::TooLarge { path: name.to_owned(), bytes: len }),
        _ => Ok(bytes),
    }
}

/// The files directly in `folder` that may be briefings, by name. Sidecars are none.
///
/// # Errors
/// See [`FileError`].
pub fn briefings_in(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(|e| at(folder, e))?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| may_be_briefing(path) && path.is_file())
        .collect();
    found.sort();
    Ok(found)
}

/// True for names that briefings have: a known ending, not hidden, no sidecar, no export of notes, no registry.
pub fn may_be_briefing(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    let known = path.extension().is_some_and(|e| EXTENSIONS.contains(&e.to_string_lossy().to_lowercase().as_str()));
    known
        && !name.starts_with('.')
        && !name.ends_with(".notes.yaml")
        && !name.ends_with(".notes.md")
        && name != "entities.yaml"
}

fn open(path: &Path) -> Result<(File, u64), FileError> {
    // Ask before opening: opening a pipe without a writer would wait for ever.
    let kind = fs::metadata(path).map_err(|e| at(path, e))?;
    if kind.is_dir() {
        return Err(FileError::Directory(path.to_owned()));
    }
    if !kind.is_file() {
        return Err(FileError::Special { path: path.to_owned(), what: special(&kind) });
    }
    if kind.len() > MAX_BYTES {
        return Err(FileError::TooLarge { path: path.to_owned(), bytes: kind.len() });
    }
    Ok((File::open(path).map_err(|e| at(path, e))?, kind.len()))
}

fn at(path: &Path, why: io::Error) -> FileError {
    FileError::Io { path: path.to_owned(), why }
}

fn special(kind: &fs::Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = kind.file_type();
    match () {
        () if kind.is_fifo() => "a named pipe",
        () if kind.is_socket() => "a socket",
        () => "a device",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files() {
        let home = tempfile::tempdir().unwrap();
        assert!(matches!(read(home.path()), Err(FileError::Directory(_))));
        assert!(matches!(read(&home.path().join("none")), Err(FileError::Io { .. })));
        let message = read(Path::new("/dev/null")).unwrap_err().to_string();
        assert!(message.contains("a device"), "{message}");
    }

    /// What is not there is said only by whoever knows it.
    #[test]
    fn reasons_are_those_of_the_system_and_no_guess() {
        let system = io::Error::from_raw_os_error(2);
        assert_eq!(reason(&system), "No such file or directory");
        let bare = reason(&io::ErrorKind::NotFound.into());
        assert!(!bare.contains("folder"), "{bare}");
        let told = read(Path::new("/nonexistent/a.txt")).unwrap_err().to_string();
        assert_eq!(told, "/nonexistent/a.txt: No such file or directory");
    }

    #[test]
    fn heads_are_as_long_as_asked_for() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.txt");
        fs::write(&path, "one\n\ntwo\n\nthree").unwrap();
        assert_eq!(read_head(&path, 12).unwrap(), (b"one\n\ntwo\n\nth".to_vec(), 15));
        assert_eq!(read_head(&path, 100).unwrap().0.len(), 15);
        assert_eq!(read(&path).unwrap().len(), 15);
    }

    #[test]
    fn what_its_head_speaks_against_is_not_read() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.txt");
        fs::write(&path, "0123456789").unwrap();
        let refuse = |head: &[u8]| Err(FileError::Directory(String::from_utf8_lossy(head).into_owned().into()));
        let told = read_after(&path, 4, refuse).unwrap_err().to_string();
        assert!(told.starts_with("0123:"), "{told}");
        assert_eq!(read_after(&path, 4, |_| Ok::<(), FileError>(())).unwrap(), b"0123456789");
    }

    #[test]
    fn sidecars_are_no_briefings() {
        for (name, is) in [
            ("a.txt", true),
            ("a.txt.notes.yaml", false),
            ("a.txt.notes.md", false),
            ("entities.yaml", false),
            (".a.md", false),
            ("a.png", false),
            ("B.HTML", true),
        ] {
            assert_eq!(may_be_briefing(Path::new(name)), is, "{name}");
        }
    }
}
