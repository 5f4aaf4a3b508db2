//! Briefings with the names in them, as the reader shows them: recognised, known to the registry, marked by hand.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Result, anyhow};

use super::exit::Misused;
use super::registries::{Known, Registries};
use super::sheet::Sheet;
use super::{load, speak, walk};
use crate::anchor::State;
use crate::briefing::Briefing;
use crate::dossier::{Remark, Source};
use crate::entity::{Kind, Mention};
use crate::note::{Note, Record};
use crate::recognise::{self, Marked, Sources};
use crate::text::Span;

/// A briefing and what is said of it.
#[derive(Debug)]
pub(super) struct Named {
    /// The file as it was named.
    pub file: String,
    /// The same, from the root.
    pub path: PathBuf,
    /// The text.
    pub briefing: Briefing,
    /// Who and what it names.
    pub mentions: Vec<Mention>,
    /// What the registry knows.
    pub known: Rc<Known>,
    /// Notes with their passage and section.
    notes: Vec<Placed>,
}

impl Named {
    /// Opens a briefing with its notes and marks; from standard input it has none.
    fn open(path: &Path, encoding: Option<&str>, registries: &mut Registries) -> Result<Self> {
        if load::is_stdin(path) {
            let briefing = load::document(path, encoding)?.briefing;
            let mentions = recognise::mentions(&briefing);
            let (file, path) = (load::STDIN.to_owned(), PathBuf::new());
            return Ok(Self { file, path, briefing, mentions, known: Rc::default(), notes: Vec::new() });
        }
        let file = path.to_string_lossy().into_owned();
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let known = registries.of(&whole);
        // A link may have its notes elsewhere.
        if !path.is_symlink() && !registries.may_have_notes(&whole) {
            let briefing = load::document(path, encoding)?.briefing;
            let mentions = mentions(&briefing, &known, &[]);
            return Ok(Self { file, path: whole, briefing, mentions, known, notes: Vec::new() });
        }
        let sheet = Sheet::open_quietly(path, encoding)?;
        if let Some(reason) = sheet.trouble() {
            speak::say(reason);
            registries.spoiled |= sheet.is_unreadable();
        }
        let (marks, notes) = parts(&sheet);
        let mentions = mentions(&sheet.briefing, &known, &marks);
        Ok(Self { file, path: whole, briefing: sheet.briefing, mentions, known, notes })
    }

    /// Its notes as a dossier wants them.
    pub(super) fn remarks(&self) -> Vec<Remark<'_>> {
        self.notes.iter().map(|(note, span, section)| Remark { note, span: *span, section: *section }).collect()
    }

    /// The kinds of its names, and of those that its registry knows.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &Kind> {
        let mentions = self.mentions.iter().map(|mention| &mention.kind);
        mentions.chain(self.known.entities.iter().map(|entity| &entity.kind))
    }

    /// The whole as a dossier wants it.
    pub(super) fn source<'a>(&'a self, remarks: &'a [Remark<'a>]) -> Source<'a> {
        Source { briefing: &self.briefing, mentions: &self.mentions, remarks }
    }
}

/// The one list of who and what a briefing names.
fn mentions(briefing: &Briefing, known: &Known, marks: &[Marked]) -> Vec<Mention> {
    let (suggested, registry) = (recognise::mentions(briefing), known.names.scan(briefing, || true));
    let sources = Sources { suggested: &suggested, registry: &registry, marks, names: &known.names };
    recognise::gather(briefing, sources)
}

/// A note, its passage and its section.
type Placed = (Note, Option<Span>, Option<usize>);

/// The marks of a briefing that have a place nobody doubts, and its notes.
fn parts(sheet: &Sheet) -> (Vec<Marked>, Vec<Placed>) {
    let (mut marks, mut notes) = (Vec::new(), Vec::new());
    // Places are looked for where there is something to place.
    let entries = if sheet.book.live().next().is_some() { sheet.entries() } else { Vec::new() };
    for entry in entries {
        match (entry.record, entry.span) {
            (Record::Mark(mark), Some(span)) if entry.state != State::Ask => marks.push(Marked {
                span,
                entity: mark.entity,
                kind: Kind::named(&mark.kind),
                rejected: mark.rejected,
                id: mark.meta.id,
            }),
            (Record::Note(note), span) => notes.push((note, span, entry.section)),
            _ => {}
        }
    }
    (marks, notes)
}

/// All briefings that `paths` name, those in folders included. What cannot be read is said; `false` comes with the others
/// then.
///
/// # Errors
/// What means nothing at all.
pub(super) fn open_all(paths: &[PathBuf], encoding: Option<&str>) -> Result<(Vec<Named>, bool)> {
    let mut all = Vec::new();
    let whole = each(paths, encoding, |named| {
        all.push(named);
        Ok(())
    })?;
    Ok((all, whole))
}

/// Does something with each of the briefings that `paths` name, one after another. What cannot be read is said; `false`
/// comes back then.
///
/// # Errors
/// What `with` could not do, and what means nothing at all.
pub(super) fn each(
    paths: &[PathBuf],
    encoding: Option<&str>,
    mut with: impl FnMut(Named) -> Result<()>,
) -> Result<bool> {
    let mut registries = Registries::default();
    let mut whole = true;
    for file in walk::briefings(paths) {
        match file.map_err(|error| anyhow!("{error}")).and_then(|file| Named::open(&file, encoding, &mut registries)) {
            Ok(named) => with(named)?,
            Err(error) if error.is::<Misused>() => return Err(error),
            Err(error) => {
                speak::say(&format!("{error:#}"));
                whole = false;
            }
        }
    }
    Ok(whole && !registries.spoiled)
}
