//! The query with classes of letters that fold to its own, and where in a text it is needed.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use regex::Regex;

use super::{build, literal, whole};
use crate::text::{self, Letters};

/// The query with character classes, and what tells where they are needed.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    /// What makes the query with classes, and that query; it is made when a place for it is found, which in most texts is
    /// never.
    source: Source,
    regex: OnceLock<Option<Regex>>,
    /// What [`Folded::relevant`] says of the characters up to [`LAST`], once it was asked: folding them takes longer than
    /// looking at all.
    relevant: Arc<[AtomicU32]>,
    /// Characters of the pattern beyond ASCII, in both cases.
    own: Vec<char>,
    /// The pattern's characters, folded.
    letters: Vec<char>,
    /// Bytes that a match can reach to either side of one of its characters.
    reach: usize,
}

/// What is noted of a letter that was not asked for yet, of one that is not relevant, and of one that folds to none; of
/// others the letter that they fold to.
const UNASKED: u32 = 0;
const NO: u32 = u32::MAX;
const TO_NONE: u32 = u32::MAX - 1;

/// What the query with classes is made from.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// What was typed.
    pub(super) pattern: String,
    /// What stands before and behind the query, where it is to be a whole word.
    pub(super) borders: Option<(&'static str, &'static str)>,
    /// Case counts.
    pub(super) sensitive: bool,
}

impl Folded {
    pub(super) fn new(source: Source) -> Self {
        // Each character of the pattern may be four bytes long here and carry two marks of as many.
        let reach = source.pattern.len() * 12;
        let own = source.pattern.chars().filter(|c| !c.is_ascii());
        let own = own.flat_map(|c| c.to_lowercase().chain(c.to_uppercase()).chain([c])).collect();
        let letters = source.pattern.chars().filter_map(text::fold_char).collect();
        let relevant = (0..=LAST).map(|_| AtomicU32::new(UNASKED)).collect();
        Self { source, regex: OnceLock::new(), relevant, own, letters, reach }
    }

    /// The query with classes; `None` where that is too large to be one.
    pub(super) fn regex(&self) -> Option<&Regex> {
        let Source { pattern, borders, sensitive } = &self.source;
        let made = || {
            let classes = literal(pattern, |c| class(c, *sensitive));
            build(&whole(classes, *borders), *sensitive).ok()
        };
        self.regex.get_or_init(made).as_ref()
    }

    /// False when no match of the classes that the plain query does not find can stand in a text with these letters.
    pub(super) fn may_be_among(&self, letters: &Letters) -> bool {
        let other = letters.has_others() && self.own.iter().any(|c| *c as u32 > LAST);
        other || letters.has_other_marks() || letters.listed().any(|c| self.relevant(c).is_some())
    }

    /// True when a match of the classes may stand in `haystack` that the plain query does not find.
    pub(super) fn is_needed(&self, haystack: &str) -> bool {
        let rest = |from: usize| text::slice(haystack, from..haystack.len());
        self.place(haystack, |from| Some(from + text::first_beyond_ascii(rest(from))?)).is_some()
    }

    /// A byte of the first such match between two bytes of a text with these letters, or near it.
    pub(super) fn first_place(&self, text: &str, letters: &Letters, (start, end): (usize, usize)) -> Option<usize> {
        let haystack = text::slice(text, start..end);
        let next = |from: usize| letters.next(text::slice(text, 0..end), start + from).map(|at| at - start);
        self.place(haystack, next).map(|at| start + at)
    }

    /// The same, where `next` gives the first letter beyond ASCII from a byte on.
    fn place(&self, haystack: &str, next: impl Fn(usize) -> Option<usize>) -> Option<usize> {
        let mut at = 0;
        while let Some(start) = next(at) {
            let c = text::slice(haystack, start..haystack.len()).chars().next()?;
            let (before, after) = (0..start, start + c.len_utf8()..haystack.len());
            if let Some(folded) = self.relevant(c)
                && self.may_stand_here(folded, text::slice(haystack, before), text::slice(haystack, after))
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

    /// A cheap look at the letters around: false when no occurrence of it in the pattern stands among the same ones,
    /// up to white space, as one that is `folded` to does between `before` and `after`. Building the classes takes longer than looking at a
    /// thousand such places.
    fn may_stand_here(&self, folded: Option<char>, before: &str, after: &str) -> bool {
        let letters = &self.letters;
        let agree = |from: usize, to: usize| {
            agree(letters[..from].iter().rev(), before.chars().rev()) && agree(letters[to..].iter(), after.chars())
        };
        match folded {
            Some(letter) => (0..letters.len()).any(|at| same(letters[at], letter) && agree(at, at + 1)),
            // A mark belongs to the letter before it. A pattern of marks alone has classes for none.
            None => letters.is_empty() || (1..=letters.len()).any(|end| agree(end, end)),
        }
    }

    /// What `c` folds to, when it can stand in a match of the classes and not in one of the plain query.
    #[expect(clippy::option_option, reason = "some letters fold to none")]
    fn relevant(&self, c: char) -> Option<Option<char>> {
        let Some(memo) = self.relevant.get(c as usize) else { return self.folds_here(c).then(|| text::fold_char(c)) };
        match memo.load(Ordering::Relaxed) {
            UNASKED => {
                let folded = self.folds_here(c).then(|| text::fold_char(c));
                memo.store(folded.map_or(NO, |folded| folded.map_or(TO_NONE, u32::from)), Ordering::Relaxed);
                folded
            }
            NO => None,
            TO_NONE => Some(None),
            letter => Some(char::from_u32(letter)),
        }
    }

    fn folds_here(&self, c: char) -> bool {
        let listed = FOLDING.iter().any(|(from, to)| (*from..=*to).contains(&u32::from(c)));
        listed && text::fold_char(c).is_none_or(|folded| self.letters.contains(&folded))
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

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The class of all characters that fold to what `c` folds to, with any combining marks behind.
fn class(c: char, sensitive: bool) -> String {
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
