//! Searching in one briefing: what the reader typed → a [`Finder`] that walks the canonical text block by block.
//!
//! Folding needs no second copy of the text: each letter of the query becomes the class of the letters that fold to it
//! (é, è, ē … for e; ي and ى for ی), followed by any combining marks. Blocks that are plain ASCII take the same query
//! without those classes, which is several times faster. A match never spans two blocks.

use regex::{Regex, RegexBuilder};

use crate::briefing::Briefing;
use crate::text::{self, Span};

/// A search as the reader asked for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What was typed.
    pub pattern: String,
    /// The pattern is a regular expression.
    pub regex: bool,
    /// Only whole words match.
    pub whole_word: bool,
    /// Case counts even when the pattern is all lower case. Otherwise an upper-case letter in it makes case count.
    pub match_case: bool,
}

/// A compiled [`Query`].
#[derive(Debug, Clone)]
pub struct Finder {
    ascii: Regex,
    folded: Regex,
}

impl Query {
    /// Compiles the query. `None` for an empty pattern.
    ///
    /// # Errors
    /// A regular expression that does not parse or is too large: one line that says where.
    pub fn compile(&self) -> Result<Option<Finder>, String> {
        if self.pattern.is_empty() {
            return Ok(None);
        }
        let sensitive = self.match_case || self.pattern.chars().any(char::is_uppercase);
        let (plain, folded) = if self.regex {
            (self.pattern.clone(), self.pattern.clone())
        } else {
            (literal(&self.pattern, plain_char), literal(&self.pattern, |c| folded_class(c, sensitive)))
        };
        let build = |pattern: &str| {
            let pattern = if self.whole_word { format!(r"\b(?:{pattern})\b") } else { pattern.to_owned() };
            RegexBuilder::new(&pattern).case_insensitive(!sensitive).size_limit(4 << 20).dfa_size_limit(4 << 20).build()
        };
        match (build(&plain), build(&folded)) {
            (Ok(ascii), Ok(folded)) => Ok(Some(Finder { ascii, folded })),
            (Err(error), _) | (_, Err(error)) => Err(one_line(&error)),
        }
    }
}

impl Finder {
    /// The first match that starts at or after `from` (bytes), without going round.
    pub fn next(&self, briefing: &Briefing, from: usize) -> Option<Span> {
        let first = briefing.block_at(from);
        (first..briefing.blocks.len()).find_map(|block| self.in_block(briefing, block).find(|hit| hit.start >= from))
    }

    /// The last match that starts before `before` (bytes), without going round.
    pub fn previous(&self, briefing: &Briefing, before: usize) -> Option<Span> {
        let last = briefing.block_at(before);
        (0..=last.min(briefing.blocks.len().saturating_sub(1)))
            .rev()
            .find_map(|block| self.in_block(briefing, block).take_while(|hit| hit.start < before).last())
    }

    /// All matches in one block, as spans of the whole text.
    pub fn in_block<'a>(&'a self, briefing: &'a Briefing, block: usize) -> impl Iterator<Item = Span> + 'a {
        let base = briefing.blocks.get(block).map_or(0, |b| b.span.start);
        let haystack = briefing.block_text(block);
        let regex = if haystack.is_ascii() { &self.ascii } else { &self.folded };
        regex.find_iter(haystack).filter(|m| !m.is_empty()).map(move |m| Span::new(base + m.start(), base + m.end()))
    }

    /// The starts (bytes) of all matches in the text, in order, at most `limit`. `go_on` is asked now and then and
    /// ends the walk with `None` when it says no.
    pub fn all(&self, briefing: &Briefing, limit: usize, go_on: impl Fn() -> bool) -> Option<Vec<usize>> {
        let mut starts = Vec::new();
        for block in 0..briefing.blocks.len() {
            if block % 1024 == 0 && !go_on() {
                return None;
            }
            starts.extend(self.in_block(briefing, block).map(|hit| hit.start));
            if starts.len() >= limit {
                starts.truncate(limit);
                break;
            }
        }
        Some(starts)
    }
}

/// A pattern of single characters; any white space matches any white space.
fn literal(pattern: &str, class: impl Fn(char) -> String) -> String {
    let mut out = String::with_capacity(pattern.len() * 8);
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            while chars.next_if(|c| c.is_whitespace()).is_some() {}
            out.push_str(r"\s+");
        } else {
            out.push_str(&class(c));
        }
    }
    out
}

fn plain_char(c: char) -> String {
    let folded = if c.is_ascii() { Some(c) } else { text::fold_char(c) };
    // A letter that folds away or to no ASCII letter cannot stand in an ASCII block, but must not match everything.
    regex::escape(&folded.unwrap_or(c).to_string())
}

/// The class of all characters that fold to what `c` folds to, with any combining marks behind.
fn folded_class(c: char, sensitive: bool) -> String {
    let Some(base) = text::fold_char(c) else { return String::new() };
    let upper = c.is_uppercase();
    let mut class = regex::escape(&c.to_string());
    if base.is_alphabetic() || base.is_ascii_digit() || matches!(base, '\'' | '"' | '-') {
        class.push_str(&regex::escape(&base.to_string()));
        for candidate in FOLDING.iter().flat_map(|(from, to)| *from..=*to).filter_map(char::from_u32) {
            let same_case = !sensitive || candidate.is_uppercase() == upper;
            if same_case && text::fold_char(candidate) == Some(base) {
                class.push(candidate);
            }
        }
        if sensitive && upper {
            class = class.replace(base, "");
            class.extend(base.to_uppercase());
        }
    }
    format!(r"[{class}][\p{{Mn}}\u{{0640}}\u{{200C}}\u{{200D}}]*")
}

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

fn one_line(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "the expression is too large".to_owned(),
        other => {
            let text = other.to_string();
            let last = text.lines().rev().find(|l| !l.trim().is_empty()).unwrap_or("not an expression");
            last.trim().trim_start_matches("error: ").to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{BlockKind, Draft};

    fn briefing(blocks: &[&str]) -> Briefing {
        let mut draft = Draft::new();
        for block in blocks {
            draft.block(BlockKind::Paragraph, block, 1);
        }
        draft.finish().0
    }

    fn found(blocks: &[&str], query: &Query) -> Vec<String> {
        let briefing = briefing(blocks);
        let finder = query.compile().unwrap().unwrap();
        let hits = (0..briefing.blocks.len()).flat_map(|b| finder.in_block(&briefing, b).collect::<Vec<_>>());
        hits.map(|h| text::slice(&briefing.text, h).to_owned()).collect()
    }

    fn query(pattern: &str) -> Query {
        Query { pattern: pattern.to_owned(), ..Query::default() }
    }

    #[test]
    fn smart_case() {
        assert_eq!(found(&["Iran iran IRAN"], &query("iran")).len(), 3);
        assert_eq!(found(&["Iran iran IRAN"], &query("Iran")), ["Iran"]);
        assert_eq!(found(&["Iran iran IRAN é"], &query("Iran")), ["Iran"]);
    }

    #[test]
    fn diacritics_and_letter_variants_fold() {
        assert_eq!(found(&["Kovačević attaché ATTACHÉ attache\u{301}"], &query("attache")).len(), 3);
        assert_eq!(found(&["Kovačević"], &query("kovacevic")), ["Kovačević"]);
        assert_eq!(found(&["Éric eric"], &query("Eric")), ["Éric"]);
        assert_eq!(found(&["علي کریم", "علی"], &query("علی")).len(), 2);
        assert_eq!(found(&["it’s"], &query("it's")), ["it’s"]);
        assert_eq!(found(&["۱۲۳"], &query("123")), ["۱۲۳"]);
        assert_eq!(found(&["plain eric"], &query("éric")), ["eric"]);
    }

    #[test]
    fn words_spaces_and_expressions() {
        let whole = Query { whole_word: true, ..query("art") };
        assert_eq!(found(&["art party art."], &whole).len(), 2);
        assert_eq!(found(&["border  cooperation"], &query("border cooperation")).len(), 1);
        let regex = Query { regex: true, ..query(r"\d{4}-\d\d") };
        assert_eq!(found(&["on 2024-01-30"], &regex), ["2024-01"]);
        assert_eq!(found(&["a.b axb"], &query("a.b")), ["a.b"]);
        assert!(Query { regex: true, ..query("(") }.compile().is_err());
        assert!(query("").compile().unwrap().is_none());
    }

    #[test]
    fn forward_and_back() {
        let briefing = briefing(&["one two", "two one", "two"]);
        let finder = query("two").compile().unwrap().unwrap();
        assert_eq!(finder.next(&briefing, 0), Some(Span::new(4, 7)));
        assert_eq!(finder.next(&briefing, 5), Some(Span::new(9, 12)));
        assert_eq!(finder.next(&briefing, 19), None);
        assert_eq!(finder.previous(&briefing, 9), Some(Span::new(4, 7)));
        assert_eq!(finder.previous(&briefing, 4), None);
        assert_eq!(finder.all(&briefing, 2, || true), Some(vec![4, 9]));
        assert_eq!(finder.all(&briefing, 2, || false), None);
    }

    #[test]
    fn punctuation_in_a_class_is_harmless() {
        for c in ["]", "^", "-", "\\", "[", "&&", "~"] {
            assert_eq!(found(&[&format!("é a{c}b")], &query(c)), [c], "{c}");
        }
    }
}
