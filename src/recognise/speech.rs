//! Who speaks in a transcript: `MS. JEAN-PIERRE:`, `Q`, at the start of a paragraph.
//!
//! Such a label is no part of what is said behind it, and a name in it is that of a person.

use super::atlas;
use super::titles;
use crate::briefing::{Block, BlockKind};
use crate::text::{self, Span};

/// Bytes of the longest label.
const LONGEST: usize = 60;

/// What a paragraph begins with that is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    /// The whole of it, in bytes of the text, with its colon.
    pub(crate) span: Span,
    /// The name in it, where it has one.
    pub(crate) name: Option<Span>,
}

/// The labels of blocks of `text`, each in its place; `Q` and `A` alone only where more than one paragraph begins so.
pub(crate) fn labels(text: &str, blocks: &[Block]) -> Vec<Option<Label>> {
    let of = |block: &Block| match block.kind {
        BlockKind::Paragraph => read(text::slice(text, block.span), block.span.start),
        _ => None,
    };
    let mut labels: Vec<Option<Label>> = blocks.iter().map(of).collect();
    let is_letter = |label: &Option<Label>| label.is_some_and(|label| label.span.len() == 1);
    if labels.iter().filter(|label| is_letter(label)).count() < 2 {
        labels.iter_mut().filter(|label| is_letter(label)).for_each(|label| *label = None);
    }
    labels
}

/// The label of a paragraph that stands at byte `at`.
fn read(paragraph: &str, at: usize) -> Option<Label> {
    let span = |from: usize, to: usize| Span::new(at + from, at + to);
    let mut letters = paragraph.chars();
    if letters.next() == Some('Q') && letters.next().is_some_and(char::is_whitespace) {
        return Some(Label { span: span(0, 1), name: None });
    }
    let colon = paragraph.bytes().take(LONGEST).position(|b| b == b':')?;
    let words = text::slice(paragraph, 0..colon);
    let is_large = words.chars().any(char::is_uppercase) && words.split(' ').all(is_large);
    if !is_large || !text::slice(paragraph, colon + 1..paragraph.len()).starts_with([' ', '\u{a0}']) {
        return None;
    }
    // `ISLAMABAD: Pakistan and Iran agreed`: where a piece of news is from.
    if atlas::find(words).is_some() {
        return None;
    }
    let name = name(words).map(|from| span(from, colon)).filter(|name| !name.is_empty());
    Some(Label { span: span(0, colon + 1), name })
}

/// `MUNIR`, `JEAN-PIERRE`, `McGURK`, `MS.`
fn is_large(word: &str) -> bool {
    let rest = ["Mc", "Mac", "O’", "O'"].iter().find_map(|begin| word.strip_prefix(begin)).unwrap_or(word);
    !rest.is_empty() && rest.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '’' | '\''))
}

/// Where the name behind titles begins.
fn name(words: &str) -> Option<usize> {
    let mut at = 0;
    for word in words.split(' ') {
        if !titles::is_title(word) {
            break;
        }
        at += word.len() + 1;
    }
    let rest = words.get(at..).unwrap_or("");
    (at > 0 && !rest.is_empty() && rest.split(' ').count() < 4).then_some(at)
}

/// A name in large letters as it is written elsewhere: `Jean-Pierre`. Words that have small letters stay.
pub(crate) fn small(name: &str) -> String {
    let word = |word: &str| -> String {
        if word.chars().any(char::is_lowercase) {
            return word.to_owned();
        }
        let mut begins = true;
        let mut out = String::new();
        for c in word.chars() {
            if begins {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            begins = !c.is_alphanumeric();
        }
        out
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(paragraph: &str) -> Option<(&str, Option<&str>)> {
        let label = read(paragraph, 0)?;
        Some((text::slice(paragraph, label.span), label.name.map(|name| text::slice(paragraph, name))))
    }

    #[test]
    fn labels_and_the_names_in_them() {
        assert_eq!(told("MS. JEAN-PIERRE:  Good afternoon"), Some(("MS. JEAN-PIERRE:", Some("JEAN-PIERRE"))));
        assert_eq!(told("SECRETARY McGURK: Yes"), Some(("SECRETARY McGURK:", Some("McGURK"))));
        assert_eq!(told("THE PRESIDENT: Yes"), Some(("THE PRESIDENT:", None)));
        assert_eq!(told("MODERATOR: Yes"), Some(("MODERATOR:", None)));
        assert_eq!(told("Q Karine, thanks"), Some(("Q", None)));
        for none in ["Munir: he said", "Quiet", "NATO said: yes", "AT 14:30 local", "ISLAMABAD: Talks began", "", "Q"] {
            assert_eq!(told(none), None, "{none}");
        }
        assert_eq!(small("JEAN-PIERRE"), "Jean-Pierre");
        assert_eq!(small("McGURK O’HARA"), "McGURK O’Hara");
    }
}
