//! Places by name: countries in eleven languages, capitals and large cities, with where they are.
//!
//! The table is text in the order of its first column, and is searched as it lies on disk: nothing is read at the start. A
//! place stands in it once, under its own name; its other names lead there.
//! `model/README.md` says where it comes from (`GeoNames`, CC BY 4.0; CLDR) and how it is made.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::lexicon;
use super::page::Page;
use super::words::Look;
use crate::text::{self, Span};

const TABLE: &str = include_str!("model/places.tsv");

/// Our own list: places that briefings name and the table has not: in other scripts, or not in the cases of Russian;
/// regions, seas and sites; short names of states.
const ELSEWHERE: &str = include_str!("model/elsewhere.tsv");

/// A place that the gazetteer knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// Its name in English.
    pub name: &'static str,
    /// A country, not a city.
    pub is_country: bool,
    /// ISO 3166-1 code of the country; empty for what lies in none.
    pub country: &'static str,
    /// Latitude and longitude in degrees; of a country those of its capital, of a region those of its middle.
    pub at: Option<(f32, f32)>,
}

/// Looks a name up, in any of the languages. Case, diacritics and variants of Arabic letters do not matter.
///
/// Of places with the same name it is the largest.
pub fn find(name: &str) -> Option<Known> {
    find_folded(&text::fold(name))
}

/// Our own list goes before: who writes of Virginia does not mean the town in South Africa.
fn find_folded(key: &str) -> Option<Known> {
    elsewhere(key).or_else(|| in_table(key))
}

/// Looks up in our own list, which is small: its names are folded at the first look.
fn elsewhere(key: &str) -> Option<Known> {
    static KEYS: OnceLock<HashMap<String, Known>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| {
        let rows = ELSEWHERE.lines().filter_map(|line| {
            let mut columns = line.split('\t');
            let name = columns.next()?;
            let (sort, country) = (columns.next()?, columns.next()?);
            let at = Some((columns.next()?.parse().ok()?, columns.next()?.parse().ok()?));
            Some((Known { name, is_country: sort == "country", country, at }, columns.next()?))
        });
        rows.flat_map(|(known, names)| names.split('|').map(move |name| (text::fold(name), known))).collect()
    });
    keys.get(key).copied()
}

fn in_table(key: &str) -> Option<Known> {
    let mut columns = row(key)?;
    let name = columns.next()?;
    if let Some(sort) = columns.next() {
        return read(name, sort, columns);
    }
    // Another name of the place that is known by this one.
    let mut columns = row(name)?;
    read(columns.next()?, columns.next()?, columns)
}

/// The columns behind the key in its row.
fn row(key: &str) -> Option<std::str::Split<'static, char>> {
    let (mut low, mut high) = (0, TABLE.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let bytes = TABLE.as_bytes();
        let start = memchr::memrchr(b'\n', &bytes[low..middle]).map_or(low, |at| low + at + 1);
        let end = memchr::memchr(b'\n', &bytes[middle..high]).map_or(high, |at| middle + at);
        let mut columns = text::slice(TABLE, start..end).split('\t');
        let found = columns.next().unwrap_or_default();
        match found.cmp(key) {
            std::cmp::Ordering::Equal => return Some(columns),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

fn read(name: &'static str, sort: &str, mut columns: std::str::Split<'static, char>) -> Option<Known> {
    let country = columns.next()?;
    let at = match (columns.next()?.parse(), columns.next()?.parse()) {
        (Ok(latitude), Ok(longitude)) => Some((latitude, longitude)),
        _ => None,
    };
    Some(Known { name, is_country: sort == "country", country, at })
}

/// Words of a place's name at most.
const WORDS: usize = 4;

/// Words for places of a kind that are a place's name as well.
const GENERAL: [&str; 3] = ["مدینه", "المدینه", "شهر"];

/// Letters of a place's name at most, in scripts without spaces.
const LETTERS: usize = 8;

/// Places on a page in scripts that the model does not read.
pub(crate) fn scan(page: &Page<'_>) -> Vec<(Span, Known)> {
    let mut out = Vec::new();
    for stretch in &page.stretches {
        let mut at = stretch.words.start;
        while at < stretch.words.end {
            let word = page.words[at];
            let spelling = page.spelling(at);
            if spelling.is_ascii() || matches!(word.look, Look::Number | Look::Sign) {
                at += 1;
            } else if spelling.chars().any(is_ideograph) {
                ideographs(spelling, word.span().start, &mut out);
                at += 1;
            } else {
                let most = WORDS.min(stretch.words.end - at);
                let found = (1..=most).rev().find_map(|long| Some((long, together(page, at, long)?)));
                out.extend(
                    found.map(|(long, (span, known))| {
                        (Span::new(span.start, page.words[at + long - 1].span().end), known)
                    }),
                );
                at += found.map_or(1, |(long, _)| long);
            }
        }
    }
    out
}

/// Places on a page in Latin letters whose language the model does not read: states, and cities behind a small word, as
/// far as nobody's longer name may be around them. A sentence begins with a capital in any case.
pub(crate) fn latin(page: &Page<'_>, is_german: bool) -> Vec<(Span, Known)> {
    let mut out = Vec::new();
    for range in page.active.iter().cloned() {
        let mut at = range.start;
        while at < range.end {
            let found = (1..=WORDS).rev().find_map(|long| Some((long, in_latin(page, at, long, is_german)?)));
            out.extend(found.map(|(_, found)| found));
            at += found.map_or(1, |(long, _)| long);
        }
    }
    out
}

fn in_latin(page: &Page<'_>, at: usize, long: usize, is_german: bool) -> Option<(Span, Known)> {
    /// Nouns of German that cities are called too.
    const NOUNS: [&str; 7] = ["essen", "hagen", "halle", "hamm", "siegen", "singen", "worms"];
    let place = *page.places.get(at)?;
    let last = at + long - 1;
    let end = page.words.get(last)?.span().end;
    if !page.words[at].look.is_named() || place.before > 0 || page.places[last].after > 0 {
        return None;
    }
    let span = Span::new(page.words[at].span().start, end);
    let words = text::slice(page.text, span);
    // `d'Espagne`, `l’Ukraine`
    let elided = words.char_indices().find(|(at, c)| *at <= 2 && matches!(c, '\'' | '’'));
    let cut = elided.map_or(0, |(at, sign)| at + sign.len_utf8());
    let (span, words) = (Span::new(span.start + cut, span.end), text::slice(words, cut..words.len()));
    if words.len() < 4 || words.contains(['\n', ',', '.', '(', ')', ':']) {
        return None;
    }
    let known = find_folded(&text::fold(words))?;
    let folded = page.form(at).known;
    let is_seen = !place.opens || page.witness(at).large > 0;
    let is_other = folded & (lexicon::FIRST | lexicon::LAST | lexicon::COMMON) != 0 && long == 1;
    let is_noun = is_german && NOUNS.contains(&text::fold(words).as_str());
    (known.is_country || is_seen && !is_other && !is_noun).then_some((span, known))
}

fn is_ideograph(c: char) -> bool {
    ('\u{4E00}'..'\u{A000}').contains(&c)
}

fn ideographs(word: &str, start: usize, out: &mut Vec<(Span, Known)>) {
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let letters = starts.len() - 1;
    let mut at = 0;
    while at < letters {
        let most = LETTERS.min(letters - at);
        let found = (2..=most).rev().find_map(|long| {
            let span = Span::new(starts[at], starts[at + long]);
            Some((long, Span::new(start + span.start, start + span.end), find_folded(text::slice(word, span))?))
        });
        out.extend(found.map(|(_, span, known)| (span, known)));
        at += found.map_or(1, |(long, ..)| long);
    }
}

/// The place that `long` words from `at` name, and where it begins: behind an Arabic particle.
fn together(page: &Page<'_>, at: usize, long: usize) -> Option<(Span, Known)> {
    let words = (at..at + long).map(|n| text::fold(page.spelling(n)));
    let key = words.collect::<Vec<_>>().join(" ");
    // `مدينة الفاشر`: `city` is no name.
    if GENERAL.contains(&key.as_str()) {
        return None;
    }
    let start = page.words[at].span().start;
    let span = Span::new(start, page.words[at + long - 1].span().end);
    if is_cyrillic(&key) {
        let named = page.words[at].look.is_named();
        // `в секторе Газа`: the word for its kind is written small.
        if !named && long > 1 && page.words[at + long - 1].look.is_named() {
            return find_folded(&key).map(|known| (span, known));
        }
        return named.then(|| find_folded(&key).or_else(|| inflected(&key)))?.map(|known| (span, known));
    }
    if key.chars().count() < 3 || is_latin(&key) {
        return None;
    }
    if let Some(known) = find_folded(&key) {
        return Some((span, known));
    }
    let (rest, cut) = behind_particle(page.spelling(at), &key)?;
    let known = find_folded(rest)
        .filter(|_| !GENERAL.contains(&rest))
        .filter(|known| known.is_country || rest.chars().count() > 3)?;
    Some((Span::new(start + cut, span.end), known))
}

/// Latin names are read by the model.
fn is_latin(key: &str) -> bool {
    key.chars().all(|c| u32::from(c) < 0x250)
}

fn is_cyrillic(key: &str) -> bool {
    key.starts_with(|c| ('\u{400}'..'\u{530}').contains(&c))
}

/// Arabic writes `and`, `in`, `to`, `as`, `so` together with the word behind: the rest, and the bytes cut off.
fn behind_particle<'k>(spelling: &str, key: &'k str) -> Option<(&'k str, usize)> {
    let first = key.chars().next().filter(|c| "وبلكف".contains(*c) || *c == 'ک')?;
    let rest = text::slice(key, first.len_utf8()..key.len());
    let cut = spelling.chars().next()?.len_utf8();
    (rest.chars().count() > 2).then_some((rest, cut))
}

/// A Russian name in another case than the first: `Ирана`, `Россией`.
fn inflected(key: &str) -> Option<Known> {
    const ENDINGS: [&str; 13] = ["ами", "ах", "ом", "ем", "ей", "ой", "ии", "а", "у", "е", "и", "ю", "ы"];
    const FIRST: [&str; 4] = ["", "я", "а", "ь"];
    let stems = ENDINGS.iter().filter_map(|ending| key.strip_suffix(ending)).filter(|stem| stem.chars().count() > 3);
    stems.into_iter().find_map(|stem| {
        FIRST
            .iter()
            .find_map(|end| find_folded(&[stem, end].concat()).or_else(|| find_folded(&[stem, "и", end].concat())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::page::Page;

    #[test]
    fn the_table_is_in_order_and_every_row_is_found() {
        let keys: Vec<&str> = TABLE.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(keys.len() > 5000 && keys.is_sorted());
        assert!(keys.iter().all(|key| in_table(key).is_some_and(|place| !place.name.is_empty())));
        assert_eq!(
            (find_folded("atlantis"), find_folded(""), find_folded("zzzz"), find_folded("\u{10FFFF}")),
            (None, None, None, None)
        );
    }

    #[test]
    fn places_have_a_name_and_a_position() {
        let tehran = find("تهران").unwrap();
        assert_eq!((tehran.name, tehran.country, tehran.is_country), ("Tehran", "IR", false));
        let (latitude, longitude) = tehran.at.unwrap();
        assert!((latitude - 35.69).abs() < 0.1 && (longitude - 51.42).abs() < 0.1);
        for (name, english) in [
            ("Teheran", "Tehran"),
            ("伊朗", "Iran"),
            ("Пакистан", "Pakistan"),
            ("Irán", "Iran"),
            ("پاکستان", "Pakistan"),
        ] {
            assert_eq!(find(name).map(|known| known.name), Some(english), "{name}");
        }
    }

    #[test]
    fn regions_seas_and_short_names_of_states() {
        let known = |name: &str| find(name).map(|known| (known.name, known.country, known.is_country));
        assert_eq!(known("U.S."), Some(("United States", "US", true)));
        assert_eq!(known("DPRK"), Some(("North Korea", "KP", true)));
        assert_eq!(known("Khyber Pakhtunkhwa"), Some(("Khyber Pakhtunkhwa", "PK", false)));
        assert_eq!(known("Red Sea"), Some(("Red Sea", "", false)));
        assert_eq!(known("Georgia").map(|(_, country, _)| country), Some("GE"));
    }

    #[test]
    fn places_in_languages_that_the_model_does_not_read() {
        let found = |text: &str| -> Vec<&'static str> {
            let page = Page::new(text, [Span::new(0, text.len())]);
            latin(&page, true).into_iter().map(|(_, known)| known.name).collect()
        };
        assert_eq!(found("Elle a appelé Israël et la France à la retenue."), ["Israel", "France"]);
        assert_eq!(found("en las ciudades de Guayaquil y Quito"), ["Guayaquil", "Quito"]);
        assert_eq!(found("Das Essen in Augsburg. Paris Hilton und la reunión"), ["Augsburg"]);
    }

    #[test]
    fn our_own_list_has_places_with_names() {
        for line in ELSEWHERE.lines() {
            let names = line.split('\t').nth(5).unwrap();
            let name = line.split('\t').next().unwrap();
            // A place has one name in both.
            let table = in_table(&text::fold(name));
            assert!(table.is_none_or(|known| known.name == name), "{line}");
            assert!(names.split('|').all(|name| find(name).is_some()), "{line}");
        }
    }

    #[test]
    fn places_are_found_in_scripts_of_other_kinds() {
        let found = |text: &str| -> Vec<&'static str> {
            let page = Page::new(text, [Span::new(0, text.len())]);
            scan(&page).into_iter().map(|(_, known)| known.name).collect()
        };
        assert_eq!(found("وزیر خارجه ایران در اسلام‌آباد با همتای پاکستانی دیدار کرد"), ["Iran", "Islamabad"]);
        assert_eq!(found("伊朗和巴基斯坦同意加强合作"), ["Iran", "Pakistan"]);
        assert_eq!(found("Министр иностранных дел Ирана прибыл в Пакистан из Москвы"), ["Iran", "Pakistan", "Moscow"]);
        assert_eq!(found("قطاع غزة ومصر ومدينة الفاشر"), ["Gaza", "Egypt", "El Fasher"]);
        assert_eq!(found("в Нью-Йорке и в секторе Газа Российской Федерации"), ["New York City", "Gaza", "Russia"]);
        assert_eq!(found("加沙地带和华盛顿"), ["Gaza", "Washington"]);
        assert_eq!(found("وصل وزير الخارجية إلى طهران وباكستان"), ["Tehran", "Pakistan"]);
        assert_eq!(found("He flew to Tehran"), [""; 0]);
        assert_eq!(found("la reunión será en México"), [""; 0], "a meeting is no island");
    }
}
