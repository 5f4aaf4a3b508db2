//! Scalars: where they end.

use super::{Scan, signed};
use crate::yaml::Error;

impl Scan<'_> {
    pub(super) fn quoted(&mut self, quote: u8) -> Result<(), Error> {
        self.node()?;
        let (line, column) = (self.line, self.column);
        self.advance();
        let start = self.at;
        let end = loop {
            match self.peek(0) {
                None => {
                    return Err(Error {
                        line,
                        column: column + 1,
                        message: "a quotation mark is not closed".to_owned(),
                    });
                }
                Some(b'\\') if quote == b'"' => {
                    self.advance();
                    if !self.line_break() {
                        self.advance();
                    }
                }
                Some(b'\'') if quote == b'\'' && self.peek(1) == Some(b'\'') => {
                    self.advance();
                    self.advance();
                }
                Some(byte) if byte == quote => break self.at,
                Some(_) if self.line_break() => {}
                Some(_) => self.advance(),
            }
        };
        self.advance();
        self.offer(start..end, line, column);
        Ok(())
    }

    pub(super) fn plain(&mut self) -> Result<(), Error> {
        self.node()?;
        let (line, column, start, indent) = (self.line, self.column, self.at, self.indent());
        let mut end = start;
        let mut broken = false;
        while !self.at_marker() && self.peek(0).is_some_and(|b| b != b'#' || self.at == start) {
            let before = self.at;
            self.plain_word(before == start);
            if self.at == before {
                break;
            }
            end = self.at;
            broken = false;
            loop {
                match self.peek(0) {
                    Some(b' ' | b'\t') => self.advance(),
                    Some(_) if self.line_break() => broken = true,
                    _ => break,
                }
            }
            if end == self.at || !self.in_flow() && signed(self.column) <= indent {
                break;
            }
        }
        self.offer(start..end, line, column);
        self.key_allowed |= broken;
        Ok(())
    }

    /// Characters up to white space or to an indicator that ends a plain scalar.
    pub(super) fn plain_word(&mut self, first: bool) {
        let from = self.at;
        while let Some(byte) = self.peek(0) {
            let stops = match byte {
                b':' => {
                    self.blank_at(1) || self.in_flow() && matches!(self.peek(1), Some(b',' | b'[' | b']' | b'{' | b'}'))
                }
                b',' | b'[' | b']' | b'{' | b'}' => self.in_flow(),
                _ => self.blank_at(0),
            };
            if stops && !(first && self.at == from && !self.blank_at(0)) {
                return;
            }
            self.advance();
        }
    }

    pub(super) fn block_scalar(&mut self) -> Result<(), Error> {
        self.node()?;
        self.candidate = None;
        self.advance();
        let mut explicit = None;
        while let Some(byte @ (b'+' | b'-' | b'1'..=b'9')) = self.peek(0) {
            if byte.is_ascii_digit() {
                explicit = Some(usize::from(byte - b'0'));
            }
            self.advance();
        }
        while matches!(self.peek(0), Some(b' ' | b'\t')) {
            self.advance();
        }
        if self.peek(0) == Some(b'#') {
            self.comment();
        }
        self.skip_line();
        self.line_break();
        let parent = self.indent();
        if let Some(by) = explicit {
            self.block_lines(usize::try_from(parent.max(0)).unwrap_or(0) + by);
        } else {
            self.detected_block(usize::try_from(parent + 1).unwrap_or(0).max(1));
        }
        self.key_allowed = true;
        Ok(())
    }

    /// A block scalar whose indentation is that of its first line with text, or of a longer blank line before it.
    pub(super) fn detected_block(&mut self, least: usize) {
        let mut widest = 0;
        loop {
            while self.peek(0) == Some(b' ') {
                self.advance();
            }
            widest = widest.max(self.column);
            if !self.line_break() {
                break;
            }
        }
        let indent = widest.max(least);
        if self.column == indent {
            self.skip_line();
            self.line_break();
            self.block_lines(indent);
        }
    }

    pub(super) fn block_lines(&mut self, indent: usize) {
        loop {
            while self.column < indent && self.peek(0) == Some(b' ') {
                self.advance();
            }
            if self.line_break() {
                continue;
            }
            if self.column < indent || self.peek(0).is_none() {
                return;
            }
            self.skip_line();
            self.line_break();
        }
    }
}
