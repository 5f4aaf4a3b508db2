//! Moving through the bytes, with line and column.

use super::Scan;
use crate::text::Span;

impl Scan<'_> {
    pub(super) fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    pub(super) fn blank_at(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), None | Some(b' ' | b'\t')) || self.break_len(ahead) > 0
    }

    /// Bytes of the line break at `ahead`; NEL, LS and PS are breaks to the parser too.
    pub(super) fn break_len(&self, ahead: usize) -> usize {
        let from = self.at + ahead;
        match self.bytes.get(from..).unwrap_or_default() {
            [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => 0,
        }
    }

    pub(super) fn line_break(&mut self) -> bool {
        let len = self.break_len(0);
        if len > 0 {
            self.at += len;
            self.line += 1;
            self.column = 0;
        }
        len > 0
    }

    pub(super) fn skip_line(&mut self) {
        while self.peek(0).is_some() && self.break_len(0) == 0 {
            self.advance();
        }
    }

    /// A comment, up to the end of its line.
    pub(super) fn comment(&mut self) {
        let start = self.at;
        self.skip_line();
        self.comments.push(Span::new(start, self.at));
    }

    /// One character further.
    pub(super) fn advance(&mut self) {
        if self.peek(0).is_none() {
            return;
        }
        self.at += 1;
        while self.peek(0).is_some_and(|b| b & 0xC0 == 0x80) {
            self.at += 1;
        }
        self.column += 1;
    }
}
