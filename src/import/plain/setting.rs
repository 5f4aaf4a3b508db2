//! How the lines of a group were set: wrapped at the width of the text, wrapped in a narrower column of their own, or broken
//! on purpose, as verse, addresses, program text and orders of battle are.
//!
//! Recipe: who wraps running text puts a word into the next line because it has no room. Lines that mostly end where the
//! next word had had room were broken by their author; lines that never do were wrapped, however narrow they are. Neither
//! is asked of one break, which says little, but of all of a block that stands apart: indented, or much narrower than the
//! text around it.

use super::marker;
use super::shape;
use crate::text;

/// Spaces by which a block stands in that is set off from the text.
const SET_OFF: usize = 2;

/// Fewest lines that show how they were set.
const FEWEST: usize = 3;

/// Fewest lines, and fewest cells, of a column of running text.
const COLUMN: (usize, usize) = (4, 16);

/// Cells by which a column of its own is narrower than the document, and how wide that is where nothing says so.
const NARROWER: usize = 14;
const USUAL: usize = 76;

/// Running text is not set in columns narrower than this many cells.
const NARROWEST: usize = 24;

/// So many indentations make an outline or a program, and no paragraphs.
const LEVELS: usize = 3;

/// Lines of verse or code are seldom wider than this; a wider one that ends in the middle of a phrase was wrapped.
const PHRASE: usize = 45;

/// Lines in the middle of a sentence that open with a capital letter, and show verse in a block that is set in, or is not.
const AMID: (usize, usize) = (3, 6);

/// Bytes in which a stamp stands: `Mar 14 08:12:01`.
const STAMP: usize = 24;

/// How the lines of a group were set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// The width of a column of running text that is narrower than the document.
    pub(super) column: Option<usize>,
    /// From this line on every break is meant.
    by_line: Option<usize>,
    /// The indentation of these lines says something.
    nested: bool,
    /// They are the branches of a tree.
    tree: bool,
    /// Lines that open with a time or a day begin anew.
    stamped: bool,
}

/// What was counted of a block.
#[derive(Debug, Default)]
struct Count {
    /// Breaks that were judged, those behind which the next word had room, and had ample room.
    breaks: usize,
    room: usize,
    ample: usize,
    /// Breaks in the middle of a phrase, behind a long line.
    phrases: usize,
    /// Lines below the first that open with a capital letter alone, and those of them that open in the middle of a sentence.
    capitals: usize,
    amid: usize,
    /// Lines that open with a marker of an item.
    items: usize,
    /// Lines below the first that open with a capital letter or a digit.
    large: usize,
    words: usize,
    /// Cells of the widest lines, and of the smallest and the first indentation.
    width: usize,
    edge: usize,
    first: usize,
    /// Lines that stand further in, or further out, than the line above.
    steps: usize,
    /// Indentations, the first few of them.
    edges: [Option<usize>; LEVELS],
    /// Most cells by which the middle of a line is off that of the first, doubled.
    off_centre: usize,
}

impl Setting {
    /// How `lines` are set in a document that is wrapped at this width.
    pub(super) fn of(lines: &[&str], document: Option<usize>) -> Self {
        let stamped = lines.iter().take(2).any(|line| is_stamped(line))
            && lines.iter().filter(|line| is_stamped(line)).nth(1).is_some();
        let plain = Self { stamped, ..Self::default() };
        if lines.len() < 2 || lines.iter().any(|line| line.len() > shape::MAX_SHORT || line.trim_start().contains('\t'))
        {
            return plain;
        }
        // Most groups are running text at the width of the document, and are looked at no further.
        let flush = lines.iter().all(|line| !line.starts_with(char::is_whitespace));
        let usual = document.unwrap_or(USUAL).saturating_sub(NARROWER);
        if flush && lines.first().is_some_and(|line| shape::is_wider(line, usual)) {
            return plain;
        }
        // A block may stand right below the line that leads to it.
        let led_in = lines.first().is_some_and(|line| line.ends_with([':', '：']) && shape::indent(line) < SET_OFF);
        let from = usize::from(led_in);
        let block = lines.get(from..).unwrap_or_default();
        if block.iter().any(|line| is_prompt(line)) && block.first().is_some_and(|line| is_prompt(line)) {
            return Self { by_line: Some(from), nested: true, ..plain };
        }
        if block.iter().filter(|line| is_branch(line)).count() * 2 > block.len() {
            return Self { by_line: Some(from), nested: true, tree: true, ..plain };
        }
        let count = Count::of(block);
        if block.len() >= FEWEST && count.is_by_line(block.len(), document) && (from == 0 || count.edge >= SET_OFF) {
            let nested = count.is_nested(block.len()) || stamped && count.edge >= SET_OFF;
            return Self { by_line: Some(from), nested, ..plain };
        }
        let column = count.is_column(block, document).then_some(count.width);
        Self { column, ..plain }
    }

    /// True when line `at` stands among lines that are broken on purpose.
    pub(super) fn is_by_line(&self, at: usize) -> bool {
        self.by_line.is_some_and(|from| at >= from)
    }

    /// True when the block that begins at line `at` is kept with its indentation.
    pub(super) fn is_nested(&self, at: usize) -> bool {
        self.nested && self.is_by_line(at)
    }

    /// True when these lines are the branches of a tree, whose strokes look like the bars of a table.
    pub(super) fn is_tree(&self, at: usize) -> bool {
        self.tree && self.is_by_line(at)
    }

    /// True when such a block begins with line `at`, below the line that leads to it.
    pub(super) fn begins(&self, at: usize) -> bool {
        at > 0 && self.by_line == Some(at)
    }

    /// True when `line` begins anew, whatever stands above it.
    pub(super) fn is_entry(&self, line: &str) -> bool {
        self.stamped && is_stamped(line)
    }
}

impl Count {
    fn of(lines: &[&str]) -> Self {
        let measured: Vec<(usize, usize)> = lines.iter().map(|line| measure(line)).collect();
        let width = width(&measured);
        let edge = measured.iter().map(|(indent, _)| *indent).min().unwrap_or(0);
        let margin = ((width - edge.min(width)) / 10).clamp(2, 8);
        let first = measured.first().copied().unwrap_or((0, 0));
        let mut count = Self { width, edge, first: first.0, ..Self::default() };
        let mut above: Option<(&str, usize, usize)> = None;
        for (line, (indent, cells)) in lines.iter().zip(measured) {
            let words = line.trim_start();
            if !count.edges.contains(&Some(indent))
                && let Some(free) = count.edges.iter_mut().find(|edge| edge.is_none())
            {
                *free = Some(indent);
            }
            count.words += words.split_whitespace().count();
            let is_item = marker::find(words).is_some();
            count.items += usize::from(is_item);
            count.off_centre = count.off_centre.max((indent + cells).abs_diff(first.0 + first.1));
            let Some((before, left, filled)) = above.replace((line, indent, cells)) else { continue };
            count.steps += usize::from(indent.abs_diff(left) >= SET_OFF);
            let large = |c: char| !c.is_lowercase() && !is_caseless(c);
            count.large += usize::from(words.chars().find(|c| c.is_alphanumeric()).is_some_and(large));
            // A dot or a rule between two parts is no line of either.
            if is_item || !has_letters(before) || !has_letters(words) {
                continue;
            }
            if opens_large(words) {
                count.capitals += 1;
                count.amid += usize::from(!shape::ends_sentence(before));
            }
            let open = before.ends_with(char::is_alphanumeric) && words.starts_with(char::is_lowercase);
            count.phrases += usize::from(open && filled >= PHRASE);
            let needed = filled + 1 + shape::first_word_cells(words);
            count.breaks += 1;
            count.room += usize::from(needed <= width);
            count.ample += usize::from(needed + margin <= width);
        }
        count
    }

    /// Most lines ended where the next word had had ample room, in a block that stands apart; or all end long before the
    /// width of the text, and are no column.
    fn is_by_line(&self, lines: usize, document: Option<usize>) -> bool {
        let apart = self.edge >= SET_OFF || self.is_nested(lines);
        let outlined = self.is_nested(lines) && self.steps >= LEVELS && self.edges.iter().all(Option::is_some);
        // A word or two a line are no running text, whatever room there was.
        let few = self.words < lines * 3 && self.width < self.edge + NARROWEST;
        let ample = apart && (few || self.ample * 3 >= self.breaks * 2) || outlined;
        // Every line of verse opens large; a noun or a name may stand at the start of some lines of any text.
        let amid = if self.edge >= SET_OFF { AMID.0 } else { AMID.1 };
        let verse = self.capitals == self.breaks && self.amid >= amid;
        let short = document.is_some_and(|wrap| self.width * 5 <= wrap * 3) && self.room * 3 >= self.breaks;
        let wrapped = self.phrases > 0 && self.phrases * 8 >= self.breaks;
        self.items * 3 <= lines && self.breaks > 1 && !wrapped && (ample || verse || short)
    }

    /// Lines step in and out, and are not just centred, nor the first lines of paragraphs.
    fn is_nested(&self, lines: usize) -> bool {
        lines >= FEWEST && self.steps > 1 && self.off_centre > 3 && self.first < self.edge + SET_OFF
    }

    /// Running text in a narrow column: no line had room for the next word, and it reads on.
    fn is_column(&self, lines: &[&str], document: Option<usize>) -> bool {
        let narrower = document.is_none_or(|wrap| self.width + NARROWER < wrap);
        let ends = lines.last().is_some_and(|line| shape::ends_sentence(line));
        lines.len() >= COLUMN.0
            && self.width - self.edge.min(self.width) >= COLUMN.1
            && narrower
            && ends
            && self.items == 0
            && self.room * 8 <= self.breaks
            && self.large * 2 <= self.breaks
            && self.words >= lines.len() * 3
    }
}

/// Lines that end as statements do, and are all indented or have a brace at an end; or elements of a markup.
pub(super) fn is_code(lines: &[&str]) -> bool {
    let elements = |line: &&str| line.trim_start().starts_with('<') && line.ends_with('>');
    if lines.len() >= FEWEST && lines.iter().all(elements) && lines.iter().any(|line| line.contains("</")) {
        return true;
    }
    let marked = lines.first().is_some_and(|l| marker::find(l.trim_start()).is_some());
    let indented =
        !marked && lines.first().is_some_and(|l| shape::indent(l) >= 4) && lines.iter().all(|l| shape::indent(l) >= 4);
    let braced = || {
        !marked
            && lines.len() > 2
            && lines.iter().any(|l| l.ends_with('{'))
            && lines.iter().any(|l| l.ends_with(['}', ';']))
    };
    let ends = |line: &&&str| line.ends_with([';', '{', '}']) || line.contains(" = ") || line.contains("()");
    (indented || braced())
        && lines.iter().filter(ends).count() * 2 >= lines.len()
        && lines.iter().any(|l| l.contains(['{', '}', '=', '(']))
}

/// The cells that one line in ten is wider than; in a short block the widest.
fn width(lines: &[(usize, usize)]) -> usize {
    let mut all: Vec<usize> = lines.iter().map(|(_, cells)| *cells).collect();
    all.sort_unstable();
    all.get(all.len().saturating_sub(1 + all.len() / 10)).copied().unwrap_or(0)
}

fn has_letters(line: &str) -> bool {
    line.contains(char::is_alphanumeric)
}

/// `When the snow`, `I went`, but not `WHEN THE SNOW`.
fn opens_large(words: &str) -> bool {
    let mut letters = words.chars().filter(|c| !matches!(c, '"' | '\'' | '“' | '„' | '«' | '‘' | '—' | '('));
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|c| !c.is_uppercase())
}

/// Cells before the words of a line, and with them.
fn measure(line: &str) -> (usize, usize) {
    let indent = shape::indent(line);
    (indent, indent + text::cells(line.trim_start()))
}

fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// A line that a shell or an interpreter wrote what was typed behind: `$ ls`, `user@host:~$ ls`, `>>> x`, `C:\> dir`.
fn is_prompt(line: &str) -> bool {
    let line = line.trim_start();
    let typed = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '/' | '~'));
    if let Some(rest) = line.strip_prefix("$ ").or_else(|| line.strip_prefix(">>> ")) {
        return typed(rest);
    }
    let Some((word, rest)) = line.split_once(' ') else { return false };
    let shell = word.contains('@') && word.ends_with(['$', '#', '%']);
    let drive = word.get(1..3) == Some(":\\") && word.ends_with('>');
    (shell || drive) && typed(rest)
}

/// A branch of a tree that is drawn with strokes: `|-- north`, `├── north`, `` `-- south ``.
fn is_branch(line: &str) -> bool {
    let branch = line.trim_start_matches(['|', '│', ' ', '\u{A0}']);
    let own = text::slice(line, line.trim_end_matches(branch).len().saturating_sub(1)..line.len());
    branch.starts_with(['├', '└', '╰'])
        || ["`-", "+-- ", "\\-- "].iter().any(|sign| branch.starts_with(sign))
        || own.starts_with("|-- ")
}

/// True for a line that opens with a time of day or a day in figures, as those of logs and diaries do.
pub(super) fn is_stamped(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches(['[', '(']);
    let mut before = 0;
    for word in line.split(' ').take(3) {
        if is_stamp(word, before > 0) {
            return true;
        }
        before += word.len() + 1;
        // `Mar 14 08:12:01`
        let part = word.chars().all(char::is_numeric) || word.chars().all(char::is_alphabetic) && word.len() <= 6;
        if !part || before > STAMP {
            return false;
        }
    }
    false
}

/// `08:10`, `2024-03-14`, `14.03.2024`, `2024-03-14T08:10:02Z`; behind other words only with seconds, as in a log.
fn is_stamp(word: &str, behind: bool) -> bool {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let word = word.trim_end_matches([']', ')', ',', ':', ';']);
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let count = |sign: char| word.matches(sign).count();
    let plain =
        word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'-' | b'/' | b'.' | b'T' | b'Z' | b'+' | b','));
    let clock = count(':') > usize::from(behind);
    let day = !behind && digits >= 6 && ['-', '/', '.'].into_iter().any(|sign| count(sign) == 2);
    plain && digits >= 3 && (clock || day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_and_prompts() {
        for yes in
            ["08:10 Shelling", "[08:10:02] pump", "2024-03-14 08:10 x", "14.03.2024 Esker", "Mar 14 08:12:01 gate sshd"]
        {
            assert!(is_stamped(yes), "{yes}");
        }
        for no in ["12.50 a kilo", "2024 was dry", "3-4 men", "Mar 14 was dry", "ratio 3:1 to", "1,200 bags"] {
            assert!(!is_stamped(no), "{no}");
        }
        for yes in ["$ ls -l", "ops@gate:~$ ls", ">>> print(3)", "C:\\ops> dir"] {
            assert!(is_prompt(yes), "{yes}");
        }
        for no in ["$ 20 million", "> quoted", "roe@example.org wrote", "# remark"] {
            assert!(!is_prompt(no), "{no}");
        }
    }

    #[test]
    fn breaks_that_are_meant_and_breaks_that_wrap() {
        let verse = ["  The snow came down on Esker,", "  and no one", "  walked the street,", "  the wind had blown"];
        assert!(Setting::of(&verse, Some(80)).is_by_line(0));
        let column = [
            "  The office is closed until",
            "  further notice. Those who",
            "  wait for papers are asked",
            "  to come again next week.",
        ];
        assert_eq!(Setting::of(&column, Some(80)).column, Some(28));
        let nested = ["3rd Division", "    7th Regiment (Tarn)", "        1st Battalion", "    9th Regiment"];
        assert!(Setting::of(&nested, None).is_nested(0));
        let tree = ["roads/", "|-- north/", "|   `-- tarn.txt", "`-- south/"];
        assert!(Setting::of(&tree, None).is_tree(0));
        let rows = ["|---|---|", "| a | b |", "+---+---+", "+-- x"];
        assert!(!Setting::of(&rows, None).is_tree(0));
        let centred = ["        REPORT ON ROADS", "    IN THE NORTHERN DISTRICTS", "          OF 2024"];
        assert!(!Setting::of(&centred, Some(80)).is_nested(0));
    }
}
