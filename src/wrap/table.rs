//! Wrapping tables: every cell in its column, or all cells below each other where the columns do not fit.

use super::{Indent, Label, Piece, Row, lines, lines_as_they_are, narrow, prose, usable};
use crate::text::{self, Span};

/// Rows of a table: columns as wide as they need, or fairly shared, every cell wrapped in its column.
///
/// A table without cell separators is preformatted. One with more columns than the width can hold is stacked.
pub fn table(block: &str, width: usize, indent: usize) -> Vec<Row> {
    if !block.contains('\t') {
        return lines_as_they_are(block, width, indent);
    }
    let grid: Vec<Vec<Span>> = lines(block).map(|(start, line)| cells_of(start, line)).collect();
    match Columns::fit(block, &grid, usable(width, indent)) {
        Some(columns) => {
            grid.iter().enumerate().flat_map(|(n, row)| columns.rows(block, row, n == 0, indent)).collect()
        }
        None => stacked(block, &grid, width, indent),
    }
}

fn cells_of(start: usize, line: &str) -> Vec<Span> {
    let mut at = start;
    line.split('\t')
        .map(|cell| {
            let lead = cell.len() - cell.trim_start().len();
            let span = Span::new(at + lead, at + lead + cell.trim().len());
            at += cell.len() + 1;
            span
        })
        .collect()
}

/// Widths and alignment of the columns of one table.
struct Columns {
    widths: Vec<usize>,
    right: Vec<bool>,
}

/// Cells between two columns: a space, the rule, a space.
const BETWEEN: usize = 3;
/// A column narrower than this cannot be read.
const NARROWEST: usize = 4;

impl Columns {
    fn fit(block: &str, grid: &[Vec<Span>], room: usize) -> Option<Self> {
        let count = grid.iter().map(Vec::len).max().unwrap_or(0);
        let column = |n: usize| grid.iter().filter_map(move |row| row.get(n)).map(|span| text::slice(block, *span));
        let natural: Vec<usize> = (0..count).map(|n| column(n).map(text::cells).max().unwrap_or(0).max(1)).collect();
        let room = room.checked_sub(BETWEEN * count.saturating_sub(1))?;
        let right = (0..count).map(|n| column(n).skip(1).all(is_figure) && column(n).count() > 1).collect();
        share(&natural, room).map(|widths| Self { widths, right })
    }

    fn rows(&self, block: &str, cells: &[Span], head: bool, indent: usize) -> Vec<Row> {
        let wrapped: Vec<Vec<Row>> = (0..self.widths.len())
            .map(|n| {
                cells.get(n).map_or(Vec::new(), |s| prose(text::slice(block, *s), self.widths[n], Indent::default()))
            })
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1).max(1);
        (0..height).map(|line| self.row(block, cells, &wrapped, (line, indent, head))).collect()
    }

    fn row(&self, block: &str, cells: &[Span], wrapped: &[Vec<Row>], at: (usize, usize, bool)) -> Row {
        let (line, indent, head) = at;
        let mut row = Row { head, ..Row::default() };
        let mut left = indent;
        for (n, width) in self.widths.iter().enumerate() {
            for piece in wrapped[n].get(line).iter().flat_map(|r| &r.pieces) {
                let span = Span::new(cells[n].start + piece.span.start, cells[n].start + piece.span.end);
                let used = text::cells(text::slice(block, span));
                let pad = if self.right[n] { width.saturating_sub(used) } else { 0 };
                if !span.is_empty() {
                    row.pieces.push(Piece { column: narrow(left + pad), span });
                }
            }
            left += width;
            if n + 1 < self.widths.len() {
                row.rules.push(narrow(left + 1));
                left += BETWEEN;
            }
        }
        row
    }
}

/// A number with its sign, separators, unit or a dash for none: set flush right.
fn is_figure(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    cell.is_empty() || matches!(cell, "-" | "–" | "—") || (digits > 0 && letters <= 2 && cell.chars().count() <= 16)
}

/// Shares `room` among columns: those that need less than a fair share keep their width, the others share the rest.
fn share(natural: &[usize], room: usize) -> Option<Vec<usize>> {
    if natural.iter().sum::<usize>() <= room {
        return Some(natural.to_vec());
    }
    if room < natural.len() * NARROWEST {
        return None;
    }
    let mut widths = vec![0; natural.len()];
    let mut open: Vec<usize> = (0..natural.len()).collect();
    let mut left = room;
    loop {
        let fair = left / open.len().max(1);
        let (small, large): (Vec<usize>, Vec<usize>) = open.iter().partition(|n| natural[**n] <= fair);
        if small.is_empty() {
            for (place, n) in large.iter().enumerate() {
                widths[*n] = fair + usize::from(place < left % large.len());
            }
            return Some(widths);
        }
        for n in small {
            widths[n] = natural[n];
            left -= natural[n];
        }
        open = large;
        if open.is_empty() {
            return Some(widths);
        }
    }
}

/// Every cell on rows of its own, with the name of its column in front; the rows of the table apart by an empty row.
fn stacked(block: &str, grid: &[Vec<Span>], width: usize, indent: usize) -> Vec<Row> {
    let mut out = Vec::new();
    for (n, row) in grid.iter().enumerate() {
        if n > 0 {
            out.push(Row::default());
        }
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = grid.first().and_then(|head| head.get(column)).filter(|_| n > 0);
            let label = name.filter(|name| !name.is_empty()).map(|name| label(block, *name, (width, indent)));
            let begins = label.map_or(indent, |label| indent + usize::from(label.cells) + COLON);
            let rows = prose(text::slice(block, *cell), width, Indent { first: begins, rest: indent + 2 });
            for (line, mut wrapped) in rows.into_iter().enumerate() {
                for piece in &mut wrapped.pieces {
                    piece.span = Span::new(piece.span.start + cell.start, piece.span.end + cell.start);
                }
                wrapped.head = n == 0;
                wrapped.label = label.filter(|_| line == 0);
                out.push(wrapped);
            }
        }
    }
    out
}

/// Cells of the colon and the space behind the name of a column.
const COLON: usize = 2;

/// The name of a column, in at most half of the width.
fn label(block: &str, name: Span, (width, indent): (usize, usize)) -> Label {
    let most = (usable(width, indent) / 2).saturating_sub(COLON).max(1);
    let cells = text::cells(text::slice(block, name)).min(most);
    Label { column: narrow(indent), span: name, cells: narrow(cells) }
}
