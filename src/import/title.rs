//! Which heading is the title of the document, and which bold lines are headings.

use super::plain;
use crate::briefing::{BlockKind, Draft};
use crate::dates;
use crate::text;

/// Longest bold line that counts as a heading, in characters.
const MAX_BOLD: usize = 120;

/// A heading as a reader met it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// Level, 1 the highest.
    pub(super) level: u8,
    /// Its text without markup.
    pub(super) text: String,
    /// Nothing stands before it in the document.
    pub(super) opens: bool,
}

/// What becomes of the headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// This heading is the title and opens no section.
    Title(usize),
    /// This heading names the document, but is one of several like it and stays a section.
    Shared(usize),
    /// None is the title.
    None,
}

/// The title among `headings`, in source order; `given` is what the head of the file says.
///
/// A heading that repeats the given title is it. Without one the first heading is the title when no other is as high,
/// and it is of level 1, or opens the document with lower ones following. Of several headings of level 1 the first
/// lends its text when it opens the document.
pub(super) fn choose(headings: &[Heading], given: Option<&str>) -> Choice {
    // A marking above the title is none, however large it is written.
    let above = headings.iter().take_while(|h| plain::fields::banner(h.text.trim()).is_some()).count();
    let Some((first, headings)) = headings.get(above..).and_then(|rest| Some((rest.first()?, rest))) else {
        return Choice::None;
    };
    let opens = above > 0 || first.opens;
    if let Some(given) = given {
        let same = |h: &Heading| letters(&h.text) == letters(given);
        return headings.iter().take(2).position(same).map_or(Choice::None, |at| Choice::Title(above + at));
    }
    let alike = headings.iter().filter(|h| h.level == first.level).count();
    let highest = headings.iter().all(|h| h.level >= first.level);
    match (highest, alike) {
        (true, 1) if first.level == 1 || opens && headings.len() > 1 => Choice::Title(above),
        (true, _) if first.level == 1 && opens => Choice::Shared(above),
        _ => Choice::None,
    }
}

/// Sets the title and writes it where it stands: first of all, or behind a banner that belongs to the lead.
pub(super) fn place(draft: &mut Draft, text: &str, line: u32) {
    let opens = draft.is_empty();
    draft.title(text, line);
    if !opens {
        draft.block(BlockKind::Title, text, line);
    }
}

/// Letters and digits of `text`, folded: what makes two titles the same.
pub(super) fn letters(text: &str) -> String {
    text::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A bold line that can be a heading: short, not a sentence, not a date.
pub(super) fn is_bold_heading(text: &str) -> bool {
    let text = text.trim();
    let length = text.chars().take(MAX_BOLD + 1).count();
    let sentence = text.ends_with(['.', '!', ';', ',', '。']) && text.split_whitespace().count() > 6;
    (2..=MAX_BOLD).contains(&length)
        && text.chars().any(char::is_alphabetic)
        && !sentence
        && plain::fields::banner(text).is_none()
        && text.lines().all(|line| dates::parse(line).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(list: &[(u8, &str)]) -> Vec<Heading> {
        let opens = |i| i == 0;
        let make =
            |(i, (level, text)): (usize, &(u8, &str))| Heading { level: *level, text: (*text).into(), opens: opens(i) };
        list.iter().enumerate().map(make).collect()
    }

    #[test]
    fn title_rules() {
        type Case<'a> = (&'a [(u8, &'a str)], Option<&'a str>, Choice);
        let cases: &[Case] = &[
            (&[(1, "T"), (2, "a"), (2, "b")], None, Choice::Title(0)),
            (&[(1, "T")], None, Choice::Title(0)),
            (&[(2, "T"), (3, "a")], None, Choice::Title(0)),
            (&[(2, "a")], None, Choice::None),
            (&[(2, "a"), (2, "b")], None, Choice::None),
            (&[(1, "a"), (1, "b")], None, Choice::Shared(0)),
            (&[(2, "a"), (1, "b")], None, Choice::None),
            (&[(1, "The T!"), (2, "b")], Some("the t"), Choice::Title(0)),
            (&[(1, "Summary"), (2, "b")], Some("T"), Choice::None),
            (&[(1, "SECRET//NOFORN"), (1, "T"), (2, "b")], None, Choice::Title(1)),
            (&[(1, "SECRET")], None, Choice::None),
            (&[], None, Choice::None),
        ];
        for (list, given, choice) in cases {
            assert_eq!(choose(&headings(list), *given), *choice, "{list:?}");
        }
    }

    #[test]
    fn bold_lines() {
        assert!(is_bold_heading("TAKING BACK CONTROL:"));
        assert!(is_bold_heading("Section 1. Policy."));
        assert!(!is_bold_heading("January 19, 2000"));
        assert!(!is_bold_heading("Daily Press Briefing\nMarch 5, 2001"));
        assert!(!is_bold_heading("We advise all citizens to leave the area at once."));
        assert!(!is_bold_heading("***") && !is_bold_heading("SECRET//NOFORN"));
    }
}
