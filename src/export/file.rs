//! Exports in files: a new one is written, one of our own is brought up to date, any other is left alone unless somebody
//! said that it may go.

use std::path::{Path, PathBuf};

use super::markdown::managed::{self, Block};
use crate::files::save::{self, Existing, SaveError};
use crate::files::{self, FileError};
use crate::sidecar::{self, REGISTRY, SUFFIX};
use crate::yaml;

/// Bytes of a file that are looked through for what an export wrote.
const LOOKED_AT: usize = 64 * 1024;

/// The files directly in `folder` that may be briefings, by name; an export is none, whatever it is called.
///
/// # Errors
/// See [`FileError`].
pub fn briefings_in(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let mut found = files::briefings_in(folder)?;
    found.retain(|path| !is_export(path));
    Ok(found)
}

/// True for a file that an export wrote, whatever it is called.
pub fn is_export(path: &Path) -> bool {
    let is_markdown = path.extension().is_some_and(|e| ["md", "markdown"].iter().any(|md| e.eq_ignore_ascii_case(md)));
    let head = || files::read_head(path, LOOKED_AT).map(|(bytes, _)| bytes).unwrap_or_default();
    is_markdown && managed::is_export(&String::from_utf8_lossy(&head()))
}

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
    /// Whose blocks are among those that went, though they were not looked at: files or entities.
    pub others: Vec<String>,
}

/// Why an export was not written. Its message names the file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is a file that no export wrote.
    #[error("{}: exists already, was not written by an export and is left as it is", .0.display())]
    NotOurs(PathBuf),
    /// There is a file, and what is to be written is written whole.
    #[error("{}: exists already and is left as it is", .0.display())]
    Exists(PathBuf),
    /// What stands there is a reader's notes or names, of which an export would be the end.
    #[error("{}: holds notes or names: give another name", .0.display())]
    Records(PathBuf),
    /// An export stands there of what was not looked at now, and would go.
    #[error("{}: holds an export of {} as well, which would go: export them together, or give another name", path.display(), names.join(", "))]
    Others {
        /// The file.
        path: PathBuf,
        /// Briefings or entities.
        names: Vec<String>,
    },
    /// The file that is there cannot be read.
    #[error(transparent)]
    Read(#[from] FileError),
    /// The new one cannot be written.
    #[error(transparent)]
    Save(SaveError),
}

/// What is to be written to a file that is brought up to date.
#[derive(Debug, Clone, Copy)]
pub struct Blocks<'a> {
    /// The blocks, in order.
    pub blocks: &'a [Block],
    /// Ids of the heads of what was looked at and has no blocks now: what an earlier export wrote of it may go.
    pub looked_at: &'a [String],
}

impl<'a> Blocks<'a> {
    /// These, and nothing else was looked at.
    pub fn only(blocks: &'a [Block]) -> Self {
        Self { blocks, looked_at: &[] }
    }
}

/// Writes Markdown to `out`, or brings up to date the export that is there. Blocks of what was not looked at go with consent
/// only.
///
/// # Errors
/// See [`ExportError`].
pub fn keep_up(out: &Path, new: Blocks<'_>, consent: Consent) -> Result<Kept, ExportError> {
    no_records(out)?;
    let blocks = new.blocks;
    let there = if out.exists() { Some(files::read(out)?) } else { None };
    let existing = there.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
    match existing {
        Some(existing) if managed::is_export(existing) => {
            let others = managed::strangers(existing, blocks, new.looked_at);
            if !others.is_empty() && consent == Consent::Missing {
                return Err(ExportError::Others { path: out.to_owned(), names: others });
            }
            let merged = managed::merge(existing, blocks);
            if merged.text != existing {
                save::write(out, merged.text.as_bytes(), Existing::Replace)?;
            }
            Ok(Kept { aside: merged.aside, gone: merged.gone, others })
        }
        // A file without words, made to be written into, is nobody's loss.
        Some(existing) if existing.trim().is_empty() => replace(out, blocks),
        _ if consent == Consent::Given => replace(out, blocks),
        _ => match whole(out, managed::fresh(blocks).as_bytes(), consent) {
            Err(ExportError::Exists(path)) => Err(ExportError::NotOurs(path)),
            done => done.map(|()| Kept::default()),
        },
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
    no_records(out)?;
    let existing = if consent == Consent::Given { Existing::Replace } else { Existing::Keep };
    Ok(save::write(out, bytes, existing)?)
}

/// Refuses a file that holds notes or names, or has the name of one; behind a link as well, and whatever it is called.
fn no_records(out: &Path) -> Result<(), ExportError> {
    let is_named = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(SUFFIX) || name == REGISTRY
    };
    // What is longer than any YAML that is read is known by its beginning.
    let holds = || files::read_head(out, yaml::MAX_BYTES).is_ok_and(|(head, _)| sidecar::holds_records(&head));
    if is_named(out) || is_named(&files::real(out)) || holds() {
        return Err(ExportError::Records(out.to_owned()));
    }
    Ok(())
}

impl From<SaveError> for ExportError {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Exists(path) => Self::Exists(path),
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
            assert!(matches!(keep_up(&out, Blocks::only(&blocks), Consent::Missing), Err(ExportError::NotOurs(_))));
            assert_eq!(fs::read(&out).unwrap(), mine);
        }
        keep_up(&out, Blocks::only(&blocks), Consent::Given).unwrap();
        let ours = fs::read_to_string(&out).unwrap();
        assert!(managed::is_export(&ours));
        fs::write(&out, format!("{ours}\nMy own words.\n")).unwrap();
        // With or without consent: an export is brought up to date, never replaced.
        for consent in [Consent::Missing, Consent::Given] {
            assert_eq!(keep_up(&out, Blocks::only(&blocks), consent).unwrap(), Kept::default());
            assert!(fs::read_to_string(&out).unwrap().ends_with("My own words.\n"));
        }
        fs::write(&out, "\n").unwrap();
        keep_up(&out, Blocks::only(&blocks), Consent::Missing).unwrap();
        assert_eq!(fs::read_to_string(&out).unwrap(), ours);
        assert!(matches!(whole(&out, b"", Consent::Missing), Err(ExportError::Exists(_))));
    }

    #[test]
    fn an_export_is_no_briefing_and_never_goes_over_notes() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let blocks = [Block { id: "a".to_owned(), body: "words".to_owned() }];
        fs::write(at("a.md"), "# A briefing\n").unwrap();
        keep_up(&at("all.md"), Blocks::only(&blocks), Consent::Missing).unwrap();
        let foreword = format!("My words.\n\n{}", fs::read_to_string(at("all.md")).unwrap());
        fs::write(at("all.md"), foreword).unwrap();
        assert_eq!(briefings_in(home.path()).unwrap(), [at("a.md")]);
        for name in ["a.md.notes.yaml", "entities.yaml"] {
            fs::write(at(name), "notes: []\n").unwrap();
            assert!(matches!(keep_up(&at(name), Blocks::only(&blocks), Consent::Given), Err(ExportError::Records(_))));
            assert!(matches!(whole(&at(name), b"[]", Consent::Given), Err(ExportError::Records(_))));
            assert_eq!(fs::read_to_string(at(name)).unwrap(), "notes: []\n");
        }
    }
    #[test]
    fn records_are_known_behind_a_link_and_by_what_is_in_them() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let blocks = [Block { id: "a".to_owned(), body: "words".to_owned() }];
        fs::write(at("entities.yaml"), "").unwrap();
        std::os::unix::fs::symlink("entities.yaml", at("link.md")).unwrap();
        fs::write(at("copy.md"), "schema: 1\nnotes:\n- id: a\n  text: x\n").unwrap();
        for name in ["link.md", "copy.md"] {
            let before = fs::read(at(name)).unwrap();
            assert!(matches!(keep_up(&at(name), Blocks::only(&blocks), Consent::Given), Err(ExportError::Records(_))));
            assert!(matches!(whole(&at(name), b"[]", Consent::Given), Err(ExportError::Records(_))));
            assert_eq!(fs::read(at(name)).unwrap(), before);
        }
    }

    #[test]
    fn what_was_not_looked_at_goes_with_consent_only() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("all.md");
        let of = |name: &str| {
            let block = |id: &[&str]| Block { id: managed::id(id), body: format!("words of {name}") };
            [block(&["briefing", name]), block(&[name, "note"])]
        };
        let (a, b) = (of("a%20b.md"), of("c.md"));
        keep_up(&out, Blocks::only(&a), Consent::Missing).unwrap();
        let before = fs::read_to_string(&out).unwrap();
        let told = keep_up(&out, Blocks::only(&b), Consent::Missing).unwrap_err().to_string();
        assert!(told.contains("holds an export of a b.md as well"), "{told}");
        assert_eq!(fs::read_to_string(&out).unwrap(), before);
        // Looked at, and there is nothing to say of it any more.
        let looked_at = [a[0].id.clone()];
        let kept = keep_up(&out, Blocks { blocks: &b, looked_at: &looked_at }, Consent::Missing).unwrap();
        assert_eq!((kept.gone, kept.others.len()), (2, 0));
        let kept = keep_up(&out, Blocks::only(&a), Consent::Given).unwrap();
        assert_eq!((kept.gone, kept.others), (2, vec!["c.md".to_owned()]));
    }
}
