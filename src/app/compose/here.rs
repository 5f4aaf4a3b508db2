//! Which note a command means: the one at the caret or in the selection, else one of those in view.

use super::super::notes::{On, Placed};
use super::super::{App, Mode};
use crate::note::{Id, Record};
use crate::text::{self, Span};

/// Which record is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// This one, beyond doubt.
    One(Id),
    /// One of these, in the order of the text.
    Several(Vec<Id>),
    /// There is none.
    None,
}

/// The record that a command means, among those that `fits` lets through.
pub(super) fn meant(app: &App, fits: fn(&Record) -> bool) -> Meant {
    if let Some(id) = at_caret(app, fits) {
        return Meant::One(id);
    }
    let fitting = || app.notes.placed.iter().filter(|p| app.notes.book.get(&p.id).is_some_and(fits));
    let ids = |placed: Vec<&Placed>| placed.into_iter().map(|p| p.id.clone()).collect::<Vec<Id>>();
    let seen = ids(fitting().filter(|p| is_in_view(app, p)).collect());
    match seen.as_slice() {
        // A caret beside the note may mean another one.
        [only] if spot(app).is_none() => Meant::One(only.clone()),
        [] => {
            let all = ids(fitting().collect());
            if all.is_empty() { Meant::None } else { Meant::Several(all) }
        }
        _ => Meant::Several(seen),
    }
}

/// The record with the shortest passage at the caret or in the selection.
pub(super) fn at_caret(app: &App, fits: fn(&Record) -> bool) -> Option<Id> {
    let at = spot(app)?;
    let fitting = app.notes.placed.iter().filter(|p| app.notes.book.get(&p.id).is_some_and(fits));
    let over = fitting.filter(|p| p.span.is_some_and(|span| span.overlaps(at)));
    over.min_by_key(|p| p.span.map_or(0, Span::len)).map(|p| p.id.clone())
}

/// The selected passage, or the letter at the caret.
fn spot(app: &App) -> Option<Span> {
    let caret = match app.mode {
        Mode::Caret(at) => Some(Span::new(at, text::letter_end(&app.document.briefing().text, at))),
        _ => None,
    };
    app.passage().or(caret)
}

/// True when the passage, or the beginning of the section, is on the screen.
fn is_in_view(app: &App, placed: &Placed) -> bool {
    let view = Span::new(app.reader.top_offset, app.reader.view.end);
    match (placed.on, placed.span, placed.section) {
        (On::Briefing, ..) => view.start == 0,
        (On::Span, Some(span), _) => span.overlaps(view),
        (On::Section, _, Some(section)) => {
            let span = app.document.briefing().section_span(section);
            view.contains(span.start) || app.section() == section
        }
        _ => false,
    }
}
