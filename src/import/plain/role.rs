//! What single lines of the head are: markings, fields, dates, wire lines, captions.

use super::fields;
use super::genre::{self, Folded};
use super::shape::{self, Shape};
use super::surround;
use super::wire;
use crate::briefing::PartialDate;
use crate::dates;
use crate::text;

/// What a line of the head is.
pub(super) enum Role<'a> {
    Banner,
    /// A transmission line, or a caption such as FOR IMMEDIATE RELEASE.
    Caption,
    Date(PartialDate),
    Field(&'a str, &'a str),
    Other,
}

pub(super) fn role(line: &str) -> Role<'_> {
    if line.len() > shape::MAX_SHORT {
        return Role::Other;
    }
    if fields::is_banner(line) {
        return Role::Banner;
    }
    if let Some((key, value)) = fields::split(line).or_else(|| fields::cable(line)) {
        // `No: 46, 14 March 2024, On the Roads in the North`: a title that begins with its number.
        let titled = fields::field(key) == Some(fields::Field::Issue) && Shape::of(value).words >= 6;
        return if titled { Role::Other } else { Role::Field(key, value) };
    }
    if let Some(date) = date_line(line) {
        return Role::Date(date);
    }
    if surround::is_link(line)
        || is_bracketed(line)
        || wire::is_wire(line)
        || is_caption(line)
        || wire::is_reference(line)
        || wire::is_precedence(line)
        || dates::is_clock(line)
        || dates::period(line).is_some()
    {
        Role::Caption
    } else {
        Role::Other
    }
}

/// `(OR. en)`, `(Unofficial)`: a word or two in brackets.
fn is_bracketed(line: &str) -> bool {
    let inner = line.strip_prefix('(').and_then(|l| l.strip_suffix(')'));
    inner.is_some_and(|inner| inner.len() <= 40 && !inner.contains([')', '(']) && inner.split(' ').count() <= 3)
}

/// A line that is a date, or a place or a caption and a date.
fn date_line(line: &str) -> Option<PartialDate> {
    if let Some(date) = dates::parse(line) {
        return (line.len() > 4).then_some(date);
    }
    if let Some((stamp, _)) = line.strip_suffix('/').and_then(|l| l.rsplit_once('/'))
        && let Some(date) = dates::parse(stamp)
    {
        return Some(date);
    }
    let (span, date) = dates::find(line)?;
    let (before, behind) =
        (dates::trim_lead(text::slice(line, 0..span.start)), text::slice(line, span.end..line.len()));
    let rest = if before.trim().is_empty() { behind } else { before };
    let other = if before.trim().is_empty() { before } else { behind };
    let other = other.trim_matches(|c: char| !c.is_alphanumeric());
    let clock = other.is_empty() || dates::parse(text::slice(line, span.start..line.len())).is_some();
    let shape = Shape::of(rest);
    // `15 Feb. 2024 - Last updated: 16 Feb. 2024 09:14`
    if before.trim().is_empty()
        && date.day().is_some()
        && behind.trim_start().starts_with(['|', '-', '–', '—', '•', '·'])
    {
        let again = dates::find(behind).is_some_and(|(more, _)| more.end + 12 >= behind.len());
        if again && line.len() <= 120 {
            return Some(date);
        }
    }
    // `Published 15 March 2024 by the Road Office`
    let given = ["by ", "par ", "por ", "von ", "by:"].iter().any(|by| behind.trim_start().starts_with(by));
    if before.trim().is_empty() && span.start > 0 && given && date.day().is_some() && line.len() <= 120 {
        return Some(date);
    }
    if behind.trim().is_empty() && posted(line).is_some() {
        return Some(date);
    }
    let parted = rest.trim_end().ends_with([',', '|', '-', '–', '—', '•', ':', '،', '/']) || is_caption(rest.trim());
    let named = rest.trim_start().starts_with([',', '|', '-', '–', '—', '•', '/', '(']);
    (clock && (parted || named) && (1..=5).contains(&shape.words) && shape.small == 0 && date.day().is_some())
        .then_some(date)
}

/// A day behind the word that says that the text came out then: `Posted 3 March 2024`, `Published: 3 March 2024`.
pub(super) fn posted(line: &str) -> Option<PartialDate> {
    static WORDS: Folded = Folded::new(
        "posted|published|updated|released|issued|publie|publiee|mis|publicado|publicada|actualizado|veroffentlicht|erschienen|\
        опубликовано|размещено|обновлено|نشر|نشرت|pubblicato|gepubliceerd",
    );
    if line.len() > 120 || !line.starts_with(char::is_alphabetic) {
        return None;
    }
    let (span, date) = dates::find(line).filter(|(_, date)| date.day().is_some())?;
    let lead = text::fold(text::slice(line, 0..span.start));
    let word = lead.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty() && *word != "last")?;
    (WORDS.has(word) && dates::trim_lead(text::slice(line, 0..span.start)).split(' ').count() <= 4).then_some(date)
}

/// `Daily Press Briefing – January 30, 2024`: a name of some words, not a place, before a dash and the date; or one that
/// says what the text is, as `Border Update, January 30, 2024` does.
pub(super) fn is_dated_title(line: &str) -> bool {
    let Some((span, _)) = dates::find(line) else { return false };
    let name = dates::trim_lead(text::slice(line, 0..span.start));
    let dashed = name.ends_with(['|', '-', '–', '—', ':', '•']);
    let words = Shape::of(name).words;
    let genre = words >= 2 && genre::has_word(name);
    (dashed && words >= 3 && !name.contains(',') || genre) && !is_caption(name)
}

/// Captions that stand above a title and are none, with a number behind them or not.
pub(in crate::import) fn is_caption(line: &str) -> bool {
    static CAPTIONS: Folded = Folded::new(
        "for immediate release|press release|news release|media release|press statement|media note|\
        bulletin|boletin|comunicado|communique|for release|media advisory|press communique|communique de presse|\
        pressemitteilung|presseinformation|persbericht|comunicato stampa|embargoed|not for release|immediate release|\
        comunicado de prensa|nota de prensa|nota|nota à imprensa|tisková zpráva|komunikat prasowy|sajtóközlemény|הודעה לעיתונות|пресс-релиз|сообщение для сми|بیانیه مطبوعاتی|بيان صحفي|بسمه تعالی|\
        بسم الله الرحمن الرحيم|新闻稿|報道発表|報道発表資料|新闻公报|新闻发布|プレスリリース|보도자료|basın açıklaması|news|statement|draft|\
        readout|readouts|transcript|remarks|media note|press briefing|briefing room|press releases|statements and releases|\
        number|numero|nummer|statements|پریس ریلیز|اعلامیہ|prensa|nota informativa|\
        hansard|house of commons hansard|house of lords hansard|official report|parliamentary debates|\
        unofficial translation|as prepared for delivery|as delivered|check against delivery",
    );
    if line.len() > 120 {
        return false;
    }
    let folded = text::fold(line.trim_matches(|c: char| !c.is_alphanumeric()));
    let bare = without_number(&folded);
    CAPTIONS.has(bare)
        || ["for immediate release", "embargoed until", "urgent - immediate "].iter().any(|c| folded.starts_with(c))
}

/// `folded` without a number at its end: `comunicado de prensa n.º 045/24`.
fn without_number(folded: &str) -> &str {
    let mut rest = folded;
    while let Some((before, last)) = rest.rsplit_once(' ') {
        let number = last.contains(|c: char| c.is_ascii_digit())
            || matches!(last, "no." | "no" | "nr." | "nr" | "n.o" | "no.o" | "n°" | "n.°" | "number" | "№");
        if !number && last.chars().any(char::is_alphabetic) && !last.starts_with("n.") {
            break;
        }
        rest = before.trim_end();
    }
    rest
}
