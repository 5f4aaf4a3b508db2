//! The text column: headings, paragraphs, tables, with links, matches and the caret on them.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::paint::Ink;
use super::{Chrome, Painter, margin, names};
use crate::app::cells::{self, Frame};
use crate::app::layout;
use crate::app::reader::ViewRow;
use crate::app::{App, Mode, Selection};
use crate::bidi;
use crate::briefing::{BlockKind, InlineStyle};
use crate::clean::Clean;
use crate::look::Role;
use crate::text::Span;
use crate::wrap::{Piece, Row};

/// Draws the column.
pub(super) fn draw(app: &App, chrome: Chrome<'_>, painter: &mut Painter<'_>) {
    let pane = app.panes.text;
    if app.document.is_none() || pane.is_empty() {
        return;
    }
    if app.document.briefing().blocks.is_empty() {
        let empty = if app.document.source.complete { "This briefing is empty." } else { "Reading …" };
        painter.put((pane.x, pane.y), pane.width, empty, chrome.look.style(Role::Dim));
        return;
    }
    for (n, view) in app.reader.view.rows.iter().enumerate().take(usize::from(pane.height)) {
        if let Some(row) = view.row() {
            let area = Rect { y: pane.y + u16::try_from(n).unwrap_or(0), height: 1, ..pane };
            Line { app, chrome, view, row, area }.draw(painter);
            margin::draw(app, chrome, painter, (n, area));
        }
    }
}

struct Line<'a> {
    app: &'a App,
    chrome: Chrome<'a>,
    view: &'a ViewRow,
    row: &'a Row,
    area: Rect,
}

impl Line<'_> {
    fn draw(&self, painter: &mut Painter<'_>) {
        let briefing = self.app.document.briefing();
        let Some(block) = briefing.blocks.get(self.view.block) else { return };
        let base = self.base_style(block.kind);
        let rtl = self.app.settings.bidi && bidi::is_rtl_paragraph(briefing.block_text(self.view.block));
        for piece in &self.row.pieces {
            let span = Span::new(block.span.start + piece.span.start, block.span.start + piece.span.end);
            if rtl || (self.app.settings.bidi && bidi::may_be_rtl(crate::text::slice(&briefing.text, span))) {
                self.draw_bidi(painter, *piece, span, (base, rtl));
            } else {
                self.draw_piece(painter, *piece, span, base);
            }
        }
        self.draw_label(painter, rtl);
        for rule in &self.row.rules {
            let look = self.chrome.look;
            painter.put((self.area.x + rule, self.area.y), 1, look.symbols.rule, look.style(Role::TableRule));
        }
        self.draw_edges(painter, block.quote, block.kind);
    }

    /// The name of the column in front of a cell that has rows of its own.
    fn draw_label(&self, painter: &mut Painter<'_>, rtl: bool) {
        let Some(label) = self.row.label else { return };
        let briefing = self.app.document.briefing();
        let name = Clean::line(&label.words(briefing.block_text(briefing.first_piece(self.view.block))));
        let style = self.chrome.look.style(Role::Dim);
        if rtl {
            let right = self.area.right().saturating_sub(label.column);
            painter.put_right((right, self.area.y), &Clean::from(format!("{name}:")), style);
        } else {
            let name = Clean::from(format!("{}:", Clean::piece(&name)));
            painter.put_short((self.area.x + label.column, self.area.y), label.cells + 1, &name, style);
        }
    }

    fn draw_piece(&self, painter: &mut Painter<'_>, piece: Piece, span: Span, base: Style) {
        let text = &self.app.document.briefing().text;
        let styles = self.overlays(span);
        let mut x = self.area.x + piece.column;
        for (at, grapheme) in Ink::part(text, span).graphemes() {
            let style = styled(base, &styles, span.start + at);
            x = painter.cell((x, self.area.y), self.area.right(), grapheme, style);
        }
    }

    fn draw_bidi(&self, painter: &mut Painter<'_>, piece: Piece, span: Span, (base, rtl): (Style, bool)) {
        let text = &self.app.document.briefing().text;
        let styles = self.overlays(span);
        let row = Clean::sub(text, span);
        // A right-to-left paragraph hangs from the right edge, its indent mirrored; tables keep their columns.
        let frame = Frame { width: usize::from(self.area.width), reorders: true };
        let block = self.app.document.briefing().block_text(self.view.block);
        let first = cells::first_cell(self.row, block, piece, (frame, rtl));
        let mut x = self.area.x + u16::try_from(first).unwrap_or(0);
        for glyph in bidi::visual_order(&row, rtl) {
            let symbol = Clean::from(glyph.symbol);
            let style = styled(base, &styles, span.start + glyph.span.start);
            x = painter.cell((x, self.area.y), self.area.right(), Ink::from(&symbol), style);
        }
    }

    /// Styles that lie over parts of the row, the later over the earlier.
    fn overlays(&self, span: Span) -> Vec<(Span, Style)> {
        let look = self.chrome.look;
        let briefing = self.app.document.briefing();
        let mut out: Vec<(Span, Style)> = briefing
            .inlines_in(span)
            .map(|inline| {
                let style = match inline.style {
                    InlineStyle::Strong => look.style(Role::Strong),
                    InlineStyle::Emphasis => look.style(Role::Emphasis),
                    InlineStyle::Code => look.style(Role::Code),
                    InlineStyle::Strike => Style::new().crossed_out(),
                    InlineStyle::Link(_) => look.style(Role::Link),
                    InlineStyle::Escape => look.style(Role::Escape),
                };
                (inline.span, style)
            })
            .collect();
        let named = self.app.entities.sight.iter().filter(|seen| seen.span.overlaps(span));
        out.extend(named.map(|seen| (seen.span, names::line(self.app, look, seen))));
        let noted = self.app.notes.sight.passages.iter().filter(|p| p.span.overlaps(span));
        out.extend(noted.map(|p| (p.span, margin::passage(look, *p))));
        for hit in self.app.reader.view.hits.iter().filter(|hit| hit.overlaps(span)) {
            let current = self.app.search.current == Some(*hit);
            out.push((*hit, look.style(if current { Role::MatchCurrent } else { Role::Match })));
        }
        if let Mode::Compose(note) = &self.app.mode
            && let Some(passage) = note.passage
        {
            out.push((passage, look.style(Role::Selection)));
        }
        if let Mode::Mark(asked) = &self.app.mode {
            out.push((asked.span, look.style(Role::Selection)));
        }
        if let Some(selection) = self.app.selection() {
            out.push((selection.span, look.style(Role::Selection)));
        }
        if let Mode::Caret(at) | Mode::Select(Selection { caret: at, .. }) = self.app.mode {
            out.push((Span::new(at, at + 1), look.style(Role::Caret)));
        }
        out
    }

    fn base_style(&self, kind: BlockKind) -> Style {
        let look = self.chrome.look;
        match kind {
            BlockKind::Title => look.style(Role::Title),
            BlockKind::Heading(_) => look.style(Role::Heading),
            BlockKind::Code => look.style(Role::Code),
            BlockKind::Rule => look.style(Role::Dim),
            BlockKind::Table if self.row.head => look.style(Role::Strong),
            _ => look.style(Role::Text),
        }
    }

    /// Section count beside a heading, the bar of a quotation, the line of a rule.
    fn draw_edges(&self, painter: &mut Painter<'_>, quote: u8, kind: BlockKind) {
        let look = self.chrome.look;
        let (left, right) = (self.area.x, self.area.right());
        for depth in 0..u16::from(quote.min(8)) {
            let x = left + layout::GUTTER_CELLS + depth * 2;
            painter.put((x, self.area.y), 1, look.symbols.quote, look.style(Role::Quote));
        }
        if kind == BlockKind::Rule && self.row.pieces.is_empty() {
            let wide = self.area.width.saturating_sub(4).min(8);
            for x in 0..wide {
                painter.put((left + 2 + x, self.area.y), 1, look.symbols.dash, look.style(Role::Dim));
            }
        }
        if matches!(kind, BlockKind::Heading(_)) && self.view.is_first() {
            let briefing = self.app.document.briefing();
            let n = briefing.section_of(self.view.block) + 1;
            let count = Clean::from(format!("{n}/{}", briefing.sections.len()));
            let used = self
                .row
                .span()
                .map_or(0, |s| crate::text::cells(crate::text::slice(briefing.block_text(self.view.block), s)));
            let rtl = bidi::is_rtl_paragraph(briefing.block_text(self.view.block));
            let room = usize::from(self.area.width) > used + Ink::from(&count).cells() as usize + 1;
            if room && !rtl {
                painter.put_right((right, self.area.y), &count, look.style(Role::Dim));
            }
        }
    }
}

fn styled(base: Style, overlays: &[(Span, Style)], at: usize) -> Style {
    overlays.iter().filter(|(span, _)| span.contains(at)).fold(base, |style, (_, over)| lay(style, *over))
}

/// One style over another. Without colours both may be reversed: the upper one turns that back, or it would not show.
fn lay(under: Style, over: Style) -> Style {
    let both = under.add_modifier & over.add_modifier & Modifier::REVERSED;
    under.patch(over).remove_modifier(both)
}
