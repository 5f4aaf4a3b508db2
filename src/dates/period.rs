//! Stretches of time as heads of briefings name them: `1-15 March 2024`, `February to September 2024`, `Q3 2024`,
//! `Week 12, 2024`. What is told is the end, as far as it is sure: weeks begin on different days in different houses, so
//! that of a week only the month is told.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::parse;
use crate::briefing::PartialDate;
use crate::text::fold;

/// Longest text that is looked at, in bytes.
const LONGEST: usize = 80;

/// The last day, or the last month, of the stretch of time that `text` is and nothing else.
///
/// ```
/// use attache::dates;
/// let end = |text: &str| dates::period(text).map(|date| date.to_string());
/// assert_eq!(end("1-15 March 2024").as_deref(), Some("2024-03-15"));
/// assert_eq!(end("February to September 2024").as_deref(), Some("2024-09"));
/// assert_eq!(end("Q3 2024").as_deref(), Some("2024-09"));
/// assert_eq!(end("Week 12, 2024").as_deref(), Some("2024-03"));
/// assert_eq!(end("15 March 2024"), None);
/// ```
pub fn period(text: &str) -> Option<PartialDate> {
    let text = text.trim().trim_end_matches('.');
    if text.len() > LONGEST || !text.contains(|c: char| c.is_numeric()) {
        return None;
    }
    part_of_year(text).or_else(|| range(text))
}

/// `28 February to 5 March 2024`: two ends, the first of which may leave out what the second says.
fn range(text: &str) -> Option<PartialDate> {
    const LEADS: [&str; 14] =
        ["from", "between", "period", "the", "du", "de", "del", "desde", "vom", "von", "с", "от", "من", "از"];
    const SEAMS: [&str; 16] =
        ["to", "through", "until", "till", "and", "bis", "au", "al", "a", "à", "hasta", "до", "по", "إلى", "حتى", "تا"];
    let mut text = text;
    while let Some((_, rest)) = text.split_once(' ').filter(|(word, _)| LEADS.contains(&fold(word).as_str())) {
        text = rest.trim_start();
    }
    let dashes = text.char_indices().filter(|(_, c)| matches!(c, '-' | '–' | '—')).map(|(at, c)| (at, c.len_utf8()));
    let words = text.match_indices(' ').filter_map(|(at, _)| {
        let word = text.get(at + 1..)?.split(' ').next()?;
        SEAMS.contains(&fold(word).as_str()).then_some((at, word.len() + 1))
    });
    dashes.chain(words).find_map(|(at, len)| ends(text.get(..at)?.trim(), text.get(at + len..)?.trim()))
}

/// The end of a stretch between two such texts.
fn ends(first: &str, last: &str) -> Option<PartialDate> {
    let day = |text: &str| {
        let number = text.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | 'º'));
        let short = (1..=2).contains(&number.len()) && text.len() <= number.len() + 4;
        number.parse::<u8>().ok().filter(|day| short && (1..=31).contains(day))
    };
    if first.is_empty() || last.is_empty() {
        return None;
    }
    // `March 1` – `15, 2024`
    let Some(end) = parse(last).filter(|end| end.month().is_some()) else {
        let month = first.split(' ').next()?;
        let (start, end) =
            (parse(&format!("{first}, {}", last.rsplit(' ').next()?))?, parse(&format!("{month} {last}"))?);
        return (start.day()? < end.day()? && start.month() == end.month()).then_some(end);
    };
    let start = || parse(first).or_else(|| parse(&format!("{first} {}", end.year())));
    let counted = day(first).is_some_and(|day| end.day().is_some_and(|end| day < end));
    let named =
        || start().is_some_and(|start| start.month().is_some() && (start.day().is_some() || end.day().is_none()));
    (counted || named()).then_some(end)
}

/// `Q3 2024`, `third quarter of 2024`, `H1 2024`, `Week 12/2024`, `2024-W12`.
fn part_of_year(text: &str) -> Option<PartialDate> {
    let folded = fold(text);
    let parted = |c: char| c == ' ' || c == '/' || c == ',' || c == '-' || c == '–' || c == '.' || c == '\u{A0}';
    let small =
        |word: &&str| !matches!(*word, "" | "of" | "de" | "du" | "del" | "no" | "in" | "the" | "ended" | "ending");
    let mut words: Vec<&str> = folded.split(parted).filter(small).take(7).collect();
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let year_at = match (words.first(), words.last()) {
        (Some(first), _) if is_year(first) => 0,
        (_, Some(last)) if is_year(last) => words.len() - 1,
        _ => return None,
    };
    let year: i16 = words.remove(year_at).parse().ok()?;
    if matches!(words.first(), Some(&("epidemiological" | "epi" | "iso" | "calendar" | "reporting"))) {
        words.remove(0);
    }
    let month = |month: u8| PartialDate::new(year, Some(month), None);
    match words.as_slice() {
        [one] => {
            let sign = one.trim_matches(|c: char| c.is_ascii_digit());
            let number: u8 = one.replace(sign, "").parse().ok().filter(|_| !sign.is_empty())?;
            match sign {
                "q" | "t" => month(number.checked_mul(3)?).filter(|_| (1..=4).contains(&number)),
                "h" | "s" => month(number.checked_mul(6)?).filter(|_| (1..=2).contains(&number)),
                "w" | "wk" | "kw" => week(year, number),
                _ => None,
            }
        }
        [unit, numbers @ ..] if is_week(unit) && numbers.len() <= 2 => week(year, numbers.last()?.parse().ok()?),
        [name, unit] => month(ordinal(name)?.checked_mul(months(unit)?)?),
        _ => None,
    }
}

/// Months of a part of a year.
fn months(unit: &str) -> Option<u8> {
    match unit {
        "quarter" | "trimestre" | "quartal" | "квартал" => Some(3),
        "half" | "semestre" | "halbjahr" | "полугодие" => Some(6),
        _ => None,
    }
}

fn is_week(word: &str) -> bool {
    matches!(word, "week" | "weeks" | "wk" | "kw" | "woche" | "kalenderwoche" | "semaine" | "semana" | "неделя" | "se")
}

/// Up to the fourth, in words or in numbers.
fn ordinal(word: &str) -> Option<u8> {
    const WORDS: [[&str; 8]; 4] = [
        ["first", "1st", "1", "premier", "primer", "erstes", "1er", "i"],
        ["second", "2nd", "2", "deuxieme", "segundo", "zweites", "2e", "ii"],
        ["third", "3rd", "3", "troisieme", "tercer", "drittes", "3e", "iii"],
        ["fourth", "4th", "4", "quatrieme", "cuarto", "viertes", "4e", "iv"],
    ];
    (1..).zip(WORDS).find(|(_, words)| words.contains(&word)).map(|(number, _)| number)
}

/// The month in which most days of a week are.
fn week(year: i16, number: u8) -> Option<PartialDate> {
    let week = ISOWeekDate::new(year, i8::try_from(number).ok()?, Weekday::Thursday).ok()?;
    let day = Date::from(week);
    PartialDate::new(day.year(), Some(u8::try_from(day.month()).ok()?), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stretches_and_days() {
        for (text, end) in [
            ("1-15 March 2024", "2024-03-15"),
            ("1 – 15 March 2024", "2024-03-15"),
            ("March 1-15, 2024", "2024-03-15"),
            ("March 1 to 15, 2024", "2024-03-15"),
            ("28 February to 5 March 2024", "2024-03-05"),
            ("28 Dec 2023 - 3 Jan 2024", "2024-01-03"),
            ("2024-03-01 to 2024-03-15", "2024-03-15"),
            ("from 3 to 9 June 2024", "2024-06-09"),
            ("du 3 au 9 juin 2024", "2024-06-09"),
            ("3.–9. Juni 2024", "2024-06-09"),
            ("January–March 2024", "2024-03"),
            ("February to September 2024", "2024-09"),
            ("Q3 2024", "2024-09"),
            ("2024 Q1", "2024-03"),
            ("Third quarter of 2024", "2024-09"),
            ("H1 2024", "2024-06"),
            ("Week 12, 2024", "2024-03"),
            ("Epidemiological week 12, 2024", "2024-03"),
            ("Weeks 12-13, 2024", "2024-03"),
            ("KW 12/2024", "2024-03"),
            ("2024-W12", "2024-03"),
        ] {
            assert_eq!(period(text).map(|date| date.to_string()).as_deref(), Some(end), "{text}");
        }
        for no in [
            "15 March 2024",
            "March 2024",
            "2024",
            "Week 12",
            "Week 60, 2024",
            "Q5 2024",
            "12-2024",
            "2024-03-15",
            "04-06-2024",
            "31-15 March 2024",
            "Roads to 15 March 2024",
            "Sector 3, 2024",
            "",
        ] {
            assert_eq!(period(no), None, "{no}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_harmless(text in any::<String>()) {
            let _ = period(&text);
        }

        #[test]
        fn texts_of_parts_are_harmless(text in "(q|h|w|week |1|12|-| |to|2024|march|–){0,12}") {
            let _ = period(&text);
        }
    }
}
