//! A note's own text in Markdown: what its writer wrote is passed on, but it ends where it ends.
//!
//! A code block that is not closed is closed, and tags of HTML are shown as text: else a note could swallow all that
//! follows it, or bring a script into the page that is made of the export. What still does not end is shown letter by
//! letter.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{escape, managed};
use crate::text;

/// Tags are looked for again this often: what stood in one may hold others.
const PASSES: usize = 16;

/// A paragraph that is tried behind a note.
const NEXT: &str = "next";

/// The text as it is written into the export. A paragraph behind an empty line is a paragraph of its own.
pub(super) fn contained(words: &str) -> String {
    let words = managed::disarm(words.trim_matches('\n'));
    let Some(own) = without_html(&words) else { return escape::block(&words) };
    if ends(&own) {
        return own;
    }
    let fence = |c: char| c.to_string().repeat(longest_run(&own, c).max(3));
    let closed = ['`', '~'].map(|c| format!("{own}\n{}", fence(c)));
    closed.into_iter().find(|tried| ends(tried)).unwrap_or_else(|| escape::block(&words))
}

/// Every extension that a renderer may have; what matters is where blocks end.
fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH)
}

fn ends(markdown: &str) -> bool {
    let tried = format!("{markdown}\n\n{NEXT}\n");
    let mut depth = 0usize;
    let mut last = None;
    for (event, range) in parser(&tried).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    last = Some((tag == Tag::Paragraph, text::slice(&tried, range).trim() == NEXT));
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    last == Some((true, true))
}

/// The text with a backslash before every tag, comment and instruction. `None` when there is no end of them.
fn without_html(words: &str) -> Option<String> {
    let mut own = words.to_owned();
    for _ in 0..PASSES {
        let tags: Vec<usize> = parser(&own)
            .into_offset_iter()
            .filter(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
            .filter_map(|(_, range)| Some(range.start + text::slice(&own, range).find('<')?))
            .collect();
        if tags.is_empty() {
            return Some(own);
        }
        for at in tags.into_iter().rev() {
            own.insert(at, '\\');
        }
    }
    None
}

fn longest_run(words: &str, of: char) -> usize {
    words.split(|c| c != of).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn has_html(markdown: &str) -> bool {
        Parser::new(markdown).any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
    }

    #[test]
    fn well_behaved_text_is_passed_on() {
        for words in [
            "Who chairs it?",
            "- a *b*\n- c\n\n1. d",
            "# Heading\n\n> quote\n\n```rust\nlet x = \"<b>\";\n```",
            "    indented\n\n| a | b |\n|---|---|\n| c | d |",
            "see <https://example.org> and [this](x.txt)",
            "a \\<b> & c",
        ] {
            assert_eq!(contained(words), words);
        }
    }

    #[test]
    fn what_would_swallow_the_rest_is_closed() {
        assert_eq!(contained("```\ncode"), "```\ncode\n```");
        assert_eq!(contained("~~~~\ncode ```"), "~~~~\ncode ```\n~~~~");
        assert_eq!(contained("a <!-- b"), "a <!-- b");
        assert_eq!(contained("<!-- b"), "\\<!-- b");
        assert_eq!(contained("<script>alert(1)</script>"), "\\<script>alert(1)\\</script>");
        assert_eq!(contained("a <b>c"), "a \\<b>c");
        assert_eq!(contained("```\n<!-- attache:end x -->\n```"), "```\n <!-- attache:end x -->\n```");
    }

    proptest! {
        #[test]
        fn any_note_ends_and_holds_no_html(words in "(<!--|-->|<script>|</script>|<div>|<a|```|~~~~|attache:end|[ \n\t>#*`~\\[\\]:|\\\\=a1.-]){0,14}") {
            let own = contained(&words);
            prop_assert!(ends(&own) || own.is_empty(), "{own}");
            prop_assert!(!has_html(&own), "{own}");
            prop_assert!(!own.lines().any(managed::is_marker), "{own}");
        }

        #[test]
        fn so_does_any_text(words in any::<String>()) {
            let own = contained(&words.replace('\0', ""));
            prop_assert!(ends(&own) || own.is_empty(), "{own}");
        }
    }
}
