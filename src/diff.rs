//! What became of a passage, word by word: for showing an older text beside a newer one.
//!
//! For the review of a note whose words changed, compare what the anchor remembers with what stands there now, and draw
//! [`old`] on one side and [`new`] on the other:
//!
//! ```
//! use attache::diff::{self, Change};
//!
//! let (quote, there) = ("open twelve posts", "open ten posts");
//! let pieces = diff::words(quote, there);
//! let struck: Vec<_> = diff::old(&pieces).filter(|(change, _)| *change == Change::Removed).collect();
//! assert_eq!(&quote[struck[0].1.range()], "twelve");
//! ```
//!
//! White space is the same whatever it is, so that a passage which was only wrapped anew has no change in it.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::Span;

/// Words of either side that are compared one by one. What is longer has its common ends found, and is else another text.
const MOST: usize = 4000;

/// What became of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// Both texts have it.
    Same,
    /// Only the older text has it.
    Removed,
    /// Only the newer text has it.
    Added,
}

/// A run of words, and where it stands in either text (bytes).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub change: Change,
    /// Where it stands in the older text; empty for what was added, at the place where it would stand.
    pub old: Span,
    /// Where it stands in the newer text; empty for what was removed.
    pub new: Span,
}

/// The pieces that lead from `old` to `new`, in order. Together they cover both texts; where something was replaced,
/// what was removed comes first; no two neighbours are of one kind.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let (a, b) = (cut(old), cut(new));
    let mut pieces = Pieces { all: Vec::new(), old: 0, new: 0 };
    for (change, old_words, new_words) in changes(&a, &b) {
        let ends = |words: &[Word<'_>], n: usize, whole: usize| words.get(n).map_or(whole, |w| w.start);
        pieces.take(change, ends(&a, old_words, old.len()), ends(&b, new_words, new.len()));
    }
    pieces.all
}

/// The pieces of the older text, in order.
pub fn old(pieces: &[Piece]) -> impl Iterator<Item = (Change, Span)> {
    pieces.iter().filter(|p| p.change != Change::Added).map(|p| (p.change, p.old))
}

/// The pieces of the newer text, in order.
pub fn new(pieces: &[Piece]) -> impl Iterator<Item = (Change, Span)> {
    pieces.iter().filter(|p| p.change != Change::Removed).map(|p| (p.change, p.new))
}

struct Word<'a> {
    start: usize,
    /// Its letters; one space for any white space.
    letters: &'a str,
}

fn cut(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    for (start, letters) in text.split_word_bound_indices() {
        let letters = if letters.chars().all(char::is_whitespace) { " " } else { letters };
        if letters != " " || words.last().is_none_or(|last| last.letters != " ") {
            words.push(Word { start, letters });
        }
    }
    words
}

/// What to do in which order, and the numbers of the words before which each step ends.
fn changes(a: &[Word<'_>], b: &[Word<'_>]) -> Vec<(Change, usize, usize)> {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.iter().map(|w| w.letters).collect(), b.iter().map(|w| w.letters).collect());
    let front = x.iter().zip(&y).take_while(|(x, y)| x == y).count();
    let back = x[front..].iter().rev().zip(y[front..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (x, y) = (&x[front..x.len() - back], &y[front..y.len() - back]);
    let mut steps = vec![(Change::Same, front, front)];
    if x.len().max(y.len()) <= MOST {
        let ops = joined(&capture_diff_slices(Algorithm::Myers, x, y), x);
        steps.extend(ops.into_iter().map(|(change, i, j)| (change, front + i, front + j)));
    } else {
        steps.push((Change::Removed, front + x.len(), front));
        steps.push((Change::Added, front + x.len(), front + y.len()));
    }
    steps.push((Change::Same, a.len(), b.len()));
    steps
}

/// The steps, with what stays between two changes drawn into them where it is only a sign or a space: pieces that can be
/// read, not crumbs.
fn joined(ops: &[DiffOp], x: &[&str]) -> Vec<(Change, usize, usize)> {
    let mut steps: Vec<(Change, usize, usize)> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let (mut i, mut j) = (0, 0);
    for (n, op) in ops.iter().enumerate() {
        // Counted here: of what was only removed or only added, the place in the other text is not to be relied on.
        let old = i..i + op.old_range().len();
        (i, j) = (old.end, j + op.new_range().len());
        let crumb =
            n > 0 && n + 1 < ops.len() && x[old.clone()].iter().all(|word| !word.chars().any(char::is_alphanumeric));
        if matches!(op, DiffOp::Equal { .. }) && !crumb {
            close(&mut steps, open.take());
            steps.push((Change::Same, i, j));
        } else {
            open = Some((i, j));
        }
    }
    close(&mut steps, open);
    steps
}

fn close(steps: &mut Vec<(Change, usize, usize)>, open: Option<(usize, usize)>) {
    let Some((old, new)) = open else { return };
    let before = steps.last().map_or(0, |(_, _, new)| *new);
    steps.push((Change::Removed, old, before));
    steps.push((Change::Added, old, new));
}

struct Pieces {
    all: Vec<Piece>,
    old: usize,
    new: usize,
}

impl Pieces {
    /// Adds a piece up to these bytes of both texts, or makes the last one longer.
    fn take(&mut self, change: Change, old: usize, new: usize) {
        let (from_old, from_new) = (std::mem::replace(&mut self.old, old), std::mem::replace(&mut self.new, new));
        if (from_old, from_new) == (old, new) {
            return;
        }
        match self.all.last_mut() {
            Some(last) if last.change == change => (last.old.end, last.new.end) = (old, new),
            _ => self.all.push(Piece { change, old: Span::new(from_old, old), new: Span::new(from_new, new) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;
    use proptest::prelude::*;

    fn marked(a: &str, b: &str) -> String {
        let piece = |p: &Piece| match p.change {
            Change::Same => text::slice(b, p.new).to_owned(),
            Change::Removed => format!("[-{}-]", text::slice(a, p.old)),
            Change::Added => format!("{{+{}+}}", text::slice(b, p.new)),
        };
        words(a, b).iter().map(piece).collect()
    }

    #[test]
    fn what_was_replaced_stands_together() {
        assert_eq!(marked("open twelve posts", "open ten posts"), "open [-twelve-]{+ten+} posts");
        assert_eq!(marked("by night and day", "by day"), "by [-night and -]day");
        assert_eq!(marked("all red, green boats", "all blue, white boats"), "all [-red, green-]{+blue, white+} boats");
        assert_eq!(marked("", "new"), "{+new+}");
        assert_eq!(marked("gone", ""), "[-gone-]");
        assert_eq!(marked("", ""), "");
        assert_eq!(marked("海底电缆", "海底的电缆"), "海底{+的+}电缆");
    }

    #[test]
    fn wrapping_is_no_change() {
        assert_eq!(words("a b\r\n\tc", "a  b c").len(), 1);
    }

    #[test]
    fn texts_of_any_length_come_back() {
        let (old, new) = ("a b c d ".repeat(3000), "e f ".repeat(3000));
        assert_eq!(words(&format!("x {old} y"), &format!("x {new} y")).len(), 4);
    }

    proptest! {
        #[test]
        fn pieces_cover_both_texts(a in "[ab\n .é\u{301}海]{0,40}", b in "[ab\n .é\u{301}海]{0,40}") {
            let pieces = words(&a, &b);
            let joined = |text: &str, spans: Vec<Span>| spans.iter().map(|s| text::slice(text, *s)).collect::<String>();
            prop_assert_eq!(joined(&a, old(&pieces).map(|(_, s)| s).collect()), a.clone());
            prop_assert_eq!(joined(&b, new(&pieces).map(|(_, s)| s).collect()), b.clone());
            prop_assert!(pieces.windows(2).all(|w| w[0].change != w[1].change));
            for piece in &pieces {
                let plain = |text, span| text::slice(text, span).split_whitespace().collect::<String>();
                match piece.change {
                    Change::Same => prop_assert_eq!(plain(&a, piece.old), plain(&b, piece.new)),
                    Change::Removed => prop_assert!(piece.new.is_empty() && !piece.old.is_empty()),
                    Change::Added => prop_assert!(piece.old.is_empty() && !piece.new.is_empty()),
                }
            }
        }
    }
}
