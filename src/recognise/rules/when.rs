//! Dates, with a year or without, times of day, and words such as `last week`.
//!
//! A date that is known to the day, month or year has that as its name; the others are named as they are written, and
//! what day they are is a matter of the dateline.

use std::ops::Range;

use super::{Found, Hit};
use crate::dates;
use crate::entity::Kind;
use crate::recognise::page::Page;
use crate::recognise::words::Look;
use crate::text::{self, Span};

const DAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const NOW: &[&str] = &["today", "tonight", "yesterday", "tomorrow"];
const WHICH: &[&str] = &["last", "next", "this", "past", "previous", "coming"];
const SPELLS: &[&str] = &["week", "weekend", "month", "quarter", "year", "decade", "morning", "afternoon", "evening"];
const LEADING: &[&str] = &[
    "after", "before", "between", "by", "during", "early", "from", "in", "late", "mid", "of", "since", "through", "to",
    "until",
];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const HALVES: &[&str] = &["am", "pm", "a.m.", "p.m."];
const ZONES: &[&str] = &["UTC", "GMT", "EST", "EDT", "PST", "CET", "Z", "local"];

/// Dates that are written with a year, in any language that [`dates`] reads.
pub(crate) fn written_out(page: &Page<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for stretch in &page.stretches {
        let words = &page.words[stretch.words.clone()];
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let span = Span::new(first.span.start, last.span.end);
        let line = text::slice(page.text, span);
        if !line.contains(char::is_numeric) {
            continue;
        }
        out.extend(dates::all(line).into_iter().map(|(at, date)| Found {
            span: Span::new(span.start + at.start, span.start + at.end),
            kind: Kind::Date,
            name: Some(date.to_string()),
        }));
    }
    out
}

/// A date or time that begins with the first of `words`.
pub(crate) fn at(page: &Page<'_>, words: Range<usize>) -> Hit {
    let look = page.words[words.start].look;
    if !matches!(look, Look::Number | Look::Capital | Look::Lower) {
        return None;
    }
    let line = Line { page, words };
    let used = match look {
        Look::Number => line.clock().or_else(|| line.day_month()),
        Look::Capital => line.day_of_week().or_else(|| line.month_day()).or_else(|| line.spell()),
        _ => line.spell(),
    };
    let year = || line.year().map(|year| (1, Kind::Date, Some(year)));
    used.map(|used| (used, Kind::Date, None)).or_else(year)
}

struct Line<'p> {
    page: &'p Page<'p>,
    words: Range<usize>,
}

impl Line<'_> {
    fn word(&self, n: usize) -> &str {
        let at = self.words.start + n;
        if at < self.words.end { self.page.spelling(at) } else { "" }
    }

    fn before(&self) -> &str {
        self.words.start.checked_sub(1).map_or("", |at| self.page.spelling(at))
    }

    fn is(&self, n: usize, list: &[&str]) -> bool {
        let word = self.word(n);
        !word.is_empty() && word.len() < 12 && list.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    fn is_month(&self, n: usize) -> bool {
        self.word(n).starts_with(|c: char| c.is_ascii_uppercase()) && self.is(n, MONTHS)
    }

    fn day_of_week(&self) -> Option<usize> {
        self.is(0, DAYS).then_some(1)
    }

    /// `30 January`
    fn day_month(&self) -> Option<usize> {
        (is_day(self.word(0)) && self.is_month(1)).then_some(2)
    }

    /// `January 30`, and `January` where a small word leads to it.
    fn month_day(&self) -> Option<usize> {
        if !self.is_month(0) {
            return None;
        }
        let led = LEADING.contains(&self.before()) || WHICH.contains(&self.before());
        if is_day(self.word(1)) { Some(2) } else { led.then_some(1) }
    }

    /// `today`, `last week`, `this Monday`
    fn spell(&self) -> Option<usize> {
        if self.is(0, NOW) {
            return Some(1);
        }
        (self.is(0, WHICH) && (self.is(1, SPELLS) || self.is(1, DAYS) || self.is_month(1))).then_some(2)
    }

    /// `14:30`, `3 p.m.`, `0900Z`
    fn clock(&self) -> Option<usize> {
        let hour = number(self.word(0)).filter(|hour| *hour < 24)?;
        let minutes = self.word(2);
        let long = match self.word(1) {
            ":" if minutes.len() == 2 && number(minutes).is_some_and(|m| m < 60) => 3,
            _ => return self.half(1).filter(|_| hour > 0 && hour < 13).map(|half| 1 + half),
        };
        let zone = usize::from(ZONES.contains(&self.word(long)));
        Some(long + self.half(long).unwrap_or(zone))
    }

    /// Words of `p.m.`, which may be in pieces.
    fn half(&self, n: usize) -> Option<usize> {
        let in_pieces = || self.is(n, &["a", "p"]) && self.word(n + 1) == "." && self.is(n + 2, &["m"]);
        if self.is(n, HALVES) { Some(1) } else { in_pieces().then_some(3) }
    }

    /// A year that a small word leads to.
    fn year(&self) -> Option<String> {
        let word = self.word(0);
        let plain = word.strip_suffix('s').unwrap_or(word);
        let fits = plain.len() == 4 && number(plain).is_some_and(|year| (1700..2100).contains(&year));
        (fits && LEADING.contains(&self.before())).then(|| word.to_owned())
    }
}

fn number(word: &str) -> Option<u32> {
    (word.len() < 5).then(|| word.parse().ok())?
}

fn is_day(word: &str) -> bool {
    let plain = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    plain.len() < 3 && number(plain).is_some_and(|day| (1..32).contains(&day))
}
