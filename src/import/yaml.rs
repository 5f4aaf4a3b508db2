//! Briefing YAML: header fields, then `sections:`, each with `heading`, `level` and `paragraphs:` or `text: |`.
//!
//! Tolerant where it costs nothing: sections may nest, a section may be a plain text, a paragraph that YAML takes for a
//! mapping (`- Note: text`) is read as the text it was meant to be, unless it is one with its links
//! (`- {text: …, links: [{text: …, url: …}]}`), or a block that says its kind (`- {kind: code, text: …}`); `links:` of a section are those of its heading. Keys that are not known are kept and reported.

use super::fields;
use super::linked::{self, Linked};
use super::node::{Node, Value};
use crate::briefing::{BlockKind, Draft, Warning};
use crate::clean::Clean;

mod block;

/// Reads a briefing in YAML into `draft`.
///
/// # Errors
/// When the text is no YAML or holds no briefing: why, and in which line. `draft` is then as it was.
pub fn read(text: &str, draft: &mut Draft) -> Result<(), Warning> {
    let root = Node::yaml(text).map_err(|error| Warning {
        line: u32::try_from(error.line).unwrap_or(u32::MAX),
        message: format!("column {}: {}; shown as plain text", error.column, error.message),
    })?;
    let Value::Map(keys) = root.value else { return Err(no_briefing(root.line)) };
    if !keys.iter().any(|(key, _)| is_content(key)) {
        return Err(no_briefing(root.line));
    }
    let (content, head): (Vec<_>, Vec<_>) = keys.into_iter().partition(|(key, _)| is_content(key));
    for (key, line) in fields::apply(&head, draft) {
        draft.warn(line, format!("unknown key `{key}`: kept, but nothing reads it"));
    }
    // The lead stands before the sections, wherever its key is.
    let (sections, lead): (Vec<_>, Vec<_>) = content.iter().partition(|(key, _)| key == "sections");
    for (_, node) in lead {
        paragraphs(node, draft);
    }
    for (_, node) in sections {
        list(node, 1, draft);
    }
    Ok(())
}

fn is_content(key: &str) -> bool {
    matches!(key, "sections" | "paragraphs" | "text")
}

fn no_briefing(line: u32) -> Warning {
    Warning { line: line.max(1), message: "no `sections:` at the left edge; shown as plain text".to_owned() }
}

/// Sections of `level`. As deep as YAML may nest ([`crate::yaml::MAX_DEPTH`]).
fn list(node: &Node, level: u8, draft: &mut Draft) {
    match &node.value {
        Value::List(sections) => sections.iter().for_each(|section| one(section, level, draft)),
        Value::Empty => {}
        _ => one(node, level, draft),
    }
}

/// A section without a heading is none of its own, since a section is known by its heading: behind another one a line
/// across the page keeps it apart.
fn part(line: u32, draft: &mut Draft) {
    if draft.is_empty() {
        return;
    }
    draft.warn(line, "a section without a heading: its text stands in the one before, behind a line");
    draft.open(BlockKind::Rule, line);
    draft.close();
}

fn one(section: &Node, level: u8, draft: &mut Draft) {
    let Value::Map(keys) = &section.value else {
        if section.value != Value::Empty {
            part(section.line, draft);
        }
        return paragraphs(section, draft);
    };
    let own = section.get("level").and_then(|node| node.text().trim().parse().ok());
    let level = own.filter(|n| (1..=9).contains(n)).unwrap_or(level);
    let named = |key: &str| section.get(key).filter(|node| !node.text().trim().is_empty());
    let heading = named("heading").or_else(|| named("title"));
    match heading {
        Some(node) => {
            let text = node.text();
            let linked = section.get("links").map_or_else(|| Linked::bare(&text), |l| Linked::of(&text, l, draft));
            draft.open(BlockKind::Heading(level), node.line);
            linked.push(0..text.len(), draft);
            draft.close();
        }
        None if section.get("paragraphs").or_else(|| section.get("text")).is_some() => part(section.line, draft),
        None => {}
    }
    // Both in one section: the second is text below the first.
    if let Some(title) = named("title").filter(|title| heading.is_some_and(|h| h.text().trim() != title.text().trim()))
    {
        draft.block(BlockKind::Paragraph, &title.text(), title.line);
    }
    for (key, node) in keys {
        match key.as_str() {
            "heading" | "title" | "level" => {}
            "links" if heading.is_some() => {}
            "paragraphs" | "text" => paragraphs(node, draft),
            "sections" => list(node, level.saturating_add(1), draft),
            _ => {
                let place = heading.map_or_else(|| "the lead".to_owned(), |h| format!("“{}”", h.text()));
                let key = Clean::line(key);
                draft.warn(node.line, format!("unknown key `{key}` in {}: kept", Clean::line(&place)));
                let name = Clean::line(&format!("{place}: {key}"));
                draft.header().extra.push((name, Clean::new(node.text().trim_end())));
            }
        }
    }
}

/// A list of paragraphs, or one text with blank lines between them.
fn paragraphs(node: &Node, draft: &mut Draft) {
    match &node.value {
        Value::Empty => {}
        Value::List(items) => {
            for item in items {
                if let Some(stated) = block::stated(item) {
                    stated.write(item.line, draft);
                    continue;
                }
                match (&item.value, linked::parts(item)) {
                    (_, Some((text, links))) => {
                        let text = text.text();
                        let linked = Linked::of(&text, links, draft);
                        paragraph(&linked, item.line, draft);
                    }
                    (Value::List(_), _) => paragraphs(item, draft),
                    _ => paragraph(&Linked::bare(&item.text()), item.line, draft),
                }
            }
        }
        _ => running(&node.text(), node.line, draft),
    }
}

/// One entry of a list: its line breaks were meant.
fn paragraph(linked: &Linked<'_>, line: u32, draft: &mut Draft) {
    let mut inside = false;
    let mut next = 0;
    for part in linked.text().split('\n') {
        let span = next..next + part.len();
        next = span.end + 1;
        if is_blank(part) {
            draft.close();
            inside = false;
        } else if inside {
            draft.line_break();
            linked.push(span, draft);
        } else {
            let indent = begin(part, line, draft);
            linked.push(span.start + indent..span.end, draft);
            inside = true;
        }
    }
    draft.close();
}

/// A block of text: blank lines part paragraphs, other line ends are wrapping. Each item of a list has its own line.
fn running(text: &str, line: u32, draft: &mut Draft) {
    let mut inside = false;
    for (offset, part) in (1u32..).zip(text.split('\n')) {
        let item = marker(part.trim_start_matches(' ')) > 0;
        if is_blank(part) {
            draft.close();
        } else if inside && !item {
            draft.next_line(part);
        } else {
            start(part, line.saturating_add(offset), draft);
            if inside {
                draft.tight();
            }
        }
        inside = !is_blank(part);
    }
    draft.close();
}

/// Nothing but spaces; a no-break space is text that somebody wrote.
fn is_blank(line: &str) -> bool {
    line.bytes().all(|b| matches!(b, b' ' | b'\t'))
}

fn start(text: &str, line: u32, draft: &mut Draft) {
    begin(text, line, draft);
    draft.push(text.trim_start_matches(' '));
}

/// Opens the block that `text` is, and gives the bytes of its indent.
fn begin(text: &str, line: u32, draft: &mut Draft) -> usize {
    draft.open(kind_of(text), line);
    text.len() - text.trim_start_matches(' ').len()
}

/// The kind that a text is read as which does not say what it is.
pub fn kind_of(text: &str) -> BlockKind {
    let body = text.trim_start_matches(' ');
    let indent = text.len() - body.len();
    match marker(body) {
        0 => BlockKind::Paragraph,
        marker => BlockKind::Item { depth: u8::try_from(indent / 2).unwrap_or(0).min(9), marker },
    }
}

/// Bytes of the list marker that `text` starts with, the space behind it included; 0 for none.
fn marker(text: &str) -> u8 {
    let bullet =
        ["- ", "• ", "* ", "– ", "☐ ", "☑ "].iter().find(|m| text.starts_with(**m) && text.trim().len() > m.len());
    if let Some(bullet) = bullet {
        return u8::try_from(bullet.len()).unwrap_or(0);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered =
        (1..=3).contains(&digits) && text.get(digits..).is_some_and(|r| r.starts_with(". ") || r.starts_with(") "));
    if numbered { u8::try_from(digits + 2).unwrap_or(0) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::Briefing;

    fn briefing(text: &str) -> (Briefing, Vec<Warning>) {
        let mut draft = Draft::new();
        read(text, &mut draft).unwrap();
        draft.finish()
    }

    #[test]
    fn both_ways_to_write_paragraphs() {
        let text = "title: T\nsections:\n- paragraphs:\n  - lead: with colon\n  - >-\n    two\n    lines\n- heading: A\n  level: 2\n  \
                    text: |\n    one\n    wrapped\n\n    two:\n    - x\n    - y\n";
        let (briefing, warnings) = briefing(text);
        assert_eq!(briefing.text.as_str(), "lead: with colon\n\ntwo lines\n\nA\n\none wrapped\n\ntwo:\n\n- x\n\n- y");
        assert_eq!(briefing.blocks.iter().map(|b| b.line).collect::<Vec<_>>(), [4, 5, 8, 11, 14, 15, 16]);
        assert!(briefing.blocks[5].tight && briefing.blocks[5].kind == BlockKind::Item { depth: 0, marker: 2 });
        assert!(warnings.is_empty(), "{warnings:?}");
    }

    #[test]
    fn unknown_keys_are_kept_and_told() {
        let (briefing, warnings) =
            briefing("author: me\nsections:\n- heading: A\n  mood: calm\n  sections:\n  - heading: B\n");
        assert_eq!(warnings.iter().map(|w| w.line).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(briefing.header.extra.len(), 2);
        assert_eq!(briefing.sections.iter().map(|s| s.level).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn sections_without_a_heading_and_with_two() {
        let (found, warnings) = briefing(
            "sections:\n- text: Lead.\n- heading: A\n  text: One.\n- text: Two.\n- Three.\n- heading: B\n  title: Also B\n- {heading: C, title: C}\n",
        );
        assert_eq!(found.text.as_str(), "Lead.\n\nA\n\nOne.\n\n\n\nTwo.\n\n\n\nThree.\n\nB\n\nAlso B\n\nC");
        assert_eq!(found.blocks.iter().filter(|b| b.kind == BlockKind::Rule).count(), 2);
        assert_eq!(warnings.iter().map(|w| w.line).collect::<Vec<_>>(), [5, 6]);
    }

    #[test]
    fn what_is_no_briefing_says_so() {
        let mut draft = Draft::new();
        assert_eq!(read("a: 1\nb: [\n", &mut draft).unwrap_err().line, 3);
        assert!(read("a: 1\n", &mut draft).unwrap_err().message.contains("sections"));
        assert!(read("- a\n", &mut draft).is_err() && read("", &mut draft).is_err());
    }
}
