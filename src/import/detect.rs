//! Which format a text is in: the file name's ending, corrected by what the text looks like.
//!
//! Plain text stays plain unless it is clearly something else; only the first [`HEAD`] bytes are looked at, so that the
//! beginning of a file and the whole file are judged alike.

use super::{Format, fields, front};

/// Bytes that are looked at.
pub(super) const HEAD: usize = 16 * 1024;

/// The format of `text`, which was called something with `extension` (lower case, no dot, may be empty).
pub(super) fn format(text: &str, extension: &str) -> Format {
    let head = head(text);
    let looks_html = is_html(head);
    match extension {
        "md" | "markdown" | "mdown" | "mkd" | "mdx" if looks_html => Format::Html,
        "md" | "markdown" | "mdown" | "mkd" | "mdx" => Format::Markdown,
        "rst" | "rest" => Format::Rst,
        "html" | "htm" | "xhtml" | "xml" if looks_html || has_tags(head) => Format::Html,
        "yaml" | "yml" => Format::Yaml,
        _ if looks_html => Format::Html,
        _ if is_yaml(head) => Format::Yaml,
        _ if is_markdown(head) => Format::Markdown,
        _ => Format::Text,
    }
}

/// The beginning of `text`, cut at a line end.
fn head(text: &str) -> &str {
    if text.len() <= HEAD {
        return text;
    }
    let mut end = HEAD;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = crate::text::slice(text, 0..end);
    head.rfind('\n').map_or(head, |at| crate::text::slice(head, 0..at + 1))
}

/// A document type, or a block element at the very start that is closed somewhere.
fn is_html(head: &str) -> bool {
    const BLOCKS: [&str; 18] = [
        "head", "body", "h1", "h2", "h3", "h4", "p", "div", "article", "main", "section", "table", "center", "title",
        "ul", "ol", "header", "font",
    ];
    let mut rest = head.trim_start();
    while let Some(after) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!--")) {
        let end = if rest.starts_with("<?") { "?>" } else { "-->" };
        let Some((_, after)) = after.split_once(end) else { return false };
        rest = after.trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let doctype = tag.get(..13).is_some_and(|t| t.eq_ignore_ascii_case("!doctype html"));
    doctype || name == "html" || BLOCKS.contains(&name.as_str()) && has_tags(rest)
}

fn has_tags(head: &str) -> bool {
    let mut rest = head;
    while let Some((_, after)) = rest.split_once("</") {
        if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return true;
        }
        rest = after;
    }
    let lower = head.get(..head.len().min(1024)).unwrap_or_default().to_ascii_lowercase();
    ["<p>", "<br>", "<br/>", "<li>", "<h1>", "<h2>"].iter().any(|tag| lower.contains(tag))
}

/// Starts with a key of ours, or with one of anybody's above sections that hold what sections hold; and `sections:` stands at the left edge.
fn is_yaml(head: &str) -> bool {
    let mut lines = head.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#') && *l != "---").peekable();
    let Some((key, _)) = lines.peek().and_then(|first| first.split_once(':')) else { return false };
    let (ours, theirs) = (key == "sections" || fields::is_known(key), is_plain_key(key));
    let empty =
        |line: &str| line.strip_prefix("sections:").map(str::trim).is_some_and(|value| matches!(value, "" | "[]"));
    let (mut lists, mut holds) = (false, false);
    if lines.any(empty) {
        lists = true;
        let entry = lines.next().and_then(|line| line.trim_start().strip_prefix("- ")).and_then(|e| e.split_once(':'));
        holds = entry.is_some_and(|(key, _)| matches!(key, "heading" | "title" | "level" | "text" | "paragraphs"));
    }
    lists && (ours || theirs && holds)
}

fn is_plain_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | '.' | ' '))
}

/// Front matter, or `#` headings which stand free: one when there are links as well, else at least two, of which the first
/// opens the text or two levels occur.
fn is_markdown(head: &str) -> bool {
    if front::is_fenced(head) {
        return true;
    }
    let mut levels = Vec::new();
    let mut opens = false;
    let mut blank = true;
    let mut seen = false;
    for line in head.lines() {
        let level = line.len() - line.trim_start_matches('#').len();
        if blank && (1..=6).contains(&level) && line.get(level..).is_some_and(is_heading_text) {
            opens |= !seen;
            levels.push(level);
        }
        blank = line.trim().is_empty();
        seen |= !blank;
    }
    let linked = head.contains("](http") || head.contains("](/") || head.contains("](#");
    !levels.is_empty() && linked || levels.len() >= 2 && (opens || levels.iter().any(|l| Some(l) != levels.first()))
}

fn is_heading_text(rest: &str) -> bool {
    rest.starts_with(' ')
        && rest.trim_start().starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '*' | '`'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_unless_it_lies() {
        assert_eq!(format("Text", "md"), Format::Markdown);
        assert_eq!(format("<!DOCTYPE html>\n<p>x", "md"), Format::Html);
        assert_eq!(format("<!-- saved -->\n<HTML><BODY>", "txt"), Format::Html);
        assert_eq!(format("no tags at all", "html"), Format::Text);
        assert_eq!(format("<h2>x<br/></h2>", "html"), Format::Html);
        assert_eq!(format("x: 1", "yml"), Format::Yaml);
        assert_eq!(format("Title\n=====\n", "rst"), Format::Rst);
    }

    #[test]
    fn without_an_ending_the_text_decides() {
        assert_eq!(format("title: A\nsections:\n- text: b\n", ""), Format::Yaml);
        for head in ["as_of: noon", "refs:\n  - A 1", "author: me", "Classification: SECRET"] {
            assert_eq!(super::format(&format!("{head}\nsections:\n  - heading: B\n"), ""), Format::Yaml, "{head}");
        }
        assert_eq!(format("issue: 7\nsections: []\n", ""), Format::Yaml);
        assert_eq!(format("sections: []\n", ""), Format::Yaml);
        assert_eq!(format("Hello: this is prose.\nsections:\n- one\n", ""), Format::Text);
        assert_eq!(format("---\ntitle: A\n---\ntext\n", "txt"), Format::Markdown);
        assert_eq!(format("# A\n\ntext\n\n## B\n", ""), Format::Markdown);
        assert_eq!(format("Kind: x\n\n# A\n\nSee [b](/en/b).\n", "txt"), Format::Markdown);
        assert_eq!(format("text\n\n# 1 item\n# 2 items\n", "txt"), Format::Text);
        assert_eq!(format("Date: today\nText: a\n\n1 < 2 and 3 > 2\n", "txt"), Format::Text);
        assert_eq!(format("#!/bin/sh\n# comment\n", ""), Format::Text);
        assert_eq!(format("", ""), Format::Text);
    }
}
