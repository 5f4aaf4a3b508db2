//! Tags and text to [pieces](super::pieces::Piece).

use html5gum::Span;
use html5gum::emitters::callback::CallbackEvent;

use super::events::{self, Next};
use super::lossy;
use super::pieces::{Kind, Page, Piece};

mod blocks;
mod ends;
mod facts;
mod inline;
mod spans;
mod tables;

use tables::Table;

/// Reads the tags of `source`, which starts in line `line`.
pub(super) fn read(source: &str, line: u32) -> Page {
    let mut reader = Reader::new(source, line);
    events::each(source, &mut |event, span| reader.event(event, span));
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
    /// An item has started and has no text yet.
    item: Option<Due>,
    quote: u8,
    heading: bool,
    pre: usize,
    tables: Vec<Table>,
    /// What cells that others cover may still cost, in bytes.
    spare: usize,
    nav: Vec<usize>,
    feet: Vec<usize>,
    main: Option<usize>,
    /// A `noscript` element began at this piece; true when a block was open.
    noscript: Option<(usize, bool)>,
    skip: Option<(String, u32)>,
    title: ends::Title,
    /// A tag that ends itself with a slash is meant so.
    xhtml: bool,
    /// Where the last start tag ended, in bytes.
    behind: usize,
    /// The last end tag of elements that were asked for, in bytes.
    last_ends: Vec<(&'static str, Option<usize>)>,
    /// A tag that is being read began here.
    torn: Option<usize>,
}

/// The number of a list item, when it has one.
struct Due(Option<u64>);

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
            spare: source.len(),
            nav: Vec::new(),
            feet: Vec::new(),
            main: None,
            noscript: None,
            skip: None,
            title: ends::Title::No,
            xhtml: ends::is_xhtml(source),
            behind: 0,
            last_ends: Vec::new(),
            torn: None,
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) -> Next {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.locate(span.start);
                self.torn = Some(self.at);
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
            CallbackEvent::CloseStartTag { self_closing } => {
                self.torn = None;
                self.behind = span.end;
                return self.start_tag(*self_closing);
            }
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
        Next::Usual
    }

    /// A comment that is never closed would swallow the rest: it is text.
    fn comment(&mut self, value: &[u8], span: Span<usize>) {
        if !value.is_empty() && ends::is_open_comment(self.source, value, span.start) {
            self.locate(span.start);
            let text = lossy(value).into_owned();
            self.text(&text);
        }
    }

    /// A tag whose quotation mark is never closed would swallow the rest: it is text, unless the document just ends there.
    fn torn_tag(&mut self) {
        let Some(rest) = self.torn.take().and_then(|at| self.source.get(at..)) else { return };
        if memchr::memchr(b'>', rest).is_some() {
            let text = lossy(rest).into_owned();
            self.text(&text);
        }
    }

    fn start_tag(&mut self, self_closing: bool) -> Next {
        let tag = std::mem::take(&mut self.tag);
        let next = self.follows(&tag, self_closing);
        if self.skip.is_none() {
            self.title.tag();
            self.opened(&tag, self_closing);
            if self_closing && self.xhtml {
                self.end_tag(&tag);
            }
        }
        self.tag = tag;
        next
    }

    fn opened(&mut self, tag: &str, self_closing: bool) {
        match tag {
            "script" | "style" | "template" | "svg" | "iframe" => self.start_skipped(tag, self_closing),
            "noscript" => self.noscript = Some((self.page.pieces.len(), self.open)),
            "title" if !self_closing => self.start_title(),
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
            "footer" => {
                self.close();
                self.feet.push(self.page.pieces.len());
            }
            "main" => {
                self.close();
                self.main = Some(self.page.pieces.len());
            }
            "table" | "caption" | "tr" | "td" | "th" => self.start_table_part(tag),
            "thead" | "tbody" | "tfoot" => {
                self.start_table_body();
                self.start_block(tag);
            }
            "a" => self.anchor(),
            name => {
                if let Some(style) = inline::style(name) {
                    self.start_style(style, Piece::Style(inline::style_of(style)));
                } else {
                    self.start_block(name);
                }
            }
        }
    }

    fn end_tag(&mut self, name: &str) {
        if let Some((skipped, _)) = &self.skip {
            if skipped == name {
                self.skip = None;
            }
            return;
        }
        self.title = ends::Title::No;
        match name {
            "noscript" => self.end_noscript(),
            "table" => self.end_table(),
            "td" | "th" | "caption" => self.end_cell(name == "caption"),
            "a" => self.end_style("a"),
            name => match inline::style(name) {
                Some(style) => self.end_style(style),
                None => self.end_block(name),
            },
        }
    }

    fn text(&mut self, text: &str) {
        if self.skip.is_some() {
            return;
        }
        let text = self.title.take(text, &mut self.page.title);
        if !self.open && text.trim().is_empty() {
            return;
        }
        if let Some(table) = self.tables.last_mut().filter(|t| t.in_cell) {
            table.grow(text.len());
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
            (Some(Due(number)), _) => Kind::Item(self.depth(), number),
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

    fn line_break(&mut self) {
        if self.open {
            self.page.pieces.push(Piece::Break(self.line));
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
        self.torn_tag();
        self.close();
        while let Some(mut table) = self.tables.pop() {
            table.spans.end_row(&mut self.page, &mut self.spare);
            self.settle(&table);
        }
        if let Some((_, line)) = self.skip {
            self.page.remarks.push((line, "a script or style starts here and never ends: what follows is not shown"));
        }
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
