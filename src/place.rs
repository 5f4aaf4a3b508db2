//! Reading places: where a reader was, found again after the text changed.
//!
//! A place is no note: when its words are gone, the start of its section is a good answer, and so is the same share of
//! the text. (Notes never guess; they have anchors of their own.)

use serde::{Deserialize, Serialize};

use crate::briefing::Briefing;
use crate::text::{self, CodePoints, Span};

/// Code points of text that a place remembers.
const QUOTE: usize = 64;

/// A place in a briefing, as it is kept between runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Place {
    /// Id of the section.
    pub section: String,
    /// The words at the place, at most `QUOTE` code points of one block.
    pub quote: String,
    /// Code points from the start of the text.
    pub start: usize,
}

/// Describes the place at byte `offset`.
pub fn make(briefing: &Briefing, offset: usize) -> Place {
    let block = briefing.block_at(offset);
    let end = briefing.blocks.get(block).map_or(0, |b| b.span.end);
    Place {
        section: briefing.sections.get(briefing.section_of(block)).map_or(String::new(), |s| s.id.clone()),
        quote: text::slice(&briefing.text, offset.min(end)..end).chars().take(QUOTE).collect(),
        start: CodePoints::new(&briefing.text).of(offset),
    }
}

/// True when the words of a place still stand in the text.
pub fn holds(briefing: &Briefing, place: &Place) -> bool {
    let offset = resolve(briefing, place);
    text::slice(&briefing.text, offset..briefing.text.len()).starts_with(&place.quote)
}

/// The byte offset of a place: its words where they stood, else the nearest same words (in its section first), else
/// the start of its section, else the same offset as far as there is text.
pub fn resolve(briefing: &Briefing, place: &Place) -> usize {
    let start = byte_of(&briefing.text, place.start);
    if text::slice(&briefing.text, start..briefing.text.len()).starts_with(&place.quote) {
        return start;
    }
    let section = briefing.sections.iter().position(|s| s.id == place.section);
    let within = section.map(|s| briefing.section_span(s));
    within
        .and_then(|span| nearest(&briefing.text, &place.quote, span, start))
        .or_else(|| nearest(&briefing.text, &place.quote, Span::new(0, briefing.text.len()), start))
        .or(within.map(|span| span.start))
        .unwrap_or(start)
}

fn byte_of(text: &str, point: usize) -> usize {
    if text.get(..point.min(text.len())).is_some_and(str::is_ascii) {
        return point.min(text.len());
    }
    text.char_indices().nth(point).map_or(text.len(), |(at, _)| at)
}

fn nearest(text: &str, quote: &str, within: Span, start: usize) -> Option<usize> {
    if quote.trim().is_empty() {
        return None;
    }
    memchr::memmem::find_iter(text::slice(text, within).as_bytes(), quote.as_bytes())
        .take(10_000)
        .map(|at| within.start + at)
        .min_by_key(|at| at.abs_diff(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{BlockKind, Draft};
    use proptest::prelude::*;

    fn briefing(parts: &[(&str, &str)]) -> Briefing {
        let mut draft = Draft::new();
        for (heading, body) in parts {
            draft.block(BlockKind::Heading(1), heading, 1);
            draft.block(BlockKind::Paragraph, body, 2);
        }
        draft.finish().0
    }

    #[test]
    fn a_place_follows_its_words() {
        let old = briefing(&[("One", "alpha beta gamma"), ("Two", "delta epsilon")]);
        let place = make(&old, old.text.find("delta").unwrap());
        let new = briefing(&[("Zero", "new"), ("One", "alpha beta"), ("Two", "eta. delta epsilon")]);
        assert_eq!(resolve(&new, &place), new.text.find("delta").unwrap());
        let gone = briefing(&[("One", "alpha"), ("Two", "something else")]);
        assert_eq!(resolve(&gone, &place), gone.text.find("Two").unwrap());
        let other = briefing(&[("Three", "x")]);
        assert_eq!(resolve(&other, &place), other.text.len());
    }

    proptest! {
        #[test]
        fn in_the_same_text_it_is_exact(a in "[a-zé伊 ]{1,40}", b in "[a-zé伊 ]{1,40}", at in 0usize..100) {
            let briefing = briefing(&[("H", &a), ("H", &b)]);
            let offset = text::letter_start(&briefing.text, at);
            prop_assert_eq!(resolve(&briefing, &make(&briefing, offset)), offset);
        }
    }
}
