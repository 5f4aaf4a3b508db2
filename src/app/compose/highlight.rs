//! Highlights: a colour on the selection, else on the sentence.

use super::super::pick::{Choice, Item, Pick, PickKind};
use super::super::units::{self, Object};
use super::super::{App, Effect, Message, Mode, lists};
use super::deeds::{self, Deed};
use super::subject;
use crate::clean::Clean;
use crate::note::{Colour, Id, Meta, Note, NoteKind, Record};
use crate::text::{self, Span};

/// Highlights in the colour of a letter; without one, asks for the colour.
pub(super) fn ask(app: &mut App, letter: Option<char>) -> Vec<Effect> {
    let Some(letter) = letter else {
        let item = |colour: Colour| Item {
            mark: Clean::line(text::slice(colour.name(), 0..1)),
            label: Clean::line(colour.name()),
            detail: Clean::default(),
            choice: Choice::Deed(Deed::Highlight(colour)),
        };
        let items = Colour::ALL.into_iter().map(item).collect();
        lists::show(app, Pick::new(PickKind::Choose("Highlight in"), items, 0));
        return Vec::new();
    };
    if let Some(colour) = Colour::ALL.into_iter().find(|colour| colour.name().starts_with(letter)) {
        return paint(app, colour);
    }
    app.message = Some(Message::warning("a colour is red, green, blue, yellow or purple: r g b y p"));
    Vec::new()
}

/// Highlights the selection, else the sentence; the same colour again takes it away, another one replaces it.
pub(super) fn paint(app: &mut App, colour: Colour) -> Vec<Effect> {
    if !subject::can_be_kept(app) {
        return Vec::new();
    }
    let briefing = app.document.briefing();
    let span = app.passage().or_else(|| units::holding(briefing, Object::Sentence, app.point()));
    let Some(span) = span.map(|span| text::trimmed(&briefing.text, span)).filter(|span| !span.is_empty()) else {
        app.message = Some(Message::note("there are no words here to highlight"));
        return Vec::new();
    };
    if let Mode::Select(selection) = app.mode {
        app.mode = Mode::Caret(selection.span.start);
    }
    match highlight_on(app, span) {
        Some(note) if note.colour.unwrap_or(Colour::Yellow) == colour => deeds::delete(app, &note.meta.id),
        Some(note) => deeds::change(app, note, colour.name(), |note| note.colour = Some(colour)),
        None => add(app, span, colour),
    }
}

fn add(app: &mut App, span: Span, colour: Colour) -> Vec<Effect> {
    let mut now = app.now;
    let id: Id = now.id();
    let meta = Meta { id, author: app.settings.author.clone(), created: now.stamp(), ..Meta::default() };
    let (target, _) = subject::on_passage(app, span);
    let note = Note { meta, target, kind: NoteKind::Highlight, colour: Some(colour), ..Note::default() };
    let label = format!("highlighted in {}: “{}”", colour.name(), Clean::piece(&super::name_of(&note)));
    deeds::put(app, Record::Note(note), &label, &label)
}

/// The highlight on exactly this passage.
fn highlight_on(app: &App, span: Span) -> Option<Note> {
    let there = app.notes.placed.iter().filter(|placed| placed.span == Some(span));
    let notes = there.filter_map(|placed| app.notes.book.note(&placed.id));
    notes.into_iter().find(|note| note.kind == NoteKind::Highlight).cloned()
}
