//! Words as they are compared: folded, weighed, and told by what a change in them may mean.

use crate::text::{self, is_unspaced};

/// A word, a number, a letter of a script without spaces, or a sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte in the flattened text.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Of the letters, in lower case.
    pub(super) hash: u32,
    /// How much it says: about its letters.
    pub(super) weight: u16,
    /// What it is.
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// Anything with a digit in it.
    Number,
    /// A letter that is a word by itself.
    Letter,
    Sign,
}

/// Letters of a word that count.
const LONG: u16 = 12;

/// Cuts `flat`, from byte `base` on, into tokens.
pub(super) fn tokens(flat: &str, base: usize, out: &mut Vec<Token>) {
    let mut open: Option<Token> = None;
    let mut letters = flat.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, c)| *c);
        let inner = match c {
            '_' => true,
            '\'' => open.is_some() && next.is_some_and(char::is_alphanumeric),
            '.' | ',' => open.is_some_and(|t| t.kind == Kind::Number) && next.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        };
        let single = is_unspaced(c) && c.is_alphanumeric();
        let part = !single && (inner || c.is_alphanumeric() || (!c.is_ascii() && joins(c) && open.is_some()));
        if part {
            grow(open.get_or_insert_with(|| empty(base + at)), c);
            continue;
        }
        out.extend(open.take().map(weigh));
        if c == ' ' {
            continue;
        }
        let kind = if single { Kind::Letter } else { Kind::Sign };
        let mut token = Token { kind, ..empty(base + at) };
        grow(&mut token, c);
        token.kind = kind;
        match out.last_mut() {
            // A rule or an ellipsis is one sign, however long.
            Some(last) if kind == Kind::Sign && last.hash == token.hash && last.end == token.start => {
                last.end = token.end;
            }
            _ => out.push(weigh(token)),
        }
    }
    out.extend(open.map(weigh));
}

fn joins(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}') || unicode_normalization::char::is_combining_mark(c)
}

fn empty(at: usize) -> Token {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    Token { start: at, end: at, hash: 0, weight: 0, kind: Kind::Word }
}

fn grow(token: &mut Token, c: char) {
    let lower = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
    token.hash = mix(token.hash, u32::from(lower));
    token.end += u32::try_from(c.len_utf8()).unwrap_or(0);
    token.weight = token.weight.saturating_add(1);
    if c.is_numeric() {
        token.kind = Kind::Number;
    }
}

/// Puts `more` into a hash.
pub(super) fn mix(hash: u32, more: u32) -> u32 {
    (hash.rotate_left(5) ^ more).wrapping_mul(0x9E37_79B1)
}

fn weigh(mut token: Token) -> Token {
    let letters = token.weight.min(LONG);
    token.weight = match token.kind {
        Kind::Word if letters < 4 => letters,
        Kind::Word => 2 * letters,
        Kind::Number => 2 * letters + 4,
        Kind::Letter => 4,
        Kind::Sign => 1,
    };
    token
}

impl Token {
    /// Its letters; `flat` is what it was cut from, and begins at byte `base`.
    pub(super) fn letters<'a>(&self, flat: &'a str, base: usize) -> &'a str {
        text::slice(flat, (self.start as usize).saturating_sub(base)..(self.end as usize).saturating_sub(base))
    }
}

impl Token {
    /// One letter of an alphabet, as in enumerations.
    pub(super) fn is_lone_letter(&self) -> bool {
        self.kind == Kind::Word && self.weight == 1
    }
}

/// The whole likeness of two tokens.
pub(super) const SAME: i32 = 8;

/// How like two tokens are, from 0 to [`SAME`]: the same but for case, or words with most letters in common at both ends,
/// which is what a slip of the pen or another inflection leaves.
pub(super) fn likeness(a: (&Token, &str), b: (&Token, &str)) -> i32 {
    if a.0.hash == b.0.hash {
        return SAME;
    }
    let long = |t: &Token| t.kind == Kind::Word && t.end - t.start >= 4;
    if !long(a.0) || !long(b.0) {
        return 0;
    }
    let (x, y) = (a.1.as_bytes(), b.1.as_bytes());
    let short = x.len().min(y.len());
    let front = x.iter().zip(y).take_while(|(x, y)| x == y).count();
    let back = x.iter().rev().zip(y.iter().rev()).take(short - front).take_while(|(x, y)| x == y).count();
    let (shared, longest) = (front + back, x.len().max(y.len()));
    if shared * 10 >= longest * 6 { i32::try_from(SAME as usize * shared / longest).unwrap_or(0) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, Kind)> {
        let mut out = Vec::new();
        tokens(text, 0, &mut out);
        out.iter().map(|t| (t.letters(text, 0), t.kind)).collect()
    }

    #[test]
    fn words_numbers_letters_and_signs() {
        use Kind::{Letter, Number, Sign, Word};
        assert_eq!(cut("Don't pay 3.50."), [("Don't", Word), ("pay", Word), ("3.50", Number), (".", Sign)]);
        assert_eq!(cut("PyType_Get(x)"), [("PyType_Get", Word), ("(", Sign), ("x", Word), (")", Sign)]);
        assert_eq!(cut("海底 ok"), [("海", Letter), ("底", Letter), ("ok", Word)]);
        assert_eq!(cut("می‌رود ۳۸"), [("می‌رود", Word), ("۳۸", Number)]);
    }

    #[test]
    fn slips_of_the_pen_are_like_and_numbers_are_not() {
        let like = |a: &str, b: &str| {
            let (mut x, mut y) = (Vec::new(), Vec::new());
            tokens(a, 0, &mut x);
            tokens(b, 0, &mut y);
            likeness((&x[0], a), (&y[0], b))
        };
        assert_eq!(like("Border", "border"), SAME);
        assert!(like("recieve", "receive") >= 5 && like("element", "elements") >= 6);
        assert_eq!((like("1200", "1201"), like("house", "mouth"), like("no", "not")), (0, 0, 0));
    }
}
