//! Widths of columns, and rows with every cell in its column.

use super::{Cell, Grid, Line, flow, is_figure, moved};
use crate::text::{self, Span};
use crate::wrap::{Indent, Piece, Row, narrow, prose, usable};

/// Widths of the columns of one table.
pub(super) struct Columns {
    widths: Vec<usize>,
    /// Cells between two columns.
    between: usize,
    /// Cells that the table may take.
    room: usize,
}

/// Cells between two columns with a rule: a space, the rule, a space.
const RULED: [usize; 1] = [3];
/// Cells between two columns without, and where that does not fit.
const OPEN: [usize; 2] = [2, 1];
/// A column narrower than this cannot be read.
const NARROWEST: usize = 4;
/// Words longer than this (addresses of the net, mostly) may be cut rather than make a table that cannot be shown.
const WORD: usize = 16;

impl Columns {
    /// Columns for a table in `room` cells; `None` when some words would have to be cut.
    pub(super) fn fit(block: &str, grid: &Grid, room: usize) -> Option<Self> {
        let gaps = if grid.ruled { &RULED[..] } else { &OPEN[..] };
        let narrowest = gaps.iter().min().map_or(1, |between| between + 1);
        if grid.count * narrowest > room + narrowest {
            return None;
        }
        let wide = |cell: &Cell| {
            let words: usize = cell.iter().map(|span| text::cells(text::slice(block, *span))).sum();
            words + cell.len().saturating_sub(1)
        };
        let inset = grid.lines.iter().map(Line::inset).max().unwrap_or(0);
        let widest = |n: usize| grid.column(n).map(wide).max().unwrap_or(0).max(1) + if n == 0 { inset } else { 0 };
        let natural: Vec<usize> = (0..grid.count).map(widest).collect();
        let longest = |cell: &Cell| cell.iter().map(|span| unbroken(text::slice(block, *span))).max().unwrap_or(0);
        let longest = |n: usize| grid.column(n).map(longest).max().unwrap_or(0) + if n == 0 { inset } else { 0 };
        let words: Vec<usize> = (0..grid.count).map(longest).collect();
        let ways = [usize::MAX, WORD].into_iter().flat_map(|most| gaps.iter().map(move |between| (most, *between)));
        ways.into_iter().find_map(|(most, between)| {
            let least = words.iter().zip(&natural).map(|(word, wide)| *word.min(&most).max(&NARROWEST).min(wide));
            let room_of_cells = room.checked_sub(between * grid.count.saturating_sub(1))?;
            share(&natural, least.collect(), room_of_cells).map(|widths| Self { widths, between, room })
        })
    }

    /// The rows of all lines.
    pub(super) fn all(&self, block: &str, grid: &Grid, indent: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        for line in grid.shown() {
            match line {
                Line::Cells { cells, head, inset } => {
                    rows.extend(self.cells(block, (cells, *head, *inset), grid, indent));
                }
                Line::Ruled(stretches) => {
                    // Below the head it belongs to it.
                    let head = rows.last().is_some_and(|row: &Row| row.head);
                    rows.push(Row { head, ..self.signs(block, stretches, indent) });
                }
                Line::Whole(column, span) => {
                    let left = self.left(*column);
                    let edge = Indent { first: indent + left, rest: indent + left };
                    rows.extend(moved(prose(text::slice(block, *span), indent + self.room, edge), span.start));
                }
            }
        }
        rows
    }

    /// The first cell of a column.
    fn left(&self, column: usize) -> usize {
        self.widths.iter().take(column).map(|width| width + self.between).sum()
    }

    fn cells(&self, block: &str, (cells, head, inset): (&[Cell], bool, usize), grid: &Grid, indent: usize) -> Vec<Row> {
        let edge = |n: usize| if n == 0 { Indent { first: inset, rest: inset } } else { Indent::default() };
        let wrapped: Vec<Vec<Row>> = (0..self.widths.len())
            .map(|n| cells.get(n).map_or(Vec::new(), |cell| flow(block, cell, self.widths[n], edge(n))))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let mut rows = vec![Row { head, ..Row::default() }; height];
        let mut left = indent;
        for (n, width) in self.widths.iter().enumerate() {
            for (row, part) in rows.iter_mut().zip(&wrapped[n]) {
                let pad = if grid.right[n] { width.saturating_sub(used(block, part)) } else { 0 };
                row.pieces.extend(
                    part.pieces
                        .iter()
                        .filter(|piece| !piece.span.is_empty())
                        .map(|piece| Piece { column: narrow(left + pad + usize::from(piece.column)), ..*piece }),
                );
            }
            left += width;
            if n + 1 < self.widths.len() && grid.ruled {
                for row in &mut rows {
                    row.rules.push(narrow(left + 1));
                }
            }
            left += self.between;
        }
        rows
    }

    /// A line of signs, no longer than the columns that it goes along.
    fn signs(&self, block: &str, stretches: &[(std::ops::Range<usize>, Span)], indent: usize) -> Row {
        let piece = |(columns, span): &(std::ops::Range<usize>, Span)| {
            let left = self.left(columns.start);
            let room = usable(self.left(columns.end), left + self.between);
            let shown = text::prefix_cells(text::slice(block, *span), room).len();
            Piece { column: narrow(indent + left), span: Span::new(span.start, span.start + shown) }
        };
        Row { pieces: stretches.iter().map(piece).filter(|piece| !piece.span.is_empty()).collect(), ..Row::default() }
    }
}

/// Cells from the left edge to the end of the last piece.
fn used(block: &str, row: &Row) -> usize {
    row.pieces.last().map_or(0, |piece| usize::from(piece.column) + text::cells(text::slice(block, piece.span)))
}

/// Cells of the longest stretch that should not break: a figure is one with its unit.
fn unbroken(words: &str) -> usize {
    if is_figure(words) {
        return text::cells(words);
    }
    crate::wrap::words(words, usize::MAX).iter().map(|word| word.cells).max().unwrap_or(0)
}

/// Shares `room` among columns, none of them narrower than `least`. Those that need no more than a fair share keep their
/// width; of the others, what would have the most rows gets the next cell.
fn share(natural: &[usize], least: Vec<usize>, room: usize) -> Option<Vec<usize>> {
    if natural.iter().sum::<usize>() <= room {
        return Some(natural.to_vec());
    }
    let mut left = room.checked_sub(least.iter().sum())?;
    let mut widths = least;
    let mut order: Vec<usize> = (0..natural.len()).collect();
    order.sort_by_key(|n| natural[*n]);
    let mut rest = room;
    for (place, n) in order.iter().enumerate() {
        let (wide, more) = (natural[*n], natural[*n] - widths[*n]);
        if wide * (order.len() - place) > rest || more > left {
            break;
        }
        widths[*n] = wide;
        (rest, left) = (rest - wide, left - more);
    }
    for _ in 0..left {
        let open = (0..widths.len()).filter(|n| widths[*n] < natural[*n]);
        // More rows: natural / width is larger; compared without fractions, the first of equals.
        let highest = open.min_by(|a, b| (natural[*b] * widths[*a]).cmp(&(natural[*a] * widths[*b])))?;
        widths[highest] += 1;
    }
    Some(widths)
}
