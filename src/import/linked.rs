//! Paragraphs of briefing YAML with links in them: `{text: …, links: [{text: …, url: …}]}`.

use std::ops::Range;

use super::node::{Node, Value};
use crate::briefing::Draft;
use crate::clean::Clean;
use crate::text::slice;

/// A text as it is written, and where its links stand in it, in bytes; they ascend.
pub(super) struct Linked<'a> {
    text: &'a str,
    links: Vec<(Range<usize>, String)>,
}

/// The text of a paragraph that is written with its links. Both keys are needed and no other: a paragraph such as
/// `- text: words` was meant as it stands.
pub(super) fn parts(node: &Node) -> Option<(&Node, &Node)> {
    let Value::Map(keys) = &node.value else { return None };
    let links = node.get("links").filter(|links| matches!(links.value, Value::List(_) | Value::Empty))?;
    Some((node.get("text")?, links)).filter(|_| keys.len() == 2)
}

impl<'a> Linked<'a> {
    /// A text without links.
    pub(super) fn bare(text: &'a str) -> Self {
        Self { text, links: Vec::new() }
    }

    /// Looks for the words of each link behind those of the one before. An address whose words are not there is kept, and
    /// told.
    pub(super) fn of(text: &'a str, links: &Node, draft: &mut Draft) -> Self {
        let mut found = Self::bare(text);
        let mut from = 0;
        let Value::List(links) = &links.value else { return found };
        for link in links {
            let part = |key| link.get(key).map(Node::text).unwrap_or_default();
            let (words, url) = (part("text"), part("url"));
            let at = text.get(from..).and_then(|rest| rest.find(&words)).filter(|_| !words.is_empty());
            if let Some(at) = at {
                let span = from + at..from + at + words.len();
                from = span.end;
                found.links.push((span, url));
            } else {
                draft.link(&url);
                let words = Clean::line(&words);
                draft.warn(link.line, format!("the words of the link “{words}” are not in this text, or not in this order: its address is kept"));
            }
        }
        found
    }

    /// The text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Appends the bytes of `span` to the open block, with the links in them. One that reaches behind `span` is ended by
    /// whoever appends its end.
    pub(super) fn push(&self, span: Range<usize>, draft: &mut Draft) {
        let mut at = span.start;
        for (link, url) in self.links.iter().filter(|(link, _)| link.start < span.end && link.end > span.start) {
            if link.start >= span.start {
                draft.push(slice(self.text, at..link.start));
                let style = draft.link(url);
                draft.style_start(style);
                at = link.start;
            }
            draft.push(slice(self.text, at..link.end.min(span.end)));
            at = link.end.min(span.end);
            if link.end <= span.end {
                draft.style_end();
            }
        }
        draft.push(slice(self.text, at..span.end));
    }
}
