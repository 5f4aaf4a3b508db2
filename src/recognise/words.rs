//! Text to words: what a name is made of, and the signs between.
//!
//! A word keeps the hyphens and apostrophes inside a name (`Amir-Abdollahian`, `O’Brien`), the full stops of initials
//! (`U.S.`, `J.`) and the signs inside a number (`1,250.5`). It ends before a possessive (`Iran’s`), before a hyphen
//! that hangs an adjective on a name (`Tehran-backed`), and between two countries (`Iran-Pakistan`).

use super::lexicon;
use crate::text::{self, Span};

/// A word or a sign. As small as may be: a text has some hundred thousand of them a megabyte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    start: u32,
    end: u32,
    /// What is seen of it without knowing it.
    pub(crate) look: Look,
    /// White space stands before it, or nothing.
    pub(crate) spaced: bool,
    /// A line of the block begins with it.
    pub(crate) opens_line: bool,
}

impl Word {
    /// Place in the text, in bytes.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Bytes that a word and what parts it from the next have at least in any language but for a few; for reserving room.
const BYTES_A_WORD: usize = 5;

/// Words that `bytes` bytes of text may have.
pub(crate) fn estimate(bytes: usize) -> usize {
    bytes / BYTES_A_WORD
}

/// A number of bytes, words or forms: no text is long enough for more of them ([`crate::import`] takes a gigabyte at most).
pub(crate) fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// The letters of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// `border`
    Lower,
    /// `Border`, `McNair`, `J.`
    Capital,
    /// `NATO`, `U.S.`: more than one letter, all of them large.
    Upper,
    /// `iPhone`, `al-Assad`: large letters, but not first.
    Inner,
    /// `30`, `1,250`, `7th`
    Number,
    /// Letters of scripts without case.
    Caseless,
    /// Anything else.
    Sign,
}

impl Look {
    /// True where large letters say that it may be a name.
    pub(crate) fn is_named(self) -> bool {
        matches!(self, Look::Capital | Look::Upper | Look::Inner)
    }
}

/// What hangs behind a hyphen without being part of the name before it.
const HANGING: &[&str] = &[
    "aligned",
    "area",
    "armed",
    "backed",
    "based",
    "born",
    "bound",
    "brokered",
    "built",
    "born",
    "centred",
    "controlled",
    "dominated",
    "educated",
    "era",
    "flagged",
    "focused",
    "friendly",
    "funded",
    "governed",
    "held",
    "inspired",
    "language",
    "led",
    "linked",
    "like",
    "listed",
    "made",
    "mediated",
    "negotiated",
    "only",
    "occupied",
    "owned",
    "organized",
    "produced",
    "registered",
    "related",
    "ruled",
    "run",
    "sponsored",
    "speaking",
    "style",
    "supplied",
    "supported",
    "themed",
    "trained",
    "type",
    "wide",
];

/// Appends the words of `span` of `text`.
pub(crate) fn split(text: &str, span: Span, out: &mut Vec<Word>) {
    let bytes = text.as_bytes();
    let end = span.end.min(bytes.len());
    let (mut at, mut spaced, mut opens_line) = (span.start, true, true);
    while at < end {
        let (c, size) = peek(text, at);
        if c.is_whitespace() {
            spaced = true;
            opens_line |= c == '\n';
            at += size;
            continue;
        }
        let stop = if c.is_alphanumeric() { word_end(text, at, end) } else { sign_end(text, at, end) };
        let span = Span::new(at, stop);
        let look = look(text::slice(text, span));
        out.push(Word { start: number(span.start), end: number(span.end), look, spaced, opens_line });
        (at, spaced, opens_line) = (stop, false, false);
    }
}

fn peek(text: &str, at: usize) -> (char, usize) {
    match text.as_bytes().get(at) {
        Some(b) if b.is_ascii() => (char::from(*b), 1),
        _ => text.get(at..).and_then(|rest| rest.chars().next()).map_or(('\n', 1), |c| (c, c.len_utf8())),
    }
}

/// One past a run of the same sign, or past a possessive.
fn sign_end(text: &str, at: usize, end: usize) -> usize {
    let (c, size) = peek(text, at);
    let mut stop = at + size;
    if is_apostrophe(c) && stop < end {
        let (next, _) = peek(text, stop);
        let after = if stop + 1 < end { peek(text, stop + 1).0 } else { ' ' };
        if matches!(next, 's' | 'S') && !after.is_alphanumeric() {
            return stop + 1;
        }
    }
    while stop < end && c != '(' && c != ')' && peek(text, stop).0 == c {
        stop += size;
    }
    stop
}

fn word_end(text: &str, from: usize, end: usize) -> usize {
    let mut at = from;
    let mut part = from;
    while at < end {
        let (c, size) = peek(text, at);
        if c.is_ascii_alphanumeric() || (!c.is_ascii() && is_inside(c)) {
            at += size;
            continue;
        }
        let next = if at + size < end { peek(text, at + size).0 } else { ' ' };
        let joins = match c {
            '\'' | '’' => joins_apostrophe(text, at + size, end),
            '-' | '\u{2010}' | '\u{2011}' => joins_hyphen(text, Span::new(part, at), at + size, end),
            '.' if at - part == peek(text, part).1 && peek(text, part).0.is_uppercase() => {
                if !next.is_alphanumeric() {
                    let is_part = at > from + 1 || next_is_name(text, at + 1, end) || is_behind_initial(text, from);
                    return if is_part { at + 1 } else { at };
                }
                true
            }
            '.' | ',' => next.is_ascii_digit() && bytes_before_is_digit(text, at),
            '&' => next.is_uppercase() && at - part <= 2 && peek(text, part).0.is_uppercase(),
            _ => false,
        };
        if !joins {
            return at;
        }
        at += size;
        part = at;
    }
    at
}

fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || c == '\u{200C}' || unicode_normalization::char::is_combining_mark(c)
}

fn bytes_before_is_digit(text: &str, at: usize) -> bool {
    at.checked_sub(1).and_then(|before| text.as_bytes().get(before)).is_some_and(u8::is_ascii_digit)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// True where a space and a capital follow: the full stop before them is that of an initial.
fn next_is_name(text: &str, at: usize, end: usize) -> bool {
    at + 1 < end && peek(text, at).0 == ' ' && peek(text, at + 1).0.is_uppercase()
}

/// True behind the initial of another name: in `George H. W.` the last full stop is one like the first.
fn is_behind_initial(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").as_bytes();
    matches!(before, [.., b' ' | b'.', b'A'..=b'Z', b'.', b' '])
}

fn joins_apostrophe(text: &str, next: usize, end: usize) -> bool {
    if next >= end || !peek(text, next).0.is_alphabetic() {
        return false;
    }
    let after = next + peek(text, next).1;
    let ends = after >= end || !peek(text, after).0.is_alphanumeric();
    !(ends && matches!(peek(text, next).0, 's' | 'S'))
}

fn joins_hyphen(text: &str, before: Span, next: usize, end: usize) -> bool {
    if next >= end || !peek(text, next).0.is_alphanumeric() {
        return false;
    }
    let mut stop = next;
    while stop < end && peek(text, stop).0.is_alphanumeric() {
        stop += peek(text, stop).1;
    }
    let (first, second) = (text::slice(text, before), text::slice(text, Span::new(next, stop)));
    if HANGING.contains(&second) {
        return false;
    }
    let land = |word: &str| lexicon::of(&text::fold(word)) & (lexicon::COUNTRY | lexicon::DEMONYM) != 0;
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    !(is_name(first) && is_name(second) && land(first) && land(second))
}

fn look(word: &str) -> Look {
    let first = word.chars().next().unwrap_or(' ');
    if !first.is_alphanumeric() {
        return Look::Sign;
    }
    if first.is_numeric() {
        return Look::Number;
    }
    let (mut large, mut small) = (0, 0);
    for c in word.chars() {
        large += usize::from(c.is_uppercase());
        small += usize::from(c.is_lowercase());
    }
    match (first.is_uppercase(), large, small) {
        (true, 2.., 0) => Look::Upper,
        (true, ..) => Look::Capital,
        (false, 1.., _) => Look::Inner,
        (false, 0, 0) => Look::Caseless,
        _ => Look::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut words = Vec::new();
        split(text, Span::new(0, text.len()), &mut words);
        words.iter().map(|w| text::slice(text, w.span())).collect()
    }

    #[test]
    fn names_stay_whole_and_what_hangs_on_them_is_cut_off() {
        assert_eq!(
            cut("Iran’s Amir-Abdollahian met J. O'Brien."),
            ["Iran", "’s", "Amir-Abdollahian", "met", "J.", "O'Brien", "."]
        );
        assert_eq!(cut("U.S.-backed (NATO-led)"), ["U.S.", "-", "backed", "(", "NATO", "-", "led", ")"]);
        assert_eq!(cut("Iran-Pakistan, Saint-Denis"), ["Iran", "-", "Pakistan", ",", "Saint-Denis"]);
        assert_eq!(cut("AT&T paid $1,250.50..."), ["AT&T", "paid", "$", "1,250.50", "..."]);
    }

    proptest! {
        #[test]
        fn words_ascend_and_hold_every_letter(text in "[A-Za-z0-9'’.,&()é伊می\u{200c} \n-]{0,60}") {
            let mut words = Vec::new();
            split(&text, Span::new(0, text.len()), &mut words);
            prop_assert!(words.windows(2).all(|w| w[0].span().end <= w[1].span().start));
            let kept: String = words.iter().map(|w| text::slice(&text, w.span())).collect();
            prop_assert_eq!(kept, text.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        }
    }
}
