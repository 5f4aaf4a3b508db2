//! Finding the section that somebody names on the command line.

use super::exit::Misused;
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::text;

/// Sections that are offered when none was meant or several could be.
const OFFERED: usize = 20;

/// What a section without a heading is called.
pub(super) const LEAD: &str = "Lead";

/// The section that `wanted` names: its number from 1, its id, its heading, or the beginning of its heading. Case,
/// accents and white space do not matter in headings.
///
/// # Errors
/// None such, or several; with those that could be meant.
pub(super) fn find(briefing: &Briefing, wanted: &str) -> Result<usize, Misused> {
    let count = briefing.sections.len();
    if let Some(n) = wanted.trim().parse::<usize>().ok().filter(|n| (1..=count).contains(n)) {
        return Ok(n - 1);
    }
    if let Some(n) = briefing.sections.iter().position(|s| s.id == wanted) {
        return Ok(n);
    }
    let key = plain(wanted);
    let titles: Vec<String> = (0..count).map(|n| plain(heading(briefing, n))).collect();
    let matching = |test: &dyn Fn(&str) -> bool| -> Vec<usize> { (0..count).filter(|n| test(&titles[*n])).collect() };
    for found in [matching(&|title| title == key), matching(&|title| !key.is_empty() && title.starts_with(&key))] {
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            several => return Err(misused(briefing, &format!("several sections are called `{wanted}`:"), several)),
        }
    }
    let all: Vec<usize> = (0..count).collect();
    Err(misused(briefing, &format!("no section is called `{wanted}`; there are:"), &all))
}

/// The heading of section `n` as it is listed.
pub(super) fn heading(briefing: &Briefing, n: usize) -> &str {
    briefing.heading(n).unwrap_or(LEAD)
}

fn misused(briefing: &Briefing, message: &str, sections: &[usize]) -> Misused {
    let mut choices: Vec<Clean> = sections
        .iter()
        .take(OFFERED)
        .map(|n| Clean::from(format!("{:>3}  {}", n + 1, text::truncate(heading(briefing, *n), 70))))
        .collect();
    if sections.len() > OFFERED {
        choices.push(Clean::from(format!("  … and {} more: `attache toc` lists them all", sections.len() - OFFERED)));
    }
    Misused { choices, ..Misused::new(message) }
}

/// Words as they are compared: case, accents and white space do not matter.
pub(super) fn plain(title: &str) -> String {
    text::fold(title).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::{BlockKind, Draft};

    fn briefing() -> Briefing {
        let mut draft = Draft::new();
        draft.block(BlockKind::Paragraph, "Lead text.", 1);
        for heading in ["Régional  Issues", "Regional Trade", "2024", "Trade"] {
            draft.block(BlockKind::Heading(1), heading, 2);
            draft.block(BlockKind::Paragraph, "x", 3);
        }
        draft.finish().0
    }

    #[test]
    fn by_number_id_heading_or_its_beginning() {
        let briefing = briefing();
        let cases =
            [("1", 0), ("lead", 0), ("regional issues", 1), ("regional t", 2), ("2024", 3), ("5", 4), ("TRADE ", 4)];
        for (wanted, n) in cases {
            assert_eq!(find(&briefing, wanted), Ok(n), "{wanted}");
        }
    }

    #[test]
    fn doubt_lists_the_candidates() {
        let briefing = briefing();
        let told = find(&briefing, "region").unwrap_err();
        assert_eq!(told.choices.len(), 2);
        assert!(told.choices[1].ends_with("3  Regional Trade"));
        for wanted in ["6", "0", "nowhere", " "] {
            assert_eq!(find(&briefing, wanted).unwrap_err().choices.len(), 5, "{wanted}");
        }
    }
}
