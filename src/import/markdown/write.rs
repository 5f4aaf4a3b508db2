//! The second pass over Markdown: events to blocks.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::Callback;
use super::survey::{Bold, Survey};
use crate::briefing::{BlockKind, Draft};
use crate::import::title;
use crate::text;

mod inline;
mod lines;

use lines::Lines;

/// Writes the events of one document.
pub(super) struct Writer<'a, 'd> {
    source: &'a str,
    survey: &'a Survey,
    draft: &'d mut Draft,
    lines: Lines<'a>,
    /// What the next text opens, when nothing is open.
    next: Option<(BlockKind, usize)>,
    open: bool,
    quote: u8,
    lists: Vec<Option<u64>>,
    /// The marker of an item that has no text yet.
    marker: Option<String>,
    soft: bool,
    cells: usize,
    rows: usize,
    place: Place,
    bold: Option<Bold>,
    html: String,
    html_links: usize,
    used: std::collections::HashSet<String>,
}

/// Where the writer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// In a heading or a table, a line break is a space.
    OneLine,
    /// The title has been written; its own events are passed over.
    Written,
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
            cells: 0,
            rows: 0,
            place: Place::Text,
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
                _ if self.place == Place::Written => {}
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
                self.next = Some((BlockKind::Paragraph, at));
                self.marker = Some(format!("[{label}] "));
            }
            Tag::Table(_) => {
                self.open_block(BlockKind::Table, at);
                self.place = Place::OneLine;
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
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Table => {
                self.close();
                self.place = Place::Text;
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
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
                if self.place != Place::Written =>
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
            self.place = Place::OneLine;
            return;
        }
        self.next = Some((self.text_kind(), at));
    }

    fn start_heading(&mut self, level: u8, at: usize) {
        self.close();
        if self.is_title(at) {
            return;
        }
        self.open_block(BlockKind::Heading(level), at);
        self.place = Place::OneLine;
    }

    /// Writes the title at its place. Links in it keep their targets.
    fn is_title(&mut self, at: usize) -> bool {
        let Some((_, text)) = self.survey.title.as_ref().filter(|(offset, _)| *offset == at) else { return false };
        let line = self.lines.at(at);
        title::place(self.draft, text, line);
        self.place = Place::Written;
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
        self.next = Some((self.text_kind(), at));
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
            Some(due) => due,
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
            self.place = Place::Text;
        }
    }
}

fn fold_label(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
