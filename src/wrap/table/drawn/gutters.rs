//! Columns that only spaces part.

use std::ops::Range;

use super::{Drawn, Placed, Stretch, WIDEST};
use crate::text::Span;

/// Blanks that part cells where nothing else does.
const GAP: usize = 2;

/// Of so many rows one may have ink where columns part.
const RAGGED: usize = 8;

/// So few rows show nothing without one of them.
const FEW: usize = 4;

/// All lines in columns; `None` when there is no gutter between any.
pub(super) fn place(drawn: &[Drawn]) -> Option<Vec<Placed>> {
    let words: Vec<&[Stretch]> = drawn.iter().filter_map(words).collect();
    let gutters = found(&words, guide(drawn))?;
    let mut seen = 0;
    let placed = drawn.iter().map(|line| match line {
        Drawn::Signs(stretches) => Placed::Signs(stretches.iter().map(|s| along(s, &gutters)).collect()),
        Drawn::Words(words) => {
            seen += 1;
            line_of(words, &gutters, seen <= super::NAMES)
        }
    });
    Some(placed.collect())
}

fn words(line: &Drawn) -> Option<&[Stretch]> {
    if let Drawn::Words(words) = line { Some(words.as_slice()) } else { None }
}

/// The line of signs with the most gaps: it says where columns are.
fn guide(drawn: &[Drawn]) -> Option<&[Stretch]> {
    let signs =
        drawn.iter().filter_map(|line| if let Drawn::Signs(signs) = line { Some(signs.as_slice()) } else { None });
    signs.filter(|signs| signs.len() > 1).max_by_key(|signs| signs.len())
}

/// What stands together: words with a single blank between them.
fn groups(words: &[Stretch]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for word in words {
        match out.last_mut().filter(|last| word.from < last.to + GAP) {
            Some(last) => (last.span.end, last.to) = (word.span.end, word.to),
            None => out.push(*word),
        }
    }
    out
}

/// The blanks that part columns, as cells, from left to right.
fn found(lines: &[&[Stretch]], guide: Option<&[Stretch]>) -> Option<Vec<Range<usize>>> {
    // Words without a gap name a group, or go on with a cell: they say nothing of columns.
    let rows: Vec<&[Stretch]> = lines.iter().copied().filter(|words| groups(words).len() > 1).collect();
    let usual = gutters(&rows, guide, rows.len() / RAGGED);
    if !(FEW..RAGGED).contains(&rows.len()) {
        return usual;
    }
    // One long cell that pushes the next ones away hides gutters from a short table. There may be more without its line;
    // that is sure only where each line that crosses them has as many cells as there are columns.
    let longest = |words: &[Stretch]| groups(words).iter().map(|group| group.to - group.from).max();
    let pushed = (0..rows.len()).max_by_key(|n| longest(rows[*n]))?;
    let others: Vec<&[Stretch]> = rows.iter().enumerate().filter(|(n, _)| *n != pushed).map(|(_, row)| *row).collect();
    let more = gutters(&others, guide, others.len() / RAGGED).filter(|more| {
        let crosses = |words: &[Stretch]| words.iter().any(|word| reaches_into(word, more));
        more.len() > usual.as_ref().map_or(0, Vec::len)
            && rows.iter().all(|words| !crosses(words) || groups(words).len() == more.len() + 1)
    });
    more.or(usual)
}

/// True when a word has ink in a gutter. They stand in order: it can only be the first that ends behind its beginning.
fn reaches_into(word: &Stretch, gutters: &[Range<usize>]) -> bool {
    let next = gutters.get(gutters.partition_point(|gutter| gutter.end <= word.from));
    next.is_some_and(|gutter| gutter.start < word.to)
}

/// The same, where so many `ragged` lines may have ink.
fn gutters(rows: &[&[Stretch]], guide: Option<&[Stretch]>, ragged: usize) -> Option<Vec<Range<usize>>> {
    let width = rows.iter().filter_map(|words| words.last()).map(|word| word.to).max()?;
    if width > WIDEST {
        return None;
    }
    let mut ink = vec![0usize; width];
    for word in rows.iter().flat_map(|words| words.iter()) {
        for lines in ink.iter_mut().take(word.to).skip(word.from) {
            *lines += 1;
        }
    }
    let mut found = Vec::new();
    let mut at = ink.iter().position(|lines| *lines > ragged)?;
    while let Some(from) = (at..width).find(|cell| ink[*cell] <= ragged) {
        let Some(to) = (from..width).find(|cell| ink[*cell] > ragged) else { break };
        found.push(from..to);
        at = to;
    }
    match guide {
        Some(guide) => found.retain(|gutter| guide.windows(2).any(|pair| between(gutter, pair))),
        None => found.retain(|gutter| parts(gutter, rows, 0..width)),
    }
    if guide.is_none() {
        // The words of one long cell may reach where others end: what they leave blank there parts no columns.
        let mut n = 0;
        while n < found.len() {
            let left = n.checked_sub(1).and_then(|n| found.get(n)).map_or(0, |gutter| gutter.end);
            let right = found.get(n + 1).map_or(width, |gutter| gutter.start);
            if parts(&found[n], rows, left..right) {
                n += 1;
            } else {
                found.remove(n);
            }
        }
    }
    (!found.is_empty()).then_some(found)
}

/// True for a gutter between two stretches of the guide.
fn between(gutter: &Range<usize>, pair: &[Stretch]) -> bool {
    matches!(pair, [left, right] if left.to < gutter.end && gutter.start < right.from)
}

/// True when nearly all lines that have words on both sides, `within` these cells, leave a gap there; no line has to.
fn parts(gutter: &Range<usize>, rows: &[&[Stretch]], within: Range<usize>) -> bool {
    let (mut both, mut wide) = (0usize, 0usize);
    for words in rows {
        let before = words.partition_point(|word| word.from < gutter.start);
        let (left, right) = (before.checked_sub(1).and_then(|n| words.get(n)), words.get(before));
        if let (Some(left), Some(right)) = (left, right)
            && left.to > within.start
            && right.from < within.end
        {
            both += 1;
            wide += usize::from(right.from >= left.to + GAP && left.to < gutter.end && right.from > gutter.start);
        }
    }
    wide * 4 >= both * 3
}

/// The column that a cell on paper lies in.
fn column(at: usize, gutters: &[Range<usize>]) -> usize {
    gutters.partition_point(|gutter| gutter.end <= at)
}

/// The columns whose cells on paper a group takes some of; the one to its left for one in a gutter.
fn under(group: &Stretch, gutters: &[Range<usize>]) -> Range<usize> {
    let last = gutters.partition_point(|gutter| gutter.end < group.to);
    // One that begins in a gutter is not over the column to the left of it.
    let first = gutters.partition_point(|gutter| gutter.start <= group.from).min(last);
    first..last + 1
}

fn along(signs: &Stretch, gutters: &[Range<usize>]) -> (Range<usize>, Span) {
    let first = column(signs.from, gutters);
    (first..column(signs.to.saturating_sub(1), gutters).max(first) + 1, signs.span)
}

/// A line in its columns. One that is `early` may name columns, and stand as close as their names do.
fn line_of(words: &[Stretch], gutters: &[Range<usize>], early: bool) -> Placed {
    let count = gutters.len() + 1;
    let groups = groups(words);
    let mut cells: Vec<Option<Stretch>> = vec![None; count];
    let clean = !words.iter().any(|word| reaches_into(word, gutters));
    for word in words.iter().filter(|_| clean) {
        let cell = &mut cells[column(word.from, gutters).min(count - 1)];
        *cell = Some(cell.map_or(*word, |cell| Stretch {
            span: Span::new(cell.span.start, word.span.end),
            to: word.to,
            ..cell
        }));
    }
    // A caption may by chance have its blanks where the gutters are.
    let running = groups.len() == 1 && cells.iter().flatten().count() > 1 && !early;
    if clean && !running {
        return Placed::Cells(cells);
    }
    // What begins or ends between two columns belongs to the one that it lies over.
    let over: Vec<Range<usize>> = groups.iter().map(|group| under(group, gutters)).collect();
    let apart = over.windows(2).all(|pair| matches!(pair, [left, right] if left.end <= right.start));
    if !clean && apart && over.iter().all(|columns| columns.len() == 1) {
        for (columns, group) in over.iter().zip(&groups) {
            cells[columns.start] = Some(*group);
        }
        return Placed::Cells(cells);
    }
    if groups.len() == count {
        return Placed::Cells(groups.into_iter().map(Some).collect());
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Placed::Cells(cells) };
    let left = over.first().map_or(0, |columns| columns.start);
    Placed::Whole(left.min(count - 1), Span::new(first.span.start, last.span.end))
}
