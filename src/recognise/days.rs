//! The days that headings set for what stands below them: `Tuesday, 12 March 2024` above the events of that day.
//!
//! A heading may name a date without being of it. `The agreement of 12 March 1955` says nothing about the Friday below,
//! nor do ranges, weeks, and days before or after which something is. Such headings count for nothing.

use crate::briefing::{Briefing, PartialDate};
use crate::dates;
use crate::text;

/// Words before a date that say that something is not on it, folded.
const NOT_ON: &[&str] = &[
    "since",
    "after",
    "before",
    "until",
    "till",
    "by",
    "from",
    "to",
    "week",
    "depuis",
    "après",
    "avant",
    "seit",
    "nach",
    "vor",
    "bis",
    "desde",
    "hasta",
    "después",
    "antes",
    "после",
    "до",
    "через",
    "از",
    "تا",
    "منذ",
    "بعد",
    "قبل",
    "حتی",
];

/// Words, folded, that are counted by the number before a dash: `Day 3 – 12 March 2024` is no range.
const DAY: &[&str] = &["day", "tag", "jour", "dia", "день", "روز"];

/// Months between the dates of a heading and of its briefing, up to which a date amid other words is that of the heading.
const NEAR: i32 = 4;

/// From where on which day is meant by `today`: the date of the nearest heading above that is of a day, in whose section
/// or a part of it one is; else the date of the briefing.
///
/// Made once for all dates of a briefing.
#[derive(Debug)]
pub struct Days {
    /// From which byte on it is another day, and which one; in order.
    from: Vec<(usize, Option<PartialDate>)>,
    own: Option<PartialDate>,
}

impl Days {
    /// The days of a briefing.
    pub fn of(briefing: &Briefing) -> Self {
        let own = briefing.header.date;
        let mut above: Vec<(u8, PartialDate)> = Vec::new();
        let mut from: Vec<(usize, Option<PartialDate>)> = Vec::new();
        for (number, section) in briefing.sections.iter().enumerate() {
            above.retain(|(level, _)| *level < section.level);
            let said = briefing.heading(number).and_then(|heading| day_of(heading, own));
            above.extend(said.map(|day| (section.level, day)));
            let day = above.last().map(|(_, day)| *day);
            if from.last().map_or(day.is_some(), |(_, before)| *before != day) {
                from.push((briefing.section_span(number).start, day));
            }
        }
        Self { from, own }
    }

    /// What dates at byte `at` are reckoned from.
    pub fn at(&self, at: usize) -> Option<PartialDate> {
        let behind = self.from.partition_point(|(start, _)| *start <= at);
        let set = behind.checked_sub(1).and_then(|last| self.from.get(last));
        set.and_then(|(_, day)| *day).or(self.own)
    }
}

/// The day that a heading is of, in a briefing of this date.
fn day_of(heading: &str, own: Option<PartialDate>) -> Option<PartialDate> {
    // Most headings have no date, and there may be thousands of them.
    heading.contains(char::is_numeric).then_some(())?;
    let (span, date) = dates::find(heading).filter(|(_, date)| date.day().is_some())?;
    let [before, words, behind] =
        [0..span.start, span.start..span.end, span.end..heading.len()].map(|part| text::slice(heading, part));
    let before = before.trim_end();
    let is_only = dates::all(behind).is_empty() && dates::yearless(behind).is_empty();
    if !is_only || is_range(before, words, behind) {
        return None;
    }
    // `Nach dem 12. März 2024`, `4 and 12 March 2024`
    let phrase = before.rsplit(|c: char| !c.is_alphanumeric() && c != ' ').next().unwrap_or_default();
    let is_not_on = |word: &str| word.contains(char::is_numeric) || NOT_ON.contains(&text::fold(word).as_str());
    if phrase.split_whitespace().rev().take(2).any(is_not_on) {
        return None;
    }
    // `12 March 2024: talks`, `Day 3 – 12 March 2024`, `Talks (12 March 2024)`
    let stands_apart = phrase.trim().is_empty() || dates::weekday(phrase.trim()).is_some();
    (stands_apart || is_near(date, own)).then_some(date)
}

/// `4–10 March 2024`, `March 4–10, 2024`, `4 March 2024 – Friday`.
fn is_range(before: &str, words: &str, behind: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    let mut left = before.strip_suffix(is_dash).unwrap_or_default().split_whitespace().rev();
    let left = left.next().is_some_and(|word| word.ends_with(char::is_numeric))
        && !left.next().is_some_and(|word| DAY.contains(&text::fold(word).as_str()));
    let right = behind.trim_start().strip_prefix(is_dash).and_then(|rest| rest.split_whitespace().next());
    let right = right.is_some_and(|word| dates::weekday(word).is_some());
    left || right || words.matches(is_dash).count() == 1
}

fn is_near(date: PartialDate, own: Option<PartialDate>) -> bool {
    let months = |date: PartialDate| i32::from(date.year()) * 12 + i32::from(date.month().unwrap_or(6));
    own.is_none_or(|own| (months(own) - months(date)).abs() <= NEAR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{BlockKind, Draft};
    use proptest::prelude::*;

    fn day(heading: &str) -> String {
        let day = day_of(heading, PartialDate::parse_iso("2024-03-20"));
        day.map_or_else(|| "-".to_owned(), |day| day.to_string())
    }

    #[test]
    fn headings_are_of_a_day_or_only_name_one() {
        for of_it in [
            "12 March 2024",
            "Tuesday, 12 March 2024",
            "2024-03-12: Talks in Rome",
            "3. 12 March 2024",
            "Day 3 – 12 March 2024",
            "Talks in Rome (12 March 2024)",
            "Statement by the minister, 12 March 2024",
            "Monday 12 March 2024",
            "After the strike: 12 March 2024",
            "Events of 12 March 2024",
            "Situation au 12 mars 2024",
            "2024年3月12日",
            "12-Mar-2024",
        ] {
            assert_eq!(day(of_it), "2024-03-12", "{of_it}");
        }
        assert_eq!(day("Chronology: 10 December 1948"), "1948-12-10");
        for none in [
            "",
            "Talks in Rome",
            "March 2024",
            "12 March",
            "The agreement of 12 March 1955",
            "Since 12 March 2024",
            "Nach dem 12. März 2024",
            "Week of 12 March 2024",
            "4–12 March 2024",
            "March 12–15, 2024",
            "12 March 2024 – 15 March 2024",
            "12 March to 15 March 2024",
            "4 and 12 March 2024",
            "12 March 2024 – Friday",
            "From 4 to 12 March 2024",
        ] {
            assert_eq!(day(none), "-", "{none}");
        }
    }

    #[test]
    fn a_day_holds_in_its_section_and_the_parts_of_it() {
        let mut draft = Draft::new();
        draft.header().date = PartialDate::parse_iso("2024-03-20");
        for (level, heading) in
            [(1, "Talks"), (1, "12 March 2024"), (2, "Rome"), (2, "13 March 2024"), (2, "Bonn"), (1, "Comment")]
        {
            draft.block(BlockKind::Heading(level), heading, 1);
            draft.block(BlockKind::Paragraph, "It was on Friday.", 1);
        }
        let briefing = draft.finish().0;
        let days = Days::of(&briefing);
        let told: Vec<String> = briefing
            .text
            .match_indices("Friday")
            .map(|(at, _)| days.at(at).map(|day| day.to_string()).unwrap_or_default())
            .collect();
        assert_eq!(told, ["2024-03-20", "2024-03-12", "2024-03-12", "2024-03-13", "2024-03-12", "2024-03-20"]);
    }

    proptest! {
        #[test]
        fn any_heading_is_harmless(heading in "(\\PC|12 March 2024|[0-9]{1,4}|[-– /.:]|March){0,12}") {
            let day = day_of(&heading, PartialDate::parse_iso("2024-03-20"));
            prop_assert!(day.is_none_or(|day| day.day().is_some()));
        }
    }
}
