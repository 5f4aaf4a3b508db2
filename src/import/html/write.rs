//! Pieces to blocks.

use super::pieces::{Kind, Page, Piece};
use crate::briefing::{BlockKind, Draft};
use crate::import::title;

/// Writes the pieces of `page`.
pub(super) fn write(page: &Page, draft: &mut Draft) {
    let mut writer =
        Writer { draft, open: false, lines: false, one_line: false, tables: Vec::new(), row: None, split: 0 };
    let mut skip = false;
    for (index, piece) in page.pieces.iter().enumerate() {
        if page.is_nav(index) {
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
    /// Line breaks and spaces stay as they are.
    lines: bool,
    /// A break is a space.
    one_line: bool,
    /// Open tables: true for those that only lay out the page.
    tables: Vec<bool>,
    /// A row has been written in the innermost data table; `Some(true)` once its block is open.
    row: Option<bool>,
    /// Source line of the last split.
    split: u32,
}

impl Writer<'_> {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Open(kind, line) if !self.in_row() => self.start(*kind, *line),
            Piece::Close if self.in_row() => {}
            Piece::Close => self.close(),
            Piece::Text(text) => self.text(text),
            Piece::Break(_) if self.one_line || self.in_row() => self.draft.push(" "),
            Piece::Break(_) if self.open => self.draft.line_break(),
            Piece::Open(..) | Piece::Break(_) => {}
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
            Piece::EndTable => {
                self.row = None;
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
        self.row == Some(true)
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
        self.lines = kind == Kind::Code;
        self.one_line = matches!(kind, Kind::Heading(_));
    }

    fn text(&mut self, text: &str) {
        if !self.open {
            if text.trim().is_empty() {
                return;
            }
            self.start(Kind::Paragraph(0), self.split);
        }
        if self.lines {
            return self.draft.push(text);
        }
        if self.in_row() {
            let one: Vec<&str> = text.split_whitespace().collect();
            let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
            let pad = |wanted: bool| if wanted { " " } else { "" };
            return self.draft.push(&format!("{}{}{}", pad(before), one.join(" "), pad(after && !one.is_empty())));
        }
        let mut parts = text.split('\n');
        self.draft.push(parts.next().unwrap_or(""));
        for part in parts {
            self.draft.next_line(part);
        }
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
            self.lines = false;
            self.row = Some(true);
        }
    }

    fn start_cell(&mut self, first: bool) {
        if self.in_row() && !first {
            self.draft.cell_break();
        }
    }

    fn close(&mut self) {
        if self.open {
            self.draft.close();
        }
        self.open = false;
        self.lines = false;
        self.one_line = false;
    }
}
