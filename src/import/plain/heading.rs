//! Is this line a heading? A judgement by points: the line's own shape, what stands around it, and what the rest of the
//! document does. No single sign decides, since every one of them also occurs in running text.

use super::fields;
use super::grid;
use super::marker::{self, Marker, MarkerKind};
use super::shape::{self, Case, Shape};
use super::survey::{self, Survey};

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
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// Nothing but headings and rules before it since the last blank line, and a blank line behind it.
    pub(super) alone: bool,
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
    if line.len() > shape::MAX_SHORT {
        return None;
    }
    marked(line, place, survey).or_else(|| {
        if line.len() > MAX_CELLS && line.chars().count() > MAX_CELLS * 3 / 2 {
            return None;
        }
        let shape = Shape::of(line);
        let style = numbered(line, &shape, place).or_else(|| bare(line, &shape))?;
        let points = own(line, &shape, style, survey) + around(line, &shape, style, place, survey);
        (points >= 4).then_some(style)
    })
}

/// Headings that say so by a sign of their own.
pub(super) fn marked(line: &str, place: &Place<'_>, survey: &Survey) -> Option<Style> {
    let follows = place.below.is_some() || place.after[0].is_some();
    if let Some(style) = dotted(line) {
        return Some(style);
    }
    if let Some(style) = hash(line).or_else(|| framed(line)) {
        return (follows && place.opens).then_some(style);
    }
    if survey.dashed >= 2 && place.opens && place.below.is_some_and(|below| survey::is_dashed(line, below)) {
        return Some(Style::Dashed);
    }
    let article = is_article(line);
    (article && follows && place.opens && line.chars().count() <= 80 && survey.numbered >= 2).then_some(Style::Article)
}

/// True for `Article 1` and the like, with a full stop or without, that is not the start of a sentence.
pub(super) fn is_article(line: &str) -> bool {
    let text = line.ends_with([',', ';']) || shape::ends_sentence(line) && line.split_whitespace().count() > 2;
    !text && marker::article(line).is_some()
}

/// `.SYNOPSIS...`, `.NEAR TERM /UNTIL 6 AM/...`
fn dotted(line: &str) -> Option<Style> {
    let name = line.strip_prefix('.')?;
    let upper = name.chars().next().is_some_and(char::is_uppercase);
    (upper && line.len() <= 140 && line.ends_with("...")).then_some(Style::Dotted)
}

fn hash(line: &str) -> Option<Style> {
    let signs = line.bytes().take_while(|b| *b == b'#').count();
    let name = line.get(signs..)?;
    let good = (1..=6).contains(&signs) && name.starts_with(' ') && line.len() <= 200;
    good.then(|| Style::Hash(u8::try_from(signs).unwrap_or(6)))
}

/// `== Heading ==`, `-- Heading --`, `*** HEADING ***`, `【标题】`.
fn framed(line: &str) -> Option<Style> {
    if line.len() > 120 {
        return None;
    }
    let first = line.chars().next()?;
    let inner = match first {
        '=' | '-' | '*' | '~' | '+' | '_' | '–' | '—' | '#' => {
            let inner = line.trim_matches(first);
            let spaced = inner.starts_with(' ') && inner.ends_with(' ');
            let both =
                line.starts_with(first) && line.ends_with(first) && line.len() >= inner.len() + 4 * first.len_utf8();
            (spaced && both && !inner.trim_matches(' ').contains(first)).then_some(inner)?
        }
        '【' => line.strip_prefix('【')?.strip_suffix('】')?,
        '〈' => line.strip_prefix('〈')?.strip_suffix('〉')?,
        '[' => line
            .strip_prefix('[')?
            .strip_suffix(']')
            .filter(|i| !i.contains('[') && Shape::of(i).case(i) == Case::Caps)?,
        _ => return None,
    };
    inner.chars().any(char::is_alphabetic).then_some(Style::Framed)
}

/// `1. AIRSPACE`: an enumerator before a heading, unless its siblings stand right beside it.
fn numbered(line: &str, shape: &Shape, place: &Place<'_>) -> Option<Style> {
    let marker = marker::find(line).filter(|m| !m.is_bullet())?;
    let body = line.get(marker.len..)?.trim_start();
    let sibling =
        |other: Option<&str>| other.and_then(|l| marker::find(l.trim_start())).is_some_and(|m| m.follows(&marker));
    let listed =
        sibling(place.below) || sibling(place.after[0]) || place.item.is_some_and(|before| marker.follows(&before));
    let case = Shape::of(body).case(body);
    (!listed && shape.letters() > 0 && case != Case::Other).then_some(Style::Numbered(marker.kind, marker.depth, case))
}

fn bare(line: &str, shape: &Shape) -> Option<Style> {
    let case = shape.case(line);
    if marker::find(line).is_some() || shape.letters() < 2 || line.starts_with(['>', '|', '@']) {
        return None;
    }
    if line.ends_with("...") && !line.starts_with('.') {
        let fits = case == Case::Caps && shape.words <= 10 || case == Case::Title && shape.words <= 5;
        return fits.then_some(Style::Trailing);
    }
    if line.ends_with([':', '：']) {
        return Some(Style::Colon);
    }
    (case != Case::Other).then_some(Style::Bare(case))
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
        '?' | '؟' | '？' => 1,
        '…' => 2,
        ',' | ';' | '，' | '；' | '、' | '،' | '؛' | '-' | '/' => 8,
        _ if line.ends_with("...") => 0,
        _ if shape::is_terminal(last) && !ends_abbreviated(line) => 8,
        _ => 0,
    };
    points -=
        i32::try_from(shape.commas.min(3)).unwrap_or(3) * 2 / if shape.case(line) == Case::Sentence { 1 } else { 2 };
    points -= 3 * i32::try_from(shape.stops.min(3)).unwrap_or(3);
    points -= i32::from(shape.digits > shape.letters()) * 4;
    points -= i32::from(shape.label && matches!(style, Style::Bare(_) | Style::Colon))
        * if survey.labels >= 4 { 6 } else { 2 };
    points -= i32::from(shape.label && has_plain_value(line)) * 3;
    points -= i32::from(line.trim_matches('.').contains("...") && matches!(style, Style::Bare(_))) * 4;
    points -= i32::from(line.starts_with(['"', '“', '«', '„', '(', '\''])) * 2;
    points - i32::from(line.contains(['@', '\t', '|', '=']) || line.contains("://") || grid::row(line).is_some()) * 6
}

/// `Price: 12`, `Ports: none`: what follows the colon is a value, not a name.
fn has_plain_value(line: &str) -> bool {
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

/// `Acme Inc.`, `in the U.S.`: a full stop that ends no sentence.
fn ends_abbreviated(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or("").trim_end_matches('.');
    line.ends_with('.')
        && (word.contains('.') || matches!(word, "Inc" | "Ltd" | "Co" | "Corp" | "Jr" | "Sr" | "No" | "al"))
}

/// Points for what stands around the line.
fn around(line: &str, shape: &Shape, style: Style, place: &Place<'_>, survey: &Survey) -> i32 {
    let case = shape.case(line);
    let plain = matches!(style, Style::Bare(_) | Style::Colon);
    let mut points =
        if place.alone { alone(shape, style, place, survey) } else { attached(line, shape, style, place, survey) };
    points += match place.before {
        Before::Open if case == Case::Caps && !survey.shouts => -1,
        Before::Item if plain && case == Case::Sentence => -1,
        Before::Open if plain && !survey.unstopped => -2,
        Before::Colon => -4,
        Before::Short if plain => -2,
        _ => 0,
    };
    points += i32::from(matches!(style, Style::Numbered(..)) && survey.numbered >= 3);
    let (again, unmarked) = (survey.alone(case), matches!(style, Style::Bare(_)));
    if unmarked && place.alone && survey.strong() < 3 {
        points += i32::from(again >= 2) + i32::from(again >= 5);
    }
    if unmarked && survey.strong() >= 3 && case != Case::Caps && again < survey.strong() {
        points -= 1 + i32::from(case != Case::Title && (shape.words > 2 || shape.cells > 24));
    }
    points
}

/// Points for a line alone between blank lines.
fn alone(shape: &Shape, style: Style, place: &Place<'_>, survey: &Survey) -> i32 {
    let [next, under, beyond] = place.after;
    let Some(next) = next else { return -20 };
    let next = next.trim_start();
    if matches!(next, "END" | "NNNN" | "BT" | "###") || fields::is_banner(next) {
        return -4;
    }
    if next.len() > shape::MAX_SHORT || shape::is_prose(next) && next.chars().count() * 2 > shape.cells * 3 / 2 {
        return 2;
    }
    if under.is_some_and(shape::is_prose) || marker::find(next).is_some() || grid::row(next).is_some() {
        return 1;
    }
    let runs = beyond.is_some_and(|l| !shape::is_prose(l) && marker::find(l.trim_start()).is_none());
    match style {
        Style::Bare(Case::Caps) if survey.alone(Case::Caps) >= 2 && !survey.shouts => 0,
        Style::Bare(_) | Style::Colon if runs => -2,
        Style::Bare(Case::Caseless | Case::Sentence) => -1,
        _ => 0,
    }
}

/// Points for a line with its text right below, without a blank line.
fn attached(line: &str, shape: &Shape, style: Style, place: &Place<'_>, survey: &Survey) -> i32 {
    let Some(below) = place.below else {
        return if place.opens { alone(shape, style, place, survey) - 1 } else { -20 };
    };
    let meant = place.opens && !shape::joins(line, below, survey.wrap);
    let prose = shape::is_prose(below) || below.len() > shape::MAX_SHORT;
    let labelled = if shape.label && matches!(style, Style::Bare(_)) { -4 } else { 0 };
    let opens = below.trim_start().chars().next().is_some_and(|c| !c.is_lowercase());
    let heavy = matches!(style, Style::Numbered(..) | Style::Trailing | Style::Bare(Case::Caps) | Style::Colon);
    labelled
        + match (meant && opens, prose) {
            (false, _) => -20,
            (true, true) if heavy => 1,
            (true, true) if survey.atop(shape.case(line)) >= 2 && place.before != Before::Open && shape.cells <= 70 => {
                2
            }
            (true, true) => -i32::from(!matches!(style, Style::Bare(Case::Title)) || shape.cells > 50),
            (true, false) if style == Style::Trailing => 0,
            (true, false) if marker::find(below.trim_start()).is_some() && heavy => 0,
            (true, false) => -4,
        }
}
