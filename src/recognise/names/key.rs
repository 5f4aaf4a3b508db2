//! Names and texts as they are compared: small letters without diacritics, one space for any white space, and the way back
//! to where a letter stood.
//!
//! It is [`text::fold_char`] but for scripts in which that loses letters: Hangul keeps its syllables, Kana its voicing
//! marks, and the scripts of India and Southeast Asia their vowel signs.

use crate::text;

/// What stands between stretches that no name goes across. No name has it: white space in names is a space.
pub(super) const GAP: char = '\n';

/// Some text, folded.
#[derive(Debug, Default)]
pub(super) struct Flat {
    /// The folded text.
    pub(super) text: String,
    /// Where the way back changes: a byte of the folded text, and the byte of the text it came from.
    turns: Vec<(usize, usize)>,
    /// Bytes of the text that was folded.
    end: usize,
}

impl Flat {
    /// Folds `whole`, in which a tab ends what a name can reach over when `cells` says so. Reuses the room it has.
    pub(super) fn fill(&mut self, whole: &str, cells: Cells) {
        self.text.clear();
        self.turns.clear();
        self.turns.push((0, 0));
        self.end = whole.len();
        self.text.reserve(whole.len());
        let mut drift = 0;
        for (at, _, folded) in letters(whole, cells) {
            // A letter may be longer when it is small: the way back is sometimes shorter.
            if at.wrapping_sub(self.text.len()) != drift {
                drift = at.wrapping_sub(self.text.len());
                self.turns.push((self.text.len(), at));
            }
            self.text.push(folded);
        }
    }

    /// The byte of the text that the byte `at` of the folded text came from.
    pub(super) fn source(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.end;
        }
        let turn = self.turns.partition_point(|(folded, _)| *folded <= at).saturating_sub(1);
        self.turns.get(turn).map_or(at, |(folded, source)| source + at - folded)
    }
}

/// Whether rows and columns stand for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    /// White space is white space.
    Flow,
    /// Line breaks, tabs and more than one space part what does not belong together.
    Apart,
}

/// A name for comparison.
pub(in crate::recognise) fn of(name: &str) -> String {
    let mut flat = Flat::default();
    flat.fill(name.trim(), Cells::Flow);
    flat.text.trim_end().to_owned()
}

/// The characters that count: byte, as it stands there, and folded.
pub(super) fn letters(whole: &str, cells: Cells) -> impl Iterator<Item = (usize, char, char)> {
    let mut last = [' ', ' '];
    whole.char_indices().filter_map(move |(at, c)| {
        let folded = if c.is_whitespace() { space(c, last, cells)? } else { letter(c)? };
        last = [last[1], folded];
        Some((at, c, folded))
    })
}

/// What a piece of white space is behind two folded characters. Behind a hyphen that hangs on a word a line was broken,
/// and no space is meant.
fn space(c: char, last: [char; 2], cells: Cells) -> Option<char> {
    match (cells, c, last) {
        (Cells::Apart, '\n' | '\t', _) | (Cells::Apart, _, [_, ' ']) => Some(GAP),
        (_, _, [_, ' ' | GAP]) => None,
        (Cells::Flow, _, [word, '-']) if word.is_alphanumeric() => None,
        _ => Some(' '),
    }
}

/// One letter for comparison; `None` for what is no letter of its own.
pub(super) fn letter(c: char) -> Option<char> {
    let keeps = matches!(u32::from(c), 0x0900..0x0E80 | 0x0E80..0x1100 | 0x1780..0x1800 | 0x1900..0x1AB0
        | 0x3040..0x3100 | 0xA800..0xABC0 | 0xAC00..0xD7A4);
    if keeps { Some(c) } else { text::fold_char(c) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_the_same_name_has_the_same_key() {
        assert_eq!(of(" Kovačević,\u{a0}\n Éric "), "kovacevic, eric");
        assert_eq!(of("Kovac\u{30c}evic\u{301}"), of("Kovačević"));
        assert_eq!(of("علي"), of("علی"));
        assert_eq!(of("اسلام‌آباد"), of("اسلامآباد"));
        assert_eq!(of("Amir-\n  Abdollahian"), of("Amir‐Abdollahian"));
        assert_ne!(of("무니르"), of("마누라"));
        assert_ne!(of("ガザ"), of("カサ"));
        assert_ne!(of("मुनीर"), of("मनरा"));
    }

    #[test]
    fn cells_of_tables_are_apart() {
        let mut flat = Flat::default();
        flat.fill("Asim\tMunir\nof   all", Cells::Apart);
        assert_eq!(flat.text, "asim\nmunir\nof \nall");
    }

    proptest! {
        /// Every byte that begins a folded character leads back to the character it was made of.
        #[test]
        fn the_way_back_is_right(whole in "([a-zA-Zé ]|e\u{301}|ي|\u{200c}|伊|\n|무|ﬃ|İ|ẞ){0,40}|\\PC{0,40}") {
            let mut flat = Flat::default();
            flat.fill(&whole, Cells::Flow);
            let mut before = 0;
            for (at, c) in flat.text.char_indices() {
                let source = flat.source(at);
                prop_assert!(source >= before);
                before = source;
                let there = text::slice(&whole, source..whole.len()).chars().next();
                let is_space = |there: char| there.is_whitespace() || letter(there) == Some(' ');
                let is_made_of = |there: char| if c == ' ' { is_space(there) } else { letter(there) == Some(c) };
                prop_assert!(there.is_some_and(is_made_of));
            }
            prop_assert_eq!(flat.source(flat.text.len()), whole.len());
        }
    }
}
