//! The text that is being written: lines, a caret between graphemes, undo.
//!
//! The lines are kept as they were written or read, so that opening a note and saving it changes no byte. What makes
//! them fit for the screen is [`super::sheet`].

use ratatui_textarea::{CursorMove, TextArea};

use crate::text;

/// Edits that can be taken back.
const MOST_EDITS: usize = 2000;

/// Characters of one line, and lines, that the caret can be put at directly; a limit of the library.
const REACH: usize = u16::MAX as usize;

/// A place in the text: the line, from 0, and the byte in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot {
    /// Line, from 0.
    pub line: usize,
    /// Byte in the line, on a border between graphemes.
    pub byte: usize,
}

/// Text with a caret in it.
#[derive(Debug, Clone)]
pub struct Buffer {
    area: TextArea<'static>,
}

impl Buffer {
    /// A text with the caret at its end and nothing to undo.
    pub fn new(text: &str) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_max_histories(MOST_EDITS);
        let mut buffer = Self { area };
        buffer.bottom();
        buffer
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.lines().join("\n")
    }

    /// The lines, without their ends; at least one.
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// True when there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.lines().iter().all(|line| line.trim().is_empty())
    }

    /// True when there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Where the caret stands.
    pub fn caret(&self) -> Spot {
        let (line, point) = self.points();
        let byte = self.lines().get(line).map_or(0, |l| l.chars().take(point).map(char::len_utf8).sum());
        Spot { line, byte }
    }

    /// Puts the caret at the grapheme border at or before `spot`.
    pub fn put_caret(&mut self, spot: Spot) {
        let line = spot.line.min(self.lines().len().saturating_sub(1));
        let words = self.line(line);
        let byte = text::letter_start(words, spot.byte.min(words.len()));
        let point = text::slice(words, 0..byte).chars().count();
        self.go(line, point);
    }

    /// Types one character.
    pub fn type_char(&mut self, c: char) {
        self.area.insert_char(c);
    }

    /// Begins a new line.
    pub fn new_line(&mut self) {
        self.area.insert_newline();
    }

    /// Puts text in at once: one step of undo, whatever its size.
    pub fn insert(&mut self, text: &str) {
        self.area.insert_str(text);
    }

    /// Puts another text in the place of all of it; undo brings the old one back.
    pub fn replace(&mut self, text: &str) {
        self.area.select_all();
        self.area.cut();
        self.area.insert_str(text);
    }

    /// Takes away the grapheme before the caret, or the line break.
    pub fn erase(&mut self) {
        let before = self.points();
        self.left();
        let after = self.points();
        if before.0 == after.0 {
            self.area.delete_str(before.1 - after.1);
        } else {
            self.area.delete_str(1);
        }
    }

    /// Takes away the grapheme behind the caret, or the line break.
    pub fn erase_next(&mut self) {
        let wide = self.grapheme_behind().map(|grapheme| grapheme.chars().count());
        let last = self.points().0 + 1 == self.lines().len();
        if wide.is_some() || !last {
            self.area.delete_str(wide.unwrap_or(1));
        }
    }

    /// Takes away the word before the caret.
    pub fn erase_word(&mut self) {
        self.area.delete_word();
    }

    /// Takes away the line before the caret.
    pub fn erase_to_start(&mut self) {
        self.area.delete_line_by_head();
    }

    /// Takes away the line behind the caret.
    pub fn erase_to_end(&mut self) {
        self.area.delete_line_by_end();
    }

    /// One grapheme back.
    pub fn left(&mut self) {
        let (line, point) = self.points();
        let before = text::slice(self.line(line), 0..self.caret().byte);
        let wide = text::graphemes(before).next_back().map(|g| g.chars().count());
        match wide {
            Some(wide) => self.go(line, point.saturating_sub(wide)),
            None => self.area.move_cursor(CursorMove::Back),
        }
    }

    /// One grapheme on.
    pub fn right(&mut self) {
        let (line, point) = self.points();
        match self.grapheme_behind().map(|g| g.chars().count()) {
            Some(wide) => self.go(line, point + wide),
            None => self.area.move_cursor(CursorMove::Forward),
        }
    }

    /// To the start of the next word.
    pub fn word_forward(&mut self) {
        self.area.move_cursor(CursorMove::WordForward);
    }

    /// To the start of the word, or of the one before.
    pub fn word_back(&mut self) {
        self.area.move_cursor(CursorMove::WordBack);
    }

    /// To the start of the line.
    pub fn line_start(&mut self) {
        self.area.move_cursor(CursorMove::Head);
    }

    /// To the end of the line.
    pub fn line_end(&mut self) {
        self.area.move_cursor(CursorMove::End);
    }

    /// To the beginning.
    pub fn top(&mut self) {
        self.area.move_cursor(CursorMove::Top);
        self.area.move_cursor(CursorMove::Head);
    }

    /// To the end.
    pub fn bottom(&mut self) {
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    /// Takes back the last edit; of letters typed, the last word. False when there is none.
    pub fn undo(&mut self) -> bool {
        self.steps(TextArea::undo, TextArea::redo)
    }

    /// Makes the last edit again that was taken back; of letters typed, a word. False when there is none.
    pub fn redo(&mut self) -> bool {
        self.steps(TextArea::redo, TextArea::undo)
    }

    /// Steps through the history as long as single letters of one word come or go; `back` takes a step too far back.
    fn steps(&mut self, step: Step, back: Step) -> bool {
        let Some(mut in_word) = self.step(step) else { return false };
        while in_word {
            let next = self.step(step);
            if next == Some(false) {
                back(&mut self.area);
            }
            in_word = next == Some(true);
        }
        true
    }

    /// One step; `Some(true)` when it was one letter of a word, `None` when there is none.
    fn step(&mut self, step: Step) -> Option<bool> {
        let before = (self.points(), self.line(self.points().0).to_owned());
        if !step(&mut self.area) {
            return None;
        }
        let after = (self.points(), self.line(self.points().0).to_owned());
        let (longer, shorter) = if before.1.len() > after.1.len() { (&before, &after) } else { (&after, &before) };
        let letter = longer.1.chars().nth(shorter.0.1).filter(|c| c.is_alphanumeric());
        let one = letter.is_some_and(|c| longer.1.len() == shorter.1.len() + c.len_utf8());
        Some(one && longer.0.0 == shorter.0.0)
    }

    fn grapheme_behind(&self) -> Option<&str> {
        let Spot { line, byte } = self.caret();
        let words = self.line(line);
        text::graphemes(text::slice(words, byte..words.len())).next()
    }

    fn line(&self, n: usize) -> &str {
        self.lines().get(n).map_or("", String::as_str)
    }

    /// Line and character of the caret.
    fn points(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    fn go(&mut self, line: usize, point: usize) {
        let short = |n: usize| u16::try_from(n.min(REACH)).unwrap_or(u16::MAX);
        let here = self.points();
        // Near places in a line too long to be reached directly are reached step by step.
        if point > REACH && here.0 == line && here.1.abs_diff(point) < 64 {
            let step = if point > here.1 { CursorMove::Forward } else { CursorMove::Back };
            (0..here.1.abs_diff(point)).for_each(|_| self.area.move_cursor(step));
        } else {
            self.area.move_cursor(CursorMove::Jump(short(line), short(point)));
        }
    }
}

type Step = fn(&mut TextArea<'static>) -> bool;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn graphemes_go_as_a_whole() {
        let mut buffer = Buffer::new("یک e\u{301} 👩\u{200d}💻");
        buffer.erase();
        assert_eq!(buffer.text(), "یک e\u{301} ");
        buffer.erase();
        buffer.left();
        assert_eq!(buffer.caret().byte, "یک ".len());
        buffer.erase_next();
        assert_eq!(buffer.text(), "یک ");
        assert!(buffer.undo() && buffer.undo() && buffer.undo());
        assert_eq!(buffer.text(), "یک e\u{301} 👩\u{200d}💻");
    }

    #[test]
    fn undo_takes_words() {
        let mut buffer = Buffer::new("");
        "who chairs".chars().for_each(|c| buffer.type_char(c));
        buffer.undo();
        assert_eq!(buffer.text(), "who ");
        buffer.undo();
        buffer.undo();
        assert_eq!(buffer.text(), "");
        assert!(!buffer.undo());
        buffer.redo();
        assert_eq!(buffer.text(), "who");
        buffer.new_line();
        buffer.insert("a\nb");
        buffer.undo();
        assert_eq!(buffer.text(), "who\n");
    }

    #[derive(Debug, Clone, Copy)]
    enum Deed {
        Type(char),
        Line,
        Erase,
        EraseNext,
        EraseWord,
        Left,
        Right,
        WordBack,
        Undo,
        Redo,
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            proptest::sample::select("ab é\u{301}伊👩\u{200d}💻\u{200c}ی\t".chars().collect::<Vec<_>>())
                .prop_map(Deed::Type),
            proptest::sample::select(vec![
                Deed::Line,
                Deed::Erase,
                Deed::EraseNext,
                Deed::EraseWord,
                Deed::Left,
                Deed::Right,
                Deed::WordBack,
                Deed::Undo,
                Deed::Redo,
            ]),
        ]
    }

    fn act(buffer: &mut Buffer, deed: Deed) {
        match deed {
            Deed::Type(c) => buffer.type_char(c),
            Deed::Line => buffer.new_line(),
            Deed::Erase => buffer.erase(),
            Deed::EraseNext => buffer.erase_next(),
            Deed::EraseWord => buffer.erase_word(),
            Deed::Left => buffer.left(),
            Deed::Right => buffer.right(),
            Deed::WordBack => buffer.word_back(),
            Deed::Undo => {
                buffer.undo();
            }
            Deed::Redo => {
                buffer.redo();
            }
        }
    }

    proptest! {
        #[test]
        fn the_caret_stays_in_the_text_and_undo_leads_back(start in "[a-c \n]{0,12}", deeds in proptest::collection::vec(deed(), 0..40)) {
            let mut buffer = Buffer::new(&start);
            for deed in deeds {
                act(&mut buffer, deed);
                let Spot { line, byte } = buffer.caret();
                prop_assert!(buffer.lines()[line].is_char_boundary(byte));
            }
            while buffer.undo() {}
            prop_assert_eq!(buffer.text(), start);
        }

        #[test]
        fn a_text_is_kept_as_it_is(text in "(\\PC|[\t\u{202e}\u{1b}]|\n){0,40}") {
            prop_assert_eq!(Buffer::new(&text).text(), text);
        }
    }
}
