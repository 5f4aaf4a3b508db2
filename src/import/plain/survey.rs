//! A first look at the document: how wide it was wrapped, and which kinds of heading come again and again.
//!
//! Reads a bounded sample, so that a text of any size costs the same.

use super::broken::Words;
use super::contents::Contents;
use super::fields::{self, Field};
use super::figure;
use super::frames::Frames;
use super::grid;
use super::heading;
use super::levels;
use super::lines::{Group, Groups};
use super::marker;
use super::run_in::RunIns;
use super::shape::{self, Case, Shape};
use crate::text;

/// Bytes that are surveyed.
const SAMPLE: usize = 32 * 1024;

/// What the sample showed.
#[expect(clippy::struct_excessive_bools, reason = "each is seen by itself; they make no states together")]
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Width in cells at which lines were wrapped; `None` when paragraphs are one line.
    pub(super) wrap: Option<usize>,
    /// Nearly all letters are capitals.
    pub(super) shouts: bool,
    /// Paragraphs mostly do not end with a full stop (Thai, lists of notes).
    pub(super) unstopped: bool,
    /// Paragraphs that open with a label and a colon.
    pub(super) labels: usize,
    /// Short lines alone between blank lines with text behind them, by case.
    alone: [usize; 5],
    /// Short first lines with running text right below, by case.
    atop: [usize; 5],
    /// Short lines of capitals alone between blank lines, whatever stands behind them.
    pub(super) large: usize,
    /// Short lines alone that end with a colon.
    pub(super) colons: usize,
    /// Short first lines that end with a colon, with something right below.
    pub(super) colons_atop: usize,
    /// Lines such as `Owner: Salm Shipping` alone between blank lines.
    pairs: usize,
    /// Questions alone between blank lines, with an answer behind them.
    pub(super) questions: usize,
    /// Lines that look like the head of an article.
    pub(super) articles: usize,
    /// Words with a number alone behind them, and whether they came again.
    counters: Vec<(String, bool)>,
    /// Headings with a number or an article word.
    pub(super) numbered: usize,
    /// Headings are counted by a number without a mark: `1 Lage`, `2 Ausblick`.
    pub(super) bare_numbers: bool,
    bare_number: u32,
    /// It is written as an outline: `#+TITLE: x`, `* Heading`, `** Heading`.
    pub(super) outline: bool,
    /// Lines that are a day and nothing else, between blank lines.
    pub(super) days: usize,
    /// Lines such as `- Economy` with text right below.
    pub(super) dashed: usize,
    /// Underlined lines, and the signs under the first two.
    pub(super) underlined: usize,
    /// Lines underlined with the same sign as the first.
    pub(super) underlined_as_first: usize,
    first_underline: Option<char>,
    /// Rules of one sign and length below short lines that they do not fit, and how many there are.
    rulers: Vec<(char, usize, usize)>,
    /// What a list of contents names.
    pub(super) contents: Contents,
    /// Names in frames: `== Security ==`, `[Security]`.
    pub(super) frames: Frames,
    /// Headings with their text on the same line.
    pub(super) run_ins: RunIns,
    /// Words, where lines end with a hyphen.
    pub(super) words: Words,
    stopped: usize,
    open_ended: usize,
    upper: usize,
    lower: usize,
    widths: Vec<usize>,
}

impl Survey {
    /// Surveys the start of `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut end = text.len().min(SAMPLE);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut survey = Self { widths: vec![0; shape::MAX_WRAP + 1], ..Self::default() };
        let sample = text::slice(text, 0..end);
        survey.words = Words::of(sample);
        let mut groups = Groups::new(sample, 1);
        while let Some(group) = groups.next() {
            survey.group(&group);
        }
        survey.wrap = survey.wrap_width();
        survey.shouts = survey.upper > 200 && survey.upper > survey.lower * 3;
        survey.unstopped = survey.open_ended > survey.stopped;
        survey
    }

    /// How many lines of this case stand alone with text behind them.
    pub(super) fn alone(&self, case: Case) -> usize {
        self.alone[case as usize]
    }

    /// How many short lines of this case open a group and have running text right below.
    pub(super) fn atop(&self, case: Case) -> usize {
        self.atop[case as usize]
    }

    /// True when names and their values, as in `Owner: Salm Shipping`, are so many that they are the headings of the document.
    pub(super) fn has_pairs(&self) -> bool {
        self.pairs >= 3 || self.pairs >= 2 && self.parts() < self.pairs * 2
    }

    /// Paragraphs that open with a label, without the pairs that are headings.
    pub(super) fn labelled(&self) -> usize {
        if self.has_pairs() { self.labels.saturating_sub(self.pairs) } else { self.labels }
    }

    /// All lines that stand where headings do.
    pub(super) fn parts(&self) -> usize {
        self.alone.iter().sum::<usize>() + self.atop.iter().sum::<usize>() + self.strong()
    }

    /// Short lines of capitals that stand where headings do.
    pub(super) fn capitals(&self) -> usize {
        self.alone(Case::Caps) + self.atop(Case::Caps)
    }

    /// Headings whose kind says so by itself: numbers, underlines, dashes.
    pub(super) fn strong(&self) -> usize {
        self.numbered.max(self.underlined).max(self.dashed)
    }

    fn group(&mut self, group: &Group<'_, '_>) {
        self.contents.group(group);
        let [next, ..] = group.after.peek();
        for (index, line) in group.lines.iter().enumerate() {
            let below = group.lines.get(index + 1).copied();
            let above = index.checked_sub(1).and_then(|above| group.lines.get(above)).copied();
            let figure = figure::is_figure(line.trim_start(), above, below);
            self.line(line.trim_start(), below, (index == 0, group.lines.len() == 1, figure), next);
            self.signs(line, index == 0);
        }
        if let (Some(first), Some(last)) = (group.lines.first(), group.lines.last()) {
            self.paragraph(first.trim_start(), last, group.lines.len());
        }
    }

    /// What the very first letters of a line say of the document.
    fn signs(&mut self, line: &str, first: bool) {
        if first {
            self.frames.line(line.trim_start());
        }
        if line.starts_with("#+") {
            self.outline |= line.get(2..).is_some_and(|key| key.starts_with(char::is_alphabetic) && key.contains(':'));
        }
        if first
            && let Some(marker) = marker::bare(line, true).filter(|m| m.number == self.bare_number + 1)
            && line.len() <= 80
            && !shape::ends_sentence(line)
        {
            self.bare_number = marker.number;
            self.bare_numbers = marker.number >= 2;
        }
    }

    fn paragraph(&mut self, first: &str, last: &str, lines: usize) {
        let head = &first.as_bytes()[..first.len().min(240)];
        let colon = memchr::memmem::find(head, b": ");
        let label = colon.map(|at| text::slice(first, 0..at)).filter(|key| text::cells(key) <= 58);
        self.labels += usize::from(label.is_some_and(|key| key.split(' ').count() <= 5 && !key.contains(['.', ','])));
        if lines > 2 || shape::is_prose(first) && (lines > 1 || shape::is_wider(first, 80)) {
            let stopped = shape::ends_sentence(last) || last.ends_with([':', ';', ',', '،', '、', '，']);
            self.stopped += usize::from(stopped);
            self.open_ended += usize::from(!stopped);
        }
    }

    fn line(
        &mut self,
        line: &str,
        below: Option<&str>,
        (first, alone, figure): (bool, bool, bool),
        next: Option<&str>,
    ) {
        if line.len() > shape::MAX_SHORT {
            return;
        }
        self.run_ins.line(line, below, first);
        let shape = Shape::of(line);
        if shape.cells >= 40 {
            self.upper += shape.upper;
            self.lower += shape.lower;
        }
        if below.is_some() && shape.cells <= shape::MAX_WRAP && grid::row(line).is_none() {
            self.widths[shape.cells] += 1;
        }
        if let Some(sign) = below.and_then(|below| grid::underline(line, below)) {
            let first = *self.first_underline.get_or_insert(sign);
            self.underlined += 1;
            self.underlined_as_first += usize::from(first == sign);
            return;
        }
        if let Some(under) = below {
            self.ruler(line, &shape, under);
        }
        self.large += usize::from(
            alone
                && shape.words <= 6
                && shape.case(line) == Case::Caps
                && !shape::ends_sentence(line)
                && shape.digits == 0,
        );
        self.days += usize::from(alone && heading::is_day(line, &shape));
        self.dashed += usize::from(below.is_some_and(|below| is_dashed(line, below)));
        self.pairs += usize::from(alone && next.is_some_and(shape::is_prose) && heading::is_pair(line, &shape));
        self.colons += usize::from(alone && line.ends_with([':', '：']) && shape.words <= 4 && shape.commas == 0);
        let led = first && !alone && line.ends_with([':', '：']) && shape.words <= 4 && shape.commas == 0;
        self.colons_atop += usize::from(led && fields::field(line.trim_end_matches([':', '：'])) != Some(Field::Date));
        if let Some(after) = below.or(next).filter(|_| !figure) {
            self.candidate(line, &shape, after, (first, alone));
        }
    }

    /// A rule below a short line that is longer or shorter than it: one of the same length again makes both underlines.
    fn ruler(&mut self, line: &str, shape: &Shape, under: &str) {
        let Some(sign) = grid::rule_sign(under).filter(|_| is_ruled(line, shape)) else { return };
        let length = under.trim_start().chars().count();
        if let Some((.., count)) = self.rulers.iter_mut().find(|(other, long, _)| (*other, *long) == (sign, length)) {
            *count += 1;
        } else if self.rulers.len() < 8 && length >= 5 {
            self.rulers.push((sign, length, 1));
        }
    }

    /// The sign of `under`, when it is the rule below all headings of the document, whatever their length.
    pub(super) fn ruled(&self, line: &str, under: &str) -> Option<char> {
        if self.rulers.is_empty() {
            return None;
        }
        let sign = grid::rule_sign(under).filter(|_| is_ruled(line, &Shape::of(line)))?;
        let length = under.trim_start().chars().count();
        let known = |(other, long, count): &(char, usize, usize)| (*other, *long) == (sign, length) && *count >= 2;
        self.rulers.iter().any(known).then_some(sign)
    }

    /// A short line with text behind it: counted as the kind of heading it would be.
    fn candidate(&mut self, line: &str, shape: &Shape, after: &str, (first, alone): (bool, bool)) {
        let open = (!shape::ends_sentence(line) || line.ends_with('?'))
            && !line.ends_with([',', ';', ':'])
            && shape.cells <= 90
            && shape.letters() > 0;
        if heading::is_article(line) {
            let count = self.count_by(line);
            self.articles += count;
            self.numbered += count;
            return;
        }
        if !open {
            return;
        }
        let asks =
            line.ends_with(['?', '？', '؟']) && (3..=20).contains(&shape.words) && !shape.label && shape.stops == 0;
        self.questions += usize::from(alone && asks && shape::is_prose(after) && !after.ends_with(['?', '？', '؟']));
        let number = marker::find(line).filter(|m| !m.is_bullet());
        let runs = number.is_some_and(|m| marker::find(after.trim_start()).is_some_and(|n| n.follows(&m)));
        let marked = marker::find(line).is_some();
        let counted = alone && number.is_some() && !runs;
        self.numbered += usize::from(counted);
        let listed = || alone && marker::find(after.trim_start()).is_some();
        if !counted && number.is_none() && !marked && (shape::is_prose(after) || listed()) {
            let acronym = levels::is_acronym(line);
            let case = if acronym { Case::Title } else { shape.case(line) } as usize;
            let meant = first && shape.cells <= 70 && shape.commas == 0 && !shape::joins(line, after, None);
            self.alone[case] += usize::from(alone);
            self.atop[case] += usize::from(!alone && meant);
        }
    }

    /// How many heads of articles are known by `line` that were not before. A word that is none of those for the parts of a
    /// document counts them when it comes with a second number: `Total 12` alone counts nothing.
    fn count_by(&mut self, line: &str) -> usize {
        if marker::is_article(line) {
            return 1;
        }
        let word = first_word(line);
        if let Some((_, again)) = self.counters.iter_mut().find(|(known, _)| known == word) {
            return 1 + usize::from(!std::mem::replace(again, true));
        }
        if self.counters.len() < 32 {
            self.counters.push((word.to_owned(), false));
        }
        0
    }

    /// True when `line` begins with a word that counts the parts of this document.
    pub(super) fn counts_by(&self, line: &str) -> bool {
        let word = first_word(line);
        marker::is_article(line) || self.counters.iter().any(|(known, again)| *again && known == word)
    }

    /// The width that most wrapped lines come near to, when most of them do.
    fn wrap_width(&self) -> Option<usize> {
        let total: usize = self.widths.iter().sum();
        if total < 8 {
            return None;
        }
        let mut beyond = 0;
        let width = (0..self.widths.len()).rev().find(|w| {
            beyond += self.widths[*w];
            beyond * 20 > total
        })?;
        let near: usize = self.widths[width.saturating_sub(14)..].iter().sum();
        (near * 5 >= total * 2 && width >= 30).then_some(width)
    }
}

fn first_word(line: &str) -> &str {
    line.split([' ', '\u{A0}']).next().unwrap_or(line)
}

/// A line that could be a heading above a rule of any length.
fn is_ruled(line: &str, shape: &Shape) -> bool {
    !shape.label
        && shape.cells <= 110
        && shape.letters() > shape.digits
        && shape.stops == 0
        && !shape::ends_sentence(line)
        && !line.ends_with([',', ';', ':'])
        && matches!(shape.case(line), Case::Caps | Case::Title | Case::Sentence | Case::Caseless)
        && grid::row(line).is_none()
        && marker::find(line).is_none_or(|m| !m.is_bullet())
}

/// True for a dash heading: `- Economy` with unindented text right below that is no further item.
pub(super) fn is_dashed(line: &str, below: &str) -> bool {
    let Some(name) = line.strip_prefix("- ") else { return false };
    let name = name.trim();
    let shape = Shape::of(name);
    let opens = below.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    shape.words <= 5
        && matches!(shape.case(name), Case::Title | Case::Caps | Case::Sentence)
        && !shape::ends_sentence(name)
        && !name.ends_with([':', ',', ';'])
        && shape.digits == 0
        && opens
        && marker::find(below).is_none()
}
