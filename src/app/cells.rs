//! From the cells of a row to its letters and back, as the row is drawn.
//!
//! Rows with right-to-left letters are drawn in another order than they are stored, and a right-to-left paragraph hangs
//! from the right edge: what is clicked, and the column that a caret keeps to, must agree with that.

use crate::bidi;
use crate::text;
use crate::wrap::{Piece, Row};

/// How rows are drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct Frame {
    /// Width of the column, in cells.
    pub width: usize,
    /// This program puts right-to-left letters into their order; else the terminal does, or nobody.
    pub reorders: bool,
}

/// The first cell of a piece.
pub fn first_cell(row: &Row, block: &str, piece: Piece, (frame, rtl): (Frame, bool)) -> usize {
    let column = usize::from(piece.column);
    if !rtl || !row.rules.is_empty() {
        return column;
    }
    let wide = text::cells(text::slice(block, piece.span));
    frame.width.saturating_sub(column + wide)
}

/// The offset (bytes of the block) of the letter drawn at `column`, the nearest one where nothing is.
pub fn letter_at(row: &Row, block: &str, column: usize, frame: Frame) -> Option<usize> {
    if !reordered(row, block, frame) {
        return row.offset_at(block, column);
    }
    let rtl = bidi::is_rtl_paragraph(block);
    let starts = row.pieces.iter().map(|p| (first_cell(row, block, *p, (frame, rtl)), *p));
    let (start, piece) = starts
        .clone()
        .filter(|(start, _)| *start <= column)
        .max_by_key(|(start, _)| *start)
        .or_else(|| starts.clone().min_by_key(|(start, _)| *start))?;
    let mut left = column.saturating_sub(start);
    let mut last = piece.span.start;
    for glyph in bidi::visual_order(text::slice(block, piece.span), rtl) {
        last = piece.span.start + glyph.span.start;
        let wide = text::grapheme_cells(&glyph.symbol);
        if left < wide {
            break;
        }
        left -= wide;
    }
    Some(last)
}

/// The column (cells) where the letter at `offset` (bytes of the block) is drawn.
pub fn column_of(row: &Row, block: &str, offset: usize, frame: Frame) -> usize {
    if !reordered(row, block, frame) {
        return row.column_of(block, offset);
    }
    let rtl = bidi::is_rtl_paragraph(block);
    let Some(piece) = row.piece_of(offset) else { return 0 };
    let within = offset.saturating_sub(piece.span.start);
    let glyphs = bidi::visual_order(text::slice(block, piece.span), rtl);
    let before = glyphs.iter().take_while(|g| !g.span.contains(within));
    first_cell(row, block, *piece, (frame, rtl)) + before.map(|g| text::grapheme_cells(&g.symbol)).sum::<usize>()
}

fn reordered(row: &Row, block: &str, frame: Frame) -> bool {
    let span = row.span().unwrap_or_default();
    frame.reorders && (bidi::may_be_rtl(text::slice(block, span)) || bidi::is_rtl_paragraph(block))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wrap::{Indent, prose};
    use proptest::prelude::*;

    #[test]
    fn a_right_to_left_paragraph_begins_at_the_right_edge() {
        let (block, frame) = ("אבג דה", Frame { width: 20, reorders: true });
        let row = &prose(block, 20, Indent { first: 2, rest: 2 })[0];
        assert_eq!(letter_at(row, block, 17, frame), Some(0));
        assert_eq!(column_of(row, block, 0, frame), 17);
        assert_eq!(column_of(row, block, 2, frame), 16);
        assert_eq!(letter_at(row, block, 0, frame), Some("אבג ד".len()));
    }

    proptest! {
        #[test]
        fn there_and_back(block in "[a-zא-תا-ي0-9 ()伊]{1,80}", width in 4usize..60, indent in 0usize..3, reorders in any::<bool>()) {
            let frame = Frame { width, reorders };
            for row in prose(&block, width, Indent { first: indent, rest: indent }) {
                for piece in &row.pieces {
                    for (at, letter) in text::grapheme_indices(text::slice(&block, piece.span)) {
                        let offset = piece.span.start + at;
                        let column = column_of(&row, &block, offset, frame);
                        if text::grapheme_cells(letter) > 0 {
                            prop_assert_eq!(letter_at(&row, &block, column, frame), Some(offset));
                        }
                    }
                }
            }
        }
    }
}
