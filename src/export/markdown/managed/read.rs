//! A file cut into what an export wrote and what is its reader's own.

use super::{CLOSE, OPEN};
use crate::text;

/// A piece of a file. Together they are the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// The reader's own.
    Text(&'a str),
    /// A marker that begins a block which does not end.
    Stray {
        /// Of which block.
        id: &'a str,
    },
    /// A block.
    Block {
        /// What it is of.
        id: &'a str,
        /// The hash of what the export wrote.
        hash: &'a str,
        /// What stands in it, without the last line break.
        body: &'a str,
        /// All of it, markers included.
        raw: &'a str,
    },
}

impl<'a> Piece<'a> {
    /// The id of a block.
    pub(super) fn id(&self) -> Option<&'a str> {
        match self {
            Self::Block { id, .. } => Some(id),
            _ => None,
        }
    }
}

/// Cuts a file.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let lines = lines(text);
    let mut pieces = Vec::new();
    // Since here nothing but the reader's own.
    let mut own = 0;
    let mut n = 0;
    while n < lines.len() {
        let (start, line) = lines[n];
        let Some((id, hash)) = begin(line) else {
            n += 1;
            continue;
        };
        if own < start {
            pieces.push(Piece::Text(text::slice(text, own..start)));
        }
        let next = lines[n + 1..].iter().position(|(_, line)| begin(line).is_some() || end(line) == Some(id));
        let close = next.map(|more| n + 1 + more).filter(|at| begin(lines[*at].1).is_none());
        if let Some(close) = close {
            let after = lines[close].0 + lines[close].1.len();
            let inside = text::slice(text, start + line.len()..lines[close].0);
            let body = inside.strip_suffix("\r\n").or(inside.strip_suffix('\n')).unwrap_or(inside);
            pieces.push(Piece::Block { id, hash, body, raw: text::slice(text, start..after) });
            (n, own) = (close + 1, after);
        } else {
            pieces.push(Piece::Stray { id });
            (n, own) = (n + 1, start + line.len());
        }
    }
    if own < text.len() {
        pieces.push(Piece::Text(text::slice(text, own..text.len())));
    }
    pieces
}

/// Text up to its first heading, and the rest.
pub(super) fn before_heading(text: &str) -> (&str, &str) {
    let at = lines(text).into_iter().find(|(_, line)| line.starts_with('#')).map_or(text.len(), |(start, _)| start);
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// Text without the empty line that it begins with.
pub(super) fn without_empty_line(text: &str) -> &str {
    text.strip_prefix("\r\n").or(text.strip_prefix('\n')).unwrap_or(text)
}

/// Lines with their line breaks, and where they start. A byte order mark is a line of its own.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    text::slice(text, at..text.len())
        .split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            (start, line)
        })
        .collect()
}

fn begin(line: &str) -> Option<(&str, &str)> {
    let inside = line.trim_end().strip_prefix(OPEN)?.strip_prefix("begin ")?.strip_suffix(CLOSE)?;
    let (id, hash) = inside.split_once(' ')?;
    (!id.is_empty() && !hash.contains(' ')).then_some((id, hash))
}

fn end(line: &str) -> Option<&str> {
    line.trim_end().strip_prefix(OPEN)?.strip_prefix("end ")?.strip_suffix(CLOSE)
}
