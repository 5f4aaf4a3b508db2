//! The text that anchors are made and found in.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::flat::Flat;
use super::repeats::Repeats;
use super::words::Words;
use crate::briefing::Briefing;
use crate::note::SectionName;
use crate::text::{self, CodePoints, Span};

/// A text to anchor in: its letters and its sections. Keep one as long as several anchors are made or found in the same
/// text: what is counted and sorted for the first is there for the others.
#[derive(Debug, Clone)]
pub struct Ground<'a> {
    /// The text.
    pub text: &'a str,
    /// Sections in order: name and span in bytes.
    pub sections: Vec<(SectionName, Span)>,
    points: OnceCell<CodePoints<'a>>,
    flat: OnceCell<Flat>,
    words: OnceCell<Words>,
    repeats: RefCell<HashMap<String, Rc<Repeats>>>,
}

impl<'a> Ground<'a> {
    /// The text of a briefing with its sections.
    pub fn of(briefing: &'a Briefing) -> Self {
        let headings = (0..briefing.sections.len()).map(|n| (briefing.heading(n), briefing.section_span(n)));
        Self::new(&briefing.text, headings)
    }

    /// A text and its sections in order: heading (`None` for what stands above the first) and span in bytes.
    pub fn new<'h>(text: &'a str, sections: impl IntoIterator<Item = (Option<&'h str>, Span)>) -> Self {
        let mut seen = HashMap::<Option<&str>, usize>::new();
        let sections = sections.into_iter().map(|(heading, span)| {
            let ordinal = seen.entry(heading).and_modify(|c| *c += 1).or_insert(1);
            (SectionName { heading: heading.map(str::to_owned), ordinal: *ordinal }, span)
        });
        let sections = sections.collect();
        Self {
            text,
            sections,
            points: OnceCell::new(),
            flat: OnceCell::new(),
            words: OnceCell::new(),
            repeats: RefCell::default(),
        }
    }

    /// The section of this name: an index. When the ordinal is gone but only one section has the heading, that one.
    pub fn section(&self, name: &SectionName) -> Option<usize> {
        let ordinal = name.ordinal.max(1);
        let mut named = self.sections.iter().enumerate().filter(|(_, (n, _))| n.heading == name.heading);
        let (first, (at, _)) = named.next()?;
        if at.ordinal == ordinal {
            return Some(first);
        }
        let mut others = named.peekable();
        if others.peek().is_none() {
            return Some(first);
        }
        others.find(|(_, (n, _))| n.ordinal == ordinal).map(|(n, _)| n)
    }

    /// The section that holds byte `offset`: an index. What stands before the first section counts as in it.
    pub fn section_at(&self, offset: usize) -> Option<usize> {
        let n = self.sections.partition_point(|(_, span)| span.start <= offset).saturating_sub(1);
        (n < self.sections.len()).then_some(n)
    }

    /// Code points before byte `offset`.
    pub fn point(&self, offset: usize) -> usize {
        self.points().of(offset)
    }

    /// The byte where code point `point` begins; `None` behind the end of the text.
    pub fn byte(&self, point: usize) -> Option<usize> {
        self.points().byte(point)
    }

    pub(super) fn flat(&self) -> &Flat {
        self.flat.get_or_init(|| Flat::new(self.text))
    }

    pub(super) fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(&self.flat().text))
    }

    /// Where these words of the flattened text stand.
    pub(super) fn repeats(&self, words: &str) -> Rc<Repeats> {
        if let Some(known) = self.repeats.borrow().get(words) {
            return Rc::clone(known);
        }
        let repeats = Rc::new(Repeats::of(&self.flat().text, words));
        self.repeats.borrow_mut().insert(words.to_owned(), Rc::clone(&repeats));
        repeats
    }

    fn points(&self) -> &CodePoints<'a> {
        self.points.get_or_init(|| CodePoints::new(self.text))
    }

    /// Where a place of the flattened text, without white space at its ends, stands in the text.
    pub(super) fn source(&self, place: &std::ops::Range<usize>) -> Span {
        let span = Span::new(self.flat().source(place.start), self.flat().source(place.end));
        // White space that left nothing between two letters lies before the next of them: not in the place.
        Span::new(span.start, span.start + text::slice(self.text, span).trim_end().len())
    }

    /// True when byte `offset` is a grapheme border.
    pub(super) fn is_border(&self, offset: usize) -> bool {
        if !self.text.is_char_boundary(offset) {
            return false;
        }
        let plain = |b: Option<&u8>| b.is_none_or(|b| (0x20..0x7F).contains(b));
        let bytes = self.text.as_bytes();
        let before = offset.checked_sub(1).and_then(|at| bytes.get(at));
        (plain(before) && plain(bytes.get(offset))) || text::letter_start(self.text, offset) == offset
    }

    /// The same span widened to grapheme borders.
    pub(super) fn widened(&self, span: Span) -> Span {
        let start = if self.is_border(span.start) { span.start } else { text::letter_start(self.text, span.start) };
        let mut end = span.end;
        while !self.is_border(end) {
            end += 1;
        }
        Span::new(start, end)
    }
}
