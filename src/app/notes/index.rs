//! Finding notes by place: which passages touch a stretch of text, and how many notes a section has.
//!
//! Made anew whenever a record changes; asked in every frame, so nothing in it grows with the number of notes but by a
//! search in halves.

use super::{On, Placed};
use crate::anchor::State;
use crate::note::{Note, NoteKind, Notebook, Status};
use crate::text::Span;

/// Passages in order, and what each section has.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Passages by start, then the longest first, with the number of the record among those that are placed.
    passages: Vec<(Span, usize)>,
    /// How far the passages up to here reach: ascending, for a search in halves.
    reach: Vec<usize>,
    /// By section; the first is the briefing itself.
    tallies: Vec<Tally>,
}

/// How many notes there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Notes that wait for nothing.
    pub notes: usize,
    /// Questions that are open.
    pub questions: usize,
    /// Actions that are open.
    pub actions: usize,
    /// Records whose passage is gone, or has to be confirmed.
    pub lost: usize,
}

impl Index {
    /// The index of what is placed.
    pub(super) fn of(placed: &[Placed], book: &Notebook) -> Self {
        let mut passages: Vec<(Span, usize)> =
            placed.iter().enumerate().filter_map(|(n, p)| Some((p.span?, n))).collect();
        passages.sort_by_key(|(span, n)| (span.start, std::cmp::Reverse(span.end), *n));
        let mut far = 0;
        let reach = passages
            .iter()
            .map(|(span, _)| {
                far = far.max(span.end);
                far
            })
            .collect();
        let mut tallies = Vec::new();
        for place in placed {
            let at = place.section.map_or(0, |n| n + 1);
            if tallies.len() <= at {
                tallies.resize(at + 1, Tally::default());
            }
            if let Some(tally) = tallies.get_mut(at) {
                tally.count(place, book.note(&place.id));
            }
        }
        Self { passages, reach, tallies }
    }

    /// Passages that touch `range`, by start, the longest first; each with the number of its record.
    pub fn touching(&self, range: Span) -> impl Iterator<Item = (Span, usize)> + '_ {
        let first = self.reach.partition_point(|end| *end <= range.start);
        let last = self.passages.partition_point(|(span, _)| span.start < range.end).max(first);
        self.passages[first..last].iter().copied().filter(move |(span, _)| span.overlaps(range))
    }

    /// What a section has; with `None`, what belongs to no section.
    pub fn tally(&self, section: Option<usize>) -> Tally {
        self.tallies.get(section.map_or(0, |n| n + 1)).copied().unwrap_or_default()
    }
}

impl Tally {
    /// What a file of notes has of each sort, where their places in the text are not looked for.
    pub fn of<'a>(notes: impl Iterator<Item = &'a Note>) -> Self {
        let mut tally = Self::default();
        notes.for_each(|note| tally.add(note));
        tally
    }

    fn count(&mut self, place: &Placed, note: Option<&Note>) {
        if place.on != On::Briefing && matches!(place.state, State::Orphan | State::Ask) {
            // Whatever it is, it has to be found first; and no note counts twice.
            self.lost += 1;
            return;
        }
        if let Some(note) = note {
            self.add(note);
        }
    }

    fn add(&mut self, note: &Note) {
        match (&note.kind, &note.status) {
            (NoteKind::Question, status) if *status != Status::Done => self.questions += 1,
            (NoteKind::Action, status) if *status != Status::Done => self.actions += 1,
            _ => self.notes += 1,
        }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            notes: self.notes + other.notes,
            questions: self.questions + other.questions,
            actions: self.actions + other.actions,
            lost: self.lost + other.lost,
        }
    }

    /// True when there is nothing to count.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Id;
    use proptest::prelude::*;

    fn placed(start: usize, len: usize, n: usize) -> Placed {
        let span = Some(Span::new(start, start + len));
        Placed { id: Id::from(n.to_string()), on: On::Span, state: State::Exact, span, section: Some(0) }
    }

    proptest! {
        #[test]
        fn every_passage_that_touches_is_found_and_no_other(
            spans in proptest::collection::vec((0usize..80, 1usize..40), 0..40), start in 0usize..100, len in 1usize..40,
        ) {
            let placed: Vec<Placed> = spans.iter().enumerate().map(|(n, (s, l))| placed(*s, *l, n)).collect();
            let index = Index::of(&placed, &Notebook::default());
            let range = Span::new(start, start + len);
            let mut found: Vec<usize> = index.touching(range).map(|(_, n)| n).collect();
            found.sort_unstable();
            let wanted: Vec<usize> =
                (0..placed.len()).filter(|n| placed[*n].span.is_some_and(|s| s.overlaps(range))).collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
