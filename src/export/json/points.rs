//! Places of blocks and sections in code points.

use std::ops::Range;

use crate::briefing::Briefing;
use crate::text::CodePoints;

/// Start and end of every block in code points, counted in one pass over the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points(Vec<Range<usize>>);

impl Points {
    /// Counts.
    pub fn new(briefing: &Briefing) -> Self {
        let points = CodePoints::new(&briefing.text);
        Self(briefing.blocks.iter().map(|b| points.of(b.span.start)..points.of(b.span.end)).collect())
    }

    /// The place of a block.
    pub fn block(&self, block: usize) -> Range<usize> {
        self.0.get(block).cloned().unwrap_or_default()
    }

    /// The place of a section, heading included. A section without blocks is empty and at 0.
    pub fn section(&self, briefing: &Briefing, section: usize) -> Range<usize> {
        let blocks = briefing.sections.get(section).map(|s| s.blocks.clone()).unwrap_or_default();
        match blocks.end.checked_sub(1) {
            Some(last) if !blocks.is_empty() => self.block(blocks.start).start..self.block(last).end,
            _ => 0..0,
        }
    }
}
