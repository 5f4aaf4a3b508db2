//! Rules, underlines and rows: lines that are drawn rather than written.

use super::marker;
use super::shape;
use crate::text;

/// Cells of a row that are compared.
const CELLS: usize = 12;

/// A row of a table: where its cells after the first start and end, in characters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row {
    cells: [(u16, u16); CELLS],
    count: usize,
    /// Built with `|`, tabs or leaders, which need no alignment.
    drawn: bool,
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
    let trimmed = line.trim_start();
    if line.len() > 1000 || !may_be_row(line.as_bytes()) || is_tabbed_item(trimmed) {
        return None;
    }
    if is_drawn(trimmed) {
        return Some(Row { drawn: true, ..Row::default() });
    }
    let row = gaps(line);
    (row.count > 0).then_some(row)
}

/// A first look, by bytes: most lines are running text, and are looked at for this often.
fn may_be_row(line: &[u8]) -> bool {
    memchr::memmem::find(line, b"  ").is_some()
        || memchr::memchr2(b'\t', b'|', line).is_some()
        || memchr::memmem::find(line, b"....").is_some()
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
    for (column, c) in line.chars().enumerate() {
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        if c == ' ' {
            blanks += 1;
            continue;
        }
        let stop = matches!(before, '.' | ':' | '!' | '?' | ';' | '"' | '”' | ')');
        if started && (blanks > 2 || blanks == 2 && !stop) && row.count < CELLS {
            weak += usize::from(blanks == 2);
            row.cells[row.count] = (column, column);
            row.count += 1;
        }
        started = true;
        if row.count > 0 {
            row.cells[row.count - 1].1 = column;
        }
        blanks = 0;
        before = c;
    }
    if row.count == 1 && weak == 1 {
        row.count = 0;
    }
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

/// How many lines from the first on are a table; 0 when they are none.
pub(super) fn table(lines: &[&str]) -> usize {
    let Some(mut before) = lines.first().and_then(|l| row(l)) else { return 0 };
    let mut end = 1;
    let mut rows = 1;
    while let Some(line) = lines.get(end) {
        match row(line) {
            Some(next) if next.aligns(&before) => {
                before = next;
                rows += 1;
            }
            Some(next)
                if rows > 1
                    && lines
                        .get(end + 1)
                        .and_then(|l| row(l))
                        .is_some_and(|l| l.aligns(&before) || l.aligns(&next)) => {}
            _ if rows > 1 && shape::indent(line) >= 8 && !shape::is_prose(line) => {}
            _ => break,
        }
        end += 1;
    }
    if rows > 1 { end } else { 0 }
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
        assert_eq!(table(&["17.9\t21.0", "12.1\t100.0"]), 2);
    }
}
