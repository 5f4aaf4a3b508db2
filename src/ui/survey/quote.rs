//! A sentence in one line, with a name in view.

use crate::clean::Clean;
use crate::text::{self, Span};

/// As much of `sentence` around `name` (both bytes of `text`) as fits into `cells`, in one line; where words had to go
/// stands `…`. With it the bytes of the name in that line.
pub(super) fn around(text: &Clean, sentence: Span, name: Span, cells: usize) -> (Clean, Span) {
    let before = one_line(text, Span::new(sentence.start, name.start.max(sentence.start)));
    let named = one_line(text, name);
    let after = one_line(text, Span::new(name.end.min(sentence.end), sentence.end));
    let wide = text::cells(&named);
    let room = cells.saturating_sub(wide);
    let (left, right) = (text::cells(&before), text::cells(&after));
    // What one side does not need the other may have.
    let for_left = left.min((room / 3).max(room.saturating_sub(right)));
    let before = tail(&before, for_left);
    let after = text::truncate(&after, room.saturating_sub(text::cells(&before)));
    let start = before.len();
    let named = text::truncate(&named, cells);
    (Clean::from(format!("{before}{named}{after}")), Span::new(start, start + named.len()))
}

/// The end of a line in so many cells; begins at a word.
fn tail(line: &str, cells: usize) -> String {
    if text::cells(line) <= cells {
        return line.to_owned();
    }
    let over = text::cells(line) + 1 - cells.min(text::cells(line));
    let mut cut = text::prefix_cells(line, over).len();
    if text::cells(text::slice(line, cut..line.len())) + 1 > cells {
        cut = text::letter_end(line, cut);
    }
    let rest = text::slice(line, cut..line.len());
    let word = rest.find(' ').map_or(rest, |at| text::slice(rest, at + 1..rest.len()));
    if cells == 0 { String::new() } else { format!("…{word}") }
}

/// A part of the text with every run of white space as one space; a space at an end stays one.
fn one_line(text: &Clean, span: Span) -> String {
    let part = text.sub(span);
    let mut out = String::with_capacity(part.len());
    for c in part.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_name_is_always_in_view() {
        let text = Clean::new("The army chief, General Munir, received the minister in Rawalpindi on Monday.");
        let at = text.find("minister").unwrap();
        let whole = Span::new(0, text.len());
        let (line, name) = around(&text, whole, Span::new(at, at + 8), 40);
        assert_eq!(text::slice(&line, name), "minister");
        assert!(line.starts_with('…') && text::cells(&line) <= 40, "{line}");
        let (line, _) = around(&text, whole, Span::new(at, at + 8), 200);
        assert_eq!(line, text);
    }

    proptest! {
        #[test]
        fn it_fits_and_holds_the_name(words in "[a-z伊 ]{0,60}", at in 0usize..60, len in 1usize..9, cells in 0usize..60) {
            let text = Clean::new(&words);
            let start = text::letter_start(&text, at.min(text.len()));
            let end = text::letter_start(&text, (start + len).min(text.len()));
            let (line, name) = around(&text, Span::new(0, text.len()), Span::new(start, end.max(start)), cells);
            prop_assert!(text::cells(&line) <= cells, "{line:?} {cells}");
            prop_assert!(line.get(name.range()).is_some());
            let named = one_line(&text, Span::new(start, end.max(start)));
            prop_assert!(text::cells(&named) > cells || text::slice(&line, name) == named);
        }
    }
}
