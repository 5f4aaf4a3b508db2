//! Cells that reach over several columns or rows: every row has a cell for each column, so that figures stay under their
//! headings. A row is read by itself, so what reaches down says its text again; what reaches sideways says it once.

use crate::import::html::pieces::{Page, Piece};

/// Columns or rows that a cell reaches over at most, and columns in which it may.
const MAX_SPAN: usize = 1000;

/// How the cells of one table reach into others.
#[derive(Default)]
pub(super) struct Spans {
    /// The next column that no cell of this row has taken.
    column: usize,
    /// The row has a cell.
    started: bool,
    /// Columns of the last cell that it has no text in, and that only count when something follows.
    due: usize,
    open: Option<Open>,
    /// What reaches into this row from above, by column, and how many of them are written.
    hanging: Vec<Hanging>,
    written: usize,
    /// What reaches down from this row.
    fresh: Vec<Hanging>,
    /// Nothing reaches into the next row, which belongs to another part of the table.
    apart: bool,
}

/// The cell that is being read.
struct Open {
    reach: Hanging,
    /// Its text begins behind this piece.
    piece: usize,
}

/// A cell that reaches into rows below its own.
struct Hanging {
    column: usize,
    columns: usize,
    /// Rows it still reaches into.
    rows: usize,
    text: String,
}

/// How many columns and rows a cell says it has.
#[derive(Clone, Copy)]
pub(super) struct Size {
    columns: usize,
    rows: usize,
}

impl Size {
    /// Reads the attributes `colspan` and `rowspan`; no rows at all means those to the end.
    pub(super) fn read(columns: Option<&str>, rows: Option<&str>) -> Self {
        Self { columns: number(columns).max(1), rows: if number(rows) == 0 { MAX_SPAN } else { number(rows) } }
    }
}

fn number(value: Option<&str>) -> usize {
    let digits: String = value.unwrap_or("").trim().chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() { 1 } else { digits.parse().map_or(MAX_SPAN, |number: usize| number.min(MAX_SPAN)) }
}

impl Spans {
    /// A part of the table ends: no cell reaches over its border.
    pub(super) fn part(&mut self) {
        self.apart = true;
    }

    /// A cell starts. `spare` is what covered cells may still cost, see [`Self::cover`].
    pub(super) fn cell(&mut self, size: Size, page: &mut Page, spare: &mut usize) {
        self.end_cell(page);
        while self.hanging.get(self.written).is_some_and(|next| next.column <= self.column) {
            self.hang(page, spare);
        }
        self.pay_due(page, spare);
        page.pieces.push(Piece::Cell(!self.started));
        self.started = true;
        let room = MAX_SPAN.saturating_sub(self.column);
        let (columns, rows) = if room == 0 { (1, 1) } else { (size.columns.min(room), size.rows) };
        let reach = Hanging { column: self.column, columns, rows: rows - 1, text: String::new() };
        self.open = Some(Open { reach, piece: page.pieces.len() });
        self.column += columns;
        self.due = columns - 1;
    }

    /// The row ends, and with it what reaches no further.
    pub(super) fn end_row(&mut self, page: &mut Page, spare: &mut usize) {
        self.end_cell(page);
        while self.written < self.hanging.len() {
            self.hang(page, spare);
        }
        self.hanging.retain_mut(|cell| {
            cell.rows -= 1;
            cell.rows > 0
        });
        self.hanging.append(&mut self.fresh);
        self.hanging.sort_by_key(|cell| cell.column);
        if std::mem::take(&mut self.apart) {
            self.hanging.clear();
        }
        (self.column, self.started, self.due, self.written) = (0, false, 0, 0);
    }

    fn end_cell(&mut self, page: &Page) {
        let Some(Open { mut reach, piece }) = self.open.take().filter(|open| open.reach.rows > 0) else { return };
        reach.text = page.cell_text(piece);
        self.fresh.push(reach);
    }

    /// Writes the next cell from above; one that a cell of this row lies over is passed.
    fn hang(&mut self, page: &mut Page, spare: &mut usize) {
        let Some(Hanging { column, columns, text, .. }) = self.hanging.get_mut(self.written) else { return };
        let (column, columns, text) = (*column, *columns, std::mem::take(text));
        self.written += 1;
        if column < self.column {
            *spare = spare.saturating_sub(1);
        } else {
            self.due += column - self.column;
            self.pay_due(page, spare);
            self.cover(&text, page, spare);
            self.due = columns - 1;
            self.column = column + columns;
        }
        if let Some(cell) = self.hanging.get_mut(self.written - 1) {
            cell.text = text;
        }
        if *spare == 0 {
            self.hanging.clear();
        }
    }

    fn pay_due(&mut self, page: &mut Page, spare: &mut usize) {
        for _ in 0..std::mem::take(&mut self.due) {
            self.cover("", page, spare);
        }
    }

    /// Writes a covered cell. Each costs its bytes and one more of what the document is long: a few tags that claim a
    /// million cells get no more than that.
    fn cover(&mut self, text: &str, page: &mut Page, spare: &mut usize) {
        let Some(left) = spare.checked_sub(text.len() + 1) else {
            *spare = 0;
            return;
        };
        *spare = left;
        page.pieces.push(Piece::Covered(!self.started, text.to_owned()));
        self.started = true;
    }
}
