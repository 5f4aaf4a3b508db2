//! Sentences: UAX #29 borders, without the false ones behind titles, initials and months, and behind the marks of
//! footnotes instead of within them.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{self, Span};

/// Words that end in a full stop in the middle of a sentence.
const ABBREVIATIONS: &[&str] = &[
    "adm", "amb", "apr", "art", "aug", "brig", "capt", "cf", "cmdr", "co", "col", "dec", "dr", "e.g", "etc", "feb",
    "fig", "gen", "gov", "hon", "i.e", "jan", "jul", "jun", "lt", "maj", "mar", "mr", "mrs", "ms", "no", "nos", "nov",
    "oct", "para", "pp", "prof", "rep", "rev", "sec", "sen", "sep", "sept", "sgt", "st", "vs", "vol",
];

/// Longest mark of a footnote in brackets, in bytes, brackets included.
const LONGEST_MARK: usize = 16;

/// The sentences of one block, as byte spans without the white space behind them.
pub fn sentences(block: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut open: Option<usize> = None;
    let mut pieces = pieces(block).into_iter().peekable();
    while let Some(span) = pieces.next() {
        let piece = text::slice(block, span);
        let start = *open.get_or_insert(span.start);
        let end = span.start + piece.trim_end().len();
        let goes_on = pieces.peek().is_some_and(|next| ends_in_day(piece, text::slice(block, *next)));
        if !is_abbreviated(piece) && !goes_on {
            push(&mut out, start, end);
            open = None;
        }
    }
    if let Some(start) = open {
        push(&mut out, start, block.trim_end().len());
    }
    out
}

/// Bytes of the marks of footnotes that a text begins with: `[3]`, `[3][4]`, `[^3]`, `[iv]`, `³`.
pub fn marks(text: &str) -> usize {
    let mut rest = text;
    while let Some(behind) = behind_mark(rest) {
        rest = behind;
    }
    text.len() - rest.len()
}

fn behind_mark(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(is_raised) {
        return Some(rest);
    }
    text.strip_prefix('[')?;
    let end = text.bytes().take(LONGEST_MARK).position(|b| b == b']')?;
    is_mark(text::slice(text, 1..end)).then(|| text::slice(text, end + 1..text.len()))
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// What stands in the brackets of a mark: numbers, small Roman ones, one small letter; several with commas or a dash.
fn is_mark(inner: &str) -> bool {
    inner.split([',', '-', '–']).map(|part| part.trim().trim_start_matches('^')).all(|part| {
        let is_number = part.bytes().all(|b| b.is_ascii_digit());
        let is_roman = part.bytes().all(|b| b"ivxlc".contains(&b));
        let is_letter = part.len() == 1 && part.bytes().all(|b| b.is_ascii_lowercase());
        !part.is_empty() && (is_number || is_roman || is_letter)
    })
}

/// What lies between the borders of UAX #29, which know nothing of marks: a mark goes with the sentence before it.
fn pieces(block: &str) -> Vec<Span> {
    let marked = marked_ends(block);
    let is_in_marks = |at: usize| {
        let next = marked.partition_point(|span| span.end <= at);
        marked.get(next).is_some_and(|span| span.start <= at)
    };
    let borders = block.split_sentence_bound_indices().map(|(at, _)| at).filter(|at| !is_in_marks(*at));
    let mut borders: Vec<usize> = borders.chain(marked.iter().map(|span| span.end)).collect();
    borders.push(block.len());
    borders.sort_unstable();
    borders.dedup();
    borders.windows(2).map(|pair| Span::new(pair[0], pair[1])).collect()
}

/// Marks that end a sentence, with the white space behind them.
fn marked_ends(block: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, _) in block.match_indices(|c| c == '[' || is_raised(c)) {
        let before = text::slice(block, 0..at).trim_end_matches(['"', '”', '’', '\'', ')', '»']);
        if !before.ends_with(['.', '!', '?', '…', '。', '؟', '۔']) {
            continue;
        }
        let rest = text::slice(block, at..block.len());
        let len = marks(rest);
        if len == 0 {
            continue;
        }
        let behind = text::slice(rest, len..rest.len());
        let next = behind.trim_start();
        // As without a mark, a sentence does not begin with a small letter; a number without a blank is no other one.
        let goes_on = next.starts_with(char::is_lowercase) || behind.starts_with(|c: char| c.is_ascii_digit());
        if !goes_on {
            out.push(Span::new(at, block.len() - next.len()));
        }
    }
    out
}

/// A piece without the marks and the white space at its end.
fn without_marks(piece: &str) -> &str {
    let mut piece = piece.trim_end();
    loop {
        let raised = piece.trim_end_matches(is_raised);
        let bracketed = raised.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
        match bracketed {
            Some((before, inner)) if is_mark(inner) => piece = before,
            _ => return raised,
        }
    }
}

fn push(out: &mut Vec<Span>, start: usize, end: usize) {
    if end > start {
        out.push(Span::new(start, end));
    }
}

/// Whether a text ends in a full stop that ends no sentence: that of a title, an initial or a month.
pub fn is_abbreviated(piece: &str) -> bool {
    let Some(rest) = without_marks(piece).strip_suffix('.') else { return false };
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

    #[test]
    fn marks_of_footnotes_belong_to_the_sentence_before_them() {
        for mark in ["[3]", "[3][4]", "[i]", "[iv]", "[^3]", "[3, 4]", "³", "¹²", "[3]⁴"] {
            let text = format!("They met in Moscow on March 13.{mark} US Special Envoy Witkoff left.{mark}");
            let first = format!("They met in Moscow on March 13.{mark}");
            let second = format!("US Special Envoy Witkoff left.{mark}");
            assert_eq!(split(&text), [first, second]);
        }
        assert_eq!(split("He said: “No.”[3] They left.[4]\nAll."), ["He said: “No.”[3]", "They left.[4]", "All."]);
        assert_eq!(split("Gen.[3] Munir[4] spoke. [He] left."), ["Gen.[3] Munir[4] spoke.", "[He] left."]);
        assert_eq!(split("It is approx.[3] so"), ["It is approx.[3] so"]);
        assert_eq!(split("All.[3][4][unread"), ["All.[3][4]", "[unread"]);
        assert_eq!((marks("[3] and"), marks("[he] and"), marks("³⁴[a]b"), marks("[]")), (3, 0, 8, 0));
    }

    proptest! {
        #[test]
        fn every_letter_is_in_one_sentence(block in "[A-Za-z. !?\n3³\\[\\]]{0,80}") {
            let kept: usize = split(&block).iter().map(|s| s.chars().filter(|c| !c.is_whitespace()).count()).sum();
            prop_assert_eq!(kept, block.chars().filter(|c| !c.is_whitespace()).count());
        }
    }
}
