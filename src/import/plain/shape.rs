//! What can be said of a line by itself: its letters, words and ends. The neighbours are judged elsewhere.

use super::heading;
use crate::text;

/// Lines longer than this many bytes are running text; nobody needs their shape.
pub(super) const MAX_SHORT: usize = 400;

/// Wrapped lines are no wider than this many cells.
pub(super) const MAX_WRAP: usize = 160;

/// Counts over one short line.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    /// Width in cells.
    pub(super) cells: usize,
    /// Upper-case letters.
    pub(super) upper: usize,
    /// Lower-case letters.
    pub(super) lower: usize,
    /// Letters of scripts without case.
    pub(super) caseless: usize,
    /// Digits.
    pub(super) digits: usize,
    /// Words: runs between white space that hold a letter or a digit.
    pub(super) words: usize,
    /// Words that begin with an upper-case letter, a digit or a caseless letter.
    pub(super) big: usize,
    /// Words that begin with a lower-case letter and are longer than the small words a title leaves in lower case.
    pub(super) small: usize,
    /// Commas and semicolons.
    pub(super) commas: usize,
    /// A colon with text behind it.
    pub(super) label: bool,
    /// A full stop, question or exclamation mark with a further word behind it.
    pub(super) stops: usize,
}

/// How the letters of a heading are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Case {
    /// UPPER CASE.
    Caps,
    /// Every Word of Weight Begins Large.
    Title,
    /// Only the first word begins large.
    Sentence,
    /// A script without case.
    Caseless,
    /// It begins with a lower-case letter, or has no letters.
    Other,
}

impl Shape {
    /// Counts over `line`.
    pub(super) fn of(line: &str) -> Self {
        let mut shape = Self { cells: text::cells(line), ..Self::default() };
        let mut words = line.split_whitespace().peekable();
        while let Some(word) = words.next() {
            shape.word(word, words.peek().is_some());
        }
        shape
    }

    fn word(&mut self, word: &str, more: bool) {
        let mut first = None;
        let mut letters = 0;
        for c in word.chars() {
            if c.is_alphanumeric() && first.is_none() {
                first = Some(c);
            }
            letters += usize::from(c.is_alphabetic());
            self.count(c);
        }
        self.commas += usize::from(word.ends_with([',', ';', '،', '؛']));
        self.label |= more && word.ends_with([':', '：']);
        let abbreviation = letters <= 3 || word.trim_end_matches('.').contains('.');
        self.stops += usize::from(more && word.ends_with(['.', '!', '?', '؟', '।']) && !abbreviation);
        let Some(first) = first else { return };
        self.words += 1;
        if first.is_lowercase() {
            self.small += usize::from(letters > 3 && !is_small_word(word));
        } else {
            self.big += 1;
        }
    }

    fn count(&mut self, c: char) {
        if c.is_ascii_lowercase() || (!c.is_ascii() && c.is_lowercase()) {
            self.lower += 1;
        } else if c.is_uppercase() {
            self.upper += 1;
        } else if c.is_numeric() && !c.is_alphabetic() {
            self.digits += 1;
        } else if c.is_alphabetic() {
            self.caseless += 1;
        } else if matches!(c, '，' | '、' | '；') {
            self.commas += 1;
        } else if c == '。' {
            self.stops += 1;
        } else if c == '：' {
            self.label = true;
        }
    }

    /// Letters of any kind.
    pub(super) fn letters(&self) -> usize {
        self.upper + self.lower + self.caseless
    }

    /// How the letters are written.
    pub(super) fn case(&self, line: &str) -> Case {
        let cased = self.upper + self.lower;
        if self.caseless > cased {
            return Case::Caseless;
        }
        if cased == 0 {
            return Case::Other;
        }
        if self.upper > 1 && self.lower * 8 <= cased {
            return Case::Caps;
        }
        if line.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase) {
            return Case::Other;
        }
        if self.small == 0 && self.big >= 1 || self.big >= 3 && self.small * 5 <= self.big {
            return Case::Title;
        }
        Case::Sentence
    }
}

/// Words of four letters and more that titles leave in lower case.
fn is_small_word(word: &str) -> bool {
    matches!(
        word.trim_matches(|c: char| !c.is_alphabetic()),
        "with"
            | "from"
            | "into"
            | "over"
            | "upon"
            | "than"
            | "that"
            | "between"
            | "under"
            | "after"
            | "before"
            | "against"
            | "through"
            | "within"
            | "without"
            | "during"
            | "about"
            | "across"
            | "among"
            | "toward"
            | "towards"
            | "amid"
            | "their"
            | "versus"
            | "pour"
            | "avec"
            | "dans"
            | "para"
            | "sobre"
            | "entre"
            | "della"
            | "delle"
            | "nach"
            | "über"
            | "eine"
            | "einer"
            | "zwischen"
            | "para."
            | "como"
            | "desde"
            | "onto"
            | "near"
    )
}

/// The last character that says how a line ends: closing quotes and brackets are looked through.
pub(super) fn last_char(line: &str) -> Option<char> {
    let quotes = |c: &char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '）' | '」' | '』' | '*' | '_');
    let mut back = line.chars().rev();
    let last = back.next()?;
    if quotes(&last) { back.find(|c| !quotes(c)).filter(|c| is_terminal(*c)).or(Some(last)) } else { Some(last) }
}

/// True for the marks that end a sentence.
pub(super) fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '।' | '…' | '۔' | '．' | '៕' | '။')
}

/// True when the line ends as a sentence does; the number of a footnote behind the end does not count.
pub(super) fn ends_sentence(line: &str) -> bool {
    last_char(line).is_some_and(is_terminal) || last_char(without_note(line)).is_some_and(is_terminal)
}

/// `restricted.1`, `fired.[2]`, `fired.²` without the number; `3.5` is no sentence with a note.
fn without_note(line: &str) -> &str {
    let mut rest = line;
    while let Some((before, number)) = rest.strip_suffix(']').and_then(|l| l.rsplit_once('[')) {
        if number.is_empty() || number.len() > 3 || !number.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        rest = before;
    }
    if rest.len() < line.len() {
        return rest;
    }
    let bare = line.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁴'..='⁹'));
    let note = bare.len() < line.len() && line.len() - bare.len() <= 4;
    let letter = bare.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    if note && letter { bare } else { "" }
}

/// True when the line takes more than `cells` on the screen; a line with four bytes for each is taken at its word.
pub(super) fn is_wider(line: &str, cells: usize) -> bool {
    line.len() > cells && (line.len() > cells * 4 || text::cells(line) > cells)
}

/// True when the line looks like running text: long, or a sentence of several words.
pub(super) fn is_prose(line: &str) -> bool {
    if line.len() > MAX_SHORT {
        return true;
    }
    let line = line.trim_start();
    let words = line.split_whitespace().take(5).count();
    let wide = |cells| is_wider(line, cells);
    wide(49) && words >= 4
        || wide(19) && ends_sentence(line) && !line.ends_with("...") && (words >= 4 || !line.is_ascii())
        || !line.is_ascii() && wide(55)
}

/// Spaces (and tabs, as four) before the first character.
pub(super) fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).take(200).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// True when the line break between two lines only wraps running text. `wrap` is the width the text was wrapped at,
/// in cells; without one a break is meant unless the sentence plainly goes on.
pub(super) fn joins(line: &str, next: &str, wrap: Option<usize>) -> bool {
    if line.len() > MAX_SHORT * 2 || next.len() > MAX_SHORT * 2 {
        return false;
    }
    let next = next.trim_start();
    if next.starts_with("...") || is_leader(next) {
        return false;
    }
    let goes_on = next.chars().next().is_some_and(|c| c.is_lowercase() || (c == '(' && !ends_sentence(line)))
        && !ends_sentence(line)
        && !line.ends_with([':', ';'])
        && (!starts_with_address(next) || heading::breaks_off(line));
    let cells = text::cells(line);
    if cells >= 20 && goes_on && line.strip_suffix('-').is_some_and(|cut| cut.ends_with(char::is_alphabetic)) {
        return cells <= MAX_WRAP;
    }
    let Some(wrap) = wrap else {
        let cut = |c: char| c.is_alphabetic() || c == ',' || c.is_numeric() && cells >= 64 && next.len() < line.len();
        let unfinished = cells >= 55 && line.ends_with(cut) && !ends_in_address(line) && !had_room(cells, next);
        return cells <= MAX_WRAP && (cells >= 40 && goes_on || cells <= 100 && unfinished && !next.starts_with('.'));
    };
    if cells > MAX_WRAP {
        return false;
    }
    let room = cells + 1 + first_word_cells(next);
    let slack = (wrap / 8).clamp(3, 10);
    let full = room + slack > wrap && cells * 2 > wrap;
    full || (goes_on && cells * 3 >= wrap)
}

/// True when the first word of `next` had found room behind a line of `cells`, at the width that `next` itself has: the
/// break between them was meant.
fn had_room(cells: usize, next: &str) -> bool {
    let width = text::cells(next);
    cells + 1 + first_word_cells(next) + 4 < width
}

/// True when the first word is an address of the net.
pub(super) fn starts_with_address(line: &str) -> bool {
    line.split_whitespace().next().is_some_and(|word| word.contains('@') || word.contains("://"))
}

/// `MAXIMUM SUSTAINED WINDS...140 MPH`: a name in capitals and its value.
fn is_leader(line: &str) -> bool {
    let large = |b: u8| b.is_ascii_uppercase() || b == b' ';
    // The first letters say it of most lines, without a search.
    if !line.bytes().take(3).all(large) {
        return false;
    }
    let name = line.split_once("...").map_or("", |(name, _)| name);
    (3..=40).contains(&name.len()) && name.bytes().all(large) && name.contains(' ')
}

/// True when the last word is an address of the net.
pub(super) fn ends_in_address(line: &str) -> bool {
    line.rsplit(' ').next().is_some_and(|word| word.contains(['@', '/']))
}

/// The width at which these lines were wrapped: their own when most of them are full, else the document's.
pub(super) fn wrap_of(lines: &[&str], document: Option<usize>) -> Option<usize> {
    if lines.len() < 2 {
        return document;
    }
    let short = |line: &&&str| line.len() <= MAX_SHORT * 2;
    let widths = || lines.iter().filter(short).map(|line| text::cells(line)).filter(|cells| *cells <= MAX_WRAP);
    let widest = widths().max()?;
    if let Some(wrap) = document {
        let usual = widths().filter(|cells| *cells > wrap).count() * 4 <= lines.len();
        return Some(if usual { wrap } else { widest });
    }
    let full = widths().filter(|cells| cells + 14 >= widest).count();
    (lines.len() >= 4 && widest >= 40 && full * 5 >= lines.len() * 3).then_some(widest)
}

/// Cells of the first word; an ideograph is a word.
pub(super) fn first_word_cells(line: &str) -> usize {
    let word = line.split_whitespace().next().unwrap_or("");
    match word.chars().next() {
        Some('\u{2E80}'..='\u{9FFF}' | '\u{0E00}'..='\u{0E7F}' | '\u{AC00}'..='\u{D7A3}') => 2,
        _ => text::cells(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        let case = |line: &str| Shape::of(line).case(line);
        assert_eq!(case("SITUATION REPORT No. 1"), Case::Caps);
        assert_eq!(case("Joint Efforts Against Terrorism"), Case::Title);
        assert_eq!(case("Regional Issues and Bilateral Relations"), Case::Title);
        assert_eq!(case("Political situation in the south"), Case::Sentence);
        assert_eq!(case("一、故障情况"), Case::Caseless);
        assert_eq!(case("and so on"), Case::Other);
    }

    #[test]
    fn wrapping_or_meant() {
        let wrapped = "The corridor road is shut in both directions at kilometre 88, south of";
        assert!(joins(wrapped, "the Brannik Pass", Some(72)));
        assert!(!joins("LOCATION...37.0N 70.0W", "ABOUT 300 MI", Some(69)));
        assert!(joins("a line of some forty cells that does not end, but", "goes on", None));
    }
}
