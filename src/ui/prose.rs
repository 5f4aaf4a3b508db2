//! Running text outside the column: notes beside it, lists, reviews. Wrapped as the column is, with styles on parts.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Painter;
use super::paint::{Ink, Order};
use crate::bidi;
use crate::clean::Clean;
use crate::text::{self, Span};
use crate::wrap::{self, Indent, Piece};

/// Text with styles on parts of it, by bytes; the later lies over the earlier.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose {
    /// The text.
    pub text: Clean,
    /// Parts with a style of their own.
    pub parts: Vec<(Span, Style)>,
}

impl Prose {
    /// Puts words behind the text.
    pub(super) fn push(&mut self, words: &Clean, style: Style) {
        let start = self.text.len();
        self.text.push_clean(words);
        self.parts.push((Span::new(start, self.text.len()), style));
    }
}

/// Draws `prose` into `area`, as far as there is room, and returns the rows it took.
pub(super) fn draw(painter: &mut Painter<'_>, order: Order, (area, base): (Rect, Style), prose: &Prose) -> u16 {
    let rows = wrap::prose(&prose.text, usize::from(area.width), Indent::default());
    let shown = rows.iter().take(usize::from(area.height));
    for (y, row) in (area.y..area.bottom()).zip(shown) {
        for piece in &row.pieces {
            draw_piece(painter, order, (Rect { y, height: 1, ..area }, base), (prose, *piece));
        }
    }
    let (all, most) = (rows.len(), usize::from(area.height));
    if all > most && most > 0 && area.width > 0 {
        painter.put((area.right() - 1, area.bottom() - 1), 1, "…", base);
    }
    u16::try_from(all.min(most)).unwrap_or(u16::MAX)
}

fn draw_piece(painter: &mut Painter<'_>, order: Order, (area, base): (Rect, Style), (prose, piece): (&Prose, Piece)) {
    let row = prose.text.sub(piece.span);
    let style = |at: usize| {
        let over = prose.parts.iter().filter(|(span, _)| span.contains(piece.span.start + at));
        over.fold(base, |style, (_, part)| style.patch(*part))
    };
    if order == Order::Visual && bidi::may_be_rtl(&row) {
        let line = text::slice(&prose.text, 0..piece.span.start).rfind('\n').map_or(0, |at| at + 1);
        let rtl = bidi::is_rtl_paragraph(text::slice(&prose.text, line..prose.text.len()));
        let wide = Ink::from(&row).cells();
        let mut x = if rtl { area.right().saturating_sub(wide).max(area.x) } else { area.x };
        for glyph in bidi::visual_order(&row, rtl) {
            let symbol = Clean::from(glyph.symbol);
            x = painter.cell((x, area.y), area.right(), Ink::from(&symbol), style(glyph.span.start));
        }
        return;
    }
    let mut x = area.x + piece.column;
    for (at, grapheme) in Ink::from(&row).graphemes() {
        x = painter.cell((x, area.y), area.right(), grapheme, style(at));
    }
}
