//! Rows of the screen as lines of characters.

use std::fmt::Write as _;

use crate::text;
use crate::wrap::Row;

/// A line that is put together from texts at columns.
#[derive(Debug, Default)]
pub(super) struct Line {
    parts: Vec<(usize, String)>,
}

impl Line {
    /// Puts `text` at `column` (cells).
    pub(super) fn put(&mut self, column: usize, text: &str) {
        self.parts.push((column, text.to_owned()));
    }

    /// Puts a row of the block `text`, with the rules between its columns.
    pub(super) fn row(&mut self, row: &Row, text: &str) {
        for piece in &row.pieces {
            self.put(usize::from(piece.column), text::slice(text, piece.span));
        }
        for rule in &row.rules {
            self.put(usize::from(*rule), "|");
        }
    }

    /// Puts the name of the column in front of a cell; `first` is the first piece of the table.
    pub(super) fn label(&mut self, row: &Row, first: &str) {
        if let Some(label) = row.label {
            self.put(usize::from(label.column), &format!("{}:", label.words(first)));
        }
    }

    /// The line, without spaces at its end.
    pub(super) fn finish(mut self) -> String {
        self.parts.sort_by_key(|(column, _)| *column);
        let mut out = String::new();
        let mut used = 0;
        for (column, text) in self.parts.iter().filter(|(_, text)| !text.is_empty()) {
            let pad = column.saturating_sub(used);
            let _ = write!(out, "{:pad$}{text}", "");
            used += pad + text::cells(text);
        }
        out.truncate(out.trim_end_matches(' ').len());
        out
    }

    /// The line under the head of a table: dashes, and crosses where the columns part.
    pub(super) fn under_head(rows: &[Row], text: &str) -> String {
        let pieces = || rows.iter().flat_map(|row| &row.pieces);
        let left = pieces().map(|p| usize::from(p.column)).min().unwrap_or(0);
        let right = pieces().map(|p| usize::from(p.column) + text::cells(text::slice(text, p.span))).max().unwrap_or(0);
        let crosses = rows.first().map(|row| row.rules.as_slice()).unwrap_or_default();
        let sign = |column: usize| match column {
            _ if column < left => ' ',
            _ if crosses.iter().any(|c| usize::from(*c) == column) => '+',
            _ => '-',
        };
        (0..right).map(sign).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_count_as_two() {
        let mut line = Line::default();
        line.put(6, "|");
        line.put(0, "伊朗");
        line.put(8, "x  ");
        assert_eq!(line.finish(), "伊朗  | x");
    }
}
