//! Words of a briefing as JSON tells them.

use serde::Serialize;

use crate::text::{self, CodePoints, Span};

/// A passage with its words.
#[derive(Serialize)]
pub(super) struct Quoted<'a> {
    /// First code point.
    start: usize,
    /// One past the last.
    end: usize,
    text: &'a str,
}

impl<'a> Quoted<'a> {
    /// The passage of `text` at `span` (bytes).
    pub(super) fn of(text: &'a str, span: Span, points: &CodePoints<'_>) -> Self {
        Self { start: points.of(span.start), end: points.of(span.end), text: text::slice(text, span) }
    }
}
