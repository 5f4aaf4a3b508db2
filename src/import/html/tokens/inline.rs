//! Inline elements: styles, links, images.

use super::Reader;
use crate::briefing::InlineStyle;
use crate::import::html::pieces::Piece;

/// Inline styles that are kept open at a time; deeper ones are passed over.
const MAX_STYLES: usize = 16;

impl Reader<'_> {
    pub(super) fn start_style(&mut self, name: &'static str, piece: Piece) {
        if self.styles.len() >= MAX_STYLES {
            return;
        }
        self.ready();
        self.styles.push(name);
        self.page.pieces.push(piece);
    }

    pub(super) fn end_style(&mut self, name: &str) {
        let Some(found) = self.styles.iter().rposition(|s| *s == name) else { return };
        while self.styles.len() > found {
            self.styles.pop();
            self.page.pieces.push(Piece::EndStyle);
        }
    }

    pub(super) fn anchor(&mut self) {
        self.end_style("a");
        if self.is_skip_link() {
            // "Skip to main content" is for those who cannot see the page.
            self.skip = Some(("a".to_owned(), self.line));
            return;
        }
        if let Some(url) = self.value("href").filter(|url| !url.trim().is_empty()) {
            let url = url.trim().to_owned();
            self.start_style("a", Piece::Link(url));
        }
    }

    /// A link within the page that is named as one to skip something, and that is closed.
    fn is_skip_link(&self) -> bool {
        let inside = self.value("href").is_some_and(|href| href.trim().starts_with('#'));
        let named = |key: &str| self.value(key).is_some_and(|names| names.split_whitespace().any(names_skip_link));
        inside && ["class", "id"].into_iter().any(named) && self.link_ends()
    }

    pub(super) fn image(&mut self) {
        if let Some(alt) = self.value("alt").filter(|alt| !alt.trim().is_empty()) {
            let alt = alt.to_owned();
            self.ready();
            self.page.pieces.push(Piece::Alt(alt));
        }
    }
}

/// True for `skip`, `skip-link`, `skip-to-content` and the like, not for `skip-hire`.
fn names_skip_link(name: &str) -> bool {
    const FIRST: &str = "skip skiplink skiplinks skipnav skipnavigation skiptocontent skiptomain skipcontent skipmain";
    const MORE: &str = "link links to nav navigation content main maincontent menu anchor button";
    let name = name.to_lowercase();
    let mut words = name.split(['-', '_']);
    let is = |list: &str, word: &str| list.split(' ').any(|known| known == word);
    words.next().is_some_and(|first| is(FIRST, first)) && words.all(|word| is(MORE, word))
}

/// The name that an inline element is remembered by, when it is one with a style.
pub(super) fn style(name: &str) -> Option<&'static str> {
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

pub(super) fn style_of(name: &str) -> InlineStyle {
    match name {
        "b" | "strong" => InlineStyle::Strong,
        "code" | "tt" | "kbd" | "samp" => InlineStyle::Code,
        "s" | "strike" | "del" => InlineStyle::Strike,
        _ => InlineStyle::Emphasis,
    }
}
