//! Places where the very words of a quote stand, and which of them is the one that was meant.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::State;
use super::ground::Ground;
use super::wanted::{Sides, Wanted};
use crate::text;

/// Bytes of a quote that are looked for; where they stand, the rest is compared. Few, so that a thousand quotes together
/// stay a table that fits into the caches.
const NEEDLE: usize = 16;

/// Places of one quote that are kept, and the largest number that [`crate::note::Anchor::seen`] tells apart.
pub(super) const MANY: usize = 20_000;

/// Places whose surroundings are compared word by word; of more, those whose letters agree the longest.
const COMPARED: usize = 24;

/// A place with the words of the quote.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    /// In the flattened text, without white space at its ends.
    pub(super) place: Range<usize>,
    /// Its surroundings.
    pub(super) sides: Sides,
    /// The surroundings are letter for letter what is remembered.
    whole: bool,
    /// In the section of the same name.
    home: bool,
    /// Where it was.
    pub(super) there: bool,
}

/// Where the reader knows it from: what makes one of two equal places the likelier.
#[derive(Debug, Clone)]
pub(super) struct Home {
    /// The section of the same name, in the flattened text; empty when there is none.
    pub(super) section: Range<usize>,
    /// Byte of the flattened text where the passage was.
    pub(super) start: usize,
}

/// Finds all places of all quotes in one pass over `flat`. The result has one list for each of `wanted`; anchors with one
/// quote share it.
pub(super) fn places(flat: &str, wanted: &[&Wanted]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut quotes: Vec<&str> = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let which: Vec<usize> = wanted
        .iter()
        .map(|w| {
            *numbers.entry(w.quote()).or_insert_with(|| {
                quotes.push(w.quote());
                quotes.len() - 1
            })
        })
        .collect();
    let mut found = vec![Vec::new(); quotes.len()];
    let needles = quotes.iter().map(|quote| needle(quote));
    if let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::Standard).build(needles) {
        for hit in automaton.find_overlapping_iter(flat) {
            let n = hit.pattern().as_usize();
            let list: &mut Vec<usize> = &mut found[n];
            if list.len() < MANY && !quotes[n].is_empty() && stands(flat, quotes[n], hit.start()) {
                list.push(hit.start());
            }
        }
    }
    (found, which)
}

/// True when `quote` stands at byte `at`.
fn stands(flat: &str, quote: &str, at: usize) -> bool {
    flat.get(at..).is_some_and(|rest| rest.starts_with(quote))
}

fn needle(quote: &str) -> &str {
    let mut end = quote.len().min(NEEDLE);
    while !quote.is_char_boundary(end) {
        end -= 1;
    }
    text::slice(quote, 0..end)
}

/// Looks at the places of a quote. Of very many only those are compared closely that can be the best.
pub(super) fn look(ground: &Ground<'_>, wanted: &Wanted, home: &Home, places: &[usize]) -> Vec<Hit> {
    let flat = ground.flat();
    let length = wanted.quote().len();
    let mut spans: Vec<Range<usize>> = places.iter().map(|at| *at..at + length).collect();
    spans.retain(|span| flat.is_border(span.end));
    if spans.len() > COMPARED {
        spans.sort_by_cached_key(|span| {
            let agreement = wanted.agreement(&flat.text, span);
            (std::cmp::Reverse(agreement), span.start.abs_diff(home.start))
        });
        spans.truncate(COMPARED);
    }
    let mut hits: Vec<Hit> = spans
        .into_iter()
        .map(|place| Hit {
            sides: wanted.sides(&flat.text, &place),
            whole: wanted.is_whole(&flat.text, &place),
            home: home.section.contains(&place.start),
            there: place.start == home.start,
            place,
        })
        .collect();
    hits.sort_by(|a, b| b.likelihood().total_cmp(&a.likelihood()).then_with(|| far(a, home).cmp(&far(b, home))));
    hits
}

fn far(hit: &Hit, home: &Home) -> usize {
    hit.place.start.abs_diff(home.start)
}

impl Hit {
    /// Orders places: by surroundings, then by section.
    fn likelihood(&self) -> f32 {
        let bonus = |is: bool, much: f32| if is { much } else { 0.0 };
        self.sides.mean() + bonus(self.whole, 1.0) + bonus(self.home, 0.05) + bonus(self.there, 0.01)
    }
}

/// How sure it is that the first of `hits` is the passage. `count` is how many places there are in all.
pub(super) fn judge(wanted: &Wanted, hits: &[Hit], count: usize) -> State {
    let Some(best) = hits.first() else { return State::Orphan };
    let sure = if best.there { State::Exact } else { State::Moved };
    let whole: Vec<&Hit> = hits.iter().filter(|hit| hit.whole).collect();
    match whole.as_slice() {
        [] if count == 1 => judge_only(wanted, best, sure),
        [] => judge_several(wanted, hits, count, sure),
        [_] => sure,
        // Twins that nothing tells apart: the place, or else the section, decides while none came or went.
        twins => {
            let homes = twins.iter().filter(|hit| hit.home).count();
            let settled = best.there || (best.home && homes == 1);
            if settled && (wanted.seen == 0 || count.min(MANY) == wanted.seen.min(MANY)) { sure } else { State::Ask }
        }
    }
}

fn judge_only(wanted: &Wanted, only: &Hit, sure: State) -> State {
    let letters = wanted.quote().chars().count();
    let sides = only.sides;
    if wanted.seen > 1 {
        // Others are gone; this one need not be the one that was meant.
        return match () {
            () if !sides.are_unknown() && sides.worst() >= 0.9 => sure,
            () if sides.are_unknown() || sides.best() >= 0.5 || letters >= 2 * LONG => State::Ask,
            () => State::Orphan,
        };
    }
    match () {
        () if sides.are_unknown() && (wanted.seen == 0 || letters >= LONG || only.there) => sure,
        () if sides.best() >= if letters >= LONG { 0.5 } else { 0.75 } => sure,
        // There was one and there is one, in the section of the same name.
        () if wanted.seen == 1 && only.home && letters >= LONG && sides.best() >= 0.3 => sure,
        () if letters >= 2 * LONG || (only.there && sides.best() >= 0.4) => sure,
        () if letters >= LONG || sides.best() >= 0.4 => State::Ask,
        () => State::Orphan,
    }
}

/// From this many characters on a quote says much by itself.
const LONG: usize = 24;

fn judge_several(wanted: &Wanted, hits: &[Hit], count: usize, sure: State) -> State {
    let (best, second) = (&hits[0], hits.get(1));
    let sides = best.sides;
    let lead = sides.mean() - second.map_or(0.0, |hit| hit.sides.mean());
    let gone = count.min(MANY) < wanted.seen.min(MANY);
    match () {
        () if sides.are_unknown() => State::Ask,
        () if !gone && sides.worst() >= 0.75 && lead >= 0.10 => sure,
        () if !gone && sides.best() >= 0.9 && lead >= 0.20 => sure,
        () if gone && sides.worst() >= 0.9 && lead >= 0.20 => sure,
        () if sides.best() >= 0.5 || wanted.quote().chars().count() >= 2 * LONG => State::Ask,
        () => State::Orphan,
    }
}
