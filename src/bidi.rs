//! Right-to-left text: from the logical order of one screen row to the order in which its graphemes are drawn.
//!
//! Text is stored, wrapped and searched in logical order. Only drawing asks this module, row by row, with the direction
//! of the paragraph (UAX #9, rules P2–P3 and L1–L4 by `unicode-bidi`). Rows without right-to-left letters never get here.

use unicode_bidi::{BidiInfo, Level};

use crate::text::{self, Span};

/// Begins a piece of foreign text in a line of the program's own.
pub const PIECE: char = '\u{2068}';

/// Ends it.
pub const PIECE_END: char = '\u{2069}';

/// True when `text` may hold letters that are written from right to left. Cheap: looks at bytes only.
pub fn may_be_rtl(text: &str) -> bool {
    // Hebrew to Arabic Extended are U+0590–U+08FF (lead bytes D6–DF, E0 A0–A3), presentation forms U+FB1D–U+FEFC
    // (EF AC–BB), later scripts U+10800–U+10FFF and U+1E800–U+1EFFF (F0 90 A0–BF, F0 9E).
    !text.is_ascii()
        && text.as_bytes().windows(2).any(|w| match w[0] {
            0xD6..=0xDF => true,
            0xE0 => (0xA0..=0xA3).contains(&w[1]),
            0xEF => (0xAC..=0xBB).contains(&w[1]),
            0xF0 => w[1] == 0x90 || w[1] == 0x9E,
            _ => false,
        })
}

/// True when the first strong letter of `paragraph` is right-to-left (rules P2 and P3).
pub fn is_rtl_paragraph(paragraph: &str) -> bool {
    // Nearly always the first letter is an ASCII one, and says so without the tables.
    let telling = paragraph.bytes().find(|b| b.is_ascii_alphabetic() || !b.is_ascii());
    telling.is_some_and(|b| !b.is_ascii())
        && matches!(unicode_bidi::get_base_direction(paragraph), unicode_bidi::Direction::Rtl)
}

/// One grapheme in visual order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph {
    /// Bytes of the row's text.
    pub span: Span,
    /// What to draw: the grapheme, or its mirror image in a right-to-left run.
    pub symbol: String,
}

/// The graphemes of `row` from left to right as they stand on the screen.
pub fn visual_order(row: &str, rtl_paragraph: bool) -> Vec<Glyph> {
    let base = if rtl_paragraph { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(row, Some(base));
    let Some(paragraph) = info.paragraphs.first() else { return Vec::new() };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let mut out = Vec::with_capacity(row.len());
    for run in runs {
        let rtl = levels.get(run.start).is_some_and(unicode_bidi::Level::is_rtl);
        let mut glyphs: Vec<Glyph> = text::grapheme_indices(text::slice(row, run.clone()))
            .map(|(at, grapheme)| {
                let start = run.start + at;
                let symbol = if rtl { mirrored(grapheme) } else { grapheme.to_owned() };
                Glyph { span: Span::new(start, start + grapheme.len()), symbol }
            })
            .collect();
        if rtl {
            glyphs.reverse();
        }
        out.append(&mut glyphs);
    }
    out
}

/// The graphemes of a line of the program's own from left to right. Its own words keep their place whatever is in the
/// line; each piece of foreign text between [`PIECE`] and [`PIECE_END`] is put in order by itself, in the direction of its first
/// letter, so that a number behind it does not become a part of it. A line without pieces is foreign as a whole.
pub fn line_order(line: &str) -> Vec<Glyph> {
    if !line.contains([PIECE, PIECE_END]) {
        return visual_order(line, is_rtl_paragraph(line));
    }
    let mut out = Vec::with_capacity(line.len());
    for (span, foreign) in pieces(line) {
        let words = text::slice(line, span);
        for glyph in visual_order(words, foreign && is_rtl_paragraph(words)) {
            let span = Span::new(span.start + glyph.span.start, span.start + glyph.span.end);
            out.push(Glyph { span, ..glyph });
        }
    }
    out
}

/// The parts of a line without the marks between them, and whether each is foreign. What stands before an end that
/// nothing began is a piece that began in the line above; one that does not end was cut.
fn pieces(line: &str) -> Vec<(Span, bool)> {
    let (mut out, mut start, mut foreign) = (Vec::new(), 0, false);
    for (at, mark) in line.match_indices([PIECE, PIECE_END]) {
        let ends = mark.starts_with(PIECE_END);
        out.push((Span::new(start, at), foreign || ends));
        (start, foreign) = (at + mark.len(), !ends);
    }
    out.push((Span::new(start, line.len()), foreign));
    out
}

/// Brackets and quotation marks that face the other way in right-to-left text (rule L4).
fn mirrored(grapheme: &str) -> String {
    const PAIRS: &[(char, char)] = &[
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('「', '」'),
        ('《', '》'),
    ];
    let mut chars = grapheme.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => PAIRS
            .iter()
            .find_map(|(a, b)| {
                if c == *a {
                    Some(*b)
                } else if c == *b {
                    Some(*a)
                } else {
                    None
                }
            })
            .map_or_else(|| grapheme.to_owned(), String::from),
        _ => grapheme.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(row: &str, rtl: bool) -> String {
        visual_order(row, rtl).into_iter().map(|g| g.symbol).collect()
    }

    #[test]
    fn left_to_right_text_stays() {
        assert!(!may_be_rtl("Iran – Pakistan, 伊朗 и Пакистан"));
        assert_eq!(drawn("a (b) 12", false), "a (b) 12");
    }

    #[test]
    fn hebrew_is_turned_and_numbers_are_not() {
        assert!(is_rtl_paragraph("אבג 12"));
        assert_eq!(drawn("אבג 12 (ד)", true), "(ד) 12 גבא");
        assert_eq!(drawn("SCADA אבג", true), "גבא SCADA");
    }

    #[test]
    fn pieces_keep_to_themselves_and_the_line_its_direction() {
        let shown = |line: &str| line_order(line).into_iter().map(|glyph| glyph.symbol).collect::<String>();
        let name = "\u{2068}אבג 1 (ד)\u{2069}";
        let two = format!("{name} · 3 of \u{2068}דה\u{2069}, {name}: “\u{2068}x אב\u{2069}”");
        assert_eq!(shown(&two), "(ד) 1 גבא · 3 of הד, (ד) 1 גבא: “x בא”");
        let (cut, rest) = two.split_at(two.find("1 (").unwrap());
        assert_eq!(shown(cut).trim(), "גבא");
        assert!(shown(rest).starts_with("(ד) 1 · 3 of הד"), "{}", shown(rest));
        assert_eq!(shown("אב 1"), "1 בא");
    }

    #[test]
    fn base_direction_is_the_first_strong_letter() {
        assert!(is_rtl_paragraph("۱۲ گزارش SCADA"));
        assert!(!is_rtl_paragraph("SCADA گزارش"));
    }

    proptest! {
        #[test]
        fn every_grapheme_is_drawn_once(row in "[a-zא-תا-ي0-9 ()«»]{0,40}", rtl in any::<bool>()) {
            let mut spans: Vec<_> = visual_order(&row, rtl).into_iter().map(|g| g.span).collect();
            spans.sort();
            let mut at = 0;
            for span in spans {
                prop_assert_eq!(span.start, at);
                at = span.end;
            }
            prop_assert_eq!(at, row.len());
        }
    }
}
