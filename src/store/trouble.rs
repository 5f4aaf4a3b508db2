//! What can be wrong when a sidecar is read or written, in words that say what to do.

use std::io;
use std::path::Path;

use super::Flush;

/// Why a sidecar was not written.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It is not understood, and is not touched.
    Unreadable {
        /// What is wrong.
        message: String,
        /// Line and column, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
    },
    /// A newer version of the program wrote it.
    Newer,
    /// What stands there is no file to write: what it is, and what to do.
    NoFile(String),
    /// Somebody else writes, for longer than one waits.
    Busy,
    /// It changes again and again while it is written.
    Restless,
    /// What would be written does not read back as what it should say.
    Unfaithful,
    /// The folder takes no new file.
    Folder(io::Error),
    /// The system said no to something else.
    Io(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Trouble {
    /// One line: the file, what is wrong, what to do.
    pub(super) fn line(&self, sidecar: &Path) -> String {
        let name = sidecar.file_name().unwrap_or_default().to_string_lossy();
        match self {
            Self::Unreadable { message, line, column } => {
                format!("{name}:{line}:{column}: {message}; left as it is, until it is mended or set aside")
            }
            Self::Newer => format!("{name}: written by a newer version, not changed; update this program"),
            Self::NoFile(what) => format!("{name}: {what}"),
            Self::Busy => format!("{name}: another process has been writing it for 2 seconds; trying again"),
            Self::Restless => format!("{name}: keeps changing while it is written; trying again"),
            Self::Unfaithful => format!("{name}: would not read back as it should; not written, please report this"),
            Self::Folder(error) | Self::Io(error) => format!("{name}: {}; {}", Self::reason(error), cure(error)),
        }
    }

    /// What came of the flush; `durable` when the journal has the changes.
    pub(super) fn outcome(&self, sidecar: &Path, durable: bool) -> Flush {
        let reason = self.line(sidecar);
        if !durable {
            return Flush::Unsaved(reason);
        }
        let place = match self {
            Self::Unreadable { line, column, .. } => Some((*line, *column)),
            _ => None,
        };
        let again = matches!(self, Self::Busy | Self::Restless | Self::Folder(_) | Self::Io(_));
        Flush::Aside { reason, place, again }
    }

    /// What the system said, without its number.
    pub(super) fn reason(error: &io::Error) -> String {
        crate::files::reason(error)
    }
}

fn cure(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "allow writing there",
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "bring its folder back",
        io::ErrorKind::InvalidFilename => "give the briefing a shorter name",
        _ => "see to the disk",
    }
}
