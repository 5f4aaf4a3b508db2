//! What heads a page above its title: the name of a series with the day on which a text came out, and the lines of a
//! warning centre above the name of its product. Such names look like titles, and only what follows tells.

use super::fields::{self, Field};
use super::genre::{self, Folded};
use super::lines::Lines;
use super::marker;
use super::role::{Role, is_dated_title, posted, role};
use super::shape::{self, Case, Shape};
use super::survey::Survey;
use super::title;
use crate::dates;
use crate::text;

/// Groups in which the name of a product is looked for.
const REACH: usize = 5;

/// True for a line that stands right below a title: the day, or a field that the program knows, other than the title.
pub(super) fn closes(line: &str) -> bool {
    match role(line) {
        Role::Date(_) => !is_dated_title(line),
        Role::Caption => dates::period(line).is_some(),
        Role::Field(key, value) => {
            !value.is_empty() && fields::is_known(key) && fields::field(key) != Some(Field::Title)
        }
        _ => false,
    }
}

/// True for a name of a few words that comes again with each issue: `Black Sea Monitor`.
fn is_series(line: &str) -> bool {
    static NOUNS: Folded = Folded::new(
        "watch|insights|insight|signal|signals|pulse|radar|barometer|spotlight|observer|notes|letter|wire|journal|blog|series|\
        lens|lookout|tribune|gazette|post|times|courier|chronicle|compass|barometre|observatoire|revue|revista|observatorio",
    );
    let shape = Shape::of(line);
    let words = text::fold(line);
    (1..=4).contains(&shape.words)
        && shape.digits == 0
        && shape.commas == 0
        && !shape.label
        && !shape::ends_sentence(line)
        && (genre::has_word(line) || words.split_whitespace().any(|word| NOUNS.has(word)) || is_one_word(line))
}

/// `CrisisMonitor`: two words written as one.
fn is_one_word(line: &str) -> bool {
    let inner = line.chars().skip(1).filter(|c| c.is_uppercase()).count();
    !line.contains(' ') && line.contains(char::is_lowercase) && inner >= 1
}

/// A line that may be a title below the name of a series.
fn is_headline(line: &str) -> bool {
    line.len() <= shape::MAX_SHORT
        && Shape::of(line).words >= 2
        && !shape::ends_sentence(line)
        && !line.ends_with([':', ',', ';'])
        && marker::find(line).is_none()
        && !title::is_section_name(line)
        && !title::is_side_line(line)
        && !genre::is_office(line)
        && matches!(role(line), Role::Other | Role::Field(..))
        && !closes(line)
}

/// True for the name of a series above a headline of its own: both with the day on which the text came out between them
/// or below, so that neither is a part of the other.
pub(super) fn is_over_headline(lines: &Lines<'_, '_>, at: usize, survey: &Survey) -> bool {
    let some = &lines.group.lines;
    let Some(line) = lines.get(at).filter(|line| at == 0 && some.len() <= 3 && line.len() <= 80) else { return false };
    let below = some.get(1..).unwrap_or_default().iter().map(|line| line.trim());
    let dated = |line: &str| matches!(role(line), Role::Date(_)) || dates::period(line).is_some();
    let mut stamps = below.clone();
    if !stamps.all(|line| dated(line) || posted(line).is_some() || fields::is_banner(line)) {
        return false;
    }
    let came_out = below.clone().any(|line| posted(line).is_some());
    let [Some(first), second, beyond] = lines.group.after.peek() else { return false };
    // The day may be a group of its own.
    let between = second.is_none() && posted(first).is_some();
    let (headline, under, behind) = if between {
        let Some(next) = beyond else { return false };
        let mut groups = lines.group.after.groups();
        let _stamp = groups.next();
        let headline = groups.next().filter(|group| group.lines.len() == 1);
        (next.trim(), None, headline.and_then(|group| group.after.peek()[0]))
    } else {
        (first.trim(), second.map(str::trim), beyond)
    };
    if !is_headline(headline) || text::fold(headline) == text::fold(line) {
        return false;
    }
    let (series, brief) = (is_series(line), Shape::of(line).words <= 4 && Shape::of(line).digits == 0);
    if let Some(day) = under {
        // Its own day stands right below the headline.
        let name = Shape::of(headline).words <= 3 && Shape::of(headline).case(headline) == Case::Title;
        let month = some.len() > 1 && !came_out;
        return match posted(day) {
            Some(_) => brief && (series || month || !name) || genre::is_genre(line) && Shape::of(headline).words >= 4,
            None => series && !came_out && Shape::of(headline).words >= 4 && matches!(role(day), Role::Date(_)),
        };
    }
    let only = survey.parts() <= 1;
    let over_heading = behind.is_some_and(|next| {
        let shape = Shape::of(next.get(..).filter(|next| next.len() <= shape::MAX_SHORT).unwrap_or(""));
        (1..=10).contains(&shape.words) && !shape::is_prose(next) && !shape::ends_sentence(next) && !shape.label
    });
    series && (came_out || between) && (only || over_heading && Shape::of(headline).words >= 3)
}

/// `URGENT - WINTER WEATHER MESSAGE`, `BULLETIN - IMMEDIATE BROADCAST REQUESTED`: how fast a warning goes, and by which way.
pub(super) fn is_urgent(line: &str) -> bool {
    let word = line.split([' ', '-', '.']).next().unwrap_or("");
    let shouted = line.len() <= 80 && !line.contains(char::is_lowercase);
    let parted = line.get(word.len()..).is_some_and(|rest| rest.trim_start().starts_with(['-', '–', '.']));
    shouted && parted && matches!(word, "URGENT" | "BULLETIN" | "FLASH" | "IMMEDIATE" | "WARNING" | "ALERT")
}

/// True for `Wind Advisory`, `TORNADO WARNING`: the name of what a warning centre gives out.
pub(super) fn is_product(line: &str) -> bool {
    static NAMES: Folded = Folded::new(
        "warning|watch|advisory|statement|forecast|outlook|discussion|alert|warnung|avis|aviso|alerta|alerte|предупреждение",
    );
    let shape = Shape::of(line.get(..).filter(|line| line.len() <= 80).unwrap_or(""));
    let last = text::fold(line).rsplit(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).map(str::to_owned);
    (2..=6).contains(&shape.words)
        && matches!(shape.case(line), Case::Caps | Case::Title)
        && !line.contains("..")
        && !line.starts_with(['*', '.'])
        && !is_urgent(line)
        && last.is_some_and(|word| NAMES.has(&word))
}

/// True when line `at` stands above the name of a product of a warning centre.
pub(super) fn is_over_product(lines: &Lines<'_, '_>, at: usize) -> bool {
    if lines.get(at).is_none_or(is_product) {
        return false;
    }
    if lines.group.lines.iter().skip(at + 1).take(12).any(|line| is_product(line.trim())) {
        return true;
    }
    let mut groups = lines.group.after.groups();
    for _ in 0..REACH {
        let Some(next) = groups.next() else { break };
        let first = next.lines.first().map_or("", |line| line.trim());
        if next.lines.len() > 12 || marker::find(first).is_some() || shape::is_prose(first) {
            return false;
        }
        if next.lines.iter().any(|line| is_product(line.trim())) {
            return true;
        }
    }
    false
}

/// A name of one or two words above the title, right above the day: `OCHA` over `Lakeland: Flood Update No. 3`.
pub(super) fn is_over_named_issue(lines: &Lines<'_, '_>, at: usize) -> bool {
    let (Some(line), Some(next), Some(below)) = (lines.get(at), lines.get(at + 1), lines.get(at + 2)) else {
        return false;
    };
    let short = [line, next, below].iter().all(|line| line.len() <= 160);
    if !short || !closes(below) {
        return false;
    }
    let (own, shape) = (Shape::of(line), Shape::of(next));
    let name =
        own.words <= 2 && own.digits == 0 && !genre::has_word(line) && !own.label && marker::find(line).is_none();
    // `A weekly letter on roads` says what the series above it is.
    let kind = [next.split(' ').next(), next.rsplit(' ').next()].into_iter().flatten().any(genre::has_word);
    let issue = shape.words >= 3
        && (shape.digits > 0 || kind)
        && genre::has_word(next)
        && !genre::is_genre(next)
        && is_headline(next);
    let pair = shape.words >= 4 && shape.label && is_headline(next) && fields::split(next).is_some();
    name && (issue || pair)
}
