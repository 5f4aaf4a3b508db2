//! Searching in one briefing: what the reader typed → a [`Finder`] that walks the canonical text block by block.
//!
//! Folding needs no second copy of the text: each letter of the query becomes the class of the letters that fold to it
//! (é, è, ē … for e; ي and ى for ی), followed by any combining marks. That is slow on long texts, so most blocks take the
//! same query without those classes: a match that the classes alone can find holds a character of them, and only blocks
//! where such a character stands in something like a match are searched with them. A match never spans two blocks.

use regex::{Regex, RegexBuilder};

use crate::briefing::Briefing;
use crate::text::{self, Span};

use folded::{Folded, Source};

mod folded;
pub mod passage;

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
    plain: Regex,
    folded: Option<Folded>,
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
        let borders = self.whole_word.then(|| self.borders());
        let plain = if self.regex { self.pattern.clone() } else { literal(&self.pattern, plain_char) };
        let plain = build(&whole(plain, borders), sensitive).map_err(|error| one_line(&error))?;
        let folded = (!self.regex).then(|| Folded::new(Source { pattern: self.pattern.clone(), borders, sensitive }));
        Ok(Some(Finder { plain, folded }))
    }

    /// What must stand before and behind a whole word. A sign is a border by itself, and letters of scripts without spaces
    /// have none between them.
    fn borders(&self) -> (&'static str, &'static str) {
        let border = |edge: Option<char>| {
            let is_free = |c: char| !c.is_alphanumeric() && c != '_' || text::is_unspaced(c);
            if !self.regex && edge.is_some_and(is_free) { "" } else { r"\b" }
        };
        (border(self.pattern.chars().next()), border(self.pattern.chars().next_back()))
    }
}

/// Bytes of text that are searched at a time, as many as a processor keeps close.
const PART: usize = 256 * 1024;

/// The pattern between what must stand before and behind it.
fn whole(pattern: String, borders: Option<(&str, &str)>) -> String {
    match borders {
        Some((left, right)) => format!("{left}(?:{pattern}){right}"),
        None => pattern,
    }
}

fn build(pattern: &str, sensitive: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).case_insensitive(!sensitive).size_limit(4 << 20).dfa_size_limit(4 << 20).build()
}

impl Finder {
    /// The first match that starts at or after `from` (bytes), without going round.
    pub fn next(&self, briefing: &Briefing, from: usize) -> Option<Span> {
        let first = briefing.block_at(from);
        // An expression may speak of the beginning and the end, which are those of a block.
        let Some(folded) = &self.folded else {
            let in_block = |block: usize| self.in_block(briefing, block).find(|hit| hit.start >= from);
            return (first..briefing.blocks.len()).find_map(in_block);
        };
        // Words are looked for in many blocks at once, which is many times as fast as one by one; and then in those before
        // the hit that need the classes. Long texts are slow to come from memory, so each part is read for both at once.
        let mut block = first;
        while let Some(start) = briefing.blocks.get(block).map(|block| block.span.start) {
            let last = briefing.block_at(start + PART).max(block);
            let end = briefing.blocks.get(last).map_or(start, |block| block.span.end);
            if let Some(hit) = self.next_in(briefing, folded, (start, end), from) {
                return Some(hit);
            }
            block = last + 1;
        }
        None
    }

    /// The first match between the beginning of a block and the end of one that starts at or after `from` (all in bytes).
    fn next_in(&self, briefing: &Briefing, folded: &Folded, (start, end): (usize, usize), from: usize) -> Option<Span> {
        let plain = self.next_plain(briefing, (start, end), from);
        if !folded.may_be_among(&briefing.letters) {
            return plain.map(|(_, hit)| hit);
        }
        let last = plain.map_or(end, |(block, _)| briefing.blocks[block].span.end);
        let mut at = start;
        while let Some(place) = folded.first_place(&briefing.text, &briefing.letters, (at.min(last), last)) {
            let block = briefing.block_at(place);
            if let Some(hit) = self.in_block(briefing, block).find(|hit| hit.start >= from) {
                return Some(hit);
            }
            let end = briefing.blocks.get(block).map_or(last, |block| block.span.end);
            // Between two blocks there is nothing to find.
            at = end.max(text::letter_end(&briefing.text, place));
        }
        plain.map(|(_, hit)| hit)
    }

    /// The first match of the plain query, within one block, that starts at or after `from`, and that block. It is looked
    /// for from the beginning of the block on, so that of matches that overlap it is the same one wherever the reader is.
    fn next_plain(&self, briefing: &Briefing, (start, end): (usize, usize), from: usize) -> Option<(usize, Span)> {
        let text = text::slice(&briefing.text, 0..end);
        let mut at = start;
        while let Some(hit) = self.plain.find_at(text, at.min(end)) {
            let block = briefing.block_at(hit.start());
            let span = briefing.blocks.get(block)?.span;
            let is_inside = !hit.is_empty() && span.start <= hit.start() && hit.end() <= span.end;
            if is_inside && hit.start() >= from {
                return Some((block, Span::new(hit.start(), hit.end())));
            }
            let letter = || text.get(hit.start()..)?.chars().next();
            at = if is_inside { hit.end() } else { hit.start() + letter()?.len_utf8() };
        }
        None
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
        let regex = match &self.folded {
            Some(folded) if !haystack.is_ascii() && folded.is_needed(haystack) => folded.regex().unwrap_or(&self.plain),
            _ => &self.plain,
        };
        regex.find_iter(haystack).filter(|m| !m.is_empty()).map(move |m| Span::new(base + m.start(), base + m.end()))
    }

    /// The starts (bytes) of all matches in the text, in order, at most `limit`. None of them is in `empty`, which were
    /// searched already. `go_on` is asked now and then and ends the walk with `None` when it says no.
    pub fn all(
        &self,
        briefing: &Briefing,
        empty: &[Span],
        limit: usize,
        go_on: impl Fn() -> bool,
    ) -> Option<Vec<usize>> {
        let mut starts = Vec::new();
        for (block, span) in briefing.blocks.iter().map(|block| block.span).enumerate() {
            if block % 1024 == 0 && !go_on() {
                return None;
            }
            if empty.iter().any(|empty| empty.start <= span.start && span.end <= empty.end) {
                continue;
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

/// The character without its diacritics, in its own case.
fn plain_char(c: char) -> String {
    // A letter that folds away cannot stand in plain text, but must not match everything.
    let folded = if c.is_ascii() { c } else { text::fold_char(c).unwrap_or(c) };
    let cased: String = if c.is_uppercase() { folded.to_uppercase().collect() } else { folded.to_string() };
    regex::escape(&cased)
}

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
    use proptest::prelude::*;

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
        assert_eq!(found(&["Eric eric"], &query("Éric")), ["Eric"]);
        assert_eq!(found(&["علي کریم", "علی"], &query("علی")).len(), 2);
        assert_eq!(found(&["it’s"], &query("it's")), ["it’s"]);
        assert_eq!(found(&["۱۲۳"], &query("123")), ["۱۲۳"]);
        assert_eq!(found(&["plain eric"], &query("éric")), ["eric"]);
        assert_eq!(found(&["ΟΔΟΣ οδός οδοσ"], &query("οδος")).len(), 3);
        assert_eq!(found(&["Kovačević met Kovačevi\u{301}c"], &query("kovacevic met kovacevic")).len(), 1);
        assert_eq!(found(&["STRAẞE Straße STRASE"], &query("straße")).len(), 3);
    }

    #[test]
    fn words_spaces_and_expressions() {
        let whole = Query { whole_word: true, ..query("art") };
        assert_eq!(found(&["art party art."], &whole).len(), 2);
        assert_eq!(found(&["border  cooperation"], &query("border cooperation")).len(), 1);
        let whole = |word: &str| Query { whole_word: true, ..query(word) };
        assert_eq!(found(&["两国就边境合作会谈"], &whole("边境")), ["边境"]);
        assert_eq!(found(&["The U.S. said", "the U.S.A."], &whole("U.S.")).len(), 2);
        assert_eq!(found(&["bus. US. us"], &whole("us.")), ["US."]);
        let regex = Query { regex: true, ..query(r"\d{4}-\d\d") };
        assert_eq!(found(&["on 2024-01-30"], &regex), ["2024-01"]);
        assert_eq!(found(&["a.b axb"], &query("a.b")), ["a.b"]);
        assert!(Query { regex: true, ..query("(") }.compile().is_err());
        assert!(query("").compile().unwrap().is_none());
    }

    proptest! {
        #[test]
        fn the_short_way_finds_what_the_classes_find(block in "[aeiéèôo\u{301}ßstعيیى‌ ’'“жЖＡΆά-]{0,60}", pattern in "[aeoéits يعжＡά']{1,4}", whole_word in any::<bool>()) {
            let query = Query { whole_word, ..query(&pattern) };
            let Ok(Some(finder)) = query.compile() else { return Ok(()) };
            let slow = finder.folded.as_ref().and_then(Folded::regex);
            let slow = slow.map(|regex| regex.find_iter(&block).filter(|m| !m.is_empty()).count());
            let fast = match &finder.folded {
                Some(f) if f.is_needed(&block) => {
                    f.regex().unwrap().find_iter(&block).filter(|m| !m.is_empty()).count()
                }
                _ => finder.plain.find_iter(&block).count(),
            };
            prop_assert_eq!(Some(fast), slow);
        }
    }

    proptest! {
        #[test]
        fn going_on_finds_what_the_blocks_have(
            blocks in prop::collection::vec("[aeéèo\u{301} tعيی\\.]{0,12}", 1..8), pattern in "[aeéo tعي\\.]{1,3}",
            whole_word in any::<bool>(), from in 0usize..60,
        ) {
            let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
            let briefing = briefing(&blocks);
            let query = Query { whole_word, ..query(&pattern) };
            let Ok(Some(finder)) = query.compile() else { return Ok(()) };
            let from = from.min(briefing.text.len());
            let all = (0..briefing.blocks.len()).flat_map(|block| finder.in_block(&briefing, block).collect::<Vec<_>>());
            let wanted = all.filter(|hit| hit.start >= from).min_by_key(|hit| hit.start);
            prop_assert_eq!(finder.next(&briefing, from), wanted);
        }
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
        assert_eq!(finder.all(&briefing, &[], 2, || true), Some(vec![4, 9]));
        assert_eq!(finder.all(&briefing, &[], 2, || false), None);
        assert_eq!(finder.all(&briefing, &[Span::new(0, 9)], 9, || true), Some(vec![9, 18]));
    }

    #[test]
    fn punctuation_in_a_class_is_harmless() {
        for c in ["]", "^", "-", "\\", "[", "&&", "~"] {
            assert_eq!(found(&[&format!("é a{c}b")], &query(c)), [c], "{c}");
        }
    }
}
