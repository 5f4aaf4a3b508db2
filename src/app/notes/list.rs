//! The notes pane: which notes it lists, its filter, where its cursor is.

use std::cmp::Reverse;

use super::wanted::Wanted;
use super::{Notes, Placed};
use crate::app::input::{Edited, Input};
use crate::briefing::Briefing;
use crate::note::{Id, Moment, Record};
use crate::text::Span;

/// Rows that one note takes.
pub const ROWS: usize = 2;

/// Lists only what lost its passage: what the orphan tray shows.
pub const LOST: &str = "state:lost";

/// Lists what is not where it was, word for word.
pub const LOOK: &str = "state:look";

/// Lists what was deleted.
pub const TRASH: &str = "state:trash";

/// An open notes pane.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// What was typed to filter.
    pub filter: Input,
    /// Characters go into the filter.
    pub typing: bool,
    /// A passage (bytes of the text) that waits for the note that belongs on it.
    pub passage: Option<Span>,
    /// Where the reader was, in bytes, for Esc.
    pub origin: usize,
    wanted: Wanted,
    rows: Vec<Id>,
    /// Notes there are, whatever the filter.
    all: usize,
    /// More than one person wrote them, so that it is worth saying who did.
    pub by_several: bool,
    /// Position among the notes listed.
    pub cursor: usize,
    /// First note on the screen.
    pub top: usize,
    /// Notes that the screen has room for, as of the last frame.
    height: usize,
    /// State of the notes when the list was made.
    version: Option<u64>,
}

impl List {
    /// A pane with this filter.
    pub fn new(filter: &str, origin: usize) -> Self {
        Self { filter: filter.to_owned().into(), origin, height: 10, ..Self::default() }
    }

    /// The notes listed.
    pub fn rows(&self) -> &[Id] {
        &self.rows
    }

    /// How many notes are listed, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.rows.len(), self.all)
    }

    /// What was typed and says nothing: the reason.
    pub fn problem(&self) -> Option<&str> {
        self.wanted.problem.as_deref()
    }

    /// True when it lists what was deleted.
    pub fn is_trash(&self) -> bool {
        self.wanted.trash
    }

    /// The note under the cursor.
    pub fn chosen(&self) -> Option<&Id> {
        self.rows.get(self.cursor)
    }

    /// Puts the cursor on a note, if it is listed.
    pub fn choose(&mut self, id: &Id) {
        self.cursor = self.rows.iter().position(|row| row == id).unwrap_or(self.cursor);
    }

    /// Changes the filter; the next look lists anew.
    pub fn edit(&mut self, change: impl FnOnce(&mut Input) -> Edited) {
        if change(&mut self.filter) == Edited::Words {
            self.version = None;
            self.cursor = 0;
        }
    }

    /// Moves the cursor by `step` notes, stopping at the ends.
    pub fn step(&mut self, step: isize) {
        self.cursor = self.cursor.saturating_add_signed(step).min(self.rows.len().saturating_sub(1));
    }

    /// Notes that a page moves.
    pub fn page(&self) -> isize {
        isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// Scrolls so that the cursor is within `rows` rows of the screen.
    pub fn fit(&mut self, rows: usize) {
        self.height = (rows / ROWS).max(1);
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(self.height), self.cursor);
        self.top = self.top.min(self.rows.len().saturating_sub(self.height));
    }

    /// Lists anew when notes or filter are others. The cursor stays with its note, or with its place in the list.
    pub fn refresh(&mut self, notes: &Notes, briefing: &Briefing, now: Moment) {
        if self.version == Some(notes.version) {
            return;
        }
        self.version = Some(notes.version);
        self.wanted = Wanted::read(&self.filter, now);
        let mut authors = notes.book.of_briefing().map(|record| record.meta().author.as_str());
        let first = authors.next();
        self.by_several = authors.any(|author| Some(author) != first);
        let chosen = self.chosen().cloned();
        (self.rows, self.all) = if self.wanted.trash { self.deleted(notes) } else { self.placed(notes, briefing) };
        let again = chosen.and_then(|id| self.rows.iter().position(|row| *row == id));
        self.cursor = again.unwrap_or(self.cursor).min(self.rows.len().saturating_sub(1));
    }

    fn placed(&self, notes: &Notes, briefing: &Briefing) -> (Vec<Id>, usize) {
        let record =
            |place: &Placed| notes.book.get(&place.id).is_some_and(|r| self.wanted.passes(notes, (r, place), briefing));
        let rows = notes.placed.iter().filter(|place| record(place)).map(|place| place.id.clone()).collect();
        (rows, notes.book.notes().count())
    }

    /// The last deleted first.
    fn deleted(&self, notes: &Notes) -> (Vec<Id>, usize) {
        let mut gone: Vec<&Record> = notes.book.trash().collect();
        let all = gone.len();
        gone.sort_by_key(|record| Reverse(record.meta().deleted.clone()));
        (gone.into_iter().filter(|r| self.wanted.passes_trash(r)).map(|r| r.id().clone()).collect(), all)
    }
}
