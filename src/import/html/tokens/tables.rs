//! Tables: of data, or only to lay out the page.

use super::Reader;
use super::spans::{Size, Spans};
use crate::import::html::pieces::Piece;

/// A cell longer than this (bytes) is running text, and its table only lays out the page.
const MAX_CELL: usize = 600;

/// An open table.
pub(super) struct Table {
    pub(super) piece: usize,
    pub(super) rows: usize,
    pub(super) cells: usize,
    pub(super) widest: usize,
    pub(super) in_cell: bool,
    pub(super) length: usize,
    pub(super) layout: bool,
    pub(super) spans: Spans,
}

impl Table {
    /// A table that starts with this piece.
    fn new(piece: usize) -> Self {
        let spans = Spans::default();
        Self { piece, rows: 0, cells: 0, widest: 0, in_cell: false, length: 0, layout: false, spans }
    }

    /// Text was added to the open cell.
    pub(super) fn grow(&mut self, bytes: usize) {
        self.length += bytes;
        self.layout |= self.length > MAX_CELL;
    }
}

impl Reader<'_> {
    pub(super) fn start_table_part(&mut self, name: &str) {
        if name == "table" {
            self.layout();
            self.close();
            let piece = self.page.pieces.len();
            self.page.pieces.push(Piece::Table(false));
            return self.tables.push(Table::new(piece));
        }
        self.close();
        let line = self.line;
        let size = Size::read(self.value("colspan"), self.value("rowspan"));
        let Some(table) = self.tables.last_mut() else { return };
        if name == "tr" || name != "caption" && table.rows == 0 {
            table.spans.end_row(&mut self.page, &mut self.spare);
            table.rows += 1;
            table.cells = 0;
            table.in_cell = false;
            self.page.pieces.push(Piece::Row(line));
        }
        if name == "td" || name == "th" {
            table.spans.cell(size, &mut self.page, &mut self.spare);
            table.cells += 1;
            table.widest = table.widest.max(table.cells);
            table.in_cell = true;
            table.length = 0;
        }
    }

    /// `thead`, `tbody` or `tfoot`.
    pub(super) fn start_table_body(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.spans.part();
        }
    }

    pub(super) fn end_cell(&mut self, caption: bool) {
        self.close();
        if let Some(table) = self.tables.last_mut().filter(|_| !caption) {
            table.in_cell = false;
        }
    }

    pub(super) fn end_table(&mut self) {
        self.close();
        let Some(mut table) = self.tables.pop() else { return };
        table.spans.end_row(&mut self.page, &mut self.spare);
        self.page.pieces.push(Piece::EndTable);
        self.settle(&table);
    }

    /// A table with one column, or with blocks in its cells, only lays out the page.
    pub(super) fn settle(&mut self, table: &Table) {
        if let Some(Piece::Table(layout)) = self.page.pieces.get_mut(table.piece) {
            *layout = table.layout || table.widest < 2;
        }
    }
}
