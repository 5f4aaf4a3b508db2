//! The head of a document: markings, wire lines, fields, the title, dates and datelines, up to the first running text.

use super::body::{Body, Lines};
use super::fields;
use super::grid;
use super::heading::{Before, Style};
use super::marker;
use super::shape::{self, Case, Shape};
use crate::briefing::{BlockKind, Handling, PartialDate};
use crate::clean::Clean;
use crate::import::dates;
use crate::text;

/// Groups after which the head is over, whatever stands there.
const MAX_GROUPS: usize = 16;

/// What is known of the head so far.
#[derive(Debug, Default)]
pub(super) struct Head {
    over: bool,
    titled: bool,
    fielded: bool,
    groups: usize,
    /// A date in the title, taken when there is no better one.
    fallback: Option<PartialDate>,
}

/// What a line of the head is.
enum Role<'a> {
    Banner,
    /// A transmission line, or a caption such as FOR IMMEDIATE RELEASE.
    Caption,
    Date(PartialDate),
    Field(&'a str, &'a str),
    Other,
}

impl Head {
    /// True while lines of the head may come.
    pub(super) fn is_open(&self) -> bool {
        !self.over
    }

    /// A date to fall back on.
    pub(super) fn fallback(&self) -> Option<PartialDate> {
        self.fallback
    }

    /// Takes the head lines at the start of a group, and says how many.
    pub(super) fn group(&mut self, lines: &Lines<'_, '_>, body: &mut Body<'_>) -> usize {
        self.groups += 1;
        let total = lines.group.lines.len();
        let fields = is_field_group(lines, self.fielded || self.titled);
        let mut at = 0;
        while at < total && !self.over {
            let taken = if fields { self.fields(lines, at, body) } else { self.line(lines, at, body) };
            at += taken;
            if taken == 0 {
                self.over = !fields_follow(lines);
                break;
            }
        }
        self.over |= self.groups >= MAX_GROUPS;
        at
    }

    /// One line, or a title of several; 0 when the head ends before it.
    fn line(&mut self, lines: &Lines<'_, '_>, at: usize, body: &mut Body<'_>) -> usize {
        let Some(line) = lines.get(at) else { return 0 };
        match role(line) {
            Role::Banner => set_handling(body, line),
            Role::Caption => {}
            Role::Field(key, _) if fields::field(key).is_some() && at == 0 => {}
            Role::Date(date) if self.titled || at > 0 || dates::parse(line).is_some() || !is_dated_title(line) => {
                set_date(body, date);
            }
            Role::Other | Role::Date(_) | Role::Field(..) => return self.other(lines, at, body),
        }
        if let Role::Field(key, value) = role(line) {
            fields::store(body.draft.header(), key, value);
        }
        write(body, lines, at, 1);
        1
    }

    fn other(&mut self, lines: &Lines<'_, '_>, at: usize, body: &mut Body<'_>) -> usize {
        if is_letterhead(lines) && Shape::of(text::prefix_cells(lines.get(at).unwrap_or(""), 200)).cells <= 80 {
            write(body, lines, at, 1);
            return 1;
        }
        if !self.titled {
            let taken = self.title(lines, at, body);
            if taken > 0 {
                return taken;
            }
        }
        if self.titled && is_subtitle(lines, at, body) {
            self.note_date(lines.get(at).unwrap_or(""));
            write(body, lines, at, 1);
            return 1;
        }
        0
    }

    /// The title, with its underline when it has one.
    fn title(&mut self, lines: &Lines<'_, '_>, at: usize, body: &mut Body<'_>) -> usize {
        let over = usize::from(lines.get(at).and_then(grid::rule_sign).is_some());
        let underlined = body.heading_at(lines, at).is_some_and(|(style, _)| matches!(style, Style::Underlined(..)));
        if underlined && over == 0 && body.survey.underlined_as_first > 1 || (over == 1 && !underlined) {
            return 0;
        }
        let at = at + over;
        let Some(taken) = title_lines(lines, at, body, self.fielded, underlined) else { return 0 };
        let (name, label) = split_marking(lines.get(at).unwrap_or(""));
        let mut title = name.trim_start_matches('#').trim().to_owned();
        for more in at + 1..at + taken {
            title.push(' ');
            title.push_str(lines.get(more).unwrap_or(""));
        }
        let line = lines.group.first_line.saturating_add(u32::try_from(at).unwrap_or(0));
        let first = body.draft.is_empty();
        if !first {
            body.open(BlockKind::Title, lines, at);
            body.draft.push(&title);
            body.draft.close();
        }
        body.draft.title(&title, line);
        if let Some(label) = label {
            body.draft.block(BlockKind::Paragraph, label, line);
            set_handling(body, label);
        }
        self.titled = true;
        self.note_date(&title);
        body.title_is(&title);
        over + taken + usize::from(underlined)
    }

    /// The run of fields at `at`, each on a line of its own, with their continuation lines.
    fn fields(&mut self, lines: &Lines<'_, '_>, at: usize, body: &mut Body<'_>) -> usize {
        let mut end = at;
        body.open(BlockKind::Paragraph, lines, at);
        while let Some(line) = lines.get(end) {
            if end > at {
                body.draft.line_break();
            }
            body.draft.push(line);
            let mut value = String::new();
            let mut next = end + 1;
            while let Some(more) = lines.get(next).filter(|_| continues(lines, next)) {
                if lines.joins(next - 1) {
                    body.draft.next_line(more);
                } else {
                    body.draft.line_break();
                    body.draft.push(more);
                }
                value.push(' ');
                value.push_str(more);
                next += 1;
            }
            match role(line) {
                Role::Field(key, first) => self.store(key, &format!("{first}{value}"), body),
                Role::Date(date) => set_date(body, date),
                Role::Banner => set_handling(body, line),
                Role::Caption | Role::Other => {}
            }
            end = next;
        }
        body.draft.close();
        body.before = Before::Start;
        self.fielded = true;
        end - at
    }

    fn store(&mut self, key: &str, value: &str, body: &mut Body<'_>) {
        fields::store(body.draft.header(), key, value);
        self.titled |= fields::field(key) == Some(fields::Field::Title) && !value.trim().is_empty();
    }

    /// A date at the start or the end of a title line.
    fn note_date(&mut self, line: &str) {
        let Some((span, date)) = dates::find(line) else { return };
        let behind = text::slice(line, span.end..line.len());
        let edge = span.start == 0 || !behind.chars().any(char::is_alphabetic);
        if edge && date.day().is_some() {
            self.fallback = self.fallback.or(Some(date));
        }
    }
}

/// Writes `count` lines as one paragraph that keeps its line breaks; further lines of the same group go on with it.
fn write(body: &mut Body<'_>, lines: &Lines<'_, '_>, at: usize, count: usize) {
    body.open(BlockKind::Paragraph, lines, at);
    for line in at..at + count {
        if line > at {
            body.draft.line_break();
        }
        body.draft.push(lines.get(line).unwrap_or(""));
    }
    body.draft.close();
    body.before = Before::Start;
}

fn set_handling(body: &mut Body<'_>, line: &str) {
    let header = body.draft.header();
    header.handling = header.handling.take().or_else(|| Handling::parse(&fields::unspaced(line)));
}

fn set_date(body: &mut Body<'_>, date: PartialDate) {
    let header = body.draft.header();
    header.date = header.date.or(Some(date));
}

fn role(line: &str) -> Role<'_> {
    if line.len() > shape::MAX_SHORT {
        return Role::Other;
    }
    if fields::is_banner(line) {
        return Role::Banner;
    }
    if let Some((key, value)) = fields::split(line).or_else(|| fields::cable(line)) {
        return Role::Field(key, value);
    }
    if let Some(date) = date_line(line) {
        return Role::Date(date);
    }
    if is_wire(line) || is_caption(line) || dates::is_clock(line) { Role::Caption } else { Role::Other }
}

/// A line that is a date, or a place or a caption and a date.
fn date_line(line: &str) -> Option<PartialDate> {
    if let Some(date) = dates::parse(line) {
        return (line.len() > 4).then_some(date);
    }
    let (span, date) = dates::find(line)?;
    let (before, behind) =
        (dates::trim_lead(text::slice(line, 0..span.start)), text::slice(line, span.end..line.len()));
    let rest = if before.trim().is_empty() { behind } else { before };
    let other = if before.trim().is_empty() { before } else { behind };
    let other = other.trim_matches(|c: char| !c.is_alphanumeric());
    let clock = other.is_empty() || dates::parse(text::slice(line, span.start..line.len())).is_some();
    let shape = Shape::of(rest);
    let parted = rest.trim_end().ends_with([',', '|', '-', '–', '—', '•', ':', '،', '/']) || is_caption(rest.trim());
    let named = rest.trim_start().starts_with([',', '|', '-', '–', '—', '•', '/', '(']);
    (clock && (parted || named) && (1..=5).contains(&shape.words) && shape.small == 0 && date.day().is_some())
        .then_some(date)
}

/// `Daily Press Briefing – January 30, 2024`: a name of some words, not a place, before a dash and the date.
fn is_dated_title(line: &str) -> bool {
    let Some((span, _)) = dates::find(line) else { return false };
    let name = text::slice(line, 0..span.start).trim_end();
    let dashed = name.ends_with(['|', '-', '–', '—', ':', '•']);
    dashed && Shape::of(name).words >= 3 && !name.contains(',') && !is_caption(name)
}

/// A group that holds a caption such as FOR IMMEDIATE RELEASE below an office: none of its lines is the title.
fn is_letterhead(lines: &Lines<'_, '_>) -> bool {
    let some = &lines.group.lines;
    (2..=8).contains(&some.len())
        && lines.group.after.peek()[0].is_some()
        && some.iter().skip(1).any(|line| line.len() <= 80 && is_caption(line.trim()))
}

/// Lines that a wire adds above its texts: `000`, `FXUS61 KBOX 270001`, `AFDBOX`, controls alone.
fn is_wire(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    let upper = |word: &str| word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        [] => true,
        [one] => {
            one.len() <= 3 && digits(one)
                || (4..=6).contains(&one.len()) && upper(one) && one.bytes().any(|b| b.is_ascii_digit())
                || (one.len() == 6 && upper(one) && !digits(one))
        }
        [heading, office, time] | [heading, office, time, _] => {
            heading.len() == 6
                && office.len() == 4
                && time.len() == 6
                && upper(heading)
                && upper(office)
                && digits(time)
        }
        _ => false,
    }
}

/// Captions that stand above a title and are none.
fn is_caption(line: &str) -> bool {
    const CAPTIONS: [&str; 24] = [
        "for immediate release",
        "press release",
        "news release",
        "media release",
        "press statement",
        "media note",
        "bulletin",
        "for release",
        "media advisory",
        "press communique",
        "communique de presse",
        "pressemitteilung",
        "embargoed",
        "not for release",
        "immediate release",
        "comunicado de prensa",
        "пресс-релиз",
        "بیانیه مطبوعاتی",
        "بيان صحفي",
        "新闻稿",
        "news",
        "statement",
        "draft",
        "unofficial translation",
    ];
    let folded = text::fold(line.trim_matches(|c: char| !c.is_alphanumeric()));
    CAPTIONS.iter().any(|c| text::fold(c) == folded)
        || folded.starts_with("for immediate release")
        || folded.starts_with("embargoed until")
}

/// True for a group of fields: one that the program knows, or three of any kind, and nothing else but continuations.
fn is_field_group(lines: &Lines<'_, '_>, started: bool) -> bool {
    let (mut known, mut any) = (0, 0);
    for at in 0..lines.group.lines.len().min(64) {
        match role(lines.get(at).unwrap_or("")) {
            Role::Field(key, value) => {
                any += 1;
                let is_known = fields::field(key).is_some() || fields::cable(lines.get(at).unwrap_or("")).is_some();
                known += usize::from(is_known && value.len() < 300);
            }
            Role::Date(_) | Role::Banner => {}
            Role::Caption if at == 0 => {}
            _ if at > 0 && any > 0 && continues(lines, at) => {}
            _ => return false,
        }
    }
    known > 0 && (any > 1 || started || known == lines.group.lines.len())
        || any >= 3 && known + any >= lines.group.lines.len().min(6) && !started
}

/// True when the next group begins with two fields the program knows: a remark before them does not end the head.
fn fields_follow(lines: &Lines<'_, '_>) -> bool {
    let known = |line: &str| matches!(role(line), Role::Field(key, _) if fields::field(key).is_some());
    matches!(lines.group.after.peek(), [Some(first), Some(second), _] if known(first) && known(second))
}

/// True when line `at` goes on with the field above it.
fn continues(lines: &Lines<'_, '_>, at: usize) -> bool {
    let Some(line) = lines.group.lines.get(at) else { return false };
    let indented = shape::indent(line) >= 2;
    if indented {
        return true;
    }
    let subject =
        |line: &str| matches!(role(line), Role::Field(key, _) if fields::field(key) == Some(fields::Field::Title));
    let above = at > 0 && (lines.joins(at - 1) || lines.get(at - 1).is_some_and(subject));
    above && matches!(role(line), Role::Other)
}

/// How many lines the title at `at` takes; `None` when there is no title.
fn title_lines(lines: &Lines<'_, '_>, at: usize, body: &Body<'_>, fielded: bool, underlined: bool) -> Option<usize> {
    let line = lines.get(at)?;
    let total = lines.group.lines.len();
    let shape = Shape::of(line.get(..).filter(|l| l.len() <= shape::MAX_SHORT)?);
    if underlined {
        return Some(1);
    }
    let plain =
        marker::article(line).is_none() && !line.starts_with(['.', '>', '|', '@']) && marker::find(line).is_none();
    if !plain || shape.letters() < 2 || shape.cells > 220 || !open_ended(line, &shape) || grid::is_rule(line) {
        return None;
    }
    let after = lines.group.after.peek();
    if at + 1 == total && after[0].is_none() || total - at >= 3 && after[0].is_some_and(is_salutation) {
        return None;
    }
    if (fielded || is_section_name(line)) && !titles_after_fields(lines, at, &shape, fielded) {
        return None;
    }
    let mut taken = 1;
    let marked = split_marking(line).1.is_some();
    while at + taken < total && !marked && goes_on(lines, at + taken - 1, line) {
        taken += 1;
    }
    let last = lines.get(at + taken - 1)?;
    let whole = taken <= 3 && (taken == 1 || open_ended(last, &Shape::of(last)) && shape.case(line) != Case::Sentence);
    let shouted = body.survey.shouts && taken > 1 && at + taken == total && taken == total;
    (whole && !shouted).then_some(taken)
}

/// True when the title `line` goes on behind line `at`.
fn goes_on(lines: &Lines<'_, '_>, at: usize, line: &str) -> bool {
    let next = lines.get(at + 1);
    let lower = next.is_some_and(|next| next.starts_with(char::is_lowercase));
    lines.joins(at) && alike(line, next) && (lower || lines.overflows(at) || lines.wrap.is_none())
}

/// True when `next` is written like the title line above it, or goes on in lower case.
fn alike(line: &str, next: Option<&str>) -> bool {
    let Some(next) = next.filter(|next| next.len() <= shape::MAX_SHORT) else { return false };
    let case = Shape::of(next).case(next);
    case == Shape::of(line).case(line) || next.starts_with(char::is_lowercase)
}

/// `Dear Minister,` below an address.
fn is_salutation(line: &str) -> bool {
    line.len() <= 80 && line.ends_with([',', '，', '،']) && line.starts_with(char::is_uppercase)
}

/// After fields, and where the line is the usual name of a section, only a longer line above text is a title.
fn titles_after_fields(lines: &Lines<'_, '_>, at: usize, shape: &Shape, fielded: bool) -> bool {
    let alone = at == 0 && lines.group.lines.len() == 1;
    fielded && alone && shape.words >= 3 && !is_section_name(lines.get(0).unwrap_or(""))
}

fn open_ended(line: &str, shape: &Shape) -> bool {
    let last = shape::last_char(line).unwrap_or(' ');
    let dots = line.ends_with("...") || line.ends_with('…');
    let stop = matches!(last, '.' | '。' | '۔' | '।')
        && !dots
        && !(line.ends_with('.')
            && shape.words <= 12
            && line.rsplit(' ').next().is_some_and(|w| w.trim_end_matches('.').contains('.')));
    !stop && !line.ends_with([',', ';', ':', '，', '、', '：', '،', '؛']) && shape.stops < 2
}

/// Names that sections have and titles do not.
fn is_section_name(line: &str) -> bool {
    const NAMES: &str = "summary|executive summary|overview|introduction|background|key points|highlights|bottom line|key messages|\
        key developments|situation|situation overview|main points|bluf|bottom line up front|key judgments|key judgements|contents|\
        table of contents|zusammenfassung|resume|resumen|сводка|введение|خلاصه|ملخص|مقدمه|مقدمة|摘要|要点|概要|前言|preamble|abstract|top stories";
    let folded = text::fold(line.trim_matches(|c: char| !c.is_alphanumeric()));
    NAMES.split('|').any(|name| text::fold(name.trim()) == folded)
}

/// A line under the title that belongs to it: an office, a by-line, a remark.
fn is_subtitle(lines: &Lines<'_, '_>, at: usize, body: &Body<'_>) -> bool {
    let Some(line) = lines.get(at) else { return false };
    if line.len() > shape::MAX_SHORT || marker::find(line).is_some() || text::cells(line) > 140 {
        return false;
    }
    let byline = line.starts_with("By ") && text::cells(line) <= 60;
    if at == 0 {
        let alone = lines.group.lines.len() == 1;
        let next = lines.group.after.peek()[0].map(str::trim_start);
        let dated = next.is_some_and(|n| matches!(role(n), Role::Date(_) | Role::Banner));
        return alone && (byline || dated) && body.before != Before::Sentence;
    }
    let headed = body.heading_at(lines, at).is_some_and(|(style, _)| !matches!(style, Style::Bare(_) | Style::Colon));
    !headed && !lines.joins(at) && lines.group.lines.len() <= 12 && (!runs_on(lines, at + 1) || shape::is_prose(line))
}

/// True when line `at` begins running text: a sentence, or a line that the next one goes on with.
fn runs_on(lines: &Lines<'_, '_>, at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    shape::is_prose(line) && (lines.joins(at) || shape::ends_sentence(line) || line.len() > shape::MAX_WRAP)
}

/// `EXERCISE CALM HARBOUR          TLP:GREEN`: the name and the marking at the other end of its line.
fn split_marking(line: &str) -> (&str, Option<&str>) {
    let Some(at) = line.rfind("   ") else { return (line, None) };
    let label = text::slice(line, at..line.len()).trim();
    if fields::is_banner(label) { (text::slice(line, 0..at).trim_end(), Some(label)) } else { (line, None) }
}

/// Place and date of a dateline at the start of a paragraph: `GENEVA, 30 January 2024 (Agency) –`.
pub(super) fn dateline(paragraph: &str) -> Option<(Clean, Option<PartialDate>)> {
    let paragraph = paragraph.trim_start();
    let head = text::slice(paragraph, 0..text::grapheme_floor(paragraph, 120));
    let (at, _) = [" — ", " – ", " -- ", "—", "–", "--", " - ", ": "]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, dash)))
        .min_by_key(|(at, _)| *at)?;
    let line = text::slice(head, 0..at);
    let place = line.split(['(', '|']).next()?;
    let date = dates::find(place);
    let place = date.map_or(place, |(span, _)| text::slice(place, 0..span.start));
    let dated =
        date.is_some() || place.split([',', ' ']).any(|w| dates::is_month(w.trim_end_matches('.')) && w.len() > 2);
    let mut parts = place
        .split(',')
        .map(str::trim)
        .filter(|p| !p.is_empty() && !p.split(' ').any(|w| dates::is_month(w.trim_end_matches('.'))));
    let city = parts.next().filter(|city| !is_lead_word(city))?;
    let shape = Shape::of(city);
    let shouted = shape.upper > 2 && shape.lower == 0;
    let named = shape.small == 0 && shape.big > 0 && (dated || line.contains('('));
    let fits =
        (1..=4).contains(&shape.words) && shape.digits == 0 && (shouted || named) && !head.get(at..)?.starts_with(": ");
    fits.then(|| (Clean::line(city), date.map(|(_, date)| date)))
}

/// Words in capitals that stand before a dash and are no place.
fn is_lead_word(word: &str) -> bool {
    const WORDS: &str =
        "EXERCISE SUMMARY COMMENT NOTE UPDATE BREAKING FICTIONAL CORRECTION ALERT DRAFT URGENT BLUF BACKGROUND";
    WORDS.split(' ').any(|w| word.split(' ').next() == Some(w))
}

/// The date of ` date 2024-01-30 ` at the start of the text, and the text behind it.
pub(super) fn date_prefix(text: &str) -> Option<(PartialDate, &str)> {
    let start = text.trim_start();
    let rest = start
        .get(..5)
        .filter(|word| word.eq_ignore_ascii_case("date "))
        .and_then(|_| start.get(5..))?
        .trim_start_matches(' ');
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let date = PartialDate::parse_iso(rest.get(..end)?)?;
    Some((date, rest.get(end..)?))
}
