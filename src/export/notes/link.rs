//! Links back to a passage: the file, relative to where the export stands, and a text fragment
//! (`#:~:text=`, <https://wicg.github.io/scroll-to-text-fragment/>), which browsers follow to the words and highlight.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use super::Entry;
use crate::briefing::Briefing;
use crate::note::Target;
use crate::text::{self, Span};

/// A passage up to this many bytes stands in its link whole; of a longer one the first and last words.
const WHOLE: usize = 120;

/// Words that stand for the beginning or the end of a longer passage.
const ENDS: usize = 6;

/// Words before and after a passage that tell it from others with the same words.
const CONTEXT: usize = 3;

/// The address of `file` as seen from `folder`, percent-encoded. Both are absolute or both relative to one place; where
/// there is no way from one to the other, the file as it is.
pub fn address(folder: &Path, file: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let way = way(folder, file).unwrap_or_else(|| file.to_owned());
    encode(way.as_os_str().as_bytes(), b"/._~-")
}

fn way(folder: &Path, file: &Path) -> Option<PathBuf> {
    let parts = |path: &Path| -> Option<Vec<std::ffi::OsString>> {
        path.components()
            .filter(|part| *part != Component::CurDir)
            .map(|part| (part != Component::ParentDir).then(|| part.as_os_str().to_owned()))
            .collect()
    };
    if folder.is_absolute() != file.is_absolute() {
        return None;
    }
    let (from, to) = (parts(folder)?, parts(file)?);
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut way: PathBuf = from[common..].iter().map(|_| "..").collect();
    way.extend(&to[common..]);
    Some(way)
}

/// The fragment that leads to what an entry is on; empty where it is the briefing, or gone.
pub fn fragment(briefing: &Briefing, entry: &Entry) -> String {
    let words = match (entry.span, entry.record.as_note().map(|note| &note.target)) {
        (Some(span), _) => passage(briefing, span),
        (None, Some(Target::Section(_))) => {
            entry.section.and_then(|n| briefing.heading(n)).map(term).unwrap_or_default()
        }
        _ => String::new(),
    };
    if words.is_empty() { words } else { format!("#:~:text={words}") }
}

fn passage(briefing: &Briefing, span: Span) -> String {
    let words = text::slice(&briefing.text, span);
    if words.trim().is_empty() {
        return String::new();
    }
    let lines = || words.split(['\n', '\t']).filter(|line| !line.trim().is_empty());
    let short = if words.len() <= WHOLE && lines().count() == 1 {
        term(words)
    } else {
        let first: Vec<&str> = lines().next().unwrap_or("").split_whitespace().take(ENDS).collect();
        let last: Vec<&str> = lines().next_back().unwrap_or("").split_whitespace().rev().take(ENDS).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        format!("{},{}", term(&first.join(" ")), term(&last.join(" ")))
    };
    let (before, after) = if is_alone(&briefing.text, words) { Default::default() } else { around(briefing, span) };
    format!("{before}{short}{after}")
}

fn is_alone(text: &str, words: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), words.as_bytes()).nth(1).is_none()
}

/// The nearest words of the same line, as a fragment writes them: `before-,` and `,-after`.
fn around(briefing: &Briefing, span: Span) -> (String, String) {
    let text: &str = &briefing.text;
    let line_start = text::slice(text, 0..span.start).rfind(['\n', '\t']).map_or(0, |at| at + 1);
    let rest = text::slice(text, span.end..text.len());
    let line_end = rest.find(['\n', '\t']).unwrap_or(rest.len());
    let before: Vec<&str> = text::slice(text, line_start..span.start).split_whitespace().rev().take(CONTEXT).collect();
    let before: Vec<&str> = before.into_iter().rev().collect();
    let after: Vec<&str> = text::slice(rest, 0..line_end).split_whitespace().take(CONTEXT).collect();
    let side = |words: &[&str], wrap: &dyn Fn(String) -> String| {
        if words.is_empty() { String::new() } else { wrap(term(&words.join(" "))) }
    };
    (side(&before, &|term| format!("{term}-,")), side(&after, &|term| format!(",-{term}")))
}

fn term(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    // The dash and the comma are syntax in a fragment.
    encode(words.as_bytes(), b"._~")
}

fn encode(bytes: &[u8], also: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || also.contains(byte) {
            out.push(char::from(*byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::notes::tests::{briefing, on};

    #[test]
    fn addresses_are_relative_and_encoded() {
        let cases = [
            ("/a/b", "/a/b/c.txt", "c.txt"),
            ("/a/b", "/a/c d.txt", "../c%20d.txt"),
            ("/a/b/c", "/a/x/y.txt", "../../x/y.txt"),
            ("", "x/(1).txt", "x/%281%29.txt"),
            (".", "./x.txt", "x.txt"),
            ("/a", "x.txt", "x.txt"),
            ("/", "/é.txt", "%C3%A9.txt"),
            ("x", "../y.txt", "../y.txt"),
        ];
        for (folder, file, expected) in cases {
            assert_eq!(address(Path::new(folder), Path::new(file)), expected, "{folder} {file}");
        }
    }

    #[test]
    fn fragments_lead_to_the_words() {
        let briefing = briefing();
        let of = |words: &str| fragment(&briefing, &on(&briefing, words, "x"));
        assert_eq!(of("high-level mechanism"), "#:~:text=high%2Dlevel%20mechanism");
        // Twice in the text: told apart by what stands around it.
        assert_eq!(of("border"), "#:~:text=The-,border,-stays%20open.");
        let long = of("The officials met, and agreed on a high-level mechanism.\n\nThe border stays open.");
        assert_eq!(long, "#:~:text=The%20officials%20met%2C%20and%20agreed%20on,The%20border%20stays%20open.");
    }
}
