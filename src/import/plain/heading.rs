//! Is this line a heading? A judgement by points: the line's own shape, what stands around it, and what the rest of the
//! document does. No single sign decides, since every one of them also occurs in running text.

use super::around::{self, leads};
use super::aside;
use super::fields;
use super::figure;
use super::grid;
use super::marker::{self, Marker, MarkerKind};
use super::shape::{self, Case, Shape};
use super::sign::{dotted, dotted_topic, framed, hash, stars};
use super::speaker;
use super::surround;
use super::survey::{self, Survey};
use super::title;
use super::wire;
use crate::briefing::Classification;
use crate::dates;

/// No heading without a sign of its own is wider.
const MAX_CELLS: usize = 110;

/// The kind of a heading; headings of one kind have one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A second title: a short line between a rule and a heading.
    Part,
    /// Underlined with this sign; with a line above too, or not.
    Underlined(char, bool),
    /// `# Heading`, with the number of signs.
    Hash(u8),
    /// `** Heading` in an outline, with the number of stars.
    Stars(u8),
    /// `.SYNOPSIS...`
    Dotted,
    /// `TUESDAY NIGHT...`
    Trailing,
    /// `- Economy` above its text.
    Dashed,
    /// `== Heading ==`, `-- Heading --`, `[Heading]`.
    Framed,
    /// `Article 1`.
    Article,
    /// An enumerator, and its levels.
    Numbered(MarkerKind, u8, Case),
    /// No sign but its place and letters.
    Bare(Case),
    /// Ends with a colon.
    Colon,
}

/// What stands around a line.
#[expect(clippy::struct_excessive_bools, reason = "each is seen by itself; they make no states together")]
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// Nothing but headings and rules before it since the last blank line, and a blank line behind it.
    pub(super) alone: bool,
    /// The line is the first behind a blank one.
    pub(super) first: bool,
    /// The line begins a run of lines, or follows a heading or a line that ended early.
    pub(super) opens: bool,
    /// What came before.
    pub(super) before: Before,
    /// The next line, if no blank line is between.
    pub(super) below: Option<&'a str>,
    /// The first line behind the next blank line, the one under it, and the first of the group after.
    pub(super) after: [Option<&'a str>; 3],
    /// The marker of the item before it.
    pub(super) item: Option<Marker>,
    /// The line above it in its group.
    pub(super) above: Option<&'a str>,
    /// The next line goes on with it: it hangs below, or the break only wraps.
    pub(super) hangs: bool,
    /// It has the number behind that of the last heading of its kind.
    pub(super) sequel: bool,
}

/// What stands before a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Before {
    /// Nothing, a rule or a table.
    #[default]
    Start,
    /// A heading or the title.
    Heading,
    /// Text that ended as a sentence does.
    Sentence,
    /// Text that did not.
    Open,
    /// Text that ended with a colon.
    Colon,
    /// A short line that was not taken for a heading.
    Short,
    /// A list item.
    Item,
}

/// The style of the heading that `line` (without its indentation) is, or `None`.
pub(super) fn judge(line: &str, place: &Place<'_>, survey: &Survey) -> Option<Style> {
    if line.len() > shape::MAX_SHORT || surround::is_no_part(line) || speaker::opens(line) {
        return None;
    }
    marked(line, place, survey).or_else(|| {
        let line = if place.alone { without_remark(line) } else { line };
        if line.len() > MAX_CELLS && line.chars().count() > MAX_CELLS * 3 / 2 {
            return None;
        }
        let shape = Shape::of(line);
        let style = numbered(line, &shape, place, survey).or_else(|| bare(line, &shape, place, survey))?;
        // What the number is made of says nothing about the heading behind it.
        let number = marker::find(line).or_else(|| marker::bare(line, survey.bare_numbers));
        let name = number.and_then(|m| line.get(m.len..)).map_or(line, str::trim_start);
        let portioned = without_portion(name);
        let points = if name.len() == line.len() && portioned.len() == line.len() {
            own(line, &shape, style, survey)
        } else {
            let name = without_stop(name, portioned);
            own(name, &Shape { words: shape.words, cells: shape.cells, ..Shape::of(name) }, style, survey)
        };
        let points = points + around::points(line, &shape, style, place, survey);
        (points >= 4).then_some(style)
    })
}

/// `Southern Axis (Objective: hold the line)` without what is in brackets: it says more than a name would.
fn without_remark(line: &str) -> &str {
    let name = line.strip_suffix(')').and_then(|l| l.split_once(" (")).map(|(name, _)| name);
    let named = |name: &&str| {
        let shape = Shape::of(name);
        shape.words >= 3 && matches!(shape.case(name), Case::Title | Case::Caps) && !shape.label
    };
    name.filter(named).unwrap_or(line)
}

/// `(U) Weather` without its mark.
pub(super) fn without_portion(name: &str) -> &str {
    let marked = name.starts_with('(') && Classification::portion(name).is_some();
    let rest = name.split_once(')').filter(|_| marked).map_or(name, |(_, rest)| rest.trim_start());
    if rest.is_empty() { name } else { rest }
}

/// `Ground.`, behind a portion mark: a name of one or two words may end with a full stop there.
fn without_stop<'a>(name: &str, portioned: &'a str) -> &'a str {
    let brief = portioned.len() < name.len() && portioned.split_whitespace().take(3).count() <= 2;
    if brief { portioned.trim_end_matches('.') } else { portioned }
}

/// Headings that say so by a sign of their own.
pub(super) fn marked(line: &str, place: &Place<'_>, survey: &Survey) -> Option<Style> {
    let follows = place.below.is_some() || place.after[0].is_some();
    if let Some(style) = dotted(line).or_else(|| dotted_topic(line, place, survey)) {
        return Some(style);
    }
    let bracketed = || survey.frames.are_bracketed(line).then_some(Style::Framed);
    if let Some(style) = hash(line).or_else(|| framed(line).or_else(bracketed).filter(|_| !surround::is_link(line))) {
        // A run of lines with the same sign is a remark, not a run of headings.
        let remark = matches!(style, Style::Hash(_)) && place.below.is_some_and(|below| hash(below) == Some(style));
        return (follows && place.opens && !remark).then_some(style);
    }
    if let Some(stars) = stars(line, survey) {
        return Some(Style::Stars(stars));
    }
    if survey.dashed >= 2 && place.opens && place.below.is_some_and(|below| survey::is_dashed(line, below)) {
        return Some(Style::Dashed);
    }
    let article = follows
        && place.opens
        && survey.numbered >= 2
        && is_article(line)
        && survey.counts_by(line)
        && line.chars().count() <= 80
        && !figure::is_figure(line, place.above, place.below);
    // `Tab 1`, `Tab 2` right below each other are a list.
    let word = |line: &str| line.split(' ').next().map(str::to_owned);
    let same = |other: Option<&str>| {
        other.map(str::trim_start).is_some_and(|other| is_article(other) && word(other) == word(line))
    };
    (article && !same(place.below) && !same(place.above)).then_some(Style::Article)
}

/// True for `Article 1` and the like, with a full stop or without, that is not the start of a sentence.
pub(super) fn is_article(line: &str) -> bool {
    let text = line.ends_with([',', ';']) || shape::ends_sentence(line) && line.split_whitespace().count() > 2;
    !text && marker::article(line).is_some() && !figure::has_colon(line)
}

/// `1. AIRSPACE`: an enumerator before a heading, unless its siblings stand right beside it.
fn numbered(line: &str, shape: &Shape, place: &Place<'_>, survey: &Survey) -> Option<Style> {
    let marker = marker::find(line).filter(|m| !m.is_bullet()).or_else(|| marker::bare(line, survey.bare_numbers))?;
    let body = line.get(marker.len..)?.trim_start();
    let sibling =
        |other: Option<&str>| other.and_then(|l| marker::find(l.trim_start())).is_some_and(|m| m.follows(&marker));
    // Behind text of its own a number is no item between its siblings.
    let text = |below: &str| {
        shape::is_prose(below)
            || below.len() > 12 && shape::ends_sentence(below)
            || marker::find(below.trim_start()).is_some_and(|other| other.kind != marker.kind)
    };
    // `1. SITUATION.` over its lettered parts, which are set in.
    let shouted = |below: &str| {
        let shape = Shape::of(body);
        shape.case(body) == Case::Caps
            && shape.words <= 5
            && !survey.shouts
            && marker::find(below.trim_start()).is_some_and(|other| other.kind != marker.kind)
    };
    let told = place.below.is_some_and(|below| !place.hangs && text(below) || shouted(below)) || leads(line, place);
    let listed = sibling(place.below)
        || !told && sibling(place.after[0])
        || place.item.is_some_and(|before| marker.follows(&before));
    let case = Shape::of(body).case(body);
    (!listed && shape.letters() > 0 && case != Case::Other).then_some(Style::Numbered(marker.kind, marker.depth, case))
}

fn bare(line: &str, shape: &Shape, place: &Place<'_>, survey: &Survey) -> Option<Style> {
    let case = shape.case(line);
    if marker::find(line).is_some() || shape.letters() < 2 || line.starts_with(['>', '|', '@']) {
        return None;
    }
    // `[Applause]`: where brackets are frames, more than one name stands in them.
    if line.starts_with('[') && line.ends_with(']') {
        return None;
    }
    // One day is that of the text; several part it.
    if survey.days < 2 && is_day(line, shape) {
        return None;
    }
    if surround::is_link(line) || surround::is_mail_key(line) {
        return None;
    }
    if figure::is_figure(line, place.above, place.below) || aside::is_aside(line, shape) {
        return None;
    }
    if wire::is_stamp(line) || wire::stands_alone(line) || line.starts_with("...") || is_amount(line, shape) {
        return None;
    }
    // `0412 Report on the harvest` above `1145 The trial`: minutes of a broadcast, or hours of a log.
    let next = || place.below.or(place.after[0]).is_some_and(|next| is_timed(next.trim_start()));
    if is_timed(line) && (next() || place.above.is_some_and(|above| is_timed(above.trim_start()))) {
        return None;
    }
    if line.ends_with("...") && !line.starts_with('.') {
        if line.trim_end_matches('.').contains("...") {
            return None;
        }
        let fits = case == Case::Caps && shape.words <= 10 || case == Case::Title && shape.words <= 5;
        return fits.then_some(Style::Trailing);
    }
    if line.ends_with([':', '：']) {
        return Some(Style::Colon);
    }
    (case != Case::Other).then_some(Style::Bare(case))
}

/// `0412 Report on the harvest`: four digits that are a time, before a word.
fn is_timed(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(4..).filter(|_| digits == 4).unwrap_or("");
    rest.starts_with(' ') && rest.trim_start().starts_with(char::is_alphabetic)
}

/// A day with its year and nothing else.
pub(super) fn is_day(line: &str, shape: &Shape) -> bool {
    shape.digits >= 5 && shape.words <= 7 && dates::parse(line).is_some_and(|date| date.day().is_some())
}

/// `3.8 million`, `448,000`: a number that is shown large.
fn is_amount(line: &str, shape: &Shape) -> bool {
    line.starts_with(|c: char| c.is_numeric()) && shape.words <= 3 && shape.upper == 0 && shape.caseless == 0
}

/// Points for the line by itself.
fn own(line: &str, shape: &Shape, style: Style, survey: &Survey) -> i32 {
    let mut points = match style {
        Style::Numbered(_, _, Case::Sentence) | Style::Bare(Case::Caseless) => 2,
        Style::Bare(Case::Caps) if survey.shouts => 1,
        Style::Bare(Case::Sentence) => 1,
        Style::Colon => colon(line, shape, survey),
        _ => 3,
    };
    points += match shape.words {
        0..=6 => 1,
        7..=10 => 0,
        11..=14 => -1,
        _ => -3,
    };
    let wide = if shape.caseless > shape.lower + shape.upper { 48 } else { 80 };
    points -= if shape.cells > wide + 20 { 8 } else { 2 * i32::from(shape.cells > wide) };
    let last = shape::last_char(line).unwrap_or(' ');
    points -= match last {
        '?' | '؟' | '？' if survey.questions >= 2 && shape.words >= 3 => -4,
        '?' | '؟' | '？' => 1,
        '…' => 2,
        ',' | ';' | '，' | '；' | '、' | '،' | '؛' | '-' | '/' => 8,
        _ if line.ends_with("...") => 0,
        // `1. SITUATION.`, where the rest is not in capitals.
        '.' if matches!(style, Style::Numbered(_, _, Case::Caps)) && shape.words <= 5 && !survey.shouts => 0,
        _ if shape::is_terminal(last) && !ends_abbreviated(line) => 8,
        _ => 0,
    };
    let commas = if is_enumeration(line, shape) { 0 } else { shape.commas };
    points -= i32::try_from(commas.min(3)).unwrap_or(3) * 2 / if shape.case(line) == Case::Sentence { 1 } else { 2 };
    points -= 2 * i32::from(commas > 0 && aside::are_lone_names(shape, style, survey));
    points -= 3 * i32::try_from(shape.stops.min(3)).unwrap_or(3);
    points -= i32::from(shape.digits > shape.letters() && !is_day(line, shape)) * 4;
    points -= i32::from(
        shape.label && matches!(style, Style::Bare(_) | Style::Colon) && !is_shouted_pair(line, shape, survey),
    ) * if survey.labelled() >= 4 { 6 } else { 2 };
    points -= i32::from(shape.label && has_plain_value(line)) * 3;
    points -= i32::from(matches!(style, Style::Bare(_)) && !survey.has_pairs() && is_pair(line, shape)) * 3;
    points -= i32::from(matches!(style, Style::Bare(_)) && figure::without_colon(line).is_some()) * 3;
    points -= i32::from(line.trim_matches('.').contains("...") && matches!(style, Style::Bare(_))) * 4;
    points -= i32::from(line.starts_with(['"', '“', '«', '„', '(', '\''])) * 2;
    points -= 3 * i32::from(matches!(style, Style::Numbered(..)) && shape.words > 6 && line.ends_with([':', '：']));
    points -= 4 * i32::from(breaks_off(line));
    points -= 6 * i32::from(is_byline(line, shape));
    // `全壊　155棟`: a name and its value.
    points -= 4 * i32::from(line.contains('\u{3000}') && shape.digits > 0);
    let dashed = [" – ", " — "].iter().any(|dash| line.contains(dash));
    points += i32::from(dashed && style == Style::Bare(Case::Title) && shape.words <= 12);
    points += 3 * i32::from(shape.words <= 5 && title::is_section_name(line));
    points - i32::from(line.contains(['@', '\t', '|', '=']) || line.contains("://") || grid::row(line).is_some()) * 6
}

/// `Water, sanitation and hygiene`: the commas of a few names in a row end no part of a sentence.
fn is_enumeration(line: &str, shape: &Shape) -> bool {
    let mut back = line.rsplit(' ');
    let last = back.next().is_some_and(|word| !word.is_empty());
    let joined = back.next().is_some_and(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "and" | "&" | "y" | "e" | "et" | "und" | "og" | "och" | "en" | "i" | "и" | "ve"
        )
    });
    (1..=3).contains(&shape.commas) && shape.words <= 7 && last && joined
}

/// `IRAN AND PAKISTAN: STRIKES ACROSS THE BORDER`: capitals on both sides of the colon, in a text that has others.
pub(super) fn is_shouted_pair(line: &str, shape: &Shape, survey: &Survey) -> bool {
    shape.case(line) == Case::Caps && !survey.shouts && shape.words >= 4 && shape.digits * 4 < shape.upper
}

/// `By Nicole Jao and Arathy Somasekhar`
fn is_byline(line: &str, shape: &Shape) -> bool {
    line.strip_prefix("By ").is_some_and(|rest| rest.starts_with(char::is_uppercase))
        && shape.case(line) == Case::Title
        && (3..=12).contains(&shape.words)
}

/// `Owner: Salm Shipping`: a name of a word or two and what is said of it, which is brief as well. A number before the
/// colon counts parts.
pub(super) fn is_pair(line: &str, shape: &Shape) -> bool {
    let pair = || {
        let (key, value) = fields::split(line)?;
        let counted = key.contains(char::is_numeric) || marker::article(line).is_some() || key.len() == 1;
        let brief = key.split(' ').count() <= 2 && (1..=4).contains(&value.split_whitespace().count());
        Some(brief && !counted && shape.case(line) != Case::Caps)
    };
    shape.label && shape.words <= 6 && pair().unwrap_or(false)
}

/// `Price: 12`, `Ports: none`: what follows the colon is a value, not a name.
pub(super) fn has_plain_value(line: &str) -> bool {
    let value = line.split_once(": ").map_or("", |(_, value)| value.trim_start());
    value.starts_with(|c: char| c.is_lowercase() || c.is_numeric() || c == '$')
}

/// A line that ends with a colon opens a list or a speech more often than a section.
fn colon(line: &str, shape: &Shape, survey: &Survey) -> i32 {
    match shape.case(line) {
        _ if survey.labels >= 5 => -2,
        Case::Caps if !survey.shouts => 3,
        Case::Title if shape.words <= 6 => 2,
        Case::Sentence if shape.words <= 4 && survey.colons >= 2 => 1,
        Case::Caseless if shape.cells <= 24 => 1,
        _ => -2,
    }
}

/// A line that ends with a word that only leads to another one.
pub(super) fn breaks_off(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or("");
    // `Frente sur`: in Spanish a quarter of the sky, in French a word that leads on.
    if last == "sur" && line.split(' ').count() <= 3 {
        return false;
    }
    matches!(
        last,
        "a" | "an"
            | "the"
            | "of"
            | "and"
            | "or"
            | "to"
            | "for"
            | "with"
            | "by"
            | "from"
            | "that"
            | "on"
            | "in"
            | "at"
            | "until"
            | "before"
            | "against"
            | "between"
            | "regarding"
            | "concerning"
            | "sur"
            | "du"
            | "des"
            | "sobre"
            | "en"
            | "del"
            | "по"
            | "с"
            | "со"
            | "об"
            | "к"
            | "для"
            | "из"
            | "о"
            | "на"
            | "в"
            | "le"
            | "am"
            | "und"
            | "der"
            | "et"
            | "de"
            | "la"
            | "y"
            | "и"
    )
}

/// `Acme Inc.`, `in the U.S.`: a full stop that ends no sentence.
pub(super) fn ends_abbreviated(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or("").trim_end_matches('.');
    line.ends_with('.')
        && (word.contains('.') || matches!(word, "Inc" | "Ltd" | "Co" | "Corp" | "Jr" | "Sr" | "No" | "al" | "Hk"))
}
