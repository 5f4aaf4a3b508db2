//! The caret: where it may stand, and where motions take it.
//!
//! It stands on a letter (a grapheme) that is drawn: never inside one, never on the white space that a line break has
//! taken, never in a block without text. Left and right go in the order in which a text is read, in right-to-left text
//! as well.

use super::layout::Layout;
use super::units::{self, Edge, Object};
use super::{App, Command, Mode, select};
use crate::briefing::Briefing;
use crate::text;

/// Where to look for a letter when there is none at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    End,
    Beginning,
}

/// Puts the caret on the letter at byte `to` or the next one that is drawn; a selection grows or shrinks with it.
pub(super) fn put(app: &mut App, briefing: &Briefing, to: usize) {
    let here = app.position();
    let near = drawn(&mut app.reader.layout, briefing, to, Toward::End);
    // A way back that nothing is drawn on before the caret goes on to what is.
    let stuck = to < here && near >= here;
    let to = if stuck { drawn(&mut app.reader.layout, briefing, to, Toward::Beginning) } else { near };
    match app.mode {
        Mode::Select(selection) => select::extend(app, briefing, selection, to),
        _ => app.mode = Mode::Caret(to),
    }
    app.reader.reveal(briefing, to);
}

/// Keeps the caret in view on a letter that is drawn, now that rows are others: at another width a line breaks at other
/// spaces, and a table is drawn without its frame. What is selected stays.
pub(super) fn stay(app: &mut App, briefing: &Briefing) {
    let at = app.position();
    let at = drawn(&mut app.reader.layout, briefing, at, Toward::End);
    match &mut app.mode {
        Mode::Caret(caret) => *caret = at,
        Mode::Select(selection) => selection.caret = at,
        _ => {}
    }
    app.reader.reveal(briefing, at);
}

/// The letter at byte `at` if it is drawn, else the next drawn one towards the end or the beginning, else the one on the
/// other side. A text without any gives `at`.
pub(super) fn drawn(layout: &mut Layout, briefing: &Briefing, at: usize, toward: Toward) -> usize {
    let at = text::letter_start(&briefing.text, at.min(briefing.text.len()));
    let other = if toward == Toward::End { Toward::Beginning } else { Toward::End };
    seek(layout, briefing, at, toward).or_else(|| seek(layout, briefing, at, other)).unwrap_or(at)
}

fn seek(layout: &mut Layout, briefing: &Briefing, at: usize, toward: Toward) -> Option<usize> {
    let here = briefing.block_at(at);
    match toward {
        Toward::End => (here..briefing.blocks.len()).find_map(|block| first_from(layout, briefing, block, at)),
        Toward::Beginning => (0..=here).rev().find_map(|block| last_upto(layout, briefing, block, at)),
    }
}

/// The first drawn letter of a block at or after byte `at`.
fn first_from(layout: &mut Layout, briefing: &Briefing, block: usize, at: usize) -> Option<usize> {
    let span = briefing.blocks.get(block)?.span;
    if span.is_empty() {
        return None;
    }
    let within = at.saturating_sub(span.start);
    let rows = layout.rows(briefing, block);
    let pieces = rows.iter().flat_map(|row| &row.pieces).filter(|p| !p.span.is_empty() && p.span.end > within);
    pieces.map(|p| p.span.start.max(within)).min().map(|found| span.start + found)
}

/// The last drawn letter of a block at or before byte `at`.
fn last_upto(layout: &mut Layout, briefing: &Briefing, block: usize, at: usize) -> Option<usize> {
    let span = briefing.blocks.get(block)?.span;
    if span.is_empty() {
        return None;
    }
    let within = at.checked_sub(span.start)?;
    let rows = layout.rows(briefing, block);
    let pieces = rows.iter().flat_map(|row| &row.pieces).filter(|p| !p.span.is_empty() && p.span.start <= within);
    let last = |end: usize| text::letter_before(&briefing.text, span.start + end);
    pieces.map(|p| if p.span.contains(within) { at } else { last(p.span.end).max(span.start + p.span.start) }).max()
}

/// Where a motion takes the caret from byte `at`; `None` for commands that do not move it.
pub(super) fn motion(app: &mut App, briefing: &Briefing, command: Command, (at, n): (usize, usize)) -> Option<usize> {
    let (page, half) = (app.reader.page(), app.reader.half_page());
    let rows = |n: usize| isize::try_from(n).unwrap_or(isize::MAX);
    let step = match command {
        Command::LineDown => rows(n),
        Command::LineUp => -rows(n),
        Command::HalfDown => rows(half.saturating_mul(n)),
        Command::HalfUp => -rows(half.saturating_mul(n)),
        Command::PageDown => rows(page.saturating_mul(n)),
        Command::PageUp => -rows(page.saturating_mul(n)),
        _ => return within_rows(app, briefing, command, (at, n)),
    };
    Some(app.reader.vertical(briefing, at, step))
}

fn within_rows(app: &mut App, briefing: &Briefing, command: Command, (at, n): (usize, usize)) -> Option<usize> {
    let layout = &mut app.reader.layout;
    Some(match command {
        Command::Left => repeat(at, n, |at| left(layout, briefing, at)),
        Command::Right => repeat(at, n, |at| right(layout, briefing, at)),
        Command::WordForward => {
            past_the_end(briefing, at, units::forward(briefing, Object::Word, at, (n, Edge::First)))
        }
        Command::WordBack => {
            let to = units::back(briefing, Object::Word, at, (n, Edge::First));
            if to == at { drawn(layout, briefing, 0, Toward::End) } else { to }
        }
        Command::WordEnd => past_the_end(briefing, at, units::forward(briefing, Object::Word, at, (n, Edge::Last))),
        Command::LineStart => app.reader.row_ends(briefing, at).0,
        Command::LineEnd => app.reader.end_of_row(briefing, at),
        _ => return None,
    })
}

/// Behind the last word of the text there is still its last letter.
fn past_the_end(briefing: &Briefing, at: usize, to: usize) -> usize {
    if to == at { text::letter_before(&briefing.text, briefing.text.len()).max(at) } else { to }
}

/// Takes `n` steps, or as many as lead somewhere.
fn repeat(from: usize, n: usize, mut step: impl FnMut(usize) -> usize) -> usize {
    let mut at = from;
    for _ in 0..n {
        let to = step(at);
        if to == at {
            break;
        }
        at = to;
    }
    at
}

fn right(layout: &mut Layout, briefing: &Briefing, at: usize) -> usize {
    let to = text::letter_end(&briefing.text, at);
    if is_plainly_drawn(briefing, to) {
        return to;
    }
    seek(layout, briefing, to, Toward::End).unwrap_or(at)
}

fn left(layout: &mut Layout, briefing: &Briefing, at: usize) -> usize {
    let Some(to) = at.checked_sub(1).map(|_| text::letter_before(&briefing.text, at)) else { return at };
    if is_plainly_drawn(briefing, to) {
        return to;
    }
    seek(layout, briefing, to, Toward::Beginning).unwrap_or(at)
}

/// What is a letter or a digit and takes a cell is drawn wherever it stands: no need to ask the layout. Signs may only draw
/// a table, which is then drawn otherwise.
fn is_plainly_drawn(briefing: &Briefing, at: usize) -> bool {
    let letter = text::slice(&briefing.text, at..text::letter_end(&briefing.text, at));
    letter.chars().any(char::is_alphanumeric) && text::grapheme_cells(letter) > 0
}
