//! Headings in a frame: how often each frame comes, so that the first of several is known for a heading.

use super::shape::{self, Case, Shape};
use super::sign;
use super::surround;

/// Frames that are told apart.
const KINDS: usize = 8;

/// What frames the sample has: their first signs, and how many names stand in each.
#[derive(Debug, Default)]
pub(super) struct Frames {
    seen: Vec<(String, usize)>,
    last: String,
}

impl Frames {
    /// Counts the line, when it opens a group, or stands alone, and is framed.
    pub(super) fn line(&mut self, line: &str) {
        let Some(frame) = frame(line) else { return };
        // The same name again is no part of its own: a remark such as `[Applause]`.
        if line == self.last {
            return;
        }
        line.clone_into(&mut self.last);
        if let Some((_, count)) = self.seen.iter_mut().find(|(known, _)| known == frame) {
            *count += 1;
        } else if self.seen.len() < KINDS {
            self.seen.push((frame.to_owned(), 1));
        }
    }

    /// True when other lines are framed as this one is.
    pub(super) fn are_several(&self, line: &str) -> bool {
        frame(line).is_some_and(|frame| self.seen.iter().any(|(known, count)| known == frame && *count >= 2))
    }

    /// True for `[Security]`, where others stand in such brackets.
    pub(super) fn are_bracketed(&self, line: &str) -> bool {
        line.starts_with('[') && self.are_several(line)
    }
}

/// The signs before the name of a line in a frame.
fn frame(line: &str) -> Option<&str> {
    if line.len() > 120 || surround::is_end(line) {
        return None;
    }
    if is_bracketed(line) {
        return line.get(..1);
    }
    sign::framed(line).filter(|_| !line.starts_with("**") || line.starts_with("***"))?;
    let name = line.find(char::is_alphanumeric)?;
    line.get(..name)
}

/// `[Security]`, `[Water and power]`: a name of a few words, and no footnote or stage direction.
fn is_bracketed(line: &str) -> bool {
    let Some(inner) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) else { return false };
    let shape = Shape::of(inner);
    inner.starts_with(char::is_alphabetic)
        && !inner.contains(['[', ']', '/', '@', ':'])
        && (1..=6).contains(&shape.words)
        && shape.letters() >= 3
        && shape.case(inner) != Case::Other
        && !shape::ends_sentence(inner)
}
