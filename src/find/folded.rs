//! The query with classes of letters that fold to its own, and where in a text it is needed.

use std::sync::OnceLock;

use regex::Regex;

use super::build;
use crate::text;

/// The query with character classes, and what tells where they are needed.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    /// The query with classes, and whether it is case sensitive; made when a place for it is found, which in most texts
    /// is never.
    source: (String, bool),
    regex: OnceLock<Option<Regex>>,
    /// Which characters below [`LAST`] stand in a class of the query: a bit for each.
    relevant: Box<[u64]>,
    /// Characters of the pattern beyond ASCII, in both cases.
    own: Vec<char>,
    /// The pattern's characters, folded.
    letters: Vec<char>,
    /// Bytes that a match can reach to either side of one of its characters.
    reach: usize,
}

impl Folded {
    pub(super) fn new(source: (String, bool), pattern: &str) -> Self {
        let wanted: Vec<char> = pattern.chars().filter_map(text::fold_char).collect();
        let mut relevant = vec![0u64; LAST as usize / 64 + 1].into_boxed_slice();
        for (candidate, folded) in candidates() {
            if folded.is_none_or(|c| wanted.contains(&c)) {
                relevant[*candidate as usize / 64] |= 1 << (*candidate as u32 % 64);
            }
        }
        // Each character of the pattern may be four bytes long here and carry two marks of as many.
        let own = pattern.chars().filter(|c| !c.is_ascii());
        let own = own.flat_map(|c| c.to_lowercase().chain(c.to_uppercase()).chain([c])).collect();
        Self { source, regex: OnceLock::new(), relevant, own, letters: wanted, reach: pattern.len() * 12 }
    }

    /// The query with classes; `None` where that is too large to be one.
    pub(super) fn regex(&self) -> Option<&Regex> {
        let (pattern, sensitive) = &self.source;
        self.regex.get_or_init(|| build(pattern, *sensitive).ok()).as_ref()
    }

    /// True when a match of the classes may stand in `haystack` that the plain query does not find.
    pub(super) fn is_needed(&self, haystack: &str) -> bool {
        self.first_place(haystack).is_some()
    }

    /// A byte of the first such match, or near it.
    pub(super) fn first_place(&self, haystack: &str) -> Option<usize> {
        let mut at = 0;
        while let Some(found) = first_beyond_ascii(text::slice(haystack, at..haystack.len())) {
            let start = at + found;
            let c = text::slice(haystack, start..haystack.len()).chars().next()?;
            let (before, after) = (0..start, start + c.len_utf8()..haystack.len());
            if self.is_relevant(c)
                && self.may_stand_here(c, text::slice(haystack, before), text::slice(haystack, after))
            {
                let from = floor(haystack, start.saturating_sub(self.reach));
                let to = floor(haystack, (start + self.reach).min(haystack.len()));
                if self.regex()?.is_match(text::slice(haystack, from..to)) {
                    return Some(start);
                }
            }
            at = start + c.len_utf8();
        }
        None
    }

    /// A cheap look at the letters around: false when no occurrence of `c` in the pattern stands among the same ones,
    /// up to white space, as `c` does between `before` and `after`. Building the classes takes longer than looking at a
    /// thousand such places.
    fn may_stand_here(&self, c: char, before: &str, after: &str) -> bool {
        let letters = &self.letters;
        let agree = |from: usize, to: usize| {
            agree(letters[..from].iter().rev(), before.chars().rev()) && agree(letters[to..].iter(), after.chars())
        };
        match text::fold_char(c) {
            Some(letter) => (0..letters.len()).any(|at| same(letters[at], letter) && agree(at, at + 1)),
            // A mark belongs to the letter before it. A pattern of marks alone has classes for none.
            None => letters.is_empty() || (1..=letters.len()).any(|end| agree(end, end)),
        }
    }

    fn is_relevant(&self, c: char) -> bool {
        let point = c as usize;
        let listed = self.relevant.get(point / 64).is_some_and(|bits| bits >> (point % 64) & 1 == 1);
        listed
            || self.own.contains(&c)
            || matches!(c, '\u{0640}' | '\u{200C}' | '\u{200D}')
            || unicode_normalization::char::is_combining_mark(c)
    }
}

/// True when the letters of a pattern are those of a text as far as white space in the pattern.
fn agree<'a>(wanted: impl Iterator<Item = &'a char>, text: impl Iterator<Item = char>) -> bool {
    let mut letters = text.filter_map(text::fold_char);
    let mut wanted = wanted.take_while(|c| !c.is_whitespace());
    wanted.all(|c| letters.next().is_some_and(|letter| same(*c, letter)))
}

/// True when the classes may take one folded letter for the other: two beyond ASCII may still differ in case only
/// (`σ` and `ς`).
fn same(a: char, b: char) -> bool {
    a == b || (!a.is_ascii() && !b.is_ascii())
}

/// The last code point of [`FOLDING`].
const LAST: u32 = 0x201D;

fn first_beyond_ascii(text: &str) -> Option<usize> {
    let plain = text.as_bytes().chunks(32).take_while(|chunk| chunk.is_ascii()).map(<[u8]>::len).sum::<usize>();
    let rest = text.as_bytes().get(plain..)?;
    rest.iter().position(|b| !b.is_ascii()).map(|at| plain + at)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The class of all characters that fold to what `c` folds to, with any combining marks behind.
pub(super) fn class(c: char, sensitive: bool) -> String {
    let Some(base) = text::fold_char(c) else { return String::new() };
    let upper = c.is_uppercase();
    let mut class = regex::escape(&c.to_string());
    if base.is_alphabetic() || base.is_ascii_digit() || matches!(base, '\'' | '"' | '-') {
        class.push_str(&regex::escape(&base.to_string()));
        for (candidate, folded) in candidates() {
            let same_case = !sensitive || candidate.is_uppercase() == upper;
            if same_case && *folded == Some(base) {
                class.push(*candidate);
            }
        }
        if sensitive && upper {
            class = class.replace(base, "");
            class.extend(base.to_uppercase());
        }
    }
    format!("[{class}][{MARKS}]*")
}

/// Marks that a letter may carry without being another letter: Latin, Greek and Cyrillic accents, Hebrew points, Arabic
/// vowels, and the Arabic joiners. (The class of all marks, in Indic scripts parts of the spelling, takes ten times as
/// long to compile.)
const MARKS: &str = r"\u{300}-\u{36F}\u{483}-\u{487}\u{591}-\u{5C7}\u{610}-\u{61A}\u{640}\u{64B}-\u{65F}\u{670}\u{6D6}-\u{6ED}\u{200C}\u{200D}";

/// Ranges of code points that hold letters with diacritics, variants of Arabic letters and digits, and typographic
/// quotes and hyphens.
const FOLDING: &[(u32, u32)] = &[
    (0x00C0, 0x024F),
    (0x0386, 0x03CE),
    (0x0400, 0x04FF),
    (0x0622, 0x064A),
    (0x0660, 0x0669),
    (0x0671, 0x06D5),
    (0x06F0, 0x06F9),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2011),
    (0x2018, 0x201D),
    (0x02BC, 0x02BC),
];

/// The characters of [`FOLDING`] and what each folds to. Made once: folding one takes longer than looking at all.
fn candidates() -> &'static [(char, Option<char>)] {
    static CANDIDATES: OnceLock<Vec<(char, Option<char>)>> = OnceLock::new();
    CANDIDATES.get_or_init(|| {
        let points = FOLDING.iter().flat_map(|(from, to)| *from..=*to);
        points.filter_map(char::from_u32).map(|c| (c, text::fold_char(c))).collect()
    })
}
