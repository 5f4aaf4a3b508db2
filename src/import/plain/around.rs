//! Points for what stands around a line that could be a heading: text, items, other short lines, blank lines.

use super::fields;
use super::grid;
use super::heading::{Before, Place, Style, is_shouted_pair};
use super::marker;
use super::shape::{self, Case, Shape};
use super::speaker;
use super::surround;
use super::survey::Survey;
use super::title;
use super::wire;
use crate::dates;

/// Points for what stands around the line.
pub(super) fn points(line: &str, shape: &Shape, style: Style, place: &Place<'_>, survey: &Survey) -> i32 {
    let case = shape.case(line);
    let plain = matches!(style, Style::Bare(_) | Style::Colon);
    // One of several short lines that open a group with their text right below: what came before it says nothing.
    let atop = !place.alone && place.first && matches!(style, Style::Bare(_)) && survey.atop(case) >= 2;
    let mut points =
        if place.alone { alone(shape, style, place, survey) } else { attached(line, shape, style, place, survey) };
    points += match place.before {
        Before::Item | Before::Short if atop => 0,
        Before::Open if case == Case::Caps && !survey.shouts => -1,
        Before::Item if plain && case == Case::Sentence => -1,
        Before::Open if plain && !survey.unstopped => -2,
        // `The state of things is as follows:` leads to counted parts as well as to items.
        Before::Colon if place.alone && matches!(style, Style::Numbered(..)) && told(place) => -2,
        Before::Colon => -4,
        // Lines of capitals that stand alone part a text, whatever was above them.
        Before::Short if style == Style::Bare(Case::Caps) && place.alone && !survey.shouts && survey.large >= 3 => 0,
        Before::Short if plain => -2,
        _ => 0,
    };
    points += i32::from(matches!(style, Style::Numbered(..)) && survey.numbered >= 3);
    points += i32::from(style == Style::Colon && place.alone && survey.colons >= 3 && shape.words <= 6);
    points += i32::from(style == Style::Bare(Case::Caps) && !survey.shouts && survey.capitals() >= 3);
    points += 2 * i32::from(style == Style::Bare(Case::Caps) && place.alone && !survey.shouts && survey.large >= 2);
    points += 2 * i32::from(matches!(style, Style::Numbered(..)) && place.sequel);
    points += 3 * i32::from(survey.contents.names(line));
    let (again, unmarked) = (survey.alone(case), matches!(style, Style::Bare(_)));
    if unmarked && place.alone && survey.strong() < 3 {
        points += i32::from(again >= 2) + i32::from(again >= 5);
    }
    // Right below a heading a short line may be the name of a part of it.
    let below = place.alone && place.before == Before::Heading && (case != Case::Caseless || shape.cells <= 24);
    if unmarked && !below && survey.strong() >= 3 && case != Case::Caps && again * 2 < survey.strong() {
        points -= 1 + i32::from(case != Case::Title && (shape.words > 2 || shape.cells > 24));
    }
    points
}

/// True when running text stands behind the blank line.
fn told(place: &Place<'_>) -> bool {
    place.after[0].is_some_and(|next| shape::is_prose(next) && marker::find(next.trim_start()).is_none())
}

/// A number over lines that are no items, with the next number behind the blank line.
pub(super) fn leads(line: &str, place: &Place<'_>) -> bool {
    let next = |line: &str| marker::find(line.trim_start());
    let Some(marker) = marker::find(line).filter(|_| !place.hangs) else { return false };
    let body = line.get(marker.len..).unwrap_or("");
    let case = Shape::of(body).case(body);
    place.below.is_some_and(|below| {
        next(below).is_none() && (matches!(case, Case::Caseless | Case::Caps) || shape::ends_sentence(below))
    }) && case != Case::Other
        && place.after[0].and_then(next).is_some_and(|other| other.follows(&marker))
}

/// A name of a few words over a list.
fn heads_list(line: &str, shape: &Shape) -> bool {
    let brief = shape.words <= 4 && shape.commas == 0 && shape.digits == 0 && !shape.label;
    brief && (shape.case(line) == Case::Title || title::is_section_name(line))
}

/// A line of capitals over the rows of a table.
fn is_caption_of_rows(style: Style, below: &str, survey: &Survey) -> bool {
    style == Style::Bare(Case::Caps) && !survey.shouts && survey.capitals() >= 2 && grid::row(below).is_some()
}

/// `KEY FIGURES` over `People affected: 4,100` or `212,400 refugees`.
fn is_over_figures(line: &str, shape: &Shape, style: Style, below: &str, survey: &Survey) -> bool {
    let large = style == Style::Bare(Case::Caps) && !survey.shouts && survey.capitals() >= 2;
    let named = shape.words <= 4 && title::is_section_name(line);
    let value = fields::split(below).filter(|(key, _)| fields::field(key).is_none()).map_or(below, |(_, value)| value);
    (large || named) && value.starts_with(|c: char| c.is_numeric())
}

/// Points for a line alone between blank lines.
fn alone(shape: &Shape, style: Style, place: &Place<'_>, survey: &Survey) -> i32 {
    let [next, under, beyond] = place.after;
    let Some(next) = next else { return -20 };
    let next = next.trim_start();
    if surround::is_end(next) || fields::is_banner(next) {
        return -20;
    }
    // The room in which a briefing was held, above the hour.
    if wire::is_stamp(next) {
        return -20;
    }
    // `...GALE WARNING IN EFFECT...` is a headline of its own, and what stands over it a name or a signature.
    if next.starts_with("...") && next.ends_with("...") {
        return -2;
    }
    // `Questions and answers` over `Q: When?`
    if speaker::opens(next) && next.contains(':') {
        return 2;
    }
    if next.len() > shape::MAX_SHORT || shape::is_prose(next) && next.chars().count() * 2 > shape.cells * 3 / 2 {
        return 2;
    }
    let listed = |line: &str| marker::find(line.trim_start()).is_some_and(|m| m.is_bullet());
    if under.is_some_and(|under| shape::is_prose(under) || listed(under))
        || marker::find(next).is_some()
        || grid::row(next).is_some()
    {
        // A name of a few words over items, where a sentence would have a colon.
        let names = shape.words <= 4 && shape.digits == 0 && !shape.label && marker::find(next).is_some();
        return 1 + i32::from(names);
    }
    // A name right above another one that has the text: `Markets` over `Prices of grain`.
    let plain = next.chars().count() <= 90 && !shape::ends_sentence(next) && !next.ends_with([',', ';', ':']);
    if under.is_none() && plain && !shape.label && shape.words <= 8 && beyond.is_some_and(shape::is_prose) {
        return 1;
    }
    let runs = beyond.is_some_and(|l| !shape::is_prose(l) && marker::find(l.trim_start()).is_none());
    match style {
        Style::Bare(Case::Caps) if survey.alone(Case::Caps) >= 2 && !survey.shouts => 0,
        Style::Bare(Case::Title) if runs && under.is_some() => -1,
        Style::Bare(_) | Style::Colon if runs => -2,
        Style::Bare(Case::Caseless | Case::Sentence) => -1,
        _ => 0,
    }
}

/// True when short lines like this one open groups of lines again and again.
fn opens_groups(shape: &Shape, case: Case, survey: &Survey) -> bool {
    let mixed = matches!(case, Case::Title | Case::Sentence) && shape.words <= 5 && shape.commas == 0;
    survey.atop(case) >= 2 || mixed && survey.atop(Case::Title) + survey.atop(Case::Sentence) >= 3
}

/// `16 January`, `January 16`
fn is_yearless_day(line: &str, shape: &Shape) -> bool {
    shape.words == 2 && (1..=2).contains(&shape.digits) && line.split_whitespace().any(dates::is_month)
}

/// Points for a line with its text right below, without a blank line.
fn attached(line: &str, shape: &Shape, style: Style, place: &Place<'_>, survey: &Survey) -> i32 {
    let Some(below) = place.below else {
        return if place.opens { alone(shape, style, place, survey) - 1 } else { -20 };
    };
    let meant = place.opens && !shape::joins(line, below, survey.wrap);
    let prose = shape::is_prose(below) || below.len() > shape::MAX_SHORT;
    let pair = is_shouted_pair(line, shape, survey);
    let labelled = if shape.label && matches!(style, Style::Bare(_)) && !pair { -4 } else { 0 };
    let next = below.trim_start();
    let opens = next.chars().next().is_some_and(|c| !c.is_lowercase()) || marker::find(next).is_some();
    let heavy = matches!(style, Style::Numbered(..) | Style::Trailing | Style::Bare(Case::Caps) | Style::Colon);
    // `16 January` over its items is a day of a list.
    labelled - 4 * i32::from(is_yearless_day(line, shape))
        + match (meant && opens, prose) {
            (false, _) => -20,
            (true, true) if heavy => 1,
            (true, true)
                if opens_groups(shape, shape.case(line), survey)
                    && place.before != Before::Open
                    && shape.cells <= 70 =>
            {
                2
            }
            (true, true) => -i32::from(!matches!(style, Style::Bare(Case::Title)) || shape.cells > 50),
            (true, false) if style == Style::Trailing => 0,
            (true, false) if place.first && style == Style::Colon && survey.colons_atop >= 3 => 2,
            (true, false) if marker::find(below.trim_start()).is_some() && (heavy || heads_list(line, shape)) => 0,
            (true, false) if matches!(style, Style::Numbered(..)) && place.sequel => 0,
            (true, false) if matches!(style, Style::Numbered(..)) && leads(line, place) => 1,
            (true, false) if shape.case(line) == Case::Caseless && marker::find(below.trim_start()).is_some() => {
                i32::from(shape.words <= 3 && shape.cells <= 24)
            }
            (true, false) if is_caption_of_rows(style, below, survey) => 0,
            // A quotation, or figures with their names.
            (true, false) if heavy && next.starts_with('>') => 0,
            (true, false) if place.first && is_over_figures(line, shape, style, next, survey) => 0,
            (true, false) => -4,
        }
}
