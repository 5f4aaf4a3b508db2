//! Safe reading of YAML: the one door for briefings, front matter, sidecars, registries, themes, keymaps and settings;
//! and how text is quoted ([`quoted`]) so that everybody reads it again.
//!
//! The parser underneath needs quadratic time for nested brackets and expands aliases, so a text first passes a scan of
//! its own that is linear and looks outside quotes, comments and block scalars. It refuses what no file of ours needs:
//! more than [`MAX_BYTES`], [`MAX_DEPTH`] or [`MAX_NODES`], anchors, aliases, `<<`, tags, directives, `? ` keys, a second
//! document and a key that stands twice in one mapping. Every [`Error`] names line, column and the cure.
//!
//! [`places`] is a by-product of that scan: where each key and list item stands, for messages about values that parse
//! but mean nothing.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::text::Span;

mod numbers;
mod quote;
mod scan;

pub use quote::{is_printable, is_word, quoted};

/// Longest text that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Deepest nesting of lists and mappings.
pub const MAX_DEPTH: usize = 64;
/// Most scalars, list items and keys in one text; each costs the parser about 150 bytes.
pub const MAX_NODES: usize = 500_000;

/// Why a text was refused, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What is wrong there and what helps.
    pub message: String,
}

/// Where one key or list item stands, and what lies below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The key as written, without quotes; empty for list items and for the root.
    pub name: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The value as it is written, in bytes of the text without its byte order mark, when it is a scalar in one piece:
    /// plain, or between quotes. Empty for lists, mappings and block scalars.
    pub value: Span,
    /// Keys or items of the value, in source order.
    pub children: Vec<Place>,
}

/// How a text is laid out: the places of its keys and items, and its comments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// The tree of keys and items.
    pub root: Place,
    /// Comments from their `#` to the end of the line, in bytes of the text without its byte order mark, in order.
    pub comments: Vec<Span>,
}

impl Place {
    /// The place of a key directly below.
    pub fn key(&self, name: &str) -> Option<&Place> {
        self.children.iter().find(|c| c.name == name)
    }

    /// The place of a list item directly below, from 0.
    pub fn item(&self, index: usize) -> Option<&Place> {
        self.children.get(index)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for Error {}

/// Reads one YAML document of at most [`MAX_BYTES`] into `T`. A byte order mark in front is ignored.
///
/// # Errors
/// For everything the [module](self) refuses, for broken YAML, and for values that `T` does not take.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    Ok(read_laid_out(text)?.0)
}

/// As [`read`], and how the text is laid out.
///
/// # Errors
/// As [`read`].
pub fn read_laid_out<T: DeserializeOwned>(text: &str) -> Result<(T, Layout), Error> {
    let layout = layout(text)?;
    let text = without_mark(text);
    let large = numbers::too_large(text, &layout.root);
    let value = if large.is_empty() {
        serde_yaml::from_str(text)
    } else {
        serde_yaml::from_str(&numbers::quoted(text, &large))
    };
    Ok((value.map_err(|error| explain(&error, text))?, layout))
}

/// Where the keys and items of `text` stand. Passes exactly the texts that the scan of [`read`] passes, but does not
/// parse them: broken YAML may give an incomplete tree instead of an error.
///
/// # Errors
/// As the [module](self) says.
pub fn places(text: &str) -> Result<Place, Error> {
    Ok(layout(text)?.root)
}

fn layout(text: &str) -> Result<Layout, Error> {
    let text = without_mark(text);
    if text.len() > MAX_BYTES {
        let message = format!("longer than {} MiB: split the file", MAX_BYTES / 1024 / 1024);
        return Err(Error { line: 1, column: 1, message });
    }
    scan::run(text)
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

fn explain(error: &serde_yaml::Error, text: &str) -> Error {
    if let Some(error) = control(error, text) {
        return error;
    }
    let (line, column) = error.location().map_or((1, 1), |l| (l.line().max(1), l.column().max(1)));
    let full = error.to_string();
    let told = without_location(&full);
    let message = match cure(told) {
        Some(cure) => format!("{told}: {cure}"),
        None => told.to_owned(),
    };
    Error { line, column, message }
}

/// The parser says of a control character only how many bytes stand before it.
fn control(error: &serde_yaml::Error, text: &str) -> Option<Error> {
    if !error.to_string().contains("control characters") {
        return None;
    }
    let taken = |c: char| match c {
        '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' => true,
        c => c >= '\u{A0}' && c != '\u{FEFF}' && !matches!(c, '\u{FFFE}' | '\u{FFFF}'),
    };
    let (at, c) = text.char_indices().find(|(_, c)| !taken(*c))?;
    let before = crate::text::slice(text, 0..at);
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    let message = format!("control characters are not allowed: remove U+{:04X}", u32::from(c));
    Some(Error { line: before.matches('\n').count() + 1, column, message })
}

/// The parser's message up to the first " at line …", which [`Error`] says by itself.
fn without_location(message: &str) -> &str {
    let end = message.find(" at line ").unwrap_or(message.len());
    message.get(..end).unwrap_or(message)
}

fn cure(message: &str) -> Option<&'static str> {
    const CURES: &[(&str, &str)] = &[
        ("mapping values are not allowed", "put text that holds `: ` in quotes"),
        ("cannot start any token", "indent with spaces, not tabs, and quote text that starts with @, ` or %"),
        ("did not find expected key", "check the indentation, and quote text that starts with a quotation mark"),
        ("did not find expected '-' indicator", "indent all items of a list alike"),
        ("could not find expected ':'", "write `key: value`, or put a longer text in a block behind `|`"),
        ("did not find expected ',' or", "close the bracket, or quote the text"),
        ("unexpected end of stream", "close the quotation mark"),
        ("block sequence entries are not allowed", "start the list on its own line"),
        ("control characters are not allowed", "remove the control character"),
    ];
    CURES.iter().find(|(part, _)| message.contains(part)).map(|(_, cure)| *cure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_yaml::Value;
    use std::time::{Duration, Instant};

    #[derive(Debug, serde::Deserialize)]
    struct One {
        #[expect(dead_code, reason = "only its type matters")]
        a: u8,
    }

    fn refusal(text: &str) -> String {
        read::<Value>(text).expect_err(text).to_string()
    }

    #[test]
    fn plain_documents_are_read() {
        let text = "\u{feff}---\n# note\ntitle: 'a: b' # c\nlist:\n- x\n- y: 1\n  z: [p, {q: r}]\ntext: |\n  &not an anchor\n  - [[[\n...\n";
        let value: Value = read(text).unwrap();
        assert_eq!(value["title"].as_str(), Some("a: b"));
        assert_eq!(value["text"].as_str(), Some("&not an anchor\n- [[[\n"));
    }

    #[test]
    fn what_we_do_not_read_is_named_with_its_place() {
        let cases = [
            ("a: &x 1\n", "1:4: anchors"),
            ("a: 1\nb: *x\n", "2:4: aliases"),
            ("a: !!python/object x\n", "1:4: tags"),
            ("a: 1\n--- \nb: 2\n", "2:1: a second document"),
            ("a: 1\n...\nb: 2\n", "3:1: a second document"),
            ("%YAML 1.1\n---\na: 1\n", "1:1: directives"),
            ("a: 1\nb:\n  <<: {c: 1}\n", "3:3: merge keys"),
            ("? a\n: b\n", "1:1: `? ` keys"),
            ("a: 1\nb: 2\n\"a\": 3\n", "3:1: the key `a` stands already in line 1"),
            ("x: {a: 1, 'a': 2}\n", "1:11: the key `a` stands already in line 1"),
            ("- a: 1\n  b: 1\n  a: 2\n", "3:3: the key `a` stands already in line 1"),
        ];
        for (text, expected) in cases {
            let told = refusal(text);
            assert!(told.starts_with(expected), "{text:?} gave {told}");
        }
    }

    #[test]
    fn text_that_only_looks_dangerous_passes() {
        for text in [
            "a: x & y * z ! w\n",
            "a: first\n  *second* line\n  - third [[[\nb: 1\n",
            "a: \"x\n  &y\n\n  *z\"\n",
            "a: 'it''s [[[ *x'\n",
            "a: >-\n  *x\n\n  --- y\nb: |2\n    &z\n   *w\nc: 1\n",
            "a:\n- b: 1\n- b: 2\nc:\n  a: 1\n",
            "- a: 1\n- a: 2\n",
            "url: http://x/?a=b#c&d\n",
            "a: [b c, \"d\":1, e-f]\n",
        ] {
            assert!(read::<Value>(text).is_ok(), "{text:?}: {}", refusal(text));
        }
    }

    #[test]
    fn parser_errors_have_place_and_cure() {
        let told = refusal("a: b: c\n");
        assert!(told.starts_with("1:5: ") && told.contains("quotes") && !told.contains("at line"), "{told}");
        assert!(read::<One>("\n\na: x\n").unwrap_err().to_string().starts_with("3:4: "));
        assert_eq!(refusal("a: é\nb: ö\u{1}x\n"), "2:5: control characters are not allowed: remove U+0001");
        assert_eq!(refusal("\u{feff}a: \u{7f}\n"), "1:4: control characters are not allowed: remove U+007F");
    }

    #[test]
    fn places_follow_the_nesting() {
        let text = "title: x\nsections:\n- heading: A\n  paragraphs: [p, 'q']\n- heading: B\n  text: |\n    one\n\n    two\nlast: 1\n";
        let root = places(text).unwrap();
        let sections = root.key("sections").unwrap();
        assert_eq!((sections.line, sections.children.len()), (2, 2));
        assert_eq!(sections.item(1).and_then(|s| s.key("text")).map(|p| (p.line, p.column)), Some((6, 3)));
        let second = sections.item(0).and_then(|s| s.key("paragraphs")).and_then(|p| p.item(1)).unwrap();
        assert_eq!((second.line, second.column), (4, 19));
        assert_eq!(root.key("last").map(|p| p.line), Some(10));
        let value = |p: Option<&Place>| p.map(|p| crate::text::slice(text, p.value).to_owned());
        assert_eq!(value(root.key("title")).as_deref(), Some("x"));
        assert_eq!(value(root.key("last")).as_deref(), Some("1"));
        assert_eq!(value(root.key("sections")).as_deref(), Some(""));
        assert_eq!(value(Some(second)).as_deref(), Some("q"));
    }

    #[test]
    fn comments_are_told_from_text() {
        let text = "# one\na: b # two\nc: |  # three\n  # text\n # four\nd: 'x\n  # text'\ne: f#text\n# five";
        let (_, layout) = read_laid_out::<Value>(text).unwrap();
        let found: Vec<&str> = layout.comments.iter().map(|c| crate::text::slice(text, *c)).collect();
        assert_eq!(found, ["# one", "# two", "# three", "# four", "# five"]);
    }

    #[test]
    fn bombs_are_refused_in_linear_time() {
        let start = Instant::now();
        for piece in
            ["[", "{", "- ", "? ", "[a,", "{a: ", "a\n", "- \n", "\"", "'", "\u{2028}[", "#\u{85}[", "[]", ": "]
        {
            let text = piece.repeat(1_000_000 / piece.len());
            let result = read::<Value>(&text);
            assert!(result.is_err() || matches!(piece, "a\n" | "- \n" | "'" | "\""), "{piece:?}");
        }
        let stairs = (0..3000).map(|n| " ".repeat(n) + "a:\n").collect::<String>();
        assert!(refusal(&stairs).contains("nested deeper"));
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[-\\[\\]{}:,?#&*!|>'\"%@ a\\n\\t\u{85}]{0,60}") {
            let _ = read::<Value>(&text);
        }

        #[test]
        fn whatever_serde_writes_is_read(words in proptest::collection::vec(("[a-z]{1,6}", ".{0,40}"), 0..8)) {
            let map: std::collections::BTreeMap<String, String> = words.into_iter().collect();
            let text = serde_yaml::to_string(&map).unwrap();
            let back: std::collections::BTreeMap<String, String> = read(&text).map_err(|e| TestCaseError::fail(format!("{e}: {text}")))?;
            prop_assert_eq!(back, map);
        }
    }
}
