//! Figures with their names: `Killed: 3`, `Displaced: 400 families`, `Killed 3` above `Injured 12`. Such a line is as short
//! as a heading and written like one, but it is all there is to say.

use super::fields;
use super::marker;
use super::shape::{self, Shape};
use crate::dates;

/// Longest such line, in bytes.
const LINE: usize = 120;

/// True for a figure with its name; without a colon between them only where another one stands right beside it, since
/// `Sector 3` is a heading.
pub(super) fn is_figure(line: &str, above: Option<&str>, below: Option<&str>) -> bool {
    if line.len() > LINE {
        return false;
    }
    let beside = |label: &str, other: &str| {
        let other = without_colon(other.trim_start()).filter(|other| first_word(other) != first_word(label));
        other.is_some_and(|other| Shape::of(other).case(other) == Shape::of(label).case(label))
    };
    has_colon(line)
        || without_colon(line).is_some_and(|label| [above, below].into_iter().flatten().any(|o| beside(label, o)))
}

/// `Killed: 3`. A day behind the colon may name a part of a diary, and is judged by its place.
pub(super) fn has_colon(line: &str) -> bool {
    line.len() <= LINE
        && fields::split(line).is_some_and(|(_, value)| are_amounts(value) && dates::parse(value).is_none())
}

/// The name of `Total 12` or `Total 12 km`: no part of a document such as `Annex 1`, and no year.
pub(super) fn without_colon(line: &str) -> Option<&str> {
    if line.len() > LINE || line.contains([':', '：']) || marker::is_article(line) || shape::ends_sentence(line) {
        return None;
    }
    let at = line.find(' ').filter(|_| line.starts_with(char::is_uppercase))?;
    let number = line.get(at..)?.find(is_number_start).map(|behind| at + behind)?;
    let (label, amount) = (line.get(..number)?.trim_end(), line.get(number..)?);
    let year = amount.len() == 4 && (amount.starts_with("19") || amount.starts_with("20"));
    let spaced = line.get(..number)?.ends_with(' ');
    let plain = label.chars().all(|c| c.is_alphabetic() || c == ' ');
    (spaced && plain && !year && label.split(' ').count() <= 4 && is_amount(amount, 1)).then_some(label)
}

fn first_word(line: &str) -> &str {
    line.split(' ').next().unwrap_or(line)
}

/// `3 killed, 12 injured`
fn are_amounts(value: &str) -> bool {
    !value.is_empty()
        && value.split([';', '、']).flat_map(|part| part.split(", ")).all(|part| is_amount(part.trim(), 2))
}

/// A number, and no more than `units` words of what is counted.
fn is_amount(part: &str, units: usize) -> bool {
    let mut words = part.split_whitespace();
    let number = words.next().is_some_and(|word| {
        word.starts_with(is_number_start)
            && word.contains(char::is_numeric)
            && word.chars().filter(|c| c.is_alphabetic()).count() <= 3
    });
    let brief = |word: &str| word.chars().count() <= 16 && !word.ends_with(['.', ':', '?', '!']);
    number && words.clone().count() <= units && words.all(brief)
}

fn is_number_start(c: char) -> bool {
    c.is_numeric() || matches!(c, '$' | '€' | '£' | '¥' | '~' | '≈' | '<' | '>' | '+' | '-' | '−' | '±')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_headings() {
        for yes in [
            "Killed: 3",
            "KILLED: 3",
            "Displaced: 400 families",
            "Losses: 3 killed, 12 injured",
            "Rate: 4.5%",
            "死者：3",
        ] {
            assert!(is_figure(yes, None, None), "{yes}");
        }
        for no in
            ["Annex B: Costs", "Update: 14 March 2024", "IRAN: 12 KILLED IN STRIKES ON A PORT", "Killed 3", "Roads"]
        {
            assert!(!is_figure(no, None, None), "{no}");
        }
        assert!(is_figure("Killed 3", None, Some("Injured 12")) && is_figure("Injured 12 men", Some("Killed 3"), None));
        for (no, below) in
            [("Phase 1", "Phase 2"), ("Winter 2024", "Roads 12"), ("Chapter 1", "Rule 12"), ("SECTOR 3", "Killed 3")]
        {
            assert!(!is_figure(no, None, Some(below)), "{no}");
        }
    }
}
