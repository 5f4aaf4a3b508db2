//! Small files of the program's own, in its state directory: whose turn it is to change them, and how they are replaced.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};

/// Times that somebody else's turn is waited for, a hundredth of a second apart.
const PATIENCE: u32 = 100;

/// Makes a folder that only its owner may look into.
///
/// # Errors
/// Whatever the file system says.
pub fn folder(dir: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

/// Waits until nobody else changes what is in `dir`; for a second at most, and where there are no locks, not at all. It is
/// one's turn for as long as what is given lives.
pub fn turn(dir: &Path) -> Option<File> {
    let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(dir.join("lock")).ok()?;
    for _ in 0..PATIENCE {
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Err(rustix::io::Errno::WOULDBLOCK) => std::thread::sleep(Duration::from_millis(10)),
            _ => return Some(file),
        }
    }
    None
}

/// Puts `bytes` in the place of what is in a file, which only its owner may read. Whoever looks sees the old or the new.
///
/// # Errors
/// Whatever the file system says; the old content stays whole.
pub fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let dir = file.parent().unwrap_or(Path::new("."));
    let mut temp = tempfile::NamedTempFile::new_in(dir)?;
    temp.write_all(bytes)?;
    temp.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn it_is_one_turn_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let one = turn(dir.path());
        assert!(one.is_some());
        assert!(turn(dir.path()).is_none(), "the other one has it still");
        drop(one);
        assert!(turn(dir.path()).is_some());
        assert!(turn(&dir.path().join("gone")).is_none());
    }

    #[test]
    fn what_is_replaced_is_whole_and_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a");
        fs::write(&file, "old").unwrap();
        replace(&file, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(replace(&dir.path().join("gone/a"), b"x").is_err());
    }
}
