//! The reader's notes and marks while a briefing is open: the notebook, where each record stands in the text, what can be
//! undone, and how far it is saved.
//!
//! Every change goes through `commit`: it changes the notebook, finds the places of what changed, remembers how to undo
//! it and asks the world to keep it. What the world has to say comes back as [`News`].

use std::path::PathBuf;
use std::sync::Arc;

use super::{App, Effect, Message, compose, saving};
use crate::anchor::{self, Ground, State};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::note::{Change, History, Id, Notebook, Record, Step, Target};
use crate::text::Span;

pub mod index;
pub mod list;
pub mod reanchor;
pub mod review;
pub mod sight;
pub mod torn;
pub mod words;

pub(in crate::app) mod adopt;
pub(in crate::app) mod change;
pub(in crate::app) mod keys;
pub(in crate::app) mod notice;
pub(in crate::app) mod panel;
pub(in crate::app) mod walk;
pub(in crate::app) mod wanted;

/// Moved passages that are confirmed by one save, so that it does not take long.
const AT_ONCE: usize = 50;

/// Notes and marks of the open briefing.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// All records, deleted ones included.
    pub book: Notebook,
    /// Where the records stand that are not deleted: by start, then end, those without a passage by section at its start.
    pub placed: Vec<Placed>,
    /// What can be undone.
    pub history: History,
    /// How far everything is saved.
    pub saving: Saving,
    /// Number of the last change that was handed to the world.
    pub serial: u64,
    /// Where they stand, to be asked by place.
    pub index: index::Index,
    /// What of them is on the screen, as of the last [`App::settle`].
    pub sight: sight::Sight,
    /// The note that the reader went to last.
    pub current: Option<Id>,
    /// The notes pane, while something else has the keys that was opened from it.
    pub pane: Option<Box<list::List>>,
    /// The note whose passage is selected anew.
    pub held: Option<Id>,
    /// Sidecars that may be those of the open briefing, which has none: the reader is to say.
    pub candidates: Vec<PathBuf>,
    /// Counts up whenever a record or its place changes, so that lists know when they are old.
    pub version: u64,
    /// Notes in conflict: the other version, and the one that it is of.
    torn: Vec<(Id, Id)>,
    /// Changes that the world has not acknowledged yet, with their numbers.
    pending: Vec<(u64, Change)>,
    /// What is on the disk has come in.
    pub read: bool,
    /// The text is, byte for byte, the one that the anchors were written for.
    same: bool,
    /// What to say once the change of this number is on the disk.
    announced: Option<(u64, String)>,
}

/// A record that is not deleted, and its place in the text as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The record.
    pub id: Id,
    /// What it is on.
    pub on: On,
    /// How sure the place is; [`State::Exact`] for the briefing, and for a section that is there.
    pub state: State,
    /// The passage in bytes; `None` for an orphan, a section or the briefing.
    pub span: Option<Span>,
    /// The section it belongs to; `None` for the briefing, and where the section is gone.
    pub section: Option<usize>,
}

/// What a placed record is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum On {
    Briefing,
    Section,
    Span,
}

/// How far the notes are saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Saving {
    /// Everything is where it belongs.
    #[default]
    Saved,
    /// Something is on its way to the disk.
    Underway,
    /// The disk refused, and a reader must know: the reason, in one line.
    Unsaved(Clean),
    /// Safe in the journal, but not in the sidecar: the reason and what to do, in one line.
    Aside(Clean),
}

/// What the keeper of notes has to say.
#[derive(Debug, Clone)]
pub enum News {
    /// The records as they are on disk, with every change up to number `upto` in them: after opening, and when somebody
    /// else changed the sidecar.
    Read {
        /// All records.
        book: Box<Notebook>,
        /// Number of the last change that is in it.
        upto: u64,
        /// The text is the one that the sidecar was written for.
        same: bool,
        /// What can be undone; `None` leaves the history as it is.
        history: Option<Box<History>>,
        /// Something to tell, such as where the notes came from.
        message: Option<Message>,
    },
    /// The briefing has no notes, and these sidecars may be its own.
    Candidates(Vec<PathBuf>),
    /// The entries of the registry as they are on disk, likewise.
    Registry {
        /// All entries.
        book: Box<Notebook>,
        /// Number of the last change that is in it.
        upto: u64,
        /// Something to tell, such as where they are kept.
        message: Option<Message>,
    },
    /// Changes up to this number are on the disk for good: what is called saved.
    Kept(u64),
    /// Everything is in the sidecar.
    Written,
    /// Changes cannot be made durable: the reason.
    Unsaved(Clean),
    /// Changes are durable, but the sidecar cannot take them: the reason and what to do.
    Aside(Clean),
}

impl Notes {
    /// The places of records whose passage holds byte `offset`, the shortest first.
    pub fn at(&self, offset: usize) -> Vec<&Placed> {
        let here = Span::new(offset, offset + 1);
        let mut found: Vec<&Placed> = self.index.touching(here).filter_map(|(_, n)| self.placed.get(n)).collect();
        found.sort_by_key(|p| p.span.map_or(0, Span::len));
        found
    }

    /// Where a record stands; `None` when it is deleted or unknown.
    pub fn placed(&self, id: &Id) -> Option<&Placed> {
        self.placed.iter().find(|p| p.id == *id)
    }

    /// True when something would be lost if the program ended now.
    pub fn is_unsaved(&self) -> bool {
        matches!(self.saving, Saving::Unsaved(_)) && !self.pending.is_empty()
    }

    /// True while the change of this number is not known to be on the disk.
    pub(super) fn is_pending(&self, serial: u64) -> bool {
        self.pending.iter().any(|(pending, _)| *pending == serial)
    }

    /// What is said once the last change is on the disk.
    pub(super) fn said_when_kept(&self) -> Option<&str> {
        self.announced.as_ref().filter(|(serial, _)| *serial == self.serial).map(|(_, text)| text.as_str())
    }

    /// Says this once the last change is on the disk, and not before.
    pub(super) fn say_when_kept(&mut self, text: String) {
        self.announced = Some((self.serial, text));
    }

    /// Numbers of the changes that are not known to be on the disk, one for each change.
    pub fn unsaved(&self) -> Vec<u64> {
        self.pending.iter().map(|(serial, _)| *serial).collect()
    }

    /// True when the text is, byte for byte, the one that the anchors were written for.
    pub fn is_for_this_text(&self) -> bool {
        self.same
    }

    /// Finds the places of all records in a text; done when the text or the records are others.
    pub fn place_all(&mut self, briefing: &Briefing, same: bool) {
        self.same = same;
        let records: Vec<&Record> = self.book.live().collect();
        self.placed = place(briefing, &records, same);
        self.sort();
    }

    fn place_again(&mut self, briefing: &Briefing, changed: &[Id]) {
        self.placed.retain(|p| !changed.contains(&p.id));
        let records: Vec<&Record> =
            changed.iter().filter_map(|id| self.book.get(id)).filter(|r| !r.is_deleted()).collect();
        self.placed.extend(place(briefing, &records, self.same));
        self.sort();
    }

    fn sort(&mut self) {
        // Document order: the briefing first; a section's own notes and orphans before those on its passages; long
        // before short.
        self.placed.sort_by_key(|p| {
            let place = p.span.map(|s| (s.start, std::cmp::Reverse(s.end)));
            (p.section.map_or(0, |n| n + 1), p.on, place, p.id.clone())
        });
        self.torn = self.book.conflicts().map(|(theirs, mine)| (theirs.id().clone(), mine.id().clone())).collect();
        self.index = index::Index::of(&self.placed, &self.book);
        self.version += 1;
    }
}

fn place(briefing: &Briefing, records: &[&Record], same: bool) -> Vec<Placed> {
    if records.is_empty() {
        // A large text has so many sections that only counting their names would keep a key waiting.
        return Vec::new();
    }
    let ground = &Ground::of(briefing);
    let anchored: Vec<&Record> = records.iter().copied().filter(|r| r.anchor().is_some()).collect();
    let anchors: Vec<_> = anchored.iter().filter_map(|r| r.anchor()).collect();
    let spans = anchored.iter().zip(anchor::resolve(ground, &anchors, same)).map(|(record, found)| Placed {
        id: record.id().clone(),
        on: On::Span,
        state: found.state,
        span: found.span,
        section: found.section,
    });
    let others = records.iter().filter_map(|record| {
        let (on, section) = match &record.as_note()?.target {
            Target::Span(_) => return None,
            Target::Section(name) => (On::Section, ground.section(name)),
            Target::Briefing => (On::Briefing, None),
        };
        let lost = on == On::Section && section.is_none();
        let state = if lost { State::Orphan } else { State::Exact };
        Some(Placed { id: record.id().clone(), on, state, span: None, section })
    });
    spans.chain(others).collect()
}

/// Makes changes: in the notebook, on the screen and, by the effect, on the disk. `label` says in the status line, and
/// when it is undone, what was done.
pub(super) fn commit(app: &mut App, label: &str, changes: Vec<Change>) -> Vec<Effect> {
    if changes.is_empty() {
        return Vec::new();
    }
    app.notes.history.push(Step { label: label.to_owned(), changes: changes.clone() });
    // What only moved is confirmed by whatever is saved next; that is no step of its own.
    let own = |id: &Id| changes.iter().any(|change| change.after.id() == id);
    let quiet = change::moved(app, AT_ONCE, |id| !own(id));
    apply(app, changes.into_iter().chain(quiet).collect())
}

/// Takes back the last step.
pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    let (notes, now) = (&mut app.notes, app.now);
    let step = notes.history.undo(&notes.book, now);
    replay(app, step, "undone", "nothing to undo")
}

/// Does again what was taken back.
pub(super) fn redo(app: &mut App) -> Vec<Effect> {
    let (notes, now) = (&mut app.notes, app.now);
    let step = notes.history.redo(&notes.book, now);
    replay(app, step, "done again", "nothing to do again")
}

fn replay(app: &mut App, step: Option<Step>, done: &str, nothing: &'static str) -> Vec<Effect> {
    let Some(step) = step else {
        app.message = Some(Message::note(nothing));
        return Vec::new();
    };
    app.message = Some(Message::note(format!("{done}: {}", step.label)));
    apply(app, step.changes)
}

fn apply(app: &mut App, changes: Vec<Change>) -> Vec<Effect> {
    let Some(path) = app.document.source.path.clone() else {
        app.message = Some(Message::warning("notes need a file: save this text to one and open that"));
        return Vec::new();
    };
    let briefing = Arc::clone(&app.document.source.briefing);
    let notes = &mut app.notes;
    notes.serial += 1;
    let serial = notes.serial;
    let ids: Vec<Id> = changes.iter().map(|c| c.after.id().clone()).collect();
    for change in &changes {
        notes.book.put(change.after.clone());
        notes.pending.push((serial, change.clone()));
    }
    notes.place_again(&briefing, &ids);
    if !matches!(notes.saving, Saving::Unsaved(_) | Saving::Aside(_)) {
        notes.saving = Saving::Underway;
    }
    vec![Effect::Keep { path, serial, changes, history: Box::new(notes.history.clone()) }]
}

/// What the keeper of notes says about the file at `path`; nothing when another one is open by now.
pub(super) fn news(app: &mut App, path: &PathBuf, news: News) -> Vec<Effect> {
    saving::news_of_left(app, path, &news);
    let mut effects = compose::notes_kept(app, path, &news);
    if app.document.source.path.as_ref() != Some(path) {
        return effects;
    }
    let briefing = Arc::clone(&app.document.source.briefing);
    let notes = &mut app.notes;
    match news {
        News::Read { book, upto, same, history, message } => {
            notes.read = true;
            notes.book.take_notes(&book);
            notes.pending.retain(|(serial, _)| *serial > upto);
            for (_, change) in &notes.pending {
                notes.book.put(change.after.clone());
            }
            if let Some(history) = history.filter(|_| notes.pending.is_empty()) {
                notes.history = *history;
            }
            let before = notice::Standing::of(notes);
            notes.place_all(&briefing, same);
            app.message = message.or(app.message.take());
            notice::after_reading(app, &before);
            effects.extend(compose::notes_read(app));
        }
        News::Candidates(paths) => {
            notes.candidates = paths;
            adopt::say(app);
        }
        News::Registry { book, upto, message } => {
            notes.book.take_entries(&book);
            // Others may still be on their way; those of notes are in the book.
            for (_, change) in notes.pending.iter().filter(|(serial, _)| *serial > upto) {
                notes.book.put(change.after.clone());
            }
            notes.version += 1;
            app.message = message.or(app.message.take());
        }
        News::Kept(upto) => {
            notes.pending.retain(|(serial, _)| *serial > upto);
            if let Some((_, text)) = notes.announced.take_if(|(serial, _)| *serial <= upto) {
                app.message = Some(Message::note(text));
            }
            if notes.pending.is_empty() && !matches!(notes.saving, Saving::Aside(_)) {
                notes.saving = Saving::Saved;
            }
        }
        News::Written => notes.saving = if notes.pending.is_empty() { Saving::Saved } else { Saving::Underway },
        News::Unsaved(reason) => notes.saving = Saving::Unsaved(reason),
        News::Aside(reason) => notes.saving = Saving::Aside(reason),
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Opened, Settings, update};
    use crate::briefing::{BlockKind, Draft};
    use crate::note::{Meta, Moment, Note};

    fn app() -> App {
        let mut draft = Draft::new();
        draft.block(BlockKind::Paragraph, "The lead speaks of a mechanism.", 1);
        draft.block(BlockKind::Heading(1), "Regional Issues", 3);
        draft.block(BlockKind::Paragraph, "Gaza was on the agenda.", 5);
        let mut app = App::new(Settings::default(), (80, 24));
        let opened = Opened {
            briefing: Arc::new(draft.finish().0),
            path: Some(PathBuf::from("/a.txt")),
            format: "text",
            ..crate::app::Document::none().source
        };
        update(&mut app, Action::Opened(Box::new(opened)));
        app.now = Moment { millis: 1_800_000_000_000, chance: 1 };
        app
    }

    fn on(app: &App, words: &str) -> Change {
        let briefing = app.document.briefing();
        let start = briefing.text.find(words).unwrap();
        let anchor = anchor::make(&Ground::of(briefing), Span::new(start, start + words.len()));
        let meta = Meta { id: Id::from(words), ..Meta::default() };
        Change::of(&app.notes.book, Record::Note(Note { meta, target: Target::Span(anchor), ..Note::default() }))
    }

    #[test]
    fn a_change_is_seen_at_once_and_kept_by_an_effect() {
        let mut app = app();
        let (gaza, mechanism) = (on(&app, "Gaza"), on(&app, "mechanism"));
        commit(&mut app, "note added", vec![gaza]);
        let effects = commit(&mut app, "note added", vec![mechanism]);
        assert!(matches!(&effects[..], [Effect::Keep { serial: 2, changes, .. }] if changes.len() == 1));
        let order: Vec<_> = app.notes.placed.iter().map(|p| (p.id.to_string(), p.section)).collect();
        assert_eq!(order, [("mechanism".to_owned(), Some(0)), ("Gaza".to_owned(), Some(1))]);
        assert_eq!(app.notes.saving, Saving::Underway);
        news(&mut app, &PathBuf::from("/other.txt"), News::Kept(2));
        news(&mut app, &PathBuf::from("/a.txt"), News::Kept(1));
        assert_eq!(app.notes.saving, Saving::Underway);
        news(&mut app, &PathBuf::from("/a.txt"), News::Kept(2));
        assert_eq!(app.notes.saving, Saving::Saved);
    }

    #[test]
    fn what_others_wrote_comes_in_below_what_is_still_underway() {
        let mut app = app();
        let mine = on(&app, "Gaza");
        commit(&mut app, "note added", vec![mine]);
        let theirs = on(&app, "mechanism").after;
        let book = Box::new([theirs].into_iter().collect::<Notebook>());
        let read = News::Read { book, upto: 0, same: true, history: None, message: None };
        news(&mut app, &PathBuf::from("/a.txt"), read);
        assert_eq!(app.notes.placed.len(), 2);
        undo(&mut app);
        assert_eq!(app.notes.placed.len(), 1);
        redo(&mut app);
        assert_eq!(app.notes.placed.len(), 2);
    }
}
