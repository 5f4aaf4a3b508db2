//! A line that is typed: filters, the search, tags. All of them are edited by the same keys.

use std::ops::Deref;

use super::Command;
use crate::text;

/// What a key changed in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// Its words.
    Words,
    /// Where the caret stands, at most.
    Caret,
    /// It is no key of a line.
    Nothing,
}

/// Where the caret of a line stands. The words may be kept elsewhere, and may change there: it stays as far from their end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Caret {
    /// Bytes behind it.
    behind: usize,
}

impl Caret {
    /// The byte of `words` before which it stands.
    pub fn at(self, words: &str) -> usize {
        // Words that were put in the place of others may have a letter there.
        text::letter_start(words, words.len().saturating_sub(self.behind))
    }

    /// Puts it behind all words.
    pub fn to_end(&mut self) {
        self.behind = 0;
    }

    /// Types a character before it.
    pub fn type_char(self, words: &mut String, c: char) -> Edited {
        words.insert(self.byte(words), c);
        Edited::Words
    }

    /// Does what a command does in a line.
    pub fn run(&mut self, words: &mut String, command: Command) -> Edited {
        let at = self.byte(words);
        let from_end = |byte: usize| words.len().saturating_sub(byte);
        let gone = match command {
            Command::Left => {
                self.behind = from_end(text::letter_before(words, at));
                return Edited::Caret;
            }
            Command::Right => {
                self.behind = from_end(text::letter_end(words, at));
                return Edited::Caret;
            }
            Command::LineStart => {
                self.behind = words.len();
                return Edited::Caret;
            }
            Command::LineEnd => {
                self.behind = 0;
                return Edited::Caret;
            }
            // One sign of a letter that was put together from several: what was typed last.
            Command::Erase => text::slice(words, 0..at).char_indices().next_back().map_or(at, |(start, _)| start)..at,
            Command::EraseWord => start_of_word(text::slice(words, 0..at))..at,
            Command::EraseAll => 0..at,
            Command::EraseNext => at..text::letter_end(words, at),
            Command::EraseToEnd => at..words.len(),
            _ => return Edited::Nothing,
        };
        self.behind = words.len() - gone.end;
        words.drain(gone);
        Edited::Words
    }

    /// Where it stands, on a border of characters whatever became of the words.
    fn byte(self, words: &str) -> usize {
        let at = words.len().saturating_sub(self.behind);
        (0..=at).rev().find(|at| words.is_char_boundary(*at)).unwrap_or(0)
    }
}

/// A line with its caret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    words: String,
    caret: Caret,
}

impl Input {
    /// What is typed.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// The byte before which the caret stands.
    pub fn caret(&self) -> usize {
        self.caret.at(&self.words)
    }

    /// Types a character at the caret.
    pub fn type_char(&mut self, c: char) -> Edited {
        self.caret.type_char(&mut self.words, c)
    }

    /// Does what a command does in a line.
    pub fn run(&mut self, command: Command) -> Edited {
        self.caret.run(&mut self.words, command)
    }

    /// Takes all words away.
    pub fn clear(&mut self) -> Edited {
        *self = Self::default();
        Edited::Words
    }
}

/// The caret behind the words.
impl From<String> for Input {
    fn from(words: String) -> Self {
        Self { words, caret: Caret::default() }
    }
}

impl Deref for Input {
    type Target = str;

    fn deref(&self) -> &str {
        &self.words
    }
}

/// Where the last word begins, blanks behind it or not.
fn start_of_word(line: &str) -> usize {
    let line = line.trim_end();
    line.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(words: &str, keys: &[Command]) -> (String, usize) {
        let mut line = Input::from(words.to_owned());
        for key in keys {
            line.run(*key);
        }
        (line.to_string(), line.caret())
    }

    #[test]
    fn keys_edit_before_and_behind_the_caret() {
        use Command::{Erase, EraseAll, EraseNext, EraseToEnd, EraseWord, Left, LineEnd, LineStart, Right};
        assert_eq!(line("two words", &[Left, Left]), ("two words".into(), 7));
        assert_eq!(line("two words", &[LineStart, Right, EraseNext]), ("to words".into(), 1));
        assert_eq!(line("two words", &[LineStart, LineEnd, Erase]), ("two word".into(), 8));
        assert_eq!(line("one two six", &[Left, Left, Left, EraseWord]), ("one six".into(), 4));
        assert_eq!(line("one\u{3000}two", &[EraseWord]), ("one\u{3000}".into(), 6));
        assert_eq!(line("one two", &[Left, EraseAll]), ("o".into(), 0));
        assert_eq!(line("one two", &[LineStart, Right, EraseToEnd]), ("o".into(), 1));
        // A letter of two signs is one for the caret; what is erased is the sign typed last.
        assert_eq!(line("ne\u{301}", &[Left]), ("ne\u{301}".into(), 1));
        assert_eq!(line("ne\u{301}", &[Erase]), ("ne".into(), 2));
    }

    #[test]
    fn what_is_typed_stands_before_the_caret() {
        let mut line = Input::from("bc".to_owned());
        line.run(Command::LineStart);
        assert_eq!(line.type_char('a'), Edited::Words);
        assert_eq!((line.as_str(), line.caret()), ("abc", 1));
        assert_eq!(line.run(Command::Accept), Edited::Nothing);
    }

    proptest! {
        #[test]
        fn no_keys_cut_a_letter(words in "\\PC{0,12}", other in "\\PC{0,6}", keys in proptest::collection::vec(0usize..11, 0..20)) {
            use Command::{Erase, EraseAll, EraseNext, EraseToEnd, EraseWord, Left, LineEnd, LineStart, Right};
            const KEYS: [Command; 9] = [Left, Right, LineStart, LineEnd, Erase, EraseWord, EraseAll, EraseNext, EraseToEnd];
            let (mut words, mut caret) = (words, Caret::default());
            for key in keys {
                match KEYS.get(key) {
                    Some(command) => { caret.run(&mut words, *command); }
                    None if key == 9 => { caret.type_char(&mut words, '字'); }
                    // Another line in its place, as a history puts one.
                    None => words.clone_from(&other),
                }
                prop_assert!(words.is_char_boundary(caret.at(&words)));
            }
        }
    }
}
