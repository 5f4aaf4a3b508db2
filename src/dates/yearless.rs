//! Days and months without a year, and which year is meant.

use super::calendar::{self, Calendar};
use super::civil;
use super::when::{Certainty, When};
use crate::briefing::PartialDate;

/// A day of some month, or a month, of no year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Yearless {
    pub(super) calendar: Calendar,
    pub(super) month: u8,
    pub(super) day: Option<u8>,
}

/// Where the words around a date say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Nothing, or what has happened: what is told is more often past.
    Past,
    /// What is to happen.
    Future,
}

/// Days up to which the year of a date without one is not in doubt.
const NEAR: i32 = 120;

impl Yearless {
    /// A month of the Gregorian calendar, from 1, with its day or without. `None` where there is no such day.
    pub fn new(month: u8, day: Option<u8>) -> Option<Self> {
        // 2024 has every day.
        PartialDate::new(2024, Some(month), day)?;
        Some(Self { calendar: Calendar::Gregorian, month, day })
    }

    /// The date that is meant in a text of the date `base`: the nearest, where one in the other direction than the words
    /// speak of counts as twice as far.
    pub fn near(self, base: PartialDate, direction: Direction) -> Option<When> {
        let doubt = if base.day().is_some() { Certainty::Reckoned } else { Certainty::Likely };
        let from = middle(base)?;
        let weigh = |date: PartialDate| {
            let days = civil::days(from, middle(date)?)?;
            let is_against = (direction == Direction::Past) == (days > 0);
            Some((if is_against { 2 * days.abs() } else { days.abs() }, days.abs()))
        };
        let dates = self.years(base).filter_map(|year| calendar::date(self.calendar, year, self.month, self.day));
        let ((_, far), date) = dates.filter_map(|date| Some((weigh(date)?, date))).min()?;
        let sure = if far <= NEAR { doubt } else { Certainty::Likely };
        Some(When::at(date, sure))
    }

    /// Years of its calendar around a date.
    fn years(self, base: PartialDate) -> impl Iterator<Item = u32> {
        let year = u32::try_from(base.year()).unwrap_or(1);
        let own = match self.calendar {
            Calendar::Gregorian => year,
            Calendar::Solar => year.saturating_sub(621),
            Calendar::Buddhist => year + 543,
        };
        own.saturating_sub(2)..=own + 2
    }
}

/// The day that stands for a date that may be less.
fn middle(date: PartialDate) -> Option<PartialDate> {
    match (date.month(), date.day()) {
        (Some(_), Some(_)) => Some(date),
        (Some(month), None) => PartialDate::day_of(date.year(), month, 15),
        _ => PartialDate::day_of(date.year(), 7, 1),
    }
}
