//! How a line stands to the one above it in its group: it goes on with it, hangs below it, or begins a part of its own.

use super::fields;
use super::figure;
use super::lines::Lines;
use super::shape::{self, Shape};
use super::speaker;
use crate::briefing::Classification;
use crate::text;

/// Bytes in which the name of a speaker and its colon stand.
const NAME: usize = 40;

/// A turn of speech or a question and its answer: `Q:`, `A.`, `MR. PRICE:`.
pub(super) fn speaks(line: &str) -> bool {
    if line.starts_with("Q. ") || speaker::opens(line) && line.contains(':') {
        return true;
    }
    let Some((name, rest)) = line.get(..line.len().min(NAME)).and_then(|head| head.split_once(':')) else {
        return false;
    };
    let words = name.split(' ').count();
    rest.starts_with(' ')
        && !figure::has_colon(line)
        && words <= 4
        && name.len() > 2
        && name.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\''))
}

/// `.TONIGHT...Mostly cloudy.`
pub(super) fn is_run_in(line: &str) -> bool {
    let name = line.strip_prefix('.').filter(|rest| rest.starts_with(char::is_uppercase));
    name.is_some_and(|name| name.contains("..."))
}

/// `Deputy Spokesman: Yes.` below the end of a sentence.
pub(super) fn takes_turn(lines: &Lines<'_, '_>, at: usize) -> bool {
    let (Some(above), Some(line)) = (lines.get(at - 1), lines.get(at)) else { return false };
    if !line.bytes().take(NAME).any(|b| b == b':') {
        return false;
    }
    let head = text::slice(line, 0..text::letter_start(line, NAME));
    let Some((name, rest)) = head.split_once(": ") else { return false };
    let large = |word: &str| word.starts_with(char::is_uppercase);
    name.split(' ').count() <= 4
        && name.split(' ').all(large)
        && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '–' | '('))
        && shape::is_prose(line)
        && shape::ends_sentence(above)
}

/// True when line `at` and the one above are both fields, as in the head of a mail that is passed on, or both remarks.
pub(super) fn are_apart(lines: &Lines<'_, '_>, at: usize) -> bool {
    let field = |line: Option<&str>| {
        let found = line.filter(|line| line.len() <= shape::MAX_SHORT).and_then(fields::split);
        found.is_some_and(|(key, _)| {
            key.split(' ').count() <= 3 && key.split(' ').all(|w| w.starts_with(char::is_uppercase))
        })
    };
    let remark = |line: Option<&str>| line.is_some_and(|line| line.starts_with("# "));
    field(lines.get(at - 1)) && field(lines.get(at)) || remark(lines.get(at - 1)) && remark(lines.get(at))
}

/// True when the line below `at` goes on with it: wrapped, or set below its text. Chinese sets in every paragraph.
pub(super) fn hangs(lines: &Lines<'_, '_>, at: usize) -> bool {
    let indent = |at: usize| lines.group.lines.get(at).map_or(0, |l| shape::indent(l));
    let ideographs = lines.get(at).is_some_and(|l| l.contains(|c| ('\u{3000}'..='\u{9FFF}').contains(&c)));
    lines.joins(at) || !ideographs && indent(at + 1) >= indent(at) + 2
}

/// True when the lines below `at` are a remark in brackets and nothing else up to the blank line, as in `Southern Axis`
/// over `(Objective: hold the line of the river)`. A rank or an office in brackets says less than a remark does.
pub(super) fn is_over_remark(lines: &Lines<'_, '_>, at: usize) -> bool {
    let below = lines.group.lines.get(at + 1..).unwrap_or_default();
    let (Some(first), Some(last)) = (lines.get(at + 1), below.last()) else { return false };
    if !first.starts_with('(') || !last.ends_with(')') || below.len() > 4 || first.len() > shape::MAX_SHORT {
        return false;
    }
    Classification::portion(first).is_none()
        && !first.strip_suffix(')').is_some_and(|first| first.contains(')') && below.len() > 1)
        && below.iter().map(|line| Shape::of(text::prefix_cells(line, 200)).small).sum::<usize>() >= 2
}

/// True when line `at`, which hangs below an item, goes on with the text above it. A line of an address, or one that
/// ends early like a sentence, was broken on purpose.
pub(super) fn goes_on(lines: &Lines<'_, '_>, at: usize) -> bool {
    let (Some(above), Some(line)) = (lines.get(at - 1), lines.get(at)) else { return false };
    let lower = line.starts_with(|c: char| c.is_lowercase() || c == '(')
        && !shape::ends_in_address(above)
        && !shape::starts_with_address(line);
    let full = shape::is_wider(above, lines.wrap.map_or(44, |wrap| wrap * 3 / 5));
    let ends = above.len() < 30 && shape::ends_sentence(above);
    !ends && (lower || full)
}

/// True when line `at` is the short end of the sentence of an item that was cut to a great width.
pub(super) fn is_cut(lines: &Lines<'_, '_>, at: usize) -> bool {
    let (Some(above), Some(line)) = (lines.get(at - 1), lines.get(at)) else { return false };
    let open = above.ends_with(|c: char| c.is_alphanumeric() || c == ',') && shape::is_wider(above, 72);
    open && shape::ends_sentence(line) && line.len() < above.len() && above.len() <= shape::MAX_SHORT
}

/// True when line `at` is the next of some notes: `[4] …` below an address, or below `[3] …` where the group opens with
/// a note. Elsewhere such a number only came to the start of a line when the text was wrapped.
pub(super) fn is_note(lines: &Lines<'_, '_>, at: usize) -> bool {
    const REACH: usize = 8;
    let number = |at: usize| lines.get(at).and_then(note_number);
    let Some(own) = number(at) else { return false };
    let address = lines.get(at - 1).and_then(|above| above.split_whitespace().next_back());
    let listed = || (0..2).any(|first| number(first).is_some());
    let before = || (0..at).rev().take(REACH).find_map(number);
    address.is_some_and(|word| word.contains("://")) || listed() && before().is_some_and(|other| other + 1 == own)
}

/// The number of `[12] …`.
fn note_number(line: &str) -> Option<u32> {
    let (digits, rest) = line.strip_prefix('[')?.split_once(']')?;
    let counts = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if counts && rest.starts_with([' ', '\t']) { digits.parse().ok() } else { None }
}
