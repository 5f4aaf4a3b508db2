//! Block elements: what opens, what ends.

use super::{Due, Reader};
use crate::import::html::pieces::{Kind, Piece};

impl Reader<'_> {
    pub(super) fn start_block(&mut self, name: &str) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.layout();
                self.close();
                let level = name.as_bytes().get(1).map_or(1, |b| b - b'0');
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
            "dl" | "dt" => self.close(),
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

    pub(super) fn end_block(&mut self, name: &str) {
        match name {
            "nav" => {
                self.close();
                if let Some(start) = self.nav.pop()
                    && self.nav.is_empty()
                {
                    self.page.nav.push(start..self.page.pieces.len());
                }
            }
            "footer" => {
                self.close();
                if let Some(start) = self.feet.pop()
                    && self.feet.is_empty()
                {
                    self.page.feet.push(start..self.page.pieces.len());
                }
            }
            "main" => {
                self.close();
                if let Some(start) = self.main.take() {
                    self.page.main.push(start..self.page.pieces.len());
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
            name if is_block(name) => self.soft_close(),
            _ => {}
        }
    }

    pub(super) fn start_item(&mut self) {
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
        self.item = Some(Due(number));
    }

    pub(super) fn depth(&self) -> u8 {
        u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// A block that no data table has in its cells.
    pub(super) fn layout(&mut self) {
        if let Some(table) = self.tables.last_mut().filter(|t| t.in_cell) {
            table.layout = true;
        }
    }

    /// The end of a paragraph-like block: only white space inside a heading or preformatted text.
    pub(super) fn soft_close(&mut self) {
        if self.pre > 0 {
            return;
        }
        if !self.heading {
            return self.close();
        }
        if self.open && !matches!(self.page.pieces.last(), Some(Piece::Break(_))) {
            self.page.pieces.push(Piece::Break(self.line));
        }
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
