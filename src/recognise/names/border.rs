//! Where a name may begin and end: names are whole words, and scripts differ in what that is.
//!
//! * Letters and digits right beside it: it is a part of a longer word. Not so in Chinese, Japanese and the scripts of
//!   Southeast Asia, which set no spaces; a name of one letter stands alone there too.
//! * Arabic and Hebrew write *and*, *in*, *to*, *as*, *so* together with a name of four letters or more. Behind a Korean
//!   name its particle may stand, behind a Turkish one its ending after an apostrophe, behind a Persian one its suffix
//!   after a zero-width non-joiner.
//! * `Munir’s`, `Jones’`, `l’Iran`: what the apostrophe joins is no part of the name. In `O’Brien` it is.
//! * `Tehran-based`, `pro-Iran`, `Iran-Pakistan`: on the other side of the hyphen stands something small, a number, a
//!   country or city, or another known name. In `Amir-Abdollahian` it does not, and `Amir` is not named there.

use crate::recognise::lexicon;
use crate::text::{self, Span};

/// What must be true for a name to be whole on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// It is.
    Whole,
    /// It is where a known name begins (behind it) or ends (before it) at this byte.
    Beside(usize),
    /// It is not.
    Cut,
}

const ELISIONS: &[&str] = &[
    "all", "c", "d", "dall", "dell", "gl", "j", "jusqu", "l", "lorsqu", "m", "n", "nell", "puisqu", "qu", "quest", "s",
    "sull", "t", "un",
];
const LARGE_ELISIONS: &[&str] = &["All", "Dall", "Dell", "L", "Nell", "Qu", "Sull", "Un"];
const TURKISH: &[&str] = &[
    "da", "dan", "daki", "de", "deki", "den", "in", "la", "le", "li", "na", "ne", "ni", "nin", "nu", "nun", "nü",
    "nün", "nı", "nın", "ta", "tan", "te", "ten", "un", "ya", "ye", "yi", "yla", "yle", "yu", "yü", "yı", "ün", "ın",
];
const PERSIAN: &[&str] =
    &["ها", "های", "هایی", "ای", "اند", "ام", "ات", "اش", "مان", "تان", "شان", "تر", "ترین", "نشین", "محور"];
const PERSIAN_BEFORE: &[&str] = &["ضد", "غیر", "پسا", "پیش", "بی", "فرا"];
const ARABIC_BEFORE: &[&str] = &["و", "ف", "ب", "ل", "ك", "ک", "وب", "ول", "وك", "وک", "فب", "فل"];
const HEBREW_BEFORE: &[&str] = &["ו", "ב", "ל", "מ", "ש", "כ", "וב", "ול", "ומ"];
const KOREAN: &[&str] = &[
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "에게",
    "로",
    "으로",
    "와",
    "과",
    "도",
    "만",
    "까지",
    "부터",
    "에는",
    "에도",
    "와의",
    "과의",
    "로부터",
    "이나",
    "씨",
    "측",
];
const BEFORE_HYPHEN: &[&str] = &["anti", "ex", "inter", "mid", "non", "post", "pre", "pro", "sub", "trans", "un"];
const BEHIND_HYPHEN: &[&str] = &[
    "aligned",
    "backed",
    "based",
    "born",
    "bound",
    "brokered",
    "controlled",
    "held",
    "led",
    "like",
    "linked",
    "occupied",
    "owned",
    "related",
    "run",
    "style",
    "wide",
];

/// Letters from which on a name may have particles written to it.
const LONG: usize = 4;

/// The side before a name.
pub(super) fn before(whole: &str, name: Span) -> Side {
    let (rest, named) = (text::slice(whole, 0..name.start), text::slice(whole, name));
    let (Some(last), Some(first)) = (rest.chars().next_back(), named.chars().next()) else { return Side::Whole };
    if last.is_ascii() && first.is_ascii() && !matches!(last, '-' | '\'' | '_') {
        return whole_if(!(last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric()));
    }
    let cut = rest.len() - last.len_utf8();
    match last {
        '_' => Side::Cut,
        '\'' | '’' => whole_if(is_elision(word_before(text::slice(rest, 0..cut)))),
        '-' | '\u{2010}' | '\u{2011}' => hyphen_before(word_before(text::slice(rest, 0..cut)), cut),
        '\u{200C}' => whole_if(PERSIAN_BEFORE.contains(&word_before(text::slice(rest, 0..cut)))),
        _ if !is_inside(last) || !first.is_alphanumeric() => Side::Whole,
        _ if script(first) != script(last) => whole_if(is_unspaced(first) || is_unspaced(last)),
        _ if is_unspaced(first) => whole_if(named.chars().nth(1).is_some()),
        _ if named.chars().nth(LONG - 1).is_none() => Side::Cut,
        _ => match script(first) {
            Script::Arabic => whole_if(ARABIC_BEFORE.contains(&word_before(rest))),
            Script::Hebrew => whole_if(HEBREW_BEFORE.contains(&word_before(rest))),
            _ => Side::Cut,
        },
    }
}

/// The side behind a name.
pub(super) fn behind(whole: &str, name: Span) -> Side {
    let (rest, named) = (text::slice(whole, name.end..whole.len()), text::slice(whole, name));
    let (Some(first), Some(last)) = (rest.chars().next(), named.chars().next_back()) else { return Side::Whole };
    if last == '\u{200C}' {
        return whole_if(PERSIAN.contains(&word_behind(rest)) || !is_inside(first));
    }
    if last.is_ascii() && first.is_ascii() && !matches!(first, '-' | '\'' | '_') {
        return whole_if(!(last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric()));
    }
    let at = first.len_utf8();
    let next = text::slice(rest, at..rest.len());
    match first {
        '_' => Side::Cut,
        '\'' | '’' => whole_if(is_ending(named, word_behind(next))),
        '-' | '\u{2010}' | '\u{2011}' => hyphen_behind(word_behind(next), name.end + at),
        _ if !is_inside(first) || !last.is_alphanumeric() => Side::Whole,
        _ if script(first) != script(last) => whole_if(is_unspaced(first) || is_unspaced(last)),
        _ if is_unspaced(last) => whole_if(named.chars().nth(1).is_some()),
        _ if script(last) == Script::Korean => whole_if(KOREAN.contains(&word_behind(rest))),
        _ => Side::Cut,
    }
}

fn whole_if(yes: bool) -> Side {
    if yes { Side::Whole } else { Side::Cut }
}

fn is_elision(word: &str) -> bool {
    word.is_empty() || ELISIONS.contains(&word) || LARGE_ELISIONS.contains(&word)
}

/// True for what may follow a name and its apostrophe.
fn is_ending(name: &str, word: &str) -> bool {
    let is_turkish = || TURKISH.contains(&word) && name.chars().nth(LONG - 1).is_some();
    word.is_empty() || matches!(word, "s" | "S") || is_turkish()
}

fn hyphen_before(word: &str, cut: usize) -> Side {
    match word.chars().next() {
        None => Side::Whole,
        Some(first) if first.is_lowercase() || first.is_numeric() || is_land(word) => Side::Whole,
        Some(_) if BEFORE_HYPHEN.iter().any(|known| known.eq_ignore_ascii_case(word)) => Side::Whole,
        Some(_) => Side::Beside(cut),
    }
}

fn hyphen_behind(word: &str, next: usize) -> Side {
    match word.chars().next() {
        None => Side::Whole,
        Some(first) if first.is_lowercase() || first.is_numeric() || is_land(word) => Side::Whole,
        Some(_) if BEHIND_HYPHEN.iter().any(|known| known.eq_ignore_ascii_case(word)) => Side::Whole,
        Some(_) => Side::Beside(next),
    }
}

/// True for a country, its people, or a city.
fn is_land(word: &str) -> bool {
    lexicon::of(&text::fold(word)) & (lexicon::COUNTRY | lexicon::DEMONYM | lexicon::CITY) != 0
}

fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || c == '\u{640}' || unicode_normalization::char::is_combining_mark(c)
}

fn word_before(text: &str) -> &str {
    let long: usize = text.chars().rev().take_while(|c| is_inside(*c)).map(char::len_utf8).sum();
    text::slice(text, text.len() - long..text.len())
}

fn word_behind(text: &str) -> &str {
    let long: usize = text.chars().take_while(|c| is_inside(*c)).map(char::len_utf8).sum();
    text::slice(text, 0..long)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Hebrew,
    Korean,
    Unspaced,
    Other,
}

fn script(c: char) -> Script {
    match u32::from(c) {
        0x0590..0x0600 => Script::Hebrew,
        0x0600..0x0780 | 0x08A0..0x0900 | 0xFB50..0xFE00 | 0xFE70..0xFF00 => Script::Arabic,
        0xAC00..0xD7A4 | 0x1100..0x1200 => Script::Korean,
        0x0E00..0x0F00
        | 0x1000..0x10A0
        | 0x1780..0x1800
        | 0x2E80..0x3100
        | 0x31F0..0x3200
        | 0x3400..0xA000
        | 0xF900..0xFB00
        | 0x2_0000..0x4_0000 => Script::Unspaced,
        _ => Script::Other,
    }
}

fn is_unspaced(c: char) -> bool {
    script(c) == Script::Unspaced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(whole: &str, name: &str) -> (Side, Side) {
        let at = whole.find(name).unwrap();
        let span = Span::new(at, at + name.len());
        (before(whole, span), behind(whole, span))
    }

    #[test]
    fn names_that_are_whole() {
        for (whole, name) in [
            ("Munir", "Munir"),
            ("(Munir) said", "Munir"),
            ("Munir’s", "Munir"),
            ("MUNIR'S", "MUNIR"),
            ("Jones’ house", "Jones"),
            ("de l’Iran", "Iran"),
            ("L’Iran", "Iran"),
            ("İran'ın", "İran"),
            ("Tahran’da", "Tahran"),
            ("Tehran-based", "Tehran"),
            ("TEHRAN-BASED", "TEHRAN"),
            ("pro-Iran", "Iran"),
            ("Anti-Munir", "Munir"),
            ("Iran-Pakistan", "Iran"),
            ("Iran-Pakistan", "Pakistan"),
            ("Iran–Pakistan", "Iran"),
            ("U.S.-backed", "U.S."),
            ("وباكستان", "باكستان"),
            ("ایران‌ها", "ایران\u{200c}"),
            ("在伊朗的", "伊朗"),
            ("Iran伊朗", "伊朗"),
            ("무니르는 말했다", "무니르"),
            ("#Iran", "Iran"),
        ] {
            assert_eq!(sides(whole, name), (Side::Whole, Side::Whole), "{whole}");
        }
    }

    #[test]
    fn parts_of_longer_words() {
        for (whole, name) in [
            ("Iranian", "Iran"),
            ("Iran2", "Iran"),
            ("O’Brien", "Brien"),
            ("O’Brien", "O"),
            ("D’Angelo", "Angelo"),
            ("Sana’a", "Sana"),
            ("Iran_map", "Iran"),
            ("کوایران", "ایران"),
            ("وعلی", "علی"),
            ("اسلام‌آباد", "اسلام\u{200c}"),
            ("무니르네집", "무니르"),
            ("在伊朗的", "伊"),
            ("Irane\u{301}", "Iran"),
        ] {
            let sides = sides(whole, name);
            assert!(sides.0 == Side::Cut || sides.1 == Side::Cut, "{whole}: {sides:?}");
        }
    }

    #[test]
    fn a_large_word_behind_a_hyphen_asks_who_stands_there() {
        assert_eq!(sides("Amir-Abdollahian", "Amir"), (Side::Whole, Side::Beside(5)));
        assert_eq!(sides("Amir-Abdollahian", "Abdollahian"), (Side::Beside(4), Side::Whole));
    }
}
