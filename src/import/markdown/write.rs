//! The second pass over Markdown: events to blocks.

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};

use super::Callback;
use super::survey::{Bold, Survey};
use crate::briefing::{BlockKind, Draft, InlineStyle};
use crate::import::{html, title};
use crate::text;

/// Writes the events of one document.
pub(super) struct Writer<'a, 'd> {
    source: &'a str,
    survey: &'a Survey,
    draft: &'d mut Draft,
    lines: Lines<'a>,
    /// What the next text opens, when nothing is open.
    next: Option<Next>,
    open: bool,
    quote: u8,
    lists: Vec<Option<u64>>,
    /// The marker of an item that has no text yet.
    marker: Option<String>,
    soft: bool,
    in_heading: bool,
    cells: usize,
    rows: usize,
    in_table: bool,
    /// The title has been written; its own events are passed over.
    skipping: bool,
    bold: Option<Bold>,
    html: String,
    html_links: usize,
    used: std::collections::HashSet<String>,
}

enum Next {
    Block(BlockKind, usize),
}

impl<'a, 'd> Writer<'a, 'd> {
    /// A writer for `source`, which starts in line `line` of the file.
    pub(super) fn new(source: &'a str, line: u32, survey: &'a Survey, draft: &'d mut Draft) -> Self {
        Self {
            source,
            survey,
            draft,
            lines: Lines { source, at: 0, line },
            next: None,
            open: false,
            quote: 0,
            lists: Vec::new(),
            marker: None,
            soft: false,
            in_heading: false,
            cells: 0,
            rows: 0,
            in_table: false,
            skipping: false,
            bold: None,
            html: String::new(),
            html_links: 0,
            used: std::collections::HashSet::new(),
        }
    }

    /// Writes everything, and at the end the targets of link definitions that no text refers to.
    pub(super) fn run(mut self, parser: Parser<'a, Callback<'a>>) {
        let mut definitions: Vec<(usize, String, String)> = parser
            .reference_definitions()
            .iter()
            .map(|(label, definition)| (definition.span.start, fold_label(label), definition.dest.to_string()))
            .collect();
        definitions.sort();
        for (event, range) in parser.into_offset_iter() {
            match event {
                Event::Start(tag) => self.start(tag, range.start),
                Event::End(tag) => self.end(tag),
                _ if self.skipping => {}
                inline => self.inline(inline, &range),
            }
        }
        self.draft.close();
        for (_, label, target) in definitions {
            if !self.used.contains(&label) {
                self.draft.link(&target);
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, at: usize) {
        match tag {
            Tag::Paragraph => self.start_paragraph(at),
            Tag::Heading { level, .. } => self.start_heading(level as u8, at),
            Tag::BlockQuote(_) => self.quote = self.quote.saturating_add(1),
            Tag::CodeBlock(_) => self.open_block(BlockKind::Code, at),
            Tag::HtmlBlock => self.html.clear(),
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => self.start_item(at),
            Tag::FootnoteDefinition(label) => {
                self.close();
                self.next = Some(Next::Block(BlockKind::Paragraph, at));
                self.marker = Some(format!("[{label}] "));
            }
            Tag::Table(_) => {
                self.open_block(BlockKind::Table, at);
                self.in_table = true;
                self.rows = 0;
            }
            Tag::TableHead | Tag::TableRow => {
                if self.rows > 0 {
                    self.draft.line_break();
                }
                self.rows += 1;
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.draft.cell_break();
                }
                self.cells += 1;
            }
            Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
                self.start_style(tag, at);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.close();
                self.in_heading = false;
                self.skipping = false;
            }
            TagEnd::Paragraph => {
                self.close();
                self.skipping = false;
            }
            TagEnd::CodeBlock => self.close(),
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quote = self.quote.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
                self.marker = None;
                self.next = None;
            }
            TagEnd::Table => {
                self.in_table = false;
                self.close();
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
                if !self.skipping =>
            {
                self.draft.style_end();
            }
            _ => {}
        }
    }

    fn start_paragraph(&mut self, at: usize) {
        self.close();
        if self.is_title(at) {
            return;
        }
        if let Some(bold) = self.survey.bold.get(&at) {
            self.open_block(BlockKind::Heading(2), at);
            self.bold = Some(*bold);
            self.in_heading = true;
            return;
        }
        self.next = Some(Next::Block(self.text_kind(), at));
    }

    fn start_heading(&mut self, level: u8, at: usize) {
        self.close();
        if self.is_title(at) {
            return;
        }
        self.in_heading = true;
        self.open_block(BlockKind::Heading(level), at);
    }

    /// Writes the title at its place. Links in it keep their targets.
    fn is_title(&mut self, at: usize) -> bool {
        let Some((_, text)) = self.survey.title.as_ref().filter(|(offset, _)| *offset == at) else { return false };
        let line = self.lines.at(at);
        title::place(self.draft, text, line);
        self.skipping = true;
        true
    }

    fn start_item(&mut self, at: usize) {
        self.close();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "• ".to_owned(),
        };
        self.marker = Some(marker);
        self.next = Some(Next::Block(self.text_kind(), at));
    }

    fn start_style(&mut self, tag: Tag<'a>, at: usize) {
        let style = match tag {
            Tag::Link { dest_url, id, .. } | Tag::Image { dest_url, id, .. } => {
                self.used.insert(fold_label(&id));
                let link = self.draft_link(&dest_url);
                if self.skipping {
                    return;
                }
                link
            }
            _ if self.skipping => return,
            Tag::Emphasis => InlineStyle::Emphasis,
            Tag::Strikethrough => InlineStyle::Strike,
            _ => InlineStyle::Strong,
        };
        self.ready(at);
        self.draft.style_start(style);
    }

    fn draft_link(&mut self, url: &str) -> InlineStyle {
        self.draft.link(url)
    }

    fn inline(&mut self, event: Event<'a>, range: &std::ops::Range<usize>) {
        match event {
            Event::Text(text) => self.text(&text, range.start),
            Event::Code(code) => {
                self.ready(range.start);
                self.draft.style_start(InlineStyle::Code);
                self.draft.push(&code);
                self.draft.style_end();
            }
            Event::Html(piece) => {
                if self.html.is_empty() {
                    self.lines.at(range.start);
                }
                self.html.push_str(&piece);
            }
            Event::InlineHtml(tag) => self.inline_html(&tag, range.start),
            Event::FootnoteReference(label) => self.text(&CowStr::from(format!("[{label}]")), range.start),
            Event::SoftBreak => self.soft = true,
            Event::HardBreak => self.hard_break(range.end),
            Event::Rule => {
                self.close();
                self.open_block(BlockKind::Rule, range.start);
                self.close();
            }
            Event::TaskListMarker(done) => self.marker = Some(if done { "☑ " } else { "☐ " }.to_owned()),
            _ => {}
        }
    }

    fn text(&mut self, raw: &str, at: usize) {
        if !self.open && self.next.is_none() && raw.trim().is_empty() {
            return;
        }
        self.ready(at);
        self.draft.push(raw);
    }

    fn hard_break(&mut self, after: usize) {
        if self.bold == Some(Bold::Above) {
            self.close();
            self.next = Some(Next::Block(self.text_kind(), after));
        } else if self.in_heading || self.in_table {
            self.draft.push(" ");
        } else {
            self.draft.line_break();
        }
    }

    /// HTML inside a paragraph: breaks, images and links mean something, other known tags go, all else is text.
    fn inline_html(&mut self, raw: &str, at: usize) {
        let tag = html::Tag::parse(raw);
        match tag.name.as_str() {
            "br" => self.hard_break(at + raw.len()),
            "img" => {
                if let Some(alt) = tag.attribute("alt") {
                    self.text(&alt, at);
                }
            }
            "a" if tag.closing && self.html_links > 0 => {
                self.html_links -= 1;
                self.draft.style_end();
            }
            "a" if !tag.closing => {
                if let Some(url) = tag.attribute("href") {
                    self.ready(at);
                    let style = self.draft_link(&url);
                    self.draft.style_start(style);
                    self.html_links += 1;
                }
            }
            name if raw.starts_with("<!") || raw.starts_with("<?") || html::is_element(name) => {}
            _ => self.text(raw, at),
        }
    }

    fn end_html(&mut self) {
        self.close();
        let line = self.lines.line;
        let html = std::mem::take(&mut self.html);
        html::fragment(&html, line, self.draft);
    }

    /// Paragraph, or item when inside a list.
    fn text_kind(&self) -> BlockKind {
        match self.lists.len() {
            0 => BlockKind::Paragraph,
            depth => BlockKind::Item { depth: u8::try_from(depth - 1).unwrap_or(u8::MAX), marker: 0 },
        }
    }

    /// Opens what is due before text at `at`, and joins a soft line break.
    fn ready(&mut self, at: usize) {
        if self.open {
            if std::mem::take(&mut self.soft) {
                let rest = text::slice(self.source, at..self.source.len());
                self.draft.join(rest.trim_start_matches(['*', '_', '[', '`', '~', '!']));
            }
            return;
        }
        let (mut kind, from) = match self.next.take() {
            Some(Next::Block(kind, from)) => (kind, from),
            None => (self.text_kind(), at),
        };
        let marker = self.marker.take().unwrap_or_default();
        if let BlockKind::Item { marker: length, .. } = &mut kind {
            *length = u8::try_from(marker.len()).unwrap_or(0);
        }
        self.open_block(kind, from);
        self.draft.push(&marker);
    }

    fn open_block(&mut self, kind: BlockKind, at: usize) {
        self.close();
        let line = self.lines.at(at);
        self.draft.open(kind, line);
        self.draft.quote(self.quote);
        if matches!(kind, BlockKind::Item { .. }) && !self.lines.after_blank(at) {
            self.draft.tight();
        }
        self.open = true;
        self.next = None;
    }

    fn close(&mut self) {
        if self.open {
            self.draft.close();
        }
        self.open = false;
        self.soft = false;
        self.html_links = 0;
        if self.bold.take().is_some() {
            self.in_heading = false;
        }
    }
}

/// Line numbers for ascending offsets.
struct Lines<'a> {
    source: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of byte `offset`; an offset before the last one asked for gives that one's line.
    fn at(&mut self, offset: usize) -> u32 {
        if offset > self.at {
            let between = self.source.as_bytes().get(self.at..offset).unwrap_or_default();
            self.line += u32::try_from(memchr::memchr_iter(b'\n', between).count()).unwrap_or(0);
            self.at = offset;
        }
        self.line
    }

    /// True when the line before that of `offset` is blank, or there is none near.
    fn after_blank(&self, offset: usize) -> bool {
        const NEAR: usize = 2000;
        let before = self.source.as_bytes().get(offset.saturating_sub(NEAR)..offset).unwrap_or_default();
        let Some(start) = memchr::memrchr(b'\n', before) else { return true };
        let previous = before.get(..start).unwrap_or_default();
        let line = memchr::memrchr(b'\n', previous).map_or(previous, |at| previous.get(at..).unwrap_or_default());
        line.iter().all(|b| matches!(b, b' ' | b'\t' | b'>' | b'\n'))
    }
}

fn fold_label(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
