//! Rules, underlines and rows: lines that are drawn rather than written.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::marker;
use super::shape;
use crate::text;

/// Cells by which a word that goes on with a cell may begin further left than the cell does.
const CENTRED: usize = 8;

/// Cells of a row that are compared.
const CELLS: usize = 12;

/// Rows that are wider than this many cells are running text.
const WIDEST: usize = 1000;

/// Rows that show a table where each alone would be running text: all parted at one place, by two blanks or one bar.
const ENOUGH: usize = 3;

/// Lines above the first full row of a table that name its columns, at most.
const HEAD: usize = 2;

/// A row of a table: where its cells after the first start and end, in cells on paper.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row {
    cells: [(u16, u16); CELLS],
    count: usize,
    /// Built with `|`, tabs or leaders, which need no alignment.
    drawn: bool,
    /// Parted by one gap of two blanks or one bar, which running text may have as well: a row only among others.
    weak: bool,
    /// Blanks of its widest gap.
    gap: usize,
}

/// True for a line of signs that separates two parts: `---`, `* * *`, `&&`, `$$`.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim_start();
    let Some(sign) = line.chars().next().filter(|c| is_rule_sign(*c)) else { return false };
    let mut signs = 0usize;
    for c in line.chars() {
        match c {
            c if c == sign => signs += 1,
            ' ' | '\t' => {}
            _ => return false,
        }
    }
    signs >= if matches!(sign, '&' | '$' | '—' | '―') { 2 } else { 3 }
}

fn is_rule_sign(c: char) -> bool {
    matches!(
        c,
        '-' | '=' | '*' | '_' | '~' | '#' | '&' | '$' | '+' | '.' | '—' | '–' | '―' | '·' | '•' | '^' | '/' | '\u{2500}'..='\u{257F}' | '\u{2580}'..='\u{259F}'
    )
}

/// The sign of the underline, when `line` underlines `heading`.
pub(super) fn underline(heading: &str, line: &str) -> Option<char> {
    let sign = rule_sign(line)?;
    let heading = heading.trim_start();
    if heading.len() > shape::MAX_SHORT || is_rule(heading) {
        return None;
    }
    let (width, under) = (text::cells(heading), text::cells(line.trim_start()));
    let fits = under + 3 >= width && under <= width + (width / 2).max(6);
    let sentence = shape::ends_sentence(heading) && heading.ends_with('.') && !heading.ends_with("...");
    let letters = heading.chars().any(char::is_alphanumeric);
    (fits && !sentence && letters && width <= 120).then_some(sign)
}

/// True when `heading` stands between two rules of one sign and one length, which may be shorter or longer than it.
pub(super) fn is_between(over: &str, heading: &str, under: &str) -> bool {
    let Some(sign) = rule_sign(over).filter(|sign| rule_sign(under) == Some(*sign)) else { return false };
    let signs = |line: &str| line.matches(sign).count();
    let heading = heading.trim_start();
    if heading.len() > shape::MAX_SHORT || signs(over).abs_diff(signs(under)) > 3 || signs(over) < 5 {
        return false;
    }
    let sentence = shape::ends_sentence(heading) && !heading.ends_with("...");
    let letters = heading.chars().filter(|c| c.is_alphabetic()).count();
    let digits = heading.chars().filter(|c| c.is_numeric()).count();
    !sentence
        && letters > digits
        && !is_rule(heading)
        && row(heading).is_none()
        && !heading.ends_with([',', ';'])
        && text::cells(heading) <= 110
        && marker::find(heading).is_none_or(|m| !m.is_bullet())
}

/// The sign of a line without gaps that could stand over or under a heading.
pub(super) fn rule_sign(line: &str) -> Option<char> {
    let line = line.trim_start();
    let sign = line
        .chars()
        .next()
        .filter(|c| matches!(c, '=' | '-' | '~' | '^' | '"' | '*' | '+' | '#' | '_' | '\u{2500}' | '\u{2550}'))?;
    (line.len() <= shape::MAX_SHORT && line.chars().all(|c| c == sign) && line.chars().count() >= 3).then_some(sign)
}

/// The cells of a line that could be a row of a table.
pub(super) fn row(line: &str) -> Option<Row> {
    any_row(line).filter(|row| !row.weak)
}

/// The same, with lines that are rows only among others.
fn any_row(line: &str) -> Option<Row> {
    let trimmed = line.trim_start();
    if !may_be_row(line.as_bytes()) || shape::is_wider(line, WIDEST) || is_tabbed_item(trimmed) {
        return None;
    }
    if is_drawn(trimmed) {
        return Some(Row { drawn: true, ..Row::default() });
    }
    let row = gaps(line);
    // A gap before the bar makes it stand below another one; it parts nothing by itself.
    if row.count <= 1 && [" | ", " │ "].iter().any(|bar| trimmed.contains(bar)) {
        return Some(Row { drawn: true, weak: true, ..Row::default() });
    }
    (row.count > 0).then_some(row)
}

/// A first look, by bytes: most lines are running text, and are looked at for this often.
fn may_be_row(line: &[u8]) -> bool {
    static LEADERS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("...."));
    text::doubled_space(line).is_some()
        || memchr::memchr2(b'\t', b'|', line).is_some()
        || LEADERS.find(line).is_some()
        || line.starts_with(b"+-")
        || line.starts_with(b"+=")
        || !line.is_ascii() && ["┃", "│"].iter().any(|pipe| memchr::memmem::find(line, pipe.as_bytes()).is_some())
}

/// `•⇥Text`, `1.⇥Text`, `2.1⇥Text`: the tab only sets the text off from its marker, as word processors do.
fn is_tabbed_item(line: &str) -> bool {
    let Some(rest) = marker::find(line).and_then(|m| line.get(m.len..)) else { return false };
    let body = rest.trim_start();
    (rest.starts_with(['\t', '\u{A0}']) || rest.starts_with("  "))
        && body.starts_with(|c: char| !c.is_numeric())
        && !may_be_row(body.as_bytes())
}

fn is_drawn(line: &str) -> bool {
    let pipes = line.matches(['|', '│', '┃']).count();
    let tab = line.contains('\t');
    let frame = line.len() > 3
        && line.chars().all(|c| matches!(c, '-' | '=' | '+' | '|' | ' ' | ':'))
        && line.contains(['-', '='])
        && line.contains([' ', '|', '+']);
    let leader = line.find("....").is_some_and(|at| {
        at > 0 && !line.trim_end_matches('.').ends_with(' ') && !line.ends_with("...") && !line.starts_with('.')
    });
    pipes >= 2 || tab || frame || leader
}

/// Cells behind a gap of three blanks, or of two that does not follow the end of a sentence.
fn gaps(line: &str) -> Row {
    let mut row = Row::default();
    let (mut blanks, mut before, mut started, mut weak) = (0usize, ' ', false, 0usize);
    // In cells: what stands below each other on paper need not be as many characters.
    let mut edge = shape::indent(line);
    let words = line.trim_start();
    for (_, grapheme) in text::grapheme_indices(words) {
        let c = grapheme.chars().next().unwrap_or(' ');
        let column = u16::try_from(edge).unwrap_or(u16::MAX);
        edge += text::grapheme_cells(grapheme);
        if c == ' ' {
            blanks += 1;
            continue;
        }
        let stop = matches!(before, '.' | ':' | '!' | '?' | ';' | '"' | '”' | ')');
        if started && (blanks > 2 || blanks == 2 && !stop) && row.count < CELLS {
            weak += usize::from(blanks == 2);
            row.gap = row.gap.max(blanks);
            row.cells[row.count] = (column, column);
            row.count += 1;
        }
        started = true;
        if row.count > 0 {
            row.cells[row.count - 1].1 = u16::try_from(edge.saturating_sub(1)).unwrap_or(u16::MAX);
        }
        blanks = 0;
        before = c;
    }
    row.weak = row.count == 1 && weak == 1;
    row
}

impl Row {
    /// True when a cell of one row stands above a cell of the other.
    pub(super) fn aligns(&self, other: &Row) -> bool {
        if self.drawn || other.drawn {
            return self.drawn && other.drawn || self.count + other.count > 0;
        }
        let near = |a: u16, b: u16| a.abs_diff(b) <= 1;
        let cells = |row: &Row| row.cells[..row.count].to_vec();
        let theirs = cells(other);
        cells(self).iter().any(|a| theirs.iter().any(|b| near(a.0, b.0) || near(a.1, b.1)))
    }
}

impl Row {
    /// True when nearly all cells of the row that has fewer stand above or below cells of the other.
    pub(super) fn matches(&self, other: &Row) -> bool {
        let near = |a: u16, b: u16| a.abs_diff(b) <= 1;
        let (few, many) = if self.count <= other.count { (self, other) } else { (other, self) };
        let beside = |a: &(u16, u16)| many.cells[..many.count].iter().any(|b| near(a.0, b.0) || near(a.1, b.1));
        let aligned = few.cells[..few.count].iter().filter(|cell| beside(cell)).count();
        !self.drawn && !other.drawn && aligned >= few.count.min(2) && aligned * 3 >= few.count * 2 && aligned > 0
    }

    /// True when a line is a further row below this one.
    pub(super) fn takes_row(&self, line: &str) -> bool {
        any_row(line).is_some_and(|row| if row.weak { row.stands_in(self) } else { row.aligns(self) })
    }

    /// True when this row, which alone would be running text, is parted just where another one is.
    fn stands_in(&self, other: &Row) -> bool {
        let parted = |at: u16| other.cells[..other.count].iter().any(|cell| cell.0 == at);
        if self.drawn { other.drawn } else { self.cells[..self.count].iter().any(|cell| parted(cell.0)) }
    }

    /// True when the first cell of this row, which has two, is longer than that of the others and pushes the second away.
    fn is_pushed(&self, others: &Row) -> bool {
        self.weak && !self.drawn && others.count == 1 && !others.drawn && self.cells[0].0 > others.cells[0].0
    }

    /// True when a line above the rows of a table names some of its columns: what it has stands over them, and nothing
    /// over the first one.
    fn is_headed(&self, line: &str) -> bool {
        let Some(second) = self.cells[..self.count].first().map(|cell| usize::from(cell.0)) else { return false };
        let last = self.cells[self.count - 1].1;
        let strong = row(line).is_some_and(|row| !row.drawn && row.gap > 2);
        strong
            && shape::indent(line) + CENTRED >= second
            && shape::indent(line) > 2
            && text::cells(line) <= usize::from(last) + CENTRED
    }

    /// How many cells it has.
    pub(super) fn cells(&self) -> usize {
        self.count + 1
    }

    /// True when a line without gaps belongs to the table of this row: words that go on below the beginning of a cell, or
    /// in the first column (or name a group there) with a further row below.
    fn takes(&self, line: &str, below: Option<&&str>) -> bool {
        let Some(second) = self.cells[..self.count].first().map(|cell| usize::from(cell.0)) else { return false };
        let indent = shape::indent(line);
        let hangs = self.cells[..self.count].iter().any(|cell| usize::from(cell.0) == indent);
        let first = || indent + 2 < second && text::cells(line) + 1 < second;
        // A word that is centred or set flush right, as those of a head are: it lies over one cell, not the first one.
        let end = text::cells(line);
        let over = |cell: &&(u16, u16)| usize::from(cell.0) < end && indent <= usize::from(cell.1);
        let centred = self.count > 1
            && indent + CENTRED >= second
            && self.cells[..self.count].iter().filter(over).count() == 1
            && below.and_then(|below| row(below)).is_some_and(|next| next.matches(self));
        hangs
            || centred
            || first() && !is_rule(line) && below.and_then(|below| row(below)).is_some_and(|next| next.matches(self))
    }
}

/// How many lines from the first on are a table; 0 when they are none.
pub(super) fn table(lines: &[&str]) -> usize {
    let Some(first) = lines.first().and_then(|line| any_row(line)) else { return 0 };
    let (count, _) = rows(first, lines);
    if count > 0 || first.weak || first.drawn {
        return count;
    }
    // The first lines of a head may name some of the columns only.
    for head in 1..=HEAD {
        let (names, below) = lines.split_at(head.min(lines.len()));
        let Some(first) = below.first().and_then(|line| row(line)) else { continue };
        if let (count @ 1.., fullest) = rows(first, below)
            && names.iter().all(|line| fullest.is_headed(line))
        {
            return head + count;
        }
    }
    0
}

/// How many lines from the `first` row on are a table, and the row of it with the most cells.
fn rows(first: Row, lines: &[&str]) -> (usize, Row) {
    let mut before = first;
    if is_justified(&before, lines) {
        return (0, before);
    }
    let (mut end, mut rows, mut strong) = (1, 1, usize::from(!first.weak));
    // The row with the most cells: one that only goes on with a cell has not all columns.
    let mut fullest = before;
    while let Some(line) = lines.get(end) {
        let below = || lines.get(end + 1).and_then(|l| any_row(l));
        if rows > 1 && is_further_head(lines.get(end - 1..end + 2)) {
            break;
        }
        match any_row(line) {
            Some(next) if next.weak && (next.stands_in(&fullest) || next.stands_in(&before)) => rows += 1,
            Some(next) if next.is_pushed(&fullest) && below().is_some_and(|l| l.stands_in(&fullest)) => {}
            Some(next) if next.weak && before.weak && !fullest.drawn => break,
            Some(next)
                if !next.weak
                    && (!before.weak || before.drawn || before.stands_in(&next))
                    && (next.aligns(&before) || rows > 1 && next.matches(&fullest)) =>
            {
                before = next;
                fullest = if next.count > fullest.count || fullest.weak { next } else { fullest };
                rows += 1;
                strong += 1;
            }
            Some(next)
                if rows > 1
                    && !next.weak
                    && lines
                        .get(end + 1)
                        .and_then(|l| row(l))
                        .is_some_and(|l| l.aligns(&before) || l.aligns(&next)) => {}
            _ if rows > 1 && shape::indent(line) >= 8 && !shape::is_prose(line) => {}
            next if next.is_none_or(|next| next.weak) && fullest.takes(line, lines.get(end + 1)) => {}
            _ => break,
        }
        end += 1;
    }
    let enough = if strong > 0 { 2 } else { ENOUGH };
    (if rows >= enough { end } else { 0 }, fullest)
}

/// True when the middle one of three lines names columns anew: it has words where those above and below have figures.
fn is_further_head(lines: Option<&[&str]>) -> bool {
    let Some([above, line, below]) = lines else { return false };
    let figures = |line: &str| line.bytes().any(|b| b.is_ascii_digit());
    if figures(line) || !figures(above) || !figures(below) || line.len() > shape::MAX_SHORT {
        return false;
    }
    let cells = |line: &str| -> Vec<String> {
        line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
    };
    let (names, over, under) = (cells(line), cells(above), cells(below));
    let counted =
        |row: &[String]| row.iter().skip(1).filter(|cell| cell.contains(char::is_numeric)).count() * 2 >= row.len() - 1;
    let is_name = |n: usize| {
        let name = names[n].as_str();
        name.starts_with(char::is_uppercase)
            && name.chars().count() > 2
            && !names[..n].iter().any(|other| other == name)
    };
    names.len() > 2
        && names.len() == under.len()
        && over.len() > 1
        && counted(&over)
        && counted(&under)
        && (0..names.len()).all(is_name)
}

/// True when a table begins with the first of these lines, whatever stands above: its rows have three cells or more, or
/// are drawn with bars.
pub(super) fn begins(lines: &[&str]) -> bool {
    let (Some(line), Some(next)) = (lines.first(), lines.get(1)) else { return false };
    let bars = |line: &str| line.starts_with('|') || line.starts_with("+-") || line.starts_with("+=");
    if bars(line.trim_start()) && bars(next.trim_start()) {
        return true;
    }
    let Some(first) = row(line).filter(|row| row.count > 1 && row.gap > 2) else { return false };
    let below = lines.get(1..).unwrap_or_default().iter().take(2).filter_map(|line| row(line));
    below.into_iter().any(|row| row.matches(&first)) && !is_justified(&first, lines)
}

/// True for running text whose blanks were widened until all lines ended at one edge: small gaps, none below another.
fn is_justified(first: &Row, lines: &[&str]) -> bool {
    const ENOUGH: usize = 16;
    const SMALL: usize = 3;
    let lines = lines.get(..ENOUGH).unwrap_or(lines);
    let Some((_, full)) = lines.split_last() else { return false };
    let edge = || full.iter().map(|line| text::cells(line));
    let Some(longest) = edge().max().filter(|cells| (40..=shape::MAX_WRAP).contains(cells)) else { return false };
    if first.drawn || first.gap > SMALL || full.len() < 2 || edge().any(|cells| cells + 2 < longest) {
        return false;
    }
    let mut gaps = vec![0usize; longest + 1];
    for line in lines {
        let words = line.trim_start();
        let (mut column, mut blanks) = (shape::indent(line), 0);
        for (_, grapheme) in text::grapheme_indices(words) {
            match grapheme {
                " " => blanks += 1,
                "|" | "\t" => return false,
                _ if blanks > SMALL => return false,
                _ => {
                    let widened = if blanks > 1 { blanks } else { 0 };
                    for lines in gaps.iter_mut().take(column).skip(column - widened) {
                        *lines += 1;
                    }
                    blanks = 0;
                }
            }
            column += text::grapheme_cells(grapheme);
        }
    }
    gaps.iter().all(|count| count * 4 < lines.len() * 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_underlines() {
        for rule in ["---", "* * *", "&&", "$$", "=====", "----------  -----"] {
            assert!(is_rule(rule), "{rule}");
        }
        for no in ["--", "-", "$100", "END", "- - a", ""] {
            assert!(!is_rule(no), "{no}");
        }
        assert_eq!(underline("NEXT ADVISORY", "-------------"), Some('-'));
        assert_eq!(underline("Defense expenditures: 8% of GNP, or $7.8 billion (1989 est.)", &"-".repeat(52)), None);
        assert_eq!(underline("NA", &"-".repeat(52)), None);
    }

    #[test]
    fn tables() {
        let rows = [
            "Holding area       Trucks   Perishable",
            "----------------   ------   ----------",
            "Port Esker            410           62",
            "Text goes on here.",
        ];
        assert_eq!(table(&rows), 3);
        assert_eq!(table(&["A turn is near 12 mph.  It will slow", "on Monday.  On the forecast track"]), 0);
        assert_eq!(table(&["| a | b |", "|---|---|", "| c | d |"]), 3);
        assert_eq!(table(&["Rice........ 12", "Corn........ 30"]), 2);
        assert_eq!(table(&["•\tOne thing", "•\tAnother"]), 0, "a tab behind a bullet parts no cells");
        assert_eq!(table(&["2.1\tIn the south", "o\tText"]), 0);
        let head = [
            "District              Dead   Remarks",
            "               (estimated)",
            "Ombeli                  12   The road is closed until further notice",
            "Port Esker               4   None",
        ];
        assert_eq!(table(&head), 4, "a name of two lines, set flush right");
        let wide = ["王小明        北京市        Open until Friday", "Li            Beijing       None"];
        assert_eq!(table(&wide), 2, "they stand below each other on paper");
        assert_eq!(table(&["17.9\t21.0", "12.1\t100.0"]), 2);
    }
}
