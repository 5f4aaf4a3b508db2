//! Pieces to blocks.

use super::pieces::{Kind, Page, Piece};
use crate::briefing::{BlockKind, Draft};
use crate::import::title;

/// Writes the pieces of `page`.
pub(super) fn write(page: &Page, draft: &mut Draft) {
    let mut writer = Writer { draft, open: false, shape: Shape::Prose, tables: Vec::new(), split: 0, gap: false };
    let mut skip = false;
    for (index, piece) in page.pieces.iter().enumerate() {
        if page.is_nav(index) || page.is_empty_item(index) {
            continue;
        }
        if page.title_piece == Some(index)
            && let Piece::Open(_, line) = piece
        {
            let text = page.block_text(index);
            writer.close();
            title::place(writer.draft, &text, *line);
            skip = true;
        }
        if skip {
            skip = *piece != Piece::Close;
            if let Piece::Link(url) = piece {
                writer.draft.link(url);
            }
            continue;
        }
        writer.piece(piece);
    }
    writer.close();
}

struct Writer<'d> {
    draft: &'d mut Draft,
    open: bool,
    shape: Shape,
    /// Open tables: true for those that only lay out the page.
    tables: Vec<bool>,
    /// Source line of the last split.
    split: u32,
    /// A space is due before more text in this cell.
    gap: bool,
}

/// How text goes into the open block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Prose,
    /// Line breaks and spaces stay as they are.
    Lines,
    /// A break is a space.
    OneLine,
    /// Rows and cells.
    Row,
}

impl Writer<'_> {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Open(kind, line) if !self.in_row() => self.start(*kind, *line),
            Piece::Text(text) | Piece::Alt(text) => self.text(text),
            Piece::Close | Piece::Break(_) | Piece::Split(_) if self.in_row() => self.gap = true,
            Piece::Close => self.close(),
            Piece::Break(_) if self.shape == Shape::OneLine => self.draft.push(" "),
            Piece::Break(_) if self.open => self.draft.line_break(),
            Piece::Split(line) => {
                self.close();
                self.split = *line;
            }
            Piece::Style(style) => self.draft.style_start(*style),
            Piece::Link(url) => {
                let style = self.draft.link(url);
                self.draft.style_start(style);
            }
            Piece::EndStyle => self.draft.style_end(),
            Piece::Table(layout) => {
                self.close();
                self.tables.push(*layout);
            }
            Piece::Row(line) => self.start_row(*line),
            Piece::Cell(first) => self.start_cell(*first),
            Piece::Covered(first, text) if self.in_row() => {
                self.start_cell(*first);
                self.cell_text(text);
            }
            Piece::Open(..) | Piece::Break(_) | Piece::Covered(..) => {}
            Piece::EndTable => {
                self.close();
                self.tables.pop();
            }
            Piece::Rule(line) => {
                self.close();
                self.draft.open(BlockKind::Rule, *line);
                self.draft.close();
            }
        }
    }

    fn in_row(&self) -> bool {
        self.shape == Shape::Row
    }

    fn start(&mut self, kind: Kind, line: u32) {
        let mut marker = String::new();
        let mut depth_of_quote = 0;
        let block = match kind {
            Kind::Paragraph(quote) => {
                depth_of_quote = quote;
                BlockKind::Paragraph
            }
            Kind::Heading(level) => BlockKind::Heading(level),
            Kind::Item(depth, number) => {
                marker = number.map_or_else(|| "• ".to_owned(), |n| format!("{n}. "));
                BlockKind::Item { depth, marker: u8::try_from(marker.len()).unwrap_or(0) }
            }
            Kind::ItemMore(depth) => BlockKind::Item { depth, marker: 0 },
            Kind::Code => BlockKind::Code,
        };
        self.draft.open(block, line);
        self.draft.quote(depth_of_quote);
        if matches!(kind, Kind::Item(..)) {
            self.draft.tight();
        }
        self.draft.push(&marker);
        self.open = true;
        self.shape = match kind {
            Kind::Code => Shape::Lines,
            Kind::Heading(_) => Shape::OneLine,
            _ => Shape::Prose,
        };
    }

    fn text(&mut self, text: &str) {
        if !self.open {
            if text.trim().is_empty() {
                return;
            }
            self.start(Kind::Paragraph(0), self.split);
        }
        if self.shape == Shape::Lines {
            return self.draft.push(text);
        }
        if self.in_row() {
            return self.cell_text(text);
        }
        let mut parts = text.split('\n');
        self.draft.push(parts.next().unwrap_or(""));
        for part in parts {
            self.draft.next_line(part);
        }
    }

    /// Text of a cell is one line; spaces at its ends count only between words.
    fn cell_text(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            self.gap = true;
            return;
        }
        if std::mem::take(&mut self.gap) || text.starts_with(char::is_whitespace) {
            self.draft.cell_space();
        }
        self.draft.push(&words.join(" "));
        self.gap = text.ends_with(char::is_whitespace);
    }

    fn start_row(&mut self, line: u32) {
        if self.tables.last() != Some(&false) {
            return self.close();
        }
        if self.in_row() {
            self.draft.line_break();
        } else {
            self.close();
            self.draft.open(BlockKind::Table, line);
            self.open = true;
            self.shape = Shape::Row;
        }
    }

    fn start_cell(&mut self, first: bool) {
        self.gap = false;
        if self.in_row() && !first {
            self.draft.cell_break();
        }
    }

    fn close(&mut self) {
        if self.open {
            self.draft.close();
        }
        self.open = false;
        self.shape = Shape::Prose;
    }
}
