//! The one place where text becomes cells.
//!
//! It takes [`Clean`] text, or literals of this program, and writes one grapheme a cell with the width that wrapping
//! counted ([`text::grapheme_cells`]), so that what is drawn and what is clicked agree.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Map, MapResolution};

use super::coasts::Dots;
use crate::bidi;
use crate::clean::Clean;
use crate::text::{self, Span};
use crate::wrap;

/// Writes into the cells of a frame.
#[derive(Debug)]
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    order: Order,
    signs: Signs,
}

/// The signs of the program's own lines (`…`, `·`, quotation marks), not of the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// As they are.
    Unicode,
    /// Each by a sign of ASCII that is as wide.
    Ascii,
}

/// Who puts right-to-left text into the order in which it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// This program does.
    Visual,
    /// The terminal does.
    Logical,
}

/// Text that may be drawn: neutralised, or written in this program.
#[derive(Debug, Clone, Copy)]
pub struct Ink<'a>(&'a str);

impl From<&'static str> for Ink<'static> {
    fn from(literal: &'static str) -> Self {
        Self(literal)
    }
}

impl<'a> From<&'a Clean> for Ink<'a> {
    fn from(clean: &'a Clean) -> Self {
        Self(clean.as_str())
    }
}

impl<'a> Ink<'a> {
    /// A part of a clean text, by bytes.
    pub fn part(clean: &'a Clean, span: Span) -> Self {
        Self(text::slice(clean, span))
    }

    /// Its width in cells.
    pub fn cells(self) -> u16 {
        u16::try_from(text::cells(self.0)).unwrap_or(u16::MAX)
    }

    /// The graphemes with their byte offsets.
    pub fn graphemes(self) -> impl Iterator<Item = (usize, Ink<'a>)> {
        text::grapheme_indices(self.0).map(|(at, g)| (at, Ink(g)))
    }
}

impl<'a> Painter<'a> {
    /// A painter for `buffer`.
    pub fn new(buffer: &'a mut Buffer, order: Order, signs: Signs) -> Self {
        Self { buffer, order, signs }
    }

    /// Gives every cell of a frame that is still blank its ground.
    pub fn ground(&mut self, style: Style) {
        for cell in &mut self.buffer.content {
            cell.set_style(style);
        }
    }

    /// Blanks an area in a style.
    pub fn fill(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                let cell = &mut self.buffer[(x, y)];
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Lays a style over an area without touching its text.
    pub fn tint(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Writes `ink` from (`x`, `y`) in at most `width` cells and returns the column behind it.
    pub fn put<'i>(&mut self, (x, y): (u16, u16), width: u16, ink: impl Into<Ink<'i>>, style: Style) -> u16 {
        let mut at = x;
        for (_, grapheme) in ink.into().graphemes() {
            let next = self.cell((at, y), x.saturating_add(width), grapheme, style);
            if next == at && text::grapheme_cells(grapheme.0) > 0 {
                break;
            }
            at = next;
        }
        at
    }

    /// Writes text shortened with `…` to `width` cells.
    pub fn put_short(&mut self, at: (u16, u16), width: u16, clean: &Clean, style: Style) -> u16 {
        let short = Clean::from(text::truncate(clean, usize::from(width)));
        self.line(at, at.0.saturating_add(width), &short, style)
    }

    /// Writes text shortened like that, a part of it (bytes) in a style of its own wherever its letters stand.
    pub fn put_strong(&mut self, (x, y): (u16, u16), width: u16, clean: &Clean, styles: (Style, Span, Style)) -> u16 {
        let short = Clean::from(text::truncate(clean, usize::from(width)));
        let (plain, part, strong) = styles;
        let style = |at: usize| if part.contains(at) { plain.patch(strong) } else { plain };
        self.inked((x, y), x.saturating_add(width), &short, style)
    }

    /// Writes a message line by line into `area`; what the last line has no room for is shortened.
    pub fn put_lines(&mut self, area: Rect, clean: &Clean, style: Style) {
        let lines = wrap::message(clean, usize::from(area.width));
        for (n, y) in (area.y..area.bottom()).enumerate() {
            let Some(span) = lines.get(n) else { return };
            let rest = if y + 1 == area.bottom() { Span::new(span.start, clean.len()) } else { *span };
            self.put_short((area.x, y), area.width, &clean.sub(rest), style);
        }
    }

    /// Writes text that ends at column `right` (exclusive) and returns the column where it starts.
    pub fn put_right(&mut self, (right, y): (u16, u16), clean: &Clean, style: Style) -> u16 {
        let start = right.saturating_sub(Ink::from(clean).cells());
        self.line((start, y), right, clean, style);
        start
    }

    /// Writes a line of chrome in one style.
    fn line(&mut self, at: (u16, u16), right: u16, clean: &Clean, style: Style) -> u16 {
        self.inked(at, right, clean, |_| style)
    }

    /// Writes a line of chrome in the order in which it is seen; `style` is asked with the byte of each letter.
    fn inked(&mut self, (x, y): (u16, u16), right: u16, clean: &Clean, style: impl Fn(usize) -> Style) -> u16 {
        if self.order == Order::Visual && bidi::may_be_rtl(clean) {
            return bidi::line_order(clean).into_iter().fold(x, |at, glyph| {
                let symbol = Clean::from(glyph.symbol);
                self.sign((at, y), right, Ink::from(&symbol), style(glyph.span.start))
            });
        }
        let graphemes = Ink::from(clean).graphemes();
        graphemes.fold(x, |at, (byte, grapheme)| self.sign((at, y), right, grapheme, style(byte)))
    }

    /// Writes a letter of chrome; its signs in ASCII where that is wanted.
    fn sign(&mut self, at: (u16, u16), right: u16, grapheme: Ink<'_>, style: Style) -> u16 {
        let plain = if self.signs == Signs::Ascii { in_ascii(grapheme.0) } else { grapheme.0 };
        self.cell(at, right, Ink(plain), style)
    }

    /// Draws the coasts of the earth between two longitudes and two latitudes: dots, no text.
    #[expect(clippy::disallowed_methods, reason = "a pattern of dots; nothing of a document")]
    pub fn coasts(&mut self, area: Rect, (east, north): ([f64; 2], [f64; 2]), style: Style) {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return;
        }
        let mut points = Buffer::empty(area);
        let map = Map { resolution: MapResolution::High, color: Color::default() };
        Canvas::default()
            .marker(Marker::Braille)
            .x_bounds(east)
            .y_bounds(north)
            .paint(|context| context.draw(&map))
            .render(area, &mut points);
        let mut dots = Dots::blank(area.width, area.height);
        let cell = |x: u16, y: u16| (usize::from(x - area.x), usize::from(y - area.y));
        for (x, y) in (area.top()..area.bottom()).flat_map(|y| (area.left()..area.right()).map(move |x| (x, y))) {
            dots.take(cell(x, y), points[(x, y)].symbol().chars().next().unwrap_or(' '));
        }
        dots.join((east[1] - east[0]) / (f64::from(area.width) * 2.0));
        for (x, y) in (area.top()..area.bottom()).flat_map(|y| (area.left()..area.right()).map(move |x| (x, y))) {
            let pattern = dots.pattern(cell(x, y));
            let plain = pattern.filter(|_| self.signs == Signs::Ascii).map(|_| '.');
            self.buffer[(x, y)].set_char(plain.or(pattern).unwrap_or(' ')).set_style(style);
        }
    }

    /// Writes one grapheme, if it ends before column `right`, and returns the column behind it.
    #[expect(clippy::disallowed_methods, reason = "the one place; the ink is clean")]
    pub fn cell(&mut self, (x, y): (u16, u16), right: u16, grapheme: Ink<'_>, style: Style) -> u16 {
        let wide = u16::try_from(text::grapheme_cells(grapheme.0)).unwrap_or(u16::MAX);
        let end = x.saturating_add(wide);
        let area = self.buffer.area;
        if wide == 0 || end > right.min(area.right()) || y >= area.bottom() || x < area.left() {
            return x;
        }
        let symbol = if matches!(grapheme.0, "\n" | "\t") { " " } else { grapheme.0 };
        self.buffer[(x, y)].set_symbol(symbol).set_style(style);
        for beside in x + 1..end {
            let cell = &mut self.buffer[(beside, y)];
            cell.reset();
            cell.set_style(style);
        }
        end
    }
}

/// A sign of the program's own lines in ASCII; anything else as it is.
fn in_ascii(sign: &str) -> &str {
    match sign {
        "…" => "~",
        "·" | "—" | "–" | "−" => "-",
        "×" => "x",
        "‘" | "’" => "'",
        "§" => "#",
        "¶" => "p",
        "“" | "”" => "\"",
        other => other,
    }
}
