//! What stands inside a block: text, styles, links, breaks, HTML.

use pulldown_cmark::{CowStr, Event, Tag};

use super::{Place, Writer, fold_label};
use crate::briefing::{BlockKind, InlineStyle};
use crate::dates;
use crate::import::html;
use crate::import::markdown::survey::Bold;
use crate::import::plain::fields;
use crate::text;

/// Longest line beside a day that stands for itself, in bytes.
const BYLINE: usize = 60;

/// Longest line that is a field of the head, in bytes.
const FIELD: usize = 240;

/// Whether a line that is a field has a key that is known, or in bold; `None` for other lines.
fn named(line: &str) -> Option<bool> {
    let line = line.trim_start_matches([' ', '\t', '>']);
    let (key, _) = fields::split(line)?;
    let large = key.starts_with(|c: char| !c.is_lowercase()) && key.split(' ').count() <= 3;
    let bold = line.starts_with("**") || line.starts_with("__");
    large.then(|| bold || fields::field(key).is_some())
}

impl<'a> Writer<'a, '_> {
    pub(super) fn start_style(&mut self, tag: Tag<'a>, at: usize) {
        let style = match tag {
            Tag::Link { dest_url, id, .. } | Tag::Image { dest_url, id, .. } => {
                self.used.insert(fold_label(&id));
                let link = self.draft.link(&dest_url);
                if self.place == Place::Written {
                    return;
                }
                link
            }
            _ if self.place == Place::Written => return,
            Tag::Emphasis => InlineStyle::Emphasis,
            Tag::Strikethrough => InlineStyle::Strike,
            _ => InlineStyle::Strong,
        };
        self.ready(at);
        self.draft.style_start(style);
    }

    pub(super) fn inline(&mut self, event: Event<'a>, range: &std::ops::Range<usize>) {
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
            Event::SoftBreak if self.is_between_fields(range) => self.hard_break(range.end),
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

    /// True for the break between `**Date:** 5 March` and `**Author:** Desk`: lines of a head that were not meant to be one.
    fn is_between_fields(&self, range: &std::ops::Range<usize>) -> bool {
        if self.place != Place::Text {
            return false;
        }
        let near = text::letter_start(self.source, range.start.saturating_sub(FIELD));
        let before = text::slice(self.source, near..range.start);
        let Some(above) = before.rsplit('\n').next().filter(|above| above.len() < before.len() || near == 0) else {
            return false;
        };
        let far = text::letter_start(self.source, (range.end + FIELD).min(self.source.len()));
        let below = text::slice(self.source, range.end..far).split('\n').next().unwrap_or("");
        let plain = |line: &str| line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>')).len();
        let day = |line: &str| {
            let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>'));
            dates::parse(line).is_some_and(|date| date.day().is_some())
        };
        // A day below the name of who wrote it, or above it.
        if plain(above) <= BYLINE && plain(below) <= BYLINE && (day(above) || day(below)) {
            return true;
        }
        let (Some(one), Some(other)) = (named(above), named(below)) else { return false };
        one || other
    }

    pub(super) fn text(&mut self, raw: &str, at: usize) {
        if !self.open && self.next.is_none() && raw.trim().is_empty() {
            return;
        }
        self.ready(at);
        self.draft.push(raw);
    }

    pub(super) fn hard_break(&mut self, after: usize) {
        if self.bold == Some(Bold::Above) {
            self.close();
            self.next = Some((self.text_kind(), after));
        } else if self.place == Place::OneLine {
            self.draft.push(" ");
        } else {
            self.draft.line_break();
        }
    }

    /// HTML inside a paragraph: breaks, images and links mean something, other known tags go, all else is text.
    pub(super) fn inline_html(&mut self, raw: &str, at: usize) {
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
                    let style = self.draft.link(&url);
                    self.draft.style_start(style);
                    self.html_links += 1;
                }
            }
            name if raw.starts_with("<!") || raw.starts_with("<?") || html::is_element(name) => {}
            _ => self.text(raw, at),
        }
    }

    pub(super) fn end_html(&mut self) {
        self.close();
        let line = self.lines.line;
        let html = std::mem::take(&mut self.html);
        html::fragment(&html, line, self.draft);
    }
}
