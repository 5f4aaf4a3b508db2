//! Code points, the unit of files and JSON.

use super::slice;

/// Bytes between two counts that are kept.
const STEP: usize = 1024;

/// Byte offsets of one text turned into code points and back, at any place in about the same time.
#[derive(Debug, Clone)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// How many code points begin before every [`STEP`]th byte.
    before: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Counts `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut sum = 0;
        let counts = text.as_bytes().chunks(STEP).map(|chunk| {
            let before = sum;
            sum += starts(chunk);
            before
        });
        Self { text, before: counts.collect() }
    }

    /// The number of code points before byte `offset`; of all of them for what is beyond the end.
    pub fn of(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let step = (offset / STEP).min(self.before.len().saturating_sub(1));
        let rest = self.text.as_bytes().get(step * STEP..offset).unwrap_or_default();
        self.before.get(step).copied().unwrap_or(0) + starts(rest)
    }

    /// The byte where code point `point` begins; the end of the text for the one behind the last, `None` beyond.
    pub fn byte(&self, point: usize) -> Option<usize> {
        let step = self.before.partition_point(|before| *before <= point).saturating_sub(1);
        let mut from = step * STEP;
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let ahead = point - self.before.get(step).copied().unwrap_or(0);
        let rest = slice(self.text, from..self.text.len());
        match rest.char_indices().nth(ahead) {
            Some((at, _)) => Some(from + at),
            None => (self.of(self.text.len()) == point).then_some(self.text.len()),
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
            let points = CodePoints::new(&text);
            let total = text.chars().count();
            for (n, (at, _)) in text.char_indices().enumerate().step_by(37) {
                prop_assert_eq!(points.of(at), n);
                prop_assert_eq!(points.byte(n), Some(at));
            }
            prop_assert_eq!((points.of(text.len()), points.of(usize::MAX)), (total, total));
            prop_assert_eq!(points.byte(total), Some(text.len()));
            prop_assert_eq!(points.byte(total + 1), None);
            prop_assert_eq!(points.byte(usize::MAX), None);
        }
    }
}
