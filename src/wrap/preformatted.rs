//! Preformatted lines: as they are where they fit; else they go on in rows that hang.

use textwrap::wrap_algorithms::wrap_first_fit;

use super::{Piece, Row, Word, as_f64, lines, narrow, row_of, usable, words};
use crate::text::{self, Span};

/// Cells by which the rows that go on stand further in than their line.
const HANG: usize = 2;

/// With fewer cells than this there is no room to hang.
const NARROW: usize = 8;

/// Rows of preformatted lines. A line that is too wide goes on in the next row, behind a space where it has one, and
/// stands further in there, so that it is not taken for a line of its own.
pub fn lines_as_they_are(block: &str, width: usize, indent: usize) -> Vec<Row> {
    rows(block, width, (indent, 0))
}

/// The same without the `outer` spaces in front of every line.
pub(super) fn rows(block: &str, width: usize, (indent, outer): (usize, usize)) -> Vec<Row> {
    let room = usable(width, indent);
    let mut rows = Vec::new();
    for (start, line) in lines(block) {
        let outer = outer.min(leading(line));
        let (start, line) = (start + outer, text::slice(line, outer..line.len()));
        if line.is_empty() {
            rows.push(Row::default());
        } else if text::cells(line) <= room {
            rows.push(row((start, line), indent));
        } else {
            hang((start, line), (room, indent), &mut rows);
        }
    }
    rows
}

/// The spaces in front of every line that has text.
pub(super) fn outer(block: &str) -> usize {
    lines(block).filter(|(_, line)| !line.trim().is_empty()).map(|(_, line)| leading(line)).min().unwrap_or(0)
}

/// Bytes of spaces in front of a line, without one that carries a mark and so is a letter.
fn leading(line: &str) -> usize {
    text::letter_start(line, line.len() - line.trim_start_matches(' ').len())
}

fn row((start, line): (usize, &str), column: usize) -> Row {
    let span = Span::new(start, start + line.len());
    Row { pieces: vec![Piece { column: narrow(column), span }], ..Row::default() }
}

/// A line that is too wide. Much room in front of it is taken back, for a line in the middle of a wide page.
fn hang((start, line): (usize, &str), (room, indent): (usize, usize), rows: &mut Vec<Row>) {
    let lead = leading(line);
    let (start, words_only) = (start + lead, text::slice(line, lead..line.len()));
    if words_only.is_empty() {
        return rows.push(Row::default());
    }
    let first = lead.min(room / 3);
    let rest = if room < NARROW { first } else { (first + HANG).min(room / 2) };
    let widths = [room - first, room - rest].map(|width| width.max(1));
    let words: Vec<Word> = words(words_only, widths[0].min(widths[1]));
    for (n, fragments) in wrap_first_fit(&words, &widths.map(as_f64)).into_iter().enumerate() {
        rows.push(row_of(fragments, start, indent + if n == 0 { first } else { rest }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(block: &str, width: usize) -> Vec<String> {
        let told =
            |row: &Row| row.pieces.iter().map(|p| " ".repeat(p.column.into()) + text::slice(block, p.span)).collect();
        lines_as_they_are(block, width, 0).iter().map(told).collect()
    }

    #[test]
    fn lines_that_fit_are_as_they_were_written() {
        assert_eq!(shown("a  =  1\n\n  b   c", 10), ["a  =  1", "", "  b   c"]);
    }

    #[test]
    fn lines_too_wide_break_at_spaces_and_hang() {
        assert_eq!(
            shown("Houses destroyed   12\n  let a = some(b);", 16),
            ["Houses destroyed", "  12", "  let a =", "    some(b);"]
        );
        assert_eq!(shown("  \u{301}ab cd", 6), ["  \u{301}ab", " cd"], "its own space and one before it");
        assert_eq!(shown("abcdefghijkl", 8), ["abcdef", "  ghijkl"]);
        assert_eq!(shown(&format!("{}TITLE OF REPORT", " ".repeat(60)), 21), ["       TITLE OF", "         REPORT"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(block in "[a-c伊é \u{301}\n-]{0,120}", width in 2usize..40, indent in 0usize..4) {
            let mut at = 0;
            for piece in lines_as_they_are(&block, width, indent).iter().flat_map(|row| &row.pieces) {
                prop_assert!(text::slice(&block, at..piece.span.start).trim().is_empty());
                at = piece.span.end;
                let wide = usize::from(piece.column) + text::cells(text::slice(&block, piece.span));
                prop_assert!(wide <= width.max(indent + 2), "{wide} > {width}");
            }
            prop_assert!(text::slice(&block, at..block.len()).trim().is_empty());
        }
    }
}
