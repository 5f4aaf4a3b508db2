//! Groups and lines of the head that stand around a title: letterheads, codes, places, stations, who issued a text.

use super::ahead;
use super::dateline;
use super::fields;
use super::genre;
use super::lines::Lines;
use super::marker;
use super::role::{Role, is_caption, role};
use super::shape::{self, Case, Shape};
use super::title;
use super::wire;
use crate::dates;
use crate::text;

/// Two lines or more that are codes of documents: `RELEX 744` over `CFSP/PESC 887`.
pub(super) fn are_codes(lines: &Lines<'_, '_>) -> bool {
    let code = |line: &&str| {
        let (name, number) = line.trim().rsplit_once(' ').unwrap_or(("", ""));
        let large = |c: char| c.is_ascii_uppercase() || matches!(c, ' ' | '/' | '-');
        (2..=24).contains(&name.len()) && name.chars().all(large) && number.bytes().all(|b| b.is_ascii_digit())
    };
    (2..=40).contains(&lines.group.lines.len()) && lines.group.lines.iter().all(code)
}

/// `Vienna, Austria`: the place of a text, alone between blank lines.
pub(super) fn is_locality(lines: &Lines<'_, '_>, at: usize) -> bool {
    lines.group.lines.len() == 1 && lines.get(at).and_then(dateline::locality).is_some()
}

/// A group that holds a caption such as FOR IMMEDIATE RELEASE below an office: none of its lines is the title.
pub(super) fn is_letterhead(lines: &Lines<'_, '_>) -> bool {
    let some = &lines.group.lines;
    (2..=8).contains(&some.len()) && some.first().is_some_and(|line| is_copy(line.trim()))
        || (2..=8).contains(&some.len())
            && ahead::title_below(lines, 0).is_none()
            && lines.group.after.peek()[0].is_some()
            && some
                .iter()
                .skip_while(|line| !matches!(role(line.trim()), Role::Other))
                .skip(1)
                .any(|line| line.len() <= 80 && is_caption(line.trim()))
}

/// The right column of a line in two: `Security Council               Distr.: General`, with a number, a day, or how the
/// text is passed on.
pub(super) fn column(line: &str) -> Option<&str> {
    if line.len() > shape::MAX_SHORT {
        return None;
    }
    let (left, right) = line.trim().rsplit_once("   ")?;
    let (left, right) = (left.trim_end(), right.trim());
    let noted = || title::is_side_line(right) && right.contains(':') && !right.contains(['@', '/']);
    let told = wire::is_reference(right)
        || noted()
        || left.len() <= 60 && matches!(role(right), Role::Date(_)) && genre::is_office(left.trim());
    (!left.contains("   ") && told).then_some(right)
}

/// `Sudan` above `Sudan: Humanitarian Update`: the name that a title begins with, or speaks of, alone above it.
pub(super) fn is_named_again(lines: &Lines<'_, '_>, at: usize) -> bool {
    let dated = || lines.get(1).is_some_and(|day| matches!(role(day), Role::Date(_)));
    let alone = match lines.group.lines.len() {
        1 => true,
        2 => dated(),
        _ => false,
    };
    let Some(line) = lines.get(at).filter(|_| at == 0 && alone) else { return false };
    let [Some(next), ..] = lines.group.after.peek() else { return false };
    let next = next.trim_start();
    let short = |line: &str, words: usize| line.len() <= 160 && Shape::of(line).words <= words;
    if !short(line, 4) || !short(next, 20) || shape::ends_sentence(next) || line.contains(|c: char| c.is_numeric()) {
        return false;
    }
    let parted = next.strip_prefix(line).is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with([':', '：', '-', '–', '—', ','])
    });
    let (name, title) = (text::fold(line), text::fold(next));
    let large = line.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase()));
    let within = || {
        large
            && title.match_indices(&name).any(|(from, _)| {
                let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                edge(text::slice(&title, 0..from).chars().next_back())
                    && edge(text::slice(&title, from + name.len()..title.len()).chars().next())
            })
    };
    let more = Shape::of(next).words - Shape::of(line).words.min(Shape::of(next).words);
    // `Travel Advisory` above `Northland Travel Advisory`.
    let formed = more >= 1 && genre::has_word(line) && title.ends_with(&name);
    !title::is_section_name(line)
        && (parted && more >= 3 || (more >= 3 || formed) && within() && !shape::is_prose(next))
}

/// A name over a kind of text, its number and its day, in one group above a longer line alone: `House Library` over
/// `Research Briefing` over `20 February 2024`, and the headline below.
pub(super) fn is_over_headline(lines: &Lines<'_, '_>, at: usize) -> bool {
    let some = &lines.group.lines;
    if is_numbered_form(lines) {
        return true;
    }
    if !(3..=7).contains(&some.len()) || !some.iter().all(|line| line.len() <= 80 && !shape::ends_sentence(line)) {
        return false;
    }
    let line = |at: usize| some.get(at).map_or("", |line| line.trim());
    let brief = |line: &str| Shape::of(line).words <= 5 && fields::split(line).is_none();
    let kind = |line: &&str| genre::has_word(line) && brief(line.trim()) && dates::find(line).is_none();
    let dated = |line: &&str| matches!(role(line.trim()), Role::Date(_)) || is_span_of_months(line.trim());
    let form = some.iter().skip(1).position(kind).map(|at| at + 1);
    let day = some.iter().position(dated);
    let (Some(form), Some(day)) = (form, day) else { return false };
    let [Some(next), None, Some(_)] = lines.group.after.peek() else { return false };
    let next = next.trim();
    let headline = (5..=20).contains(&Shape::of(next).words)
        && !shape::ends_sentence(next)
        && !title::is_section_name(next)
        && marker::find(next).is_none()
        && matches!(role(next), Role::Other | Role::Field(..));
    let byline = some.get(at).is_some_and(|line| line.trim().starts_with("By "));
    (at <= day || byline) && form < day && brief(line(0)) && !genre::has_word(line(0)) && headline
}

/// `Crisis Briefing N°94` over its day, and a headline of many words below: the number says less than the headline.
fn is_numbered_form(lines: &Lines<'_, '_>) -> bool {
    let [form, day] = lines.group.lines else { return false };
    let [Some(next), second, Some(_)] = lines.group.after.peek() else { return false };
    // Who wrote it, or the day.
    let beside = |line: &str| line.len() <= 80 && !shape::ends_sentence(line) && marker::find(line).is_none();
    if second.is_some_and(|second| !beside(second.trim())) {
        return false;
    }
    let (form, next) = (form.trim(), next.trim());
    let shape = Shape::of(next.get(..).filter(|next| next.len() <= shape::MAX_SHORT).unwrap_or(""));
    let numbered = genre::has_word(form) && form.contains(char::is_numeric) && Shape::of(form).words <= 5;
    let dated = matches!(role(day.trim()), Role::Date(_)) && dates::find(form).is_none();
    let headline = (6..=20).contains(&shape.words) && shape.case(next) == Case::Title && !shape::ends_sentence(next);
    numbered && dated && headline && fields::split(form).is_none() && marker::find(next).is_none()
}

/// `February to September 2024`
fn is_span_of_months(line: &str) -> bool {
    let months = line.split([' ', '-', '–']).filter(|word| dates::is_month(word)).count();
    months == 2 && Shape::of(line).words <= 5
}

/// `Copy 3 of 12 copies` above the name of a staff.
fn is_copy(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(6).collect();
    let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    matches!(words.as_slice(), [copy, one, "of" | "OF", all, ..] if copy.eq_ignore_ascii_case("copy") && number(one) && number(all))
        && words.len() <= 5
}

/// A further station below `TO` or `INFO` in the head of a cable: capitals, with no key of its own.
pub(super) fn is_addressee(lines: &Lines<'_, '_>, at: usize) -> bool {
    let addressed = |line: &str| fields::cable(line).is_some_and(|(key, _)| matches!(key, "TO" | "INFO"));
    let Some(line) = lines.get(at).filter(|line| line.len() <= 80 && !line.contains(char::is_lowercase)) else {
        return false;
    };
    matches!(role(line), Role::Other | Role::Caption)
        && (0..at).rev().take(40).filter_map(|above| lines.get(above)).any(addressed)
}

/// Two or three short lines under the title, the last of them a date with its time: who issued the text, and when.
pub(super) fn is_issuer(lines: &Lines<'_, '_>) -> bool {
    let some = &lines.group.lines;
    let short =
        |line: &&str| line.len() <= 100 && !shape::ends_sentence(line) && marker::find(line.trim_start()).is_none();
    (2..=4).contains(&some.len())
        && some.iter().all(short)
        && some.last().is_some_and(|last| wire::is_stamp(last.trim()) && matches!(role(last.trim()), Role::Date(_)))
}
