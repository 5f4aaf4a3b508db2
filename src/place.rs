//! Reading places: where a reader was, found again after the text changed.
//!
//! A place is no note: when its words are gone, what stood around them is a good answer, and so is the same distance
//! into its section. (Notes never guess; they have anchors of their own.)

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::briefing::Briefing;
use crate::text::{self, CodePoints, Span};

mod traces;

/// Code points of text that a place remembers, of each kind.
const QUOTE: usize = 64;

/// Words of fewer code points may stand anywhere; alone they say little.
const TELLING: usize = 16;

/// Code points on one side of the words that have to agree, for few words to be the same ones.
const AGREEING: usize = 12;

/// Blocks without words that are passed over for the next one with words.
const EMPTY_BLOCKS: usize = 8;

/// A place in a briefing, as it is kept between runs. Records of earlier versions lack `around`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Place {
    /// Id of the section.
    pub section: String,
    /// The words at the place, at most `QUOTE` code points of one block.
    pub quote: String,
    /// Code points from the start of the text.
    pub start: usize,
    /// What is around it; boxed, because places are handed about with everything else that the loop is told.
    #[serde(default)]
    pub around: Box<Around>,
}

/// What is remembered of the surroundings of a place, to find it when its words are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Around {
    /// Code points from the start of the section; `None` above the first one.
    pub within: Option<usize>,
    /// What stands before the place, in the blocks above too.
    pub before: String,
    /// The words behind the quote in the same block.
    pub after: String,
    /// The last words of the block above, for a place inside a block.
    pub above: String,
    /// The first words of the block below.
    pub below: String,
}

/// Where a place is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Byte offset in the text.
    pub offset: usize,
    /// Its words, or what stood around them, are there; else it is only about as far into the section as before.
    pub holds: bool,
}

/// Describes the place at byte `offset`.
pub fn make(briefing: &Briefing, offset: usize) -> Place {
    let words = &briefing.text;
    let points = CodePoints::new(words);
    let block = briefing.block_at(offset);
    let span = briefing.blocks.get(block).map_or(Span::default(), |b| b.span);
    let section = briefing.sections.get(briefing.section_of(block));
    let from = briefing.section_span(briefing.section_of(block)).start;
    let quote = first(text::slice(words, offset.min(span.end)..span.end));
    let behind = (offset + quote.len()).min(span.end);
    let inside = offset > span.start;
    let mut above = (0..block).rev().take(EMPTY_BLOCKS).map(|b| briefing.block_text(b).trim());
    let mut below = (block + 1..briefing.blocks.len()).take(EMPTY_BLOCKS).map(|b| briefing.block_text(b).trim());
    let around = Around {
        within: (section.is_some() && from <= offset).then(|| points.of(offset) - points.of(from)),
        before: last(text::slice(words, 0..offset.min(words.len()))).to_owned(),
        after: first(text::slice(words, behind..span.end)).to_owned(),
        above: last(above.find(|words| inside && !words.is_empty()).unwrap_or_default()).to_owned(),
        below: first(below.find(|words| !words.is_empty()).unwrap_or_default()).to_owned(),
    };
    Place {
        section: section.map_or(String::new(), |s| s.id.clone()),
        quote: quote.to_owned(),
        start: points.of(offset),
        around: Box::new(around),
    }
}

/// False when a place is behind the end of the text: of a beginning, it is in the rest.
pub fn is_within(briefing: &Briefing, place: &Place) -> bool {
    place.start < CodePoints::new(&briefing.text).of(briefing.text.len())
}

/// The byte offset of a place; see [`find`].
pub fn resolve(briefing: &Briefing, place: &Place) -> usize {
    find(briefing, place).offset
}

/// Looks for a place: its words where they stood, else the same words (in its section first; where they stand more than
/// once, what is beside them decides, then which are nearest), else what is left of them and of what stood around
/// them, else as far into its section as it was, else the same offset as far as there is text.
pub fn find(briefing: &Briefing, place: &Place) -> Found {
    let words: &str = &briefing.text;
    let start = byte_of(words, place.start);
    let found = |offset| Found { offset: text::letter_start(words, offset), holds: true };
    let is_as_it_was = text::slice(words, start..words.len()).starts_with(&place.quote)
        && text::slice(words, 0..start).ends_with(&place.around.before);
    if is_as_it_was {
        return Found { offset: start, holds: true };
    }
    let section = briefing.sections.iter().position(|s| s.id == place.section);
    let span = section.map(|s| briefing.section_span(s));
    let about = match (span, place.around.within) {
        (Some(span), Some(within)) => {
            let at = span.start + byte_of(text::slice(words, span), within);
            // A section that does not go so far any more says nothing: a heading may have come into it, or gone.
            if at < span.end { at } else { start }
        }
        // Above the first section, or in a record that does not say how far into the section.
        (Some(span), None) => start.min(span.start),
        (None, _) => start,
    };
    let scopes = || span.into_iter().chain([Span::new(0, words.len())]);
    scopes()
        .find_map(|scope| same_words(briefing, place, (scope, about)).filter(|(_, telling)| *telling))
        .map(|(at, _)| found(at))
        .or_else(|| traces::find(briefing, place, about).map(found))
        // A few words that stand elsewhere too: good enough where they were, or when there is nothing else.
        .or_else(|| same_words(briefing, place, (scopes().next()?, about)).map(|(at, _)| found(at)))
        .unwrap_or_else(|| {
            let within = span.filter(|_| place.around.within.is_some());
            let offset = within.map_or(about, |span| about.clamp(span.start, span.end));
            Found { offset: text::letter_start(words, offset), holds: false }
        })
}

fn byte_of(text: &str, point: usize) -> usize {
    let mut rest = text.chars();
    if let Some(before) = point.checked_sub(1) {
        let _ = rest.nth(before);
    }
    text.len() - rest.as_str().len()
}

fn first(words: &str) -> &str {
    let end = words.char_indices().nth(QUOTE).map_or(words.len(), |(at, _)| at);
    text::slice(words, 0..end)
}

fn last(words: &str) -> &str {
    let start = words.char_indices().rev().nth(QUOTE - 1).map_or(0, |(at, _)| at);
    text::slice(words, start..words.len())
}

/// Where the words of a place stand in a part of the text, best where what is beside them agrees and then nearest to
/// byte `about`; and whether these must be the ones.
fn same_words(briefing: &Briefing, place: &Place, (within, about): (Span, usize)) -> Option<(usize, bool)> {
    if place.quote.trim().is_empty() {
        return None;
    }
    let words: &str = &briefing.text;
    let (at, (before, after)) =
        memchr::memmem::find_iter(text::slice(words, within).as_bytes(), place.quote.as_bytes())
            .take(10_000)
            .map(|at| within.start + at)
            .map(|at| (at, agreement(words, place, at)))
            .min_by_key(|(at, (before, after))| (Reverse(before + after), at.abs_diff(about)))?;
    Some((at, before.max(after) >= AGREEING || place.quote.chars().count() >= TELLING))
}

/// How many code points before and behind the words at byte `at` are those that the place remembers.
fn agreement(words: &str, place: &Place, at: usize) -> (usize, usize) {
    let back = text::slice(words, 0..at).chars().rev();
    let before = back.zip(place.around.before.chars().rev()).take_while(|(now, then)| now == then).count();
    let behind = text::slice(words, at + place.quote.len()..words.len());
    let (behind, then) = if place.around.after.is_empty() {
        (behind.trim_start(), &place.around.below)
    } else {
        (behind, &place.around.after)
    };
    let after = behind.chars().zip(then.chars()).take_while(|(now, then)| now == then).count();
    (before, after)
}

#[cfg(test)]
mod tests;
