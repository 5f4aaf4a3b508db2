//! The head of a document: markings, wire lines, fields, the title, dates and datelines, up to the first running text.

use super::ahead;
use super::body::Body;
use super::dateline;
use super::fields;
use super::genre;
use super::grid;
use super::heading::{Before, Style, without_portion};
use super::letterhead::{self, are_codes, is_addressee, is_issuer, is_letterhead, is_locality};
use super::lines::Lines;
use super::marker;
use super::masthead;
use super::role::{Role, is_dated_title, role};
use super::shape::{self, Shape};
use super::sign;
use super::survey::Survey;
use super::title;
use super::wire;
use crate::briefing::{BlockKind, Handling, PartialDate};
use crate::clean::Clean;
use crate::dates;
use crate::text;

/// Groups after which the head is over, whatever stands there.
const MAX_GROUPS: usize = 24;

/// Lines in which a box of rules around the title ends.
const BOX: usize = 8;

/// What is known of the head so far.
#[expect(clippy::struct_excessive_bools, reason = "what was seen so far; they make no states together")]
#[derive(Debug, Default)]
pub(super) struct Head {
    over: bool,
    titled: bool,
    fielded: bool,
    groups: usize,
    /// A wire's line was above in this group.
    wired: bool,
    /// A line of a warning centre that says how fast its text goes was above.
    urgent: bool,
    /// A date in the title, taken when there is no better one.
    fallback: Option<PartialDate>,
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
                self.note_dates(lines, at);
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
        if self.wired && wire::is_code(line) {
            write(body, lines, at, 1);
            return 1;
        }
        if !self.titled
            && let Some(right) = letterhead::column(line)
        {
            if let Role::Date(date) = role(right) {
                set_date(body, date);
            }
            write(body, lines, at, 1);
            return 1;
        }
        self.wired = wire::opens_product(line) || self.wired && at > 0;
        if self.titled && at > 0 && are_fields(lines, at) {
            return self.fields(lines, at, body);
        }
        match role(line) {
            Role::Banner => set_handling(body, line),
            Role::Caption => {}
            Role::Field(key, _) if fields::field(key).is_some() && at == 0 => {}
            Role::Field(key, value)
                if !self.titled && fields::field(key) == Some(fields::Field::Title) && !value.is_empty() => {}
            Role::Field(key, value)
                if fields::field(key) == Some(fields::Field::Date) && dates::parse(value).is_some() => {}
            Role::Date(date) if self.titled || at > 0 || dates::parse(line).is_some() || !is_dated_title(line) => {
                set_date(body, date);
                let header = body.draft.header();
                header.dateline = header.dateline.take().or_else(|| dateline::place(line, lines.above(at)));
            }
            Role::Other | Role::Date(_) | Role::Field(..) => return self.other(lines, at, body),
        }
        if let Role::Field(key, value) = role(line) {
            self.store(key, value, lines.number(at), body);
        } else if dates::period(line).is_some() {
            fields::store(body.draft.header(), "period", line);
        }
        write(body, lines, at, 1);
        1
    }

    fn other(&mut self, lines: &Lines<'_, '_>, at: usize, body: &mut Body<'_>) -> usize {
        if is_letterhead(lines) && Shape::of(text::prefix_cells(lines.get(at).unwrap_or(""), 200)).cells <= 80 {
            write(body, lines, at, 1);
            return 1;
        }
        let is_rule = |at: usize| lines.get(at).is_some_and(|line| grid::rule_sign(line).is_some());
        if is_rule(at) && (at >= BOX || is_rule(at + 1)) {
            return 0;
        }
        if !self.titled && self.waits(lines, at, &body.survey) {
            write(body, lines, at, 1);
            return 1;
        }
        if !self.titled {
            let taken = self.title(lines, at, body);
            if taken > 0 {
                return taken;
            }
        }
        if is_rule(at) && (!self.titled || are_fields(lines, at + 1)) {
            body.open(BlockKind::Rule, lines, at);
            body.draft.push(lines.get(at).unwrap_or(""));
            body.draft.close();
            return 1;
        }
        if are_codes(lines) || body.draft.header().date.is_some() && is_locality(lines, at) {
            if self.titled && body.draft.header().dateline.is_none() && is_locality(lines, at) {
                body.draft.header().dateline = lines.get(at).and_then(dateline::locality);
            }
            write(body, lines, at, 1);
            return 1;
        }
        if self.titled && is_subtitle(lines, at, body) {
            self.note_date(lines.get(at).unwrap_or(""));
            write(body, lines, at, 1);
            return 1;
        }
        0
    }

    /// True for a line above a title that is still to come: a letterhead, a kind of text, whom to ask.
    fn waits(&mut self, lines: &Lines<'_, '_>, at: usize, survey: &Survey) -> bool {
        let Some(line) = lines.get(at).filter(|line| line.len() <= shape::MAX_SHORT) else { return false };
        if self.fielded || shape::is_prose(line) && shape::ends_sentence(line) {
            return false;
        }
        self.urgent |= masthead::is_urgent(line);
        if self.urgent && (masthead::is_product(line) || masthead::is_over_product(lines, at)) {
            return !masthead::is_product(line);
        }
        if (0..=at).any(|from| ahead::title_below(lines, from).is_some_and(|title| title > at)) {
            return true;
        }
        if masthead::is_over_headline(lines, at, survey) || masthead::is_over_named_issue(lines, at) {
            return true;
        }
        if letterhead::is_named_again(lines, at) || letterhead::is_over_headline(lines, at) {
            return true;
        }
        let ahead = ahead::look(&lines.group, at + 1);
        let kind = || lines.group.lines.iter().take(6).any(|line| genre::is_genre(line.trim()));
        // `PRESS OFFICE` below the name of the ministry.
        let under_office = || {
            let above = (at.saturating_sub(BOX)..at).filter_map(|above| lines.get(above));
            Shape::of(line).words <= 4 && above.into_iter().any(genre::is_office)
        };
        let over_office = || {
            let below = lines.get(at + 1).is_some_and(genre::is_office);
            below && Shape::of(line).words <= 4 && lines.group.lines.len() <= 4
        };
        // `Briefing note` alone says what the text is; with a number it names an issue.
        let form = genre::is_genre(line) && !line.contains(char::is_numeric);
        let brief = Shape::of(line).words <= 4;
        let below_form =
            ahead.formed || ahead.dated && brief && genre::has_word(line) && !line.contains(char::is_numeric);
        if genre::is_office(line) && ahead::titles(lines, at + 1) {
            return true;
        }
        ahead.subject
            || ahead.title && (form || below_form && brief)
            || ahead.title
                && (ahead.captioned
                    || under_office()
                    || over_office()
                    || ahead.dated && kind()
                    || title::is_side_line(line)
                    || genre::is_office(line))
    }

    /// True for `1 Security`, `[Security]` and `== Security ==` above their text, where others like it follow: parts of a text
    /// without a title.
    fn is_first_of_several(lines: &Lines<'_, '_>, at: usize, body: &Body<'_>) -> bool {
        let Some(line) = lines.get(at).filter(|line| line.len() <= shape::MAX_SHORT) else { return false };
        let counted = marker::bare(line, body.survey.bare_numbers).is_some_and(|marker| marker.number == 1);
        let next = lines.get(at + 1).or(lines.group.after.peek()[0]).unwrap_or("");
        let told = shape::is_prose(next) || marker::find(next.trim_start()).is_some();
        counted || told && body.survey.frames.are_several(line)
    }

    /// The title, with its underline when it has one.
    fn title(&mut self, lines: &Lines<'_, '_>, at: usize, body: &mut Body<'_>) -> usize {
        let over = usize::from(lines.get(at).and_then(grid::rule_sign).is_some());
        let underlined = body.heading_at(lines, at).is_some_and(|(style, _)| matches!(style, Style::Underlined(..)));
        if underlined && over == 0 && body.survey.underlined_as_first > 1 || (over == 1 && !underlined) {
            return 0;
        }
        let at = at + over;
        if over == 0 && Self::is_first_of_several(lines, at, body) {
            return 0;
        }
        let Some(taken) = title::title_lines(lines, at, body, self.fielded, underlined) else { return 0 };
        let (name, label) = title::split_marking(lines.get(at).unwrap_or(""));
        let framed = taken == 1 && sign::framed(name).is_some();
        let bold = if framed { sign::unframed(name) } else { name };
        // `#   ROAD DAILY   #` in a box of the same signs.
        let boxed = bold.strip_prefix(['#', '*', '|', '=']).and_then(|name| name.strip_suffix(['#', '*', '|', '=']));
        let bold = boxed.filter(|name| name.starts_with("  ") && name.ends_with("  ")).unwrap_or(bold);
        let mut title = bold.trim_start_matches('#').trim().to_owned();
        for more in at + 1..at + taken {
            title.push(' ');
            title.push_str(lines.get(more).unwrap_or(""));
        }
        let line = lines.group.first_line.saturating_add(u32::try_from(at).unwrap_or(0));
        body.open(BlockKind::Title, lines, at);
        body.draft.push(&title);
        body.draft.close();
        // The mark stays in the text, and is no part of the name.
        body.draft.title(without_portion(&title), line);
        if let Some(label) = label {
            body.draft.block(BlockKind::Paragraph, label, line);
            set_handling(body, label);
            self.note_date(label);
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
                self.note_date(more);
                next += 1;
            }
            match role(line) {
                Role::Field(key, first) => self.store(key, &format!("{first}{value}"), lines.number(end), body),
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

    fn store(&mut self, key: &str, value: &str, line: u32, body: &mut Body<'_>) {
        if fields::field(key) == Some(fields::Field::Date) && fields::is_no_day(value) {
            let shown = Clean::line(value);
            body.draft.warn(line, format!("there is no such day as `{shown}`: write it as 2024-01-30"));
        }
        fields::store(body.draft.header(), key, value);
        if matches!(fields::field(key), Some(fields::Field::Source | fields::Field::Series | fields::Field::Issue)) {
            self.note_date(value);
        }
        self.titled |= fields::field(key) == Some(fields::Field::Title) && !value.trim().is_empty();
    }

    /// Dates in short lines where the head ends: the number of an issue, the week it is about.
    fn note_dates(&mut self, lines: &Lines<'_, '_>, at: usize) {
        let short = |line: &&str| {
            let year = line.trim_end().ends_with("г.");
            line.len() <= shape::MAX_SHORT && !shape::is_wider(line, 110) && (year || !shape::ends_sentence(line))
        };
        let titled = self.titled;
        for line in (at..at + 3).map_while(|at| lines.get(at).filter(short)).filter(|_| titled) {
            let dated = fields::split(line).filter(|(key, _)| fields::field(key) == Some(fields::Field::Date));
            self.note_date(dated.map_or(line, |(_, value)| value));
        }
    }

    /// A date at the start or the end of a title line, or a part of its own in it. A month must be parted from the rest.
    fn note_date(&mut self, line: &str) {
        const SIGNS: [char; 12] = ['|', '-', '–', '—', '•', '·', ':', ';', ',', '(', ')', '/'];
        let Some((span, date)) = dates::find(line) else { return };
        let before = dates::trim_lead(text::slice(line, 0..span.start)).trim_end();
        let behind = text::slice(line, span.end..line.len()).trim_start();
        let parted = before.is_empty() || before.ends_with(SIGNS);
        // `Market Overview May 2024`, `No. 2   May 2024`
        let numbered = || before.len() <= 24 && before.ends_with(|c: char| c.is_numeric());
        let named = || {
            genre::has_word(before)
                || numbered()
                || ["overview", "bericht"].iter().any(|end| text::fold(before).ends_with(end))
        };
        let closed = || dates::parse(text::slice(line, span.start..line.len())).is_some();
        let last = !behind.chars().any(char::is_alphabetic) || closed();
        let near = text::letter_start(line, span.start.saturating_sub(40));
        let as_of = text::slice(line, near..span.start);
        let current = ["as of", "as at", "по состоянию на", "станом на", "situation au", "stand", "dated"]
            .iter()
            .any(|lead| text::fold(as_of).contains(lead));
        let fits = match date.day() {
            Some(_) => current || span.start == 0 || last || parted && behind.starts_with(SIGNS),
            None => parted && (last || behind.starts_with(SIGNS)) || last && named(),
        };
        let better = self.fallback.is_none_or(|known| known.day().is_none() && date.day().is_some());
        if fits && better {
            self.fallback = Some(date);
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
    if let Some(marking) = Handling::parse(&fields::label(line)) {
        fields::mark(body.draft.header(), marking);
    }
}

fn set_date(body: &mut Body<'_>, date: PartialDate) {
    let header = body.draft.header();
    // The day below the month of an issue says more.
    header.date = header.date.filter(|known| known.day().is_some() || date.day().is_none()).or(Some(date));
}

/// True for a group of fields: one that the program knows, or three of any kind, and nothing else but continuations.
fn is_field_group(lines: &Lines<'_, '_>, started: bool) -> bool {
    let (mut known, mut any) = (0, 0);
    let total = lines.group.lines.len();
    let names_title = total <= 5
        && lines.get(0).is_some_and(
            |first| matches!(role(first), Role::Field(key, _) if fields::field(key) == Some(fields::Field::Title)),
        );
    for at in 0..lines.group.lines.len().min(64) {
        match role(lines.get(at).unwrap_or("")) {
            Role::Field(key, value) => {
                any += 1;
                let is_known = fields::is_known(key) || fields::cable(lines.get(at).unwrap_or("")).is_some();
                known += usize::from(is_known && value.len() < 300);
            }
            Role::Date(_) | Role::Banner => {}
            Role::Caption if at == 0 || any == 0 && lines.get(at).is_some_and(wire::is_wire) => {}
            _ if at > 0 && any > 0 && continues(lines, at) => {}
            _ => return false,
        }
    }
    known > 0 && (any > 1 || started || known == total || names_title)
        || any >= 3 && known + any >= lines.group.lines.len().min(6) && !started
}

/// True when nothing but fields stands from line `at` to the end of its group: below a title there is often no blank line.
fn are_fields(lines: &Lines<'_, '_>, at: usize) -> bool {
    let rest = at..lines.group.lines.len().min(at + 64);
    let (mut known, mut any) = (0, 0);
    for at in rest.clone() {
        match role(lines.get(at).unwrap_or("")) {
            Role::Field(key, value) => {
                any += 1;
                known += usize::from(fields::is_known(key) && value.len() < 300);
            }
            Role::Date(_) | Role::Banner => {}
            _ if any > 0 && continues(lines, at) => {}
            _ => return false,
        }
    }
    known > 0 && (known == any || known >= 2) && rest.end == lines.group.lines.len()
}

/// True when the next group begins with two fields the program knows: a remark before them does not end the head.
fn fields_follow(lines: &Lines<'_, '_>) -> bool {
    let known = |line: &str| matches!(role(line), Role::Field(key, _) if fields::field(key).is_some());
    let any = |line: &str| matches!(role(line), Role::Field(..));
    match lines.group.after.peek() {
        [Some(first), Some(second), _] => known(first) && any(second) || any(first) && known(second),
        _ => false,
    }
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
    if is_addressee(lines, at) {
        return true;
    }
    let above = at > 0 && (lines.joins(at - 1) || lines.get(at - 1).is_some_and(subject));
    above && matches!(role(line), Role::Other)
}

/// A line under the title that belongs to it: an office, a by-line, a remark.
fn is_subtitle(lines: &Lines<'_, '_>, at: usize, body: &Body<'_>) -> bool {
    let Some(line) = lines.get(at) else { return false };
    if line.len() > shape::MAX_SHORT || marker::find(line).is_some() || text::cells(line) > 140 {
        return false;
    }
    let byline = line.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("by ")) && text::cells(line) <= 60;
    if at == 0 {
        let alone = lines.group.lines.len() == 1;
        let next = lines.group.after.peek()[0].map(str::trim_start);
        let dated = next.is_some_and(|n| matches!(role(n), Role::Date(_) | Role::Banner));
        let told = shape::is_prose(line) && shape::ends_sentence(line);
        // `Report of the Special Rapporteur` between the title and the first heading.
        let named = genre::has_word(line) && next.is_some_and(title::is_section_name) && !title::is_section_name(line);
        return (alone && (byline || (dated || named) && !told) || is_issuer(lines)) && body.before != Before::Sentence;
    }
    if byline && lines.group.lines.len() <= 12 {
        return true;
    }
    let headed = body.heading_at(lines, at).is_some_and(|(style, _)| !matches!(style, Style::Bare(_) | Style::Colon));
    !headed && !lines.joins(at) && lines.group.lines.len() <= 12 && (!runs_on(lines, at + 1) || shape::is_prose(line))
}

/// True when line `at` begins running text: a sentence, or a line that the next one goes on with.
fn runs_on(lines: &Lines<'_, '_>, at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    shape::is_prose(line) && (lines.joins(at) || shape::ends_sentence(line) || line.len() > shape::MAX_WRAP)
}
