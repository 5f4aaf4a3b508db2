//! Groups and lines of the head that stand around a title: letterheads, codes, places, stations, who issued a text.

use super::ahead;
use super::dateline;
use super::fields;
use super::lines::Lines;
use super::marker;
use super::role::{Role, is_caption, role};
use super::shape;
use super::wire;

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
    (2..=8).contains(&some.len())
        && ahead::title_below(lines, 0).is_none()
        && lines.group.after.peek()[0].is_some()
        && some
            .iter()
            .skip_while(|line| !matches!(role(line.trim()), Role::Other))
            .skip(1)
            .any(|line| line.len() <= 80 && is_caption(line.trim()))
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
