//! Stand-in until the full reading of dates arrives: ISO days and English month names.

use crate::briefing::PartialDate;
use crate::text::Span;

const MONTHS: [&str; 12] = [
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

/// The date that `text` consists of.
pub fn parse(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if let Some(date) = text.get(..10).and_then(PartialDate::parse_iso) {
        return Some(date);
    }
    let words: Vec<&str> = text.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let month = |w: &str| MONTHS.iter().position(|m| *m == w.to_lowercase()).and_then(|m| u8::try_from(m + 1).ok());
    match words.as_slice() {
        [a, b, c] => match (month(a), month(b)) {
            (Some(m), _) => PartialDate::day_of(c.parse().ok()?, m, b.parse().ok()?),
            (_, Some(m)) => PartialDate::day_of(c.parse().ok()?, m, a.parse().ok()?),
            _ => None,
        },
        _ => PartialDate::parse_iso(text),
    }
}

/// The first date in `text`.
pub fn find(text: &str) -> Option<(Span, PartialDate)> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let date = PartialDate::parse_iso(text.get(at..at + 10)?)?;
    Some((Span::new(at, at + 10), date))
}

/// The date in a file name.
pub fn in_file_name(name: &str) -> Option<PartialDate> {
    find(name).map(|(_, date)| date)
}
