//! Columns that bars part: `| a | b |`, with frames or without.

use super::{Drawn, Placed, Stretch};
use crate::text::{self, Span};

/// Lines with one bar each that make a table.
const MANY: usize = 3;

/// All lines in columns; `None` when bars do not part them all alike.
pub(super) fn place(block: &str, drawn: &[Drawn]) -> Option<Vec<Placed>> {
    let rows: Vec<Option<Vec<Stretch>>> = drawn.iter().map(|line| row(block, line)).collect();
    let count = usual(rows.iter().flatten().map(Vec::len).filter(|cells| *cells > 0))?;
    let alike = rows.iter().flatten().filter(|cells| cells.len() == count).count();
    let written = rows.iter().flatten().filter(|cells| !cells.is_empty()).count();
    // One bar a line is a sign of nothing, without a frame or many lines like it.
    let framed = drawn.iter().any(|line| matches!(line, Drawn::Signs(signs) if signs.len() == count));
    let listed = alike == written && written >= MANY;
    if count < 2 || count == 2 && !framed && !listed || alike * 4 < written * 3 {
        return None;
    }
    let full = || rows.iter().flatten().filter(|cells| cells.len() == count);
    let outer = |n: usize| full().all(|cells| cells[n].span.is_empty());
    // The bars at both edges have nothing outside.
    let shown = usize::from(outer(0))..count - usize::from(outer(count - 1));
    if shown.len() < 2 {
        return None;
    }
    let placed = drawn.iter().zip(rows).map(|(line, row)| match (line, row) {
        (Drawn::Signs(signs), _) if signs.len() == shown.len() => {
            Placed::Signs(signs.iter().enumerate().map(|(n, signs)| (n..n + 1, signs.span)).collect())
        }
        (Drawn::Signs(signs), _) => {
            let all = signs.first().zip(signs.last()).map(|(a, b)| Span::new(a.span.start, b.span.end));
            Placed::Signs(all.map(|all| (0..shown.len(), all)).into_iter().collect())
        }
        (_, Some(cells)) if cells.len() == count => {
            let cell = |cell: &Stretch| Some(*cell).filter(|cell| !cell.span.is_empty());
            Placed::Cells(cells.get(shown.clone()).unwrap_or_default().iter().map(cell).collect())
        }
        (Drawn::Words(words), _) => match words.first().zip(words.last()) {
            Some((first, last)) => Placed::Whole(0, Span::new(first.span.start, last.span.end)),
            None => Placed::Cells(vec![None; shown.len()]),
        },
    });
    Some(placed.collect())
}

/// What stands between the bars of a line, blanks around it not counted; nothing for a blank line.
fn row(block: &str, line: &Drawn) -> Option<Vec<Stretch>> {
    let Drawn::Words(words) = line else { return None };
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Some(Vec::new()) };
    let span = Span::new(first.span.start, last.span.end);
    let mut at = span.start;
    let mut cell = first.from;
    let parts = text::slice(block, span).split(is_bar).map(|part| {
        let lead = part.len() - part.trim_start().len();
        let words = part.trim();
        let from = cell + text::cells(text::slice(part, 0..lead));
        let stretch =
            Stretch { span: Span::new(at + lead, at + lead + words.len()), from, to: from + text::cells(words) };
        cell += text::cells(part) + 1;
        at += part.len() + text::slice(block, at + part.len()..span.end).chars().next().map_or(0, char::len_utf8);
        stretch
    });
    Some(parts.collect())
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '\u{2502}' | '\u{2503}' | '\u{2551}')
}

/// What comes most often, the largest of those.
fn usual(all: impl Iterator<Item = usize>) -> Option<usize> {
    let mut all: Vec<usize> = all.collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).and_then(|same| same.first().copied())
}
