//! Where elements end that hold no text to read, and what to do when they never do: nothing may swallow the rest of a page.

use super::Reader;
use crate::import::html::events::Next;
use crate::import::html::{is_element, lossy};

/// A title ends within this many bytes.
const MAX_TITLE: usize = 4096;
/// A link to skip to the text ends within this many bytes.
const MAX_LINK: usize = 400;
/// Elements whose content is no markup, or is not shown, until they end.
const CLOSED: [&str; 9] = ["script", "style", "template", "svg", "iframe", "xmp", "noembed", "noframe", "textarea"];

/// Whether text belongs to the `title` element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    /// It does not.
    No,
    /// All text, up to the end tag.
    Closed,
    /// The end tag is missing: the first line, up to the next tag.
    Open,
}

impl Title {
    /// A tag starts: no title holds one.
    pub(super) fn tag(&mut self) {
        if *self == Self::Open {
            *self = Self::No;
        }
    }

    /// Adds to `title` what belongs to it, and returns the rest.
    pub(super) fn take<'t>(&mut self, text: &'t str, title: &mut String) -> &'t str {
        match self {
            Self::No => text,
            Self::Closed => {
                title.push_str(text);
                ""
            }
            Self::Open => {
                let text = text.trim_start();
                let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
                title.push_str(line);
                *self = if line.is_empty() { Self::Open } else { Self::No };
                rest
            }
        }
    }
}

impl Reader<'_> {
    /// How what stands behind a start tag is read.
    pub(super) fn follows(&mut self, tag: &str, self_closing: bool) -> Next {
        let drawing = self.skip.as_ref().is_some_and(|(name, _)| name == "svg");
        let empty = self_closing && (self.xhtml || drawing);
        let markup = match tag {
            "noscript" => true,
            "title" => self_closing || !self.title_ends(),
            _ if CLOSED.contains(&tag) => empty || !self.ends(tag),
            _ => false,
        };
        if markup { Next::Markup } else { Next::Usual }
    }

    /// An element that is not shown. One that never ends is, unless nothing but its own words comes: those say nothing.
    pub(super) fn start_skipped(&mut self, tag: &str, self_closing: bool) {
        if self_closing && (self.xhtml || tag == "svg") {
            return;
        }
        if self.ends(tag) || !self.tags_follow() {
            self.skip = Some((tag.to_owned(), self.line));
        } else if tag != "iframe" {
            let told = "a script, style or drawing starts here and never ends: what follows is shown";
            self.page.remarks.push((self.line, told));
        }
    }

    pub(super) fn start_title(&mut self) {
        if self.page.title.is_empty() {
            self.title = if self.title_ends() { Title::Closed } else { Title::Open };
        }
    }

    pub(super) fn end_noscript(&mut self) {
        let Some((start, open)) = self.noscript.take() else { return };
        if !open {
            self.close();
        }
        self.page.noscript.push(start..self.page.pieces.len());
    }

    /// True when an end tag of the element comes.
    fn ends(&mut self, tag: &str) -> bool {
        let Some(name) = CLOSED.iter().find(|name| **name == tag) else { return false };
        let known = self.last_ends.iter().find(|(known, _)| known == name).map(|(_, last)| *last);
        let last = known.unwrap_or_else(|| {
            let last = last_end(self.source, name);
            self.last_ends.push((name, last));
            last
        });
        last.is_some_and(|last| last >= self.behind)
    }

    /// True when tags of a page come.
    fn tags_follow(&self) -> bool {
        let rest = self.source.get(self.behind..).unwrap_or_default();
        memchr::memchr_iter(b'<', rest).any(|at| is_element(name_at(rest, at).trim_start_matches('/')))
    }

    /// True when the title that starts here ends before anything that no title holds.
    fn title_ends(&self) -> bool {
        const NONE: &str = "/head body /body /html title h1 h2 p div meta link script style svg";
        let rest = self.source.get(self.behind..).unwrap_or_default();
        let near = rest.get(..MAX_TITLE).unwrap_or(rest);
        let names = memchr::memchr_iter(b'<', near).map(|at| name_at(near, at));
        names
            .map(|name| (name == "/title", NONE.split(' ').any(|none| none == name)))
            .find_map(|(ends, breaks)| (ends || breaks).then_some(ends))
            .unwrap_or(false)
    }

    /// True when the link that starts here ends soon, with nothing but words in it.
    pub(super) fn link_ends(&self) -> bool {
        const INSIDE: &str = "span /span b /b i /i em /em strong /strong br img";
        let rest = self.source.get(self.behind..).unwrap_or_default();
        let near = rest.get(..MAX_LINK).unwrap_or(rest);
        let mut names = memchr::memchr_iter(b'<', near).map(|at| name_at(near, at));
        names.find(|name| !INSIDE.split(' ').any(|inside| inside == name)).is_some_and(|name| name == "/a")
    }
}

/// The name of the tag at `at`, in lower case, with its slash when it is an end tag.
fn name_at(source: &[u8], at: usize) -> String {
    let rest = source.get(at + 1..).unwrap_or_default();
    let slash = usize::from(rest.first() == Some(&b'/'));
    let name = rest.get(slash..).unwrap_or_default().iter().take(16).take_while(|b| b.is_ascii_alphanumeric()).count();
    lossy(rest.get(..slash + name).unwrap_or_default()).to_ascii_lowercase()
}

/// Where the last end tag of an element starts, in bytes.
fn last_end(source: &[u8], name: &str) -> Option<usize> {
    let ends = |at: &usize| name_at(source, *at).strip_prefix('/') == Some(name);
    memchr::memmem::rfind_iter(source, b"</").find(ends)
}

/// True for a page whose start says that it is written as XML.
pub(super) fn is_xhtml(source: &str) -> bool {
    let head: String = source.chars().take(1024).collect::<String>().to_ascii_lowercase();
    head.trim_start().starts_with("<?xml")
        || head.contains("//dtd xhtml")
        || head.contains("http://www.w3.org/1999/xhtml")
}

/// True when the comment that starts near `start` reaches to the end of the page because nothing ends it.
pub(super) fn is_open_comment(source: &[u8], value: &[u8], start: usize) -> bool {
    let Some(before) = source.strip_suffix(value) else { return false };
    let mark = before.get(start.saturating_sub(1)..).unwrap_or_default();
    mark.len() <= 5 && [b"<!--".as_slice(), b"<!", b"<?", b"</"].iter().any(|open| mark.ends_with(open))
}
