//! The head of a Markdown document: YAML between `---`, TOML between `+++`, or `Key: value` lines before the first blank
//! line (Pelican, `MultiMarkdown`, mails).
//!
//! A broken head is read line by line as far as it goes; the lines that say nothing that way are kept as text.

use super::fields;
use super::node::{Node, Value};
use crate::briefing::{BlockKind, Draft};
use crate::clean::Clean;
use crate::text;

/// A head longer than this (bytes) is text.
const MAX_HEAD: usize = 1024 * 1024;

/// The rest of a document after its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Body<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// Line of the source that `text` starts in, from 1.
    pub(super) line: u32,
    /// The head was that of a mail.
    mail: bool,
}

impl Body<'_> {
    /// The subject of a mail is its title when nothing in the body is. Called once the body is read.
    pub(super) fn settle_title(&self, draft: &mut Draft) {
        let header = draft.header();
        let subject = |(key, _): &(Clean, Clean)| key.as_str().eq_ignore_ascii_case("subject");
        let Some(at) = header.extra.iter().position(subject).filter(|_| self.mail) else { return };
        let value = header.extra.get(at).map(|(_, value)| Clean::line(value)).filter(|value| !value.is_empty());
        header.title = header.title.take().or_else(|| value.clone());
        if value.is_some() && header.title == value {
            header.extra.remove(at);
        }
    }
}

/// Takes the head off `source` and puts its fields into the header of `draft`.
pub(super) fn take<'a>(source: &'a str, draft: &mut Draft) -> Body<'a> {
    let whole = Body { text: source, line: 1, mail: false };
    if let Some(head) = fenced(source) {
        let taken = match head.fence {
            Fence::Yaml => yaml(&head, draft),
            Fence::Toml => toml(&head, draft),
        };
        return if taken { head.body } else { whole };
    }
    key_lines(source, draft).unwrap_or(whole)
}

/// True when `source` opens with a fenced head that holds at least one key.
pub(super) fn is_fenced(source: &str) -> bool {
    fenced(source).is_some_and(|head| head.inside.lines().any(|l| key_value(l).is_some() || l.contains(" = ")))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fence {
    Yaml,
    Toml,
}

struct Head<'a> {
    fence: Fence,
    inside: &'a str,
    body: Body<'a>,
}

fn fenced(source: &str) -> Option<Head<'_>> {
    let (first, rest) = source.split_once('\n')?;
    let fence = match first.trim_end() {
        "---" => Fence::Yaml,
        "+++" => Fence::Toml,
        _ => return None,
    };
    let mut at = 0;
    for (line, raw) in (2u32..).zip(rest.split_inclusive('\n')) {
        let closes = matches!((raw.trim_end(), fence), ("---" | "...", Fence::Yaml) | ("+++", Fence::Toml));
        let after = at + raw.len();
        if closes {
            let body = Body { text: text::slice(rest, after..rest.len()), line: line + 1, mail: false };
            return Some(Head { fence, inside: text::slice(rest, 0..at), body });
        }
        if after > MAX_HEAD {
            return None;
        }
        at = after;
    }
    None
}

/// False when what stands between the fences is no mapping at all: then they are rules in a text.
fn yaml(head: &Head, draft: &mut Draft) -> bool {
    // One line in front, so that lines and columns are those of the file.
    match Node::yaml(&format!("\n{}", head.inside)).map(|node| node.value) {
        Ok(Value::Map(found)) => {
            fields::apply(&found, draft);
            true
        }
        Ok(Value::Empty) => true,
        Err(error) if head.inside.lines().any(|l| key_value(l).is_some()) => {
            let line = u32::try_from(error.line).unwrap_or(u32::MAX);
            draft.warn(line, format!("column {}: front matter: {}; read line by line", error.column, error.message));
            salvage(head.inside, draft);
            true
        }
        _ => false,
    }
}

fn toml(head: &Head, draft: &mut Draft) -> bool {
    match Node::toml(head.inside, 2).map(|node| node.value) {
        Ok(Value::Map(found)) => {
            fields::apply(&found, draft);
        }
        Ok(_) => return false,
        Err(error) => {
            let before = text::slice(head.inside, 0..error.span().map_or(0, |s| s.start));
            let line = u32::try_from(before.matches('\n').count()).unwrap_or(0) + 2;
            let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
            let message = Clean::line(error.message());
            draft.warn(line, format!("column {column}: front matter: {message}; kept as text"));
            draft.block(BlockKind::Code, head.inside, 2);
        }
    }
    true
}

/// `key: value` lines of a broken head; what is none is kept as a block of text.
fn salvage(inside: &str, draft: &mut Draft) {
    let mut found = Vec::new();
    let mut rest = Vec::new();
    for (line, raw) in (2u32..).zip(inside.lines()) {
        match key_value(raw) {
            Some((key, value)) => found.push(field(key, value, line)),
            None if raw.trim().is_empty() => {}
            None => rest.push((line, raw)),
        }
    }
    fields::apply(&found, draft);
    if let Some((line, _)) = rest.first() {
        let text: Vec<&str> = rest.iter().map(|(_, raw)| *raw).collect();
        draft.block(BlockKind::Code, &text.join("\n"), *line);
    }
}

/// A head of `Key: value` lines, continued by indented ones, that ends at the first blank line.
fn key_lines<'a>(source: &'a str, draft: &mut Draft) -> Option<Body<'a>> {
    let mut found: Vec<(String, Node)> = Vec::new();
    let (mut at, mut line) = (0, 1);
    for raw in source.split_inclusive('\n') {
        at += raw.len();
        line += 1;
        if raw.trim().is_empty() {
            break;
        }
        let continued = raw.starts_with([' ', '\t']).then(|| found.last_mut()).flatten();
        match (key_value(raw), continued) {
            (_, Some((_, Node { value: Value::Text(text), .. }))) => {
                text.push(' ');
                text.push_str(raw.trim());
            }
            (Some((key, value)), _) => found.push(field(key, value, line - 1)),
            _ => return None,
        }
        if at > MAX_HEAD {
            return None;
        }
    }
    let typical = |(key, _): &(String, Node)| {
        let key = key.to_lowercase();
        matches!(
            key.as_str(),
            "title" | "date" | "slug" | "category" | "authors" | "author" | "status" | "tags" | "lang"
        )
    };
    let titled = found.first().is_some_and(|(key, _)| key.eq_ignore_ascii_case("title"));
    let block = found.len() >= 4 && found.iter().any(|(key, _)| key.eq_ignore_ascii_case("title"));
    let mail = is_mail(&found);
    if !mail && !titled && !block && found.iter().filter(|f| typical(f)).count() < 2 {
        return None;
    }
    fields::apply(&found, draft);
    Some(Body { text: text::slice(source, at..source.len()), line, mail })
}

/// True for the head of a mail: a subject or a day, and one more of its fields. Two names alone may open a text.
fn is_mail(found: &[(String, Node)]) -> bool {
    let has =
        |names: &[&str]| found.iter().filter(|(key, _)| names.iter().any(|n| key.eq_ignore_ascii_case(n))).count();
    let says = has(&["subject", "date", "sent"]);
    says > 0 && says + has(&["from", "to", "cc", "bcc", "reply-to", "message-id"]) > 1
}

fn field(key: &str, value: &str, line: u32) -> (String, Node) {
    let value = value.trim();
    let unquoted = ['"', '\''].iter().find_map(|q| value.strip_prefix(*q)?.strip_suffix(*q)).unwrap_or(value);
    (key.to_owned(), Node { line, value: Value::Text(unquoted.to_owned()) })
}

/// `Key: value` at the left edge: a short key of letters, digits, `_`, `-` and spaces.
fn key_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim_end_matches('\n');
    let fits = (1..=32).contains(&key.len())
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b' '))
        && (value.is_empty() || value.starts_with([' ', '\t']));
    fits.then_some((key, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{Briefing, Warning};

    fn head(source: &str) -> (String, u32, Briefing, Vec<Warning>) {
        let mut draft = Draft::new();
        let body = take(source, &mut draft);
        let (text, line) = (body.text.to_owned(), body.line);
        let (briefing, warnings) = draft.finish();
        (text, line, briefing, warnings)
    }

    #[test]
    fn three_kinds_of_head() {
        for source in [
            "---\ntitle: 'A: b'\ndate: 2024-01-30\n---\nBody\n",
            "+++\ntitle = \"A: b\"\ndate = 2024-01-30\n+++\nBody\n",
            "Title: A: b\nDate: 2024-01-30\n\nBody\n",
            "Kind: Howto\nNeed: x\nNote:\nTitle: A: b\ndate: 2024-01-30\n\nBody\n",
        ] {
            let (text, line, briefing, warnings) = head(source);
            assert_eq!(text, "Body\n", "{source}");
            assert_eq!(line, u32::try_from(source.lines().count()).unwrap());
            assert_eq!(briefing.header.title.as_deref(), Some("A: b"));
            assert!(briefing.header.date.is_some() && warnings.is_empty() && briefing.text.is_empty());
        }
    }

    #[test]
    fn rules_and_prose_are_no_head() {
        for source in [
            "---\n\nJust text.\n\n---\nMore\n",
            "---\nno end",
            "Note: this is prose.\nIt goes on.\n",
            "From: A\nTo: B\n\nText",
            "",
        ] {
            assert_eq!(head(source).0, source);
        }
    }

    #[test]
    fn the_head_of_a_mail() {
        let mail = "From: Press <p@x>\nTo: A,\n B\nSubject: The talks\nDate: Tue, 19 May 2026 17:42:11 -0400 (EDT)\n\n";
        let read = |source: &str| {
            let mut draft = Draft::new();
            crate::import::markdown::read(source, &mut draft);
            draft.finish()
        };
        let (briefing, warnings) = read(&format!("{mail}They met.\n"));
        assert_eq!((briefing.text.as_str(), warnings.len()), ("They met.", 0));
        assert_eq!(briefing.header.title.as_deref(), Some("The talks"));
        assert_eq!(briefing.header.date.map(|d| d.to_string()).as_deref(), Some("2026-05-19"));
        let extra = |b: &Briefing| b.header.extra.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>();
        assert_eq!(extra(&briefing), ["From=Press <p@x>", "To=A, B"]);
        let (briefing, _) = read(&format!("{mail}# Another\n\nThey met.\n"));
        assert_eq!(briefing.header.title.as_deref(), Some("Another"));
        assert_eq!(extra(&briefing).last().map(String::as_str), Some("Subject=The talks"));
        let (briefing, _) = read("Subject: A\nFrom: B\nSent: Tuesday, May 19, 2026 5:42 PM\n\nText");
        assert_eq!(briefing.header.date.map(|d| d.to_string()).as_deref(), Some("2026-05-19"));
    }

    #[test]
    fn a_broken_head_is_read_by_lines() {
        let (text, _, briefing, warnings) = head("---\ntitle: A: b\ndate: 2024-01-30\n  - x [\n---\nBody\n");
        assert_eq!((text.as_str(), briefing.header.title.as_deref()), ("Body\n", Some("A: b")));
        assert_eq!((briefing.text.as_str(), warnings[0].line), ("  - x [", 2));
        let (_, _, briefing, warnings) = head("+++\ntitle = A\n+++\nBody\n");
        assert_eq!((briefing.text.as_str(), warnings[0].line), ("title = A", 2));
    }
}
