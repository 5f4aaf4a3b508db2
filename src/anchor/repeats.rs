//! Where the words of a passage stand in a text, and how much around each place tells it from the others.
//!
//! Kept with the text: who marks a name wherever it stands asks for the same words again and again, and looking through the
//! text and comparing every place with every other one each time takes minutes where a name stands ten thousand times.

use std::cell::{Cell, OnceCell};
use std::iter::zip;

use super::exact::MANY;
use crate::text;

/// Characters around a place that are compared at most.
pub(super) const LONG: usize = 160;

/// Bytes that are compared at most while occurrences are counted.
const WORK: usize = 1 << 26;

/// The places of some words in a flattened text.
#[derive(Debug, Clone)]
pub(super) struct Repeats {
    /// Bytes of the words.
    length: usize,
    /// Every byte where they stand, ascending; overlapping ones count. At most [`MANY`].
    pub(super) places: Vec<usize>,
    asked: Cell<bool>,
    /// For each place the most characters that either side shares with those of another place.
    shared: OnceCell<Vec<usize>>,
}

impl Repeats {
    /// Looks for `words` in `flat`.
    pub(super) fn of(flat: &str, words: &str) -> Self {
        Self { length: words.len(), places: occurrences(flat, words), asked: Cell::new(false), shared: OnceCell::new() }
    }

    /// Characters of context that the place at `at` shares with another one, on the side where it shares more.
    pub(super) fn shared(&self, flat: &str, at: usize) -> usize {
        // For the first place alone, comparing it with all others is less work than sorting all.
        match self.places.binary_search(&at) {
            Ok(n) if self.asked.replace(true) => self.shared.get_or_init(|| self.all_shared(flat))[n],
            _ => self.shared_with_others(flat, at),
        }
    }

    fn shared_with_others(&self, flat: &str, at: usize) -> usize {
        let others = self.places.iter().filter(|other| **other != at);
        let shared = others.map(|other| {
            let before = common(before(flat, at), before(flat, *other));
            before.max(common(self.behind(flat, at), self.behind(flat, *other)))
        });
        shared.max().unwrap_or(0)
    }

    /// In the order of what stands on a side of them, places that share most stand beside each other.
    fn all_shared(&self, flat: &str) -> Vec<usize> {
        let mut most = vec![0; self.places.len()];
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        let place = |n: &usize| self.places[*n];
        order.sort_unstable_by(|a, b| before(flat, place(a)).cmp(before(flat, place(b))));
        raise(&mut most, &order, |a, b| common(before(flat, place(a)), before(flat, place(b))));
        order.sort_unstable_by(|a, b| self.behind(flat, place(a)).cmp(self.behind(flat, place(b))));
        raise(&mut most, &order, |a, b| common(self.behind(flat, place(a)), self.behind(flat, place(b))));
        most
    }

    /// What stands behind a place.
    fn behind<'t>(&self, flat: &'t str, at: usize) -> impl Iterator<Item = char> + use<'t> {
        text::slice(flat, at + self.length..flat.len()).chars().take(LONG)
    }
}

/// What stands before a place, the nearest first.
fn before(flat: &str, at: usize) -> impl Iterator<Item = char> {
    text::slice(flat, 0..at).chars().rev().take(LONG)
}

/// Takes in what each two neighbours of an order share.
fn raise(most: &mut [usize], order: &[usize], shared: impl Fn(&usize, &usize) -> usize) {
    for (a, b) in zip(order, order.iter().skip(1)) {
        let shared = shared(a, b);
        for n in [*a, *b] {
            most[n] = most[n].max(shared);
        }
    }
}

fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    zip(a, b).take_while(|(a, b)| a == b).count()
}

fn occurrences(flat: &str, words: &str) -> Vec<usize> {
    if words.is_empty() {
        return Vec::new();
    }
    let finder = memchr::memmem::Finder::new(words);
    let limit = MANY.min(WORK / words.len() + 2);
    let mut from = 0;
    let mut found = Vec::new();
    while found.len() < limit
        && let Some(at) = flat.as_bytes().get(from..).and_then(|rest| finder.find(rest))
    {
        found.push(from + at);
        from += at + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorting_tells_what_comparing_all_tells(flat in "(ab|a|é|伊| b){0,60}", words in "a|ab|b|é") {
            let repeats = Repeats::of(&flat, &words);
            let all = repeats.all_shared(&flat);
            for (n, at) in repeats.places.iter().enumerate() {
                prop_assert_eq!(all[n], repeats.shared_with_others(&flat, *at));
                prop_assert_eq!(repeats.shared(&flat, *at), all[n]);
            }
        }
    }
}
