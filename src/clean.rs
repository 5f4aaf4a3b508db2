//! The neutraliser: the only way from foreign text to the screen.
//!
//! [`Clean`] is text that cannot act on a terminal. Nothing else is accepted by widgets, titles, errors, logs or exports.
//! Each harmful character is **replaced one for one** by something visible, never removed as a "sequence": removing
//! could put a new sequence together out of what stood on both sides.
//!
//! What it does, by class of character: C0 controls become control pictures (ESC is `␛`), DEL `␡`, C1 `<9B>`, TAB spaces,
//! every kind of line break `\n`, bidi controls `<202E>`, private use and noncharacters U+FFFD. Invisible characters
//! (zero width, tags, soft hyphen, BOM …) are hidden and counted. Joiners stay where a script or an emoji needs them.
//! More than [`MARKS_PER_BASE`] combining marks on one base are cut.
//!
//! Invariant: a `Clean` holds no control character except `\n`, and `\t` where a [table](crate::briefing::BlockKind)
//! separates its cells.
//!
//! **Foreign words in a line of the program's own** go through [`Clean::piece`] and nothing else: it sets apart what is
//! written from right to left (U+2068 … U+2069, the isolates of UAX #9), so that drawing puts each piece in order by
//! itself and the program's words around it stay where they are. The two marks have no width and reach no cell; in
//! foreign text itself they are made visible like every other bidi control.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use crate::bidi::{self, PIECE, PIECE_END};
use crate::text::{self, Span};

/// Combining marks that one base character may carry; living scripts need at most four.
pub const MARKS_PER_BASE: usize = 8;

/// How far back, in bytes, a line is measured to find the next tab stop.
const TAB_REACH: usize = 1024;

/// Text that has passed the neutraliser.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clean(String);

/// What the neutraliser met: counts for the reader's badge and places for dim drawing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census {
    /// Characters that were made visible (controls, bidi overrides, private use).
    pub shown: usize,
    /// Characters that were hidden (zero width, tags, soft hyphens, surplus combining marks).
    pub hidden: usize,
    /// Spans of the clean text (bytes) that stand for a character which was made visible.
    pub escapes: Vec<Span>,
}

/// How line breaks and tabs inside a piece of text are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Line breaks and tabs are white space; runs of spaces become one.
    Prose,
    /// Line breaks stay, tabs are expanded to eight-cell stops, runs of spaces stay.
    Lines,
}

impl Clean {
    /// Neutralises `raw`, keeping its line breaks.
    pub fn new(raw: &str) -> Self {
        let mut clean = Self::default();
        clean.push(raw, Layout::Lines, &mut Census::default());
        clean
    }

    /// Neutralises `raw` into one line without surrounding white space.
    pub fn line(raw: &str) -> Self {
        let mut clean = Self::default();
        clean.push(raw.trim(), Layout::Prose, &mut Census::default());
        while clean.0.ends_with(' ') {
            clean.0.pop();
        }
        clean
    }

    /// `raw` in one line, as a piece of a line of the program's own: set apart where it may hold letters that are written
    /// from right to left. What is made of such pieces by `format!` keeps them through [`From<String>`](Self#impl-From<String>-for-Clean).
    pub fn piece(raw: &str) -> Self {
        let line = Self::line(raw);
        if bidi::may_be_rtl(&line) { Self(format!("{PIECE}{line}{PIECE_END}")) } else { line }
    }

    /// Neutralises `raw` and appends it; what was met is added to `census`.
    pub fn push(&mut self, raw: &str, layout: Layout, census: &mut Census) {
        if text::is_printable_ascii(raw) && (layout == Layout::Lines || text::doubled_space(raw.as_bytes()).is_none()) {
            let from = usize::from(layout == Layout::Prose && raw.starts_with(' ') && self.ends_in_space());
            self.0.push_str(text::slice(raw, from..raw.len()));
            return;
        }
        Neutraliser { out: &mut self.0, layout, census, marks: 0, previous: None }.run(raw);
    }

    /// Appends text that is clean already.
    pub fn push_clean(&mut self, clean: &Clean) {
        self.0.push_str(&clean.0);
    }

    /// Appends a line break.
    pub fn push_break(&mut self) {
        self.0.push('\n');
    }

    /// Appends the separator between two cells of a table row.
    pub fn push_cell_break(&mut self) {
        self.0.push('\t');
    }

    /// The text between two byte offsets, clean by construction.
    #[must_use]
    pub fn sub(&self, span: Span) -> Clean {
        Clean(text::slice(&self.0, span).to_owned())
    }

    /// Removes white space at the end, down to `floor` bytes.
    pub fn trim_end_to(&mut self, floor: usize) {
        while self.0.len() > floor && self.0.ends_with([' ', '\n', '\t']) {
            self.0.pop();
        }
    }

    /// Shortens the text to `len` bytes; does nothing where that would cut a character.
    pub fn truncate(&mut self, len: usize) {
        if self.0.is_char_boundary(len) {
            self.0.truncate(len);
        }
    }

    /// Makes room for `bytes` more.
    pub fn reserve(&mut self, bytes: usize) {
        self.0.reserve(bytes);
    }

    /// Gives back memory that is not used.
    pub fn shrink(&mut self) {
        if self.0.capacity() > self.0.len() + self.0.len() / 8 {
            self.0.shrink_to_fit();
        }
    }

    /// The text as a plain string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn ends_in_space(&self) -> bool {
        self.0.is_empty() || self.0.ends_with([' ', '\n'])
    }
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Clean {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

/// A line of the program's own: its [pieces](Clean::piece) stay set apart.
impl From<String> for Clean {
    fn from(raw: String) -> Self {
        if text::is_printable_ascii(&raw) {
            return Self(raw);
        }
        if !raw.contains([PIECE, PIECE_END]) {
            return Self::new(&raw);
        }
        let mut line = Self::default();
        for part in raw.split_inclusive([PIECE, PIECE_END]) {
            let words = part.trim_end_matches([PIECE, PIECE_END]);
            line.push(words, Layout::Lines, &mut Census::default());
            line.0.push_str(text::slice(part, words.len()..part.len()));
        }
        line
    }
}

impl From<Cow<'_, str>> for Clean {
    fn from(raw: Cow<'_, str>) -> Self {
        Self::new(&raw)
    }
}

impl serde::Serialize for Clean {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

struct Neutraliser<'a> {
    out: &'a mut String,
    layout: Layout,
    census: &'a mut Census,
    marks: usize,
    previous: Option<char>,
}

impl Neutraliser<'_> {
    fn run(&mut self, raw: &str) {
        let mut rest = raw;
        while !rest.is_empty() {
            let (head, tail) = rest.split_at(text::printable_ascii_prefix(rest));
            self.ascii(head);
            let mut chars = tail.chars();
            if let Some(c) = chars.next() {
                self.take(c, chars.clone().next());
            }
            rest = chars.as_str();
        }
    }

    /// Takes printable ASCII as it is, in prose without a space too many. Each letter is looked at once, however many
    /// spaces there are.
    fn ascii(&mut self, plain: &str) {
        let mut rest = plain;
        while !rest.is_empty() {
            let doubled = (self.layout == Layout::Prose).then(|| text::doubled_space(rest.as_bytes())).flatten();
            let (head, tail) = rest.split_at(doubled.map_or(rest.len(), |at| at + 1));
            match head.strip_prefix(' ') {
                Some(behind) => {
                    self.space();
                    self.plain(behind);
                }
                None => self.plain(head),
            }
            rest = tail;
        }
    }

    /// Takes letters that need no look any more.
    fn plain(&mut self, letters: &str) {
        if let Some(last) = letters.chars().next_back() {
            self.out.push_str(letters);
            self.previous = Some(last);
            self.marks = 0;
        }
    }

    fn take(&mut self, c: char, next: Option<char>) {
        match class(c) {
            Class::Space => self.space(),
            Class::Tab => self.tab(),
            Class::Break => self.line_break(),
            Class::Picture(picture) => self.show(&picture.to_string()),
            Class::Code => self.show(&format!("<{:02X}>", u32::from(c))),
            Class::Replace => self.show("\u{FFFD}"),
            Class::Plain => self.keep(c),
            Class::Joiner if self.joiner_belongs(c, next) => self.keep(c),
            Class::Selector if self.previous.is_some_and(takes_selector) => self.keep(c),
            Class::Mark if self.marks < MARKS_PER_BASE => {
                self.marks += 1;
                self.out.push(c);
            }
            Class::Hidden | Class::Joiner | Class::Selector | Class::Mark => self.census.hidden += 1,
        }
    }

    fn keep(&mut self, c: char) {
        self.out.push(c);
        self.previous = Some(c);
        self.marks = 0;
    }

    fn space(&mut self) {
        let dropped = self.layout == Layout::Prose && (self.out.is_empty() || self.out.ends_with([' ', '\n']));
        if !dropped {
            self.keep(' ');
        }
    }

    fn tab(&mut self) {
        if self.layout == Layout::Prose {
            return self.space();
        }
        // Only so far back: a line of a million tabs must not be measured a million times.
        let mut from = self.out.len().saturating_sub(TAB_REACH);
        while !self.out.is_char_boundary(from) {
            from += 1;
        }
        let near = text::slice(self.out, from..self.out.len());
        let line = near.rfind('\n').map_or(near, |at| text::slice(near, at + 1..near.len()));
        let column = text::cells(line);
        for _ in 0..(8 - column % 8) {
            self.keep(' ');
        }
    }

    fn line_break(&mut self) {
        match self.layout {
            Layout::Prose => self.space(),
            Layout::Lines => self.keep('\n'),
        }
    }

    fn show(&mut self, visible: &str) {
        let start = self.out.len();
        self.out.push_str(visible);
        self.previous = None;
        self.marks = 0;
        self.census.shown += 1;
        match self.census.escapes.last_mut() {
            Some(last) if last.end == start => last.end = self.out.len(),
            _ => self.census.escapes.push(Span::new(start, self.out.len())),
        }
    }

    fn joiner_belongs(&self, joiner: char, next: Option<char>) -> bool {
        let (Some(previous), Some(next)) = (self.previous, next) else { return false };
        let script = needs_joiners(previous) && (needs_joiners(next) || !next.is_alphanumeric());
        let emoji = joiner == '\u{200D}' && is_pictographic(previous) && is_pictographic(next);
        script || emoji
    }
}

enum Class {
    Plain,
    Space,
    Tab,
    Break,
    Picture(char),
    Code,
    Replace,
    Hidden,
    Joiner,
    Selector,
    Mark,
}

fn class(c: char) -> Class {
    match c {
        ' ' => Class::Space,
        '\t' => Class::Tab,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Break,
        '\0'..='\u{1F}' => Class::Picture(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}')),
        '\u{7F}' => Class::Picture('␡'),
        '\u{80}'..='\u{9F}'
        | '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => Class::Code,
        '\u{200C}' | '\u{200D}' => Class::Joiner,
        '\u{FE00}'..='\u{FE0F}' => Class::Selector,
        '\u{AD}'
        | '\u{034F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => Class::Hidden,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => Class::Replace,
        _ if u32::from(c) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c) => Class::Replace,
        _ if unicode_normalization::char::is_combining_mark(c) => Class::Mark,
        _ => Class::Plain,
    }
}

/// Scripts whose spelling uses ZWNJ and ZWJ: Arabic, Syriac, N'Ko, Indic, Sinhala, Tibetan, Myanmar, Khmer, Mongolian.
fn needs_joiners(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{08FF}' | '\u{0900}'..='\u{0DFF}' | '\u{0F00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}'
        | '\u{A8E0}'..='\u{A8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Characters that take part in emoji sequences: pictographs, dingbats, arrows, and the selector that may follow them.
fn is_pictographic(c: char) -> bool {
    matches!(c, '\u{FE0F}' | '\u{2190}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}' | '\u{1F000}'..='\u{1FAFF}' | '©' | '®')
}

fn takes_selector(c: char) -> bool {
    is_pictographic(c) && c != '\u{FE0F}' || matches!(c, '0'..='9' | '#' | '*' | '‼' | '⁉' | '™' | 'ℹ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pieces_stay_set_apart_in_lines_of_the_program_and_nothing_else_does() {
        let piece = Clean::piece("علی\u{202e}\u{2069}");
        assert_eq!(piece.as_str(), "\u{2068}علی<202E><2069>\u{2069}");
        assert_eq!(Clean::piece("Munir").as_str(), "Munir");
        let line = Clean::from(format!("“{piece}” · 3\u{1b}"));
        assert_eq!(line.as_str(), "“\u{2068}علی<202E><2069>\u{2069}” · 3␛");
        assert_eq!(text::cells(&line), text::cells("“علی<202E><2069>” · 3␛"));
        assert_eq!(Clean::line("\u{2068}a\u{2069}").as_str(), "<2068>a<2069>");
    }

    #[test]
    fn controls_become_pictures() {
        assert_eq!(Clean::new("a\u{1b}[31mb\u{7f}").as_str(), "a␛[31mb␡");
        assert_eq!(Clean::new("x\u{9b}2J").as_str(), "x<9B>2J");
        assert_eq!(Clean::new("a\u{202e}b\u{200b}c").as_str(), "a<202E>bc");
        assert_eq!(Clean::new("a\tb").as_str(), "a       b");
    }

    #[test]
    fn joiners_stay_where_a_script_needs_them() {
        assert_eq!(Clean::new("می‌رود").as_str(), "می‌رود");
        assert_eq!(Clean::new("pay\u{200c}pal").as_str(), "paypal");
        assert_eq!(Clean::new("👩\u{200d}🚀").as_str(), "👩\u{200d}🚀");
        assert_eq!(Clean::new("a\u{fe0f}").as_str(), "a");
    }

    #[test]
    fn zalgo_is_cut() {
        let zalgo = format!("e{}", "\u{301}".repeat(500));
        assert_eq!(Clean::new(&zalgo).chars().count(), 1 + MARKS_PER_BASE);
    }

    #[test]
    fn prose_is_one_line() {
        assert_eq!(Clean::line("  a\n  b\t c ").as_str(), "a b c");
    }

    fn acts(c: char) -> bool {
        matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    }

    proptest! {
        #[test]
        fn nothing_that_acts_survives(raw in any::<String>()) {
            let clean = Clean::new(&raw);
            for c in clean.chars() {
                prop_assert!(c == '\n' || !c.is_control(), "{c:?}");
                prop_assert!(!acts(c), "{c:?}");
            }
        }

        #[test]
        fn cleaning_twice_changes_nothing(raw in any::<String>()) {
            let once = Clean::new(&raw);
            prop_assert_eq!(Clean::new(&once), once);
        }

        #[test]
        fn escapes_point_at_what_was_shown(raw in "[a-z\u{1b}\u{202e}\u{9b}é ]{0,40}") {
            let (mut clean, mut census) = (Clean::default(), Census::default());
            clean.push(&raw, Layout::Lines, &mut census);
            for span in census.escapes {
                let shown = text::slice(&clean, span);
                prop_assert!(shown.starts_with(['<', '␛']), "{shown}");
            }
        }
    }
}
