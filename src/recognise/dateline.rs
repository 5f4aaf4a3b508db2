//! What day a date in a briefing is: reckoned from the date of the heading above it or of the briefing ([`Days`]), with
//! what stands around it.
//!
//! * A year, where none is written, is the nearest one; what the sentence says is to come lies behind that date,
//!   everything else rather before it.
//! * A day of the week is the last one, today included; the next one where the sentence speaks of what is to come.
//! * `The previous day` is reckoned from the date that was told of last in its paragraph.
//! * `Early`, `late`, `about` and the like make the date behind them no more than likely.
//!
//! Times of day are no dates here.

use super::days::Days;
use crate::briefing::{Briefing, PartialDate};
use crate::dates::{self, Base, Certainty, Direction, When};
use crate::entity::{Kind, Mention, Origin};
use crate::sentence;
use crate::text::{self, Span};

/// Bytes to each side in which the rest of a sentence is looked for.
const REACH: usize = 320;

/// Words of sentences about what is to come.
const TO_COME: &[&str] = &[
    "will",
    "shall",
    "scheduled",
    "upcoming",
    "expected",
    "tonight",
    "tomorrow",
    "chance of",
    "chances for",
    "until",
    "deadline",
    "planned",
    "going to",
    "expected to",
    "plans to",
    "is to",
    "are to",
    "due to",
    "due on",
    "due in",
    "due by",
    "is due",
    "are due",
    "set to",
    "set for",
    "on for",
    "slated",
    "ahead of",
    "se tiendra",
    "aura lieu",
    "auront",
    "sera",
    "seront",
    "paraîtra",
    "prévu",
    "prévue",
    "d'ici",
    "d’ici",
    "jusqu'à",
    "jusqu’à",
    "jusqu'au",
    "jusqu’au",
    "será",
    "tendrá lugar",
    "hasta",
    "состоится",
    "пройдет",
    "будет",
    "будут",
    "خواهد",
    "خواهند",
    "سوف",
    "将",
    "将于",
];

/// What may stand between a day of the week and its date.
const DAY_IS: &[&str] = &["the ", "le ", "el ", "den ", "dem ", "الموافق "];

/// Words that make what stands behind them less certain.
const LOOSE: &[&str] = &["about", "around", "circa", "early", "late", "mid", "mid-", "some", "since"];

/// What a date in the briefing means, and how sure that is. `None` for a mention that is no date, or cannot be told.
///
/// A date that the reader or the registry gave a name in ISO 8601 is that.
pub fn when(briefing: &Briefing, days: &Days, mention: &Mention) -> Option<When> {
    if mention.kind != Kind::Date {
        return None;
    }
    let given = PartialDate::parse_iso(&mention.name).filter(|_| mention.origin != Origin::Suggested);
    if let Some(date) = given {
        return Some(When::at(date, Certainty::Written));
    }
    resolve(&briefing.text, mention.span, days.at(mention.span.start))
}

/// The same for words reckoned from this date.
pub(super) fn resolve(whole: &str, span: Span, date: Option<PartialDate>) -> Option<When> {
    let words = text::slice(whole, span);
    let around = Around::of(whole, span);
    let base = |date| around.base(date);
    if let Some(day) = dates::weekday(words)
        && let Some(beside) = around.beside(words, date.map(base))
    {
        // A range, or a slip of the writer: no day is better than a wrong one.
        return Some(beside).filter(|when| dates::falls_on(when.from, day));
    }
    let is_chained = |word: &str| {
        ["previous", "following", "same", "next day", "earlier", "later", "before", "after"]
            .iter()
            .any(|known| word.contains(known))
    };
    let told = date.filter(|_| is_chained(&text::fold(words))).and_then(|date| around.told(whole, span, date));
    let when = dates::resolve(words, date.map(|date| Base { told, ..base(date) }))?;
    let is_loose = around.word_before().is_some_and(|word| LOOSE.contains(&word.as_str()));
    let most = if is_loose { Certainty::Likely } else { Certainty::Written };
    Some(when.no_surer(most))
}

/// What stands around a date.
struct Around<'t> {
    /// The paragraph before it, as far as it counts.
    before: &'t str,
    /// Its sentence before it.
    sentence: &'t str,
    /// Its sentence behind it.
    rest: &'t str,
    /// The paragraph behind it, as far as it counts.
    behind: &'t str,
}

impl<'t> Around<'t> {
    fn of(whole: &'t str, span: Span) -> Self {
        let from = floor(whole, span.start.saturating_sub(REACH));
        let to = floor(whole, span.end.saturating_add(REACH).min(whole.len()));
        let before = text::slice(whole, from..span.start);
        let before = before.rsplit_once('\n').map_or(before, |(_, line)| line);
        let sentence = ends(before).last().map_or(before, |at| text::slice(before, at..before.len()));
        let behind = text::slice(whole, span.end..to);
        let behind = behind.split_once('\n').map_or(behind, |(line, _)| line);
        let rest = ends(behind).next().map_or(behind, |at| text::slice(behind, 0..at));
        Self { before, sentence, rest, behind }
    }

    fn is_to_come(&self) -> bool {
        let both = [self.sentence, self.rest].map(str::to_lowercase);
        let is_word = |part: &str, word: &str| {
            part.match_indices(word).any(|(at, _)| {
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric) && word.is_ascii();
                let (left, right) = (text::slice(part, 0..at), text::slice(part, at + word.len()..part.len()));
                !inside(left.chars().next_back()) && !inside(right.chars().next())
            })
        };
        TO_COME.iter().any(|word| both.iter().any(|part| is_word(part, word)))
    }

    /// The date that stands right behind a day of the week, or right before it in brackets: `Tuesday, 7 May`. Where
    /// words are ideographs, the day of the week stands behind the date without them too: `3月5日 星期二`.
    fn beside(&self, weekday: &str, base: Option<Base>) -> Option<When> {
        // The full stop of `Freitag, 15. März` ends no sentence.
        let rest = self.behind.trim_start_matches([' ', ',', '(', '،', '–', '-', '—']);
        // `Tuesday–Wednesday, March 19–20`
        let next = rest.split([' ', ',']).next().filter(|word| dates::weekday(word).is_some()).unwrap_or_default();
        let rest = text::slice(rest, next.len()..rest.len()).trim_start_matches([' ', ',', '(', '،']);
        let behind = text::slice(rest, 0..floor(rest, rest.len().min(40)));
        let behind = DAY_IS.iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
        let first = |line: &str, at: &dyn Fn(Span) -> bool| {
            let full =
                dates::find(line).filter(|(span, _)| at(*span)).map(|(_, date)| When::at(date, Certainty::Written));
            let near = |found: dates::Yearless| base.and_then(|base| found.near(base.date, base.direction));
            full.or_else(|| {
                dates::yearless(line).into_iter().find(|(span, _)| at(*span)).and_then(|(_, found)| near(found))
            })
        };
        if let Some(when) = first(behind, &|span| span.start == 0) {
            return Some(when);
        }
        let bracketed = self.sentence.strip_suffix(['(', '（']);
        let before = bracketed.or_else(|| dates::is_ideographic(weekday).then_some(self.sentence))?.trim_end();
        let from = floor(before, before.len().saturating_sub(40));
        let before = text::slice(before, from..before.len());
        first(before, &|span| span.end == before.len())
    }

    /// What a date here is reckoned from, in a text of this date.
    fn base(&self, date: PartialDate) -> Base {
        let direction = if self.is_to_come() { Direction::Future } else { Direction::Past };
        Base { date, told: None, direction }
    }

    /// The day that the paragraph told of last before `span`. Each day goes by its own sentence: what this one says is to
    /// come may follow something that was, and the other way round.
    fn told(&self, whole: &str, span: Span, date: PartialDate) -> Option<PartialDate> {
        let from = span.start - self.before.len();
        let base = |at: usize, end: usize| Around::of(whole, Span::new(from + at, from + end)).base(date);
        let full = dates::all(self.before).into_iter().map(|(span, date)| (span.start, Some(date)));
        let near = |span: Span, yearless: dates::Yearless| {
            let base = base(span.start, span.end);
            yearless.near(base.date, base.direction)?.day()
        };
        let yearless = dates::yearless(self.before).into_iter().map(|(span, found)| (span.start, near(span, found)));
        let mut at = 0;
        let words = self.before.split_inclusive([' ', ',', '.']).filter_map(|word| {
            let start = at;
            at += word.len();
            let word = word.trim_end_matches([' ', ',', '.', '’', '\'']);
            dates::english_weekday(word)?;
            Some((at, dates::resolve(word, Some(base(start, start + word.len()))).and_then(When::day)))
        });
        let mut all: Vec<(usize, Option<PartialDate>)> = full.chain(yearless).chain(words).collect();
        all.retain(|(_, date)| date.is_some_and(|date| date.day().is_some()));
        all.into_iter().max_by_key(|(at, _)| *at).and_then(|(_, date)| date)
    }

    fn word_before(&self) -> Option<String> {
        self.sentence.split_whitespace().next_back().map(str::to_lowercase)
    }
}

/// Where sentences end, one past their last sign and the marks of footnotes behind it.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter(|(_, c)| matches!(c, '。' | '؟' | '۔' | '\n' | '.' | '!' | '?')).filter_map(
        move |(at, c)| {
            let sign = at + c.len_utf8();
            let end = sign + sentence::marks(text::slice(text, sign..text.len()));
            let next = || text.as_bytes().get(end).is_none_or(|b| matches!(b, b' ' | b'\n'));
            let is_end = || next() && !sentence::is_abbreviated(text::slice(text, 0..sign));
            (!matches!(c, '.' | '!' | '?') || is_end()).then_some(end)
        },
    )
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The words in brackets, in a text of this date.
    fn told(text: &str, date: &str) -> String {
        let (before, rest) = text.split_once('[').unwrap();
        let (words, behind) = rest.split_once(']').unwrap();
        let whole = [before, words, behind].concat();
        let span = Span::new(before.len(), before.len() + words.len());
        let sign = |c| match c {
            Certainty::Written => "=",
            Certainty::Reckoned => "~",
            Certainty::Likely => "?",
        };
        resolve(&whole, span, PartialDate::parse_iso(date)).map_or_else(
            || "-".to_owned(),
            |when| {
                let to = when.to.map(|to| format!("..{to}")).unwrap_or_default();
                format!("{}{}{to}", sign(when.certainty), when.from)
            },
        )
    }

    #[test]
    fn phrases_and_datelines() {
        let tuesday = "2024-01-30";
        let new_year = "2024-01-02";
        for (text, date, expected) in [
            ("met on [30 January 2023]", tuesday, "=2023-01-30"),
            ("since [2019]", tuesday, "?2019"),
            ("in [2019]", tuesday, "=2019"),
            ("in the [1990s]", tuesday, "=1990..1999"),
            ("earlier on [Monday]", tuesday, "~2024-01-29"),
            ("on [Tuesday] he said", tuesday, "~2024-01-30"),
            ("on [Wednesday]", tuesday, "~2024-01-24"),
            ("on Tuesday, January 30, 2024, and on [Wednesday], January 31, 2024", tuesday, "=2024-01-31"),
            ("on [Tuesday]–Wednesday, March 19–20, 2024", tuesday, "=2024-03-19"),
            ("on Tuesday–[Wednesday], March 19–20, 2024", tuesday, "-"),
            ("by noon on [Tuesday] 7 May", "2024-05-03", "~2024-05-07"),
            ("on 12 January ([Friday]) they left", tuesday, "~2024-01-12"),
            ("met on [Monday]. 5 February is free", tuesday, "~2024-01-29"),
            ("he will fly on [Wednesday]", tuesday, "?2024-01-31"),
            ("They met. The two will fly on [Monday].", tuesday, "?2024-02-05"),
            ("They will fly. They met on [Monday].", tuesday, "~2024-01-29"),
            ("They will fly.³ They met on [Monday].", tuesday, "~2024-01-29"),
            ("[30 January]", tuesday, "~2024-01-30"),
            ("[January 30]", tuesday, "~2024-01-30"),
            ("[30 Jan]", tuesday, "~2024-01-30"),
            ("[Jan. 30]", tuesday, "~2024-01-30"),
            ("[January 30th]", tuesday, "~2024-01-30"),
            ("[30 December]", new_year, "~2023-12-30"),
            ("until [5 February]", tuesday, "~2024-02-05"),
            ("[5 January]", "2023-12-30", "~2024-01-05"),
            ("[1 July]", new_year, "?2023-07-01"),
            ("will vote on [1 July]", new_year, "?2024-07-01"),
            ("[29 February]", "2023-03-01", "?2024-02-29"),
            ("[today]", tuesday, "~2024-01-30"),
            ("[yesterday]", "2024-01-01", "~2023-12-31"),
            ("[tomorrow]", "2023-12-31", "~2024-01-01"),
            ("[this morning]", tuesday, "~2024-01-30"),
            ("[last night]", tuesday, "~2024-01-29"),
            ("[last week]", tuesday, "~2024-01-22..2024-01-28"),
            ("[this week]", tuesday, "~2024-01-29..2024-02-04"),
            ("[next week]", tuesday, "~2024-02-05..2024-02-11"),
            ("[last weekend]", tuesday, "~2024-01-27..2024-01-28"),
            ("[this month]", tuesday, "~2024-01"),
            ("[last month]", new_year, "~2023-12"),
            ("[next month]", "2023-12-05", "~2024-01"),
            ("[last year]", tuesday, "~2023"),
            ("[last quarter]", tuesday, "~2023-10..2023-12"),
            ("in [March]", tuesday, "~2024-03"),
            ("in [March]", "2024-05-02", "~2024-03"),
            ("in [December]", new_year, "~2023-12"),
            ("early [March]", "2024-05-02", "?2024-03"),
            ("[last March]", "2024-01-30", "?2023-03"),
            ("[last Monday]", "2024-01-29", "?2024-01-22"),
            ("[next Monday]", tuesday, "?2024-02-05"),
            ("[this Friday]", tuesday, "?2024-02-02"),
            ("[two days ago]", tuesday, "~2024-01-28"),
            ("[3 weeks ago]", tuesday, "?2024-01-09"),
            ("[two months ago]", tuesday, "?2023-11"),
            ("struck on 17 January; Iran had [the previous day] fired", tuesday, "?2024-01-16"),
            ("[the previous day]", tuesday, "?2024-01-29"),
            ("On Monday they met, and [the following day] they left", tuesday, "?2024-01-30"),
            ("On 12 January, [a day earlier]", tuesday, "?2024-01-11"),
            ("The talks will resume on Thursday. [The following day] is a holiday.", tuesday, "?2024-02-02"),
            ("They met on Monday. They will meet again [the following day].", tuesday, "?2024-01-30"),
            ("at [14:30]", tuesday, "-"),
            ("[noon]", tuesday, "-"),
            // The date of the briefing is not known to the day.
            ("[30 December]", "2024-01", "?2023-12-30"),
            ("[yesterday]", "2024-01", "-"),
            ("[last month]", "2024-01", "~2023-12"),
            // Other languages.
            ("le [30 décembre]", new_year, "~2023-12-30"),
            ("el [30 de diciembre]", new_year, "~2023-12-30"),
            ("[30 декабря]", new_year, "~2023-12-30"),
            ("[۹ دی]", new_year, "~2023-12-30"),
            ("[30 ديسمبر]", new_year, "~2023-12-30"),
            ("[12月30日]", new_year, "~2023-12-30"),
            ("[lundi]", tuesday, "~2024-01-29"),
            ("[دیروز]", tuesday, "~2024-01-29"),
            ("[أمس]", tuesday, "~2024-01-29"),
            ("[вчера]", tuesday, "~2024-01-29"),
            ("[昨天]", tuesday, "~2024-01-29"),
            // Their days of the week are those of the dates beside them.
            ("paraîtra [vendredi] 15 mars à 17 h", "2024-03-14", "~2024-03-15"),
            ("le [jeudi] 7 mars 2024, 17 h", "2024-03-14", "=2024-03-07"),
            ("el [viernes], 15 de marzo", "2024-03-14", "~2024-03-15"),
            ("am [Freitag], den 15. März", "2024-03-14", "~2024-03-15"),
            ("am [Freitag]. 15 Leute kamen", "2024-03-14", "~2024-03-08"),
            ("в [пятницу], 15 марта", "2024-03-14", "~2024-03-15"),
            ("[الخميس] 7 مارس 2024", "2024-03-14", "=2024-03-07"),
            ("日期：2024年3月5日 [星期二]", "2024-03-14", "=2024-03-05"),
            ("3月5日（[星期二]）", "2024-03-14", "~2024-03-05"),
            ("la réunion aura lieu [vendredi]", "2024-03-14", "?2024-03-15"),
            ("fermées jusqu’à [lundi]", "2024-03-14", "?2024-03-18"),
            ("[prochaine]", tuesday, "-"),
            ("[la semaine dernière]", tuesday, "-"),
            ("la [semaine dernière]", tuesday, "~2024-01-22..2024-01-28"),
        ] {
            assert_eq!(told(text, date), expected, "{text} in a text of {date}");
        }
        assert_eq!(told("[30 January]", ""), "-", "without a date of its own");
        assert_eq!(told("[30 January 2024]", ""), "=2024-01-30");
    }

    #[test]
    fn what_is_on_due_or_set_is_to_come() {
        for text in [
            "Is the meeting in Rome still on for [Friday]?",
            "The report is due on [Friday].",
            "Talks are due [Friday].",
            "Talks are set for [Friday].",
            "Talks, scheduled for [Friday], matter.",
            "He will see Lt. Gen. Munir on [Friday].",
            "On [Friday] Mr. Araghchi will leave.",
        ] {
            assert_eq!(told(text, "2024-01-30"), "?2024-02-02", "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_words_and_dates_are_harmless(text in "\\PC{0,30}|(last|next|the|previous|day|Monday|May|3|weeks|ago|99999|[. ]){0,9}", year in 1i16..=9999, month in 1u8..=12, day in 1u8..=31) {
            if let Some(date) = PartialDate::day_of(year, month, day) {
                let when = resolve(&text, Span::new(0, text.len()), Some(date));
                prop_assert!(when.is_none_or(|when| when.to.is_none_or(|to| when.from <= to)));
            }
        }

        /// A day without its year is found again, wherever the text is written within three months of it.
        #[test]
        fn days_find_their_year(year in 1950i16..2090, month in 1u8..=12, day in 1u8..=28, later in 0u32..90) {
            let date = PartialDate::day_of(year, month, day).unwrap();
            let months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
            let words = format!("[{day} {}]", months[usize::from(month) - 1]);
            let base = jiff::civil::date(year, i8::try_from(month).unwrap(), i8::try_from(day).unwrap());
            let base = base.checked_add(jiff::Span::new().days(i64::from(later))).unwrap();
            prop_assert_eq!(told(&words, &base.to_string()), format!("~{date}"));
        }
    }
}
