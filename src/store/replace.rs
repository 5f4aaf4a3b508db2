//! A file put in the place of another one: whole or not at all, whatever happens in the middle.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::disk::{Access, Disk, Stat};

/// Beginning and end of the names of files that are not finished.
const UNFINISHED: (&str, &str) = (".attache-", ".tmp");

/// Names that are tried for an unfinished file.
const TRIES: u32 = 20;

static NEXT: AtomicU64 = AtomicU64::new(0);

/// Writes `bytes` to a new file beside `target` (links resolved), with the owner and permissions of the `old` one, and
/// waits until they are on the disk. After an error one more file is tried: what became of the first is not known.
///
/// # Errors
/// What the system says; nothing is left behind.
pub(super) fn prepare<D: Disk>(disk: &D, target: &Path, bytes: &[u8], old: Option<&Stat>) -> io::Result<PathBuf> {
    attempt(disk, target, bytes, old).or_else(|first| match first.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Err(first),
        _ => attempt(disk, target, bytes, old),
    })
}

/// Puts a prepared file in the place of `target`, and waits until its name is on the disk.
///
/// # Errors
/// What the system says. The target is the old file or the new one, never a part of either.
pub(super) fn commit<D: Disk>(disk: &D, prepared: &Path, target: &Path) -> io::Result<()> {
    if let Err(error) = disk.rename(prepared, target) {
        let _ = disk.remove(prepared);
        return Err(error);
    }
    disk.sync_folder(folder(target))
}

/// Both steps, for files of our own in the state directory. Losing one of these loses no note.
///
/// # Errors
/// What the system says; the old file stays whole.
pub(super) fn own<D: Disk>(disk: &D, target: &Path, bytes: &[u8]) -> io::Result<()> {
    disk.make_folder(folder(target))?;
    let (mut file, path) = begin(disk, target, Access::Private)?;
    let written = disk.append(&mut file, bytes).and_then(|()| disk.rename(&path, target));
    if written.is_err() {
        let _ = disk.remove(&path);
    }
    written
}

/// Writes a file that must not be there yet, and reads it again to be sure.
///
/// # Errors
/// What the system says, and that other bytes came back; nothing is left behind.
pub(super) fn new_file<D: Disk>(disk: &D, path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    let mut file = disk.create(path, access)?;
    let written = disk
        .append(&mut file, bytes)
        .and_then(|()| disk.sync(&file))
        .and_then(|()| disk.read(path, bytes.len() as u64))
        .and_then(|back| if back == bytes { Ok(()) } else { Err(io::Error::other("other bytes came back")) })
        .and_then(|()| disk.sync_folder(folder(path)));
    if written.is_err() {
        let _ = disk.remove(path);
    }
    written
}

/// Removes what processes that were killed in the middle have left in a folder.
pub(super) fn sweep<D: Disk>(disk: &D, folder: &Path) {
    for path in disk.list(folder).unwrap_or_default() {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let middle = name.strip_prefix(UNFINISHED.0).and_then(|rest| rest.strip_suffix(UNFINISHED.1));
        let process = middle.and_then(|m| m.split('-').next()).and_then(|m| m.parse().ok());
        if process.is_some_and(|process| !disk.runs(process)) {
            let _ = disk.remove(&path);
        }
    }
}

/// The folder that a file is in.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn attempt<D: Disk>(disk: &D, target: &Path, bytes: &[u8], old: Option<&Stat>) -> io::Result<PathBuf> {
    // Where there is an old file, the new one is not open to more people for a moment than the old one was.
    let access = if old.is_some() { Access::Private } else { Access::Usual };
    let (mut file, path) = begin(disk, target, access)?;
    let written = disk.append(&mut file, bytes).and_then(|()| {
        if let Some(old) = old {
            // Not everywhere there are owners and permissions; the notes matter more.
            let _ = disk.dress(&file, old);
        }
        disk.sync(&file)
    });
    match written {
        Ok(()) => Ok(path),
        Err(error) => {
            let _ = disk.remove(&path);
            Err(error)
        }
    }
}

fn begin<D: Disk>(disk: &D, target: &Path, access: Access) -> io::Result<(D::Handle, PathBuf)> {
    for _ in 0..TRIES {
        let serial = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}{}-{serial}{}", UNFINISHED.0, std::process::id(), UNFINISHED.1);
        let path = folder(target).join(name);
        match disk.create(&path, access) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "no name is free for the new file"))
}
