//! Notes and marks on their way out: what is exported of which briefing, and what travels with it.
//!
//! A [`Part`] is one briefing with the records that were chosen of it, in document order. [`select`] chooses;
//! [`json`] and [`markdown`](super::markdown) write.

use crate::anchor::State;
use crate::briefing::Briefing;
use crate::note::filter::{Filter, Surroundings};
use crate::note::{Record, Target};
use crate::text::Span;

pub mod json;
pub mod link;
mod marking;

pub use marking::marking;

/// A record and where it stands in the text as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The record.
    pub record: Record,
    /// How sure the place is.
    pub state: State,
    /// The passage in bytes; `None` for an orphan, a section or the briefing.
    pub span: Option<Span>,
    /// The section it belongs to; `None` for the briefing, and where the section is gone.
    pub section: Option<usize>,
    /// It is one of two versions of a note that two people changed at the same place.
    pub torn: bool,
    /// Of a mark, the names by now of whom it means, where somebody looked them up.
    pub known_as: Vec<String>,
}

/// One briefing and what is exported of it.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// Its file as the reader names it.
    pub file: &'a str,
    /// Address of the file, relative to where the export will stand and percent-encoded, as [`link::address`] makes it.
    pub link: String,
    /// The records in document order.
    pub entries: Vec<Entry>,
}

impl Entry {
    /// True where the passage or the section is gone.
    pub fn is_lost(&self) -> bool {
        self.state == State::Orphan
    }

    /// True for a note on the briefing as a whole.
    pub fn is_on_briefing(&self) -> bool {
        self.record.as_note().is_some_and(|note| note.target == Target::Briefing)
    }
}

/// The entries that pass a filter, in the order they have.
pub fn select(briefing: &Briefing, entries: Vec<Entry>, filter: &Filter) -> Vec<Entry> {
    if filter.is_empty() {
        return entries;
    }
    let passes: Vec<bool> = entries.iter().map(|entry| passes(briefing, &entries, entry, filter)).collect();
    entries.into_iter().zip(passes).filter_map(|(entry, passes)| passes.then_some(entry)).collect()
}

fn passes(briefing: &Briefing, all: &[Entry], entry: &Entry, filter: &Filter) -> bool {
    let mut names = if filter.entities.is_empty() { Vec::new() } else { names_in(all, entry.span) };
    // What is refused or has no place is about somebody as well.
    names.extend(entry.known_as.iter().map(String::as_str));
    let heading = entry.section.and_then(|n| briefing.heading(n));
    let around = Surroundings { number: entry.section.map(|n| n + 1), heading, names: &names };
    filter.passes(&entry.record, &around)
}

/// Names that are marked inside a passage.
fn names_in(all: &[Entry], span: Option<Span>) -> Vec<&str> {
    let Some(span) = span else { return Vec::new() };
    let marked = all.iter().filter(|other| other.span.is_some_and(|s| s.overlaps(span)));
    let marked = marked.filter_map(|other| Some((other.record.as_mark().filter(|m| !m.rejected)?, &other.known_as)));
    marked.flat_map(|(mark, known_as)| known_as.iter().chain([&mark.entity])).map(String::as_str).collect()
}

#[cfg(test)]
pub(super) mod tests;
