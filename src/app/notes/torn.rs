//! Notes in conflict: two people changed one at the same place, and neither version was lost. The note stands as one of
//! them has it, the other version stands beside it as a note of its own, until the reader says what is right.

use super::{Notes, commit};
use crate::app::{App, Command, Effect};
use crate::clean::Clean;
use crate::note::{Change, Id, Record};
use crate::text;

/// Cells of a note in a message about it.
const SHOWN: usize = 30;

/// Both versions of a note.
#[derive(Debug, Clone, Copy)]
pub struct Torn<'a> {
    /// The note as it stands.
    pub mine: &'a Record,
    /// The other version of it.
    pub theirs: &'a Record,
}

impl Notes {
    /// The other versions of notes that are in conflict.
    pub fn others(&self) -> impl Iterator<Item = &Id> {
        self.torn.iter().map(|(theirs, _)| theirs)
    }

    /// True for either version of a note that is in conflict.
    pub fn is_torn(&self, id: &Id) -> bool {
        self.torn.iter().any(|(theirs, mine)| theirs == id || mine == id)
    }

    /// Both versions of the note whose other version this is.
    pub fn torn(&self, theirs: &Id) -> Option<Torn<'_>> {
        let (theirs, mine) = self.torn.iter().find(|(known, _)| known == theirs)?;
        Some(Torn { mine: self.book.get(mine)?, theirs: self.book.get(theirs)? })
    }

    /// How many notes are in conflict.
    pub fn conflicts(&self) -> usize {
        self.torn.len()
    }
}

/// Settles the conflict whose other version is `id`, in one step. `None` when the command says nothing of it.
pub(super) fn decide(app: &mut App, command: Command, id: &Id) -> Option<Vec<Effect>> {
    let Torn { mine, theirs } = app.notes.torn(id)?;
    let (mine, mut theirs) = (mine.clone(), theirs.clone());
    let now = app.now.stamp();
    let name = text::truncate(&super::words::first_line(&mine), SHOWN);
    let (done, records) = match command {
        Command::KeepMine => ("kept as it stands", vec![deleted(theirs, &now)]),
        Command::KeepTheirs => {
            let taken = taken(&mine, &theirs, &now)?;
            ("the other version taken", vec![taken, deleted(theirs, &now)])
        }
        Command::KeepBoth => {
            theirs.meta_mut().conflict_with = None;
            theirs.meta_mut().changed = now;
            ("both kept", vec![theirs])
        }
        _ => return None,
    };
    let changes = records.into_iter().map(|record| Change::of(&app.notes.book, record)).collect();
    let effects = commit(app, &format!("conflict settled: {done}"), changes);
    app.notes.say_when_kept(format!("{done}: {}", Clean::piece(&name)));
    Some(effects)
}

fn deleted(mut record: Record, now: &str) -> Record {
    record.meta_mut().deleted = Some(now.to_owned());
    now.clone_into(&mut record.meta_mut().changed);
    record
}

/// `mine` with all that `theirs` says; it stays the same record. `None` where one is a note and the other a mark.
fn taken(mine: &Record, theirs: &Record, now: &str) -> Option<Record> {
    if mine.as_note().is_some() != theirs.as_note().is_some() {
        return None;
    }
    let mut taken = theirs.clone();
    let meta = taken.meta_mut();
    meta.id = mine.id().clone();
    meta.created.clone_from(&mine.meta().created);
    meta.conflict_with.clone_from(&mine.meta().conflict_with);
    now.clone_into(&mut meta.changed);
    Some(taken)
}
