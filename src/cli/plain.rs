//! A briefing as plain text: what the screen shows, for pipes, pagers, screen readers and printers.
//!
//! The shape is that of a manual page. Headings stand at the margin and text is indented by two, so that a heading is
//! never taken for a paragraph; the title is underlined with `=`, a heading of the first level with `-`. Quotations have
//! `> ` before each line, columns of tables are parted by `|`. The handling label is the first and the last line. Rows
//! break exactly as on a screen of that width. There is no escape sequence in it and no Unicode sign that the text does
//! not have itself; right-to-left text stays in its logical order, which terminals and pagers put right themselves.

use std::io::{self, Write};
use std::ops::Range;

use super::facts;
use super::rows::Line;
use crate::app::layout::{self, Layout};
use crate::briefing::{BlockKind, Briefing, InlineStyle};
use crate::clean::Clean;
use crate::import::Imported;
use crate::text::{self, Span};
use crate::wrap::{self, Indent, Row};

/// Left edge of a quotation's sign, in cells.
const QUOTE: usize = layout::GUTTER;

/// What of a document to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it, with its header.
    Whole,
    /// One section.
    Section(usize),
}

/// Writes a document, wrapped at `width` cells.
///
/// # Errors
/// What `out` says.
pub(super) fn write(out: impl Write, imported: &Imported, part: Part, width: usize) -> io::Result<()> {
    let mut layout = Layout::default();
    layout.resize(width);
    let briefing = &imported.briefing;
    let mut page = Page { out, briefing, layout, width, empty: true };
    page.handling()?;
    match part {
        Part::Whole => {
            page.head(imported)?;
            for section in 0..briefing.sections.len() {
                page.section(section)?;
            }
        }
        Part::Section(section) => page.section(section)?,
    }
    if briefing.header.handling.is_some() {
        page.blank(1)?;
        page.handling()?;
    }
    Ok(())
}

struct Page<'a, W> {
    out: W,
    briefing: &'a Briefing,
    layout: Layout,
    width: usize,
    /// Nothing has been written, so that no blank line is due.
    empty: bool,
}

impl<W: Write> Page<'_, W> {
    fn handling(&mut self) -> io::Result<()> {
        let Some(handling) = &self.briefing.header.handling else { return Ok(()) };
        self.prose(&handling.label, Indent::default())
    }

    /// Title and header fields, and the blocks before the first section.
    fn head(&mut self, imported: &Imported) -> io::Result<()> {
        let briefing = self.briefing;
        let first = briefing.sections.first().map_or(briefing.blocks.len(), |s| s.blocks.start);
        self.blocks(0..first)?;
        if let Some(title) = briefing.header.title.as_ref().filter(|_| first == 0) {
            self.blank(1)?;
            self.prose(title, Indent::default())?;
            self.underline(title, b'=')?;
        }
        let facts = facts::of(imported);
        if !facts.is_empty() {
            self.blank(1)?;
        }
        for fact in facts {
            self.prose(&fact, Indent { first: 0, rest: layout::GUTTER.min(self.width / 3) })?;
        }
        Ok(())
    }

    fn section(&mut self, section: usize) -> io::Result<()> {
        let Some(blocks) = self.briefing.sections.get(section).map(|s| s.blocks.clone()) else { return Ok(()) };
        let links = links(self.briefing, blocks.clone());
        self.blocks(blocks)?;
        if !links.is_empty() {
            self.blank(1)?;
        }
        let left = layout::GUTTER.min(self.width / 3);
        for link in links {
            self.prose(&link, Indent { first: left, rest: (left * 2).min(self.width / 2) })?;
        }
        Ok(())
    }

    fn blocks(&mut self, blocks: Range<usize>) -> io::Result<()> {
        for block in blocks.clone() {
            if self.is_late_title(block) {
                continue;
            }
            let after = block > blocks.start && self.is_heading(block - 1);
            let air = after || self.is_heading(block) || block == blocks.start;
            self.blank(layout::gap(self.briefing, block).max(usize::from(air)))?;
            self.block(block)?;
        }
        Ok(())
    }

    fn block(&mut self, block: usize) -> io::Result<()> {
        let briefing = self.briefing;
        let Some(kind) = briefing.blocks.get(block).map(|b| b.kind) else { return Ok(()) };
        let text = briefing.block_text(block);
        if let Some(title) = marked_title(briefing, block) {
            self.prose(title, Indent::default())?;
            return self.underline(title, b'=');
        }
        let first = briefing.block_text(briefing.first_piece(block));
        let rows = self.layout.rows(briefing, block);
        let quotes = usize::from(briefing.blocks[block].quote.min(8));
        for (n, row) in rows.iter().enumerate() {
            self.row(row, (text, first), quotes)?;
            if row.head && !row.rules.is_empty() && rows.get(n + 1).is_some_and(|next| !next.head) {
                self.line(&Line::under_head(&rows, text))?;
            }
        }
        match kind {
            BlockKind::Title => self.underline(text, b'='),
            BlockKind::Heading(_) if self.level(block) == 1 => self.underline(text, b'-'),
            BlockKind::Rule if text.is_empty() => self.line("  --------"),
            _ => Ok(()),
        }
    }

    fn row(&mut self, row: &Row, (text, first): (&str, &str), quotes: usize) -> io::Result<()> {
        let mut line = Line::default();
        let left = row.pieces.iter().map(|p| usize::from(p.column)).min().unwrap_or(usize::MAX);
        for column in (0..quotes).map(|depth| QUOTE + depth * 2).filter(|column| *column < left) {
            line.put(column, ">");
        }
        line.label(row, first);
        line.row(row, text);
        self.line(&line.finish())
    }

    fn prose(&mut self, text: &Clean, indent: Indent) -> io::Result<()> {
        for row in wrap::prose(text, self.width, indent) {
            self.row(&row, (text, text), 0)?;
        }
        Ok(())
    }

    fn underline(&mut self, text: &str, sign: u8) -> io::Result<()> {
        let wide = text::cells(text).min(self.width);
        self.line(&char::from(sign).to_string().repeat(wide))
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        self.empty = false;
        self.out.write_all(line.as_bytes())?;
        self.out.write_all(b"\n")
    }

    fn blank(&mut self, lines: usize) -> io::Result<()> {
        if self.empty {
            return Ok(());
        }
        (0..lines).try_for_each(|_| self.out.write_all(b"\n"))
    }

    fn is_heading(&self, block: usize) -> bool {
        matches!(self.briefing.blocks.get(block).map(|b| b.kind), Some(BlockKind::Heading(_) | BlockKind::Title))
    }

    /// A title that stands somewhere below the first lines; it was printed at the top already.
    fn is_late_title(&self, block: usize) -> bool {
        let is_title = self.briefing.blocks.get(block).is_some_and(|b| b.kind == BlockKind::Title);
        is_title && block > 0 && self.briefing.header.title.as_deref() == Some(self.briefing.block_text(block))
    }

    fn level(&self, block: usize) -> u8 {
        self.briefing.sections.get(self.briefing.section_of(block)).map_or(1, |s| s.level)
    }
}

/// The title of a line that holds a marking beside it (`[TLP:AMBER] Title`), which is among the handling at the top: the
/// name alone, as it is in every other form.
fn marked_title(briefing: &Briefing, block: usize) -> Option<&Clean> {
    briefing.blocks.get(block).filter(|b| b.kind == BlockKind::Title)?;
    let header = &briefing.header;
    let (title, handling) = (header.title.as_ref()?, header.handling.as_ref()?);
    let (before, after) = briefing.block_text(block).split_once(title.as_str())?;
    let is_sign = |c: char| !c.is_alphanumeric();
    let beside = [before.trim_matches(is_sign), after.trim_matches(is_sign)];
    let label = handling.label.to_uppercase();
    let is_told = beside.iter().all(|words| label.contains(&words.to_uppercase()));
    (is_told && beside.iter().any(|words| !words.is_empty())).then_some(title)
}

/// The links of a section whose address is not in the text already.
fn links(briefing: &Briefing, blocks: Range<usize>) -> Vec<Clean> {
    let (Some(first), Some(last)) =
        (briefing.blocks.get(blocks.start), briefing.blocks.get(blocks.end.wrapping_sub(1)))
    else {
        return Vec::new();
    };
    let span = Span::new(first.span.start, last.span.end.max(first.span.start));
    let mut out: Vec<Clean> = Vec::new();
    for inline in briefing.inlines_in(span) {
        let InlineStyle::Link(n) = inline.style else { continue };
        let words = text::slice(&briefing.text, inline.span);
        let Some(url) = briefing.links.get(n as usize).filter(|url| !url.is_empty() && url.as_str() != words) else {
            continue;
        };
        let line = Clean::from(format!("[{}] {url}", Clean::line(words)));
        if out.last() != Some(&line) {
            out.push(line);
        }
    }
    out
}

#[cfg(test)]
mod tests;
