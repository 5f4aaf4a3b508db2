//! Dates and places run into the first paragraph: datelines, and the ` date 2024-01-30 ` prefix.

use super::shape::Shape;
use crate::briefing::PartialDate;
use crate::clean::Clean;
use crate::dates;
use crate::text;

/// Place and date of a dateline at the start of a paragraph: `GENEVA, 30 January 2024 (Agency) –`.
pub(super) fn dateline(paragraph: &str) -> Option<(Clean, Option<PartialDate>)> {
    let paragraph = paragraph.trim_start();
    let head = text::slice(paragraph, 0..text::letter_start(paragraph, 120));
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
