//! Tags and text to [pieces](super::pieces::Piece).

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::lossy;
use super::pieces::{Kind, Page, Piece};
use crate::briefing::InlineStyle;

/// Inline styles that are kept open at a time; deeper ones are passed over.
const MAX_STYLES: usize = 16;
/// A cell longer than this (bytes) is running text, and its table only lays out the page.
const MAX_CELL: usize = 600;

/// Reads the tags of `source`, which starts in line `line`.
pub(super) fn read(source: &str, line: u32) -> Page {
    let mut reader = Reader::new(source, line);
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        reader.event(&event, span);
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
    reader.done()
}

struct Reader<'a> {
    source: &'a [u8],
    page: Page,
    at: usize,
    line: u32,
    tag: String,
    attribute: String,
    attributes: Vec<(String, String)>,
    /// The next text opens this.
    next: Option<Kind>,
    open: bool,
    /// Open inline elements, and whether each started a style.
    styles: Vec<&'static str>,
    lists: Vec<Option<u64>>,
    item: Option<Option<u64>>,
    quote: u8,
    heading: bool,
    pre: usize,
    tables: Vec<Table>,
    nav: Vec<usize>,
    skip: Option<(String, u32)>,
    in_title: bool,
}

struct Table {
    piece: usize,
    rows: usize,
    cells: usize,
    widest: usize,
    in_cell: bool,
    length: usize,
    layout: bool,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, line: u32) -> Self {
        Self {
            source: source.as_bytes(),
            page: Page::default(),
            at: 0,
            line,
            tag: String::new(),
            attribute: String::new(),
            attributes: Vec::new(),
            next: None,
            open: false,
            styles: Vec::new(),
            lists: Vec::new(),
            item: None,
            quote: 0,
            heading: false,
            pre: 0,
            tables: Vec::new(),
            nav: Vec::new(),
            skip: None,
            in_title: false,
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.locate(span.start);
                self.tag = lossy(name).into_owned();
                self.attributes.clear();
                if let Some(byte) = broken_byte(self.source, span.start) {
                    self.tag.clear();
                    self.text(byte);
                }
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = lossy(name).into_owned();
                self.attributes.push((self.attribute.clone(), String::new()));
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, last)) = self.attributes.last_mut() {
                    last.push_str(&lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { .. } => self.start_tag(),
            CallbackEvent::EndTag { name } => {
                self.locate(span.start);
                let name = lossy(name).into_owned();
                self.end_tag(&name);
            }
            CallbackEvent::String { value } => {
                self.locate(span.start);
                let text = lossy(value).into_owned();
                self.text(&text);
            }
            CallbackEvent::Comment { value } => self.comment(value, span),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    /// A comment that is never closed would swallow the rest: it is text.
    fn comment(&mut self, value: &[u8], span: Span<usize>) {
        if !value.is_empty() && self.source.ends_with(value) {
            self.locate(span.start);
            let text = lossy(value).into_owned();
            self.text(&text);
        }
    }

    fn start_tag(&mut self) {
        if self.skip.is_some() {
            return;
        }
        let tag = std::mem::take(&mut self.tag);
        match tag.as_str() {
            "script" | "style" | "template" | "svg" | "iframe" | "noscript" | "object" | "canvas" => {
                self.skip = Some((tag.clone(), self.line));
            }
            "title" => self.in_title = self.page.title.is_empty(),
            "meta" => self.meta(),
            "br" => self.line_break(),
            "hr" => {
                self.layout();
                self.close();
                self.page.pieces.push(Piece::Rule(self.line));
            }
            "img" => self.image(),
            "time" => self.time(),
            "nav" => {
                self.close();
                self.nav.push(self.page.pieces.len());
            }
            "table" | "caption" | "tr" | "td" | "th" => self.start_table_part(&tag),
            "a" => self.anchor(),
            name => {
                if let Some(style) = style(name) {
                    self.start_style(style, Piece::Style(style_of(style)));
                } else {
                    self.start_block(name);
                }
            }
        }
        self.tag = tag;
    }

    fn start_block(&mut self, name: &str) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.layout();
                self.close();
                let level = name.bytes().nth(1).map_or(1, |b| b - b'0');
                self.heading = true;
                self.next = Some(Kind::Heading(level));
            }
            "ul" | "ol" | "menu" | "dir" => {
                self.layout();
                self.close();
                let start = self.value("start").and_then(|v| v.parse().ok()).unwrap_or(1);
                self.lists.push((name == "ol").then_some(start));
            }
            "li" => self.start_item(),
            "dl" => self.close(),
            "dt" => self.close(),
            "dd" => {
                self.close();
                self.next = Some(Kind::ItemMore(self.depth()));
            }
            "blockquote" => {
                self.layout();
                self.close();
                self.quote = self.quote.saturating_add(1);
            }
            "pre" | "xmp" | "listing" | "textarea" => {
                self.layout();
                self.close();
                self.pre += 1;
                self.next = Some(Kind::Code);
            }
            name if is_block(name) => self.soft_close(),
            _ => {}
        }
    }

    fn end_tag(&mut self, name: &str) {
        if let Some((skipped, _)) = &self.skip {
            if skipped == name {
                self.skip = None;
            }
            return;
        }
        match name {
            "title" => self.in_title = false,
            "nav" => {
                self.close();
                if let Some(start) = self.nav.pop()
                    && self.nav.is_empty()
                {
                    self.page.nav.push(start..self.page.pieces.len());
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.close(),
            "ul" | "ol" | "menu" | "dir" => {
                self.close();
                self.item = None;
                self.lists.pop();
            }
            "li" => {
                self.close();
                self.item = None;
            }
            "blockquote" => {
                self.close();
                self.quote = self.quote.saturating_sub(1);
            }
            "pre" | "xmp" | "listing" | "textarea" => {
                self.close();
                self.pre = self.pre.saturating_sub(1);
            }
            "table" => self.end_table(),
            "td" | "th" | "caption" => self.end_cell(name == "caption"),
            "a" => self.end_style("a"),
            "p" => self.soft_close(),
            name => match style(name) {
                Some(style) => self.end_style(style),
                None if is_block(name) => self.soft_close(),
                None => {}
            },
        }
    }

    fn text(&mut self, text: &str) {
        if self.skip.is_some() {
            return;
        }
        if self.in_title {
            self.page.title.push_str(text);
            return;
        }
        if !self.open && text.trim().is_empty() {
            return;
        }
        if let Some(table) = self.tables.last_mut().filter(|t| t.in_cell) {
            table.length += text.len();
            table.layout |= table.length > MAX_CELL;
        }
        self.ready();
        self.page.pieces.push(Piece::Text(text.to_owned()));
    }

    /// Opens the block that is due.
    fn ready(&mut self) {
        if self.open {
            return;
        }
        let kind = self.next.take().unwrap_or_else(|| match (self.item.take(), self.lists.len()) {
            (_, 0) => Kind::Paragraph(self.quote),
            (Some(number), _) => Kind::Item(self.depth(), number),
            (None, _) => Kind::ItemMore(self.depth()),
        });
        self.page.pieces.push(Piece::Open(kind, self.line));
        self.open = true;
    }

    fn close(&mut self) {
        while self.styles.pop().is_some() {
            self.page.pieces.push(Piece::EndStyle);
        }
        if self.open {
            self.page.pieces.push(Piece::Close);
        }
        self.open = false;
        self.heading = false;
        self.next = None;
    }

    /// The end of a paragraph-like block: only white space inside a heading, a table cell or preformatted text.
    fn soft_close(&mut self) {
        if self.pre > 0 {
            return;
        }
        let in_cell = self.tables.last().is_some_and(|t| t.in_cell && !t.layout);
        if !(self.heading || in_cell) {
            return self.close();
        }
        if self.open && !matches!(self.page.pieces.last(), Some(Piece::Break(_))) {
            self.page.pieces.push(Piece::Break(self.line));
        }
    }

    fn line_break(&mut self) {
        if self.in_title {
            self.page.title.push(' ');
        } else if self.open {
            self.page.pieces.push(Piece::Break(self.line));
        }
    }

    fn depth(&self) -> u8 {
        u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    fn start_item(&mut self) {
        self.layout();
        self.close();
        if self.lists.is_empty() {
            self.lists.push(None);
        }
        let value = self.value("value").and_then(|v| v.parse().ok());
        let number = self.lists.last_mut().and_then(|list| {
            let number = value.or(*list)?;
            *list = Some(number.saturating_add(1));
            Some(number)
        });
        self.item = Some(number);
    }

    fn start_style(&mut self, name: &'static str, piece: Piece) {
        if self.styles.len() >= MAX_STYLES {
            return;
        }
        self.ready();
        self.styles.push(name);
        self.page.pieces.push(piece);
    }

    fn end_style(&mut self, name: &str) {
        let Some(found) = self.styles.iter().rposition(|s| *s == name) else { return };
        while self.styles.len() > found {
            self.styles.pop();
            self.page.pieces.push(Piece::EndStyle);
        }
    }

    fn anchor(&mut self) {
        self.end_style("a");
        if let Some(url) = self.value("href").filter(|url| !url.trim().is_empty()) {
            let url = url.trim().to_owned();
            self.start_style("a", Piece::Link(url));
        }
    }

    fn image(&mut self) {
        if let Some(alt) = self.value("alt").filter(|alt| !alt.trim().is_empty()) {
            let alt = alt.to_owned();
            self.text(&alt);
        }
    }

    fn time(&mut self) {
        if let Some(day) = self.value("datetime") {
            self.page.dates.push((2, day.to_owned()));
        }
    }

    fn meta(&mut self) {
        const BEST: [&str; 6] = [
            "date",
            "article:published_time",
            "dc.date.issued",
            "dcterms.issued",
            "datepublished",
            "citation_publication_date",
        ];
        const GOOD: [&str; 6] =
            ["dc.date", "dcterms.date", "dc.date.created", "pubdate", "publish-date", "parsely-pub-date"];
        let Some(content) = self.value("content").map(str::to_owned) else { return };
        let name = ["name", "property", "itemprop"].iter().find_map(|key| self.value(key));
        let Some(name) = name.map(str::to_lowercase) else { return };
        if BEST.contains(&name.as_str()) {
            self.page.dates.push((0, content));
        } else if GOOD.contains(&name.as_str()) {
            self.page.dates.push((1, content));
        } else if !content.trim().is_empty() {
            self.page.meta.push((name, content));
        }
    }

    fn start_table_part(&mut self, name: &str) {
        if name == "table" {
            self.layout();
            self.close();
            let piece = self.page.pieces.len();
            self.page.pieces.push(Piece::Table(false));
            let table = Table { piece, rows: 0, cells: 0, widest: 0, in_cell: false, length: 0, layout: false };
            return self.tables.push(table);
        }
        self.close();
        let line = self.line;
        let Some(table) = self.tables.last_mut() else { return };
        if name == "tr" || name != "caption" && table.rows == 0 {
            table.rows += 1;
            table.cells = 0;
            table.in_cell = false;
            self.page.pieces.push(Piece::Row(line));
        }
        if name == "td" || name == "th" {
            self.page.pieces.push(Piece::Cell(table.cells == 0));
            table.cells += 1;
            table.widest = table.widest.max(table.cells);
            table.in_cell = true;
            table.length = 0;
        }
    }

    fn end_cell(&mut self, caption: bool) {
        self.close();
        if let Some(table) = self.tables.last_mut().filter(|_| !caption) {
            table.in_cell = false;
        }
    }

    fn end_table(&mut self) {
        self.close();
        let Some(table) = self.tables.pop() else { return };
        self.page.pieces.push(Piece::EndTable);
        self.settle(&table);
    }

    /// A table with one column, or with blocks in its cells, only lays out the page.
    fn settle(&mut self, table: &Table) {
        if let Some(Piece::Table(layout)) = self.page.pieces.get_mut(table.piece) {
            *layout = table.layout || table.widest < 2;
        }
    }

    /// A block that no data table has in its cells.
    fn layout(&mut self) {
        if let Some(table) = self.tables.last_mut().filter(|t| t.in_cell) {
            table.layout = true;
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    fn locate(&mut self, offset: usize) {
        if offset > self.at {
            let between = self.source.get(self.at..offset).unwrap_or_default();
            self.line += u32::try_from(memchr::memchr_iter(b'\n', between).count()).unwrap_or(0);
            self.at = offset;
        }
    }

    fn done(mut self) -> Page {
        self.close();
        while let Some(table) = self.tables.pop() {
            self.settle(&table);
        }
        self.page.unclosed = self.skip.map(|(_, line)| line);
        self.page.dates.sort_by_key(|(rank, _)| *rank);
        self.page
    }
}

/// A byte that the decoder made visible looks like a tag: `<E9>`. Two hexadecimal digits that are no element are text.
fn broken_byte(source: &[u8], start: usize) -> Option<&str> {
    let from = if source.get(start) == Some(&b'<') { start } else { start.checked_sub(1)? };
    let tag = std::str::from_utf8(source.get(from..from + 4)?).ok()?;
    let digits = tag.strip_prefix('<')?.strip_suffix('>')?;
    let upper = digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'));
    (upper && !super::is_element(&digits.to_ascii_lowercase())).then_some(tag)
}

/// The name that an inline element is remembered by, when it is one with a style.
fn style(name: &str) -> Option<&'static str> {
    Some(match name {
        "b" => "b",
        "strong" => "strong",
        "i" => "i",
        "em" => "em",
        "cite" => "cite",
        "dfn" => "dfn",
        "var" => "var",
        "code" => "code",
        "tt" => "tt",
        "kbd" => "kbd",
        "samp" => "samp",
        "s" => "s",
        "strike" => "strike",
        "del" => "del",
        _ => return None,
    })
}

fn style_of(name: &str) -> InlineStyle {
    match name {
        "b" | "strong" => InlineStyle::Strong,
        "code" | "tt" | "kbd" | "samp" => InlineStyle::Code,
        "s" | "strike" | "del" => InlineStyle::Strike,
        _ => InlineStyle::Emphasis,
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 27] = [
        "address",
        "article",
        "aside",
        "body",
        "button",
        "center",
        "details",
        "dialog",
        "div",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "head",
        "header",
        "hgroup",
        "html",
        "legend",
        "main",
        "option",
        "p",
        "section",
        "select",
        "summary",
        "tbody",
        "thead",
    ];
    BLOCKS.contains(&name)
}
