//! What single lines of the head are: markings, fields, dates, wire lines, captions.

use super::fields;
use super::shape::{self, Shape};
use crate::briefing::PartialDate;
use crate::dates;
use crate::text;

/// What a line of the head is.
pub(super) enum Role<'a> {
    Banner,
    /// A transmission line, or a caption such as FOR IMMEDIATE RELEASE.
    Caption,
    Date(PartialDate),
    Field(&'a str, &'a str),
    Other,
}

pub(super) fn role(line: &str) -> Role<'_> {
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
pub(super) fn is_dated_title(line: &str) -> bool {
    let Some((span, _)) = dates::find(line) else { return false };
    let name = text::slice(line, 0..span.start).trim_end();
    let dashed = name.ends_with(['|', '-', '–', '—', ':', '•']);
    dashed && Shape::of(name).words >= 3 && !name.contains(',') && !is_caption(name)
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
pub(super) fn is_caption(line: &str) -> bool {
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
