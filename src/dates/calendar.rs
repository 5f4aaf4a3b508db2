//! Other calendars, turned into the Gregorian one.

use crate::briefing::PartialDate;

/// How the year of a date is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calendar {
    /// Gregorian.
    Gregorian,
    /// Iranian solar (Solar Hijri, Jalali).
    Solar,
    /// Gregorian months, years of the Buddhist era (543 ahead).
    Buddhist,
}

/// A Gregorian date from the parts of another calendar. Only days can be converted from the solar calendar.
pub(super) fn date(calendar: Calendar, year: u32, month: u8, day: Option<u8>) -> Option<PartialDate> {
    match calendar {
        Calendar::Solar if (1200..1500).contains(&year) => solar(year, month, day?),
        Calendar::Solar => None,
        Calendar::Buddhist if year > 2400 => PartialDate::new(i16::try_from(year - 543).ok()?, Some(month), day),
        Calendar::Gregorian | Calendar::Buddhist => {
            let year = i16::try_from(year).ok().filter(|y| (1000..3000).contains(y))?;
            PartialDate::new(year, Some(month), day)
        }
    }
}

/// True for the leap years of the solar calendar by the 33-year rule, (25 y + 11) mod 33 < 8, which agrees with the
/// astronomical calendar for the years 1178 to 1633 (M. Heydari-Malayeri, "A concise review of the Iranian calendar").
fn is_leap(year: u32) -> bool {
    (25 * year + 11) % 33 < 8
}

/// Counts days from 1 Farvardin 1403, which was 20 March 2024. Months 1–6 have 31 days, 7–11 have 30, the last 29 or 30.
fn solar(year: u32, month: u8, day: u8) -> Option<PartialDate> {
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u8::from(is_leap(year)),
        _ => return None,
    };
    if day == 0 || day > length {
        return None;
    }
    let before = i32::from(month) - 1;
    let ordinal = before * 30 + before.min(6) + i32::from(day) - 1;
    let days = |years: std::ops::Range<u32>| years.map(|y| 365 + i32::from(is_leap(y))).sum::<i32>();
    let offset = if year >= 1403 { days(1403..year) } else { -days(year..1403) } + ordinal;
    let anchor = jiff::civil::Date::new(2024, 3, 20).ok()?;
    let date = anchor.checked_add(jiff::Span::new().try_days(offset).ok()?).ok()?;
    PartialDate::day_of(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solar_days_that_are_known() {
        let cases = [
            ((1402, 12, 15), "2024-03-05"),
            ((1403, 1, 1), "2024-03-20"),
            ((1403, 12, 30), "2025-03-20"),
            ((1404, 1, 1), "2025-03-21"),
            ((1357, 11, 22), "1979-02-11"),
            ((1399, 12, 30), "2021-03-20"),
        ];
        for ((y, m, d), iso) in cases {
            assert_eq!(date(Calendar::Solar, y, m, Some(d)).map(|d| d.to_string()).as_deref(), Some(iso));
        }
        assert_eq!(date(Calendar::Solar, 1402, 12, Some(30)), None);
    }
}
