//! Wrapping: from the text of one block and a width to rows of spans, and back from cells to offsets.
//!
//! Recipe: break opportunities come from UAX #14 (`unicode-linebreak`; plain ASCII takes a shorter way to the same
//! breaks), widths from [`text::cells`], lines from `textwrap`'s first-fit algorithm. What does not fit at all is cut
//! between graphemes. It never copies text: a [`Row`] is a list of spans.
//!
//! Invariants: the pieces of all rows ascend, those of each cell of a table for themselves. They hold every byte of the
//! block but white space at breaks and what parts the cells of tables: tabs, bars, and as much of a line of signs as is
//! longer than its columns. No piece is wider than the width, unless one grapheme alone is.

mod preformatted;
mod table;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use crate::text::{self, Span};

pub use preformatted::lines_as_they_are;
pub use table::{cells, table, table_rest};

/// One row of the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Text in it, from left to right.
    pub pieces: Vec<Piece>,
    /// Columns (cells) where a rule separates the cells of a table.
    pub rules: Vec<u16>,
    /// The head row of a table.
    pub head: bool,
    /// In front of a cell that stands on rows of its own: the name of its column, which is text of the head row and
    /// only said again here. A colon stands behind it.
    pub label: Option<Label>,
}

/// A span of the block at a place in the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// First cell, from the left edge of the column.
    pub column: u16,
    /// Bytes of the block's text.
    pub span: Span,
}

/// Words of the block that are said again at another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// First cell, from the left edge of the column.
    pub column: u16,
    /// Bytes of the text of the table's first piece: words that stand below each other there, and may be fewer.
    pub spans: [Span; 3],
    /// Cells that it has; longer words are cut.
    pub cells: u16,
}

impl Label {
    /// What it says, in the cells that it has; `block` is the first piece of a table that was split for its length.
    pub fn words(&self, block: &str) -> String {
        let spans = self.spans.iter().filter(|span| !span.is_empty());
        let words: Vec<&str> = spans.map(|span| text::slice(block, *span)).collect();
        text::truncate(&words.join(" "), usize::from(self.cells))
    }
}

/// Left edges of a wrapped block, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Indent {
    /// Of the first row.
    pub first: usize,
    /// Of all further rows.
    pub rest: usize,
}

impl Row {
    /// The bytes from the first piece to the end of the last; `None` in a row without text.
    pub fn span(&self) -> Option<Span> {
        let first = self.pieces.iter().map(|p| p.span.start).min()?;
        let last = self.pieces.iter().map(|p| p.span.end).max()?;
        Some(Span::new(first, last))
    }

    /// The offset (bytes of the block) of the grapheme drawn at `column`, the nearest one where nothing is.
    pub fn offset_at(&self, block: &str, column: usize) -> Option<usize> {
        let piece = self.pieces.iter().rev().find(|p| usize::from(p.column) <= column).or(self.pieces.first())?;
        let mut left = column.saturating_sub(usize::from(piece.column));
        let mut last = piece.span.start;
        for (at, grapheme) in text::grapheme_indices(text::slice(block, piece.span)) {
            last = piece.span.start + at;
            let wide = text::grapheme_cells(grapheme);
            if left < wide {
                break;
            }
            left -= wide;
        }
        Some(last)
    }

    /// The column (cells) where the grapheme at `offset` (bytes of the block) is drawn.
    pub fn column_of(&self, block: &str, offset: usize) -> usize {
        self.piece_of(offset).map_or(0, |p| {
            let upto = offset.clamp(p.span.start, p.span.end);
            usize::from(p.column) + text::cells(text::slice(block, p.span.start..upto))
        })
    }

    /// The piece that holds `offset` (bytes of the block), else the last one before it. Pieces go from left to right: in a
    /// table with wrapped cells, one that stands further right may be of an earlier line.
    pub fn piece_of(&self, offset: usize) -> Option<&Piece> {
        let holds = self.pieces.iter().find(|p| p.span.contains(offset));
        let before = || self.pieces.iter().filter(|p| p.span.start <= offset).max_by_key(|p| p.span.start);
        holds.or_else(before).or(self.pieces.first())
    }
}

/// Cuts a message into lines of `width` cells: their spans in bytes.
pub fn message(text: &str, width: usize) -> Vec<Span> {
    prose(text, width.max(1), Indent { first: 0, rest: 0 }).iter().filter_map(Row::span).collect()
}

/// Wraps running text into `width` cells, indents included. Line breaks in the text are kept.
pub fn prose(block: &str, width: usize, indent: Indent) -> Vec<Row> {
    let mut rows = Vec::new();
    for (start, line) in lines(block) {
        let first = if start == 0 { indent.first } else { indent.rest };
        let room = [usable(width, first), usable(width, indent.rest)];
        let words = words(line, room[0].min(room[1]));
        let widths = room.map(as_f64);
        for fragments in wrap_first_fit(&words, &widths) {
            let column = if rows.is_empty() { indent.first } else { indent.rest };
            rows.push(row_of(fragments, start, column));
        }
    }
    if rows.is_empty() {
        rows.push(Row::default());
    }
    rows
}

/// The lines of `block` with the byte offset of each.
fn lines(block: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = block.as_ptr() as usize;
    block.split('\n').map(move |line| (line.as_ptr() as usize - base, line))
}

fn usable(width: usize, indent: usize) -> usize {
    width.saturating_sub(indent).max(1)
}

#[expect(clippy::cast_precision_loss, reason = "widths of a screen are small")]
fn as_f64(width: usize) -> f64 {
    width as f64
}

fn narrow(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// A stretch of text without a break inside, and the white space behind it.
#[derive(Debug, Clone, Copy)]
struct Word {
    span: Span,
    cells: usize,
    space: usize,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        as_f64(self.cells)
    }
    fn whitespace_width(&self) -> f64 {
        as_f64(self.space)
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn row_of(words: &[Word], start: usize, column: usize) -> Row {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Row::default() };
    let span = Span::new(start + first.span.start, start + last.span.end);
    Row { pieces: vec![Piece { column: narrow(column), span }], ..Row::default() }
}

/// Cuts a line at its break opportunities; words wider than `room` cells are cut between graphemes.
fn words(line: &str, room: usize) -> Vec<Word> {
    let mut words = Vec::with_capacity(line.len() / 6 + 1);
    let mut start = 0;
    let ascii = text::is_printable_ascii(line);
    let mut take = |end: usize| {
        let whole = text::slice(line, start..end);
        let word = whole.trim_end_matches(' ');
        let space = whole.len() - word.len();
        let span = Span::new(start, start + word.len());
        let cells = if ascii { word.len() } else { text::cells(word) };
        if cells <= room {
            words.push(Word { span, cells, space });
        } else {
            words.extend(chop(span, word, room).into_iter().map(|s| Word {
                span: s,
                cells: text::cells(text::slice(line, s)),
                space: 0,
            }));
            if let Some(last) = words.last_mut() {
                last.space = space;
            }
        }
        start = end;
    };
    if ascii {
        ascii_breaks(line.as_bytes(), &mut take);
    } else {
        let breaks = unicode_linebreak::linebreaks(line).map(|(end, _)| end);
        breaks.filter(|end| !parts_a_letter(line, *end)).for_each(&mut take);
    }
    words
}

/// True between a space and a mark that stands on it: a break by UAX #14, but one letter to a reader.
fn parts_a_letter(line: &str, at: usize) -> bool {
    let byte = |at: usize| line.as_bytes().get(at).copied().unwrap_or_default();
    at > 0 && byte(at - 1) == b' ' && !byte(at).is_ascii() && text::letter_start(line, at) != at
}

/// Breaks after runs of spaces, and after a hyphen between letters.
fn ascii_breaks(line: &[u8], take: &mut impl FnMut(usize)) {
    for at in 1..line.len() {
        let (before, here) = (line[at - 1], line[at]);
        let space = before == b' ' && here != b' ';
        let hyphen = before == b'-' && here.is_ascii_alphabetic() && at >= 2 && line[at - 2].is_ascii_alphanumeric();
        if space || hyphen {
            take(at);
        }
    }
    if !line.is_empty() {
        take(line.len());
    }
}

/// Cuts `piece` (the text at `span`) into spans of at most `room` cells.
fn chop(span: Span, piece: &str, room: usize) -> Vec<Span> {
    if text::cells(piece) <= room {
        return if piece.is_empty() { Vec::new() } else { vec![span] };
    }
    let mut out = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, grapheme) in text::grapheme_indices(piece) {
        let wide = text::grapheme_cells(grapheme);
        if used + wide > room && at > start {
            out.push(Span::new(span.start + start, span.start + at));
            (start, used) = (at, 0);
        }
        used += wide;
    }
    out.push(Span::new(span.start + start, span.end));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(block: &str, rows: &[Row]) -> Vec<String> {
        rows.iter()
            .map(|row| {
                let mut line = String::new();
                for piece in &row.pieces {
                    while text::cells(&line) < usize::from(piece.column) {
                        line.push(' ');
                    }
                    line.push_str(text::slice(block, piece.span));
                }
                line
            })
            .collect()
    }

    #[test]
    fn words_go_to_the_next_row() {
        let block = "The officials also agreed to establish a high-level mechanism";
        let rows = prose(block, 20, Indent { first: 2, rest: 4 });
        assert_eq!(
            shown(block, &rows),
            ["  The officials also", "    agreed to", "    establish a", "    high-level", "    mechanism"]
        );
    }

    #[test]
    fn ideographs_break_anywhere_and_words_too_long_are_cut() {
        assert_eq!(shown("伊朗和巴基斯坦", &prose("伊朗和巴基斯坦", 6, Indent::default())), ["伊朗和", "巴基斯", "坦"]);
        assert_eq!(shown("abcdefgh", &prose("abcdefgh", 3, Indent::default())), ["abc", "def", "gh"]);
    }

    #[test]
    fn tables_share_the_width() {
        let block = "Place\tDead\tRemarks\nOmbeli\t12\tbridge out since Monday\nSal\t3\topen";
        assert_eq!(
            shown(block, &table(block, 60, 0)),
            ["Place    Dead   Remarks", "Ombeli     12   bridge out since Monday", "Sal         3   open"]
        );
        assert_eq!(
            shown(block, &table(block, 28, 0)),
            [
                "Place    Dead   Remarks",
                "Ombeli     12   bridge out",
                "                since Monday",
                "Sal         3   open"
            ]
        );
        assert_eq!(shown(block, &table(block, 12, 0)).len(), 13);
    }

    #[test]
    fn cells_and_offsets_are_one_geometry() {
        let block = "ab 伊朗 cd";
        let rows = prose(block, 20, Indent { first: 2, rest: 2 });
        assert_eq!(rows[0].offset_at(block, 5), Some(3));
        assert_eq!(rows[0].offset_at(block, 6), Some(3));
        assert_eq!(rows[0].offset_at(block, 7), Some(6));
        assert_eq!(rows[0].column_of(block, 6), 7);
        assert_eq!(rows[0].offset_at(block, 99), Some(block.len() - 1));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(block in "[a-zé伊ا \u{301}-]{0,200}", width in 2usize..40, indent in 0usize..4) {
            let rows = prose(&block, width, Indent { first: indent, rest: indent });
            let mut at = 0;
            for row in &rows {
                for piece in &row.pieces {
                    prop_assert!(text::slice(&block, at..piece.span.start).trim_matches(' ').is_empty());
                    at = piece.span.end;
                    let wide = text::cells(text::slice(&block, piece.span));
                    prop_assert!(wide <= width.saturating_sub(indent).max(2), "{wide} > {width}");
                }
            }
            prop_assert!(text::slice(&block, at..block.len()).trim_matches(' ').is_empty());
        }

        #[test]
        fn tables_never_lose_a_cell(cells in proptest::collection::vec("[a-z0-9 ]{0,12}", 1..24), across in 1usize..6, width in 1usize..60) {
            let block: Vec<String> = cells.chunks(across).map(|row| row.join("\t")).collect();
            let block = block.join("\n");
            let rows = table(&block, width, 0);
            let kept: usize = rows.iter().flat_map(|r| &r.pieces)
                .map(|p| text::slice(&block, p.span).chars().filter(|c| !c.is_whitespace()).count()).sum();
            prop_assert_eq!(kept, block.chars().filter(|c| !c.is_whitespace()).count());
        }
    }
}
