//! What the store needs of a file system, and no more: so that tests can take away the power, the space or a permission
//! at any call.
//!
//! Every method does one thing that can fail on its own. What is durable after which call is the contract: bytes after
//! [`Disk::sync`], names after [`Disk::sync_folder`].

use std::io;
use std::path::{Path, PathBuf};

use super::facts::sha256;

/// What a file is at the moment. Two equal ones of one path mean that nobody wrote in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// Device and inode.
    pub identity: (u64, u64),
    /// Length in bytes.
    pub length: u64,
    /// Seconds and nanoseconds of the last change of the content.
    pub modified: (i64, i64),
    /// Seconds and nanoseconds of the last change of anything.
    pub touched: (i64, i64),
    /// Permission bits.
    pub mode: u32,
    /// Owner and group.
    pub owner: (u32, u32),
    /// True for a regular file.
    pub regular: bool,
}

impl Stat {
    /// The same file with the same content, whatever its name and permissions.
    pub fn is_as_written(&self, other: &Self) -> bool {
        (self.identity, self.length, self.modified) == (other.identity, other.length, other.modified)
    }
}

/// Who may read a file that is created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only its owner.
    Private,
    /// Whoever the mask of the process lets.
    Usual,
}

/// A file system. All paths are absolute.
pub trait Disk {
    /// An open file. Closing it gives up its lock.
    type Handle: std::fmt::Debug;

    /// What stands at `path`, links followed.
    ///
    /// # Errors
    /// What the system says.
    fn stat(&self, path: &Path) -> io::Result<Stat>;

    /// The whole content of a regular file, at most `limit` bytes and one.
    ///
    /// # Errors
    /// What the system says; anything but a regular file is refused.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// SHA-256, in lower-case hex, of what [`Disk::read`] would give.
    ///
    /// # Errors
    /// The same.
    fn sum(&self, path: &Path, limit: u64) -> io::Result<String> {
        self.read(path, limit).map(|bytes| sha256(&bytes))
    }

    /// The path without links. The file must be there.
    ///
    /// # Errors
    /// What the system says.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// True when `path` is a link itself, wherever it leads.
    fn is_link(&self, path: &Path) -> bool;

    /// What is in a folder, in order of names; nothing when there is no such folder.
    ///
    /// # Errors
    /// What the system says.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// A new, empty file; never one that is there, and never through a link.
    ///
    /// # Errors
    /// What the system says.
    fn create(&self, path: &Path, access: Access) -> io::Result<Self::Handle>;

    /// A file to lock, made when it is not there.
    ///
    /// # Errors
    /// What the system says.
    fn open(&self, path: &Path) -> io::Result<Self::Handle>;

    /// A file that is there, to lock: opened in a way that those who watch its folder are told nothing when it is closed.
    ///
    /// # Errors
    /// What the system says.
    fn open_quietly(&self, path: &Path) -> io::Result<Self::Handle>;

    /// Takes the lock of a file without waiting; false when somebody else has it.
    ///
    /// # Errors
    /// What the system says, for one that it has no locks.
    fn try_lock(&self, file: &Self::Handle) -> io::Result<bool>;

    /// True when `path` still names this open file.
    ///
    /// # Errors
    /// What the system says.
    fn is_at(&self, file: &Self::Handle, path: &Path) -> io::Result<bool>;

    /// Adds bytes at the end. On an error some of them may be there.
    ///
    /// # Errors
    /// What the system says.
    fn append(&self, file: &mut Self::Handle, bytes: &[u8]) -> io::Result<()>;

    /// Cuts the file to `length` bytes.
    ///
    /// # Errors
    /// What the system says.
    fn cut(&self, file: &mut Self::Handle, length: u64) -> io::Result<()>;

    /// Gives the file the owner and the permissions of another one.
    ///
    /// # Errors
    /// What the system says.
    fn dress(&self, file: &Self::Handle, like: &Stat) -> io::Result<()>;

    /// Waits until the bytes, and what is needed to read them, are on the disk.
    ///
    /// # Errors
    /// What the system says. After an error nothing is known of the bytes; asking again would not tell.
    fn sync(&self, file: &Self::Handle) -> io::Result<()>;

    /// Puts a file in the place of another one, or of none, at once.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name, unless that is taken.
    ///
    /// # Errors
    /// What the system says.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a folder and those above it, for their owner only, and waits until their names are on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Waits a moment for somebody else's lock.
    fn pause(&self);

    /// The home folder of whoever runs this.
    fn home(&self) -> Option<PathBuf>;

    /// True when a process of this number runs on this machine.
    fn runs(&self, process: u32) -> bool;
}
