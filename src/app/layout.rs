//! The flow: blocks laid out one under the other, only around the viewport.
//!
//! A [`Spot`] names one screen row of the flow: a block and a row in it, counting the blank row above the block as its
//! first. Nothing here knows how tall the whole flow is, so a text of any size costs what its visible part costs.

use std::collections::HashMap;
use std::rc::Rc;

use crate::briefing::{BlockKind, Briefing};
use crate::text::Span;
use crate::wrap::{self, Indent, Row};

/// Cells between the left edge of the column (headings) and running text; signs of notes stand there.
pub const GUTTER: usize = 2;

/// The same for drawing.
pub const GUTTER_CELLS: u16 = 2;

/// Laid-out blocks that are kept.
const KEEP: usize = 600;

/// One row of the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot {
    /// Index of the block.
    pub block: usize,
    /// Row in it; the blank row above the block counts.
    pub row: usize,
}

/// Rows of blocks at one width.
#[derive(Debug, Default)]
pub struct Layout {
    width: usize,
    cache: HashMap<usize, Rc<[Row]>>,
}

impl Layout {
    /// Sets the width of the column in cells. True when it changed.
    pub fn resize(&mut self, width: usize) -> bool {
        let changed = self.width != width;
        if changed {
            self.width = width;
            self.cache.clear();
        }
        changed
    }

    /// Forgets all rows: the text is another one.
    pub fn forget(&mut self) {
        self.cache.clear();
    }

    /// Width of the column in cells.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The rows of a block, without the blank row above it.
    pub fn rows(&mut self, briefing: &Briefing, block: usize) -> Rc<[Row]> {
        if let Some(rows) = self.cache.get(&block) {
            return Rc::clone(rows);
        }
        if self.cache.len() >= KEEP {
            self.cache.clear();
        }
        let rows: Rc<[Row]> = lay_out(briefing, block, self.width).into();
        self.cache.insert(block, Rc::clone(&rows));
        rows
    }

    /// Rows of a block with the blank row above it.
    pub fn height(&mut self, briefing: &Briefing, block: usize) -> usize {
        gap(briefing, block) + self.rows(briefing, block).len()
    }

    /// The spot `rows` further down.
    pub fn down(&mut self, briefing: &Briefing, from: Spot, rows: usize) -> Spot {
        let mut spot = Spot { block: from.block, row: from.row + rows };
        loop {
            let height = self.height(briefing, spot.block);
            if spot.row < height {
                return spot;
            }
            if spot.block + 1 >= briefing.blocks.len() {
                return Spot { block: spot.block, row: height.saturating_sub(1) };
            }
            spot = Spot { block: spot.block + 1, row: spot.row - height };
        }
    }

    /// The spot `rows` further up.
    pub fn up(&mut self, briefing: &Briefing, from: Spot, rows: usize) -> Spot {
        let (mut spot, mut left) = (from, rows);
        while left > spot.row {
            if spot.block == 0 {
                return Spot::default();
            }
            left -= spot.row + 1;
            let block = spot.block - 1;
            spot = Spot { block, row: self.height(briefing, block).saturating_sub(1) };
        }
        Spot { block: spot.block, row: spot.row - left }
    }

    /// The spot of the row that shows byte `offset` of the text.
    pub fn spot_of(&mut self, briefing: &Briefing, offset: usize) -> Spot {
        let block = briefing.block_at(offset);
        let Some(base) = briefing.blocks.get(block).map(|b| b.span.start) else { return Spot::default() };
        let at = offset.saturating_sub(base);
        let rows = self.rows(briefing, block);
        let holds = |row: &Row| row.span().is_some_and(|s| s.start <= at && at < s.end.max(s.start + 1));
        // In a table with wrapped cells the rows of one line of it overlap: the cell that has the letter decides.
        let has = |row: &Row| row.pieces.iter().any(|p| p.span.contains(at));
        let row = rows.iter().position(has).or_else(|| rows.iter().position(holds)).unwrap_or_else(|| {
            let after = rows.iter().position(|r| r.span().is_some_and(|s| s.start > at));
            after.map_or(rows.len().saturating_sub(1), |n| n.saturating_sub(1))
        });
        Spot { block, row: gap(briefing, block) + row }
    }

    /// The byte offset of the first letter in the row at `spot`, or of the next row that has one in its block.
    pub fn offset_of(&mut self, briefing: &Briefing, spot: Spot) -> usize {
        let Some(block) = briefing.blocks.get(spot.block) else { return 0 };
        let rows = self.rows(briefing, spot.block);
        let first = spot.row.saturating_sub(gap(briefing, spot.block));
        let span = rows.iter().skip(first).find_map(Row::span).unwrap_or(Span::new(block.span.len(), block.span.len()));
        block.span.start + span.start
    }

    /// The last row of the flow.
    pub fn end(&mut self, briefing: &Briefing) -> Spot {
        let Some(block) = briefing.blocks.len().checked_sub(1) else { return Spot::default() };
        Spot { block, row: self.height(briefing, block).saturating_sub(1) }
    }

    /// The top spot of a screen of `height` rows that ends with the last row of the flow.
    pub fn last_top(&mut self, briefing: &Briefing, height: usize) -> Spot {
        let end = self.end(briefing);
        self.up(briefing, end, height.saturating_sub(1))
    }
}

/// Blank rows above a block: none at the top, and none where the source has no blank line.
pub fn gap(briefing: &Briefing, block: usize) -> usize {
    match briefing.blocks.get(block) {
        Some(b) if block > 0 && !b.tight && !b.continued => 1,
        _ => 0,
    }
}

/// The left edge of a block's text within the column, in cells, without its hanging indent.
pub fn left_edge(briefing: &Briefing, block: usize) -> usize {
    let Some(b) = briefing.blocks.get(block) else { return 0 };
    let quote = usize::from(b.quote.min(8)) * 2;
    match b.kind {
        BlockKind::Title | BlockKind::Heading(_) => 0,
        BlockKind::Item { depth, .. } => GUTTER + quote + usize::from(depth.min(8)) * 2,
        _ => GUTTER + quote,
    }
}

fn lay_out(briefing: &Briefing, block: usize, width: usize) -> Vec<Row> {
    let text = briefing.block_text(block);
    // A column too narrow for indents drops them rather than the text.
    let left = left_edge(briefing, block).min(width / 3);
    match briefing.blocks.get(block).map(|b| b.kind) {
        Some(BlockKind::Table) => match briefing.first_piece(block) {
            first if first < block => wrap::table_rest(briefing.block_text(first), text, width, left),
            _ => wrap::table(text, width, left),
        },
        Some(BlockKind::Code | BlockKind::Rule) => wrap::lines_as_they_are(text, width, left).or_one(),
        Some(BlockKind::Item { marker: 0, .. }) => {
            let hang = (left + GUTTER).min(width / 2);
            wrap::prose(text, width, Indent { first: hang, rest: hang })
        }
        Some(BlockKind::Item { marker, .. }) => {
            let hang = crate::text::cells(crate::text::slice(text, 0..usize::from(marker)));
            wrap::prose(text, width, Indent { first: left, rest: (left + hang.min(12)).min(width / 2) })
        }
        _ => wrap::prose(text, width, Indent { first: left, rest: left }),
    }
}

trait OrOne {
    fn or_one(self) -> Self;
}

impl OrOne for Vec<Row> {
    /// A block always has a row, so that it can be walked over.
    fn or_one(mut self) -> Self {
        if self.is_empty() {
            self.push(Row::default());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::Draft;
    use proptest::prelude::*;

    fn flow(parts: &[String]) -> Briefing {
        let mut draft = Draft::new();
        for (n, part) in parts.iter().enumerate() {
            let kind = match n % 4 {
                0 => BlockKind::Heading(1),
                1 => BlockKind::Rule,
                2 => BlockKind::Code,
                _ => BlockKind::Paragraph,
            };
            draft.block(kind, part, 1);
        }
        draft.finish().0
    }

    proptest! {
        #[test]
        fn down_and_up_are_inverse(parts in proptest::collection::vec("[a-z ]{0,60}", 1..12), width in 4usize..40, n in 0usize..30, m in 0usize..30) {
            let briefing = flow(&parts);
            let mut layout = Layout::default();
            layout.resize(width);
            let end = layout.end(&briefing);
            let start = layout.down(&briefing, Spot::default(), n);
            let there = layout.down(&briefing, start, m);
            if there < end {
                prop_assert_eq!(layout.up(&briefing, there, m), start);
            }
            prop_assert!(there <= end);
        }

        #[test]
        fn offsets_find_their_row(parts in proptest::collection::vec("[a-zé伊 ]{1,80}", 1..8), width in 4usize..40) {
            let briefing = flow(&parts);
            let mut layout = Layout::default();
            layout.resize(width);
            let mut spot = Spot::default();
            let end = layout.end(&briefing);
            while spot < end {
                let offset = layout.offset_of(&briefing, spot);
                let back = layout.spot_of(&briefing, offset);
                prop_assert!(back.block == spot.block && layout.offset_of(&briefing, back) == offset);
                spot = layout.down(&briefing, spot, 1);
            }
        }
    }
}
