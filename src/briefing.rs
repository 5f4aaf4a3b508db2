//! The document model: one canonical clean text, and spans into it.
//!
//! A [`Briefing`] is a header, **one** [`Clean`] text, a flat list of [`Block`]s in reading order, and [`Section`]s that
//! are ranges of blocks. Everything that is drawn, searched, marked or exported is a [`Span`] (bytes) of that one text.
//!
//! Invariants: block spans ascend and do not overlap; sections tile the blocks after the title; every section but the
//! first has a heading block first; section ids are unique.

use std::ops::Range;

use crate::clean::Clean;
use crate::sentence;
use crate::text::{self, Letters, Span};

mod date;
mod draft;
mod handling;
mod header;
mod sentences;

pub use date::PartialDate;
pub use draft::{Draft, MAX_BLOCK};
pub use handling::{Classification, Handling, Tlp};
pub use header::{Header, NamedEntity, Source};

/// One document: header fields, sections, and the one text they are spans of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Briefing {
    /// What stands above the body.
    pub header: Header,
    /// The one canonical text. Blocks are separated by `\n\n`.
    pub text: Clean,
    /// The letters beyond ASCII in it.
    pub letters: Letters,
    /// All blocks in reading order, headings and the title included.
    pub blocks: Vec<Block>,
    /// Sections in reading order. The lead, when there is one, is the first and has no heading.
    pub sections: Vec<Section>,
    /// Inline styles, ordered by start. Spans may nest.
    pub inlines: Vec<Inline>,
    /// Link targets, as [`InlineStyle::Link`] refers to them.
    pub links: Vec<Clean>,
    /// Invisible characters that were hidden, and dangerous ones that were made visible.
    pub neutralised: Neutralised,
}

/// How many characters of the source had to be changed to be harmless.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Neutralised {
    /// Made visible: controls, direction overrides, private use.
    pub shown: usize,
    /// Hidden: zero width, tags, soft hyphens, surplus combining marks.
    pub hidden: usize,
}

/// The unit of navigation, reading progress and notes: a heading (or none: the lead) and its blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// A slug of the heading, with an ordinal among equals: stable while other sections change.
    pub id: String,
    /// Depth of the heading, 1 the shallowest that the document uses for sections. The lead has 1.
    pub level: u8,
    /// Index into [`Briefing::blocks`] of the heading; `None` for the lead.
    pub heading: Option<usize>,
    /// Blocks of the section, its heading included.
    pub blocks: Range<usize>,
}

impl Section {
    /// The blocks after the heading.
    pub fn body(&self) -> Range<usize> {
        self.heading.map_or(self.blocks.start, |h| h + 1)..self.blocks.end
    }
}

/// One paragraph-like piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Place in the text, in bytes, without the separators around it.
    pub span: Span,
    /// Line of the source where it starts, from 1.
    pub line: u32,
    /// What it is.
    pub kind: BlockKind,
    /// Depth of quotation, 0 for none.
    pub quote: u8,
    /// No blank line stands between this block and the one before it.
    pub tight: bool,
    /// The rest of the block before it, split only because of its length.
    pub continued: bool,
    /// The handling of this block alone, from a portion mark such as `(S)`.
    pub portion: Option<Classification>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The title of the document as it stood in the body.
    Title,
    /// A section heading of this level, from 1.
    Heading(u8),
    /// Running text in one line; wrapped when shown.
    Paragraph,
    /// A list item. The marker is the start of the text.
    Item {
        /// Nesting, from 0.
        depth: u8,
        /// Bytes of the marker with the space behind it; 0 in a further paragraph of the same item.
        marker: u8,
    },
    /// Rows separated by `\n`, cells by `\t`. Without a `\t` the rows are aligned by spaces already.
    Table,
    /// Preformatted lines.
    Code,
    /// A line between two parts. Its text is what the source used (`* * *`, `&&`), or empty.
    Rule,
}

/// A style on a span of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inline {
    /// Place in the text, in bytes.
    pub span: Span,
    /// What to do with it.
    pub style: InlineStyle,
}

/// Kinds of inline style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InlineStyle {
    /// Strong emphasis.
    Strong,
    /// Emphasis.
    Emphasis,
    /// Code or a literal.
    Code,
    /// Struck out.
    Strike,
    /// A link; the index into [`Briefing::links`].
    Link(u32),
    /// Stands for a dangerous character of the source, drawn dim.
    Escape,
}

/// Something the importer could not take as it stood. Never an error: the text is there all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Line of the source, from 1.
    pub line: u32,
    /// What was found and what was done about it.
    pub message: String,
}

impl Briefing {
    /// The text of a block.
    pub fn block_text(&self, block: usize) -> &str {
        self.blocks.get(block).map_or("", |b| text::slice(&self.text, b.span))
    }

    /// The first of the pieces that a block was split into for its length; of others the block itself.
    pub fn first_piece(&self, block: usize) -> usize {
        let continued = |block: usize| self.blocks.get(block).is_some_and(|b| b.continued);
        (1..=block).rev().find(|block| !continued(*block)).unwrap_or(0)
    }

    /// The heading of a section; `None` for the lead and for sections that do not exist.
    pub fn heading(&self, section: usize) -> Option<&str> {
        self.sections.get(section)?.heading.map(|block| self.block_text(block))
    }

    /// The block that holds byte `offset`, or the last one that starts before it. 0 in an empty briefing.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|b| b.span.start <= offset).saturating_sub(1)
    }

    /// The section that holds `block`. Blocks before the first section (the title) belong to section 0.
    pub fn section_of(&self, block: usize) -> usize {
        self.sections.partition_point(|s| s.blocks.start <= block).saturating_sub(1)
    }

    /// The text span of a section, heading included.
    pub fn section_span(&self, section: usize) -> Span {
        let Some(blocks) = self.sections.get(section).map(|s| s.blocks.clone()) else { return Span::default() };
        match (self.blocks.get(blocks.start), self.blocks.get(blocks.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if !blocks.is_empty() => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The inline styles that touch `span`, in order of their start.
    pub fn inlines_in(&self, span: Span) -> impl Iterator<Item = &Inline> {
        // Nested inlines are short; a look-back of some entries finds every one that reaches into the span.
        const LOOK_BACK: usize = 32;
        let first = self.inlines.partition_point(|i| i.span.start < span.start).saturating_sub(LOOK_BACK);
        self.inlines[first..].iter().take_while(move |i| i.span.start < span.end).filter(move |i| i.span.overlaps(span))
    }

    /// The best name for the briefing: its title, else the first words of its text.
    pub fn display_title(&self) -> String {
        if let Some(title) = &self.header.title {
            return title.to_string();
        }
        let first = self.blocks.iter().find(|b| !b.span.is_empty());
        let words = first.map_or("", |b| text::slice(&self.text, b.span));
        let words = text::prefix_cells(words, 400);
        let first = sentence::sentences(words).into_iter().next().filter(|first| first.end < words.len());
        // A sentence that others follow is a title without its full stop.
        let title = first.map_or(words, |first| text::slice(words, first).trim_end_matches('.'));
        text::truncate(title, 96).replace(['\n', '\t'], " ")
    }
}

#[cfg(test)]
mod tests;
