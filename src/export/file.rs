//! Exports in files: a new one is written, one of our own is brought up to date, any other is left alone unless somebody
//! said that it may go.

use std::path::{Path, PathBuf};

use super::markdown::managed::{self, Block};
use crate::files::save::{self, Existing, SaveError};
use crate::files::{self, FileError};

/// Whether a file that is no export of ours may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Nobody said so.
    Missing,
    /// Somebody did.
    Given,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Ids of blocks that had been changed by hand; those words are still there, as their writer's own.
    pub aside: Vec<String>,
    /// How many blocks went, because nothing that is exported stands for them.
    pub gone: usize,
}

/// Why an export was not written. Its message names the file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is a file that no export wrote.
    #[error("{}: exists already, was not written by an export and is left as it is", .0.display())]
    NotOurs(PathBuf),
    /// The file that is there cannot be read.
    #[error(transparent)]
    Read(#[from] FileError),
    /// The new one cannot be written.
    #[error(transparent)]
    Save(SaveError),
}

/// Writes Markdown to `out`, or brings up to date the export that is there.
///
/// # Errors
/// See [`ExportError`].
pub fn keep_up(out: &Path, blocks: &[Block], consent: Consent) -> Result<Kept, ExportError> {
    let there = if out.exists() { Some(files::read(out)?) } else { None };
    let existing = there.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
    match existing {
        Some(existing) if managed::is_export(existing) => {
            let merged = managed::merge(existing, blocks);
            if merged.text != existing {
                save::write(out, merged.text.as_bytes(), Existing::Replace)?;
            }
            Ok(Kept { aside: merged.aside, gone: merged.gone })
        }
        // A file without words, made to be written into, is nobody's loss.
        Some(existing) if existing.trim().is_empty() => replace(out, blocks),
        _ if consent == Consent::Given => replace(out, blocks),
        _ => whole(out, managed::fresh(blocks).as_bytes(), consent).map(|()| Kept::default()),
    }
}

fn replace(out: &Path, blocks: &[Block]) -> Result<Kept, ExportError> {
    whole(out, managed::fresh(blocks).as_bytes(), Consent::Given).map(|()| Kept::default())
}

/// Writes a whole file.
///
/// # Errors
/// See [`ExportError`].
pub fn whole(out: &Path, bytes: &[u8], consent: Consent) -> Result<(), ExportError> {
    let existing = if consent == Consent::Given { Existing::Replace } else { Existing::Keep };
    Ok(save::write(out, bytes, existing)?)
}

impl From<SaveError> for ExportError {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Exists(path) => Self::NotOurs(path),
            SaveError::Io { .. } => Self::Save(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_of_somebody_elses_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("notes.md");
        let blocks = [Block { id: "a".to_owned(), body: "words".to_owned() }];
        for mine in [&b"# mine\n"[..], b"\xff\xfe"] {
            fs::write(&out, mine).unwrap();
            assert!(matches!(keep_up(&out, &blocks, Consent::Missing), Err(ExportError::NotOurs(_))));
            assert_eq!(fs::read(&out).unwrap(), mine);
        }
        keep_up(&out, &blocks, Consent::Given).unwrap();
        let ours = fs::read_to_string(&out).unwrap();
        assert!(managed::is_export(&ours));
        fs::write(&out, format!("{ours}\nMy own words.\n")).unwrap();
        // With or without consent: an export is brought up to date, never replaced.
        for consent in [Consent::Missing, Consent::Given] {
            assert_eq!(keep_up(&out, &blocks, consent).unwrap(), Kept::default());
            assert!(fs::read_to_string(&out).unwrap().ends_with("My own words.\n"));
        }
        fs::write(&out, "\n").unwrap();
        keep_up(&out, &blocks, Consent::Missing).unwrap();
        assert_eq!(fs::read_to_string(&out).unwrap(), ours);
        assert!(matches!(whole(&out, b"", Consent::Missing), Err(ExportError::NotOurs(_))));
    }
}
