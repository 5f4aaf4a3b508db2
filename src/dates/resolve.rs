//! What day a text means that is reckoned from its date.

use super::civil;
use super::relative::{self, Base};
use super::when::{Certainty, When};
use super::yearless::Yearless;
use super::{first, forms, names, tokens};
use crate::briefing::PartialDate;
use crate::text::Span;

/// What these words mean in a text of a date: a date with its year, one without, a month, a year, a day of the week,
/// `yesterday`. `None` for what is no date, such as a time of day.
///
/// ```
/// use attache::briefing::PartialDate;
/// use attache::dates::{Base, Direction, resolve};
/// let base = Base { date: PartialDate::day_of(2024, 1, 2).unwrap(), told: None, direction: Direction::Past };
/// let day = |words| resolve(words, Some(base)).map(|when| when.from.to_string());
/// assert_eq!(day("30 December").as_deref(), Some("2023-12-30"));
/// assert_eq!(day("Monday").as_deref(), Some("2024-01-01"));
/// assert_eq!(day("14:30"), None);
/// ```
pub fn resolve(words: &str, base: Option<Base>) -> Option<When> {
    let words = words.trim();
    if words.len() > 120 {
        return None;
    }
    if let Some(date) = PartialDate::parse_iso(words).or_else(|| first(&tokens::split(words)).map(|(_, date)| date)) {
        return Some(When::at(date, Certainty::Written));
    }
    if let Some(when) = decade(words) {
        return Some(when);
    }
    let base = base?;
    if let Some((_, yearless)) = yearless(words).into_iter().next() {
        return yearless.near(base.date, base.direction);
    }
    relative::read(words, base).or_else(|| relative::month_alone(words, base))
}

/// `1990s`
fn decade(words: &str) -> Option<When> {
    let year: i16 = words.strip_suffix('s').filter(|year| year.len() == 4)?.parse().ok()?;
    let (from, to) = (PartialDate::new(year, None, None)?, PartialDate::new(year + 9, None, None)?);
    (year % 10 == 0).then_some(When { from, to: Some(to), certainty: Certainty::Written })
}

/// True when `date` is known to the day, and that is `day`, from 0 for Monday.
pub fn falls_on(date: PartialDate, day: u8) -> bool {
    date.day().is_some() && civil::since_weekday(date, day) == Some(0)
}

/// All days of months without a year in a text, with the bytes they cover; in order, and of any length.
pub fn yearless(text: &str) -> Vec<(Span, Yearless)> {
    let tokens = tokens::split(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((used, _)) = forms::at(&tokens[at..]).filter(|(used, _)| *used > 0) {
            at += used;
            continue;
        }
        let Some((used, found)) = forms::yearless_at(&tokens[at..]) else {
            at += 1;
            continue;
        };
        out.push((Span::new(tokens[at].span.start, tokens[at + used - 1].span.end), found));
        at += used;
    }
    out
}

/// The English month that a word names in full, from 1. Case does not matter.
pub fn english_month(word: &str) -> Option<u8> {
    names::english_month(&crate::text::fold(word))
}

/// The English day of the week that a word names in full, from 0 for Monday. Case does not matter.
pub fn english_weekday(word: &str) -> Option<u8> {
    let at = relative::DAYS.iter().position(|day| day.eq_ignore_ascii_case(word))?;
    u8::try_from(at).ok()
}

/// The day of the week that words name in full, in any language that is known here, from 0 for Monday. Case and
/// diacritics do not matter.
pub fn weekday(words: &str) -> Option<u8> {
    relative::weekday(&crate::text::fold(words))
}
