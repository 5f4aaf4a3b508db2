//! Looking at notes whose passage is not where it was, word for word: the passage as it was beside the text as it is, and
//! the reader says what is right. Nothing is rewritten before that.

use std::sync::Arc;

use super::torn::{self, Torn};
use super::wanted::is_lost;
use super::{On, panel, reanchor};
use crate::anchor::State;
use crate::app::{App, Command, Effect, Message, Mode, commands, compose};
use crate::briefing::Briefing;
use crate::note::{Anchor, Id};
use crate::text::{self, Span};

/// Bytes of the text shown on either side of a passage, at most.
const AROUND: usize = 160;

/// A review under way.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    /// The notes that need a look, in document order.
    ids: Vec<Id>,
    /// Which of them is shown.
    at: usize,
    /// State of the notes when they were listed.
    version: u64,
}

/// What is shown of one note.
#[derive(Debug, Clone, PartialEq)]
pub struct Case<'a> {
    /// The record.
    pub id: &'a Id,
    /// How sure its place is.
    pub state: State,
    /// The passage as it was.
    pub anchor: &'a Anchor,
    /// What stood before and behind it in its paragraphs.
    pub beside: (&'a str, &'a str),
    /// Where it is thought to stand: the passage (bytes of the text), and the same with what stands around it.
    pub now: Option<(Span, Span)>,
}

impl Review {
    /// Which note is shown, from 1, and how many there are.
    pub fn count(&self) -> (usize, usize) {
        (self.at + 1, self.ids.len())
    }

    /// The note that is shown.
    pub fn id(&self) -> Option<&Id> {
        self.ids.get(self.at)
    }

    /// What is shown.
    pub fn case<'a>(&'a self, app: &'a App) -> Option<Case<'a>> {
        let id = self.id()?;
        let place = app.notes.placed(id)?;
        let anchor = app.notes.book.get(id)?.anchor()?;
        let now = place.span.map(|span| (span, around(app.document.briefing(), span)));
        let (before, after) = (paragraph_before(&anchor.before), paragraph_after(&anchor.after));
        Some(Case { id, state: place.state, anchor, beside: (before, after), now })
    }
}

impl Review {
    /// Both versions, where the note that is shown is one of two in conflict.
    pub fn torn<'a>(&self, app: &'a App) -> Option<Torn<'a>> {
        app.notes.torn(self.id()?)
    }
}

/// The passage with what stands around it, in whole words within its paragraphs.
fn around(briefing: &Briefing, span: Span) -> Span {
    let words = &briefing.text;
    let block = |at: usize| briefing.blocks.get(briefing.block_at(at)).map_or(Span::new(at, at), |b| b.span);
    let from = text::letter_start(words, span.start.saturating_sub(AROUND)).max(block(span.start).start);
    let to = text::letter_start(words, span.end + AROUND).min(block(span.end.saturating_sub(1)).end).max(span.end);
    let start = text::slice(words, from..span.start).find(' ').filter(|_| from > block(span.start).start);
    let end = text::slice(words, span.end..to).rfind(' ').filter(|_| to < block(span.end.saturating_sub(1)).end);
    Span::new(start.map_or(from, |at| from + at + 1), end.map_or(to, |at| span.end + at))
}

/// The end of what stood before a passage that is of its paragraph, from a whole word on.
fn paragraph_before(before: &str) -> &str {
    before.rsplit_once("\n\n").map_or_else(|| before.split_once(' ').map_or(before, |(_, rest)| rest), |(_, last)| last)
}

/// The beginning of what stood behind a passage that is of its paragraph, up to a whole word.
fn paragraph_after(after: &str) -> &str {
    after.split_once("\n\n").map_or_else(|| after.rsplit_once(' ').map_or(after, |(rest, _)| rest), |(first, _)| first)
}

/// Notes that need a look: in conflict first, then changed or in doubt, then those that only moved, which the next save
/// confirms. What is gone needs a new passage, which the notes pane gives.
fn waiting(app: &App) -> Vec<Id> {
    let mut ids: Vec<Id> = app.notes.others().cloned().collect();
    let on_passages = || app.notes.placed.iter().filter(|p| p.on == On::Span);
    let unsure = on_passages().filter(|p| matches!(p.state, State::Changed | State::Ask));
    let moved = on_passages().filter(|p| p.state == State::Moved);
    ids.extend(unsure.chain(moved).map(|p| p.id.clone()).filter(|id| app.notes.torn(id).is_none()));
    ids
}

/// Begins a review, with the note at hand where that is one of those that wait.
pub(in crate::app) fn open(app: &mut App) -> Vec<Effect> {
    let ids = waiting(app);
    if ids.is_empty() {
        let lost = app.notes.placed.iter().any(is_lost);
        let key = app.key(Command::NextOrphan);
        let what = if lost { format!("; {key} shows those without a passage") } else { String::new() };
        app.message = Some(Message::note(format!("no note needs a look{what}")));
        return Vec::new();
    }
    let at = app.notes.current.as_ref().and_then(|id| ids.iter().position(|i| i == id)).unwrap_or(0);
    app.set_aside();
    app.mode = Mode::Review(Box::new(Review { ids, at, version: app.notes.version }));
    Vec::new()
}

/// Runs a command in a review.
pub(in crate::app) fn run(app: &mut App, command: Command) -> Vec<Effect> {
    let Mode::Review(review) = &mut app.mode else { return Vec::new() };
    let last = review.ids.len().saturating_sub(1);
    match command {
        Command::ItemDown | Command::LineDown | Command::NextNote => review.at = (review.at + 1).min(last),
        Command::ItemUp | Command::LineUp | Command::PreviousNote => review.at = review.at.saturating_sub(1),
        Command::ItemFirst | Command::Top => review.at = 0,
        Command::ItemLast | Command::Bottom => review.at = last,
        Command::Back | Command::Notes | Command::NextPane | Command::PreviousPane => return panel::close(app),
        Command::Quit => return commands::quit(app),
        Command::Redraw => return vec![Effect::Redraw],
        Command::Suspend => return vec![Effect::Suspend],
        Command::Undo => return super::undo(app),
        Command::Redo => return super::redo(app),
        _ => return decide(app, command),
    }
    Vec::new()
}

/// What the reader says of the note that is shown.
fn decide(app: &mut App, command: Command) -> Vec<Effect> {
    let Mode::Review(review) = &app.mode else { return Vec::new() };
    let Some(id) = review.id().cloned() else { return Vec::new() };
    if app.notes.torn(&id).is_some() {
        return torn::decide(app, command, &id).unwrap_or_else(|| {
            let [mine, theirs, both] = [Command::KeepMine, Command::KeepTheirs, Command::KeepBoth].map(|c| app.key(c));
            let keys = format!("{mine} keeps the one, {theirs} the other, {both} both");
            app.message = Some(Message::note(keys));
            Vec::new()
        });
    }
    match command {
        Command::AcceptMoved => reanchor::accept_moved(app),
        Command::KeepOrphan => reanchor::keep_orphan(app, &id),
        Command::Accept => {
            let Some(span) = app.notes.placed(&id).and_then(|place| place.span) else { return Vec::new() };
            reanchor::anchor(app, &id, span)
        }
        Command::MoveNote | Command::AnchorHere => {
            let to = app.notes.placed(&id).and_then(|place| place.span).map(|span| span.start);
            panel::close(app);
            if let Some(to) = to {
                let briefing = Arc::clone(&app.document.source.briefing);
                app.reader.reveal(&briefing, to);
                app.mode = Mode::Caret(to);
            }
            reanchor::hold(app, &id)
        }
        Command::NoteToSection => {
            let note = app.notes.book.note(&id).is_some();
            if note { reanchor::to_section(app, &id) } else { compose::on(app, Command::DeleteNote, &id) }
        }
        Command::DeleteNote => compose::on(app, command, &id),
        _ => Vec::new(),
    }
}

/// Lists anew when notes changed: without what does not wait any more, and with what an undo brought back, which is shown
/// then. Ends the review when nothing is left.
pub(in crate::app) fn settle(app: &mut App) {
    if !matches!(&app.mode, Mode::Review(review) if review.version != app.notes.version) {
        return;
    }
    let (waiting, version) = (waiting(app), app.notes.version);
    let Mode::Review(review) = &mut app.mode else { return };
    let back = waiting.iter().position(|id| !review.ids.contains(id));
    let at = back.unwrap_or(review.at).min(waiting.len().saturating_sub(1));
    **review = Review { ids: waiting, at, version };
    if review.ids.is_empty() {
        panel::close(app);
        let done = app.message.take().map_or(String::new(), |m| format!("{} · ", m.text));
        app.message = Some(Message::note(format!("{done}no other note needs a look")));
    }
}
