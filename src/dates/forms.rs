//! The ways a date is written, each tried at the start of a run of tokens.

use super::calendar::{self, Calendar};
use super::names;
use super::tokens::{Kind, Token};
use super::yearless::Yearless;
use crate::briefing::PartialDate;

/// How many tokens the date takes, and the date.
type Found = Option<(usize, PartialDate)>;

/// A date at the first token.
pub(super) fn at(tokens: &[Token<'_>]) -> Found {
    match tokens.first()?.kind {
        Kind::Number { .. } => numeric(tokens)
            .or_else(|| dotted(tokens))
            .or_else(|| ideographic(tokens))
            .or_else(|| military(tokens))
            .or_else(|| day_month(tokens))
            .or_else(|| year_first(tokens)),
        Kind::Word => month_first(tokens),
        Kind::Mark(_) => era(tokens),
    }
}

/// `2024-01-30`, `30.01.2024`, `01/30/2024`: three numbers between two equal marks.
fn numeric(tokens: &[Token<'_>]) -> Found {
    let [left, first, middle, second, right, ..] = tokens else { return None };
    let together = left.touches(first) && first.touches(middle) && middle.touches(second) && second.touches(right);
    let (Kind::Mark(mark), Kind::Mark(other)) = (first.kind, second.kind) else { return None };
    if !together || separator(mark)? != separator(other)? {
        return None;
    }
    let ((x, dx, native), (y, dy, _), (z, dz, _)) = (number(left)?, number(middle)?, number(right)?);
    if dy > 2 || (tokens.get(5).is_some_and(|t| right.touches(t) && numeric_goes_on(t, tokens.get(6)))) {
        return None;
    }
    let date = match (dx, dz) {
        (4, 1..=2) => {
            let solar = (1300..1500).contains(&x) && (native || separator(mark) == Some('/'));
            let calendar = if solar { Calendar::Solar } else { Calendar::Gregorian };
            calendar::date(calendar, x, small(y)?, Some(small(z)?))
        }
        (1..=2, 4) => {
            let (day, month) = day_and_month(x, y, separator(mark) == Some('/'))?;
            calendar::date(Calendar::Gregorian, z, month, Some(day))
        }
        _ => None,
    };
    Some((5, date?))
}

/// `2024. 3. 14.`, as Korean offices write it: the year first, and a full stop behind each number.
fn dotted(tokens: &[Token<'_>]) -> Found {
    let [year, first, month, second, day, third, ..] = tokens else { return None };
    let stop = |token: &Token<'_>| matches!(token.kind, Kind::Mark('.'));
    let together = year.touches(first) && month.touches(second) && day.touches(third);
    let ((year, 4, _), (month, 1..=2, _), (day, 1..=2, _)) = (number(year)?, number(month)?, number(day)?) else {
        return None;
    };
    if !together || ![first, second, third].into_iter().all(stop) || first.touches(tokens.get(2)?) {
        return None;
    }
    Some((6, calendar::date(Calendar::Gregorian, year, small(month)?, Some(small(day)?))?))
}

/// True when a further number hangs on (`1.2.2024.5` is a section or an address).
fn numeric_goes_on(mark: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let joined = matches!(mark.kind, Kind::Mark(c) if separator(c).is_some());
    joined && next.is_some_and(|n| mark.touches(n) && number(n).is_some())
}

/// Day and month of two numbers: day first, unless that is impossible. With slashes both orders are in use, so that
/// two different numbers up to 12 are nothing.
fn day_and_month(x: u32, y: u32, slashes: bool) -> Option<(u8, u8)> {
    match (x > 12, y > 12) {
        (false, false) if slashes && x != y => None,
        (_, false) => Some((small(x)?, small(y)?)),
        (false, true) => Some((small(y)?, small(x)?)),
        (true, true) => None,
    }
}

/// `2024年1月30日`, `2024년 1월`.
fn ideographic(tokens: &[Token<'_>]) -> Found {
    let [year, sign, month, second, rest @ ..] = tokens else { return None };
    let is = |token: &Token<'_>, signs: [char; 2]| matches!(token.kind, Kind::Mark(c) if signs.contains(&c));
    if !is(sign, ['年', '년']) || !is(second, ['月', '월']) {
        return None;
    }
    let (year, month) = (number(year)?.0, small(number(month)?.0)?);
    if let [day, third, ..] = rest
        && is(third, ['日', '일'])
        && let Some((day, ..)) = number(day)
    {
        return Some((6, calendar::date(Calendar::Gregorian, year, month, Some(small(day)?))?));
    }
    Some((4, calendar::date(Calendar::Gregorian, year, month, None)?))
}

/// `令和6年1月30日`, `民國113年1月30日`: a year counted from the start of an era.
fn era(tokens: &[Token<'_>]) -> Found {
    const ERAS: [(char, char, u32); 4] =
        [('令', '和', 2018), ('平', '成', 1988), ('昭', '和', 1925), ('民', '國', 1911)];
    let [first, second, year, rest @ ..] = tokens else { return None };
    let (Kind::Mark(a), Kind::Mark(b)) = (first.kind, second.kind) else { return None };
    let base = ERAS.iter().find(|(x, y, _)| (*x, *y) == (a, b)).map(|(_, _, base)| *base)?;
    let year = match (number(year), year.kind) {
        (Some((year, 1..=3, _)), _) => year,
        (_, Kind::Mark('元')) => 1,
        _ => return None,
    };
    let mark =
        |token: Option<&Token<'_>>, sign: char| matches!(token.map(|t| t.kind), Some(Kind::Mark(c)) if c == sign);
    let month = rest.get(1).and_then(number)?.0;
    if !mark(rest.first(), '年') || !mark(rest.get(2), '月') {
        return None;
    }
    if mark(rest.get(4), '日')
        && let Some((day, ..)) = rest.get(3).and_then(number)
    {
        return Some((8, calendar::date(Calendar::Gregorian, base + year, small(month)?, Some(small(day)?))?));
    }
    Some((6, calendar::date(Calendar::Gregorian, base + year, small(month)?, None)?))
}

/// `301200Z JAN 24`, `30 1200Z JAN 24`: day, hours, minutes, zone letter, month, year.
fn military(tokens: &[Token<'_>]) -> Found {
    if let [day, clock, ..] = tokens
        && let (Some((day, 2, _)), Some((clock, 4, _))) = (number(day), number(clock))
    {
        return military_group(day * 10_000 + clock, &tokens[1..]).map(|(used, date)| (used + 1, date));
    }
    let (value, 6, _) = number(tokens.first()?)? else { return None };
    military_group(value, tokens)
}

/// What follows the digits of a date-time group, of which `value` is the whole.
fn military_group(value: u32, tokens: &[Token<'_>]) -> Found {
    let [group, zone, rest @ ..] = tokens else { return None };
    if !group.touches(zone) || value % 10_000 / 100 > 24 {
        return None;
    }
    // `141530ZFEB24`: the letter of the zone and the month in one piece.
    let (used, month, calendar) = match zone.text.len() {
        1 => month(rest)?,
        4 => names::month(zone.text.get(1..)?).map(|(month, calendar)| (0, month, calendar))?,
        _ => return None,
    };
    let (year, digits, _) = number(rest.get(used)?)?;
    let year = if digits == 2 { century(year) } else { year };
    Some((3 + used, calendar::date(calendar, year, month, Some(small(value / 10_000)?))?))
}

/// `2024 Jan 30`, `2024 January 30`, `2024. január 30`.
fn year_first(tokens: &[Token<'_>]) -> Found {
    let (year, 4, _) = number(tokens.first()?)? else { return None };
    let stop = usize::from(tokens.get(1).is_some_and(|t| matches!(t.kind, Kind::Mark('.'))));
    let (used, month, calendar) = month(tokens.get(1 + stop..)?)?;
    let used = used + stop;
    let (day, 1..=2, _) = number(tokens.get(1 + used)?)? else { return None };
    Some((2 + used, calendar::date(calendar, year, month, Some(small(day)?))?))
}

/// `30 January 2024`, `30. Januar 2024`, `le 1er février 2024`, `5-Jul-01`, `10 كانون الأول / ديسمبر 1948`.
fn day_month(tokens: &[Token<'_>]) -> Found {
    let (day, 1..=2, _) = number(tokens.first()?)? else { return None };
    let mut at = 1;
    at += usize::from(tokens.get(at).is_some_and(|t| names::is_ordinal(t.text) && month(&tokens[at..]).is_none()));
    at = skip(tokens, at, &['.', '-', '/', 'º', 'ª']);
    let (used, month_number, calendar) = month(tokens.get(at..)?)?;
    let name = tokens.get(at)?.text;
    at += used;
    if matches!(tokens.get(at).map(|t| t.kind), Some(Kind::Mark('/')))
        && let Some((again, same, _)) = month(tokens.get(at + 1..)?)
        && same == month_number
    {
        at += 1 + again;
    }
    let dashed = tokens.get(at).is_some_and(|t| matches!(t.text, "-" | "'" | "’"));
    at = skip(tokens, at, &['.', ',', '-', '/', '\'', '’', '،']);
    let (year, digits, _) = number(tokens.get(at)?)?;
    let year = match digits {
        4 if !is_clock(tokens, at) => year,
        2 if dashed || is_short(name) && ends_there(tokens, at) => century(year),
        _ => return None,
    };
    Some((at + 1, calendar::date(calendar, year, month_number, Some(small(day)?))?))
}

/// `MAR`, `Mar`: short for a month, and written large, as people write it who write the year with two digits.
fn is_short(name: &str) -> bool {
    name.len() <= 4 && name.starts_with(|c: char| c.is_ascii_uppercase()) && name.is_ascii()
}

/// True when no word follows the number at `at`, which would be what it counts: `on 5 Mar 24 people came`. Nor may it go
/// on as a clock or an amount.
fn ends_there(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return true };
    let touches = tokens.get(at).is_some_and(|token| token.touches(next));
    match next.kind {
        Kind::Word => !touches && names::is_filler(next.text),
        Kind::Number { .. } => true,
        Kind::Mark(mark) => {
            !touches || mark != '%' && !tokens.get(at + 2).is_some_and(|t| next.touches(t) && number(t).is_some())
        }
    }
}

/// `1430Z`: the letter of a zone makes a time of day of four digits.
fn is_clock(tokens: &[Token<'_>], at: usize) -> bool {
    let (Some(token), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    token.touches(next) && next.text.len() == 1 && next.text.starts_with(|c: char| c.is_ascii_uppercase())
}

/// `January 30, 2024`, `Jan. 30-31, 2024`, `January 2024`.
fn month_first(tokens: &[Token<'_>]) -> Found {
    let (used, month_number, calendar) = month(tokens)?;
    let at = skip(tokens, used, &['.', ',']);
    let (value, digits, _) = number(tokens.get(at)?)?;
    if digits == 4 && tokens.first().is_some_and(|t| t.text != "may") && !is_clock(tokens, at) {
        return Some((at + 1, calendar::date(calendar, value, month_number, None)?));
    }
    if digits > 2 {
        return None;
    }
    let mut at = at + 1;
    at += usize::from(tokens.get(at).is_some_and(|t| names::is_ordinal(t.text)));
    if let Some([dash, until, ..]) = tokens.get(at..)
        && matches!(dash.text, "-" | "–")
        && number(until).is_some_and(|(_, digits, _)| digits <= 2)
    {
        at += 2;
    }
    at = skip(tokens, at, &[',']);
    let (year, 4, _) = number(tokens.get(at)?)? else { return None };
    if is_clock(tokens, at) {
        return None;
    }
    Some((at + 1, calendar::date(calendar, year, month_number, Some(small(value)?))?))
}

/// A day of a month without a year at the first token: `30 January`, `Jan. 30`, `30 de enero`, `1月30日`.
pub(super) fn yearless_at(tokens: &[Token<'_>]) -> Option<(usize, Yearless)> {
    if let [month, sign, day, second, ..] = tokens
        && matches!((sign.kind, second.kind), (Kind::Mark('月' | '월'), Kind::Mark('日' | '일')))
    {
        let (month, day) = (small(number(month)?.0)?, small(number(day)?.0)?);
        return Yearless::new(month, Some(day)).map(|found| (4, found));
    }
    let (used, (month, calendar), day) = match tokens.first()?.kind {
        Kind::Number { value, digits: 1..=2, .. } => {
            let is_ordinal = tokens.get(1).is_some_and(|t| names::is_ordinal(t.text) && month(&tokens[1..]).is_none());
            let at = skip(tokens, 1 + usize::from(is_ordinal), &['.', 'º', 'ª']);
            let (used, number, calendar) = month(tokens.get(at..)?)?;
            if !names::is_sure(tokens.get(at)?.text) {
                return None;
            }
            (at + used, (number, calendar), value)
        }
        Kind::Word => {
            let word = tokens.first()?.text;
            let short = names::english_month_short(word);
            let number_of = names::english_month(&crate::text::fold(word)).or(short)?;
            let at = 1 + usize::from(short.is_some() && tokens.get(1).is_some_and(|t| t.text == "."));
            let (day, 1..=2, _) = number(tokens.get(at)?)? else { return None };
            let is_ordinal = tokens.get(at + 1).is_some_and(|t| names::is_ordinal(t.text) && tokens[at].touches(t));
            if !word.starts_with(char::is_uppercase) {
                return None;
            }
            (at + 1 + usize::from(is_ordinal), (number_of, Calendar::Gregorian), day)
        }
        _ => return None,
    };
    // `30 January 24` or `5 May 1`: a number behind it makes it something else.
    let goes_on = |at: usize| {
        let joined = matches!(tokens.get(at)?.kind, Kind::Mark('.' | ':' | '/'));
        (joined && tokens[at - 1].touches(&tokens[at]) && number(tokens.get(at + 1)?).is_some()).then_some(())
    };
    if goes_on(used).is_some() {
        return None;
    }
    let day = small(day)?;
    let fits = calendar != Calendar::Gregorian || Yearless::new(month, Some(day)).is_some();
    (fits && (1..=31).contains(&day)).then_some((used, Yearless { calendar, month, day: Some(day) }))
}

/// The month at the first token, or at the first two (`كانون الثاني`), and how many tokens it takes.
fn month(tokens: &[Token<'_>]) -> Option<(usize, u8, Calendar)> {
    let word = tokens.first().filter(|t| matches!(t.kind, Kind::Word))?;
    let pair = tokens.get(1).filter(|t| matches!(t.kind, Kind::Word) && !t.text.is_ascii());
    if let Some(second) = pair
        && let Some((month, calendar)) = names::month(&format!("{} {}", word.text, second.text))
    {
        return Some((2, month, calendar));
    }
    names::month(word.text).map(|(month, calendar)| (1, month, calendar))
}

/// The first token from `at` that is neither one of `marks` nor a linking word.
fn skip(tokens: &[Token<'_>], at: usize, marks: &[char]) -> usize {
    let passes = |t: &&Token<'_>| match t.kind {
        Kind::Mark(c) => marks.contains(&c),
        Kind::Word => names::is_link(t.text),
        Kind::Number { .. } => false,
    };
    at + tokens.iter().skip(at).take(3).take_while(passes).count()
}

fn number(token: &Token<'_>) -> Option<(u32, usize, bool)> {
    match token.kind {
        Kind::Number { value, digits, native } => Some((value, digits, native)),
        _ => None,
    }
}

fn separator(mark: char) -> Option<char> {
    match mark {
        '-' | '\u{2010}' | '\u{2011}' => Some('-'),
        '/' | '.' => Some(mark),
        _ => None,
    }
}

/// The year of two digits: this century up to 69, the one before from 70, as POSIX has it.
pub(super) fn century(year: u32) -> u32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

fn small(value: u32) -> Option<u8> {
    u8::try_from(value).ok()
}
