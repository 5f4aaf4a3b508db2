//! Whether `10/08/2022` is in August or in October, and days that are in no month at all.
//!
//! The rule, the first that applies: the reading that the file name has, or a date elsewhere in the document; the order
//! of the other days with slashes, where only one is possible; the order in which days are written with the names of
//! months (`August 10, 2022`); signs of the United States, such as their zones and the codes of their posts; otherwise
//! the day first, as in most of the world. Whenever two readings are possible a warning says which one was taken.

use super::plain::dateline;
use super::plain::fields::{self, Field};
use crate::briefing::{BlockKind, Briefing, PartialDate, Warning};
use crate::dates::{self, Slashed};
use crate::text;

/// Blocks in which a day may be that of the briefing.
const BLOCKS: usize = 16;

/// Longest line, in bytes, that can state it.
const LINE: usize = 120;

/// Bytes that are looked through for signs.
const SIGNS: usize = 64 * 1024;

/// Finds the day of `briefing` where it is only written with slashes, and settles what day that is.
pub(super) fn settle(briefing: &mut Briefing, file_name: &str, warnings: &mut Vec<Warning>) {
    let named = dates::in_file_name(file_name);
    let known = briefing.header.date.filter(|known| Some(*known) != named);
    let (line, words, written) = match known {
        // `04-06-2024` was read with the day first, as nearly everybody means it, and may be the sixth of April.
        Some(known) => match stated(briefing, &DASHED) {
            Some(found) if found.2.day_first == Some(known) && found.2.sure().is_none() => found,
            _ => return,
        },
        None => match stated(briefing, &SLASHED) {
            Some(found) => found,
            None => return,
        },
    };
    let date = written.sure().or_else(|| {
        let text = text::slice(&briefing.text, 0..text::letter_start(&briefing.text, SIGNS));
        let (date, why) = reading(&written, text, named)?;
        warnings.push(Warning { line, message: format!("`{words}` is taken for {date}: {why}") });
        Some(date)
    });
    let header = &mut briefing.header;
    if date.is_some() {
        header.date = date;
        let is_it = |key: &str, value: &str| fields::field(key) == Some(Field::Date) && value.contains(words.as_str());
        header.extra.retain(|(key, value)| !is_it(key, value));
    }
}

/// Says of a day that the head states and that does not exist where it stands; nobody else will miss the date.
pub(super) fn warn_of_no_day(briefing: &Briefing, file_name: &str, warnings: &mut Vec<Warning>) {
    const TOLD: &str = "there is no such day as";
    let day = briefing.header.date.filter(|known| Some(*known) != dates::in_file_name(file_name));
    if day.is_some_and(|date| date.day().is_some()) || warnings.iter().any(|warning| warning.message.starts_with(TOLD))
    {
        return;
    }
    if let Some((line, words, _)) = stated(briefing, &NO_DAYS) {
        warnings.push(Warning { line, message: format!("{TOLD} `{words}`: write it as 2024-01-30") });
    }
}

/// Ways to write a day that need a second look: how they are found, and a sign that all of them have.
struct Way {
    find: fn(&str) -> Vec<Slashed>,
    sign: char,
}

const SLASHED: Way = Way { find: dates::slashed, sign: '/' };
const DASHED: Way = Way { find: dates::dashed, sign: '-' };
const NO_DAYS: Way = Way { find: no_days, sign: '2' };

fn no_days(text: &str) -> Vec<Slashed> {
    let none = |span| Slashed { span, day_first: None, month_first: None };
    dates::impossible(text).map(none).into_iter().collect()
}

/// The day that the head states: its line of the source, its words and its readings.
fn stated(briefing: &Briefing, way: &Way) -> Option<(u32, String, Slashed)> {
    let head = briefing.blocks.iter().take(BLOCKS).take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
    for block in head {
        let title = block.kind == BlockKind::Title;
        let lines = text::slice(&briefing.text, block.span).split('\n').zip(block.line..);
        for (line, number) in lines.filter(|(line, _)| line.contains(way.sign)) {
            // A paragraph of any length may begin with the place and the day.
            let line = text::slice(line, 0..text::letter_start(line, LINE));
            let found = (way.find)(line).into_iter().find(|found| states(line, found, title, way));
            if let Some(found) = found {
                return Some((number, text::slice(line, found.span).to_owned(), found));
            }
        }
    }
    let fields = briefing.header.extra.iter().filter(|(key, _)| fields::field(key) == Some(Field::Date));
    let named = fields.map(|(_, value)| value.as_str()).chain(briefing.header.title.as_deref());
    named.into_iter().filter(|value| value.len() <= LINE).find_map(|value| {
        let found = (way.find)(value).into_iter().next()?;
        Some((1, text::slice(value, found.span).to_owned(), found))
    })
}

/// True when the day is the line's own: alone, behind the name of a field or a place, or at an end of the title.
fn states(line: &str, found: &Slashed, title: bool, way: &Way) -> bool {
    let (before, behind) = (text::slice(line, 0..found.span.start), text::slice(line, found.span.end..line.len()));
    let plain = format!("{before}2024-01-30{behind}");
    let field = || {
        fields::split(line).is_some_and(|(key, value)| {
            matches!(fields::field(key), Some(Field::Date | Field::AsOf)) && (way.find)(value).len() == 1
        })
    };
    let ends = |part: &str| !part.chars().any(char::is_alphanumeric);
    dates::parse(&plain).is_some()
        || field()
        || dateline::place(&plain, None).is_some() && ends(behind)
        || dateline::dateline(&plain).is_some_and(|(_, date)| date.is_some())
        || title && (ends(before) || ends(behind))
}

/// The reading that `text` speaks for, and what speaks for it.
fn reading(written: &Slashed, text: &str, named: Option<PartialDate>) -> Option<(PartialDate, &'static str)> {
    let (day_first, month_first) = (written.day_first?, written.month_first?);
    for date in [day_first, month_first] {
        if named == Some(date) {
            return Some((date, "the file name says so"));
        }
    }
    let all = dates::all(text);
    let has = |date: PartialDate| all.iter().any(|(_, other)| *other == date);
    match (has(day_first), has(month_first)) {
        (true, false) => return Some((day_first, "the text names that day")),
        (false, true) => return Some((month_first, "the text names that day")),
        _ => {}
    }
    let others = dates::slashed(text);
    let days = others.iter().filter(|other| other.month_first.is_none()).count();
    let months = others.iter().filter(|other| other.day_first.is_none()).count();
    if days != months {
        let date = if days > months { day_first } else { month_first };
        return Some((date, "the other dates are written in that order"));
    }
    let english = |span: text::Span| text::slice(text, span);
    let first = |letter: fn(char) -> bool| {
        all.iter()
            .filter(|(span, _)| {
                let words = english(*span);
                words.starts_with(letter) && words.contains(|c: char| c.is_ascii_alphabetic())
            })
            .count()
    };
    let (months, days) = (first(|c| c.is_ascii_alphabetic()), first(|c| c.is_ascii_digit()));
    if months > days {
        return Some((month_first, "the months come first elsewhere"));
    }
    if days == 0 && is_american(text) {
        return Some((month_first, "the document is American"));
    }
    Some((day_first, "the day comes first unless the document says otherwise"))
}

/// True when the text has a clock of a zone of the United States, or the code of a state and that of a post.
fn is_american(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let zone = |word: &str| ["EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"].contains(&word);
    let clock = |word: &str| {
        word.contains(|c: char| c.is_ascii_digit())
            || matches!(&*word.to_ascii_lowercase(), "am" | "pm" | "a.m." | "p.m.")
    };
    words.windows(2).any(|pair| {
        let [before, word] = pair else { return false };
        let word = bare(word);
        let code = word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit());
        let state = before.len() == 2 && before.bytes().all(|b| b.is_ascii_uppercase());
        zone(&word) && clock(before) || code && state
    })
}

#[cfg(test)]
mod tests {
    use crate::import::{Hints, import};

    fn read(name: &str, text: &str) -> (Option<String>, usize) {
        let imported = import(text.as_bytes().to_vec(), &Hints { name, encoding: None }).unwrap();
        (imported.briefing.header.date.map(|d| d.to_string()), imported.warnings.len())
    }

    #[test]
    fn what_settles_the_order() {
        let text = |rest: &str| format!("Harbour Watch\nDate: 10/08/2022\n\nOverview\n\nBoth piers are open. {rest}\n");
        let day = |rest: &str| read("a.txt", &text(rest));
        let (august, october) = ((Some("2022-08-10".to_owned()), 1), (Some("2022-10-08".to_owned()), 1));
        assert_eq!(day(""), august);
        assert_eq!(day("The crane failed on 09/28/2022."), october);
        assert_eq!(day("The crane failed on 28/09/2022."), august);
        assert_eq!(day("The day was October 8, 2022."), october);
        assert_eq!(day("The crane failed on September 28, 2022."), october);
        assert_eq!(day("The crane failed on 28 September 2022."), august);
        assert_eq!(day("It failed at 3 p.m. EDT on Monday."), october);
        assert_eq!(day("Write to the Desk, Harbour, IL 62701."), october);
        assert_eq!(read("2022-10-08-watch.txt", &text("")), october);
        assert_eq!(read("2022-10-09-watch.txt", &text("")).0.as_deref(), Some("2022-08-10"));
    }

    #[test]
    fn a_day_with_dashes_is_asked_about_as_well() {
        let told = |text: &str| read("a.txt", text);
        let text =
            |day: &str, rest: &str| format!("Harbour Watch\nDate: {day}\n\nOverview\n\nBoth piers are open. {rest}\n");
        assert_eq!(told(&text("10-08-2022", "")), (Some("2022-08-10".to_owned()), 1));
        assert_eq!(
            told(&text("10-08-2022", "The crane failed on October 8, 2022.")),
            (Some("2022-10-08".to_owned()), 1)
        );
        for sure in ["28-08-2022", "08-08-2022", "2022-08-10", "10.08.2022", "10 August 2022"] {
            assert_eq!(told(&text(sure, "")).1, 0, "{sure}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_told_wherever_the_head_has_it() {
        let rest = "Both piers are open to all ships since noon, and will be until the ice comes back.";
        for (name, text) in [
            ("a.txt", format!("Harbour Watch\nDate: 31/02/2024\n\n{rest}\n")),
            ("a.txt", format!("Harbour Watch\n31 February 2024\n\n{rest}\n")),
            ("a.txt", format!("Harbour Watch\nPosted 31 February 2024\n\n{rest}\n")),
            ("a.txt", format!("Harbour Watch\nAs of: 31.04.2024\n\n{rest}\n")),
            ("a.txt", format!("Harbour Watch, 31 February 2024\n\n{rest}\n")),
            ("a.txt", format!("Harbour Watch\n\nBERG, 31 February 2024 – {rest}\n")),
            ("a.md", format!("# Harbour Watch\n\n31 February 2024\n\n{rest}\n")),
            ("a.html", format!("<h1>Harbour Watch</h1><p>February 31, 2024</p><p>{rest}</p>")),
        ] {
            let imported = import(text.as_bytes().to_vec(), &Hints { name, encoding: None }).unwrap();
            let told: Vec<_> = imported.warnings.iter().map(|w| w.message.contains("no such day")).collect();
            assert_eq!(told, [true], "{text}");
        }
        for text in [
            format!("Harbour Watch\n29 February 2024\n\n{rest}\n"),
            format!("Harbour Watch\n\nThe paper spoke of 31 February 2024. {rest}\n"),
            format!("Harbour Watch\n3 March 2024\n\nBERG, 31 February 2024 – {rest}\n"),
        ] {
            assert_eq!(read("a.txt", &text).1, 0, "{text}");
        }
    }

    #[test]
    fn where_such_a_day_is_looked_for() {
        let day = |name: &str, text: &str| read(name, text).0;
        for (name, text) in [
            ("a.md", "# Harbour Watch\n\nDate: 10/08/2022\n\n## Piers\n\nOpen.\n"),
            ("a.md", "---\ntitle: Harbour Watch\ndate: 10/08/2022\n---\n\nText.\n"),
            ("a.md", "# Harbour Watch, 10/08/2022\n\n## Piers\n\nOpen.\n"),
            ("a.html", "<h1>Harbour Watch</h1><p>10/08/2022</p><h2>Piers</h2><p>Open."),
            ("a.txt", "Harbour Watch\n10/08/2022\n\nPiers\n\nBoth piers are open to all ships since noon.\n"),
            ("a.txt", "Harbour Watch\n\nLENZ, 10/08/2022 – Both piers are open to all ships since noon.\n"),
        ] {
            assert_eq!(day(name, text).as_deref(), Some("2022-08-10"), "{text}");
        }
        assert_eq!(day("a.txt", "Harbour Watch\n\nBoth piers were closed on 10/08/2022 for three hours.\n"), None);
        assert_eq!(
            read("a.txt", "Harbour Watch\nDate: 8/25/22\n\nPiers\n\nOpen.\n"),
            (Some("2022-08-25".to_owned()), 0)
        );
    }
}
