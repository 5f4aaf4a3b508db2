//! What comes below a line of the head, up to the first running text: whether an office that stands on top is only the
//! letterhead, and the title is still to come.

use super::fields::{self, Field};
use super::genre;
use super::grid;
use super::heading;
use super::lines::{After, Group, Groups, Lines};
use super::marker;
use super::masthead;
use super::role::{Role, role};
use super::shape::{self, Shape};
use super::surround;
use super::title;
use crate::briefing::PartialDate;
use crate::dates;
use crate::text;

/// Groups that are looked at.
pub(super) const REACH: usize = 8;

/// Lines of a group in which its day is looked for.
const DATED: usize = 8;

/// What was seen.
#[expect(clippy::struct_excessive_bools, reason = "each is seen by itself; they make no states together")]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ahead {
    /// A field names the title: `SUBJECT: …`.
    pub(super) subject: bool,
    /// A line that could be the title.
    pub(super) title: bool,
    /// A caption such as PRESS RELEASE comes before that line.
    pub(super) captioned: bool,
    /// A few words that say what kind of text this is come before that line.
    pub(super) formed: bool,
    /// A date comes after that line.
    pub(super) dated: bool,
}

/// Looks at the groups behind `group`, whose lines from `at` on are not yet read.
pub(super) fn look(group: &Group<'_, '_>, at: usize) -> Ahead {
    let mut ahead = Ahead::default();
    if names_title(group.lines.get(at..).unwrap_or_default()) {
        ahead.subject = true;
        return ahead;
    }
    let mut groups = group.after.groups();
    for _ in 0..REACH {
        let Some(next) = groups.next() else { break };
        if !ahead.take(&next) {
            break;
        }
    }
    ahead
}

/// The title of a letterhead without blank lines, at or below line `at`: right above the day, and the only line there
/// that says much; or the line between a kind of text and the day.
pub(super) fn title_below(lines: &Lines<'_, '_>, at: usize) -> Option<usize> {
    const LINES: usize = 7;
    let line = |index: usize| lines.get(index).filter(|line| line.len() <= shape::MAX_SHORT);
    let closes = |index: &usize| line(*index).is_some_and(masthead::closes);
    let day = (at + 1..lines.group.lines.len().min(at + LINES)).find(closes)?;
    let title = day - 1;
    let words = |index| line(index).map_or(99, |line| Shape::of(line).words);
    // `G2, TASK FORCE NORTH` says who wrote, where a title would go on.
    let plain = |index| {
        let line = line(index).filter(|line| !shape::ends_sentence(line) && marker::find(line).is_none());
        line.is_some_and(|line| index != title || !line.contains(',') || words(index) >= 5)
    };
    let below_kind = title == at + 1 && words(title) >= 2 && line(at).is_some_and(genre::is_genre);
    let below_office = title >= at + 2 && words(title) >= 5 && (at..title).all(|index| words(index) <= 4);
    ((below_kind || below_office) && (at..=title).all(plain)).then_some(title)
}

/// True when line `at` ends its group, or stands right above a day, and says much: the title right below an office.
pub(super) fn titles(lines: &Lines<'_, '_>, at: usize) -> bool {
    // `For the week ending March 4, 2024`
    let closes = |below: &str| below.len() <= 80 && dates::find(below).is_some_and(|(span, _)| span.end == below.len());
    let last = at + 1 == lines.group.lines.len()
        || lines
            .get(at + 1)
            .is_some_and(|below| masthead::closes(below) || at + 2 == lines.group.lines.len() && closes(below));
    let says = |line: &str| {
        let field = fields::split(line).is_some_and(|(key, _)| fields::is_known(key));
        let known = field || genre::is_office(line) || title::is_side_line(line) || title::is_section_name(line);
        let words = Shape::of(line).words;
        let formed = words >= 2 && genre::has_word(line) && at + 1 < lines.group.lines.len();
        !known && matches!(role(line), Role::Other | Role::Field(..)) && (words >= 5 || formed)
    };
    let whole =
        |line: &&str| line.len() <= shape::MAX_SHORT && !shape::ends_sentence(line) && marker::find(line).is_none();
    last && lines.get(at).filter(whole).is_some_and(says) && lines.group.after.peek()[0].is_some()
}

/// True when one of the lines is a field with the title.
fn names_title(lines: &[&str]) -> bool {
    lines.iter().take(40).any(|line| {
        matches!(role(line.trim_start()), Role::Field(key, value)
            if fields::field(key) == Some(Field::Title) && !value.is_empty())
    })
}

impl Ahead {
    /// Takes a group; false when it is running text, or nothing more is to be seen.
    fn take(&mut self, group: &Group<'_, '_>) -> bool {
        if names_title(group.lines) {
            self.subject = true;
            return false;
        }
        let first = group.lines.first().map_or("", |line| line.trim_start());
        match role(first) {
            Role::Caption if !self.title => self.captioned |= !dates::is_clock(first) && !surround::is_link(first),
            Role::Field(key, value) if names_parties(group, key, value) => self.title |= !self.title,
            Role::Caption | Role::Banner | Role::Field(..) => {}
            Role::Date(_) => self.dated |= self.title,
            Role::Other if self.title && is_dated(group) && group.lines.len() == 1 => self.dated = true,
            Role::Other if is_running(group, first) => return false,
            Role::Other if !self.title && is_candidate(group, first) => self.title = true,
            Role::Other if !self.title => self.formed |= Shape::of(first).words <= 3 && genre::has_word(first),
            Role::Other => self.dated |= is_dated(group),
        }
        !self.dated
    }
}

/// Running text, a list or a table: the head is over.
fn is_running(group: &Group<'_, '_>, first: &str) -> bool {
    let last = group.lines.last().map_or("", |line| line.trim_end());
    first.len() > shape::MAX_SHORT
        || group.lines.len() > 6
        || marker::find(first).is_some()
        || shape::is_prose(first) && (shape::ends_sentence(last) || group.lines.len() > 3)
        || is_sentence(first)
}

/// `All was quiet.`: running text, short as it is.
fn is_sentence(line: &str) -> bool {
    let shape = Shape::of(line);
    let opens = line.starts_with(char::is_uppercase) && shape.words >= 3 && shape.small > 0;
    opens && shape::ends_sentence(line) && !heading::ends_abbreviated(line)
}

/// `Acme Ltd: Board Lowers Outlook for the Year`: a headline with a colon, and no field.
fn names_parties(group: &Group<'_, '_>, key: &str, value: &str) -> bool {
    let line = group.lines.first().map_or("", |line| line.trim_start());
    // `Weather: rain, 12 degrees`
    let plain = !key.contains(' ') && heading::has_plain_value(line);
    let told = !fields::is_known(key) && !title::is_side_line(line) && !plain;
    told && Shape::of(value).words >= 3 && is_candidate(group, line)
}

fn is_dated(group: &Group<'_, '_>) -> bool {
    let closes = |line: &str| {
        let ends = |(span, date): (text::Span, PartialDate)| date.day().is_some() && span.end + 6 >= line.len();
        line.len() <= 120 && dates::find(line).is_some_and(ends)
    };
    let mut lines = group.lines.iter().take(DATED).map(|line| line.trim_start());
    lines.any(|line| matches!(role(line), Role::Date(_)) || closes(line))
}

/// A line or two that could be the title, with something below.
fn is_candidate(group: &Group<'_, '_>, first: &str) -> bool {
    let shape = Shape::of(first);
    let words = shape.words >= 3 || shape.caseless >= 5;
    // `1 State of the Roads`, and a name with its text right below, are parts.
    let counted = marker::bare(first, true).is_some();
    let told = group.lines.iter().skip(1).any(|line| shape::is_prose(line) && shape::ends_sentence(line));
    words
        && !counted
        && !told
        && group.lines.len() <= 3
        && group.after.peek()[0].is_some()
        && !shape::ends_sentence(first)
        && !title::is_side_line(first)
        && !title::is_section_name(first)
        && !genre::is_office(first)
        && !grid::is_rule(first)
        && !first.starts_with(['(', '.', '>', '|', '@', '*'])
        && !first.ends_with([':', '：'])
}

impl<'a> After<'a> {
    /// The groups that follow.
    pub(super) fn groups(self) -> Groups<'a> {
        Groups::new(self.rest(), 1)
    }
}
