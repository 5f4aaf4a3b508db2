//! A long text in pieces. What is kept of a text while names are looked for in it is some ten times as long as the text
//! itself, and whoever reads a page of it waits for the names on that page, not for those of all others.
//!
//! Where the pieces begin depends on the text alone; so the names of a piece are the same whoever asks for it, and whatever
//! was asked before.

use std::ops::Range;

use crate::briefing::{Block, BlockKind, Briefing};
use crate::text::Span;

/// Bytes of a text that is still one piece.
const WHOLE: usize = 1 << 20;

/// Bytes of a piece of a longer one: enough that what it says of a name elsewhere is most of what is to be known.
const PIECE: usize = 1 << 17;

/// Bytes by which a piece may be longer so that the next one begins with a heading.
const MORE: usize = PIECE / 4;

/// A part of a text in which names are looked for by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its blocks.
    pub blocks: Range<usize>,
    /// From its first byte to where the next piece begins.
    pub span: Span,
}

/// The pieces of a briefing in order; together they are all of it.
pub fn pieces(briefing: &Briefing) -> Vec<Piece> {
    let (blocks, end) = (&briefing.blocks, briefing.text.len());
    let mut starts = vec![0];
    if end > WHOLE {
        let mut from = 0;
        for (n, block) in blocks.iter().enumerate() {
            let long = block.span.start - from;
            if long >= PIECE && (long >= PIECE + MORE || is_border(block)) {
                starts.push(n);
                from = block.span.start;
            }
        }
    }
    let byte = |n: usize| blocks.get(n).filter(|_| n > 0).map_or(0, |block| block.span.start);
    let ends = starts.iter().skip(1).map(|n| (*n, byte(*n))).chain([(blocks.len(), end)]);
    let piece = |(from, (to, end)): (&usize, _)| Piece { blocks: *from..to, span: Span::new(byte(*from), end) };
    starts.iter().zip(ends).map(piece).collect()
}

fn is_border(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::Draft;
    use crate::recognise::{mentions, mentions_in_while};

    fn long() -> Briefing {
        let mut draft = Draft::new();
        for n in 0..1500 {
            if n % 30 == 0 {
                draft.block(BlockKind::Heading(1), &format!("Visit {n}"), 1);
            }
            let who = if n % 2 == 0 { "Gen. Syed Asim Munir" } else { "Munir" };
            let line = format!("{who} received the Iranian minister in Rawalpindi on 30 January 2024. ");
            draft.block(BlockKind::Paragraph, &line.repeat(12), 1);
        }
        draft.finish().0
    }

    #[test]
    fn a_text_of_usual_length_is_one_piece() {
        let mut draft = Draft::new();
        assert_eq!(pieces(&draft.finish().0), [Piece { blocks: 0..0, span: Span::new(0, 0) }]);
        draft = Draft::new();
        draft.block(BlockKind::Paragraph, &"Iran and Pakistan met. ".repeat(9000), 1);
        let briefing = draft.finish().0;
        let all = Piece { blocks: 0..briefing.blocks.len(), span: Span::new(0, briefing.text.len()) };
        assert_eq!(pieces(&briefing), [all]);
    }

    #[test]
    fn pieces_are_all_of_a_text_and_begin_with_headings() {
        let briefing = long();
        let pieces = pieces(&briefing);
        assert!(pieces.len() > 5);
        assert_eq!((pieces[0].blocks.start, pieces[0].span.start), (0, 0));
        assert_eq!(
            pieces.last().map(|p| (p.blocks.end, p.span.end)),
            Some((briefing.blocks.len(), briefing.text.len()))
        );
        for two in pieces.windows(2) {
            assert_eq!((two[0].blocks.end, two[0].span.end), (two[1].blocks.start, two[1].span.start));
            assert!(is_border(&briefing.blocks[two[1].blocks.start]));
            assert!(two[0].span.len() <= PIECE + MORE);
        }
    }

    #[test]
    fn a_piece_has_the_names_that_the_whole_has_there() {
        let briefing = long();
        let all = mentions(&briefing);
        for (n, piece) in pieces(&briefing).iter().enumerate() {
            let own = mentions_in_while(&briefing, n..n + 1, || true, |_, _| ()).unwrap();
            let there = all.iter().filter(|m| piece.span.contains(m.span.start));
            assert!(own.len() > 1000 && own.iter().eq(there), "{n}");
        }
    }
}
