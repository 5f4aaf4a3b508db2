//! The first pass over Markdown: which heading is the title, and which bold lines are headings.

use std::collections::HashMap;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::Callback;
use crate::import::plain;
use crate::import::title::{self, Choice, Heading};

/// Bytes that are surveyed; what decides the title stands at the beginning.
const REACH: usize = 1024 * 1024;

/// What the writer has to know beforehand.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Offset and text of the heading that is the title.
    pub(super) title: Option<(usize, String)>,
    /// A title that also stays a section heading.
    pub(super) shared_title: Option<String>,
    /// Offsets of paragraphs that open with a bold heading.
    pub(super) bold: HashMap<usize, Bold>,
}

/// How a bold heading stands in its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bold {
    /// It is the whole paragraph.
    Alone,
    /// A hard line break follows, then text.
    Above,
}

/// Surveys the beginning of `source`; `given` is the title that the head of the file says.
pub(super) fn survey<'a>(parser: Parser<'a, Callback<'a>>, source: &str, given: Option<&str>) -> Survey {
    let mut pass = Pass::default();
    for (event, range) in parser.into_offset_iter() {
        if range.start > REACH {
            break;
        }
        pass.take(&event, range.start);
    }
    pass.done(source, given)
}

#[derive(Default)]
struct Pass {
    headings: Vec<Heading>,
    offsets: Vec<usize>,
    bold: Vec<(usize, Bold, String)>,
    open: Option<Open>,
    /// Nesting of lists, quotes, tables and footnotes: bold lines in there are no headings.
    depth: usize,
    /// Blocks with text so far; images and rules are none.
    blocks: usize,
    images: usize,
    first_is_bold: bool,
}

struct Open {
    heading: Option<u8>,
    offset: usize,
    text: String,
    strong: usize,
    /// Where the first bold run ended, in bytes of `text`.
    lead: Option<usize>,
    shape: Option<Bold>,
    plain: bool,
}

impl Pass {
    fn take(&mut self, event: &Event, offset: usize) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.start(Some(*level as u8), offset),
            Event::Start(Tag::Paragraph) => self.start(None, offset),
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::End(TagEnd::Paragraph) => self.end_paragraph(),
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_) | Tag::FootnoteDefinition(_)) => {
                self.depth += 1;
                self.blocks += 1;
            }
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::Table | TagEnd::FootnoteDefinition) => {
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Start(Tag::CodeBlock(_)) => self.blocks += 1,
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Text(_) if self.images > 0 => {}
            other => {
                if let Some(open) = &mut self.open {
                    open.inline(other);
                }
            }
        }
    }

    fn start(&mut self, heading: Option<u8>, offset: usize) {
        let text = String::new();
        self.open = Some(Open { heading, offset, text, strong: 0, lead: None, shape: None, plain: false });
    }

    fn end_heading(&mut self) {
        let Some(open) = self.open.take() else { return };
        let text = open.text.trim().to_owned();
        if let (Some(level), false) = (open.heading, text.is_empty()) {
            self.headings.push(Heading { level, text, opens: self.blocks == 0 });
            self.offsets.push(open.offset);
        }
        self.blocks += 1;
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.take() else { return };
        let first = self.blocks == 0;
        self.blocks += usize::from(!open.text.trim().is_empty());
        if self.depth > 0 {
            return;
        }
        let shape = match (open.shape, open.lead) {
            (Some(shape), _) => shape,
            (None, Some(end)) if !open.plain && open.text.get(end..).is_some_and(|t| t.trim().is_empty()) => {
                Bold::Alone
            }
            _ => return,
        };
        let text = open.text.get(..open.lead.unwrap_or(0)).unwrap_or("").trim().to_owned();
        if title::is_bold_heading(&text) {
            self.first_is_bold |= first;
            self.bold.push((open.offset, shape, text));
        }
    }

    /// Bold lines are headings where there are at least two and the document has no others; the very first one is then
    /// the title when it opens the document and text does not follow in the same paragraph.
    fn done(self, source: &str, given: Option<&str>) -> Survey {
        let mut survey = Survey::default();
        let choice = title::choose(&self.headings, given);
        let place = |i: usize| Some((*self.offsets.get(i)?, self.headings.get(i)?.text.clone()));
        match choice {
            Choice::Title(index) => survey.title = place(index),
            Choice::Shared(index) => survey.shared_title = place(index).map(|(_, text)| text),
            Choice::None => {}
        }
        // A bold line on top, where the headings name parts only.
        if let ([(offset, Bold::Alone, text), ..], true, None, Choice::None) =
            (self.bold.as_slice(), self.first_is_bold && self.headings.len() > 1, given, choice)
            && !plain::role::is_caption(text)
        {
            survey.title = Some((*offset, text.clone()));
            return survey;
        }
        let others = self.headings.len() - usize::from(survey.title.is_some());
        let mut bold = self.bold.as_slice();
        if others > 0 || bold.len() < 2 || !source.contains("**") && !source.contains("__") {
            return survey;
        }
        if let ([(_, Bold::Alone, text), rest @ ..], true, None) =
            (bold, self.first_is_bold && rest_is_enough(bold), given)
        {
            survey.shared_title.get_or_insert_with(|| text.clone());
            bold = rest;
            survey.title = survey.title.or_else(|| self.bold.first().map(|(offset, ..)| (*offset, text.clone())));
            survey.shared_title = None;
        }
        survey.bold = bold.iter().map(|(offset, shape, _)| (*offset, *shape)).collect();
        survey
    }
}

fn rest_is_enough(bold: &[(usize, Bold, String)]) -> bool {
    bold.len() >= 3
}

impl Open {
    fn inline(&mut self, event: &Event) {
        match event {
            Event::Start(Tag::Strong) => {
                self.plain |= self.text.trim().is_empty() && self.lead.is_some();
                self.strong += 1;
            }
            Event::End(TagEnd::Strong) => {
                self.strong = self.strong.saturating_sub(1);
                if self.strong == 0 && self.lead.is_none() {
                    self.lead = Some(self.text.len());
                }
            }
            Event::Text(text) | Event::Code(text) => self.text(text),
            Event::HardBreak => {
                let only_bold = self.lead.is_some_and(|end| self.text.get(end..).is_some_and(|t| t.trim().is_empty()));
                if self.shape.is_none() && only_bold && !self.plain {
                    self.shape = Some(Bold::Above);
                }
                self.text.push('\n');
            }
            Event::SoftBreak => self.text.push(' '),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.strong == 0 && self.lead.is_none() && !text.trim().is_empty() {
            // Text before any bold run: neither shape.
            self.plain = true;
            self.lead = Some(0);
        }
        self.text.push_str(text);
    }
}
