//! Names of months, and the small words that stand around a date.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::calendar::Calendar;
use super::months::{BUDDHIST, GREGORIAN, SOLAR};
use crate::text::fold;

/// The month a word names.
pub(super) fn month(word: &str) -> Option<(u8, Calendar)> {
    static TABLE: OnceLock<HashMap<String, (u8, Calendar)>> = OnceLock::new();
    if word.len() > 40 {
        return None;
    }
    let table = TABLE.get_or_init(|| {
        let sets = GREGORIAN.iter().map(|set| (Calendar::Gregorian, set));
        let sets = sets.chain([(Calendar::Solar, &SOLAR), (Calendar::Buddhist, &BUDDHIST)]);
        let mut table = HashMap::new();
        for (calendar, set) in sets {
            for (month, name) in (1..).zip(set) {
                table.entry(fold(name)).or_insert((month, calendar));
            }
        }
        table
    });
    table.get(&fold(word)).copied()
}

/// The month that a folded English word names in full.
pub(super) fn english_month(folded: &str) -> Option<u8> {
    (1..).zip(GREGORIAN[0]).find(|(_, name)| *name == folded).map(|(month, _)| month)
}

/// The month that `Jan` or `Sept` is short for, as it is written in English.
pub(super) fn english_month_short(word: &str) -> Option<u8> {
    let is = |name: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) && word.eq_ignore_ascii_case(name);
    (1..).zip(GREGORIAN[1]).find(|(_, name)| is(name)).map(|(month, _)| month).or_else(|| is("sept").then_some(9))
}

/// True for the name of a month that is not as likely another word: short ones are written large, or are known to be
/// written small; `may` and `march` are verbs, `Mars` is a planet.
pub(super) fn is_sure(word: &str) -> bool {
    const SMALL: [&str; 10] = ["mai", "mars", "juin", "juni", "juli", "mayo", "maio", "août", "mart", "mei"];
    if !word.is_ascii() {
        return true;
    }
    let is_small = word.starts_with(|c: char| c.is_ascii_lowercase());
    match word {
        "may" | "march" | "Mars" => false,
        _ => !is_small || word.len() > 4 || SMALL.contains(&word),
    }
}

/// Words that may stand on a line beside a date without making it something else: weekdays, clocks, zones.
pub(super) fn is_filler(word: &str) -> bool {
    static TABLE: OnceLock<HashSet<String>> = OnceLock::new();
    // Zones of the civil time (EST, MESZ, UTC) and the one-letter military zones are upper case.
    let zone = word.len() <= 4 && word.bytes().all(|b| b.is_ascii_uppercase());
    // Chamorro time is written ChST.
    let mixed = word.len() == 4 && word.ends_with("ST") && word.starts_with(|c: char| c.is_ascii_uppercase());
    if zone || mixed {
        return true;
    }
    word.len() <= 40 && TABLE.get_or_init(|| FILLERS.split_whitespace().map(fold).collect()).contains(&fold(word))
}

/// Words between day, month and year.
pub(super) fn is_link(word: &str) -> bool {
    ["of", "de", "del", "di", "do", "da", "the", "den", "der"].iter().any(|link| word.eq_ignore_ascii_case(link))
}

/// Endings of ordinal numbers.
pub(super) fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th", "er", "re", "º", "ª", "e", "го"].iter().any(|end| word.eq_ignore_ascii_case(end))
}

const FILLERS: &str = "\
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag \
lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica \
segunda terça quarta quinta sexta feira понедельник вторник среда четверг пятница суббота воскресенье \
pazartesi salı çarşamba perşembe cuma cumartesi \
الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد دوشنبه سه شنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه یکشنبه \
یک‌شنبه شنبه am pm p a m noon midnight local time utc gmt zulu hrs hours h uhr o at on as of the le den der du dem \
el по состоянию на stand état au dated date datum updated issued publicado publicada publié publiée pubblicato veröffentlicht опубликовано opublikowano em il published released posted revised t z года год г година року لعام م مورخ مورخه ساعت r roku р року рік god godine 월 화 수 목 금 토 일";
