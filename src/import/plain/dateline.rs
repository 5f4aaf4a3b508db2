//! Dates and places run into the first paragraph: datelines, and the ` date 2024-01-30 ` prefix.

use super::genre;
use super::role::{Role, is_caption, role};
use super::shape::Shape;
use crate::briefing::PartialDate;
use crate::clean::Clean;
use crate::dates;
use crate::text;

/// What parts a place from what follows it, in the scripts that have a comma of their own.
const COMMAS: [char; 3] = [',', '،', '，'];

/// Place and date of a dateline at the start of a paragraph: `GENEVA, 30 January 2024 (Agency) –`.
pub(in crate::import) fn dateline(paragraph: &str) -> Option<(Clean, Option<PartialDate>)> {
    let paragraph = paragraph.trim_start();
    let head = text::slice(paragraph, 0..text::letter_start(paragraph, 120));
    let (at, _) = [". /", ".- ", ".– ", " — ", " – ", " -- ", "—", "–", "--", " - ", ": "]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, dash)))
        .min_by_key(|(at, _)| *at)?;
    let line = text::slice(head, 0..at);
    let place = line.split(['(', '|']).next()?;
    let date = dates::find(place);
    // `NEW YORK/GENEVA (30 January 2024) –`: the day in brackets behind the place.
    let bracketed = || dates::find(text::slice(line, place.len()..line.len())).map(|(_, date)| date);
    let day = date.map(|(_, date)| date).or_else(bracketed);
    let place = date.map_or(place, |(span, _)| text::slice(place, 0..span.start));
    let dated = day.is_some()
        || place.split([',', '،', '，', ' ']).any(|w| dates::is_month(w.trim_end_matches('.')) && w.len() > 2);
    let mut parts = place
        .split(COMMAS)
        .map(str::trim)
        .filter(|p| !p.is_empty() && !p.split(' ').any(|w| dates::is_month(w.trim_end_matches('.'))));
    let city = parts.next().filter(|city| !is_lead_word(city))?;
    let shape = Shape::of(city);
    let shouted = shape.upper > 2 && shape.lower == 0;
    // `Tehran, IRNA –`: who sent it stands behind the place.
    let sent = line
        .split(COMMAS)
        .skip(1)
        .map(str::trim)
        .any(|part| (2..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase()));
    let named = shape.small == 0 && shape.big > 0 && (dated || sent || line.contains('('));
    // Behind a whole day a colon does what a dash does elsewhere.
    let closed = date.is_some_and(|(span, date)| date.day().is_some() && span.end + 2 >= line.trim_end().len());
    let fits = (1..=4).contains(&shape.words)
        && shape.digits == 0
        && (shouted || named)
        && (!head.get(at..)?.starts_with(": ") || closed);
    fits.then(|| (Clean::line(city), day))
}

/// The place before the day in `line` (`Lima, 9 de enero de 2024`), or alone in the line above it (`Vienna, Austria`).
pub(in crate::import) fn place(line: &str, above: Option<&str>) -> Option<Clean> {
    let (span, _) = dates::find(line)?;
    let before = dates::trim_lead(text::slice(line, 0..span.start));
    let found = if before.trim().is_empty() {
        above.filter(|above| above.contains(','))?
    } else {
        before.trim_end().strip_suffix([',', '،', '，', '/'])?
    };
    is_place(found).then(|| Clean::line(found.split(COMMAS).next().unwrap_or(found)))
}

/// The city of `Vienna, Austria`, a line of a city and its country and nothing else.
pub(super) fn locality(line: &str) -> Option<Clean> {
    let (city, country) = line.split_once(", ").filter(|_| line.len() <= 60)?;
    let name =
        |part: &str| (1..=3).contains(&part.split(' ').count()) && is_place(part) && !part.contains([':', '.', ',']);
    let lower = country.contains(char::is_lowercase) || country.split('.').count() > 1;
    (name(city) && name(country) && lower).then(|| Clean::line(city))
}

/// The day that a short last group is, and the place where it was signed: `Islamabad` above `19 January 2024`.
pub(in crate::import) fn signed(lines: &[&str]) -> Option<(Option<Clean>, PartialDate)> {
    let (last, above) = lines.split_last().filter(|(_, above)| above.len() <= 1)?;
    let short = |line: &&str| line.len() <= 90 && !line.contains(':');
    if !lines.iter().all(short) || !last.contains(|c: char| c.is_numeric()) {
        return None;
    }
    let Role::Date(date) = role(last.trim_start()) else { return None };
    let above = above.first().map(|line| line.trim_start());
    let place = place(last, None).or_else(|| above.filter(|a| is_place(a)).map(Clean::line));
    let signs = above.is_none_or(genre::is_office) || place.is_some();
    (date.day().is_some() && signs).then_some((place, date))
}

/// One to four words that all begin large, and are no kind of text.
fn is_place(name: &str) -> bool {
    let large = |word: &str| word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let words = name.split_whitespace().count();
    (1..=4).contains(&words)
        && name.len() <= 60
        && name.split_whitespace().all(large)
        && !genre::has_word(name)
        && !genre::is_office(name)
        && !is_caption(name)
}

/// Words in capitals that stand before a dash and are no place.
fn is_lead_word(word: &str) -> bool {
    const WORDS: &str =
        "EXERCISE SUMMARY COMMENT NOTE UPDATE BREAKING FICTIONAL CORRECTION ALERT DRAFT URGENT BLUF BACKGROUND";
    WORDS.split(' ').any(|w| word.split(' ').next() == Some(w))
}

/// The date of ` date 2024-01-30 ` at the start of the text, and the text behind it.
pub(super) fn date_prefix(text: &str) -> Option<(PartialDate, &str)> {
    let start = text.trim_start();
    let rest = start
        .get(..5)
        .filter(|word| word.eq_ignore_ascii_case("date "))
        .and_then(|_| start.get(5..))?
        .trim_start_matches(' ');
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let date = PartialDate::parse_iso(rest.get(..end)?)?;
    Some((date, rest.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_ends_at_the_comma_of_its_script() {
        for (text, city) in [
            ("تهران، ۳۰ ژانویه ۲۰۲۴ – وزیر امور خارجه سفر کرد.", "تهران"),
            ("بغداد، 30 يناير 2024 – وصل الوزير.", "بغداد"),
            ("GENEVA, 30 January 2024 – Talks began.", "GENEVA"),
            ("NEW YORK/GENEVA (30 January 2024) – Talks began.", "NEW YORK/GENEVA"),
            ("Geneva (Agency, 30 Jan. 2024) – Talks began.", "Geneva"),
        ] {
            let (place, date) = dateline(text).unwrap();
            assert_eq!((place.as_str(), date.map(|d| d.to_string()).as_deref()), (city, Some("2024-01-30")), "{text}");
        }
    }
}
