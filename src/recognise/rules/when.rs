//! Dates, with a year or without, times of day, and words such as `last week`.
//!
//! A date that is known to the day, month or year has that as its name; the others are named as they are written, and
//! what day they are is a matter of the dateline.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::{Found, Hit};
use crate::dates;
use crate::entity::Kind;
use crate::recognise::hash;
use crate::recognise::page::Page;
use crate::recognise::tongue::{self, Tongue};
use crate::recognise::words::Look;
use crate::text::{self, Span};

const NOW: &[&str] = &["today", "tonight", "yesterday", "tomorrow"];
const WHICH: &[&str] = &["last", "next", "this", "past", "previous", "coming"];
const SPELLS: &[&str] =
    &["week", "weekend", "month", "quarter", "year", "decade", "morning", "afternoon", "evening", "night"];
const CHAINED: &[&str] = &["previous", "following", "next", "same"];
const BESIDE: &[&str] = &["ago", "earlier", "later"];
const UNITS: &[&str] = &["day", "days", "week", "weeks", "month", "months", "year", "years"];
const COUNTS: &[&str] =
    &["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const LEADING: &[&str] = &[
    "after", "before", "between", "by", "during", "early", "from", "in", "late", "mid", "of", "since", "through", "to",
    "until",
];
const HALVES: &[&str] = &["am", "pm", "a.m.", "p.m."];
const ZONES: &[&str] = &["UTC", "GMT", "EST", "EDT", "PST", "CET", "Z", "local"];

/// Dates of numbers and names of months, and words for days in other languages than English: what [`dates`] reads.
pub(crate) fn written_out(page: &Page<'_>) -> Vec<Found> {
    let mut out = foreign(page);
    for stretch in &page.stretches {
        let words = &page.words[stretch.words.clone()];
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let span = Span::new(first.span().start, last.span().end);
        let line = text::slice(page.text, span);
        if !line.contains(char::is_numeric) {
            continue;
        }
        let at = |place: Span| Span::new(span.start + place.start, span.start + place.end);
        let dated = |(place, name): (Span, Option<String>)| Found { span: at(place), kind: Kind::Date, name };
        let full = dates::all(line).into_iter().map(|(place, date)| (place, Some(date.to_string())));
        let yearless = dates::yearless(line).into_iter().map(|(place, _)| (place, None));
        out.extend(full.chain(yearless).map(dated));
    }
    out.sort_by_key(|found| found.span.start);
    out
}

/// `الاثنين`, `на прошлой неделе`, `昨天`: words that [`dates`] knows in other languages.
fn foreign(page: &Page<'_>) -> Vec<Found> {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    let known = KNOWN.get_or_init(Known::new);
    // Most texts have none of them, which their forms tell.
    let is_first: Vec<bool> = page.forms.iter().map(|form| known.first.contains(&form.folded)).collect();
    let mut out = Vec::new();
    for stretch in &page.stretches {
        for at in stretch.words.clone() {
            let word = page.words[at];
            let most = dates::LONGEST.min(stretch.words.end - at);
            if is_first[page.form_of[at] as usize] && is_for_a_day(page, at) {
                let joined =
                    |long: usize| (at..at + long).map(|n| text::fold(page.spelling(n))).collect::<Vec<_>>().join(" ");
                if let Some(long) = (1..=most).rev().find(|long| known.whole.contains(&joined(*long))) {
                    let span = Span::new(word.span().start, page.words[at + long - 1].span().end);
                    out.push(Found { span, kind: Kind::Date, name: None });
                }
            } else if word.look == Look::Caseless {
                let here = |place: Span| Span::new(word.span().start + place.start, word.span().start + place.end);
                let found = ideographs(page.spelling(at)).into_iter();
                out.extend(found.map(|place| Found { span: here(place), kind: Kind::Date, name: None }));
            }
        }
    }
    out
}

/// True where such a word may stand for a day: written small, or large as a sentence begins. A German day of the week is
/// always large, and so are people of that name; a small word leads to the day. `Hier` is `yesterday` in French only, and
/// `mañana` in Spanish also the morning.
fn is_for_a_day(page: &Page<'_>, at: usize) -> bool {
    let look = page.words[at].look;
    let word = text::fold(page.spelling(at));
    let before = at.checked_sub(1).map(|at| text::fold(page.spelling(at))).unwrap_or_default();
    let spoken = |tongue| tongue::of(page) == tongue;
    match word.as_str() {
        "hier" => spoken(Tongue::French) && look != Look::Upper,
        "demain" => spoken(Tongue::French) && look == Look::Lower,
        "manana" => spoken(Tongue::Spanish) && !["la", "esta", "cada", "una"].contains(&before.as_str()),
        "montag" | "dienstag" | "mittwoch" | "donnerstag" | "freitag" | "samstag" | "sonnabend" | "sonntag" => {
            ["am", "vom", "bis", "seit", "den", "dem", "ab", "vergangenen", "letzten"].contains(&before.as_str())
        }
        "letzte" | "vergangene" | "diese" | "nachste" | "kommende" | "heute" | "gestern" | "vorgestern" | "вчера"
        | "сегодня" | "завтра" | "ayer" | "hoy" | "aujourd'hui" => {
            look == Look::Lower || page.places[at].opens
        }
        _ => matches!(look, Look::Lower | Look::Caseless),
    }
}

fn ideographs(word: &str) -> Vec<Span> {
    let is_one = word.chars().next().is_some_and(|c| ('\u{4E00}'..'\u{A000}').contains(&c));
    if is_one { dates::in_ideographs(word) } else { Vec::new() }
}

/// Words for days in other languages.
struct Known {
    /// Hashes of the first words, folded.
    first: HashSet<u64>,
    /// All words of each, folded.
    whole: HashSet<String>,
}

impl Known {
    fn new() -> Self {
        let whole: HashSet<String> = dates::foreign().collect();
        let first = whole.iter().filter_map(|words| words.split(' ').next()).map(|word| hash::bytes(word.as_bytes()));
        Self { first: first.collect(), whole }
    }
}

/// A date or time that begins with the first of `words`.
pub(crate) fn at(page: &Page<'_>, words: Range<usize>) -> Hit {
    let look = page.words[words.start].look;
    if !matches!(look, Look::Number | Look::Capital | Look::Lower) {
        return None;
    }
    let line = Line { page, words };
    let used = match look {
        Look::Number => line.clock().or_else(|| line.day_month()).or_else(|| line.ago()),
        Look::Capital => line.day_of_week().or_else(|| line.month_day()).or_else(|| line.spell()),
        _ => line.spell(),
    };
    let year = || line.year().map(|year| (1, Kind::Date, Some(year)));
    used.map(|used| (used, Kind::Date, None)).or_else(year)
}

struct Line<'p> {
    page: &'p Page<'p>,
    words: Range<usize>,
}

impl Line<'_> {
    fn word(&self, n: usize) -> &str {
        let at = self.words.start + n;
        if at < self.words.end { self.page.spelling(at) } else { "" }
    }

    fn before(&self) -> &str {
        self.words.start.checked_sub(1).map_or("", |at| self.page.spelling(at))
    }

    fn is(&self, n: usize, list: &[&str]) -> bool {
        let word = self.word(n);
        !word.is_empty() && word.len() < 12 && list.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    fn is_month(&self, n: usize) -> bool {
        let word = self.word(n);
        word.starts_with(|c: char| c.is_ascii_uppercase()) && dates::english_month(word).is_some()
    }

    fn is_day_of_week(&self, n: usize) -> bool {
        dates::english_weekday(self.word(n)).is_some()
    }

    fn day_of_week(&self) -> Option<usize> {
        self.is_day_of_week(0).then_some(1)
    }

    /// `30 January`
    fn day_month(&self) -> Option<usize> {
        (is_day(self.word(0)) && self.is_month(1)).then_some(2)
    }

    /// `January 30`, and `January` where a small word leads to it.
    fn month_day(&self) -> Option<usize> {
        if !self.is_month(0) {
            return None;
        }
        let led = LEADING.contains(&self.before()) || WHICH.contains(&self.before());
        if is_day(self.word(1)) { Some(2) } else { led.then_some(1) }
    }

    /// `today`, `last week`, `this Monday`, `the previous day`, `two days ago`
    fn spell(&self) -> Option<usize> {
        if self.is(0, NOW) {
            return Some(1);
        }
        let is_spell = self.is(1, SPELLS) || self.is_day_of_week(1) || self.is_month(1);
        let is_chained = || self.is(0, CHAINED) && self.is(1, &["day"]);
        if (self.is(0, WHICH) && is_spell) || is_chained() {
            return Some(2);
        }
        self.ago().filter(|_| self.is(0, COUNTS))
    }

    /// `two days ago`, from the count on.
    fn ago(&self) -> Option<usize> {
        (self.is(1, UNITS) && self.is(2, BESIDE)).then_some(3)
    }

    /// `14:30`, `3 p.m.`, `0900Z`
    fn clock(&self) -> Option<usize> {
        let hour = number(self.word(0)).filter(|hour| *hour < 24)?;
        let minutes = self.word(2);
        let long = match self.word(1) {
            ":" if minutes.len() == 2 && number(minutes).is_some_and(|m| m < 60) => 3,
            _ => return self.half(1).filter(|_| hour > 0 && hour < 13).map(|half| 1 + half),
        };
        let zone = usize::from(ZONES.contains(&self.word(long)));
        Some(long + self.half(long).unwrap_or(zone))
    }

    /// Words of `p.m.`, which may be in pieces.
    fn half(&self, n: usize) -> Option<usize> {
        let in_pieces = || self.is(n, &["a", "p"]) && self.word(n + 1) == "." && self.is(n + 2, &["m"]);
        if self.is(n, HALVES) { Some(1) } else { in_pieces().then_some(3) }
    }

    /// A year that a small word leads to.
    fn year(&self) -> Option<String> {
        let word = self.word(0);
        let plain = word.strip_suffix('s').unwrap_or(word);
        let fits = plain.len() == 4 && number(plain).is_some_and(|year| (1700..2100).contains(&year));
        let is_led = LEADING.contains(&self.before()) || (plain != word && self.before() == "the");
        (fits && is_led).then(|| word.to_owned())
    }
}

fn number(word: &str) -> Option<u32> {
    (word.len() < 5).then(|| word.parse().ok())?
}

fn is_day(word: &str) -> bool {
    let plain = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    plain.len() < 3 && number(plain).is_some_and(|day| (1..32).contains(&day))
}
