//! Checking a briefing: what its importer had to say, and a guess that the reader should know of.

use std::path::Path;

use anyhow::Result;

use super::super::load;
use super::finding::{Finding, Severity};
use crate::briefing::Warning;
use crate::yaml::{self, Place};

/// How importers begin what they say about a key that they keep but do not know.
const UNKNOWN_KEY: &str = "unknown key `";

/// Checks the briefing at `path`.
///
/// # Errors
/// When it cannot be read.
pub(super) fn check(path: &Path, encoding: Option<&str>) -> Result<Vec<Finding>> {
    let bytes = load::bytes(path)?;
    let places = is_yaml(path).then(|| yaml::places(&String::from_utf8_lossy(&bytes)).ok()).flatten();
    let imported = load::parse(path, bytes, encoding)?;
    let mut found: Vec<Finding> =
        imported.warnings.iter().map(|warning| finding(path, warning, places.as_ref())).collect();
    if imported.guessed_encoding {
        let message = format!("the encoding {} is a guess; `--encoding` sets another", imported.encoding);
        found.push(Finding::new(path, (1, 1), Severity::Hint, &message));
    }
    Ok(found)
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
    }
}
