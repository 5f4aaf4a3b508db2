//! Changing one record, and saying so once it is kept.

use super::{commit, words};
use crate::anchor::{self, Ground, State};
use crate::app::{App, Effect};
use crate::clean::Clean;
use crate::note::{Change, Id, Record, Target};
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
    let record_is_mark = record.as_mark().is_some();
    let line = text::truncate(&words::first_line(&record), SHOWN);
    let change = Change::of(&app.notes.book, record);
    let what = if record_is_mark { "mark" } else { "note" };
    let effects = commit(app, &format!("{what} {done}"), vec![change]);
    if !effects.is_empty() {
        app.notes.say_when_kept(format!("{done}: {}", Clean::piece(&line)));
    }
    effects
}

/// Changes that put records whose passage only moved where it is now, at most `most` of them. A moved passage is word for
/// word what it was, and beyond doubt. When they were changed last stays as it is: nobody wrote anything.
pub(super) fn moved(app: &App, most: usize, wanted: impl Fn(&Id) -> bool) -> Vec<Change> {
    let moved = |p: &&super::Placed| p.state == State::Moved && wanted(&p.id);
    let places: Vec<_> = app.notes.placed.iter().filter(moved).take(most).collect();
    if places.is_empty() {
        return Vec::new();
    }
    let ground = Ground::of(app.document.briefing());
    let change = |place: &super::Placed| {
        let mut record = app.notes.book.get(&place.id)?.clone();
        let made = anchor::make(&ground, place.span?);
        match &mut record {
            Record::Note(note) => note.target = Target::Span(made),
            Record::Mark(mark) => mark.anchor = made,
            Record::Entry(_) => return None,
        }
        Some(Change::of(&app.notes.book, record))
    };
    places.into_iter().filter_map(change).collect()
}
