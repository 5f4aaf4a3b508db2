//! Foreign text in Markdown: written so that any CommonMark renderer shows exactly that text.
//!
//! Punctuation that could mean something gets a backslash. White space that a renderer would drop at the ends of lines
//! becomes a character reference, and so does a line break that no syntax stands for.

use crate::text;

/// Text of several lines as the inside of a block. A blank line parts paragraphs, a single line break is kept as one.
/// The lines carry no `>` yet.
pub(super) fn block(words: &str) -> String {
    let body = words.trim_end_matches('\n');
    let mut out = String::with_capacity(words.len() + words.len() / 8);
    let lines: Vec<&str> = body.split('\n').collect();
    let empty = |n: usize| lines.get(n).is_none_or(|line| line.is_empty());
    let mut n = 0;
    while !body.is_empty() && n < lines.len() {
        out.push_str(&line(lines[n]));
        if n + 1 == lines.len() {
            break;
        }
        // Exactly one empty line between two that are not is the border of a paragraph; every other break is a hard one.
        if !empty(n) && empty(n + 1) && !empty(n + 2) {
            out.push_str("\n\n");
            n += 2;
        } else {
            out.push_str("\\\n");
            n += 1;
        }
    }
    // A hard break at the end would be a backslash.
    (body.len()..words.len()).for_each(|_| out.push_str("&#10;"));
    out
}

/// Text in one line, as a heading or inside a paragraph; line breaks become spaces.
pub(super) fn one_line(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = line(&words);
    // A heading would lose number signs at its end.
    if out.ends_with('#') && !out.ends_with("\\#") {
        out.pop();
        out.push_str("\\#");
    }
    out
}

fn line(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let marker = marker(words);
    let last = words.char_indices().next_back().map_or(0, |(at, _)| at);
    for (at, c) in words.char_indices() {
        let edge = at == 0 || at == last;
        match c {
            '\r' => out.push_str("&#13;"),
            ' ' | '\t' if edge => push_reference(&mut out, c),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' | '^' => push_escaped(&mut out, c),
            _ if Some(at) == marker => push_escaped(&mut out, c),
            _ if edge && c.is_whitespace() => push_reference(&mut out, c),
            _ => out.push(c),
        }
    }
    out
}

/// Where the line would begin something other than a paragraph: the byte that must not be read so.
fn marker(words: &str) -> Option<usize> {
    match words.chars().next()? {
        '#' | '+' | '-' | '=' | ':' => Some(0),
        '0'..='9' => {
            let digits = words.find(|c: char| !c.is_ascii_digit())?;
            text::slice(words, digits..words.len()).starts_with(['.', ')']).then_some(digits)
        }
        _ => None,
    }
}

fn push_escaped(out: &mut String, c: char) {
    out.push('\\');
    out.push(c);
}

fn push_reference(out: &mut String, c: char) {
    out.push_str("&#");
    out.push_str(&u32::from(c).to_string());
    out.push(';');
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// What a renderer shows: the text, `\n` for a hard break, an empty line between paragraphs. Anything but paragraphs of
    /// text is shown as its name, which no text comes out equal to.
    fn rendered(markdown: &str, options: Options) -> String {
        let mut out = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::HardBreak => out.push('\n'),
                Event::Start(Tag::Paragraph) if !out.is_empty() => out.push_str("\n\n"),
                Event::Start(Tag::Paragraph | Tag::BlockQuote(_))
                | Event::End(TagEnd::Paragraph | TagEnd::BlockQuote(_)) => {}
                other => write!(out, "<<{other:?}>>").unwrap(),
            }
        }
        out
    }

    fn quoted(words: &str) -> String {
        block(words).lines().flat_map(|line| ["> ", line, "\n"]).collect()
    }

    /// CommonMark itself, and every extension that is at hand but the one that curls quotation marks.
    fn dialects() -> [Options; 2] {
        [Options::empty(), Options::all() - Options::ENABLE_SMART_PUNCTUATION]
    }

    fn shows(words: &str) -> Result<(), TestCaseError> {
        for options in dialects() {
            let markdown = quoted(words);
            prop_assert_eq!(rendered(&markdown, options), words, "{}", markdown);
            let bare = block(words);
            if !words.is_empty() {
                prop_assert_eq!(rendered(&bare, options), words, "{}", bare);
            }
        }
        Ok(())
    }

    #[test]
    fn what_looks_like_markdown_is_shown_as_it_stands() {
        let cases = [
            "*a* _b_ `c` [d](e) ![f](g) <h> &amp; &#65; \\* ~~i~~ | $j$",
            "# no heading",
            "1. no item",
            "2) no item",
            "- no item\n+ nor this\n* nor this",
            "no heading\n===",
            "no heading\n---",
            "| a | b |\n|---|---|\n| c | d |",
            "a\tb\nc\td",
            "    no code",
            "\tno code",
            "```\nno code\n```",
            "[a]: https://example.org",
            "ends in a backslash\\\nand goes on\\",
            "two spaces  \nno break",
            "a\n\nb",
            "a\n\n\n\nb\n",
            "\n\na",
            "https://example.org <https://example.org>",
            "term\n: no definition",
            "[^1]: no footnote",
            "---\nno: metadata\n---",
            "a {#b}",
            "",
            " ",
        ];
        for words in cases {
            shows(words).unwrap();
        }
    }

    proptest! {
        #[test]
        fn any_text_is_shown_as_it_stands(words in "(?s)[^\u{0}]*") {
            shows(&words)?;
        }

        #[test]
        fn so_is_text_full_of_syntax(words in "[ \n\t#*_`~<>&;\\[\\]()!|\\\\+=:.0-9a-c{}^$-]{0,40}") {
            shows(&words)?;
        }

        #[test]
        fn a_heading_is_a_heading(words in "[ \n\t#*_`~<>&;\\[\\]()!|\\\\+=:.0-9a-c{}^$-]{0,40}") {
            let markdown = format!("## {}\n", one_line(&words));
            let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut out = String::new();
            let mut headings = 0;
            for event in Parser::new(&markdown) {
                match event {
                    Event::Text(text) => out.push_str(&text),
                    Event::Start(Tag::Heading { .. }) => headings += 1,
                    Event::End(_) => {}
                    other => write!(out, "<<{other:?}>>").unwrap(),
                }
            }
            prop_assert_eq!((headings, out), (1, flat), "{}", markdown);
        }
    }
}
