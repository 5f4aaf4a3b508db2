//! HTML of any age, read as a flow of blocks and never as a tree: unclosed and crossed tags are no trouble, and nesting
//! of any depth costs nothing.
//!
//! `tokens` makes a flat list of pieces of the tags; `decide` finds the title, bold lines that serve
//! as headings, `surroundings` what is only navigation; `write` writes the blocks. Scripts, styles and templates are left out.
//! Alternative texts of images and targets of links are kept.

use std::borrow::Cow;

use super::front;
use crate::briefing::Draft;

mod decide;
mod events;
mod pieces;
mod surroundings;
mod tag;
#[cfg(test)]
mod tests;
mod tokens;
mod write;

pub(super) use tag::{Tag, is_element};

/// Reads an HTML document, or a part of one, into `draft`.
pub fn read(source: &str, draft: &mut Draft) {
    let body = front::take(source, draft);
    let mut page = tokens::read(body.text, body.line);
    decide::decide(&mut page, draft);
    write::write(&page, draft);
    body.settle_title(draft);
}

/// Reads a piece of HTML inside another document: no title, no date, no bold headings.
pub(super) fn fragment(source: &str, line: u32, draft: &mut Draft) {
    if source.trim().is_empty() {
        return;
    }
    let page = tokens::read(source, line);
    write::write(&page, draft);
}

/// Bytes of a tag's name or attribute as text.
fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
