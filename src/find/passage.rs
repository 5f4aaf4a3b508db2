//! A passage that somebody names by its words: where it stands, and what comes near where it does not.

use std::collections::HashMap;

use crate::briefing::Briefing;
use crate::text::{self, Span};

/// Letters of a word that count where passages are only alike.
const STEM: usize = 6;

/// Where these words stand in the text, in order and without overlap: letter by letter, but any white space is as good as
/// any other, so that a passage may be copied from wrapped lines.
pub fn all(haystack: &str, words: &str) -> Vec<Span> {
    let parts: Vec<String> = words.split_whitespace().map(regex::escape).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let Ok(pattern) = regex::RegexBuilder::new(&parts.join(r"\s+")).size_limit(64 << 20).build() else {
        return Vec::new();
    };
    let found = pattern.find_iter(haystack).map(|found| Span::from(found.range()));
    found.filter(|span| is_border(haystack, span.start) && is_border(haystack, span.end)).collect()
}

/// Those of them that are whole words: no letter or digit stands right before or behind.
pub fn whole_words(haystack: &str, words: &str) -> Vec<Span> {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut found = all(haystack, words);
    found.retain(|span| {
        let before = text::slice(haystack, 0..span.start).chars().next_back();
        let behind = text::slice(haystack, span.end..haystack.len()).chars().next();
        !inside(before) && !inside(behind)
    });
    found
}

/// Up to `most` passages of as many words that share most words with these, the nearest first, then in document order.
pub fn nearest(briefing: &Briefing, words: &str, most: usize) -> Vec<Span> {
    let mut wanted = HashMap::<String, usize>::new();
    let mut count = 0;
    for word in words.split_whitespace().map(bare).filter(|word| !word.is_empty()) {
        *wanted.entry(word).or_default() += 1;
        count += 1;
    }
    let blocks = briefing.blocks.iter().enumerate();
    let mut found: Vec<(usize, Span)> = blocks
        .filter_map(|(n, block)| {
            let (score, span) = nearest_in(briefing.block_text(n), &wanted, count)?;
            Some((score, Span::new(block.span.start + span.start, block.span.start + span.end)))
        })
        .collect();
    found.sort_by_key(|(score, span)| (std::cmp::Reverse(*score), span.start));
    // A word or two in common is no likeness.
    found.retain(|(score, _)| score * 2 >= count);
    found.into_iter().take(most).map(|(_, span)| span).collect()
}

/// The stretch of `count` words in one block that shares most words with the wanted ones, and how many.
fn nearest_in(block: &str, wanted: &HashMap<String, usize>, count: usize) -> Option<(usize, Span)> {
    let words: Vec<(Span, String)> = spans(block).into_iter().map(|s| (s, bare(text::slice(block, s)))).collect();
    let mut have = HashMap::<&str, usize>::new();
    let (mut score, mut best) = (0, (0, 0));
    for (n, (_, word)) in words.iter().enumerate() {
        if let Some(most) = wanted.get(word) {
            let have = have.entry(word).or_default();
            *have += 1;
            score += usize::from(*have <= *most);
        }
        if let Some((_, gone)) = n.checked_sub(count).and_then(|gone| words.get(gone))
            && let (Some(most), Some(have)) = (wanted.get(gone), have.get_mut(gone.as_str()))
        {
            score -= usize::from(*have <= *most);
            *have -= 1;
        }
        if score > best.0 {
            best = (score, n);
        }
    }
    let (first, last) = (words.get((best.1 + 1).saturating_sub(count))?, words.get(best.1)?);
    (best.0 > 0).then(|| (best.0, Span::new(first.0.start, last.0.end)))
}

/// The words of a block.
fn spans(block: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    for piece in block.split(char::is_whitespace) {
        if !piece.is_empty() {
            spans.push(Span::new(at, at + piece.len()));
        }
        let rest = text::slice(block, at + piece.len()..block.len());
        at += piece.len() + rest.chars().next().map_or(0, char::len_utf8);
    }
    spans
}

/// A word for comparison: the beginning of it, folded, without the punctuation around it.
fn bare(word: &str) -> String {
    text::fold(word.trim_matches(|c: char| !c.is_alphanumeric())).chars().take(STEM).collect()
}

fn is_border(text: &str, offset: usize) -> bool {
    text::letter_start(text, offset) == offset
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::briefing::{BlockKind, Draft};

    fn cut<'a>(haystack: &'a str, spans: &[Span]) -> Vec<&'a str> {
        spans.iter().map(|span| text::slice(haystack, *span)).collect()
    }

    #[test]
    fn white_space_is_white_space() {
        let text = "one (two)\n\nthree. One (two) three";
        assert_eq!(cut(text, &all(text, " (two)  three")), ["(two)\n\nthree", "(two) three"]);
        assert!(all(text, "").is_empty() && all(text, "four").is_empty());
    }

    #[test]
    fn whole_words_only() {
        let text = "Iran, Iranian, pro-Iran IRAN Iran";
        assert_eq!(all(text, "Iran").len(), 4);
        assert_eq!(whole_words(text, "Iran").iter().map(|s| s.start).collect::<Vec<_>>(), [0, 19, 29]);
        // The mark belongs to the letter before it.
        assert!(all("cafe\u{301}", "cafe").is_empty());
    }

    #[test]
    fn what_comes_near() {
        let mut draft = Draft::new();
        draft.block(BlockKind::Paragraph, "They agreed on a high-level consultative mechanism, led by both.", 1);
        draft.block(BlockKind::Paragraph, "A mechanism of consultation.", 2);
        draft.block(BlockKind::Paragraph, "Gaza.", 3);
        let briefing = draft.finish().0;
        let near = |words: &str| cut(&briefing.text, &nearest(&briefing, words, 3)).join("|");
        assert!(near("a High-Level consultive mechanism").starts_with("a high-level consultative mechanism,|"));
        assert_eq!(near("gaza"), "Gaza.");
        assert_eq!(near("nothing of the kind"), "");
        assert_eq!(near(""), "");
    }

    proptest! {
        #[test]
        fn what_stands_there_is_found(text in "([a-c \u{e9}(.]|e\u{301}){0,40}", from in 0usize..40, len in 1usize..20) {
            let points: Vec<usize> = text::grapheme_indices(&text).map(|(at, _)| at).chain([text.len()]).collect();
            let (start, end) = (points[from.min(points.len() - 1)], points[(from + len).min(points.len() - 1)]);
            let words = &text::slice(&text, start..end);
            let found = all(&text, words);
            prop_assert_eq!(found.is_empty(), words.trim().is_empty());
            for span in found {
                let same = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert_eq!(same(text::slice(&text, span)), same(words));
            }
        }

        #[test]
        fn nearness_is_about_any_words(block in any::<String>(), words in any::<String>()) {
            let mut draft = Draft::new();
            draft.block(BlockKind::Paragraph, &block, 1);
            let briefing = draft.finish().0;
            for span in nearest(&briefing, &words, 3) {
                prop_assert!(briefing.text.get(span.range()).is_some_and(|near| !near.is_empty()));
            }
            // What stands in the text, which has no hidden letters any more (U+3164, for one), is near itself.
            let own = nearest(&briefing, &briefing.text, 1);
            prop_assert!(!own.is_empty() || !briefing.text.split_whitespace().any(|w| !bare(w).is_empty()));
        }
    }
}
