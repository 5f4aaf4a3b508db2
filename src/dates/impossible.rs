//! Days that are written out and do not exist: `31 February 2024`, `2024-13-01`.

use super::names;
use super::tokens::{self, Kind, Token};
use crate::text::Span;

/// Where `text` has the first day with its year that no calendar has, in bytes. Numbers that may be something else than
/// a day and a month, because they are larger than 31, are left out.
///
/// ```
/// use attache::dates;
/// let span = dates::impossible("BERG, 31 February 2024 – Talks").unwrap();
/// assert_eq!((span.start, span.end), (6, 22));
/// assert!(dates::impossible("29 February 2024").is_none() && dates::impossible("29 February 2023").is_some());
/// ```
pub fn impossible(text: &str) -> Option<Span> {
    let tokens = tokens::split(text);
    (0..tokens.len()).find_map(|at| {
        let (used, exists) = named(tokens.get(at..)?).or_else(|| numeric(tokens.get(at..)?))?;
        let joined = |one: Option<&Token<'_>>, other: Option<&Token<'_>>| {
            one.zip(other).is_some_and(|(one, other)| {
                let inner = |token: &Token<'_>| !matches!(token.kind, Kind::Mark(',' | '(' | ')' | ';' | ':' | '.'));
                one.touches(other) && inner(one) && inner(other)
            })
        };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let free = !joined(before, tokens.get(at)) && !joined(tokens.get(at + used - 1), tokens.get(at + used));
        let span = Span::new(tokens.get(at)?.span.start, tokens.get(at + used - 1)?.span.end);
        (free && !exists).then_some(span)
    })
}

/// `31 February 2024`, `February 31, 2024`: tokens, and whether there is such a day.
fn named(tokens: &[Token<'_>]) -> Option<(usize, bool)> {
    let month = |token: &Token<'_>| match token.kind {
        Kind::Word => {
            names::month(token.text).filter(|(_, calendar)| *calendar == super::calendar::Calendar::Gregorian)
        }
        _ => None,
    };
    let [first, second, rest @ ..] = tokens else { return None };
    let either = (number(first, 2), month(second), month(first), number(second, 2));
    let ((Some(day), Some((month, _)), ..) | (.., Some((month, _)), Some(day))) = either else { return None };
    let comma = usize::from(rest.first().is_some_and(|token| matches!(token.kind, Kind::Mark(','))));
    let year = number(rest.get(comma)?, 4)?;
    Some((3 + comma, exists(year, u32::from(month), day)))
}

/// `31/02/2024`, `2024-13-01`.
fn numeric(tokens: &[Token<'_>]) -> Option<(usize, bool)> {
    let [one, first, two, second, three, ..] = tokens else { return None };
    let (Kind::Mark(mark @ ('/' | '-' | '.')), Kind::Mark(other)) = (first.kind, second.kind) else { return None };
    let together =
        one.touches(first) && first.touches(two) && two.touches(second) && second.touches(three) && mark == other;
    let middle = number(two, 2).filter(|_| together)?;
    let exists = match (number(one, 4), number(three, 4)) {
        (Some(year), None) => exists(year, middle, number(three, 2)?),
        (None, Some(year)) => {
            let first = number(one, 2)?;
            exists(year, middle, first) || exists(year, first, middle)
        }
        _ => return None,
    };
    Some((5, exists))
}

/// The value of a number of four digits, or of up to two and no more than 31.
fn number(token: &Token<'_>, digits: usize) -> Option<u32> {
    match token.kind {
        Kind::Number { value, digits: 4, .. } if digits == 4 => (1900..2100).contains(&value).then_some(value),
        Kind::Number { value, digits: 1..=2, .. } if digits == 2 => (1..=31).contains(&value).then_some(value),
        _ => None,
    }
}

fn exists(year: u32, month: u32, day: u32) -> bool {
    let small = |value: u32| i8::try_from(value).ok();
    let date = || jiff::civil::Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok();
    date().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_that_do_not_exist() {
        for yes in ["31 February 2024", "February 30, 2024", "31/02/2024", "2024-13-01", "on 31.04.2024.", "13/13/2024"]
        {
            assert!(impossible(yes).is_some(), "{yes}");
        }
        for no in [
            "29 February 2024",
            "31 January 2024",
            "12/31/2024",
            "2024-02-29",
            "Resolution 99/45/2024",
            "31.02",
            "A-31-02-2024",
            "31-02-2024-7",
            "may 31 2024",
            "",
        ] {
            assert!(impossible(no).is_none(), "{no}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_harmless(text in any::<String>()) {
            let _ = impossible(&text);
        }
    }
}
