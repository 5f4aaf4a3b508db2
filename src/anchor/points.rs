//! Code points and bytes of one text, turned into each other at any place in about the same time.

use crate::text;

/// Bytes between two counts that are kept.
const STEP: usize = 1024;

/// How many code points begin before every [`STEP`]th byte.
#[derive(Debug, Clone)]
pub(super) struct Points(Vec<usize>);

impl Points {
    /// Counts `text` once.
    pub(super) fn new(text: &str) -> Self {
        let mut sum = 0;
        let counts = text.as_bytes().chunks(STEP).map(|chunk| {
            let before = sum;
            sum += starts(chunk);
            before
        });
        Self(counts.collect())
    }

    /// Code points before byte `offset` of the same text.
    pub(super) fn of(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        let step = (offset / STEP).min(self.0.len().saturating_sub(1));
        let rest = text.as_bytes().get(step * STEP..offset).unwrap_or_default();
        self.0.get(step).copied().unwrap_or(0) + starts(rest)
    }

    /// The byte where code point `point` begins; the end of the text for the one behind the last, `None` beyond.
    pub(super) fn byte(&self, text: &str, point: usize) -> Option<usize> {
        let step = self.0.partition_point(|before| *before <= point).saturating_sub(1);
        let mut from = step * STEP;
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let ahead = point - self.0.get(step).copied().unwrap_or(0);
        let rest = text::slice(text, from..text.len());
        match rest.char_indices().nth(ahead) {
            Some((at, _)) => Some(from + at),
            None => (self.of(text, text.len()) == point).then_some(text.len()),
        }
    }
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_ways_agree_with_counting(piece in "[a-zé伊\u{301}👩]{0,40}", times in 0usize..90) {
            let text = piece.repeat(times);
            let points = Points::new(&text);
            let total = text.chars().count();
            for (n, (at, _)) in text.char_indices().enumerate().step_by(37) {
                prop_assert_eq!(points.of(&text, at), n);
                prop_assert_eq!(points.byte(&text, n), Some(at));
            }
            prop_assert_eq!(points.byte(&text, total), Some(text.len()));
            prop_assert_eq!(points.byte(&text, total + 1), None);
            prop_assert_eq!(points.byte(&text, usize::MAX), None);
        }
    }
}
