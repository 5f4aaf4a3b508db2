//! Where the lines of a text begin, as the YAML reader counts them, and which of them are comments.

use crate::text::{self, Span};
use crate::yaml::Layout;

/// The lines of a text. Numbers count from 0.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// Column of the `#` where nothing stands before it.
    comments: Vec<Option<usize>>,
}

impl<'a> Lines<'a> {
    /// The lines of `text`, which has this layout.
    pub(super) fn of(text: &'a str, layout: &Layout) -> Self {
        let starts = starts(text);
        let mut comments = vec![None; starts.len()];
        for comment in &layout.comments {
            let line = starts.partition_point(|start| *start <= comment.start) - 1;
            let before = text::slice(text, starts[line]..comment.start);
            if is_blank(before) {
                comments[line] = Some(before.len());
            }
        }
        Self { text, starts, comments }
    }

    /// First byte of a line; the end of the text for lines behind it.
    pub(super) fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// A line with its break.
    pub(super) fn line(&self, line: usize) -> &'a str {
        text::slice(self.text, self.start(line)..self.start(line + 1))
    }

    /// The line of a byte.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// True when the line holds nothing but a comment.
    pub(super) fn is_comment(&self, line: usize) -> bool {
        self.comments.get(line).is_some_and(Option::is_some)
    }

    /// True when the line holds nothing.
    pub(super) fn is_blank(&self, line: usize) -> bool {
        is_blank(self.line(line))
    }

    /// The first of the comments that stand right above `line`, none deeper than `column`, none before `least`.
    pub(super) fn with_comments_above(&self, line: usize, column: usize, least: usize) -> usize {
        let mut first = line;
        while first > least && self.comments.get(first - 1).copied().flatten().is_some_and(|c| c <= column) {
            first -= 1;
        }
        first
    }

    /// What stands before `column` (from 0) in a line.
    pub(super) fn before(&self, line: usize, column: usize) -> &'a str {
        let line = self.line(line);
        let end = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        text::slice(line, 0..end)
    }
}

fn starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let len = match rest {
            [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => 0,
        };
        at += len.max(1);
        if len > 0 && at < bytes.len() {
            starts.push(at);
        }
    }
    starts
}

/// Nothing but spaces, tabs and line breaks.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}'))
}

/// Which line break a text uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Break {
    #[default]
    Lf,
    CrLf,
}

impl Break {
    /// That of the first line.
    pub(super) fn of(text: &str) -> Self {
        match text.find('\n') {
            Some(at) if text::slice(text, Span::new(0, at)).ends_with('\r') => Self::CrLf,
            _ => Self::Lf,
        }
    }

    /// The break itself.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
        }
    }

    /// `text` with these breaks in place of LF and CRLF.
    pub(super) fn in_text(self, text: &str) -> String {
        let plain = text.replace("\r\n", "\n");
        if self == Self::Lf { plain } else { plain.replace('\n', "\r\n") }
    }

    /// Sees to it that `text` ends with a break, where it is not empty.
    pub(super) fn end(self, text: &mut String) {
        if !text.is_empty() && !text.ends_with(['\n', '\r']) {
            text.push_str(self.as_str());
        }
    }
}
