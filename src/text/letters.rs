//! Which letters beyond ASCII a text has, and where: what a search for the letters that they fold to goes by.

use unicode_normalization::char::is_combining_mark;

/// Bytes of a text that share a bit of `Letters::pieces`.
const PIECE: usize = 64;

/// Code points that are told apart: the scripts whose letters carry marks, and typographic signs.
const LIMIT: usize = 0x2040;

/// The letters beyond ASCII that stand in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// A bit for each code point below [`LIMIT`].
    seen: Box<[u64]>,
    /// A bit for each [`PIECE`] of the text: set where a letter begins in it.
    pieces: Box<[u64]>,
    /// Others stand there as well.
    others: bool,
    /// Marks that belong to the letter before them are among the others.
    marks: bool,
}

impl Letters {
    /// Those of `text`.
    pub fn of(text: &str) -> Self {
        let mut letters = Self::default();
        let mut at = 0;
        while let Some(found) = first_beyond_ascii(super::slice(text, at..text.len())) {
            if letters.pieces.is_empty() {
                letters.pieces = vec![0; text.len() / (PIECE * 64) + 1].into_boxed_slice();
            }
            let start = at + found;
            let run = super::slice(text, start..text.len()).char_indices().take_while(|(_, c)| !c.is_ascii());
            for (place, c) in run {
                at = start + place + c.len_utf8();
                letters.see(c);
                letters.note(start + place);
            }
        }
        letters
    }

    fn note(&mut self, at: usize) {
        let piece = at / PIECE;
        if let Some(bits) = self.pieces.get_mut(piece / 64) {
            *bits |= 1 << (piece % 64);
        }
    }

    /// The byte of the first one in `text` at or after `from`, which is no byte inside a letter. `text` is the one that
    /// these are the letters of, or the beginning of it.
    pub fn next(&self, text: &str, from: usize) -> Option<usize> {
        let mut piece = from / PIECE;
        loop {
            piece = self.next_piece(piece)?;
            let start = from.max(piece * PIECE);
            let bytes = text.as_bytes().get(start..text.len().min((piece + 1) * PIECE))?;
            // The rest of a letter that begins in the piece before is none of this one.
            if let Some(at) = bytes.iter().position(|b| *b >= 0xC0) {
                return Some(start + at);
            }
            piece += 1;
        }
    }

    /// The first piece from `piece` on in which a letter begins.
    fn next_piece(&self, piece: usize) -> Option<usize> {
        let words = self.pieces.get(piece / 64..)?;
        let masks = std::iter::once(u64::MAX << (piece % 64)).chain(std::iter::repeat(u64::MAX));
        let mut found = (piece / 64..).zip(words.iter().zip(masks)).map(|(word, (bits, mask))| (word, bits & mask));
        let (word, bits) = found.find(|(_, bits)| *bits != 0)?;
        Some(word * 64 + bits.trailing_zeros() as usize)
    }

    fn see(&mut self, c: char) {
        let point = c as usize;
        if point >= LIMIT {
            self.others = true;
            // Most of the letters up here; none of them is a mark.
            let is_plain = matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}');
            self.marks |= !is_plain && !self.marks && is_combining_mark(c);
            return;
        }
        if self.seen.is_empty() {
            self.seen = vec![0; LIMIT / 64].into_boxed_slice();
        }
        if let Some(bits) = self.seen.get_mut(point / 64) {
            *bits |= 1 << (point % 64);
        }
    }

    /// Those below U+2040, in order.
    pub fn listed(&self) -> impl Iterator<Item = char> + '_ {
        let words = self.seen.iter().zip((0u32..).step_by(64)).filter(|(bits, _)| **bits != 0);
        let points =
            words.flat_map(|(bits, base)| (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| base + bit));
        points.filter_map(char::from_u32)
    }

    /// True when there are others than [`Letters::listed`].
    pub fn has_others(&self) -> bool {
        self.others
    }

    /// True when marks are among the others.
    pub fn has_other_marks(&self) -> bool {
        self.marks
    }
}

/// The byte of the first letter that is not ASCII.
pub fn first_beyond_ascii(text: &str) -> Option<usize> {
    // So many at a time are looked at as one.
    let plain = text.as_bytes().chunks(32).take_while(|chunk| chunk.is_ascii()).map(<[u8]>::len).sum::<usize>();
    let rest = text.as_bytes().get(plain..)?;
    rest.iter().position(|b| !b.is_ascii()).map(|at| plain + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stands_there_is_told() {
        let letters = Letters::of(&format!("{} Kovačević’s attaché é", "plain ".repeat(20)));
        assert_eq!(letters.listed().collect::<String>(), "éćč’");
        assert!(!letters.has_others());
        let letters = Letters::of("边境 合作 ابو");
        assert_eq!(letters.listed().collect::<String>(), "ابو");
        assert!(letters.has_others() && !letters.has_other_marks());
        assert!(Letters::of("a\u{FE20}").has_other_marks());
        assert_eq!(Letters::of("plain"), Letters::default());
    }

    proptest! {
        #[test]
        fn each_is_found_where_it_is(parts in prop::collection::vec("[a-z ]{0,150}|[é边\u{1F600}\u{301}]{1,3}", 0..20)) {
            let text = parts.concat();
            let letters = Letters::of(&text);
            let wanted: Vec<usize> = text.char_indices().filter(|(_, c)| !c.is_ascii()).map(|(at, _)| at).collect();
            for from in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let next = wanted.iter().copied().find(|at| *at >= from);
                prop_assert_eq!(letters.next(&text, from), next);
            }
        }
    }
}
