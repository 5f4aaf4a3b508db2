//! Giving a note another passage: a lost one that is found again by the reader, one that begins or ends elsewhere.

use std::sync::Arc;

use super::{Placed, change, commit, list, panel, words};
use crate::anchor::{self, Ground};
use crate::app::{App, Command, Effect, Message, Mode};
use crate::clean::Clean;
use crate::note::{Id, Record, Target};
use crate::text::{self, Span};

/// Cells of a quote in a message.
const QUOTE: usize = 28;

/// The selected passage.
pub(in crate::app) fn selected(app: &App) -> Option<Span> {
    if matches!(app.mode, Mode::Select(_)) { app.passage() } else { None }
}

/// Takes a note in hand: the passage that is selected next becomes its own.
pub(in crate::app) fn hold(app: &mut App, id: &Id) -> Vec<Effect> {
    if app.notes.book.get(id).is_some() {
        app.notes.held = Some(id.clone());
        app.message = Some(Message::note("select its passage and press Enter; Esc leaves it as it is"));
    }
    Vec::new()
}

/// Lets go of the note in hand. False when there was none.
pub(in crate::app) fn let_go(app: &mut App) -> bool {
    let held = app.notes.held.take().is_some();
    if held {
        app.message = Some(Message::note("the note keeps its place"));
    }
    held
}

/// The selected passage becomes that of the note in hand; without one, a lost note is chosen for it.
pub(in crate::app) fn here(app: &mut App) -> Vec<Effect> {
    match (app.notes.held.clone(), selected(app)) {
        (Some(id), Some(span)) => anchor(app, &id, span),
        (Some(_), None) => {
            app.message = Some(Message::note("nothing is selected yet: select the passage, then press Enter"));
            Vec::new()
        }
        (None, Some(_)) if app.notes.lost() == (0, 0) => {
            app.message = Some(Message::note("every note has its passage"));
            Vec::new()
        }
        (None, Some(_)) => {
            panel::open(app, list::LOST);
            app.message = Some(Message::note("Enter puts the chosen note on the selected passage"));
            Vec::new()
        }
        (None, None) => panel::open_lost(app, super::walk::Way::On),
    }
}

/// Puts a record on a passage (bytes of the text).
pub(in crate::app) fn anchor(app: &mut App, id: &Id, span: Span) -> Vec<Effect> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let made = anchor::make(&Ground::of(&briefing), span);
    let before = app.notes.placed(id).and_then(|place| place.span);
    let done = if before.is_some_and(|b| b.overlaps(span)) { "passage changed" } else { "passage set" };
    app.notes.held = None;
    if before == Some(span) && app.notes.placed(id).is_some_and(|p| p.state == anchor::State::Exact) {
        app.message = Some(Message::note("the passage is the same as before"));
        leave(app, span);
        return Vec::new();
    }
    let effects = change::alter(app, id, done, |record| {
        match record {
            Record::Note(note) => note.target = Target::Span(made),
            Record::Mark(mark) => mark.anchor = made,
            Record::Entry(_) => return false,
        }
        true
    });
    leave(app, span);
    app.notes.current = Some(id.clone());
    effects
}

/// The selection has served its purpose; the caret stays at its beginning.
fn leave(app: &mut App, span: Span) {
    if let Mode::Select(_) = app.mode {
        app.mode = Mode::Caret(span.start);
    }
}

/// Turns a note whose passage is gone into one on the section it was in, or on the briefing where that is gone too. The
/// passage stays in the words of the note, because nothing else would say what it was on.
pub(in crate::app) fn to_section(app: &mut App, id: &Id) -> Vec<Effect> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let ground = Ground::of(&briefing);
    let section = app.notes.placed(id).and_then(|place| place.section);
    let (target, done) = match section.and_then(|n| ground.sections.get(n)) {
        Some((name, _)) => (Target::Section(name.clone()), "put on its section"),
        None => (Target::Briefing, "put on the briefing"),
    };
    change::alter(app, id, done, |record| match record {
        Record::Note(note) => {
            if note.target == target {
                return false;
            }
            if let Some(anchor) = note.target.anchor() {
                let quote = format!("on “{}”", anchor.quote);
                note.text = if note.text.is_empty() { quote } else { format!("{}\n\n{quote}", note.text) };
            }
            note.target = target;
            true
        }
        Record::Mark(_) | Record::Entry(_) => false,
    })
}

/// Keeps a record without a passage, for good: it is not looked for any more, until it is given another one.
pub(in crate::app) fn keep_orphan(app: &mut App, id: &Id) -> Vec<Effect> {
    let effects = change::alter(app, id, "kept without a passage", |record| {
        let anchor = match record {
            Record::Note(note) => match &mut note.target {
                Target::Span(anchor) => Some(anchor),
                _ => None,
            },
            Record::Mark(mark) => Some(&mut mark.anchor),
            Record::Entry(_) => None,
        };
        anchor.is_some_and(|anchor| !std::mem::replace(&mut anchor.detached, true))
    });
    if effects.is_empty() {
        app.message = Some(Message::note("it is on no passage"));
    }
    effects
}

/// Accepts the places of all records whose passage only moved, in one step.
pub(in crate::app) fn accept_moved(app: &mut App) -> Vec<Effect> {
    let changes = change::moved(app, usize::MAX, |_| true);
    let done = match changes.len() {
        0 => {
            app.message = Some(Message::note("no passage only moved"));
            return Vec::new();
        }
        1 => "1 moved passage accepted".to_owned(),
        n => format!("{n} moved passages accepted"),
    };
    let effects = commit(app, &done, changes);
    app.notes.say_when_kept(done);
    effects
}

/// Puts a selection on the passage of the note at hand; Enter makes what is selected then its passage.
pub(in crate::app) fn resize(app: &mut App) -> Vec<Effect> {
    let found = at_hand(app).and_then(|place| Some((place.id.clone(), place.span?)));
    let Some((id, span)) = found else {
        let key = app.key(Command::NextNote);
        app.message = Some(Message::note(format!("no note on a passage here; {key} goes to the next one")));
        return Vec::new();
    };
    app.select(span);
    app.notes.held = Some(id);
    app.message = Some(Message::note("move the end; Enter keeps what is selected, Esc leaves it as it was"));
    Vec::new()
}

/// The note or mark on the passage at the caret, else the one that the reader went to last, while it is on the screen.
pub(in crate::app) fn at_hand(app: &mut App) -> Option<&Placed> {
    let briefing = Arc::clone(&app.document.source.briefing);
    if let Mode::Caret(at) = app.mode {
        let is_refusal = |place: &&Placed| {
            let mark = app.notes.book.get(&place.id).and_then(Record::as_mark);
            mark.is_some_and(|mark| mark.rejected)
        };
        return app.notes.at(at).into_iter().find(|place| !is_refusal(place));
    }
    let id = app.notes.current.clone()?;
    let start = app.notes.placed(&id)?.span?.start;
    if !app.reader.shows(&briefing, start) {
        return None;
    }
    app.notes.placed(&id)
}

/// What the status line says while a note is in hand.
pub fn told(app: &App) -> Option<String> {
    let record = app.notes.book.get(app.notes.held.as_ref()?)?;
    let quote = record
        .anchor()
        .map(|anchor| format!("“{}”", Clean::piece(&text::truncate(&Clean::line(&anchor.quote), QUOTE))));
    Some(quote.unwrap_or_else(|| Clean::piece(&text::truncate(&words::first_line(record), QUOTE)).to_string()))
}
