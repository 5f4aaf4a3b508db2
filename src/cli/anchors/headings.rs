//! A quick guess at the headings of a raw text: `#` lines, underlined lines, and where there are none of either, short lines
//! that stand alone. No importer: only as much as anchors need to know one part of a text from another.

use crate::text;

/// Longest line (bytes) that may be a heading by standing alone.
const SHORT: usize = 80;

/// A line that looks like a heading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading<'a> {
    /// Its words.
    pub(super) text: &'a str,
    /// Byte where its line begins.
    pub(super) start: usize,
}

/// The headings of `text`, in order.
pub(super) fn of(text: &str) -> Vec<Heading<'_>> {
    let lines = lines(text);
    let blank = |n: usize| lines.get(n).is_none_or(|(_, line)| line.is_empty());
    let before = |n: usize| n == 0 || blank(n - 1);
    let find = |test: &dyn Fn(usize, &str) -> bool| -> Vec<Heading<'_>> {
        let found = lines.iter().enumerate().filter(|(n, (_, line))| !line.is_empty() && test(*n, line));
        found.map(|(_, (start, line))| Heading { text: line.trim_matches(['#', ' ', '\t']), start: *start }).collect()
    };
    let marked = find(&|n, line| {
        let level = line.bytes().take_while(|b| *b == b'#').count();
        let numbered = (1..=6).contains(&level) && text::slice(line, level..line.len()).starts_with([' ', '\t']);
        numbered || (!is_rule(line) && lines.get(n + 1).is_some_and(|(_, next)| is_under(line, next)))
    });
    if !marked.is_empty() {
        return marked;
    }
    find(&|n, line| {
        let ends = line.ends_with(['.', ',', ';', ':', '?', '!', '。', '؟', '…']);
        line.len() <= SHORT && before(n) && blank(n + 1) && !blank(n + 2) && !ends
    })
}

/// Where every line begins, and the line without white space at its end; all kinds of line ends.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let cut = text.split_inclusive(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
    let all = cut.map(|line| {
        let start = at;
        at += line.len();
        // The second half of CR LF is no line of its own.
        (start, line)
    });
    let real = all.filter(|(start, line)| !(*line == "\n" && text::slice(text, 0..*start).ends_with('\r')));
    real.map(|(start, line)| (start, line.trim_end())).collect()
}

fn is_rule(line: &str) -> bool {
    let mut letters = line.chars();
    letters.next().is_some_and(|first| "=-~^\"'*+#`:._".contains(first) && letters.all(|c| c == first))
}

/// True when `next` underlines `line`.
fn is_under(line: &str, next: &str) -> bool {
    is_rule(next) && next.len() >= 3 && !line.starts_with([' ', '\t']) && next.len() + 4 >= line.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, usize)> {
        of(text).iter().map(|h| (h.text, h.start)).collect()
    }

    #[test]
    fn marked_underlined_and_lone_lines() {
        assert_eq!(found("# One #\n\nText\n\n## Two\nx"), [("One", 0), ("Two", 15)]);
        assert_eq!(found("Abstract\r\n========\r\n\r\nText.\r\n"), [("Abstract", 0)]);
        assert_eq!(found("Lead words.\n\nRegional Issues\n\nOther words.\n"), [("Regional Issues", 13)]);
        assert_eq!(found("Only words.\n\nAnd words.\n"), []);
        assert_eq!(found(""), []);
    }
}
