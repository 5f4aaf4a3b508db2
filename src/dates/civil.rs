//! Days before and after a day.

use jiff::civil::{Date, Weekday};

use crate::briefing::PartialDate;

/// A day that is counted with.
pub(super) fn day(date: PartialDate) -> Option<Date> {
    Date::new(date.year(), i8::try_from(date.month()?).ok()?, i8::try_from(date.day()?).ok()?).ok()
}

/// A day as briefings have it.
pub(super) fn told(date: Date) -> Option<PartialDate> {
    PartialDate::day_of(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
}

/// The day so many days later, or earlier.
pub(super) fn moved(date: PartialDate, days: i32) -> Option<PartialDate> {
    told(plus(day(date)?, days)?)
}

/// The first and the last day of the week (from Monday) that is so many weeks later, or earlier.
pub(super) fn week(date: PartialDate, weeks: i32) -> Option<(PartialDate, PartialDate)> {
    let date = plus(day(date)?, weeks * 7)?;
    let monday = plus(date, -i32::from(date.weekday().to_monday_zero_offset()))?;
    Some((told(monday)?, told(plus(monday, 6)?)?))
}

/// The month that is so many months later, or earlier.
pub(super) fn month(date: PartialDate, months: i32) -> Option<PartialDate> {
    let count = i32::from(date.year()) * 12 + i32::from(date.month()?) - 1 + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    PartialDate::new(i16::try_from(year).ok()?, Some(u8::try_from(month).ok()?), None)
}

/// Days from `from` to `to`; negative when `to` is earlier.
pub(super) fn days(from: PartialDate, to: PartialDate) -> Option<i32> {
    day(from)?.until(day(to)?).ok().map(|span| span.get_days())
}

/// How many days ago the last day of this name was (0 for the day itself); Monday is 0.
pub(super) fn since_weekday(date: PartialDate, weekday: u8) -> Option<i32> {
    let weekday = Weekday::from_monday_zero_offset(i8::try_from(weekday).ok()?).ok()?;
    let own = day(date)?.weekday();
    Some(i32::from(own.since(weekday)))
}

fn plus(date: Date, days: i32) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
