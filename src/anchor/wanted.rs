//! What an anchor remembers, readied for the search: flattened, and cut into words.

use std::ops::Range;

use super::align::{Word, beside};
use super::flat::Flat;
use super::token::{Token, tokens};
use crate::note::Anchor;
use crate::text;

/// Context shorter than this (bytes) keeps its outermost word, cut or not.
const CUT: usize = 20;

/// An anchor, readied.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Before, quote and after in one, flattened.
    flat: String,
    /// The quote in it, without white space at its ends.
    quote: Range<usize>,
    /// Words before the quote, the nearest first.
    before: Vec<Token>,
    /// Words of the quote.
    words: Vec<Token>,
    /// Words behind it, the nearest first.
    after: Vec<Token>,
    /// How often the quote stood in the text; 0 where nobody counted.
    pub(super) seen: usize,
    /// The quote began and ended the text, as far as is known.
    edges: (bool, bool),
    /// White space that the quote begins and ends with.
    pub(super) spaced: (String, String),
}

impl Wanted {
    /// Readies `anchor`.
    pub(super) fn new(anchor: &Anchor) -> Self {
        let (from, to) = (anchor.before.len(), anchor.before.len() + anchor.quote.len());
        let flat = Flat::new(&format!("{}{}{}", anchor.before, anchor.quote, anchor.after));
        let (from, to) = (flat.flat(from), flat.flat(to));
        let whole = text::slice(&flat.text, from..to);
        let start = from + (whole.len() - whole.trim_start().len());
        let quote = start..(start + whole.trim().len());
        let cut = |range: Range<usize>| {
            let mut out = Vec::new();
            tokens(text::slice(&flat.text, range.clone()), range.start, &mut out);
            out
        };
        let (mut before, mut after) = (cut(0..quote.start), cut(quote.end..flat.text.len()));
        before.reverse();
        for (side, length) in [(&mut before, quote.start), (&mut after, flat.text.len() - quote.end)] {
            if length >= CUT && side.len() > 2 {
                side.pop();
            }
        }
        let (lead, trail) = (anchor.quote.trim_start(), anchor.quote.trim_end());
        let spaced = (
            text::slice(&anchor.quote, 0..anchor.quote.len() - lead.len()).to_owned(),
            text::slice(&anchor.quote, trail.len()..anchor.quote.len()).to_owned(),
        );
        // Somebody who writes an anchor by hand leaves out more than an edge.
        let made = anchor.seen > 0;
        let edges = (made && anchor.before.is_empty(), made && anchor.after.is_empty());
        Self { edges, before, words: cut(quote.clone()), after, seen: anchor.seen, spaced, flat: flat.text, quote }
    }

    /// The quote, flattened.
    pub(super) fn quote(&self) -> &str {
        text::slice(&self.flat, self.quote.clone())
    }

    /// Words of the quote.
    pub(super) fn words(&self) -> &[Token] {
        &self.words
    }

    /// All words in order, and which of them are the quote's.
    pub(super) fn row(&self) -> (Vec<Word<'_>>, Range<usize>) {
        let all = self.before.iter().rev().chain(&self.words).chain(&self.after);
        let row = all.map(|t| (*t, t.letters(&self.flat, 0))).collect();
        (row, self.before.len()..self.before.len() + self.words.len())
    }

    /// What stood before the quote, without white space at the far end.
    fn before_text(&self) -> &str {
        text::slice(&self.flat, 0..self.quote.start).trim_start()
    }

    /// What stood behind it.
    fn after_text(&self) -> &str {
        text::slice(&self.flat, self.quote.end..self.flat.len()).trim_end()
    }

    /// Around `place` of the flattened text stands, letter for letter, what stood around the quote. Nothing known of either
    /// side is no proof.
    pub(super) fn is_whole(&self, flat: &str, place: &Range<usize>) -> bool {
        let (before, after) = (self.before_text(), self.after_text());
        (self.has_before() || self.has_after())
            && text::slice(flat, 0..place.start).ends_with(before)
            && text::slice(flat, place.end..flat.len()).starts_with(after)
    }

    /// Bytes that agree on both sides of `place`, counted from it: a quick measure of how good a place can be.
    pub(super) fn agreement(&self, flat: &str, place: &Range<usize>) -> usize {
        let (before, after) = (self.before_text().as_bytes(), self.after_text().as_bytes());
        let (front, back) = (&flat.as_bytes()[..place.start], &flat.as_bytes()[place.end..]);
        let left = before.iter().rev().zip(front.iter().rev()).take_while(|(a, b)| a == b).count();
        left + after.iter().zip(back).take_while(|(a, b)| a == b).count()
    }

    /// How well both sides of `place` still are what they were; `None` where nothing is remembered of a side.
    pub(super) fn sides(&self, flat: &str, place: &Range<usize>) -> Sides {
        let (first, last) = (place.start == 0 && self.edges.0, place.end == flat.len() && self.edges.1);
        let left = (first || self.has_before()).then(|| {
            let reach = 2 * self.before_text().len() + 48;
            let mut from = place.start.saturating_sub(reach);
            while !flat.is_char_boundary(from) {
                from -= 1;
            }
            let front = text::slice(flat, from..place.start);
            if front.ends_with(self.before_text()) { 1.0 } else { self.beside(&self.before, &rev(nearby(front))) }
        });
        let right = (last || self.has_after()).then(|| {
            let mut to = (place.end + 2 * self.after_text().len() + 48).min(flat.len());
            while !flat.is_char_boundary(to) {
                to += 1;
            }
            let back = text::slice(flat, place.end..to);
            if back.starts_with(self.after_text()) { 1.0 } else { self.beside(&self.after, &nearby(back)) }
        });
        Sides { left, right }
    }

    fn beside(&self, side: &[Token], there: &[Word<'_>]) -> f32 {
        let words: Vec<Word<'_>> = side.iter().map(|t| (*t, t.letters(&self.flat, 0))).collect();
        beside(&words, there)
    }

    fn has_before(&self) -> bool {
        !self.before.is_empty()
    }

    fn has_after(&self) -> bool {
        !self.after.is_empty()
    }
}

fn nearby(flat: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    tokens(flat, 0, &mut out);
    out.into_iter().map(|t| (t, t.letters(flat, 0))).collect()
}

fn rev(mut words: Vec<Word<'_>>) -> Vec<Word<'_>> {
    words.reverse();
    words
}

/// How well the words around a place are those that are remembered, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sides {
    /// Before it; `None` when nothing is remembered.
    pub(super) left: Option<f32>,
    /// Behind it.
    pub(super) right: Option<f32>,
}

impl Sides {
    /// The better side; 0 when nothing is remembered of either.
    pub(super) fn best(self) -> f32 {
        self.left.unwrap_or(0.0).max(self.right.unwrap_or(0.0))
    }

    /// The worse side. A side of which nothing is remembered says nothing against the place.
    pub(super) fn worst(self) -> f32 {
        match (self.left, self.right) {
            (Some(left), Some(right)) => left.min(right),
            (one, other) => one.or(other).unwrap_or(0.0),
        }
    }

    /// Both together.
    pub(super) fn mean(self) -> f32 {
        f32::midpoint(self.best(), self.worst())
    }

    /// Nothing is remembered of either side.
    pub(super) fn are_unknown(self) -> bool {
        self.left.is_none() && self.right.is_none()
    }
}
