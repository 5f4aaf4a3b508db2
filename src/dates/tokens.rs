//! Numbers, words and marks of a text, with their places. White space is dropped.

use crate::text::{self, Span};

/// One piece of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    /// The text itself.
    pub(super) text: &'a str,
    /// Place in bytes.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: Kind,
}

/// Kinds of token.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Digits of one script.
    Number {
        /// Value, at most nine digits long; longer runs saturate.
        value: u32,
        /// How many digits.
        digits: usize,
        /// Written with digits other than `0-9`.
        native: bool,
    },
    /// Letters with their marks.
    Word,
    /// Any other character, and the ideographs, one by one.
    Mark(char),
}

impl Token<'_> {
    /// True when `next` follows without white space.
    pub(super) fn touches(&self, next: &Token<'_>) -> bool {
        self.span.end == next.span.start
    }
}

/// Cuts `text` into tokens.
pub(super) fn split(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{FEFF}') {
            continue;
        }
        let end = at + c.len_utf8();
        if out.last_mut().is_some_and(|last| last.span.end == at && grow(last, c, end)) {
            continue;
        }
        let kind = match digit(c) {
            Some((value, native)) => Kind::Number { value, digits: 1, native },
            None if is_letter(c) => Kind::Word,
            None => Kind::Mark(c),
        };
        out.push(Token { text: "", span: Span::new(at, end), kind });
    }
    for token in &mut out {
        token.text = text::slice(text, token.span);
    }
    out
}

/// Adds `c` to the token before it, when it belongs to it.
fn grow(last: &mut Token<'_>, c: char, end: usize) -> bool {
    let fits = match (&mut last.kind, digit(c)) {
        (Kind::Number { value, digits, native }, Some((more, foreign))) if *native == foreign => {
            *value = value.saturating_mul(10).saturating_add(more).min(999_999_999);
            *digits += 1;
            true
        }
        (Kind::Word, None) => is_letter(c) || c == '\u{200C}' || unicode_normalization::char::is_combining_mark(c),
        _ => false,
    };
    if fits {
        last.span.end = end;
    }
    fits
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, '\u{2E80}'..='\u{9FFF}' | '년' | '월' | '일')
}

/// The value of a digit, and whether it is one of another script.
fn digit(c: char) -> Option<(u32, bool)> {
    if let Some(value) = c.to_digit(10) {
        return Some((value, false));
    }
    ['٠', '۰', '०', '๐', '０', '০'].into_iter().find_map(|zero| {
        let value = u32::from(c).checked_sub(u32::from(zero)).filter(|v| *v < 10)?;
        Some((value, zero != '０'))
    })
}
