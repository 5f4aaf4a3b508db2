//! Wrapping tables: every cell in its column, or all cells below each other where the columns do not fit.
//!
//! Cells are parted by `\t`, or drawn by the author with spaces or with `|` ([`drawn`]). A drawn table that fits stays as it
//! was drawn. One whose columns nobody can be sure of is preformatted.

mod columns;
mod drawn;

use std::ops::Range;

use super::{Indent, Label, Piece, Row, lines, narrow, preformatted, prose, usable};
use crate::text::{self, Span};
use columns::Columns;

/// Lines of the first piece of a table that are looked at for the names of its columns, and bytes of them.
const SAMPLE: (usize, usize) = (16, 4096);

/// Rows of a piece of a table that was split for its length: in columns like those of its `first` piece, whose head names
/// the columns here, too. No row of the piece itself is a head.
pub fn table_rest(first: &str, block: &str, width: usize, indent: usize) -> Vec<Row> {
    let ends = first.match_indices('\n').map(|(at, _)| at).chain([first.len()]).take(SAMPLE.0);
    let sample = ends.take_while(|end| *end <= SAMPLE.1).last().unwrap_or(0);
    // A blank line between: no row goes on with one that it does not stand below.
    let whole = format!("{}\n\n{block}", text::slice(first, 0..sample));
    let start = whole.len() - block.len();
    let mut rows = laid_out(&whole, start, width, indent);
    for piece in rows.iter_mut().flat_map(|row| &mut row.pieces) {
        piece.span = Span::new(piece.span.start.saturating_sub(start), piece.span.end.saturating_sub(start));
    }
    rows
}

/// Rows of a table: columns as wide as they need, or fairly shared, every cell wrapped in its column.
///
/// One with more columns than the width can hold is stacked.
pub fn table(block: &str, width: usize, indent: usize) -> Vec<Row> {
    laid_out(block, 0, width, indent)
}

/// The cells of a table in reading order, in bytes of the block; `None` when nobody can be sure where they are. A cell that
/// goes on in further lines is one where nothing else stands between them.
pub fn cells(block: &str) -> Option<Vec<Span>> {
    let grid = if block.contains('\t') { Grid::of_tabs(block) } else { drawn::grid(block)? };
    let mut parts: Vec<(Span, (usize, usize))> = Vec::new();
    for (row, line) in grid.lines.iter().enumerate() {
        match line {
            Line::Cells { cells, .. } => {
                let all = cells.iter().enumerate();
                parts.extend(all.flat_map(|(column, cell)| cell.iter().map(move |span| (*span, (row, column)))));
            }
            Line::Whole(column, span) => parts.push((*span, (row, *column))),
            Line::Ruled(_) => {}
        }
    }
    parts.sort_unstable_by_key(|(span, _)| span.start);
    let mut out: Vec<(Span, (usize, usize))> = Vec::with_capacity(parts.len());
    for (span, cell) in parts {
        match out.last_mut() {
            Some((last, same)) if *same == cell => last.end = span.end,
            _ => out.push((span, cell)),
        }
    }
    Some(out.into_iter().map(|(span, _)| span).filter(|span| !span.is_empty()).collect())
}

/// The rows of what stands from byte `start` on; the lines before it only tell of the columns.
fn laid_out(block: &str, start: usize, width: usize, indent: usize) -> Vec<Row> {
    let room = usable(width, indent);
    let mut grid = if block.contains('\t') {
        Grid::of_tabs(block)
    } else {
        let (wide, outer) =
            (lines(block).map(|(_, line)| text::cells(line)).max().unwrap_or(0), preformatted::outer(block));
        let drawn = if wide <= room + outer && !drawn::is_askew(text::slice(block, start..block.len())) {
            None
        } else {
            drawn::grid(block)
        };
        let Some(grid) = drawn else {
            let rest = text::slice(block, start..block.len());
            let outer = if wide <= room { 0 } else { outer };
            return moved_all(preformatted::rows(rest, width, (indent, outer)), start);
        };
        grid
    };
    grid.begin_at(start);
    match Columns::fit(block, &grid, room) {
        Some(columns) => columns.all(block, &grid, indent),
        None => stacked(block, &grid, width, indent),
    }
}

/// The lines of a table with their cells, as they stand in the block.
struct Grid {
    lines: Vec<Line>,
    /// Of these lines, those that only tell of the columns.
    told: usize,
    /// How many columns it has.
    count: usize,
    /// Columns whose cells are set flush right.
    right: Vec<bool>,
    /// Rules are drawn between the columns.
    ruled: bool,
}

/// A line of a table.
enum Line {
    /// Cells, one a column; the columns at the end may have none. The first one stands in by so many cells.
    Cells { cells: Vec<Cell>, head: bool, inset: usize },
    /// A line of signs, each stretch of them along some columns.
    Ruled(Vec<(Range<usize>, Span)>),
    /// Words over several columns, from this column on.
    Whole(usize, Span),
}

/// The words of a cell. What was wrapped inside its column stands in several lines.
type Cell = Vec<Span>;

/// Names of a column that are several words below each other, at most so many.
const NAMES: usize = 3;

impl Line {
    /// The first byte of its first word.
    fn start(&self) -> Option<usize> {
        match self {
            Self::Cells { cells, .. } => cells.iter().flatten().map(|span| span.start).min(),
            Self::Ruled(stretches) => stretches.first().map(|(_, span)| span.start),
            Self::Whole(_, span) => Some(span.start),
        }
    }

    fn inset(&self) -> usize {
        if let Self::Cells { inset, .. } = self { *inset } else { 0 }
    }
}

impl Grid {
    fn of_tabs(block: &str) -> Self {
        let rows: Vec<Vec<Cell>> = lines(block).map(|(start, line)| cells_of(start, line)).collect();
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        let column = |n: usize| rows.iter().filter_map(move |row| row.get(n));
        let told = |cell: &Cell| cell.first().is_none_or(|span| is_figure(text::slice(block, *span)));
        let right = (0..count).map(|n| column(n).skip(1).all(told) && column(n).count() > 1).collect();
        let lines =
            rows.into_iter().enumerate().map(|(n, cells)| Line::Cells { cells, head: n == 0, inset: 0 }).collect();
        Self { lines, told: 0, count, right, ruled: true }
    }

    /// Shows the lines from byte `start` of the block on.
    fn begin_at(&mut self, start: usize) {
        let before = |line: &Line| line.start().is_none_or(|at| at < start);
        self.told = if start == 0 { 0 } else { self.lines.iter().take_while(|line| before(line)).count() };
    }

    /// The lines that are shown.
    fn shown(&self) -> &[Line] {
        self.lines.get(self.told..).unwrap_or_default()
    }

    /// The cells of a column.
    fn column(&self, n: usize) -> impl Iterator<Item = &Cell> {
        self.lines.iter().filter_map(move |line| match line {
            Line::Cells { cells, .. } => cells.get(n),
            _ => None,
        })
    }

    /// The name of a column.
    fn name(&self, n: usize) -> Option<&Cell> {
        // No line below is a head.
        let head = self.lines.iter().find_map(|line| match line {
            Line::Cells { cells, head, .. } => Some(head.then_some(cells)),
            _ => None,
        });
        head.flatten()?.get(n).filter(|name| !name.is_empty())
    }
}

fn cells_of(start: usize, line: &str) -> Vec<Cell> {
    let mut at = start;
    line.split('\t')
        .map(|cell| {
            let lead = cell.len() - cell.trim_start().len();
            let span = Span::new(at + lead, at + lead + cell.trim().len());
            at += cell.len() + 1;
            if span.is_empty() { Vec::new() } else { vec![span] }
        })
        .collect()
}

/// A number with its sign, separators, unit or a dash for none: set flush right.
fn is_figure(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    cell.is_empty() || matches!(cell, "-" | "–" | "—") || (digits > 0 && letters <= 2 && cell.chars().count() <= 16)
}

/// Every cell on rows of its own, with the name of its column in front; the rows of the table apart by an empty row.
/// Lines of signs have nothing to part there.
fn stacked(block: &str, grid: &Grid, width: usize, indent: usize) -> Vec<Row> {
    let mut out = Vec::new();
    // Once a table: the head is looked for among its lines.
    let labels: Vec<Option<Label>> =
        (0..grid.count).map(|n| grid.name(n).map(|name| label(block, name, (width, indent)))).collect();
    for line in grid.shown() {
        // Above the first row of the rest of a table stands a row of the piece before.
        if (!out.is_empty() || grid.told > 0) && !matches!(line, Line::Ruled(_)) {
            out.push(Row::default());
        }
        match line {
            Line::Ruled(_) => {}
            Line::Whole(_, span) => {
                out.extend(moved(prose(text::slice(block, *span), width, flush(indent)), span.start));
            }
            Line::Cells { cells, head, .. } => {
                for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                    let label = labels.get(column).copied().flatten().filter(|_| !head);
                    let begins = label.map_or(indent, |label| indent + usize::from(label.cells) + COLON);
                    let edges = Indent { first: begins, rest: indent + 2 };
                    for (n, mut row) in flow(block, cell, width, edges).into_iter().enumerate() {
                        row.head = *head;
                        row.label = label.filter(|_| n == 0);
                        out.push(row);
                    }
                }
            }
        }
    }
    out
}

fn flush(indent: usize) -> Indent {
    Indent { first: indent, rest: indent }
}

/// Rows of a part of the block that begins at byte `start`.
fn moved(rows: Vec<Row>, start: usize) -> Vec<Row> {
    let mut rows = moved_all(rows, start);
    rows.retain(|row| !row.pieces.is_empty());
    rows
}

/// The same with the rows that are blank.
fn moved_all(mut rows: Vec<Row>, start: usize) -> Vec<Row> {
    for piece in rows.iter_mut().flat_map(|row| &mut row.pieces) {
        piece.span = Span::new(piece.span.start + start, piece.span.end + start);
    }
    rows
}

/// Wraps the words of a cell, as one text.
fn flow(block: &str, cell: &[Span], width: usize, edges: Indent) -> Vec<Row> {
    if let [span] = cell {
        return moved(prose(text::slice(block, *span), width, edges), span.start);
    }
    let room = [usable(width, edges.first), usable(width, edges.rest)];
    let mut all = Vec::new();
    for span in cell {
        let words = super::words(text::slice(block, *span), room[0].min(room[1]));
        let at = span.start;
        all.extend(words.into_iter().map(|w| super::Word { span: Span::new(w.span.start + at, w.span.end + at), ..w }));
        if let Some(last) = all.last_mut() {
            last.space = 1;
        }
    }
    let rows = textwrap::wrap_algorithms::wrap_first_fit(&all, &room.map(super::as_f64));
    let column = |n: usize| if n == 0 { edges.first } else { edges.rest };
    rows.into_iter().enumerate().map(|(n, words)| row_of_parts(block, words, column(n))).collect()
}

/// A row of words of several lines: a piece for each stretch that is one in the block.
fn row_of_parts(block: &str, words: &[super::Word], column: usize) -> Row {
    let mut row = Row::default();
    let mut left = column;
    for (n, word) in words.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|before| words.get(before));
        let between = before.map(|before| text::slice(block, before.span.end..word.span.start.max(before.span.end)));
        match (row.pieces.last_mut(), between) {
            (Some(piece), Some(between)) if before.is_some_and(|b| between.len() == b.space && is_blank(between)) => {
                piece.span = Span::new(piece.span.start, word.span.end);
            }
            _ => row.pieces.push(Piece { column: narrow(left), span: word.span }),
        }
        left += word.cells + word.space;
    }
    row
}

fn is_blank(between: &str) -> bool {
    between.bytes().all(|b| b == b' ')
}

/// Cells of the colon and the space behind the name of a column.
const COLON: usize = 2;

/// The name of a column, in at most half of the width.
fn label(block: &str, name: &Cell, (width, indent): (usize, usize)) -> Label {
    let most = (usable(width, indent) / 2).saturating_sub(COLON).max(1);
    let mut spans = [Span::default(); NAMES];
    for (place, span) in spans.iter_mut().zip(name) {
        *place = *span;
    }
    let label = Label { column: narrow(indent), spans, cells: narrow(most) };
    Label { cells: narrow(text::cells(&label.words(block))), ..label }
}
