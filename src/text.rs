//! Spans, graphemes, cell widths and folding: the small rules every floor above shares.
//!
//! Offsets inside the program are **bytes** on grapheme borders of one [`crate::clean::Clean`] text. Files and JSON
//! carry **code points** (the unit of the W3C Web Annotation model); [`CodePoints`] turns one into the other.
//!
//! What this module does not do: it never wraps ([`crate::wrap`]) and never neutralises ([`crate::clean`]).

mod folding;
mod letters;
mod pace;
mod points;

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

pub use folding::{fold, fold_char, is_unspaced};
pub use letters::{Letters, first_beyond_ascii};
pub use pace::{WORDS_PER_MINUTE, reading_minutes};
pub use points::CodePoints;

/// A range of bytes in a text, end exclusive. `start <= end`, both on `char` borders of the text it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end` in bytes; an `end` before `start` gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True when no byte is inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True when the byte at `offset` is inside.
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// True when the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span as a standard range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// `text[range]`, or the empty string where the range is outside the text or cuts a character.
pub fn slice(text: &str, range: impl Into<Span>) -> &str {
    let span = range.into();
    text.get(span.range()).unwrap_or("")
}

/// The user-perceived characters of `text` (UAX #29 extended grapheme clusters).
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.graphemes(true)
}

/// The same with the byte offset of each. Plain ASCII, most of most texts, takes a shorter way to the same answer.
pub fn grapheme_indices(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    Graphemes { text, front: 0, back: text.len() }
}

/// The words of `text` (UAX #29), without white space and punctuation.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words()
}

struct Graphemes<'a> {
    text: &'a str,
    front: usize,
    back: usize,
}

impl Graphemes<'_> {
    /// True for a printable ASCII byte at `at`. Two of them beside each other are always two graphemes: what could hold
    /// them together is none of them (UAX #29, rules GB9 and following).
    fn is_plain(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(|byte| (0x20..0x7f).contains(byte))
    }
}

impl<'a> Iterator for Graphemes<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        if self.front >= self.back {
            return None;
        }
        let at = self.front;
        let alone = self.is_plain(at) && (at + 1 == self.text.len() || self.is_plain(at + 1));
        // What follows a border is cut as if the text began there, so that nothing is looked at twice.
        let rest = slice(self.text, at..self.text.len());
        let letter = if alone { slice(rest, 0..1) } else { graphemes(rest).next()? };
        self.front = at + letter.len();
        Some((at, letter))
    }
}

impl DoubleEndedIterator for Graphemes<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.front >= self.back {
            return None;
        }
        let end = self.back;
        let alone = self.is_plain(end - 1) && (end < 2 || self.is_plain(end - 2));
        self.back = if alone { end - 1 } else { letter_before(self.text, end) };
        Some((self.back, self.text.get(self.back..end)?))
    }
}

/// Width of one grapheme in terminal cells, as the screen library counts it when it draws.
pub fn grapheme_cells(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [b' '..=b'~'] => 1,
        _ => grapheme.width(),
    }
}

/// Width of `text` in terminal cells: the sum over its graphemes.
///
/// The only width in the program. Measuring a whole string at once gives other numbers (Arabic lam-alef, emoji
/// sequences) than drawing its graphemes one by one, and then the cursor stands beside the letter it means.
pub fn cells(text: &str) -> usize {
    let plain = printable_ascii_prefix(text);
    if plain == text.len() {
        return plain;
    }
    // The last plain letter may be the base of a mark that follows.
    let plain = plain.saturating_sub(1);
    plain + grapheme_indices(slice(text, plain..text.len())).map(|(_, letter)| grapheme_cells(letter)).sum::<usize>()
}

/// Bytes of the printable ASCII that `text` begins with.
pub fn printable_ascii_prefix(text: &str) -> usize {
    let whole = text.as_bytes().chunks(32).take_while(|chunk| is_printable(chunk)).map(<[u8]>::len).sum::<usize>();
    let rest = text.as_bytes().get(whole..).unwrap_or_default();
    whole + rest.iter().take_while(|b| (0x20..0x7f).contains(*b)).count()
}

/// Where the first two spaces in a row are, of which prose keeps one. What finds them is made once: every line is asked.
pub fn doubled_space(text: &[u8]) -> Option<usize> {
    static DOUBLED: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("  "));
    DOUBLED.find(text)
}

/// True when every byte is a printable ASCII character, each exactly one grapheme and one cell.
pub fn is_printable_ascii(text: &str) -> bool {
    // Whole chunks without an early exit, so that the compiler can use vector instructions.
    is_printable_slice(text.as_bytes())
}

fn is_printable_slice(bytes: &[u8]) -> bool {
    bytes.chunks(64).all(is_printable)
}

fn is_printable(chunk: &[u8]) -> bool {
    chunk.iter().map(|b| u8::from(!(0x20..0x7f).contains(b))).sum::<u8>() == 0
}

/// The longest prefix of `text` that fits into `width` cells, cut on a grapheme border.
pub fn prefix_cells(text: &str, width: usize) -> &str {
    let plain = text.as_bytes().get(..=width).is_some_and(is_printable_slice);
    if plain {
        return slice(text, 0..width);
    }
    let mut used = 0;
    for (at, grapheme) in grapheme_indices(text) {
        used += grapheme_cells(grapheme);
        if used > width {
            return slice(text, 0..at);
        }
    }
    text
}

/// `text` shortened to `width` cells with `…` at the end when something had to go.
pub fn truncate(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    if width == 0 {
        return String::new();
    }
    let mut out = prefix_cells(text, width - 1).trim_end().to_owned();
    out.push('…');
    out
}

/// The end of the letter at byte `at`: the next grapheme border.
pub fn letter_end(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The start of the letter that ends at byte `end`; 0 at the beginning.
pub fn letter_before(text: &str, end: usize) -> usize {
    if end == 0 {
        return 0;
    }
    GraphemeCursor::new(end.min(text.len()), text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The start of the letter that holds byte `at`: the nearest grapheme border at or before it; the end of the text for what
/// is beyond it. Looks at what stands beside `at` only, so that it costs the same in a text of any size.
pub fn letter_start(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let mut at = at;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let is_border = GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true);
    if is_border { at } else { letter_before(text, at) }
}

/// True when the letter at byte `at` is nothing but white space.
pub fn is_blank(text: &str, at: usize) -> bool {
    slice(text, at..letter_end(text, at)).chars().all(char::is_whitespace)
}

/// `span` without the white space at both of its ends; letters are never cut.
pub fn trimmed(text: &str, span: Span) -> Span {
    let (mut start, mut end) = (span.start, span.end);
    while start < end && is_blank(text, start) {
        start = letter_end(text, start);
    }
    while start < end && is_blank(text, letter_before(text, end)) {
        end = letter_before(text, end);
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_short_way_to_graphemes_comes_out_where_the_long_one_does(
            text in "([ -~]|[\u{300}-\u{303}\u{200d}\r\n\u{1F1E6}-\u{1F1E9}\u{1F468}\u{0915}\u{094d}\u{0600}\u{FE0F}é伊]){0,24}",
            turns in proptest::collection::vec(any::<bool>(), 24),
        ) {
            let all: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
            prop_assert_eq!(&grapheme_indices(&text).collect::<Vec<_>>(), &all);
            let (mut long, mut short) = (text.grapheme_indices(true), grapheme_indices(&text));
            for back in turns {
                prop_assert_eq!(if back { long.next_back() } else { long.next() }, if back { short.next_back() } else { short.next() });
            }
        }

        #[test]
        fn short_ways_give_the_same_answer(text in "[ -~é\u{301}伊\u{600}👩\u{200d}🚀]{0,80}", width in 0usize..90) {
            let slow: usize = text.graphemes(true).map(UnicodeWidthStr::width).sum();
            prop_assert_eq!(cells(&text), slow);
            let mut used = 0;
            let fits = text.graphemes(true).take_while(|g| { used += g.width(); used <= width }).map(str::len).sum::<usize>();
            prop_assert_eq!(prefix_cells(&text, width).len(), fits);
            prop_assert_eq!(grapheme_indices(&text).map(|(_, g)| g).collect::<String>(), text.clone());
        }
    }

    proptest! {
        #[test]
        fn letters_begin_where_graphemes_do(text in "([ -~]|[\u{300}-\u{303}\u{200d}\r\n\u{1F1E6}-\u{1F1E9}\u{1F468}\u{0915}\u{094d}\u{0600}\u{FE0F}é伊]){0,24}") {
            let borders: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            for at in 0..text.len() + 2 {
                let nearest = borders.iter().rev().find(|border| **border <= at).copied();
                prop_assert_eq!(Some(letter_start(&text, at)), nearest, "{} in {:?}", at, text);
            }
        }
    }

    #[test]
    fn cells_are_the_sum_of_graphemes() {
        assert_eq!(cells("abc"), 3);
        assert_eq!(cells("伊朗"), 4);
        assert_eq!(cells("لا"), 2);
        assert_eq!(cells("e\u{301}"), 1);
    }

    #[test]
    fn truncation_keeps_the_width() {
        assert_eq!(truncate("Regional Issues", 9), "Regional…");
        assert_eq!(truncate("伊朗伊朗", 5), "伊朗…");
        assert_eq!(truncate("ab", 0), "");
    }

    #[test]
    fn the_start_of_a_letter_splits_none() {
        let text = "x e\u{301}y";
        assert_eq!(letter_start(text, 3), 2);
        assert_eq!(letter_start(text, 99), text.len());
    }
}
