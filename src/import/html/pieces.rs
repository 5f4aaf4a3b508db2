//! What a page consists of once its tags are read.

use crate::briefing::InlineStyle;
use crate::import::title::Heading;

/// A page as a flat list.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Blocks and text in reading order.
    pub(super) pieces: Vec<Piece>,
    /// Navigation: ranges of `pieces`, ascending, that are left out when there is other text.
    pub(super) nav: Vec<std::ops::Range<usize>>,
    /// The `main` elements: ranges of `pieces`, ascending.
    pub(super) main: Vec<std::ops::Range<usize>>,
    /// Text of the `title` element.
    pub(super) title: String,
    /// Footers: ranges of `pieces`.
    pub(super) feet: Vec<std::ops::Range<usize>>,
    /// What stands for scripts that do not run: ranges of `pieces`, ascending.
    pub(super) noscript: Vec<std::ops::Range<usize>>,
    /// Dates that are said to be those of publication, best first.
    pub(super) dates: Vec<(u8, String)>,
    /// Other dates of `time` elements, and the piece that each stands before.
    pub(super) times: Vec<(usize, String)>,
    /// Other facts of the head: name and content.
    pub(super) meta: Vec<(String, String)>,
    /// Index of the heading piece that is the title of the document.
    pub(super) title_piece: Option<usize>,
    /// What to tell of the page, by line.
    pub(super) remarks: Vec<(u32, &'static str)>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// The next text opens a block of this kind.
    Open(Kind, u32),
    /// The open block ends.
    Close,
    /// Running text; white space as in the source.
    Text(String),
    /// What stands for an image.
    Alt(String),
    /// A line break inside a block, in this source line.
    Break(u32),
    /// The open block ends and a paragraph follows, in this source line.
    Split(u32),
    /// An inline style starts.
    Style(InlineStyle),
    /// A link starts.
    Link(String),
    /// The innermost style or link ends.
    EndStyle,
    /// A table starts; true when it only lays out the page.
    Table(bool),
    /// A row starts.
    Row(u32),
    /// A cell starts; true for the first of its row.
    Cell(bool),
    /// A cell that another one reaches into: true for the first of its row, and the text that is said again.
    Covered(bool, String),
    /// The table ends.
    EndTable,
    /// A line across the page.
    Rule(u32),
}

/// Kinds of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph, quoted this deep.
    Paragraph(u8),
    /// A heading.
    Heading(u8),
    /// First block of a list item: nesting, and its number in an ordered list.
    Item(u8, Option<u64>),
    /// A further block of a list item.
    ItemMore(u8),
    /// Preformatted text.
    Code,
}

impl Page {
    /// Indices and texts of the headings.
    pub(super) fn headings(&self) -> Vec<(usize, Heading)> {
        let mut out = Vec::new();
        let mut seen_text = false;
        for (index, piece) in self.pieces.iter().enumerate() {
            if self.is_nav(index) {
                continue;
            }
            match piece {
                Piece::Open(Kind::Heading(level), _) => {
                    let text = self.block_text(index);
                    if !text.is_empty() {
                        out.push((index, Heading { level: *level, text, opens: !seen_text }));
                    }
                }
                Piece::Text(text) => seen_text |= !text.trim().is_empty(),
                _ => {}
            }
        }
        out
    }

    /// Text of the block that opens at `index`, on one line.
    pub(super) fn block_text(&self, index: usize) -> String {
        let mut out = String::new();
        for piece in self.pieces.iter().skip(index + 1) {
            match piece {
                Piece::Text(text) | Piece::Alt(text) => out.push_str(text),
                Piece::Break(_) => out.push(' '),
                Piece::Style(_) | Piece::Link(_) | Piece::EndStyle => {}
                _ => break,
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Text of the cell whose pieces are the last ones, from `start` on.
    pub(super) fn cell_text(&self, start: usize) -> String {
        let mut out = String::new();
        for piece in self.pieces.iter().skip(start) {
            match piece {
                Piece::Text(text) | Piece::Alt(text) => out.push_str(text),
                Piece::Close | Piece::Break(_) | Piece::Split(_) => out.push(' '),
                _ => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Text of the block that opens at `index`, on one line, without what is in links.
    pub(super) fn unlinked(&self, index: usize) -> String {
        let mut out = String::new();
        let mut links = Vec::new();
        for piece in self.pieces.iter().skip(index + 1) {
            match piece {
                Piece::Text(text) if !links.contains(&true) => out.push_str(text),
                Piece::Break(_) => out.push(' '),
                Piece::Link(_) => links.push(true),
                Piece::Style(_) => links.push(false),
                Piece::EndStyle => drop(links.pop()),
                Piece::Text(_) | Piece::Alt(_) => {}
                _ => break,
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// True for an item of a list that holds nothing: no text, no picture, no target.
    pub(super) fn is_empty_item(&self, index: usize) -> bool {
        if !matches!(self.pieces.get(index), Some(Piece::Open(Kind::Item(..), _))) {
            return false;
        }
        let blank = |piece: &&Piece| match piece {
            Piece::Text(text) => text.trim().is_empty(),
            Piece::Break(_) | Piece::Style(_) | Piece::EndStyle => true,
            _ => false,
        };
        self.pieces.iter().skip(index + 1).find(|piece| !blank(piece)) == Some(&Piece::Close)
    }

    /// True when the piece is inside navigation that is left out.
    pub(super) fn is_nav(&self, index: usize) -> bool {
        within(&self.nav, index)
    }
}

/// True when `index` is in one of the ascending `ranges`.
pub(super) fn within(ranges: &[std::ops::Range<usize>], index: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= index);
    after.checked_sub(1).and_then(|i| ranges.get(i)).is_some_and(|range| range.contains(&index))
}
