//! Words for days that are reckoned from another: `yesterday`, `last week`, `Monday`, `two days ago`, `the previous day`,
//! and the like in French, Spanish, Russian, Persian, Arabic and Chinese.

use super::civil;
use super::names;
use super::when::{Certainty, When};
use super::yearless::{Direction, Yearless};
use crate::briefing::PartialDate;
use crate::text::{self, Span};

/// What dates are reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// The date of the text.
    pub date: PartialDate,
    /// The day that was told of last, for `the previous day`.
    pub told: Option<PartialDate>,
    /// What the words around say.
    pub direction: Direction,
}

/// A stretch of time that is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
}

/// English days of the week, from Monday.
pub(super) const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Days of the week in other languages, from Monday, several words for each.
const WEEKDAYS: [&[&str]; 7] = [
    &["lundi", "lunes", "Montag", "понедельник", "دوشنبه", "الاثنين", "الإثنين", "星期一", "周一", "礼拜一", "月曜日"],
    &["mardi", "martes", "Dienstag", "вторник", "سه‌شنبه", "سه شنبه", "الثلاثاء", "星期二", "周二", "礼拜二", "火曜日"],
    &[
        "mercredi",
        "miércoles",
        "Mittwoch",
        "среда",
        "среду",
        "چهارشنبه",
        "الأربعاء",
        "星期三",
        "周三",
        "礼拜三",
        "水曜日",
    ],
    &[
        "jeudi",
        "jueves",
        "Donnerstag",
        "четверг",
        "پنجشنبه",
        "پنج شنبه",
        "الخميس",
        "星期四",
        "周四",
        "礼拜四",
        "木曜日",
    ],
    &["vendredi", "viernes", "Freitag", "пятница", "пятницу", "جمعه", "الجمعة", "星期五", "周五", "礼拜五", "金曜日"],
    &[
        "samedi",
        "sábado",
        "Samstag",
        "Sonnabend",
        "суббота",
        "субботу",
        "شنبه",
        "السبت",
        "星期六",
        "周六",
        "礼拜六",
        "土曜日",
    ],
    &[
        "dimanche",
        "domingo",
        "Sonntag",
        "воскресенье",
        "یکشنبه",
        "یک شنبه",
        "الأحد",
        "星期日",
        "星期天",
        "周日",
        "日曜日",
    ],
];

/// Other words, with what they count in and how many.
const WORDS: [(Unit, i32, &[&str]); 19] = [
    (
        Unit::Day,
        0,
        &["aujourd'hui", "aujourd’hui", "hoy", "heute", "сегодня", "امروز", "امشب", "اليوم", "今天", "今日"],
    ),
    (Unit::Day, -1, &["hier", "ayer", "gestern", "вчера", "دیروز", "دیشب", "أمس", "昨天", "昨日"]),
    (Unit::Day, -2, &["avant-hier", "anteayer", "vorgestern", "позавчера", "پریروز", "前天"]),
    (Unit::Day, 1, &["demain", "mañana", "завтра", "فردا", "غدا", "غداً", "明天", "明日"]),
    (
        Unit::Week,
        -1,
        &[
            "semaine dernière",
            "semaine passée",
            "semana pasada",
            "letzte woche",
            "letzter woche",
            "vergangene woche",
            "vergangenen woche",
            "vorige woche",
            "прошлой неделе",
            "هفته گذشته",
            "الأسبوع الماضي",
            "上周",
            "上星期",
        ],
    ),
    (
        Unit::Week,
        0,
        &[
            "cette semaine",
            "esta semana",
            "diese woche",
            "dieser woche",
            "этой неделе",
            "هفته جاری",
            "این هفته",
            "هذا الأسبوع",
            "本周",
            "这周",
        ],
    ),
    (
        Unit::Week,
        1,
        &[
            "semaine prochaine",
            "próxima semana",
            "nächste woche",
            "nächster woche",
            "kommende woche",
            "kommenden woche",
            "следующей неделе",
            "هفته آینده",
            "الأسبوع المقبل",
            "下周",
        ],
    ),
    (Unit::Month, -1, &["mois dernier", "mes pasado", "прошлом месяце", "ماه گذشته", "الشهر الماضي", "上月", "上个月"]),
    (Unit::Month, 0, &["ce mois-ci", "este mes", "этом месяце", "ماه جاری", "این ماه", "هذا الشهر", "本月", "这个月"]),
    (
        Unit::Month,
        1,
        &["mois prochain", "próximo mes", "следующем месяце", "ماه آینده", "الشهر المقبل", "下月", "下个月"],
    ),
    (
        Unit::Year,
        -1,
        &["année dernière", "l'année dernière", "an dernier", "año pasado", "прошлом году", "العام الماضي", "去年"],
    ),
    (Unit::Year, 0, &["cette année", "este año", "этом году", "هذا العام", "今年"]),
    (Unit::Year, 1, &["année prochaine", "próximo año", "следующем году", "العام المقبل", "明年"]),
    // What follows is English.
    (Unit::Day, 0, &["today", "tonight", "this morning", "this afternoon", "this evening"]),
    (Unit::Day, -1, &["yesterday", "last night", "last evening"]),
    (Unit::Day, 1, &["tomorrow", "next morning"]),
    (Unit::Week, -1, &["past week", "previous week"]),
    (Unit::Month, -1, &["past month", "previous month"]),
    (Unit::Year, -1, &["past year", "previous year"]),
];

/// Words of the longest of these.
pub const LONGEST: usize = 4;

const NUMBERS: [&str; 13] =
    ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// What these words mean, folded, in a text of this date: what is reckoned from a day needs one.
pub(super) fn read(words: &str, base: Base) -> Option<When> {
    let folded = text::fold(words);
    let plain: Vec<&str> =
        folded.split(|c: char| c.is_whitespace() || c == ',' || c == '.').filter(|w| !w.is_empty()).collect();
    let plain = plain.strip_prefix(&["the"]).unwrap_or(&plain);
    let joined = plain.join(" ");
    if let Some((unit, count)) = meaning(&joined) {
        return counted(unit, count, base.date, Certainty::Reckoned);
    }
    if let Some(day) = weekday(&joined) {
        return bare_weekday(day, base);
    }
    shifted(plain, base).or_else(|| ago(plain, base)).or_else(|| chained(plain, base))
}

fn meaning(folded: &str) -> Option<(Unit, i32)> {
    let is = |word: &str| text::fold(word) == folded;
    WORDS.iter().find(|(_, _, all)| all.iter().any(|word| is(word))).map(|(unit, count, _)| (*unit, *count))
}

/// The day of the week of this name, from 0 for Monday.
pub(super) fn weekday(folded: &str) -> Option<u8> {
    let english = DAYS.iter().position(|day| *day == folded);
    let other = || WEEKDAYS.iter().position(|all| all.iter().any(|day| text::fold(day) == folded));
    english.or_else(other).and_then(|at| u8::try_from(at).ok())
}

/// The last such day before or on the date; the first one behind it where the words speak of what is to come.
fn bare_weekday(day: u8, base: Base) -> Option<When> {
    let since = civil::since_weekday(base.date, day)?;
    let (days, sure) = match base.direction {
        Direction::Past => (-since, Certainty::Reckoned),
        Direction::Future if since == 0 => (0, Certainty::Likely),
        Direction::Future => (7 - since, Certainty::Likely),
    };
    Some(When::at(civil::moved(base.date, days)?, sure))
}

/// `last week`, `next Monday`, `this March`
fn shifted(words: &[&str], base: Base) -> Option<When> {
    let [which, what] = words else { return None };
    let count = match *which {
        "last" | "past" | "previous" => -1,
        "this" => 0,
        "next" | "coming" => 1,
        _ => return None,
    };
    if let Some(unit) = unit(what) {
        return if unit == Unit::Day { None } else { counted(unit, count, base.date, Certainty::Reckoned) };
    }
    if let Some(day) = weekday(what) {
        let since = civil::since_weekday(base.date, day)?;
        let own_week = civil::since_weekday(base.date, 0)?;
        let days = match count {
            -1 => -(if since == 0 { 7 } else { since }),
            0 => i32::from(day) - own_week,
            _ => 7 - since,
        };
        return Some(When::at(civil::moved(base.date, days)?, Certainty::Likely));
    }
    let month = names::english_month(what)?;
    let own = base.date.month()?;
    let years = match count {
        -1 => -i16::from(month >= own),
        0 => 0,
        _ => i16::from(month <= own),
    };
    let date = PartialDate::new(base.date.year() + years, Some(month), None)?;
    Some(When::at(date, if count == 0 { Certainty::Reckoned } else { Certainty::Likely }))
}

/// `two days ago`, `a week earlier`, `three months later`
fn ago(words: &[&str], base: Base) -> Option<When> {
    let [number, what, rest @ ..] = words else { return None };
    let count = number.parse().ok().or_else(|| {
        let at = NUMBERS.iter().position(|known| known == number)?;
        i32::try_from(at.max(1)).ok()
    })?;
    let (sign, from) = match rest {
        ["ago"] => (-1, base.date),
        ["earlier" | "before"] => (-1, base.told.unwrap_or(base.date)),
        ["later" | "after"] => (1, base.told.unwrap_or(base.date)),
        _ => return None,
    };
    let unit = unit(what.strip_suffix('s').unwrap_or(what))?;
    let loose = if rest == ["ago"] && unit == Unit::Day { Certainty::Reckoned } else { Certainty::Likely };
    match unit {
        Unit::Week => Some(When::at(civil::moved(from, sign * count.checked_mul(7)?)?, loose)),
        unit => counted(unit, sign * count, from, loose),
    }
}

/// `the previous day`, `the following week`: from what was told of last.
fn chained(words: &[&str], base: Base) -> Option<When> {
    let (count, what) = match words {
        ["previous", what] | [what, "before" | "earlier"] => (-1, what),
        ["following" | "next", what] | [what, "after" | "later"] => (1, what),
        ["same", what] => (0, what),
        _ => return None,
    };
    counted(unit(what)?, count, base.told.unwrap_or(base.date), Certainty::Likely)
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        _ => return None,
    })
}

fn counted(unit: Unit, count: i32, from: PartialDate, certainty: Certainty) -> Option<When> {
    let range = |from: PartialDate, to: PartialDate| When { from, to: Some(to), certainty };
    Some(match unit {
        Unit::Day => When::at(civil::moved(from, count)?, certainty),
        Unit::Week => civil::week(from, count).map(|(first, last)| range(first, last))?,
        Unit::Weekend => {
            let (_, sunday) = civil::week(from, count)?;
            range(civil::moved(sunday, -1)?, sunday)
        }
        Unit::Month => When::at(civil::month(from, count)?, certainty),
        Unit::Quarter => {
            let own = i32::from((from.month()? - 1) % 3);
            let first = civil::month(from, 3 * count - own)?;
            range(first, civil::month(first, 2)?)
        }
        Unit::Year => {
            let year = i16::try_from(i32::from(from.year()) + count).ok()?;
            When::at(PartialDate::new(year, None, None)?, certainty)
        }
    })
}

/// The words of other languages than English, folded: what may stand in a text in scripts with spaces.
pub fn foreign() -> impl Iterator<Item = String> {
    let words =
        WORDS.iter().take(13).flat_map(|(_, _, all)| all.iter()).chain(WEEKDAYS.iter().flat_map(|all| all.iter()));
    words.map(|word| text::fold(word)).filter(|word| !is_ideographic(word))
}

/// Where such words stand in a run of ideographs, which has no spaces.
pub fn in_ideographs(run: &str) -> Vec<Span> {
    let words = WORDS.iter().flat_map(|(_, _, all)| all.iter()).chain(WEEKDAYS.iter().flat_map(|all| all.iter()));
    let known: Vec<&str> = words.copied().filter(|word| is_ideographic(word)).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = run.get(at..).filter(|rest| !rest.is_empty()) {
        let found = known.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len());
        out.extend(found.map(|word| Span::new(at, at + word.len())));
        at += found.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |word| word.len());
    }
    out
}

/// True for a word in ideographs.
pub fn is_ideographic(word: &str) -> bool {
    word.starts_with(|c| ('\u{4E00}'..'\u{A000}').contains(&c))
}

/// A month alone: `March`.
pub(super) fn month_alone(words: &str, base: Base) -> Option<When> {
    let month = names::english_month(&text::fold(words))?;
    Yearless::new(month, None)?.near(base.date, base.direction)
}
