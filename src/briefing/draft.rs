//! Building a briefing block by block. Every importer writes through a [`Draft`], so that the invariants of the model
//! (one clean text, ascending spans, unique ids) hold whatever the source was.

use std::collections::HashMap;
use std::ops::Range;

use super::{Block, BlockKind, Briefing, Classification, Header, Inline, InlineStyle, Neutralised, Section, Warning};
use crate::clean::{Census, Clean, Layout};
use crate::text::{self, Letters, Span};

/// Blocks longer than this many bytes are split at a space (or a line break), so that laying one out stays cheap.
pub const MAX_BLOCK: usize = 16 * 1024;

/// How many warnings are kept; a broken file of any size says enough with these.
const MAX_WARNINGS: usize = 200;

/// A briefing under construction.
///
/// ```
/// use attache::briefing::{BlockKind, Draft};
/// let mut draft = Draft::new();
/// draft.block(BlockKind::Paragraph, "Lead.", 1);
/// draft.block(BlockKind::Heading(1), "Regional Issues", 3);
/// draft.open(BlockKind::Paragraph, 5);
/// draft.push("Hard-wrapped");
/// draft.next_line("text.");
/// draft.close();
/// let (briefing, warnings) = draft.finish();
/// assert_eq!(briefing.text.as_str(), "Lead.\n\nRegional Issues\n\nHard-wrapped text.");
/// assert!(warnings.is_empty());
/// ```
#[derive(Debug, Default)]
pub struct Draft {
    briefing: Briefing,
    warnings: Vec<Warning>,
    census: Census,
    open: Option<Block>,
    styles: Vec<(usize, InlineStyle)>,
}

impl Draft {
    /// An empty draft.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for `bytes` of text.
    pub fn reserve(&mut self, bytes: usize) {
        self.briefing.text.reserve(bytes);
    }

    /// The header fields, to be filled in.
    pub fn header(&mut self) -> &mut Header {
        &mut self.briefing.header
    }

    /// True while no block has been written.
    pub fn is_empty(&self) -> bool {
        self.briefing.blocks.is_empty() && self.open.is_none()
    }

    /// Sets the title and writes it as the first block. Only the first call before any block has that second effect;
    /// later the title is set without a block of its own.
    pub fn title(&mut self, raw: &str, line: u32) {
        let title = Clean::line(raw);
        if title.is_empty() {
            return;
        }
        self.briefing.header.title = Some(title);
        if self.is_empty() {
            self.block(BlockKind::Title, raw, line);
        }
    }

    /// Writes a whole block. Line breaks in `raw` are joined in prose and kept in tables and code.
    pub fn block(&mut self, kind: BlockKind, raw: &str, line: u32) {
        self.open(kind, line);
        self.push(raw);
        self.close();
    }

    /// Starts a block at source line `line` (from 1); an open one is closed first.
    pub fn open(&mut self, kind: BlockKind, line: u32) {
        self.close();
        if !self.briefing.text.is_empty() {
            self.briefing.text.push_break();
            self.briefing.text.push_break();
        }
        let start = self.briefing.text.len();
        let block = Block {
            span: Span::new(start, start),
            line,
            kind,
            quote: 0,
            tight: false,
            continued: false,
            portion: None,
        };
        self.open = Some(block);
    }

    /// Starts the rest of the block before, which comes in several for its length only.
    pub fn open_rest(&mut self, kind: BlockKind, line: u32) {
        self.open(kind, line);
        if let Some(block) = self.open.as_mut().filter(|_| !self.briefing.blocks.is_empty()) {
            (block.continued, block.tight) = (true, true);
        }
    }

    /// Sets the quotation depth of the open block.
    pub fn quote(&mut self, depth: u8) {
        if let Some(block) = &mut self.open {
            block.quote = depth;
        }
    }

    /// Says that the source has no blank line before the open block.
    pub fn tight(&mut self) {
        if let Some(block) = &mut self.open {
            block.tight = true;
        }
    }

    /// Appends foreign text to the open block; without one a paragraph is opened at line 0.
    pub fn push(&mut self, raw: &str) {
        let layout = self.layout();
        self.briefing.text.push(raw, layout, &mut self.census);
    }

    /// Appends the next line of a hard-wrapped block. In prose it is joined: with a space, or with nothing after a
    /// hyphen between letters and between two ideographs. In tables and code the line break stays.
    pub fn next_line(&mut self, raw: &str) {
        if self.layout() == Layout::Lines {
            self.briefing.text.push_break();
            return self.push(raw);
        }
        let raw = raw.trim_start();
        self.join(raw);
        self.push(raw);
    }

    /// Joins what `next` begins to the prose before it, as [`Draft::next_line`] would, without writing `next`: for a line
    /// break before markup, where the text comes later.
    pub fn join(&mut self, next: &str) {
        let tail = self.block_tail();
        if !tail.is_empty() && !joins_without_space(tail, next) && !tail.ends_with(' ') {
            self.push(" ");
        }
    }

    /// Keeps a line break inside the open block, prose or not (signatures, addresses, verse). No block starts with one.
    pub fn line_break(&mut self) {
        if self.open_len() > 0 {
            self.briefing.text.push_break();
        }
    }

    /// Ends a cell of a table row.
    pub fn cell_break(&mut self) {
        self.briefing.text.push_cell_break();
    }

    /// A space between two words of a table cell; nothing at the start of the cell or behind another space.
    pub fn cell_space(&mut self) {
        if self.open_len() > 0 && !self.block_tail().ends_with([' ', '\t', '\n']) {
            self.push(" ");
        }
    }

    /// Starts an inline style at the end of the text.
    pub fn style_start(&mut self, style: InlineStyle) {
        self.styles.push((self.briefing.text.len(), style));
    }

    /// Ends the innermost inline style; one that covers nothing leaves no trace.
    pub fn style_end(&mut self) {
        if let Some((start, style)) = self.styles.pop() {
            let span = Span::new(start, self.briefing.text.len());
            if !span.is_empty() {
                self.briefing.inlines.push(Inline { span, style });
            }
        }
    }

    /// Remembers a link target and returns the style that refers to it.
    pub fn link(&mut self, url: &str) -> InlineStyle {
        self.briefing.links.push(Clean::line(url));
        InlineStyle::Link(u32::try_from(self.briefing.links.len() - 1).unwrap_or(u32::MAX))
    }

    /// Bytes of the open block so far.
    pub fn open_len(&self) -> usize {
        self.block_tail().len()
    }

    /// Ends the open block. Empty blocks other than rules leave no trace.
    pub fn close(&mut self) {
        let Some(mut block) = self.open.take() else { return };
        while !self.styles.is_empty() {
            self.style_end();
        }
        self.briefing.text.trim_end_to(block.span.start);
        block.span.end = self.briefing.text.len();
        if block.span.is_empty() && block.kind != BlockKind::Rule {
            let before = self.briefing.blocks.last().map_or(0, |b| b.span.end);
            self.briefing.text.truncate(before);
            // Only the inlines of this block, the last ones, can reach past the text before it.
            while self.briefing.inlines.pop_if(|i| i.span.end > before).is_some() {}
            return;
        }
        if let BlockKind::Item { marker, .. } = &mut block.kind {
            // An item without words lost the space behind its marker.
            *marker = u8::try_from(block.span.len()).map_or(*marker, |most| most.min(*marker));
        }
        block.portion = portion(text::slice(&self.briefing.text, block.span), block.kind);
        self.settle_inlines(block.span);
        self.store(block);
    }

    /// Adds a warning about source line `line` (from 1).
    pub fn warn(&mut self, line: u32, message: impl Into<String>) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(Warning { line, message: message.into() });
        }
    }

    /// The finished briefing and what could not be taken as it stood, ordered by line.
    pub fn finish(mut self) -> (Briefing, Vec<Warning>) {
        self.close();
        let briefing = &mut self.briefing;
        briefing.sections = sections(briefing);
        let escapes = self.census.escapes.iter().map(|span| Inline { span: *span, style: InlineStyle::Escape });
        briefing.inlines.extend(escapes);
        briefing.inlines.sort_by_key(|i| (i.span.start, std::cmp::Reverse(i.span.end)));
        briefing.neutralised = Neutralised { shown: self.census.shown, hidden: self.census.hidden };
        briefing.text.shrink();
        briefing.letters = Letters::of(&briefing.text);
        briefing.blocks.shrink_to_fit();
        self.warnings.sort_by_key(|w| w.line);
        (self.briefing, self.warnings)
    }

    fn layout(&mut self) -> Layout {
        if self.open.is_none() {
            self.open(BlockKind::Paragraph, 0);
        }
        match self.open.map(|b| b.kind) {
            Some(BlockKind::Code | BlockKind::Table) => Layout::Lines,
            _ => Layout::Prose,
        }
    }

    fn block_tail(&self) -> &str {
        let start = self.open.map_or(self.briefing.text.len(), |b| b.span.start);
        text::slice(&self.briefing.text, start..self.briefing.text.len())
    }

    /// Inline styles must not reach past the trimmed end of their block.
    fn settle_inlines(&mut self, block: Span) {
        for inline in self.briefing.inlines.iter_mut().rev() {
            if inline.span.end <= block.end {
                if inline.span.start < block.start {
                    break;
                }
                continue;
            }
            inline.span = Span::new(inline.span.start.min(block.end), block.end);
        }
    }

    fn store(&mut self, block: Block) {
        if block.span.len() <= MAX_BLOCK || matches!(block.kind, BlockKind::Heading(_) | BlockKind::Title) {
            return self.briefing.blocks.push(block);
        }
        let mut rest = block.span;
        let mut first = true;
        while !rest.is_empty() {
            let end = rest.start + split_point(text::slice(&self.briefing.text, rest), block.kind);
            let mut piece = Block {
                span: Span::new(rest.start, end),
                continued: !first || block.continued,
                tight: !first || block.tight,
                ..block
            };
            if let (BlockKind::Item { depth, .. }, false) = (block.kind, first) {
                piece.kind = BlockKind::Item { depth, marker: 0 };
            }
            // The separator at the cut belongs to neither piece; it stays in the text between them.
            let skipped = text::slice(&self.briefing.text, end..rest.end);
            let next = end + skipped.len() - skipped.trim_start_matches([' ', '\n']).len();
            self.briefing.blocks.push(piece);
            rest = Span::new(next, rest.end);
            first = false;
        }
    }
}

/// Where to cut an overlong block: the last space or line break before the limit, else a character border.
fn split_point(text: &str, kind: BlockKind) -> usize {
    if text.len() <= MAX_BLOCK {
        return text.len();
    }
    let mut limit = MAX_BLOCK;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = text::slice(text, 0..limit);
    let at = match kind {
        BlockKind::Code | BlockKind::Table => head.rfind('\n').or_else(|| head.rfind(' ')),
        _ => head.rfind([' ', '\n']),
    };
    at.filter(|at| *at > 0).unwrap_or_else(|| match text::letter_start(head, limit - 1) {
        0 => limit,
        floor => floor,
    })
}

fn joins_without_space(tail: &str, next: &str) -> bool {
    let mut back = tail.chars().rev();
    let (last, before) = (back.next(), back.next());
    let first = next.chars().next();
    let hyphen = last == Some('-') && before.is_some_and(char::is_alphabetic) && first.is_some_and(char::is_lowercase);
    hyphen || (last.is_some_and(is_ideographic) && first.is_some_and(is_ideographic))
}

/// Chinese and Japanese letters and their punctuation, between which a line break is no space.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

fn portion(text: &str, kind: BlockKind) -> Option<Classification> {
    let body = match kind {
        BlockKind::Item { marker, .. } => text.get(usize::from(marker)..)?,
        BlockKind::Paragraph | BlockKind::Heading(_) => text,
        _ => return None,
    };
    Classification::portion(text).or_else(|| Classification::portion(body.trim_start()))
}

/// Cuts the blocks into sections at their headings, and gives each its id.
fn sections(briefing: &Briefing) -> Vec<Section> {
    let start = usize::from(matches!(briefing.blocks.first(), Some(Block { kind: BlockKind::Title, .. })));
    let mut ids = Ids::default();
    // Room at once: thousands of sections that grow step by step leave as much behind as they take.
    let headings = briefing.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_))).count();
    let mut out: Vec<Section> = Vec::with_capacity(headings + 1);
    for (index, block) in briefing.blocks.iter().enumerate().skip(start) {
        let heading = match block.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        };
        match (heading, out.last_mut()) {
            (Some(level), _) => {
                let id = ids.next(briefing.block_text(index));
                out.push(Section { id, level, heading: Some(index), blocks: index..index + 1 });
            }
            (None, Some(section)) => section.blocks.end = index + 1,
            (None, None) => {
                out.push(Section { id: ids.next("lead"), level: 1, heading: None, blocks: index..index + 1 });
            }
        }
    }
    if out.is_empty() {
        let blocks: Range<usize> = start..start;
        out.push(Section { id: "lead".to_owned(), level: 1, heading: None, blocks });
    }
    level_up(&mut out);
    out
}

/// The shallowest heading level in use becomes 1.
fn level_up(sections: &mut [Section]) {
    let shallowest = sections.iter().filter(|s| s.heading.is_some()).map(|s| s.level).min().unwrap_or(1).max(1);
    for section in sections.iter_mut().filter(|s| s.heading.is_some()) {
        section.level = (section.level.max(shallowest) - shallowest) + 1;
    }
}

#[derive(Default)]
struct Ids {
    seen: HashMap<String, usize>,
}

impl Ids {
    /// A slug of `heading`, with `--2`, `--3` … when it was there before: no slug has two hyphens in a row, so that no
    /// repeated heading takes the id which another one has by its own words (`Update` twice, beside `Update 2`).
    fn next(&mut self, heading: &str) -> String {
        let base = slug(heading);
        let ordinal = self.seen.entry(base.clone()).and_modify(|seen| *seen += 1).or_insert(1);
        if *ordinal == 1 { base } else { format!("{base}--{ordinal}") }
    }
}

fn slug(heading: &str) -> String {
    let mut out = String::new();
    for c in heading.chars().take(80) {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() || !c.is_ascii() && unicode_normalization::char::is_combining_mark(c) {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let slug = out.trim_end_matches('-');
    if slug.is_empty() { "section".to_owned() } else { slug.to_owned() }
}
