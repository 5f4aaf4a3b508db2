//! Dates as briefings give them: a day, a month or only a year.

use std::fmt;

/// A date of the proleptic Gregorian calendar, known to the day, the month or the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A date; `None` when the month or day does not exist, or a day comes without its month.
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let valid = (1..=9999).contains(&year)
            && match (month, day) {
                (None, day) => day.is_none(),
                (Some(month), None) => (1..=12).contains(&month),
                (Some(month), Some(day)) => {
                    jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).is_ok()
                }
            };
        valid.then_some(Self { year, month, day })
    }

    /// A day.
    pub fn day_of(year: i16, month: u8, day: u8) -> Option<Self> {
        Self::new(year, Some(month), Some(day))
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month from 1, when known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day from 1, when known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Reads ISO 8601 `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and nothing else.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
        let mut two = || match parts.next() {
            None => Some(None),
            Some(p) if p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()) => p.parse().ok().map(Some),
            Some(_) => None,
        };
        let (month, day) = (two()?, two()?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(year, month, day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_of_three_lengths_and_nothing_else() {
        for good in ["2024", "2024-01", "2024-02-29"] {
            assert_eq!(PartialDate::parse_iso(good).map(|d| d.to_string()).as_deref(), Some(good));
        }
        for bad in ["2023-02-29", "2024-13", "24-01-01", "2024-1-1", "2024-01-01-01", "", "0000"] {
            assert_eq!(PartialDate::parse_iso(bad), None, "{bad}");
        }
    }
}
