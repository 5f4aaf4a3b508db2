//! Checking a briefing: what its importer had to say, and a guess that the reader should know of.

use std::path::Path;

use anyhow::Result;

use super::super::load;
use super::finding::{Finding, Severity};
use crate::briefing::Warning;
use crate::import::Format;
use crate::yaml::{self, Place};

/// How importers begin what they say about a key that they keep but do not know.
const UNKNOWN_KEY: &str = "unknown key `";

/// Checks the briefing at `path`.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn check(path: &Path, encoding: Option<&str>) -> Result<Vec<Finding>> {
    let bytes = load::text(path, encoding)?;
    let places = is_yaml(path).then(|| yaml::places(&String::from_utf8_lossy(&bytes)).ok()).flatten();
    let front = front_matter(&bytes);
    let imported = load::parse(path, bytes, encoding)?;
    let mut found: Vec<Finding> =
        imported.warnings.iter().map(|warning| finding(path, warning, places.as_ref())).collect();
    if imported.format == Format::Markdown {
        let keys = imported.briefing.header.extra.iter().map(|(key, _)| key.as_str());
        found.extend(
            keys.filter(|key| !crate::import::is_header_key(key))
                .filter_map(|key| Some(unread(path, key, line_of(&front, key)?))),
        );
    }
    if imported.guessed_encoding {
        let message = format!("the encoding {} is a guess; `--encoding` sets another", imported.encoding);
        found.push(Finding::new(path, (1, 1), Severity::Hint, &message));
    }
    Ok(found)
}

/// The lines between the fences at the start of a Markdown file. Its reader says nothing of keys that it does not know:
/// front matter is written for many programs. Here it is told all the same, as a hint.
fn front_matter(bytes: &[u8]) -> Vec<String> {
    const LINES: usize = 500;
    let is_fence = |line: &str| matches!(line.trim_end(), "---" | "+++" | "...");
    let lines = bytes.split(|b| *b == b'\n').take(LINES).map(|line| String::from_utf8_lossy(line).into_owned());
    let mut lines = lines.peekable();
    match lines.next_if(|first| is_fence(first.trim_start_matches('\u{FEFF}'))) {
        Some(_) => lines.take_while(|line| !is_fence(line)).collect(),
        None => Vec::new(),
    }
}

/// The line of the file, from 1, in which the front matter gives `key`.
fn line_of(front: &[String], key: &str) -> Option<usize> {
    let gives = |line: &String| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with([':', '=']));
    front.iter().position(gives).map(|n| n + 2)
}

fn unread(path: &Path, key: &str, line: usize) -> Finding {
    let message = format!("{UNKNOWN_KEY}{key}`: kept, but nothing reads it");
    Finding::new(path, (line, 1), Severity::Hint, &message)
}

fn finding(path: &Path, warning: &Warning, places: Option<&Place>) -> Finding {
    let line = usize::try_from(warning.line).unwrap_or(usize::MAX);
    if let Some(key) = unknown_key(&warning.message) {
        let column = places.and_then(|root| column_of(root, line, key)).unwrap_or(1);
        return Finding::new(path, (line, column), Severity::Hint, &warning.message);
    }
    let (column, message) = split_column(&warning.message);
    Finding::new(path, (line, column), Severity::Warning, message)
}

fn unknown_key(message: &str) -> Option<&str> {
    message.strip_prefix(UNKNOWN_KEY)?.split_once('`').map(|(key, _)| key)
}

/// A message that begins with its own column.
fn split_column(message: &str) -> (usize, &str) {
    let parts = message.strip_prefix("column ").and_then(|rest| rest.split_once(": "));
    parts.and_then(|(column, rest)| Some((column.parse().ok()?, rest))).unwrap_or((1, message))
}

/// The column of the key `name` in `line`.
fn column_of(place: &Place, line: usize, name: &str) -> Option<usize> {
    if place.line == line && place.name == name {
        return Some(place.column);
    }
    place.children.iter().find_map(|child| column_of(child, line, name))
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, text: &str) -> Vec<String> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(name);
        std::fs::write(&path, text).unwrap();
        let found = check(&path, None).unwrap();
        let prefix = format!("{}:", home.path().join(name).display());
        found.iter().map(|f| f.to_string().replace(&prefix, "")).collect()
    }

    #[test]
    fn unknown_keys_are_hints_with_their_column() {
        let found = told("a.yaml", "title: A\nsections:\n- heading: B\n  colour: red\n  paragraphs: [c]\n");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("4:3: hint: unknown key `colour`"), "{found:?}");
        let found = told("a.md", "---\ntitle: A\ncolour: red\n---\ntext\n");
        assert!(found.iter().any(|f| f.starts_with("3:1: hint: unknown key `colour`")), "{found:?}");
    }

    #[test]
    fn broken_yaml_has_line_and_column() {
        let found = told("a.yaml", "title: a: b\nsections: []\n");
        assert!(found[0].starts_with("1:9: ") && !found[0].contains("column"), "{found:?}");
        let found = told("a.md", "---\ntitle: a: b\n---\ntext\n");
        assert!(found[0].starts_with("2:9: ") && !found[0].contains("column"), "{found:?}");
        let found = told("a.md", "+++\ntitle = \"a\" b\n+++\ntext\n");
        assert!(found[0].starts_with("2:13: ") && !found[0].contains("column"), "{found:?}");
    }
}
