//! From groups of lines to blocks: rules, headings, items, tables, quotations, paragraphs.

use super::below::{are_apart, goes_on, hangs, is_cut, is_note, is_over_remark, is_run_in, speaks, takes_turn};
use super::grid;
use super::heading::{self, Before, Place, Style};
use super::levels::Levels;
use super::lines::Lines;
use super::list::List;
use super::marker;
use super::setting;
use super::shape::{self, Case};
use super::sign;
use super::survey::Survey;
use super::wire;
use crate::briefing::{BlockKind, Draft};

/// Writes blocks into a draft, and remembers what the next decision needs.
pub(super) struct Body<'d> {
    /// Where the blocks go.
    pub(super) draft: &'d mut Draft,
    /// What the document looks like as a whole.
    pub(super) survey: Survey,
    /// What was written last.
    pub(super) before: Before,
    levels: Levels,
    list: List,
    part_label: Option<String>,
    title: String,
    /// The last row of the table that was written last.
    row: Option<grid::Row>,
}

/// How a line hangs on the one before it in its block.
#[derive(Debug, Clone, Copy)]
enum Seam {
    /// There is none, or the line goes on with a word that was cut.
    None,
    /// The break only wraps.
    Wrapped,
    /// The break is meant.
    Broken,
}

impl<'d> Body<'d> {
    /// A writer into `draft`.
    pub(super) fn new(draft: &'d mut Draft, survey: Survey) -> Self {
        Self {
            draft,
            survey,
            before: Before::Start,
            levels: Levels::default(),
            list: List::default(),
            part_label: None,
            title: String::new(),
            row: None,
        }
    }

    /// Writes the lines of a group from `from` on.
    pub(super) fn group(&mut self, lines: &Lines<'_, '_>, from: usize) {
        let mut at = from;
        while at < lines.group.lines.len() {
            at += self.block(lines, at).max(1);
        }
    }

    /// Remembers how the title begins, so that a line that begins alike is known as a further title.
    pub(super) fn title_is(&mut self, title: &str) {
        self.part_label = super::fields::split(title).map(|(key, _)| key.to_owned());
        self.before = Before::Heading;
        title.trim().clone_into(&mut self.title);
    }

    /// True for the title again, as it runs on top of the pages.
    fn is_running_head(&self, line: &str) -> bool {
        line.len() == self.title.len() && line == self.title
    }

    /// Opens a block at line `at`.
    pub(super) fn open(&mut self, kind: BlockKind, lines: &Lines<'_, '_>, at: usize) {
        self.draft.open(kind, lines.number(at));
        self.row = None;
        if at > 0 || lines.group.cut {
            self.draft.tight();
        }
    }

    /// Writes one block and says how many lines it took.
    fn block(&mut self, lines: &Lines<'_, '_>, at: usize) -> usize {
        let rest = lines.group.lines.get(at..).unwrap_or_default();
        let Some(line) = lines.get(at) else { return 1 };
        let sole = self.is_row(lines) || self.goes_on(lines, at).is_some_and(|above| above.takes_row(line));
        let table = grid::table(rest).max(usize::from(sole));
        if table > 0 && !lines.setting.is_tree(at) {
            return self.table(lines, at, table);
        }
        if let Some((style, taken)) = self.heading_at(lines, at) {
            return self.heading(lines, at, style, taken);
        }
        let below = lines.get(at + 1);
        if let Some(name) = self.survey.run_ins.at(line, below, at == 0, self.survey.shouts) {
            return self.run_in(lines, at, name);
        }
        if grid::is_rule(line) || wire::is_page(line) {
            return self.rule(lines, at);
        }
        if line.starts_with('>') {
            return self.quotation(lines, at);
        }
        if at == 0 && setting::is_code(rest) || rest.len() > 1 && lines.setting.is_nested(at) {
            return self.code(lines, at);
        }
        if marker::find(line).is_some_and(|m| self.is_item(lines, at, &m)) {
            return self.item(lines, at);
        }
        self.paragraph(lines, at)
    }

    fn table(&mut self, lines: &Lines<'_, '_>, at: usize, count: usize) -> usize {
        if self.goes_on(lines, at).is_some() {
            self.draft.open_rest(BlockKind::Table, lines.number(at));
        } else {
            self.open(BlockKind::Table, lines, at);
        }
        let rows = lines.group.lines.get(at..at + count).unwrap_or_default();
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.draft.line_break();
            }
            for (cell, part) in row.trim_start_matches('\t').split('\t').enumerate() {
                if cell > 0 {
                    self.draft.cell_break();
                }
                self.draft.push(part);
            }
        }
        self.draft.close();
        self.before = Before::Start;
        self.row = rows.iter().rev().find_map(|row| grid::row(row));
        count
    }

    /// The last row of the table that goes on at this line, the first behind the cut of a run that was too long.
    fn goes_on(&self, lines: &Lines<'_, '_>, at: usize) -> Option<grid::Row> {
        self.row.filter(|_| lines.group.cut && at == 0)
    }

    /// A line alone that is a row of the table before it or behind it: blank lines part rows, too, or a total.
    fn is_row(&self, lines: &Lines<'_, '_>) -> bool {
        let [line] = lines.group.lines else { return false };
        let Some(row) = grid::row(line).filter(|row| row.cells() > 2) else { return false };
        let next = || lines.group.after.peek()[0].and_then(grid::row);
        self.row.is_some_and(|before| before.matches(&row)) || next().is_some_and(|next| next.matches(&row))
    }

    fn rule(&mut self, lines: &Lines<'_, '_>, at: usize) -> usize {
        self.open(BlockKind::Rule, lines, at);
        self.draft.push(lines.get(at).unwrap_or(""));
        self.draft.close();
        self.list.end();
        self.before = Before::Start;
        1
    }

    /// The heading at line `at`, and how many lines it takes with its underline.
    pub(super) fn heading_at(&self, lines: &Lines<'_, '_>, at: usize) -> Option<(Style, usize)> {
        let line = lines.get(at)?;
        let fresh = at == 0 || !lines.joins(at - 1) || self.before == Before::Heading || self.before == Before::Start;
        if line.len() > shape::MAX_SHORT || !fresh {
            return None;
        }
        if let (Some(sign), Some(title), Some(under)) = (grid::rule_sign(line), lines.get(at + 1), lines.get(at + 2))
            && grid::rule_sign(under) == Some(sign)
            && (grid::underline(title, under).is_some() || grid::is_between(line, title, under))
        {
            return Some((Style::Underlined(sign, true), 3));
        }
        if let Some(sign) = lines.get(at + 1).and_then(|under| grid::underline(line, under)) {
            return (marker::find(line).is_none_or(|m| !m.is_bullet())).then_some((Style::Underlined(sign, false), 2));
        }
        if let Some(sign) = lines.get(at + 1).and_then(|under| self.survey.ruled(line, under)) {
            return Some((Style::Underlined(sign, false), 2));
        }
        if grid::is_rule(line) || wire::is_page(line) || self.is_running_head(line) {
            return None;
        }
        let place = self.place(lines, at);
        if self.is_part(line, &place) {
            return Some((Style::Part, 1));
        }
        if let Some(taken) = wrapped_dotted(lines, at) {
            return Some((Style::Dotted, taken));
        }
        heading::judge(line, &place, &self.survey).map(|style| (style, 1))
    }

    /// A short line like the title, right above another heading: a second title in one file.
    fn is_part(&self, line: &str, place: &Place<'_>) -> bool {
        let Some(label) = &self.part_label else { return false };
        let same = line.strip_prefix(label.as_str()).is_some_and(|rest| rest.starts_with([':', '：']));
        same && self.before == Before::Start && place.below.is_some() && line.len() <= 120
    }

    fn place<'a>(&self, lines: &Lines<'_, 'a>, at: usize) -> Place<'a> {
        let headed = matches!(self.before, Before::Heading | Before::Start);
        let last = at + 1 == lines.group.lines.len();
        let line = lines.get(at).unwrap_or("");
        let marker = marker::find(line).or_else(|| marker::bare(line, self.survey.bare_numbers));
        Place {
            alone: (last || is_over_remark(lines, at)) && (at == 0 || headed),
            opens: at == 0 || headed || !lines.joins(at - 1),
            before: self.before,
            below: lines.group.lines.get(at + 1).copied(),
            after: lines.group.after.peek(),
            item: self.list.last(),
            first: at == 0 && !lines.group.cut,
            above: at.checked_sub(1).and_then(|above| lines.group.lines.get(above)).copied(),
            // Only asked of lines with a number.
            hangs: marker.is_some() && hangs(lines, at),
            sequel: marker.is_some_and(|marker| self.levels.goes_on(&marker)),
        }
    }

    fn heading(&mut self, lines: &Lines<'_, '_>, at: usize, style: Style, taken: usize) -> usize {
        let bare = self.survey.bare_numbers;
        let number =
            lines.get(at).and_then(|l| marker::find(l).or_else(|| marker::bare(l, bare))).map_or(0, |m| m.number);
        let below = lines.get(at + taken).is_some();
        let name = lines.get(at).unwrap_or("");
        let kin = self.levels.beside(style, name, self.before == Before::Heading, &self.survey);
        let level = self.levels.level(kin, number, &self.survey);
        let level = self.levels.nested(kin, level, below, self.before == Before::Heading);
        let text_at = at + usize::from(matches!(style, Style::Underlined(_, true)));
        self.open(BlockKind::Heading(level), lines, text_at);
        let text = lines.get(text_at).unwrap_or("");
        self.draft.push(match style {
            Style::Hash(_) => sign::unhashed(text),
            Style::Framed => sign::unframed(text),
            Style::Stars(_) => text.trim_start_matches('*').trim_start(),
            _ => text,
        });
        if style == Style::Dotted && taken == 2 {
            self.draft.next_line(lines.get(at + 1).unwrap_or(""));
        }
        self.draft.close();
        self.list.end();
        self.before = Before::Heading;
        taken
    }

    /// A heading of `name` bytes and the text behind it.
    fn run_in(&mut self, lines: &Lines<'_, '_>, at: usize, name: usize) -> usize {
        let line = lines.get(at).unwrap_or("");
        let number = marker::find(line).filter(|marker| !marker.is_bullet());
        let style = number.map_or(Style::Dotted, |m| Style::Numbered(m.kind, m.depth, Case::Caps));
        let level = self.levels.level(style, number.map_or(0, |m| m.number), &self.survey);
        self.open(BlockKind::Heading(level), lines, at);
        self.draft.push(line.get(..name).unwrap_or(line).trim_end());
        self.draft.close();
        self.list.end();
        self.before = Before::Heading;
        let text = line.get(name..).unwrap_or("").trim_start();
        if text.is_empty() {
            return 1;
        }
        self.draft.open(BlockKind::Paragraph, lines.number(at));
        self.draft.tight();
        self.before = Before::Short;
        self.lines_behind(lines, at, None, line.len() - text.len())
    }

    fn quotation(&mut self, lines: &Lines<'_, '_>, at: usize) -> usize {
        let (depth, mut text) = quoted(lines.get(at).unwrap_or(""));
        self.open(BlockKind::Paragraph, lines, at);
        self.draft.quote(depth);
        self.draft.push(text);
        let mut end = at + 1;
        while let Some(line) = lines.get(end).filter(|l| l.starts_with('>')) {
            let (next_depth, next) = quoted(line);
            if next_depth != depth || next.is_empty() {
                break;
            }
            if shape::joins(text, next, lines.wrap) || shape::is_prose(text) && !shape::ends_sentence(text) {
                self.draft.next_line(next);
            } else {
                self.draft.line_break();
                self.draft.push(next);
            }
            text = next;
            end += 1;
        }
        self.draft.close();
        self.before = Before::Sentence;
        end - at
    }

    /// A group of indented program text or the like, kept as it is.
    fn code(&mut self, lines: &Lines<'_, '_>, at: usize) -> usize {
        self.open(BlockKind::Code, lines, at);
        let rest = lines.group.lines.get(at..).unwrap_or_default();
        for (index, line) in rest.iter().enumerate() {
            if index == 0 { self.draft.push(line) } else { self.draft.next_line(line) }
        }
        self.draft.close();
        self.before = Before::Start;
        rest.len()
    }

    /// An item where a list may begin or go on: not in the middle of wrapped text.
    fn is_item(&self, lines: &Lines<'_, '_>, at: usize, marker: &marker::Marker) -> bool {
        at == 0
            || self.before == Before::Item
            || matches!(self.before, Before::Heading | Before::Colon)
            || !lines.joins(at - 1)
            || self.list.last().is_some_and(|last| marker.follows(&last))
    }

    fn item(&mut self, lines: &Lines<'_, '_>, at: usize) -> usize {
        let indent = lines.group.lines.get(at).map_or(0, |l| shape::indent(l));
        let line = lines.get(at).unwrap_or("");
        let Some(marker) = marker::find(line) else { return self.paragraph(lines, at) };
        let depth = self.list.enter(indent, marker);
        let spaced = line.get(marker.len..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        let len = u8::try_from(marker.len + usize::from(spaced)).unwrap_or(0);
        self.open(BlockKind::Item { depth, marker: len }, lines, at);
        self.before = Before::Item;
        self.lines(lines, at, Some(indent))
    }

    fn paragraph(&mut self, lines: &Lines<'_, '_>, at: usize) -> usize {
        let indent = lines.group.lines.get(at).map_or(0, |l| shape::indent(l));
        let item = (at == 0).then(|| self.list.inside(indent)).flatten();
        let kind = match item {
            Some(depth) => BlockKind::Item { depth, marker: 0 },
            None => BlockKind::Paragraph,
        };
        if item.is_none() {
            self.list.end();
        }
        self.open(kind, lines, at);
        self.before = Before::Short;
        self.lines(lines, at, None)
    }

    /// Writes line `at` and the lines that go on with it into the open block; closes it.
    fn lines(&mut self, lines: &Lines<'_, '_>, at: usize, item: Option<usize>) -> usize {
        self.lines_behind(lines, at, item, 0)
    }

    /// The same, without the first `from` bytes of line `at`.
    fn lines_behind(&mut self, lines: &Lines<'_, '_>, at: usize, item: Option<usize>, from: usize) -> usize {
        // A line is written when it is known what comes behind it.
        let first = lines.get(at).and_then(|line| line.get(from..)).unwrap_or("");
        let (mut line, mut seam) = (first, Seam::None);
        let (mut end, mut joined) = (at + 1, 0);
        while end < lines.group.lines.len() {
            let joins = lines.joins(end - 1) && !are_apart(lines, end);
            if self.begins(lines, end, joins) {
                break;
            }
            let hangs =
                item.is_some_and(|indent| lines.group.lines.get(end).is_some_and(|l| shape::indent(l) > indent));
            if joins || hangs && goes_on(lines, end) || item.is_some() && is_cut(lines, end) {
                let next = lines.get(end).unwrap_or("");
                let mended = self.survey.words.mend(line, next);
                self.write(mended.unwrap_or(line), seam);
                (line, seam) = (next, if mended.is_some() { Seam::None } else { Seam::Wrapped });
                joined += 1;
            } else if !hangs && (joined > 1 || item.is_some()) || is_long(lines.get(end - 1)) || is_long(lines.get(end))
            {
                break;
            } else {
                self.write(line, seam);
                (line, seam) = (lines.get(end).unwrap_or(""), Seam::Broken);
            }
            end += 1;
        }
        self.write(line, seam);
        self.draft.close();
        self.settle(lines, at, end, item.is_some());
        // A list of names or an address: its last line is short because it says no more.
        if self.before == Before::Open
            && joined == 0
            && end - at > 1
            && !shape::is_prose(lines.get(end - 1).unwrap_or(""))
        {
            self.before = Before::Sentence;
        }
        end - at
    }

    fn write(&mut self, line: &str, seam: Seam) {
        match seam {
            Seam::None => self.draft.push(line),
            Seam::Wrapped => self.draft.next_line(line),
            Seam::Broken => {
                self.draft.line_break();
                self.draft.push(line);
            }
        }
    }

    fn settle(&mut self, lines: &Lines<'_, '_>, at: usize, end: usize, item: bool) {
        let last = lines.get(end - 1).unwrap_or("");
        self.before = match shape::last_char(last) {
            _ if item => Before::Item,
            Some(':' | '：') => Before::Colon,
            _ if shape::ends_sentence(last) => Before::Sentence,
            Some(')' | '"' | '”' | '»' | '」') => Before::Sentence,
            _ if end - at == 1 && last.len() <= 120 => Before::Short,
            _ => Before::Open,
        };
    }

    /// True when another block begins at line `at`, which stands right under text.
    fn begins(&self, lines: &Lines<'_, '_>, at: usize, joins: bool) -> bool {
        let Some(line) = lines.get(at) else { return true };
        if grid::is_rule(line) || line.starts_with('>') || lines.setting.begins(at) {
            return true;
        }
        if joins {
            if grid::begins(lines.group.lines.get(at..).unwrap_or_default()) {
                return true;
            }
            let Some(marker) = marker::find(line) else {
                return speaks(line) || is_run_in(line) || is_note(lines, at) || takes_turn(lines, at);
            };
            let listed = self.list.last().is_some_and(|last| marker.follows(&last)) && self.before == Before::Item;
            let beside = self.list.last().is_some_and(|last| !marker.is_bullet() && last.kind == marker.kind)
                && self.before == Before::Item
                && self.list.indent() == lines.group.lines.get(at).map(|l| shape::indent(l));
            let led_in = lines.get(at - 1).is_some_and(|above| above.ends_with([':', '：']));
            return listed || beside || led_in || marker.is_bullet() && !line.starts_with(['-', '–', '—', '+', 'o']);
        }
        marker::find(line).is_some()
            || speaks(line)
            || is_run_in(line)
            || takes_turn(lines, at)
            || grid::table(lines.group.lines.get(at..).unwrap_or_default()) > 0
            || self.under_text(lines, at)
    }

    /// A heading in the middle of a group, under a line that ended early.
    fn under_text(&self, lines: &Lines<'_, '_>, at: usize) -> bool {
        let Some(line) = lines.get(at).filter(|l| l.len() <= shape::MAX_SHORT) else { return false };
        let ruled = |under: &str| grid::underline(line, under).or_else(|| self.survey.ruled(line, under)).is_some();
        if lines.get(at + 1).is_some_and(ruled) || wrapped_dotted(lines, at).is_some() {
            return true;
        }
        let above = lines.get(at - 1).unwrap_or("");
        if line.starts_with('#') && above.starts_with('#') {
            return false;
        }
        let before = if shape::ends_sentence(above) { Before::Sentence } else { Before::Open };
        let place = Place { alone: false, opens: true, before, ..self.place(lines, at) };
        let place = Place { item: None, ..place };
        matches!(before, Before::Sentence) && heading::judge(line, &place, &self.survey).is_some()
            || heading::marked(line, &place, &self.survey).is_some_and(|style| style != Style::Dashed)
    }
}

/// `.LONG TERM /TUESDAY NIGHT THROUGH` and the line that ends it with dots.
fn wrapped_dotted(lines: &Lines<'_, '_>, at: usize) -> Option<usize> {
    let (line, next) = (lines.get(at)?, lines.get(at + 1)?);
    let name = line.strip_prefix('.')?;
    let shouted = name.chars().next().is_some_and(char::is_uppercase) && !name.chars().any(char::is_lowercase);
    let ends = next.len() <= 80 && next.ends_with("...") && !line.contains("...") && line.len() <= 100;
    (shouted && ends && line.contains(['/', '('])).then_some(2)
}

/// The depth of quotation and the text behind its signs.
fn quoted(line: &str) -> (u8, &str) {
    let text = line.trim_start_matches(['>', ' ']);
    let depth = line.get(..line.len() - text.len()).map_or(1, |signs| signs.matches('>').count());
    (u8::try_from(depth).unwrap_or(u8::MAX), text)
}

fn is_long(line: Option<&str>) -> bool {
    line.is_some_and(|line| line.len() > shape::MAX_WRAP)
}
