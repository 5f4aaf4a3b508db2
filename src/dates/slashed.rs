//! Days such as `10/08/2022`, which two habits read differently. Which one is meant stands elsewhere in the document.

use super::tokens::{self, Kind, Token};
use crate::briefing::PartialDate;
use crate::text::Span;

/// Three numbers between slashes, the last of them the year: `10/08/2022`, `3/5/24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slashed {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The reading with the day first, where there is such a day.
    pub day_first: Option<PartialDate>,
    /// The reading with the month first, where there is such a day.
    pub month_first: Option<PartialDate>,
}

impl Slashed {
    /// The day, where both readings are the same or only one of them is a day.
    pub fn sure(&self) -> Option<PartialDate> {
        match (self.day_first, self.month_first) {
            (Some(one), Some(other)) => (one == other).then_some(one),
            (one, other) => one.or(other),
        }
    }
}

/// All such days of a text, in order; those that are none in either reading are left out.
///
/// ```
/// use attache::dates;
/// let found = dates::slashed("Date: 10/08/2022");
/// let reading = |date: Option<attache::briefing::PartialDate>| date.map(|d| d.to_string());
/// assert_eq!(reading(found[0].day_first).as_deref(), Some("2022-08-10"));
/// assert_eq!(reading(found[0].month_first).as_deref(), Some("2022-10-08"));
/// ```
pub fn slashed(text: &str) -> Vec<Slashed> {
    between(text, '/')
}

/// The same with dashes: `10-08-2022`. Elsewhere these are read with the day first; only that it may be wrong is told.
pub fn dashed(text: &str) -> Vec<Slashed> {
    between(text, '-')
}

fn between(text: &str, mark: char) -> Vec<Slashed> {
    if !text.contains(mark) {
        return Vec::new();
    }
    let tokens = tokens::split(text);
    tokens
        .windows(5)
        .enumerate()
        .filter_map(|(at, window)| {
            let beside = |token: Option<&Token<'_>>, next: bool| {
                token.is_some_and(|token| {
                    let together = if next { window[4].touches(token) } else { token.touches(&window[0]) };
                    together
                        && matches!(token.kind, Kind::Mark('/' | '.' | '-') | Kind::Word | Kind::Number { .. })
                        && !(next && matches!(token.kind, Kind::Mark('.' | '-')))
                })
            };
            let free = !beside(at.checked_sub(1).and_then(|before| tokens.get(before)), false)
                && !beside(tokens.get(at + 5), true);
            free.then(|| read(window, mark)).flatten()
        })
        .collect()
}

fn read(window: &[Token<'_>], mark: char) -> Option<Slashed> {
    let [one, first, two, second, year] = window else { return None };
    let slash = |token: &Token<'_>| matches!(token.kind, Kind::Mark(sign) if sign == mark);
    let together = window.windows(2).all(|pair| pair.first().zip(pair.last()).is_some_and(|(a, b)| a.touches(b)));
    if !together || !slash(first) || !slash(second) {
        return None;
    }
    let small = |token: &Token<'_>| match token.kind {
        Kind::Number { value, digits: 1..=2, .. } => u8::try_from(value).ok(),
        _ => None,
    };
    let year = match year.kind {
        Kind::Number { value, digits: 4, .. } => i16::try_from(value).ok()?,
        Kind::Number { value, digits: 2, .. } => i16::try_from(super::forms::century(value)).ok()?,
        _ => return None,
    };
    let (a, b) = (small(one)?, small(two)?);
    let (day_first, month_first) = (PartialDate::day_of(year, b, a), PartialDate::day_of(year, a, b));
    let span = Span::new(one.span.start, window.last()?.span.end);
    (day_first.is_some() || month_first.is_some()).then_some(Slashed { span, day_first, month_first })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_readings() {
        let read = |text: &str| {
            let show = |date: Option<PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
            slashed(text).into_iter().map(|s| (show(s.day_first), show(s.month_first))).collect::<Vec<_>>()
        };
        assert_eq!(read("on 10/08/2022."), [("2022-08-10".to_owned(), "2022-10-08".to_owned())]);
        assert_eq!(read("3/25/24"), [(String::new(), "2024-03-25".to_owned())]);
        for no in ["10/08", "1/2/3/2024", "No. 10/08/20221", "13/13/2024", "A10/08/2022", "24/7"] {
            assert!(read(no).is_empty(), "{no}");
        }
        assert!(slashed("10-08-2022").is_empty() && dashed("10/08/2022").is_empty() && dashed("2022-10-08").is_empty());
        assert_eq!(dashed("on 10-08-2022.").len(), 1);
        assert_eq!(slashed("5/5/2024")[0].sure().map(|d| d.to_string()).as_deref(), Some("2024-05-05"));
        assert_eq!(slashed("10/08/2022")[0].sure(), None);
    }
}
