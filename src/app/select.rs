//! Selecting: a passage that motions, text objects and the mouse make, and what can be done with it.
//!
//! A selection has two letters, where it was begun and where the caret is, and takes in both. What it covers is kept
//! beside them ([`Selection::span`]), because whole lines depend on the width of the screen and a passage must not.

use std::sync::Arc;

use super::units::{self, Edge, Extent, Object};
use super::{App, Command, Message, Mode, caret};
use crate::anchor::{self, Ground, State};
use crate::briefing::Briefing;
use crate::place;
use crate::text::{self, Span};

/// A selected passage: from where it was begun to where the caret is, both letters included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// Byte offset of the letter where it was begun.
    pub begun: usize,
    /// Byte offset of the letter where the caret is.
    pub caret: usize,
    /// What it grows by.
    pub by: Unit,
    /// What it covers, in bytes, white space at the ends included.
    pub span: Span,
    /// The text object that it last grew by; the next one goes on from there.
    pub grown: Option<Object>,
}

/// What a selection grows by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Characters (grapheme clusters).
    Character,
    /// Lines as they are on the screen.
    Line,
}

/// What stands in the text while something else has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stand {
    /// Nothing.
    #[default]
    Reading,
    /// A caret, at this byte offset.
    Caret(usize),
    /// A selection.
    Selected(Selection),
}

impl App {
    /// The selection, also while a prompt, a list or a question is open over it.
    pub fn selection(&self) -> Option<Selection> {
        match (&self.mode, self.stand) {
            (Mode::Select(selection), _) => Some(*selection),
            (Mode::Read | Mode::Caret(_) | Mode::Outline, _) => None,
            (_, Stand::Selected(selection)) => Some(selection),
            _ => None,
        }
    }

    /// The selected passage in bytes of the text, end exclusive, on grapheme borders, without white space around it.
    /// `None` without a selection, and for one of nothing but white space.
    pub fn passage(&self) -> Option<Span> {
        let selection = self.selection()?;
        let passage = text::trimmed(&self.document.briefing().text, selection.span);
        (!passage.is_empty()).then_some(passage)
    }

    /// Selects a passage (bytes of the text) and shows its beginning. A span without letters selects nothing.
    pub fn select(&mut self, span: Span) {
        let briefing = Arc::clone(&self.document.source.briefing);
        if let Some(selection) = covering(&briefing, span) {
            self.mode = Mode::Select(selection);
            self.reader.reveal(&briefing, selection.span.start);
        }
    }

    /// Keeps caret or selection while something else takes the keys; [`App::resume`] brings it back.
    pub(super) fn set_aside(&mut self) {
        if let Mode::Notes(list) = &self.mode {
            self.notes.pane = Some(list.clone());
            return;
        }
        if self.set_survey_aside() {
            return;
        }
        self.stand = match self.mode {
            Mode::Read => Stand::Reading,
            Mode::Caret(offset) => Stand::Caret(offset),
            Mode::Select(selection) => Stand::Selected(selection),
            _ => self.stand,
        };
    }

    /// Gives the keys back to the notes pane, if that was open, else to the text, with the caret or selection that was
    /// there.
    pub(super) fn resume(&mut self) {
        if let Some(list) = self.notes.pane.take() {
            self.mode = Mode::Notes(list);
            return;
        }
        if self.resume_survey() {
            return;
        }
        self.mode = match std::mem::take(&mut self.stand) {
            Stand::Reading => Mode::Read,
            Stand::Caret(offset) => Mode::Caret(offset),
            Stand::Selected(selection) => Mode::Select(selection),
        };
    }
}

/// Runs a command that selects. False when it is none.
pub(super) fn run(app: &mut App, command: Command, count: Option<usize>) -> bool {
    let (object, extent) = match command {
        Command::Select => return toggle(app, Unit::Character),
        Command::SelectLines => return toggle(app, Unit::Line),
        Command::SwapEnds => return swap_ends(app),
        Command::Reselect => return again(app),
        Command::ExtendLeft => return extend_by(app, Command::Left, count),
        Command::ExtendRight => return extend_by(app, Command::Right, count),
        Command::ExtendUp => return extend_by(app, Command::LineUp, count),
        Command::ExtendDown => return extend_by(app, Command::LineDown, count),
        Command::InnerWord => (Object::Word, Extent::Inner),
        Command::AroundWord => (Object::Word, Extent::Around),
        Command::InnerSentence => (Object::Sentence, Extent::Inner),
        Command::AroundSentence => (Object::Sentence, Extent::Around),
        Command::InnerParagraph => (Object::Paragraph, Extent::Inner),
        Command::AroundParagraph => (Object::Paragraph, Extent::Around),
        Command::InnerSection => (Object::Section, Extent::Inner),
        Command::AroundSection => (Object::Section, Extent::Around),
        _ => return false,
    };
    take(app, (object, extent), count.unwrap_or(1).clamp(1, 1_000_000));
    true
}

/// Ends the selection, the caret stays.
pub(super) fn end(app: &mut App, selection: Selection) {
    app.mode = Mode::Caret(selection.caret);
}

/// Moves the caret of a selection.
pub(super) fn extend(app: &mut App, briefing: &Briefing, selection: Selection, to: usize) {
    let ends = Selection { caret: to, grown: None, ..selection };
    app.mode = Mode::Select(measured(app, briefing, ends));
}

/// A selection of a span from its first to its last letter; `None` where there is nothing but white space.
pub(super) fn covering(briefing: &Briefing, span: Span) -> Option<Selection> {
    let text = &briefing.text;
    let end = text::letter_start(text, span.end);
    let passage = text::trimmed(text, Span::new(text::letter_start(text, span.start), end));
    let caret = text::letter_before(text, passage.end);
    let whole = Selection { begun: passage.start, caret, by: Unit::Character, span: passage, grown: None };
    (!passage.is_empty()).then_some(whole)
}

/// A selection that goes from its first letter to its last, turned round where a caret stands before where it was begun.
pub(super) fn turned_like(selection: Selection, (begun, caret): (usize, usize)) -> Selection {
    if caret < begun {
        return Selection { begun: selection.caret, caret: selection.begun, ..selection };
    }
    selection
}

/// Where a motion by sentence, paragraph or section takes the caret of a selection: it takes in whole ones, so that the
/// first letter of the next one is not in it. `None` for other motions, and without a selection.
pub(super) fn motion(app: &App, briefing: &Briefing, command: Command, n: usize) -> Option<usize> {
    let Mode::Select(Selection { begun, caret, .. }) = app.mode else { return None };
    let (object, forward) = match command {
        Command::NextSentence => (Object::Sentence, true),
        Command::PreviousSentence => (Object::Sentence, false),
        Command::NextParagraph => (Object::Paragraph, true),
        Command::PreviousParagraph => (Object::Paragraph, false),
        Command::NextSection => (Object::Section, true),
        Command::PreviousSection => (Object::Section, false),
        _ => return None,
    };
    if forward {
        let edge = if caret >= begun { Edge::Last } else { Edge::First };
        return Some(units::forward(briefing, object, caret, (n, edge)));
    }
    let shorter = units::back(briefing, object, caret, (n, Edge::Last));
    let shrinks = caret > begun && shorter < caret && shorter >= begun;
    Some(if shrinks { shorter } else { units::back(briefing, object, caret, (n, Edge::First)) })
}

fn toggle(app: &mut App, by: Unit) -> bool {
    let briefing = Arc::clone(&app.document.source.briefing);
    match app.mode {
        Mode::Select(selection) if selection.by == by => end(app, selection),
        Mode::Select(selection) => {
            let changed = Selection { by, grown: None, ..selection };
            app.mode = Mode::Select(measured(app, &briefing, changed));
        }
        _ => begin(app, &briefing, by),
    }
    true
}

/// Begins a selection with the letter at the caret; without a caret, where one would be put.
fn begin(app: &mut App, briefing: &Briefing, by: Unit) {
    let at = match app.mode {
        Mode::Caret(offset) => offset,
        _ => start_of_caret(app, briefing),
    };
    let at = caret::drawn(&mut app.reader.layout, briefing, at, caret::Toward::End);
    let letter = Selection { begun: at, caret: at, by, span: Span::default(), grown: None };
    app.mode = Mode::Select(measured(app, briefing, letter));
}

/// Where a caret is put: at the name or match that the reader went to last, when it is on the screen, else at the top.
pub(super) fn start_of_caret(app: &mut App, briefing: &Briefing) -> usize {
    let point = app.reader.point();
    let last = app.entities.current.or(app.search.current).filter(|_| point == app.reader.top_offset);
    let at = last.map_or(point, |span| span.start).max(app.reader.top_offset);
    if app.reader.shows(briefing, at) { at } else { app.reader.top_offset }
}

/// Selects what was selected last.
fn again(app: &mut App) -> bool {
    match app.last_selection {
        Some(selection) => {
            let briefing = Arc::clone(&app.document.source.briefing);
            app.mode = Mode::Select(selection);
            app.reader.reveal(&briefing, selection.caret);
        }
        None => app.message = Some(Message::note("nothing was selected yet")),
    }
    true
}

/// Begins a selection where there is none, and makes a motion.
fn extend_by(app: &mut App, motion: Command, count: Option<usize>) -> bool {
    let briefing = Arc::clone(&app.document.source.briefing);
    if !matches!(app.mode, Mode::Select(_)) {
        begin(app, &briefing, Unit::Character);
    }
    let here = app.position();
    if let Some(to) = caret::motion(app, &briefing, motion, (here, count.unwrap_or(1).clamp(1, 1_000_000))) {
        caret::put(app, &briefing, to);
    }
    true
}

fn swap_ends(app: &mut App) -> bool {
    if let Mode::Select(selection) = &mut app.mode {
        std::mem::swap(&mut selection.begun, &mut selection.caret);
        let (to, briefing) = (selection.caret, Arc::clone(&app.document.source.briefing));
        app.reader.reveal(&briefing, to);
    } else {
        app.message = Some(Message::note("nothing is selected"));
    }
    true
}

/// Selects `n` text objects: the one at the caret, or more of them behind (before) what is selected already.
fn take(app: &mut App, (object, extent): (Object, Extent), n: usize) {
    let briefing = Arc::clone(&app.document.source.briefing);
    if !matches!(app.mode, Mode::Select(_)) {
        begin(app, &briefing, Unit::Character);
    }
    let Mode::Select(before) = app.mode else { return };
    // A larger object round one that is selected takes its place: iw, is, ip go outwards.
    let widens = || {
        let round = units::holding(&briefing, object, before.caret);
        before.grown.is_some_and(|last| last != object) && round.is_some_and(|unit| encloses(unit, before.span))
    };
    let fresh = (before.begun == before.caret && before.grown.is_none()) || widens();
    let found = if fresh {
        units::holding(&briefing, object, before.caret).map(|unit| (unit, 1))
    } else {
        further(&briefing, object, before).map(|unit| (unit, 1))
    };
    let Some((first, mut taken)) = found else {
        app.message = Some(Message::note("no more of that here"));
        return;
    };
    let backwards = !fresh && before.caret < before.begun;
    let mut last = first;
    while taken < n {
        let more =
            if backwards { units::previous(&briefing, object, last.start) } else { beyond(&briefing, object, last) };
        let Some(more) = more else { break };
        last = more;
        taken += 1;
    }
    let (first, last) = (units::taken(&briefing, object, extent, first), units::taken(&briefing, object, extent, last));
    let letter = |span: Span| text::letter_before(&briefing.text, span.end).max(span.start);
    let (begun, caret) = match (fresh, backwards) {
        (true, _) => (first.start, letter(last)),
        (false, false) => (before.begun, letter(last)),
        (false, true) => (before.begun, last.start),
    };
    let layout = &mut app.reader.layout;
    let (down, up) = if caret < begun { (caret, begun) } else { (begun, caret) };
    let down = caret::drawn(layout, &briefing, down, caret::Toward::End);
    let up = caret::drawn(layout, &briefing, up, caret::Toward::Beginning);
    let (begun, caret) = if caret < begun { (up, down) } else { (down, up) };
    let selection = Selection { begun, caret, by: Unit::Character, span: Span::default(), grown: Some(object) };
    app.mode = Mode::Select(measured(app, &briefing, selection));
    app.reader.reveal(&briefing, caret);
}

fn encloses(unit: Span, inner: Span) -> bool {
    unit.start <= inner.start && inner.end <= unit.end
}

/// The next object that a selection does not hold yet: what is left of the one at the caret, or the one beyond it.
fn further(briefing: &Briefing, object: Object, selection: Selection) -> Option<Span> {
    let span = selection.span;
    let here = units::holding(briefing, object, selection.caret);
    if selection.caret < selection.begun {
        let rest = here.filter(|unit| unit.start < span.start);
        return rest.or_else(|| units::previous(briefing, object, span.start));
    }
    let rest = here.filter(|unit| unit.end > span.end);
    rest.or_else(|| units::next(briefing, object, span.end.saturating_sub(1).max(span.start)))
}

fn beyond(briefing: &Briefing, object: Object, unit: Span) -> Option<Span> {
    units::next(briefing, object, unit.end.saturating_sub(1).max(unit.start))
}

/// The selection with its span, from its two letters.
fn measured(app: &mut App, briefing: &Briefing, selection: Selection) -> Selection {
    let (low, high) = (selection.begun.min(selection.caret), selection.begun.max(selection.caret));
    let (low, high) = match selection.by {
        Unit::Character => (low, high),
        Unit::Line => (app.reader.row_ends(briefing, low).0, app.reader.row_ends(briefing, high).1.max(high)),
    };
    Selection { span: Span::new(low, text::letter_end(&briefing.text, high)), ..selection }
}

/// Carries caret and selection over to a new version of the text; of a selection whose words are gone, a caret is left.
pub(super) fn carry_over(app: &mut App, old: &Briefing, new: &Briefing) {
    match &app.mode {
        Mode::Caret(offset) => app.mode = Mode::Caret(caret_in(app, (old, new), *offset)),
        Mode::Select(selection) => {
            let selection = *selection;
            app.mode = match selection_in((old, new), selection) {
                Some(found) => Mode::Select(found),
                None => Mode::Caret(caret_in(app, (old, new), selection.caret)),
            };
        }
        _ => {}
    }
    app.last_selection = app.last_selection.and_then(|last| selection_in((old, new), last));
    app.stand = match app.stand {
        Stand::Caret(offset) => Stand::Caret(caret_in(app, (old, new), offset)),
        Stand::Selected(selection) => match selection_in((old, new), selection) {
            Some(found) => Stand::Selected(found),
            None => Stand::Caret(caret_in(app, (old, new), selection.caret)),
        },
        Stand::Reading => Stand::Reading,
    };
}

fn caret_in(app: &mut App, (old, new): (&Briefing, &Briefing), offset: usize) -> usize {
    let at = place::resolve(new, &place::make(old, offset));
    caret::drawn(&mut app.reader.layout, new, at, caret::Toward::End)
}

fn selection_in((old, new): (&Briefing, &Briefing), selection: Selection) -> Option<Selection> {
    let anchor = anchor::make(&Ground::of(old), text::trimmed(&old.text, selection.span));
    let found = anchor::resolve(&Ground::of(new), &[&anchor], false).pop()?;
    let span = found.span.filter(|_| found.state != State::Ask)?;
    let whole = turned_like(covering(new, span)?, (selection.begun, selection.caret));
    Some(Selection { by: selection.by, ..whole })
}
