//! reStructuredText: sections by their adornments, a field list as the head, and the blocks between.
//!
//! Covers what briefings written in it use: titles over- or underlined (level by order of appearance), RFC 822 and
//! field-list heads, bullet and numbered lists, literal blocks, block quotes, tables, line blocks and inline markup.
//! Directives, comments and hyperlink targets stay in the text as they are written, since nothing here may be lost.
//!
//! What it does not do: substitutions, footnote numbers and includes are not resolved.

use crate::briefing::{BlockKind, Draft};
use crate::dates;
use crate::import::plain::{fields, lines::first_line, marker};
use crate::text;

mod inline;

/// Reads `text` into `draft`. Line ends are `\n`; `file_name` gives the date when the text has none.
pub fn read(text: &str, file_name: &str, draft: &mut Draft) {
    draft.reserve(text.len());
    let mut reader = Reader::new(text.trim_start_matches('\u{FEFF}'), draft);
    reader.head();
    while reader.block() {}
    let header = draft.header();
    if header.date.is_none() {
        header.date = dates::in_file_name(file_name);
    }
}

/// A position in the text, line by line, with two lines of view ahead.
struct Reader<'a, 'd> {
    rest: &'a str,
    line: u32,
    draft: &'d mut Draft,
    /// Adornments in order of appearance: the sign, and whether a line stands above too.
    styles: Vec<(char, bool)>,
    /// Indentations of the open lists.
    lists: Vec<usize>,
    /// The paragraph before ended with `::`.
    literal: Option<usize>,
    /// No blank line was passed since the last block.
    tight: bool,
}

impl<'a, 'd> Reader<'a, 'd> {
    fn new(text: &'a str, draft: &'d mut Draft) -> Self {
        Self { rest: text, line: 1, draft, styles: Vec::new(), lists: Vec::new(), literal: None, tight: false }
    }

    /// The line `ahead` lines from here, without white space at its end.
    fn peek(&self, ahead: usize) -> Option<&'a str> {
        let mut rest = self.rest;
        for _ in 0..ahead {
            rest = first_line(rest)?.1;
        }
        first_line(rest).map(|(line, _)| line.trim_end())
    }

    fn advance(&mut self) {
        if let Some((_, rest)) = first_line(self.rest) {
            self.rest = rest;
            self.line = self.line.saturating_add(1);
        }
    }

    fn skip_blank(&mut self) {
        while self.peek(0).is_some_and(str::is_empty) {
            self.advance();
            self.tight = false;
        }
    }

    fn open(&mut self, kind: BlockKind) {
        self.draft.open(kind, self.line);
        if self.tight {
            self.draft.tight();
        }
        self.tight = true;
    }

    /// `Title: …` lines at the start, or a field list `:Date: …` there or under the title.
    fn head(&mut self) {
        self.skip_blank();
        let noted = self.notes();
        if !self.fields() && !noted {
            self.title();
            self.skip_blank();
            self.fields();
        }
    }

    /// Fields that are written as comments, as makers of sites read them: `.. title: …`. Field lists may follow.
    fn notes(&mut self) -> bool {
        if self.peek(0).and_then(noted).is_none() {
            return false;
        }
        while self.peek(0).and_then(noted).is_some() {
            self.fields();
            self.skip_blank();
        }
        true
    }

    /// The title: an adorned line at the very start, when its adornment does not come again.
    fn title(&mut self) {
        let Some((sign, over)) = self.adorned() else { return };
        let name = self.peek(usize::from(over)).unwrap_or("").trim();
        let again = {
            let behind =
                (0..2 + usize::from(over)).fold(self.rest, |rest, _| first_line(rest).map_or("", |(_, rest)| rest));
            is_used_again(behind, sign, over)
        };
        if again {
            return;
        }
        self.draft.title(name, self.line + u32::from(over));
        for _ in 0..2 + usize::from(over) {
            self.advance();
        }
        self.styles.push((sign, over));
    }

    /// Reads a run of header fields; false when there is none.
    fn fields(&mut self) -> bool {
        if self.peek(0).and_then(field).is_none() {
            return false;
        }
        self.open(BlockKind::Paragraph);
        let mut first = true;
        while let Some((key, value)) = self.peek(0).and_then(field) {
            if !first {
                self.draft.line_break();
            }
            first = false;
            self.draft.push(self.peek(0).unwrap_or(""));
            self.advance();
            let mut value = value.to_owned();
            while let Some(more) = self.peek(0).filter(|l| l.starts_with([' ', '\t'])) {
                self.draft.next_line(more);
                value.push(' ');
                value.push_str(more.trim());
                self.advance();
            }
            fields::store(self.draft.header(), key, &value);
        }
        self.draft.close();
        true
    }

    /// Reads the next block; false at the end.
    fn block(&mut self) -> bool {
        self.skip_blank();
        let Some(line) = self.peek(0) else { return false };
        let indent = indent(line);
        if let Some(outer) = self.literal.take().filter(|outer| indent > *outer) {
            self.preformatted(outer + 1);
        } else if let Some((sign, over)) = self.adorned() {
            self.heading(sign, over);
        } else if is_transition(line) && self.peek(1).is_none_or(str::is_empty) {
            self.single(BlockKind::Rule, line);
        } else if is_table(line.trim_start()) || is_row(line) && line.ends_with('|') {
            self.table();
        } else if is_row(line) {
            self.line_block();
        } else if line.trim_start().starts_with("..")
            && line.trim_start().trim_start_matches('.').starts_with([' ', '_'])
        {
            self.directive(indent);
        } else if let Some(marker) = marker_len(line.trim_start()) {
            self.item(line, indent, marker);
        } else {
            self.paragraph(indent);
        }
        true
    }

    /// The sign of an adorned title at this line, and whether it is overlined.
    fn adorned(&self) -> Option<(char, bool)> {
        let line = self.peek(0)?;
        if let Some(sign) = adornment(line) {
            let title = self.peek(1).filter(|t| !t.is_empty() && adornment(t).is_none())?;
            let under = adornment(self.peek(2)?)?;
            return (under == sign && covers(line, title)).then_some((sign, true));
        }
        if let Some(sign) = short_adornment(line, self.peek(1)?) {
            return self.peek(2).is_none_or(str::is_empty).then_some((sign, false));
        }
        let sign = adornment(self.peek(1)?)?;
        (!line.is_empty() && !line.starts_with([' ', '\t']) && covers(self.peek(1)?, line)).then_some((sign, false))
    }

    fn heading(&mut self, sign: char, over: bool) {
        let at = self.styles.iter().position(|style| *style == (sign, over)).unwrap_or_else(|| {
            self.styles.push((sign, over));
            self.styles.len() - 1
        });
        if over {
            self.advance();
        }
        self.tight = false;
        self.open(BlockKind::Heading(u8::try_from(at + 1).unwrap_or(6).min(6)));
        inline::write(self.draft, self.peek(0).unwrap_or("").trim());
        self.draft.close();
        self.advance();
        self.advance();
        self.lists.clear();
    }

    fn single(&mut self, kind: BlockKind, line: &str) {
        self.open(kind);
        self.draft.push(line.trim_start());
        self.draft.close();
        self.advance();
    }

    /// Lines as they are: up to the next line indented by less than `least`.
    fn preformatted(&mut self, least: usize) {
        self.open(BlockKind::Code);
        let mut written = 0;
        let mut blanks = 0;
        let mut ahead = self.rest;
        while let Some((raw, rest)) = first_line(ahead) {
            let line = raw.trim_end();
            ahead = rest;
            if line.is_empty() {
                blanks += 1;
                continue;
            }
            if indent(line) < least {
                break;
            }
            for _ in 0..blanks {
                self.draft.line_break();
                self.advance();
            }
            blanks = 0;
            self.row(line, written);
            written += 1;
            self.advance();
        }
        self.draft.close();
    }

    /// One line of a block that keeps its lines.
    fn row(&mut self, line: &str, at: usize) {
        if at > 0 {
            self.draft.line_break();
        }
        self.draft.push(line);
    }

    fn table(&mut self) {
        self.open(BlockKind::Table);
        let mut written = 0;
        while let Some(line) = self.peek(0).filter(|l| !l.is_empty()) {
            self.row(line, written);
            written += 1;
            self.advance();
        }
        self.draft.close();
    }

    /// A line block: lines that are meant, as of an address or a poem, each behind a bar. Lines set in below one go on with it.
    fn line_block(&mut self) {
        self.open(BlockKind::Paragraph);
        let mut first = true;
        while let Some(line) = self.peek(0).filter(|line| is_row(line)) {
            let mut text = line.trim_start().trim_start_matches('|').trim().to_owned();
            self.advance();
            while let Some(more) = self.peek(0).filter(|more| !is_row(more) && more.starts_with([' ', '\t'])) {
                text.push(' ');
                text.push_str(more.trim());
                self.advance();
            }
            if !first {
                self.draft.line_break();
            }
            first = false;
            inline::write(self.draft, &text);
        }
        self.draft.close();
    }

    /// `.. name:: …`, comments and targets: kept as written, with what is indented below. A `.. code-block::` is code.
    fn directive(&mut self, outer: usize) {
        let line = self.peek(0).unwrap_or("");
        let code = ["code", "sourcecode", "parsed-literal", "highlight", "math"]
            .iter()
            .any(|name| line.contains(&format!(".. {name}")));
        let bare = line.ends_with("::");
        // At the edge of a list it is no part of it.
        while self.lists.last().is_some_and(|last| *last >= outer) {
            self.lists.pop();
        }
        self.open(BlockKind::Paragraph);
        self.draft.push(line.trim_start());
        self.advance();
        self.literal = code.then_some(outer);
        // Lines below are wrapped text, of the first line's paragraph where that has words; options have lines of their own.
        let mut apart = bare || code;
        while let Some(line) =
            self.peek(0).filter(|l| !l.is_empty() && indent(l) > outer && !l.trim_start().starts_with(".."))
        {
            let option = is_option(line.trim_start());
            let new = apart || option || code || marker_len(line.trim_start()).is_some();
            if new {
                self.draft.close();
                self.open(BlockKind::Paragraph);
                self.draft.push(line.trim_start());
            } else {
                self.draft.next_line(line.trim_start());
            }
            self.advance();
            apart = option;
        }
        self.draft.close();
    }

    fn item(&mut self, line: &str, indent: usize, marker: usize) {
        while self.lists.last().is_some_and(|last| *last > indent) {
            self.lists.pop();
        }
        if self.lists.last() != Some(&indent) {
            self.lists.push(indent);
        }
        let depth = u8::try_from(self.lists.len() - 1).unwrap_or(7).min(7);
        let line = line.trim_start();
        let spaced = usize::from(line.get(marker..).is_some_and(|rest| rest.starts_with(char::is_whitespace)));
        let kind = BlockKind::Item { depth, marker: u8::try_from(marker + spaced).unwrap_or(0) };
        self.open(kind);
        self.running(indent);
    }

    fn paragraph(&mut self, indent: usize) {
        let inside = self.lists.iter().rposition(|list| *list < indent);
        let kind = match inside {
            Some(depth) => BlockKind::Item { depth: u8::try_from(depth).unwrap_or(0), marker: 0 },
            None => BlockKind::Paragraph,
        };
        if inside.is_none() {
            self.lists.clear();
        }
        self.open(kind);
        if inside.is_none() && indent > 0 {
            self.draft.quote(1);
        }
        // A term above its definition keeps its line.
        let defines =
            |next: &str| !next.is_empty() && self::indent(next) > indent && marker_len(next.trim_start()).is_none();
        if self.peek(1).is_some_and(defines) {
            inline::write(self.draft, self.peek(0).unwrap_or("").trim());
            self.draft.line_break();
            self.advance();
        }
        self.running(indent);
    }

    /// Running text up to a blank line or a nested item, into the open block.
    fn running(&mut self, outer: usize) {
        let mut text = self.peek(0).unwrap_or("").trim().to_owned();
        self.advance();
        while let Some(line) = self.peek(0).filter(|l| !l.is_empty()) {
            let item = is_auto_item(line.trim_start())
                || marker::find(line.trim_start()).is_some_and(|m| m.is_bullet() || self.lists.contains(&indent(line)));
            if item && !self.lists.is_empty() || self.adorned().is_some() || text.len() > 1 << 20 {
                break;
            }
            text.push('\n');
            text.push_str(line.trim());
            self.advance();
        }
        inline::write(self.draft, &text);
        self.draft.close();
        self.literal = text.ends_with("::").then_some(outer);
    }
}

/// The sign of a line that consists of one punctuation sign, at least three times.
fn adornment(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(char::is_ascii_punctuation)?;
    (line.len() >= 3 && line.bytes().all(|b| char::from(b) == sign)).then_some(sign)
}

/// The sign under a title of one or two letters, whose adornment is no longer than it.
fn short_adornment(title: &str, under: &str) -> Option<char> {
    let sign = under.chars().next().filter(|c| "=-~^\"'`#*+.:_".contains(*c))?;
    let same = under.len() <= 2 && under.bytes().all(|b| char::from(b) == sign) && text::cells(title) == under.len();
    (same && title.chars().all(char::is_alphanumeric)).then_some(sign)
}

fn covers(line: &str, title: &str) -> bool {
    title.len() <= 400 && line.len() + 2 >= text::cells(title.trim())
}

fn is_transition(line: &str) -> bool {
    adornment(line).is_some() && line.len() >= 4
}

/// `+---+---+` or `==== ====`.
fn is_table(line: &str) -> bool {
    let grid = line.starts_with("+-") || line.starts_with("+=");
    grid || line.starts_with("==") && line.contains("= ") && line.bytes().all(|b| matches!(b, b'=' | b' '))
}

/// `| text`, or a bar alone: a line of a line block, or a row of a table.
fn is_row(line: &str) -> bool {
    line.trim_start().strip_prefix('|').is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// True when an adornment comes again in the first part of `text`.
fn is_used_again(text: &str, sign: char, over: bool) -> bool {
    let mut rest = text.get(..text.len().min(1 << 18)).unwrap_or(text);
    let mut above = "";
    let mut before = "";
    while let Some((line, behind)) = first_line(rest) {
        let line = line.trim_end();
        if adornment(line) == Some(sign)
            && !before.is_empty()
            && adornment(before).is_none()
            && (adornment(above) == Some(sign)) == over
        {
            return true;
        }
        (above, before, rest) = (before, line, behind);
    }
    false
}

/// `.. key: value`, which is no directive and no target.
fn noted(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix(".. ")?;
    let key = rest.split_once(':')?.0;
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    fields::split(rest).filter(|(name, _)| plain && *name == key && !rest.contains("::"))
}

/// `Key: value` in the head, or `:Key: value`, or that in a comment.
fn field(line: &str) -> Option<(&str, &str)> {
    if let Some(found) = noted(line) {
        return Some(found);
    }
    match line.strip_prefix(':') {
        Some(rest) => rest
            .split_once(':')
            .filter(|(key, _)| !key.is_empty() && key.len() <= 60)
            .map(|(key, value)| (key, value.trim())),
        None => fields::split(line).filter(|_| line.starts_with(|c: char| c.is_alphabetic()) && line.len() < 1000),
    }
}

/// Length in bytes of the mark that opens an item; `#.` is one that numbers itself.
fn marker_len(line: &str) -> Option<usize> {
    if is_auto_item(line) { Some(2) } else { marker::find(line).map(|marker| marker.len) }
}

fn is_auto_item(line: &str) -> bool {
    line.strip_prefix("#.").is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// `:name: value` below a directive.
fn is_option(line: &str) -> bool {
    let name = line.strip_prefix(':').and_then(|rest| rest.split_once(':')).map(|(name, _)| name);
    name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')))
}

fn indent(line: &str) -> usize {
    line.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

#[cfg(test)]
mod tests;
