//! A briefing as JSON: header, the one text, and its sections and paragraphs as places in it.
//!
//! `start` and `end` count Unicode code points of `text`, end exclusive, so that `text[start:end]` in a language with
//! strings of code points is the paragraph. Blocks that were split only for their length are one paragraph again. The
//! title and the headings are in `text` and in the sections, but are no paragraphs. Links that stand in no paragraph (in
//! a heading, or never used) are at the end, so that no address is lost.
//!
//! Written in one pass and without an intermediate tree: a text of any size costs its own size once.

use std::io::{self, Write};
use std::ops::Range;

use serde::ser::{Serialize, Serializer};

use crate::briefing::{BlockKind, Briefing, Header, InlineStyle};
use crate::clean::Clean;
use crate::import::Imported;
use crate::text::{self, Span};

mod escape;
mod points;

pub use escape::Harmless;
pub use points::Points;

/// Writes an imported document. `sections` are those to tell of; the text is always whole, so that offsets hold.
///
/// # Errors
/// What `out` says.
pub fn write(out: impl Write, file: &str, imported: &Imported, sections: Range<usize>) -> io::Result<()> {
    let briefing = &imported.briefing;
    let view = View { briefing, points: &Points::new(briefing) };
    let header = &briefing.header;
    let document = Document {
        file,
        format: imported.format.name(),
        encoding: imported.encoding,
        encoding_guessed: imported.guessed_encoding,
        head: Head::of(header),
        text: &briefing.text,
        sections: Each(sections, |n| view.section(n)),
        links: view.loose_links(),
        entities: header
            .entities
            .iter()
            .map(|e| Entity { name: &e.name, kind: &e.kind, aliases: &e.aliases })
            .collect(),
        warnings: imported.warnings.iter().map(|w| Warning { line: w.line, message: &w.message }).collect(),
    };
    print(out, &document)
}

/// Writes any value as one line of JSON in which nothing acts on a terminal.
///
/// # Errors
/// What `out` says.
pub fn print(mut out: impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Harmless)).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

#[derive(serde::Serialize)]
struct Document<'a, S: Serialize> {
    file: &'a str,
    format: &'static str,
    encoding: &'static str,
    encoding_guessed: bool,
    #[serde(flatten)]
    head: Head<'a>,
    text: &'a Clean,
    sections: S,
    links: Vec<Link<'a>>,
    entities: Vec<Entity<'a>>,
    warnings: Vec<Warning<'a>>,
}

#[derive(serde::Serialize)]
struct Head<'a> {
    title: Option<&'a Clean>,
    date: Option<String>,
    dateline: Option<&'a Clean>,
    handling: Option<&'a Clean>,
    series: Option<&'a Clean>,
    issue: Option<&'a Clean>,
    as_of: Option<&'a Clean>,
    period: Option<&'a Clean>,
    next_due: Option<&'a Clean>,
    tags: &'a [Clean],
    refs: &'a [Clean],
    extra: Vec<Extra<'a>>,
    sources: Vec<Source<'a>>,
}

#[derive(serde::Serialize)]
struct Extra<'a> {
    key: &'a Clean,
    value: &'a Clean,
}

#[derive(serde::Serialize)]
struct Source<'a> {
    name: &'a Clean,
    url: Option<&'a Clean>,
    rating: Option<&'a Clean>,
}

#[derive(serde::Serialize)]
struct Entity<'a> {
    name: &'a Clean,
    kind: &'a Clean,
    aliases: &'a [Clean],
}

#[derive(serde::Serialize)]
struct Warning<'a> {
    line: u32,
    message: &'a str,
}

#[derive(serde::Serialize)]
struct Section<'a, P: Serialize> {
    id: &'a str,
    heading: Option<&'a str>,
    level: u8,
    start: usize,
    end: usize,
    paragraphs: P,
}

#[derive(serde::Serialize)]
struct Paragraph<'a> {
    kind: &'static str,
    start: usize,
    end: usize,
    /// Line of the source, from 1.
    line: u32,
    /// Nesting of a list item or a quotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    depth: Option<u8>,
    text: &'a str,
    links: Vec<Link<'a>>,
}

#[derive(serde::Serialize)]
struct Link<'a> {
    text: &'a str,
    url: &'a str,
}

impl<'a> Head<'a> {
    fn of(header: &'a Header) -> Self {
        Self {
            title: header.title.as_ref(),
            date: header.date.map(|d| d.to_string()),
            dateline: header.dateline.as_ref(),
            handling: header.handling.as_ref().map(|h| &h.label),
            series: header.series.as_ref(),
            issue: header.issue.as_ref(),
            as_of: header.as_of.as_ref(),
            period: header.period.as_ref(),
            next_due: header.next_due.as_ref(),
            tags: &header.tags,
            refs: &header.refs,
            extra: header.extra.iter().map(|(key, value)| Extra { key, value }).collect(),
            sources: header
                .sources
                .iter()
                .map(|s| Source { name: &s.name, url: s.url.as_ref(), rating: s.rating.as_ref() })
                .collect(),
        }
    }
}

/// A sequence whose items are made one after the other while it is written.
struct Each<F>(Range<usize>, F);

impl<T: Serialize, F: Fn(usize) -> T> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone().map(&self.1))
    }
}

#[derive(Clone, Copy)]
struct View<'a> {
    briefing: &'a Briefing,
    points: &'a Points,
}

impl<'a> View<'a> {
    fn section(self, n: usize) -> Section<'a, impl Serialize + 'a> {
        let place = self.points.section(self.briefing, n);
        let section = self.briefing.sections.get(n);
        let whole = whole_paragraphs(self.briefing, section.map_or(0..0, crate::briefing::Section::body));
        Section {
            id: section.map_or("", |s| s.id.as_str()),
            heading: self.briefing.heading(n),
            level: section.map_or(1, |s| s.level),
            start: place.start,
            end: place.end,
            paragraphs: Each(0..whole.len(), move |at: usize| self.paragraph(whole[at].clone())),
        }
    }

    fn paragraph(self, blocks: Range<usize>) -> Paragraph<'a> {
        let (first, last) = (self.points.block(blocks.start), self.points.block(blocks.end - 1));
        let block = self.briefing.blocks[blocks.start];
        let span = Span::new(block.span.start, self.briefing.blocks[blocks.end - 1].span.end);
        Paragraph {
            kind: kind(block.kind, block.quote),
            start: first.start,
            end: last.end,
            line: block.line,
            depth: match block.kind {
                BlockKind::Item { depth, .. } => Some(depth),
                _ => Some(block.quote).filter(|quote| *quote > 0),
            },
            text: text::slice(&self.briefing.text, span),
            links: self.links(span).collect(),
        }
    }

    fn links(self, span: Span) -> impl Iterator<Item = Link<'a>> {
        let briefing = self.briefing;
        // Styles end with their block, so none that started before the paragraph reaches into it.
        let first = briefing.inlines.partition_point(|i| i.span.start < span.start);
        let inside = briefing.inlines[first..].iter().take_while(move |i| i.span.start < span.end);
        inside.filter_map(move |inline| {
            let InlineStyle::Link(n) = inline.style else { return None };
            let url = briefing.links.get(n as usize)?;
            Some(Link { text: text::slice(&briefing.text, inline.span), url })
        })
    }

    /// Links of the title and the headings, then addresses that nothing refers to.
    fn loose_links(self) -> Vec<Link<'a>> {
        let briefing = self.briefing;
        let outside = briefing.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Title | BlockKind::Heading(_)));
        let mut links: Vec<Link<'a>> = outside.flat_map(|b| self.links(b.span)).collect();
        let mut used = vec![false; briefing.links.len()];
        for inline in &briefing.inlines {
            if let InlineStyle::Link(n) = inline.style
                && let Some(seen) = used.get_mut(n as usize)
            {
                *seen = true;
            }
        }
        let unused = briefing.links.iter().zip(used).filter(|(_, used)| !used);
        links.extend(unused.map(|(url, _)| Link { text: "", url }));
        links
    }
}

/// The blocks of a section, those together that are one paragraph.
fn whole_paragraphs(briefing: &Briefing, blocks: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(blocks.len());
    for n in blocks {
        match out.last_mut() {
            Some(last) if briefing.blocks[n].continued => last.end = n + 1,
            _ => out.push(n..n + 1),
        }
    }
    out
}

fn kind(kind: BlockKind, quote: u8) -> &'static str {
    match kind {
        BlockKind::Paragraph if quote > 0 => "quote",
        BlockKind::Title | BlockKind::Heading(_) | BlockKind::Paragraph => "paragraph",
        BlockKind::Item { .. } => "item",
        BlockKind::Table => "table",
        BlockKind::Code => "code",
        BlockKind::Rule => "rule",
    }
}

#[cfg(test)]
mod tests;
