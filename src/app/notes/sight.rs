//! What of the notes is in view: the lines and washes of their passages, and a sign for each row where one begins.
//!
//! Collected once before each frame, as the rows and the matches of a search are, so that drawing only looks it up.

use super::{Notes, On, Placed};
use crate::anchor::State;
use crate::app::reader::{View, ViewRow};
use crate::briefing::Briefing;
use crate::note::{Colour, Id, Note, NoteKind, Status};
use crate::text::Span;

/// Notes on the screen.
#[derive(Debug, Clone, Default)]
pub struct Sight {
    /// Passages in view, in the order in which they are drawn over one another.
    pub passages: Vec<Passage>,
    /// A sign, or none, for each row of the view.
    pub signs: Vec<Option<Sign>>,
    /// A sign for what is on the whole briefing; it stands with the title.
    pub briefing: Option<Sign>,
    /// Notes with words and the row of the view that each belongs to, in order: what stands beside the text.
    pub beside: Vec<(usize, Id)>,
}

/// A passage with a note on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Bytes of the text.
    pub span: Span,
    /// The colour, when it is highlighted.
    pub wash: Option<Colour>,
    /// It is the passage of the note that the reader is at.
    pub current: bool,
}

/// What stands beside a row for the notes that begin in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// The most important of them.
    pub kind: Kind,
    /// The least certain of their states.
    pub state: State,
    /// One of them is in conflict.
    pub torn: bool,
    /// How many there are.
    pub count: usize,
    /// The colour of a highlight among them: it is told beside the sign, for those who see no colours.
    pub hue: Option<Colour>,
}

/// What a sign stands for, the most important last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Highlight,
    Note,
    Fact,
    Judgement,
    Action,
    Question,
}

impl Kind {
    /// What stands for a note. Of what is done only the note is left.
    pub fn of(note: &Note) -> Self {
        match note.kind {
            NoteKind::Question if note.status != Status::Done => Self::Question,
            NoteKind::Action if note.status != Status::Done => Self::Action,
            NoteKind::Fact => Self::Fact,
            NoteKind::Judgement => Self::Judgement,
            NoteKind::Highlight => Self::Highlight,
            _ => Self::Note,
        }
    }
}

impl Sign {
    /// Both in one sign.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            kind: self.kind.max(other.kind),
            state: self.state.max(other.state),
            torn: self.torn || other.torn,
            count: self.count + other.count,
            hue: self.hue.or(other.hue),
        }
    }
}

impl Notes {
    /// Collects what is in view.
    pub(in crate::app) fn look(&mut self, briefing: &Briefing, view: &View, at: Option<usize>) {
        let current = at.and_then(|at| self.at(at).first().map(|p| p.id.clone())).or_else(|| self.current.clone());
        let mut sight = std::mem::take(&mut self.sight);
        sight.passages.clear();
        sight.beside.clear();
        sight.signs.clear();
        sight.signs.resize(view.rows.len(), None);
        sight.briefing = self.sign_of(self.on_briefing());
        for (line, row) in view.rows.iter().enumerate().filter(|(_, row)| row.is_first()) {
            let own = starting(briefing, row.block).map_or(&[][..], |n| self.on_section(n));
            add(&mut sight.signs, line, self.sign_of(own));
            let whole = if row.block == 0 { self.on_briefing() } else { &[] };
            sight.beside.extend(whole.iter().chain(own).filter(|p| self.has_words(p)).map(|p| (line, p.id.clone())));
        }
        if let Some(range) = range(briefing, view) {
            for (span, n) in self.index.touching(range) {
                let Some(place) = self.placed.get(n) else { continue };
                let Some(note) = self.book.note(&place.id) else { continue };
                sight.passages.push(Passage { span, wash: hue(note), current: current.as_ref() == Some(&place.id) });
                let line = line_of(briefing, view, span.start);
                if let Some(line) = line {
                    add(&mut sight.signs, line, self.sign_of(std::slice::from_ref(place)));
                }
                // What began above is level with the first row.
                let goes_on =
                    line.is_none() && span.start < view_start(briefing, view) && span.end > view_start(briefing, view);
                let line = line.or(goes_on.then_some(0)).filter(|_| self.has_words(place));
                sight.beside.extend(line.map(|line| (line, place.id.clone())));
            }
        }
        sight.beside.sort_by_key(|(line, _)| *line);
        self.sight = sight;
    }

    fn has_words(&self, place: &Placed) -> bool {
        self.book.note(&place.id).is_some_and(|note| !note.text.trim().is_empty())
    }

    /// What is on the briefing, or on nothing that is there any more.
    fn on_briefing(&self) -> &[Placed] {
        let end = self.placed.partition_point(|p| p.section.is_none() && p.on == On::Briefing);
        &self.placed[..end]
    }

    /// What is on a section itself, and what was on a passage of it that is gone.
    fn on_section(&self, section: usize) -> &[Placed] {
        let start = self.placed.partition_point(|p| p.section.is_none_or(|n| n < section));
        let rest = &self.placed[start..];
        let own = rest.partition_point(|p| p.section == Some(section) && p.span.is_none());
        &rest[..own]
    }

    fn sign_of(&self, places: &[Placed]) -> Option<Sign> {
        let sign = |p: &Placed| {
            let note = self.book.note(&p.id)?;
            let torn = self.is_torn(&p.id);
            Some(Sign { kind: Kind::of(note), state: p.state, torn, count: 1, hue: hue(note) })
        };
        places.iter().filter_map(sign).reduce(Sign::with)
    }
}

/// The colour of a highlight; one without a colour is yellow, as from a marker pen.
pub fn hue(note: &Note) -> Option<Colour> {
    (note.kind == NoteKind::Highlight).then(|| note.colour.unwrap_or(Colour::Yellow))
}

fn add(signs: &mut [Option<Sign>], line: usize, sign: Option<Sign>) {
    if let (Some(place), Some(sign)) = (signs.get_mut(line), sign) {
        *place = Some(place.map_or(sign, |there| there.with(sign)));
    }
}

/// The section that begins with this block.
fn starting(briefing: &Briefing, block: usize) -> Option<usize> {
    let section = briefing.section_of(block);
    (briefing.sections.get(section)?.blocks.start == block).then_some(section)
}

/// The text of all blocks in view.
fn range(briefing: &Briefing, view: &View) -> Option<Span> {
    let block = |row: &ViewRow| briefing.blocks.get(row.block).map(|b| b.span);
    Some(Span::new(block(view.rows.first()?)?.start, block(view.rows.last()?)?.end))
}

/// Where the text in view begins, in bytes.
fn view_start(briefing: &Briefing, view: &View) -> usize {
    let start = |row: &ViewRow| Some(briefing.blocks.get(row.block)?.span.start + row.row()?.span()?.start);
    view.rows.iter().find_map(start).unwrap_or(0)
}

/// The row of the view where byte `offset` stands, or the next one in its block; `None` when it is not in view.
fn line_of(briefing: &Briefing, view: &View, offset: usize) -> Option<usize> {
    let block = briefing.block_at(offset);
    let at = offset.checked_sub(briefing.blocks.get(block)?.span.start)?;
    let first = view.rows.partition_point(|row| row.block < block);
    let rows = || view.rows.iter().enumerate().skip(first).take_while(|(_, row)| row.block == block);
    let holds = |row: &ViewRow| row.row().is_some_and(|r| r.pieces.iter().any(|p| p.span.contains(at)));
    let behind = |row: &ViewRow| row.row().and_then(crate::wrap::Row::span).is_some_and(|s| s.start > at);
    // In white space at a break the passage begins with the next row; but not above the first one in view.
    let after = || rows().find(|(n, row)| behind(row) && (*n > first || row.is_first()));
    rows().find(|(_, row)| holds(row)).or_else(after).map(|(n, _)| n)
}
