//! Finds and reads dates as briefings write them.
//!
//! | written | read as |
//! |---|---|
//! | `2024-01-30`, `2024/01/30`, `2024.01.30` | the day |
//! | `30 January 2024`, `30th of January, 2024`, `30-Jan-2024`, `30. Januar 2024`, `le 1er février 2024` | the day |
//! | `January 30, 2024`, `JAN 30 2024`, `Jan. 30-31, 2024` | the (first) day |
//! | `January 2024`, `enero de 2024` | the month |
//! | `701 PM EST MON NOV 26 2012`, `Tue, 30 Jan 2024` | the day; weekday, clock and zone are skipped |
//! | `301200Z JAN 24`, `O 091640Z FEB 24`, `30 1200Z JAN 24` | the day (military date-time group) |
//! | `2024年1月30日`, `2024년 1월 30일`, `令和6年1月30日` | the day |
//! | `2024. 1. 30.`, `2024. január 30.` | the day |
//! | `30.01.2024`, `30-01-2024` | the day, day first |
//! | `30/01/2024`, `01/30/2024` | the day, where only one reading is possible; of `03/04/2024` [`slashed`] gives both |
//! | `15 اسفند 1402`, `۱۴۰۲/۱۲/۱۵` | the day, from the Iranian solar calendar |
//! | `30 มกราคม 2567` | the day, from the Thai Buddhist era |
//!
//! Month names are known in English, French, German, Spanish, Portuguese, Italian, Dutch, Russian, Ukrainian, Polish,
//! Czech, Turkish, Danish, Swedish, Romanian, Hungarian, Finnish, Croatian, Bulgarian, Greek, Hebrew, Arabic (both sets), Persian (both calendars), Hindi, Thai and Indonesian; digits in any of the
//! common scripts.
//!
//! Dates that are reckoned from the date of the text (`30 January`, `Monday`, `last week`): [`resolve`].
//!
//! What it does not do: apart from [`resolve`], dates without a year are none ([`PartialDate`] always has one), two-digit years only count
//! where the form is unmistakable (`05-Jul-01`, `05 MAR 24`, date-time groups), and the lunar Islamic calendar is skipped, because
//! its days depend on where the moon was seen.

use std::ops::Range;

use crate::briefing::PartialDate;
use crate::text::{self, Span};

mod calendar;
mod civil;
mod forms;
mod impossible;
mod months;
mod names;
mod period;
mod relative;
mod resolve;
mod slashed;
mod tokens;
mod when;
mod yearless;

pub use impossible::impossible;
pub use period::period;
pub use relative::{Base, LONGEST, foreign, in_ideographs, is_ideographic};
pub use resolve::{english_month, english_weekday, falls_on, resolve, weekday, yearless};
pub use slashed::{Slashed, dashed, slashed};
pub use when::{Certainty, When};
pub use yearless::{Direction, Yearless};

use tokens::{Kind, Token};

/// Longest text, in bytes, that [`find`] looks at; a header line or a first paragraph is far shorter.
const REACH: usize = 4096;

/// Reads a text that is a date and nothing else, apart from a weekday, a clock time, a zone and the like around it.
///
/// ISO 8601 `2024` and `2024-01` are read here too, but not by [`find`].
///
/// ```
/// use attache::dates;
/// let date = dates::parse("701 PM EST MON NOV 26 2012").map(|d| d.to_string());
/// assert_eq!(date.as_deref(), Some("2012-11-26"));
/// assert_eq!(dates::parse("adopted on 10 December 1948"), None);
/// ```
pub fn parse(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if text.len() > 200 {
        return None;
    }
    if let Some(date) = PartialDate::parse_iso(text) {
        return Some(date);
    }
    let tokens = tokens::split(text);
    let (at, date) = first(&tokens)?;
    let mut around = tokens.iter().take(at.start).chain(tokens.iter().skip(at.end));
    around.all(is_filler).then_some(date)
}

/// The first date in a text, with the bytes it covers. Looks at the first 4 KiB only. A year alone is no date here.
///
/// ```
/// use attache::dates;
/// let (span, date) = dates::find("GENEVA, 30 January 2024 (Agency) – Talks").unwrap();
/// assert_eq!((span.start, span.end, date.to_string().as_str()), (8, 23, "2024-01-30"));
/// ```
pub fn find(text: &str) -> Option<(Span, PartialDate)> {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = tokens::split(text::slice(text, 0..end));
    let (at, date) = first(&tokens)?;
    let span = Span::new(tokens.get(at.start)?.span.start, tokens.get(at.end - 1)?.span.end);
    Some((span, date))
}

/// All dates in a text that [`find`] would find in it, with the bytes they cover; in order, and of any length.
///
/// ```
/// use attache::dates;
/// let all = dates::all("from 30 January 2024 to 2024-02-05");
/// assert_eq!(all.iter().map(|(_, date)| date.to_string()).collect::<Vec<_>>(), ["2024-01-30", "2024-02-05"]);
/// ```
pub fn all(text: &str) -> Vec<(Span, PartialDate)> {
    let tokens = tokens::split(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((used, date)) = forms::at(&tokens[at..]).filter(|(used, _)| *used > 0) else {
            at += 1;
            continue;
        };
        out.push((Span::new(tokens[at].span.start, tokens[at + used - 1].span.end), date));
        at += used;
    }
    out
}

/// The date in a file name: every form [`find`] knows, and `20240130`, `2024_01_30`, `2024-01`.
///
/// ```
/// use attache::dates;
/// assert_eq!(dates::in_file_name("2024-01-30-x.txt").map(|d| d.to_string()).as_deref(), Some("2024-01-30"));
/// ```
pub fn in_file_name(name: &str) -> Option<PartialDate> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let plain = name.replace('_', "-");
    if let Some((_, date)) = find(&plain) {
        return Some(date);
    }
    let tokens = tokens::split(&plain);
    tokens.iter().find_map(compact).or_else(|| (0..tokens.len()).find_map(|at| year_month(&tokens[at..])))
}

/// True for a text of clock times, weekdays and zones only: `1:15 p.m. EST`.
pub fn is_clock(text: &str) -> bool {
    let tokens = if text.len() <= 60 { tokens::split(text) } else { Vec::new() };
    let number = tokens.iter().any(|t| matches!(t.kind, Kind::Number { .. }));
    let word = tokens.iter().any(|t| matches!(t.kind, Kind::Word));
    number && word && tokens.iter().all(is_filler)
}

/// `text` without the words at its end that lead over to a date: `Paris, le` is `Paris,`.
pub fn trim_lead(text: &str) -> &str {
    let text = text.trim_end();
    match text.rsplit_once(' ') {
        Some((rest, word)) if names::is_filler(word.trim_end_matches(',')) && word.len() > 1 => trim_lead(rest),
        // `Ciudad de México, a 12 de febrero`; a lone letter elsewhere is a name's.
        Some((rest, "a")) if rest.ends_with(',') => trim_lead(rest),
        None if text.len() > 1 && names::is_filler(text.trim_end_matches(',')) => "",
        _ => text,
    }
}

/// Solar, Buddhist and Gregorian months alike: true when `word` names a month in a language the module knows.
pub fn is_month(word: &str) -> bool {
    names::month(word).is_some()
}

/// The first date, as a range of tokens.
fn first(tokens: &[Token<'_>]) -> Option<(Range<usize>, PartialDate)> {
    (0..tokens.len()).find_map(|at| {
        let (used, date) = forms::at(&tokens[at..])?;
        (!is_numbered(tokens, at)).then_some((at..at + used, date))
    })
}

/// `No. 2 July 2023`: the second issue, of July.
fn is_numbered(tokens: &[Token<'_>], at: usize) -> bool {
    let number = |at: usize| matches!(tokens.get(at), Some(Token { kind: Kind::Number { digits: 1..=2, .. }, .. }));
    let month = |at: usize| matches!(tokens.get(at), Some(Token { kind: Kind::Word, .. }));
    let before = (0..at).rev().find_map(|at| tokens.get(at).filter(|t| !matches!(t.kind, Kind::Mark('.' | '°'))));
    let counts = |token: &Token<'_>| {
        ["no", "nr", "issue", "number", "vol", "volume"].iter().any(|word| token.text.eq_ignore_ascii_case(word))
            || token.text == "№"
    };
    number(at) && month(at + 1) && before.is_some_and(counts)
}

/// `20240130`.
fn compact(token: &Token<'_>) -> Option<PartialDate> {
    let Kind::Number { value, digits: 8, .. } = token.kind else { return None };
    let year = i16::try_from(value / 10_000).ok().filter(|y| (1900..=2099).contains(y))?;
    PartialDate::day_of(year, u8::try_from(value / 100 % 100).ok()?, u8::try_from(value % 100).ok()?)
}

/// `2024-01` as the start of the tokens.
fn year_month(tokens: &[Token<'_>]) -> Option<PartialDate> {
    let [Token { kind: Kind::Number { value: year, digits: 4, .. }, .. }, dash, month, ..] = tokens else {
        return None;
    };
    let (Kind::Mark('-'), Kind::Number { value: month, digits: 2, .. }) = (dash.kind, month.kind) else { return None };
    PartialDate::new(i16::try_from(*year).ok()?, Some(u8::try_from(month).ok()?), None)
}

/// What may stand beside a date on a line of its own: clocks, zones, weekdays and small words.
fn is_filler(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Number { digits, .. } => digits <= 4,
        Kind::Mark(c) => !c.is_alphanumeric() || "年月日时時分年星期周週曜一二三四五六天火水木金土上下午".contains(c),
        Kind::Word => names::is_filler(token.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        parse(text).map(|d| d.to_string())
    }

    #[test]
    fn forms_that_are_a_day() {
        for text in [
            "2024-01-30",
            "30 January 2024",
            "January 30, 2024",
            "Jan. 30, 2024",
            "30 Jan 2024",
            "JAN 30 2024",
            "Tuesday, 30 January 2024",
            "Tue Jan 30, 2024",
            "30th of January, 2024",
            "January 30-31, 2024",
            "1015 AM EST TUE JAN 30 2024",
            "301200Z JAN 24",
            "O 301200Z JAN 2024",
            "301200ZJAN24",
            "301200ZJAN2024",
            "30 1200Z JAN 24",
            "30 JAN 24",
            "30 Jan 24, 1430 UTC",
            "30 JAN 24 1430Z",
            "30-Jan-2024",
            "30/Jan/2024",
            "2024年1月30日",
            "2024年1月30日 星期二",
            "２０２４年１月３０日",
            "2024년 1월 30일",
            "30 janvier 2024",
            "mardi 30 janvier 2024",
            "30. Januar 2024",
            "Dienstag, den 30. Januar 2024",
            "30 de enero de 2024",
            "30 января 2024 года",
            "30 январь 2024 г.",
            "٣٠ يناير ٢٠٢٤",
            "30 كانون الثاني / يناير 2024",
            "۳۰ ژانویه ۲۰۲۴",
            "۱۰ بهمن ۱۴۰۲",
            "۱۴۰۲/۱۱/۱۰",
            "30.01.2024",
            "30/01/2024",
            "01/30/2024",
            "30 มกราคม 2567",
            "30 January 2024, 18:00 local",
            "2024-01-30T12:00:00Z",
            "2024 Jan 30 1411 UTC",
            "令和6年1月30日",
            "民國113年1月30日",
            "530 AM ChST Tue Jan 30 2024",
            "30 de janeiro de 2024",
            "30 gennaio 2024",
            "2024. 1. 30.(화)",
            "2024. január 30.",
            "30 בינואר 2024",
            "30 stycznia 2024 r.",
            "30 Ιανουαρίου 2024",
            "30. tammikuuta 2024",
        ] {
            assert_eq!(read(text).as_deref(), Some("2024-01-30"), "{text}");
        }
    }

    #[test]
    fn forms_that_are_less_than_a_day_or_nothing() {
        assert_eq!(read("January 2024").as_deref(), Some("2024-01"));
        assert_eq!(read("enero de 2024").as_deref(), Some("2024-01"));
        assert_eq!(read("2024").as_deref(), Some("2024"));
        for text in [
            "03/04/2024",
            "Jan. 30",
            "30.13.2024",
            "",
            "May we meet",
            "March",
            "10 Downing Street 2024",
            "MAR 24 1430Z",
            "5 MAR 1430Z",
            "30 January 24",
            "3 Mar 10:30",
            "5 Mar 24%",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_date_in_a_text() {
        let text = "from 5-6 April 2016 and 7 May 2017";
        let (span, date) = find(text).unwrap();
        assert_eq!((text::slice(text, span), date.to_string().as_str()), ("6 April 2016", "2016-04-06"));
        assert_eq!(find("In 2016 we met"), None);
        assert_eq!(find("may 2016 voters"), None, "a modal verb is no month");
        assert_eq!(find("On 5 Mar 24 people came"), None, "twenty-four people");
        assert!(find("Radio news 1800 gmt 5 Mar 24").is_some());
    }

    #[test]
    fn file_names() {
        for name in ["2024-01-30-x.txt", "x_20240130.txt", "2024_01_30.md", "dir/30-Jan-2024 notes.txt"] {
            assert_eq!(in_file_name(name).map(|d| d.to_string()).as_deref(), Some("2024-01-30"), "{name}");
        }
        assert_eq!(in_file_name("2024-01-report.txt").map(|d| d.to_string()).as_deref(), Some("2024-01"));
        assert_eq!(in_file_name("report-12345678.txt"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_harmless(text in "\\PC{0,60}|[0-9 a-z./-]{0,40}") {
            let _ = parse(&text);
            let _ = in_file_name(&text);
            if let Some((span, _)) = find(&text) {
                prop_assert!(text.get(span.range()).is_some());
            }
        }

        #[test]
        fn a_date_is_found_again(year in 1900i16..2100, month in 1u8..=12, day in 1u8..=28) {
            let date = PartialDate::day_of(year, month, day);
            let iso = date.map(|d| d.to_string()).unwrap_or_default();
            prop_assert_eq!(parse(&iso), date);
            prop_assert_eq!(find(&format!("On {iso}, talks")).map(|f| f.1), date);
        }
    }
}
