//! Tables that their author drew: with spaces, so that cells stand below each other, or with `|`.
//!
//! Recipe: what no line has ink in is a gutter, when most lines that go past it leave two cells or more there; a line of
//! signs with gaps (`-----  ----`) says it outright. Lines that cross gutters are ragged rows where they have as many cells
//! as there are columns, else words over several columns. Where too many lines are neither, this is no table that could be
//! drawn anew. Nothing is guessed that would put words of two rows into one cell: a line goes on with the row above only
//! where its words would not have fitted there.

use std::ops::Range;

use super::{Cell, Grid, Line, NAMES, is_figure};
use crate::text::{self, Span};
use crate::wrap::lines;

mod bars;
mod gutters;

/// Lines wider than this many cells are no rows of a table.
const WIDEST: usize = 1000;

/// Cells by which a cell of the first column may stand in.
const INSET: usize = 4;

/// Ink in a line: where it stands in the block and on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    span: Span,
    /// First cell, and the one behind the last.
    from: usize,
    to: usize,
}

/// A line of the block as it was drawn.
enum Drawn {
    /// A word each.
    Words(Vec<Stretch>),
    /// Signs that part or underline.
    Signs(Vec<Stretch>),
}

/// A line in columns.
enum Placed {
    Cells(Vec<Option<Stretch>>),
    Signs(Vec<(Range<usize>, Span)>),
    Whole(usize, Span),
}

impl Placed {
    fn cell(&self, column: usize) -> Option<Stretch> {
        if let Self::Cells(cells) = self { cells.get(column).copied().flatten() } else { None }
    }
}

/// The cells of a drawn table; `None` when it is none, or nobody can be sure where they are.
pub(super) fn grid(block: &str) -> Option<Grid> {
    let drawn: Vec<Drawn> = lines(block).map(|(start, line)| read(start, line)).collect();
    let (placed, ruled) = match bars::place(block, &drawn) {
        Some(placed) => (placed, true),
        None => (gutters::place(&drawn)?, false),
    };
    let count = placed.iter().map(|line| if let Placed::Cells(cells) = line { cells.len() } else { 0 }).max()?;
    sure(&placed, count).then(|| {
        let right = (0..count).map(|n| is_right(block, &placed, n)).collect();
        Grid { lines: joined(block, placed, count), told: 0, count, right, ruled }
    })
}

/// True for bars that do not stand below each other: the author left it to others to draw the table.
pub(super) fn is_askew(block: &str) -> bool {
    if !block.starts_with('|') && !lines(block).all(|(_, line)| line.contains('|')) {
        return false;
    }
    let bars = |line: &str| -> Vec<usize> {
        let at = |(at, _): (usize, &str)| text::cells(text::slice(line, 0..at));
        line.match_indices('|').map(at).collect()
    };
    let mut rows = lines(block).map(|(_, line)| bars(line));
    let first = rows.next();
    rows.any(|row| Some(&row) != first.as_ref())
}

/// The words of a line, or the stretches of its signs.
fn read(start: usize, line: &str) -> Drawn {
    let signs = is_signs(line);
    let apart = |grapheme: &str| grapheme.chars().all(char::is_whitespace) || signs && is_corner(grapheme);
    let mut out: Vec<Stretch> = Vec::new();
    let (mut cell, mut open) = (0, false);
    for (at, grapheme) in text::grapheme_indices(line) {
        let (from, to) = (cell, cell + text::grapheme_cells(grapheme));
        cell = to;
        let span = Span::new(start + at, start + at + grapheme.len());
        let blank = apart(grapheme);
        match out.last_mut().filter(|_| open && !blank) {
            Some(last) => (last.span.end, last.to) = (span.end, to),
            None if !blank => out.push(Stretch { span, from, to }),
            None => {}
        }
        open = !blank;
    }
    if signs { Drawn::Signs(out) } else { Drawn::Words(out) }
}

/// True for a line that only draws. Single signs are figures of nothing: `-   -   -`.
fn is_signs(line: &str) -> bool {
    let draws = |c: char| is_stroke(c) || is_corner(c.encode_utf8(&mut [0; 4])) || matches!(c, ' ' | ':');
    line.chars().all(draws) && line.split(|c| !is_stroke(c)).any(|stretch| stretch.chars().count() > 2)
}

fn is_stroke(c: char) -> bool {
    matches!(c, '-' | '=' | '_' | '~' | '–' | '—' | '\u{2500}' | '\u{2501}' | '\u{2550}')
}

/// Where columns part in a line that draws.
fn is_corner(sign: &str) -> bool {
    matches!(sign, "+" | "|") || sign.chars().all(|c| matches!(c, '\u{2502}'..='\u{254F}' | '\u{2551}'..='\u{257F}'))
}

/// Enough lines have cells, and few have words over several columns.
fn sure(placed: &[Placed], count: usize) -> bool {
    let (mut several, mut one, mut whole) = (0, 0, 0);
    for line in placed {
        match line {
            Placed::Cells(cells) => match cells.iter().flatten().count() {
                0 => {}
                1 => one += 1,
                _ => several += 1,
            },
            Placed::Whole(..) => whole += 1,
            Placed::Signs(_) => {}
        }
    }
    count > 1 && several > 1 && one <= several * 4 && whole * 4 <= one + several + 1
}

/// True when the cells of a column end below each other and do not begin there, as figures do.
fn is_right(block: &str, placed: &[Placed], column: usize) -> bool {
    let cells = || placed.iter().filter_map(|line| line.cell(column));
    let most = |edge: fn(&Stretch) -> usize| {
        let mut edges: Vec<usize> = cells().map(|cell| edge(&cell)).collect();
        edges.sort_unstable();
        edges.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or(0)
    };
    let (begin, end) = (most(|cell| cell.from), most(|cell| cell.to));
    end > begin || end == begin && end > 0 && cells().skip(1).all(|cell| is_figure(text::slice(block, cell.span)))
}

/// Lines with their cells: the lines of the head are one, and what was wrapped in its column is one cell again.
fn joined(block: &str, placed: Vec<Placed>, count: usize) -> Vec<Line> {
    let head = head(block, &placed, count);
    let widths: Vec<usize> = (0..count).map(|n| widest(&placed, n)).collect();
    // Items of a group stand in below its name.
    let edge = placed.iter().filter_map(|line| line.cell(0)).map(|cell| cell.from).min().unwrap_or(0);
    let edge = if is_right(block, &placed, 0) { usize::MAX } else { edge };
    let mut out: Vec<Line> = Vec::with_capacity(placed.len());
    // The cells of the line above, where the next one may go on with them.
    let mut above: Option<Vec<Option<Stretch>>> = None;
    for (n, line) in placed.into_iter().enumerate() {
        let stretches = match line {
            Placed::Signs(stretches) => {
                above = None;
                out.push(Line::Ruled(stretches));
                continue;
            }
            Placed::Whole(column, span) => {
                above = None;
                out.push(Line::Whole(column, span));
                continue;
            }
            Placed::Cells(cells) => cells,
        };
        let in_head = head.contains(&n);
        let goes_on = in_head && n > head.start
            || !in_head && above.as_ref().is_some_and(|above| goes_on(block, above, &stretches, &widths));
        match out.last_mut() {
            Some(Line::Cells { cells, .. }) if goes_on => {
                for (cell, more) in cells.iter_mut().zip(&stretches) {
                    cell.extend(more.map(|more| more.span));
                }
                let last = above.get_or_insert_default();
                last.resize(count, None);
                for (last, more) in last.iter_mut().zip(&stretches) {
                    *last = more.or(*last);
                }
            }
            _ => {
                let cells = stretches.iter().map(|cell| cell.iter().map(|s| s.span).collect::<Cell>()).collect();
                let from = stretches.first().copied().flatten().map_or(edge, |cell| cell.from);
                out.push(Line::Cells { cells, head: in_head, inset: from.saturating_sub(edge).min(INSET) });
                above = (!in_head).then_some(stretches);
            }
        }
    }
    out
}

/// The widest cell of a column.
fn widest(placed: &[Placed], column: usize) -> usize {
    placed.iter().filter_map(|line| line.cell(column)).map(|cell| cell.to - cell.from).max().unwrap_or(0)
}

/// True when all words of a line go on with a cell above: their first one had no room there, and does not begin anew, or
/// what is above does not end.
fn goes_on(block: &str, above: &[Option<Stretch>], line: &[Option<Stretch>], widths: &[usize]) -> bool {
    let filled = line.iter().flatten().count();
    let continues = |n: usize, cell: &Stretch| {
        let Some(above) = above.get(n).copied().flatten() else { return false };
        let (before, words) = (text::slice(block, above.span), text::slice(block, cell.span));
        let first = words.split(' ').next().map_or(0, text::cells);
        let small = |word: &str| word.len() <= 4 && word.chars().all(char::is_lowercase);
        let open = before.ends_with([',', ';', '/', '-', '&', '(']) || before.rsplit(' ').next().is_some_and(small);
        let open = open || words.starts_with(char::is_lowercase) || n == 0 && cell.from > above.from;
        let written = words.chars().any(char::is_alphabetic);
        open && written && above.to - above.from + 1 + first > widths.get(n).copied().unwrap_or(0)
    };
    filled > 0
        && filled < line.len()
        && line.iter().enumerate().all(|(n, cell)| cell.as_ref().is_none_or(|cell| continues(n, cell)))
}

/// The lines that name the columns: up to the first line of signs, or those above the figures.
fn head(block: &str, placed: &[Placed], count: usize) -> Range<usize> {
    let is_cells = |n: &usize| matches!(placed.get(*n), Some(Placed::Cells(_)));
    let Some(first) = (0..placed.len()).find(is_cells) else { return 0..0 };
    let run = first + (first..placed.len()).take_while(is_cells).count();
    let underlined = matches!(placed.get(run), Some(Placed::Signs(_))) && run + 1 < placed.len();
    if underlined && run - first <= NAMES {
        return first..run;
    }
    let cells = |n: usize| if let Some(Placed::Cells(cells)) = placed.get(n) { cells.as_slice() } else { &[] };
    let digits = |cell: &Option<Stretch>| {
        cell.is_some_and(|cell| text::slice(block, cell.span).contains(|c: char| c.is_numeric()))
    };
    let figures = |column: usize| {
        let below = || (first + 1..placed.len()).filter_map(|n| cells(n).get(column)).filter(|cell| cell.is_some());
        below().count() > 0 && below().filter(|cell| digits(cell)).count() * 3 >= below().count() * 2
    };
    let figures: Vec<usize> = (0..count).filter(|column| figures(*column)).collect();
    let names = |n: usize| {
        let named = |column: &usize| cells(n).get(*column).is_some_and(Option::is_some);
        figures.iter().any(named) && !cells(n).iter().any(digits)
    };
    let lines = (first..run).take_while(|n| names(*n)).count();
    if lines > NAMES || lines == run - first { first..first } else { first..first + lines }
}

#[cfg(test)]
mod tests;
