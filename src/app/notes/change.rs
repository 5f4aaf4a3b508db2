//! Changing one record, and saying so once it is kept.

use super::{commit, words};
use crate::app::{App, Effect};
use crate::note::{Change, Id, Record};
use crate::text;

/// Cells of a note in a message about it.
const SHOWN: usize = 30;

/// Changes a record and says what was done; nothing when the change has nothing to do.
pub(in crate::app) fn alter(
    app: &mut App,
    id: &Id,
    done: &str,
    change: impl FnOnce(&mut Record) -> bool,
) -> Vec<Effect> {
    let Some(mut record) = app.notes.book.get(id).cloned() else { return Vec::new() };
    if !change(&mut record) {
        return Vec::new();
    }
    record.meta_mut().changed = app.now.stamp();
    let line = text::truncate(&words::first_line(&record), SHOWN);
    let change = Change::of(&app.notes.book, record);
    let effects = commit(app, &format!("note {done}"), vec![change]);
    if !effects.is_empty() {
        app.notes.say_when_kept(format!("{done}: {line}"));
    }
    effects
}
