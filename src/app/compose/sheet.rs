//! How the text that is written lies in the pane: rows of a width, and the way between the screen and the caret.
//!
//! Each line is neutralised for the screen and wrapped; both are kept until the line changes, so that a key in a long
//! text costs the line that it is in.

use std::rc::Rc;

use super::buffer::{Buffer, Spot};
use crate::clean::Clean;
use crate::text::{self, Span};
use crate::wrap::{self, Indent};

/// Rows of a text at one width.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    width: usize,
    lines: Vec<Rc<Line>>,
    /// First row on the screen.
    top: usize,
    height: usize,
}

/// A line as it is on the screen.
#[derive(Debug)]
struct Line {
    raw: String,
    clean: Clean,
    /// Bytes of `clean` in each row; every byte is in one.
    rows: Vec<Span>,
}

/// One row of the screen.
#[derive(Debug, Clone, Copy)]
pub struct SheetRow<'a> {
    /// The whole line that it is part of.
    pub line: &'a Clean,
    /// The bytes of the line in this row.
    pub span: Span,
}

impl Sheet {
    /// Lays out a text anew in `width` × `height` cells and keeps the caret in sight.
    pub fn fit(&mut self, buffer: &Buffer, (width, height): (usize, usize)) {
        self.lay_out(buffer, width);
        self.height = height.max(1);
        let row = self.row_of(buffer.caret());
        self.top = self.top.clamp((row + 1).saturating_sub(self.height), row);
        self.top = self.top.min(self.count().saturating_sub(self.height));
    }

    /// The rows on the screen, from the top.
    pub fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> {
        let all = self.lines.iter().flat_map(|l| l.rows.iter().map(|span| SheetRow { line: &l.clean, span: *span }));
        all.skip(self.top).take(self.height)
    }

    /// How many rows there are above and below those on the screen.
    pub fn beyond(&self) -> (usize, usize) {
        (self.top, self.count().saturating_sub(self.top + self.height))
    }

    /// Where the caret is drawn: the row on the screen, and the byte of its line as it is drawn.
    pub fn caret(&self, buffer: &Buffer) -> (usize, usize) {
        let spot = buffer.caret();
        let byte = self.lines.get(spot.line).map_or(0, |line| line.shown(spot.byte));
        (self.row_of(spot).saturating_sub(self.top), byte)
    }

    /// Rows that a page moves.
    pub fn page(&self) -> isize {
        isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// The place `rows` further down (or up), in the same column as far as there is text.
    pub fn vertical(&mut self, buffer: &Buffer, rows: isize) -> Spot {
        self.lay_out(buffer, self.width);
        let spot = buffer.caret();
        let row = self.row_of(spot);
        let to = row.saturating_add_signed(rows).min(self.count().saturating_sub(1));
        let column = self.column_of(spot);
        if to == row {
            // Beyond the first and the last row lie the ends of the text.
            return if rows < 0 { Spot::default() } else { self.spot_at(usize::MAX, usize::MAX) };
        }
        self.spot_at(to, column)
    }

    /// The place at a column (cells) of row `line` of the screen.
    pub fn spot_on_screen(&self, column: usize, line: usize) -> Spot {
        self.spot_at(self.top + line, column)
    }

    fn count(&self) -> usize {
        self.lines.iter().map(|line| line.rows.len()).sum()
    }

    fn lay_out(&mut self, buffer: &Buffer, width: usize) {
        let old = std::mem::take(&mut self.lines);
        let same_width = std::mem::replace(&mut self.width, width) == width;
        let texts = buffer.lines();
        let fits = |line: &Rc<Line>, raw: &String| same_width && line.raw == *raw;
        let head = old.iter().zip(texts).take_while(|(line, raw)| fits(line, raw)).count();
        let most = old.len().min(texts.len()) - head;
        let tail =
            old.iter().rev().zip(texts.iter().rev()).take(most).take_while(|(line, raw)| fits(line, raw)).count();
        self.lines.extend(old.iter().take(head).cloned());
        let changed = &texts[head..texts.len() - tail];
        self.lines.extend(changed.iter().map(|raw| Rc::new(Line::new(raw, width))));
        self.lines.extend(old.iter().skip(old.len() - tail).cloned());
    }

    fn row_of(&self, spot: Spot) -> usize {
        let above: usize = self.lines.iter().take(spot.line).map(|line| line.rows.len()).sum();
        above + self.lines.get(spot.line).map_or(0, |line| line.row_of(line.shown(spot.byte)))
    }

    fn column_of(&self, spot: Spot) -> usize {
        let Some(line) = self.lines.get(spot.line) else { return 0 };
        let at = line.shown(spot.byte);
        let start = line.rows.get(line.row_of(at)).map_or(0, |row| row.start);
        text::cells(text::slice(&line.clean, start..at))
    }

    fn spot_at(&self, row: usize, column: usize) -> Spot {
        let mut left = row.min(self.count().saturating_sub(1));
        for (n, line) in self.lines.iter().enumerate() {
            if let Some(span) = line.rows.get(left) {
                let last = left + 1 == line.rows.len();
                return Spot { line: n, byte: line.raw_at(line.offset_at(*span, column, last)) };
            }
            left -= line.rows.len();
        }
        Spot::default()
    }
}

impl Line {
    fn new(raw: &str, width: usize) -> Self {
        let clean = Clean::new(raw);
        // The caret needs a cell behind the last letter.
        let width = width.saturating_sub(1).max(1);
        let starts = wrap::prose(&clean, width, Indent::default()).into_iter().filter_map(|row| row.span());
        let mut starts: Vec<usize> = starts.map(|span| span.start).collect();
        match starts.first_mut() {
            Some(first) => *first = 0,
            None => starts.push(0),
        }
        let ends = starts.iter().skip(1).copied().chain([clean.len()]);
        let rows = starts.iter().copied().zip(ends).map(|(start, end)| Span::new(start, end)).collect();
        Self { raw: raw.to_owned(), clean, rows }
    }

    /// The byte on the screen's line for a byte of the raw one.
    fn shown(&self, byte: usize) -> usize {
        if self.raw == *self.clean {
            return byte.min(self.clean.len());
        }
        let before = Clean::new(text::slice(&self.raw, 0..byte)).len();
        text::letter_start(&self.clean, before)
    }

    /// The byte of the raw line for a byte on the screen's one.
    fn raw_at(&self, shown: usize) -> usize {
        if self.raw == *self.clean {
            return shown;
        }
        let borders: Vec<usize> = self.raw.char_indices().map(|(at, _)| at).chain([self.raw.len()]).collect();
        let n = borders.partition_point(|at| Clean::new(text::slice(&self.raw, 0..*at)).len() <= shown);
        borders.get(n.saturating_sub(1)).copied().unwrap_or(0)
    }

    fn row_of(&self, shown: usize) -> usize {
        self.rows.iter().rposition(|row| row.start <= shown).unwrap_or(0)
    }

    /// The byte at a column of a row; behind the last letter only where the line ends (`last`).
    fn offset_at(&self, row: Span, column: usize, last: bool) -> usize {
        let words = text::slice(&self.clean, row);
        let mut used = 0;
        let mut at = row.start;
        for (byte, grapheme) in text::grapheme_indices(words) {
            at = row.start + byte;
            used += text::grapheme_cells(grapheme);
            if used > column {
                return at;
            }
        }
        if last { row.end } else { at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sheet(text: &str, width: usize) -> (Sheet, Buffer) {
        let buffer = Buffer::new(text);
        let mut sheet = Sheet::default();
        sheet.fit(&buffer, (width, 1000));
        (sheet, buffer)
    }

    #[test]
    fn the_caret_goes_up_and_down_through_wrapped_rows() {
        let (mut sheet, mut buffer) = sheet("one two three four\nfive", 10);
        let rows: Vec<&str> = sheet.rows().map(|row| text::slice(row.line, row.span)).collect();
        assert_eq!(rows, ["one two ", "three ", "four", "five"]);
        let up = sheet.vertical(&buffer, -2);
        assert_eq!(up, Spot { line: 0, byte: 12 });
        buffer.put_caret(up);
        let up = sheet.vertical(&buffer, -5);
        assert_eq!(up, Spot { line: 0, byte: 4 });
        buffer.put_caret(up);
        assert_eq!(sheet.vertical(&buffer, -1), Spot::default());
    }

    proptest! {
        #[test]
        fn every_byte_is_in_a_row_and_every_place_on_the_screen_is_in_the_text(
            text in "(\\PC|[\\t\\u{202e}\\u{200b}ab ]|\\n){0,60}", width in 1usize..30, column in 0usize..40, row in 0usize..20,
        ) {
            let (sheet, buffer) = sheet(&text, width);
            for line in &sheet.lines {
                let joined: String = line.rows.iter().map(|row| text::slice(&line.clean, *row)).collect();
                prop_assert_eq!(joined, line.clean.to_string());
            }
            let spot = sheet.spot_at(row, column);
            prop_assert!(buffer.lines()[spot.line].is_char_boundary(spot.byte), "{spot:?}");
        }

        #[test]
        fn laying_out_again_is_laying_out_afresh(before in "[ab \\n]{0,40}", after in "[ab \\n]{0,40}", width in 2usize..12) {
            let (mut sheet, _) = sheet(&before, width);
            let buffer = Buffer::new(&after);
            sheet.fit(&buffer, (width, 5));
            let fresh = self::sheet(&after, width).0;
            let rows = |s: &Sheet| s.lines.iter().map(|l| (l.raw.clone(), l.rows.clone())).collect::<Vec<_>>();
            prop_assert_eq!(rows(&sheet), rows(&fresh));
        }
    }
}
