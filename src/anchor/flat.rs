//! A text without the differences that no reader sees: what is compared when a passage is looked for.
//!
//! Runs of white space are one space (between letters of scripts that set none, nothing), composed and decomposed
//! letters are one (NFC), typographic quotation marks and hyphens plain, invisible characters gone. Persian letters are one
//! with the Arabic ones that keyboards put in their place, the digits of both are the same, and what parts a Persian word
//! without a space is one. So a passage that was only wrapped anew, or went through another editor, still stands there
//! word for word.

use unicode_normalization::char::{compose, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::{self, is_unspaced};

/// The flattened text, and where its bytes come from.
#[derive(Debug, Clone, Default)]
pub(super) struct Flat {
    /// The flattened text.
    pub(super) text: String,
    /// Places, in both texts, from which on bytes run side by side; ascending in both.
    marks: Vec<(usize, usize)>,
}

impl Flat {
    /// Flattens `source`.
    pub(super) fn new(source: &str) -> Self {
        let mut flat = Self { text: String::with_capacity(source.len()), marks: vec![(0, 0)] };
        let composed = source.is_ascii() || is_nfc_quick(source.chars()) == IsNormalized::Yes;
        let mut space: Option<usize> = None;
        let mut at = 0;
        while let Some(c) = source.get(at..).and_then(|rest| rest.chars().next()) {
            let from = at;
            let run = plain(source.as_bytes(), at);
            at += run.max(c.len_utf8());
            let c = match fold(c) {
                Folded::Space => {
                    space.get_or_insert(from);
                    continue;
                }
                Folded::Joint if flat.text.chars().next_back().is_some_and(is_arabic) => {
                    space.get_or_insert(from);
                    continue;
                }
                Folded::Nothing | Folded::Joint => continue,
                Folded::Letter(c) => c,
            };
            if let Some(from) = space.take()
                && !(is_unspaced(c) && flat.text.chars().next_back().is_none_or(is_unspaced))
            {
                flat.push(' ', from);
            }
            if run > 0 {
                flat.mark(from);
                flat.text.push_str(text::slice(source, from..at));
            } else if composed {
                flat.push(c, from);
            } else {
                flat.push_composing(c, from);
            }
        }
        if let Some(from) = space {
            flat.push(' ', from);
        }
        flat.mark(source.len());
        flat
    }

    fn push(&mut self, c: char, at: usize) {
        self.mark(at);
        self.text.push(c);
    }

    fn push_composing(&mut self, c: char, at: usize) {
        if c.is_ascii() {
            return self.push(c, at);
        }
        if let Some(whole) = self.text.chars().next_back().and_then(|last| joined(last, c)) {
            self.text.pop();
            self.text.push(whole);
            return;
        }
        self.mark(at);
        self.text.extend(std::iter::once(c).nfc());
    }

    /// The next byte comes from byte `at` of the source.
    fn mark(&mut self, at: usize) {
        let here = self.text.len();
        let expected = self.marks.last().map_or(0, |(flat, source)| source + (here - flat));
        if expected == at {
            return;
        }
        match self.marks.last_mut() {
            Some((flat, source)) if *flat == here => *source = at,
            _ => self.marks.push((here, at)),
        }
    }

    /// Where byte `offset` of the flattened text comes from.
    pub(super) fn source(&self, offset: usize) -> usize {
        let n = self.marks.partition_point(|(flat, _)| *flat <= offset);
        let Some((flat, source)) = self.marks.get(n.saturating_sub(1)) else { return 0 };
        let at = source + (offset - flat);
        self.marks.get(n).map_or(at, |(_, next)| at.min(*next))
    }

    /// Where byte `offset` of the source went.
    pub(super) fn flat(&self, offset: usize) -> usize {
        let n = self.marks.partition_point(|(_, source)| *source <= offset);
        let Some((flat, source)) = self.marks.get(n.saturating_sub(1)) else { return 0 };
        let mut at = flat + offset.saturating_sub(*source);
        at = self.marks.get(n).map_or(at, |(next, _)| at.min(*next)).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// False where the flattened text cannot be cut: before a mark that belongs to the letter in front of it.
    pub(super) fn is_border(&self, offset: usize) -> bool {
        self.text.get(offset..).is_some_and(|rest| !rest.starts_with(is_combining_mark))
    }
}

/// A letter and what follows it as one letter, when there is such a one.
fn joined(last: char, c: char) -> Option<char> {
    let reordered = || {
        // A mark that belongs nearer to the base than one that is joined already.
        let mut whole = [last, c].into_iter().nfc();
        whole.next().filter(|_| whole.next().is_none())
    };
    compose(last, c).or_else(|| is_combining_mark(c).then(reordered)?)
}

/// Bytes from `at` on that stay as they are and need no look of their own: ASCII words with one space between them.
fn plain(bytes: &[u8], at: usize) -> usize {
    let graphic = |n: usize| bytes.get(n).is_some_and(u8::is_ascii_graphic);
    let mut end = at;
    while graphic(end) || (end > at && bytes.get(end) == Some(&b' ') && graphic(end + 1)) {
        end += 1;
    }
    end - at
}

enum Folded {
    Space,
    Nothing,
    /// Parts letters, in some scripts words.
    Joint,
    Letter(char),
}

fn fold(c: char) -> Folded {
    if c.is_ascii_graphic() {
        return Folded::Letter(c);
    }
    match c {
        '\u{AD}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => Folded::Nothing,
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2BC}' => Folded::Letter('\''),
        '\u{201C}'..='\u{201F}' => Folded::Letter('"'),
        '\u{2010}' | '\u{2011}' => Folded::Letter('-'),
        '\u{200C}' => Folded::Joint,
        'ي' => Folded::Letter('ی'),
        'ك' => Folded::Letter('ک'),
        '\u{660}'..='\u{669}' => Folded::Letter(char::from_u32(u32::from(c) + 0x90).unwrap_or(c)),
        _ if c.is_whitespace() => Folded::Space,
        _ => Folded::Letter(c),
    }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn flat(text: &str) -> String {
        Flat::new(text).text
    }

    #[test]
    fn what_no_reader_sees_makes_no_difference() {
        assert_eq!(flat("a \r\n\t b\u{A0}c"), "a b c");
        assert_eq!(flat("cafe\u{301}s"), flat("caf\u{e9}s"));
        assert_eq!(flat("Viê\u{323}t ve\u{302}\u{301}"), flat("Việt vế"));
        assert_eq!(flat("it\u{2019}s \u{201C}so\u{201D}"), "it's \"so\"");
        assert_eq!(flat("海底\n电缆 and"), "海底电缆 and");
        assert_eq!(flat("re\u{AD}ad\u{200B}er"), "reader");
        assert_eq!(flat("گفت\u{200C}وگوی ۳ کس"), flat("گفت وگوي ٣ كس"));
        assert_eq!(flat("ক\u{200C}ষ"), "কষ");
    }

    proptest! {
        #[test]
        fn places_come_back(text in "[a-c \n\u{2019}é伊\u{301}\u{AD}\u{200C}يی]{0,60}") {
            let flat = Flat::new(&text);
            prop_assert_eq!(flat.source(flat.text.len()), text.len());
            let mut before = 0;
            for (at, _) in flat.text.char_indices() {
                let from = flat.source(at);
                prop_assert!(from >= before && text.is_char_boundary(from), "{} from {}", at, from);
                prop_assert_eq!(flat.flat(from), at);
                before = from;
            }
            let there: Vec<usize> = (0..=text.len()).map(|at| flat.flat(at)).collect();
            prop_assert!(there.is_sorted() && there.last() == Some(&flat.text.len()));
        }
    }
}
