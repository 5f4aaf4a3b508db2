//! A text that is used up while it is read, so that the source and what is made of it are never both there in full.
//!
//! The text is cut into pieces, each with memory of its own. Groups are read out of a window on it; when the window does
//! not show all that a group is judged by, what was read is dropped and the next piece comes in.

use super::lines::{Groups, Place};

/// Bytes of a piece. A smaller text is read as it lies.
pub(super) const PIECE: usize = 512 * 1024;

/// A text, read from its start to its end.
#[derive(Debug)]
pub(super) struct Source {
    window: String,
    /// How far the window is read.
    at: Place,
    /// What comes behind the window, the nearest piece last.
    pieces: Vec<String>,
}

impl Source {
    /// `text` from byte `start` on, where line `line` (from 1) begins, in pieces of at most `size` bytes or one character.
    pub(super) fn new(mut text: String, start: usize, line: u32, size: usize) -> Self {
        let mut pieces = Vec::new();
        // From the end, because only memory behind the text can be given back.
        while let Some(at) = cut(&text, start, size) {
            pieces.push(text.split_off(at));
            text.shrink_to_fit();
        }
        Self { window: text, at: Place { byte: start, line, more: false }, pieces }
    }

    /// The groups that can be read now, up to the last of which all is known; nothing when all is read.
    pub(super) fn groups(&self) -> Option<Groups<'_>> {
        let left = self.at.byte < self.window.len();
        left.then(|| Groups::resume(&self.window, self.at, self.pieces.is_empty()))
    }

    /// Drops what is read, up to `read` in the window, and brings in what comes next.
    pub(super) fn go_on(&mut self, read: Place) {
        self.window.drain(..read.byte);
        self.window.shrink_to(2 * PIECE);
        self.at = Place { byte: 0, ..read };
        // At least as much as is left is added, so that a group without end is not looked through for each piece anew.
        let enough = 2 * self.window.len();
        while let Some(piece) = self.pieces.pop() {
            self.window.push_str(&piece);
            if self.window.len() >= enough {
                break;
            }
        }
    }
}

/// Where the last piece of `text` begins; nothing when the text behind `start` is a single piece.
fn cut(text: &str, start: usize, size: usize) -> Option<usize> {
    let mut at = text.len().checked_sub(size).filter(|at| *at > start)?;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    (at > start).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_given_back() {
        let line = "Every word of this line is read once, and its memory is free for what is made of it.\n\n";
        let text = line.repeat(40_000);
        let mut source = Source::new(text, 0, 1, PIECE);
        let mut left = 40_000;
        while let Some(mut groups) = source.groups() {
            while groups.next_seen(0).is_some() {
                left -= 1;
            }
            let read = groups.place();
            source.go_on(read);
            let held = source.window.capacity() + source.pieces.iter().map(String::capacity).sum::<usize>();
            assert!(held <= left * line.len() + 3 * PIECE, "{held} bytes for {left} lines");
        }
        assert_eq!(left, 0);
    }
}
