//! `attache merge-notes`: the driver by which git merges sidecars and registries.

use std::path::Path;

use anyhow::{Result, anyhow};

use super::args;
use super::exit::Exit;
use super::speak::{self, shown};
use crate::files::save::{self, Existing};
use crate::files::{self, FileError};
use crate::sidecar::{self, Form, Sidecar};

/// One of the three versions that are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Base,
    Ours,
    Theirs,
}

impl Side {
    fn words(self) -> &'static str {
        match self {
            Self::Base => "the common version",
            Self::Ours => "our version",
            Self::Theirs => "their version",
        }
    }
}

/// The versions, and what is said of one that cannot be merged: what it is, where, and what to do.
struct Versions<'a> {
    merge: &'a args::MergeNotes,
    /// The file in the work tree, where git says which it is; it names copies that are gone once this ends.
    name: Option<&'a Path>,
}

impl Versions<'_> {
    fn path(&self, side: Side) -> &Path {
        match side {
            Side::Base => &self.merge.base,
            Side::Ours => &self.merge.ours,
            Side::Theirs => &self.merge.theirs,
        }
    }

    fn read(&self, side: Side) -> Result<Vec<u8>> {
        let why = |error| match error {
            FileError::Io { why, .. } => format!("cannot be read: {}", files::reason(&why)),
            FileError::Directory(_) => "is a folder".to_owned(),
            FileError::Special { what, .. } => format!("is {what}"),
            FileError::TooLarge { .. } => "is too large".to_owned(),
        };
        let file = self.path(side);
        files::read(file).map_err(|error| {
            anyhow!(
                "{}: {} ({}) {}. It wants three files, BASE OURS THEIRS; an empty one stands for no common version. \
                 `attache git-setup` makes git call it",
                self.head(),
                side.words(),
                shown(file),
                why(error)
            )
        })
    }

    fn parsed(&self, form: Form, bytes: &[u8], side: Side) -> Result<Sidecar> {
        let read = Sidecar::parse_as(form, bytes).map_err(|fault| self.odd(side, &fault.to_string()))?;
        if read.is_newer() {
            let side = side.words();
            return Err(anyhow!(
                "{}: {side} is of a newer form (`schema`) than this program writes: update attache",
                self.head()
            ));
        }
        Ok(read)
    }

    /// What is said of a version that is no file of notes or names, or a broken one.
    fn odd(&self, side: Side, fault: &str) -> anyhow::Error {
        let (head, words) = (self.head(), side.words());
        match self.name {
            Some(name) => {
                let name = shown(name);
                anyhow!(
                    "{head}: {words}:{fault}. `git show :1:{name}`, `:2:{name}` and `:3:{name}` print the common version, \
                     ours and theirs: mend a copy of {words}, then `attache merge-notes BASE OURS THEIRS` merges the copies \
                     into the second"
                )
            }
            None => anyhow!("{head}: {words} ({}):{fault}. Mend it there, and merge again", shown(self.path(side))),
        }
    }

    fn head(&self) -> String {
        match self.name {
            Some(name) => format!("{}: nothing was merged, the file has our side only", shown(name)),
            None => format!("{}: nothing was merged or written", shown(&self.merge.ours)),
        }
    }
}

/// Merges theirs into the file of ours.
///
/// # Errors
/// For what cannot be read or must not be written. The file of ours is then as it was, and git reports a conflict.
pub(super) fn run(merge: &args::MergeNotes) -> Result<Exit> {
    let versions = Versions { merge, name: merge.name.as_deref() };
    let name = merge.name.as_deref().unwrap_or(&merge.ours);
    let bytes = versions.read(Side::Ours)?;
    let form = form(name, &bytes);
    let ours = versions.parsed(form, &bytes, Side::Ours)?;
    let theirs = versions.read(Side::Theirs)?;
    let theirs = versions.parsed(form, &theirs, Side::Theirs)?;
    let base = versions.read(Side::Base)?;
    // Git hands over an empty file where both sides added one.
    let base = if base.trim_ascii().is_empty() { None } else { Some(versions.parsed(form, &base, Side::Base)?) };
    let merged = sidecar::merge(base.as_ref(), &ours, &theirs);
    let written = merged.to_bytes();
    let fault = "what came of the merge is not read as it was meant; please report it";
    let again = Sidecar::parse_as(form, &written).map_err(|_| anyhow!("{}: {fault}", versions.head()))?;
    if again.notebook() != merged.notebook() {
        return Err(anyhow!("{}: {fault}", versions.head()));
    }
    if written != bytes {
        save::write(&merge.ours, &written, Existing::Replace)
            .map_err(|error| anyhow!("{}: {error}", versions.head()))?;
    }
    tell(name, [&ours, &theirs], &merged);
    Ok(Exit::Done)
}

/// Which sort of file it is: by its name; under any other name, a bare list is a registry.
fn form(name: &Path, ours: &[u8]) -> Form {
    let form = Form::of_name(&name.file_name().unwrap_or_default().to_string_lossy());
    let reads = |form| Sidecar::parse_as(form, ours).is_ok();
    if !reads(form) && reads(Form::Registry) { Form::Registry } else { form }
}

/// Says which records stand beside others since now.
fn tell(name: &Path, sides: [&Sidecar; 2], merged: &Sidecar) {
    let known = sides.map(Sidecar::notebook);
    let book = merged.notebook();
    let is_new = |id: &crate::note::Id| known.iter().all(|book| book.get(id).is_none());
    for record in book.records().iter().filter(|record| is_new(record.id())) {
        if let Some(with) = &record.meta().conflict_with {
            let name = shown(name);
            speak::say(&format!(
                "{name}: {with} was changed on both sides; theirs is kept beside it as {}",
                record.id()
            ));
        }
    }
}
