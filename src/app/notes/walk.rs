//! Going from note to note.

use std::sync::Arc;

use super::{Notes, On, Placed, words};
use crate::anchor::State;
use crate::app::{App, Effect, Message, Mode, motion};
use crate::briefing::Briefing;
use crate::note::Id;

/// Which way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Way {
    /// Towards the end.
    On,
    /// Towards the beginning.
    Back,
}

/// Goes to the next or previous note, `count` times.
pub(in crate::app) fn go(app: &mut App, count: Option<usize>, way: Way) -> Vec<Effect> {
    step(app, count.unwrap_or(1).clamp(1, 1_000_000), way);
    Vec::new()
}

fn step(app: &mut App, steps: usize, way: Way) {
    let briefing = Arc::clone(&app.document.source.briefing);
    let all = stops(&app.notes, &briefing);
    let last = all.len().saturating_sub(1);
    if all.is_empty() {
        app.message = Some(Message::note(nothing(app)));
        return;
    }
    let at = standing_at(app, &all);
    let to = match (at, way) {
        (Ok(here), Way::On) => here.checked_add(steps).filter(|to| *to <= last),
        (Err(next), Way::On) => (next + steps).checked_sub(1).filter(|to| *to <= last),
        (Ok(here) | Err(here), Way::Back) => here.checked_sub(steps),
    };
    match to {
        Some(to) => arrive(app, (all[to].1.clone(), to + 1, all.len())),
        None if way == Way::On => app.message = Some(Message::note("no note further on")),
        None => app.message = Some(Message::note("no note before this")),
    }
}

/// Shows a note's passage, section or title, and says what the note says.
pub(in crate::app) fn show(app: &mut App, id: &Id) {
    let briefing = Arc::clone(&app.document.source.briefing);
    let Some(place) = app.notes.placed(id) else { return };
    let Some(to) = offset(place, &briefing) else { return };
    app.notes.current = Some(id.clone());
    let here = app.position();
    app.reader.remember(here);
    match app.mode {
        Mode::Caret(_) | Mode::Select(_) => motion::go(app, &briefing, to),
        _ => app.reader.reveal(&briefing, to),
    }
}

fn arrive(app: &mut App, (id, n, of): (Id, usize, usize)) {
    show(app, &id);
    if let Some(told) = told(app, &id) {
        app.message = Some(Message::note(format!("{n}/{of} {told}")));
    }
}

/// Says what a note says.
pub(in crate::app) fn tell(app: &mut App, id: &Id) {
    if let Some(told) = told(app, id) {
        app.message = Some(Message::note(told));
    }
}

fn told(app: &App, id: &Id) -> Option<String> {
    let (record, place) = app.notes.book.get(id).zip(app.notes.placed(id))?;
    let lost = place.state == State::Orphan && place.section.is_some();
    let where_to = if lost { " (it was in this section)" } else { "" };
    Some(format!("{}{where_to}", words::told(record, place.state)))
}

/// The note on the passage at byte `offset`, else the next one further on.
pub(in crate::app) fn note_at(app: &App, offset: usize) -> Option<Id> {
    let stops = stops(&app.notes, app.document.briefing());
    let here = app.notes.at(offset).into_iter().find(|p| app.notes.book.note(&p.id).is_some());
    here.map(|p| p.id.clone()).or_else(|| stops.into_iter().find(|(at, _)| *at >= offset).map(|(_, id)| id))
}

/// Where each note is gone to, in order: offset in bytes and record.
fn stops(notes: &Notes, briefing: &Briefing) -> Vec<(usize, Id)> {
    let note = |p: &&Placed| notes.book.note(&p.id).is_some();
    let mut stops: Vec<(usize, Id)> =
        notes.placed.iter().filter(note).filter_map(|p| Some((offset(p, briefing)?, p.id.clone()))).collect();
    stops.sort_by_key(|(at, _)| *at);
    stops
}

/// Where a note is shown, in bytes; `None` when neither passage nor section is there.
pub(in crate::app) fn offset(place: &Placed, briefing: &Briefing) -> Option<usize> {
    match (place.span, place.section, place.on) {
        (Some(span), _, _) => Some(span.start),
        (None, Some(section), _) => Some(briefing.section_span(section).start),
        (None, None, On::Briefing) => Some(0),
        (None, None, _) => None,
    }
}

/// The stop where the reader is, as far as it is on the screen; else the first one behind the place.
fn standing_at(app: &mut App, stops: &[(usize, Id)]) -> Result<usize, usize> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let here = app.position();
    let caret = matches!(app.mode, Mode::Caret(_) | Mode::Select(_));
    let current = app.notes.current.as_ref().and_then(|id| stops.iter().position(|(_, stop)| stop == id));
    if let Some(n) = current {
        let at = stops[n].0;
        if (caret && at == here) || (!caret && app.reader.shows(&briefing, at)) {
            return Ok(n);
        }
    }
    // Without a caret what begins in the first row on the screen is still to come.
    let next = stops.partition_point(|(at, _)| if caret { *at <= here } else { *at < here });
    Err(next)
}

fn nothing(app: &App) -> &'static str {
    let none = if app.notes.placed.is_empty() { "no notes here yet" } else { "no note has a place in this text" };
    awaited(app).unwrap_or(none)
}

/// What is said before it is known whether there are notes.
pub(in crate::app) fn awaited(app: &App) -> Option<&'static str> {
    let waits = !app.notes.read && app.document.source.path.is_some();
    waits.then_some("the notes are still being read; again in a moment")
}
