//! Briefings with the names in them, as the reader shows them: recognised, known to the registry, marked by hand.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::sheet::Sheet;
use super::{load, speak};
use crate::briefing::Briefing;
use crate::dossier::{Remark, Source};
use crate::entity::{Entity, Kind, Mention};
use crate::files;
use crate::note::{Note, Record};
use crate::recognise::{self, Marked, Names, Sources};
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
    pub known: Vec<Entity>,
    /// Notes with their passage and section.
    notes: Vec<(Note, Option<Span>, Option<usize>)>,
}

impl Named {
    /// Opens a briefing with its notes and marks; from standard input it has none.
    fn open(path: &Path, encoding: Option<&str>) -> Result<Self> {
        if load::is_stdin(path) {
            let briefing = load::document(path, encoding)?.briefing;
            let mentions = recognise::mentions(&briefing);
            let (file, path) = (load::STDIN.to_owned(), PathBuf::new());
            return Ok(Self { file, path, briefing, mentions, known: Vec::new(), notes: Vec::new() });
        }
        let sheet = Sheet::open_quietly(path, encoding)?;
        let known: Vec<Entity> = sheet.book.entries().map(|entry| entry.entity.clone()).collect();
        let mut marks = Vec::new();
        let mut notes = Vec::new();
        for entry in sheet.entries() {
            match (entry.record, entry.span) {
                (Record::Mark(mark), Some(span)) => marks.push(Marked {
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
        let names = Names::new(&known);
        let (suggested, registry) = (recognise::mentions(&sheet.briefing), names.scan(&sheet.briefing, || true));
        let sources = Sources { suggested: &suggested, registry: &registry, marks: &marks, names: &names };
        let mentions = recognise::gather(&sheet.briefing, sources);
        Ok(Self { file: sheet.name, path: sheet.path, briefing: sheet.briefing, mentions, known, notes })
    }

    /// Its notes as a dossier wants them.
    pub(super) fn remarks(&self) -> Vec<Remark<'_>> {
        self.notes.iter().map(|(note, span, section)| Remark { note, span: *span, section: *section }).collect()
    }

    /// The whole as a dossier wants it.
    pub(super) fn source<'a>(&'a self, remarks: &'a [Remark<'a>]) -> Source<'a> {
        Source { briefing: &self.briefing, mentions: &self.mentions, remarks }
    }
}

/// All briefings that `paths` name, those in folders included. What cannot be read is said; `false` comes with the others
/// then.
pub(super) fn open_all(paths: &[PathBuf], encoding: Option<&str>) -> (Vec<Named>, bool) {
    let mut all = Vec::new();
    let mut whole = true;
    let mut fault = |error: &dyn std::fmt::Display| {
        speak::say(&format!("{error:#}"));
        whole = false;
    };
    for path in paths {
        let is_folder = !load::is_stdin(path) && path.is_dir();
        let files = if is_folder { files::briefings_in(path) } else { Ok(vec![path.clone()]) };
        match files {
            Ok(files) => {
                for file in files {
                    Named::open(&file, encoding).map_or_else(|error| fault(&error), |named| all.push(named));
                }
            }
            Err(error) => fault(&error),
        }
    }
    (all, whole)
}
