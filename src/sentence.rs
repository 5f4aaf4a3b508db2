//! Sentences: UAX #29 borders, without the false ones behind titles, initials and months.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::Span;

/// Words that end in a full stop in the middle of a sentence.
const ABBREVIATIONS: &[&str] = &[
    "adm", "amb", "apr", "art", "aug", "brig", "capt", "cf", "cmdr", "co", "col", "dec", "dr", "e.g", "etc", "feb",
    "fig", "gen", "gov", "hon", "i.e", "jan", "jul", "jun", "lt", "maj", "mar", "mr", "mrs", "ms", "no", "nos", "nov",
    "oct", "para", "pp", "prof", "rep", "rev", "sec", "sen", "sep", "sept", "sgt", "st", "vs", "vol",
];

/// The sentences of one block, as byte spans without the white space behind them.
pub fn sentences(block: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut open: Option<usize> = None;
    let mut pieces = block.split_sentence_bound_indices().peekable();
    while let Some((at, piece)) = pieces.next() {
        let start = *open.get_or_insert(at);
        let end = at + piece.trim_end().len();
        let goes_on = pieces.peek().is_some_and(|(_, next)| ends_in_day(piece, next));
        if !ends_in_abbreviation(piece) && !goes_on {
            push(&mut out, start, end);
            open = None;
        }
    }
    if let Some(start) = open {
        push(&mut out, start, block.trim_end().len());
    }
    out
}

fn push(out: &mut Vec<Span>, start: usize, end: usize) {
    if end > start {
        out.push(Span::new(start, end));
    }
}

fn ends_in_abbreviation(piece: &str) -> bool {
    let Some(rest) = piece.trim_end().strip_suffix('.') else { return false };
    let word = rest.rsplit([' ', '(', '\u{A0}']).next().unwrap_or(rest);
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// `15.` before `April 2024`, as German writes days.
fn ends_in_day(piece: &str, next: &str) -> bool {
    const MONTHS: [&str; 13] = [
        "Januar",
        "Jänner",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    let Some(rest) = piece.trim_end().strip_suffix('.') else { return false };
    let number = rest.rsplit([' ', '(', '\u{A0}']).next().unwrap_or(rest);
    let is_day = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_day && MONTHS.contains(&next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::slice;
    use proptest::prelude::*;

    fn split(block: &str) -> Vec<&str> {
        sentences(block).into_iter().map(|s| slice(block, s)).collect()
    }

    #[test]
    fn titles_do_not_end_a_sentence() {
        assert_eq!(
            split("Gen. Syed Asim Munir met J. Jilani. They agreed. 会议结束。他们同意。"),
            ["Gen. Syed Asim Munir met J. Jilani.", "They agreed.", "会议结束。", "他们同意。"]
        );
        assert_eq!(split("On Jan. 30 it ended"), ["On Jan. 30 it ended"]);
        assert_eq!(
            split("Seit dem 15. April 2023. Dann 15. Nichts."),
            ["Seit dem 15. April 2023.", "Dann 15.", "Nichts."]
        );
        assert!(split("  ").is_empty());
    }

    proptest! {
        #[test]
        fn every_letter_is_in_one_sentence(block in "[A-Za-z. !?\n]{0,80}") {
            let kept: usize = split(&block).iter().map(|s| s.chars().filter(|c| !c.is_whitespace()).count()).sum();
            prop_assert_eq!(kept, block.chars().filter(|c| !c.is_whitespace()).count());
        }
    }
}
