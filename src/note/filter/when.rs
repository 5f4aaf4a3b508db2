//! Times as people write them: `2026-11-23`, `2026-11`, `yesterday`, `7d`, `2026-11-23T10:00:00Z`.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{Span, Timestamp, ToSpan};

use crate::note::Moment;

/// A stretch of time: from the first millisecond of it to the first one after it, since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First millisecond.
    pub start: i64,
    /// One past the last; the start where a moment is meant and no stretch.
    pub end: i64,
}

/// A time that says nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no time: write 2026-11-23, 2026-11, 2026, today, yesterday, 12h, 7d, 2w or 2026-11-23T10:00:00Z")]
pub struct Unreadable(String);

impl Period {
    /// Reads a time as it is meant at `now`. Days are those of UTC, as the times of records are.
    ///
    /// # Errors
    /// What says nothing.
    pub fn read(text: &str, now: Moment) -> Result<Self, Unreadable> {
        let word = text.trim().to_ascii_lowercase();
        let now = i64::try_from(now.millis).ok().and_then(|millis| Timestamp::from_millisecond(millis).ok());
        let today = now.map(|now| Offset::UTC.to_datetime(now).date());
        let found = match word.as_str() {
            "today" => today.and_then(|day| days(day, 1.day())),
            "yesterday" => today.and_then(|day| days(day.yesterday().ok()?, 1.day())),
            _ => ago(&word, now).or_else(|| calendar(&word)).or_else(|| moment(text.trim())),
        };
        found.ok_or_else(|| Unreadable(text.to_owned()))
    }
}

fn days(first: Date, length: Span) -> Option<Period> {
    let millis = |day: Date| Some(Offset::UTC.to_timestamp(day.to_datetime(Time::midnight())).ok()?.as_millisecond());
    Some(Period { start: millis(first)?, end: millis(first.checked_add(length).ok()?)? })
}

/// `12h`, `7d`, `2w`: so long before now.
fn ago(word: &str, now: Option<Timestamp>) -> Option<Period> {
    let number: i64 = word.get(..word.len().checked_sub(1)?)?.parse().ok()?;
    let hours = match word.as_bytes().last()? {
        b'h' => 1,
        b'd' => 24,
        b'w' => 7 * 24,
        _ => return None,
    };
    let at = now?.as_millisecond().checked_sub(number.checked_mul(hours)?.checked_mul(3_600_000)?)?;
    (number >= 0).then_some(Period { start: at, end: at })
}

/// A day, a month or a year.
fn calendar(word: &str) -> Option<Period> {
    let digits = |part: &str, count: usize| (part.len() == count).then(|| part.parse::<i16>().ok()).flatten();
    let parts: Vec<&str> = word.split('-').collect();
    let (year, month, day, length) = match parts.as_slice() {
        [year] => (digits(year, 4)?, 1, 1, 1.year()),
        [year, month] => (digits(year, 4)?, digits(month, 2)?, 1, 1.month()),
        [year, month, day] => (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?, 1.day()),
        _ => return None,
    };
    days(Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?, length)
}

fn moment(text: &str) -> Option<Period> {
    let at = text.parse::<Timestamp>().ok()?.as_millisecond();
    Some(Period { start: at, end: at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<(String, String)> {
        // 2026-11-23T10:00:00Z
        let now = Moment { millis: 1_795_428_000_000, chance: 0 };
        let shown = |millis: i64| Timestamp::from_millisecond(millis).unwrap().to_string();
        Period::read(text, now).ok().map(|p| (shown(p.start), shown(p.end)))
    }

    #[test]
    fn times_as_people_write_them() {
        let cases = [
            ("2026-11-23", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"),
            ("2026-02", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
            ("2024", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
            ("today", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"),
            (" Yesterday ", "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z"),
            ("7d", "2026-11-16T10:00:00Z", "2026-11-16T10:00:00Z"),
            ("2W", "2026-11-09T10:00:00Z", "2026-11-09T10:00:00Z"),
            ("12h", "2026-11-22T22:00:00Z", "2026-11-22T22:00:00Z"),
            ("2026-11-23T10:00:00+02:00", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z"),
        ];
        for (text, start, end) in cases {
            assert_eq!(read(text), Some((start.to_owned(), end.to_owned())), "{text}");
        }
        for text in ["", "d", "-3d", "2026-13", "2026-2-3", "2026-02-30", "last week", "99999999999999999d", "é"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(text in any::<String>(), millis in any::<u64>()) {
            if let Ok(period) = Period::read(&text, Moment { millis, chance: 0 }) {
                prop_assert!(period.start <= period.end);
            }
        }
    }
}
