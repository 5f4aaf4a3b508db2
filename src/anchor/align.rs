//! Two rows of words laid side by side: which word of one stands for which of the other.
//!
//! The best alignment in order, found by dynamic programming over all pairs. Words in between cost a little on either
//! side, so that a passage is matched where its words stand together.

use super::token::{Kind, SAME, Token, likeness};

/// A token and its letters.
pub(super) type Word<'a> = (Token, &'a str);

/// What a word without partner costs, in parts of [`SAME`].
const GAP: i32 = 2;

/// Where the text may be skipped for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loose {
    /// Before the first and behind the last word that is matched.
    BothEnds,
    /// Only behind the last.
    End,
}

/// For every word of what is looked for: the word of the text that stands for it, and their likeness.
pub(super) type Pairs = Vec<Option<(usize, i32)>>;

const STOP: u8 = 0;
const UP: u8 = 1;
const LEFT: u8 = 2;
const PAIR: u8 = 3;

/// Lays `wanted` along `text`.
pub(super) fn align(wanted: &[Word<'_>], text: &[Word<'_>], loose: Loose) -> Pairs {
    let width = text.len() + 1;
    let mut ways = vec![STOP; (wanted.len() + 1) * width];
    let skipped = |j: usize| GAP * i32::from(text[j - 1].0.weight);
    let mut above = vec![0; width];
    if loose == Loose::End {
        for j in 1..width {
            above[j] = above[j - 1] - skipped(j);
            ways[j] = LEFT;
        }
    }
    let ends: Vec<_> = text.iter().map(ends).collect();
    for (i, word) in wanted.iter().enumerate() {
        let missed = GAP * i32::from(word.0.weight);
        let own = self::ends(word);
        let row = &mut ways[(i + 1) * width..(i + 2) * width];
        let mut diagonal = above[0];
        above[0] -= missed;
        row[0] = UP;
        for j in 1..width {
            let (mut best, mut way) = (above[j] - missed, UP);
            let left = above[j - 1] - skipped(j);
            if left > best {
                (best, way) = (left, LEFT);
            }
            let alike = alike(word, own, &text[j - 1], ends[j - 1]);
            if alike > 0 {
                let pair = diagonal + alike * i32::from(word.0.weight);
                if pair >= best {
                    (best, way) = (pair, PAIR);
                }
            }
            diagonal = above[j];
            above[j] = best;
            row[j] = way;
        }
    }
    trace(wanted, text, &ways, last_best(&above))
}

/// The first and the last byte of a word: of two words that are like each other, one agrees.
fn ends(word: &Word<'_>) -> (u8, u8) {
    let bytes = word.1.as_bytes();
    (bytes.first().copied().unwrap_or(0), bytes.last().copied().unwrap_or(0))
}

fn alike(a: &Word<'_>, a_ends: (u8, u8), b: &Word<'_>, b_ends: (u8, u8)) -> i32 {
    if a.0.hash == b.0.hash {
        return SAME;
    }
    if a.0.kind != Kind::Word || (a_ends.0 != b_ends.0 && a_ends.1 != b_ends.1) {
        return 0;
    }
    likeness((&a.0, a.1), (&b.0, b.1))
}

fn last_best(row: &[i32]) -> usize {
    // Of equals the first: nothing behind the last match is taken in.
    row.iter().enumerate().rev().max_by_key(|(_, score)| **score).map_or(0, |(j, _)| j)
}

fn trace(wanted: &[Word<'_>], text: &[Word<'_>], ways: &[u8], end: usize) -> Pairs {
    let width = text.len() + 1;
    let mut pairs = vec![None; wanted.len()];
    let (mut i, mut j) = (wanted.len(), end);
    loop {
        match ways[i * width + j] {
            PAIR => {
                (i, j) = (i - 1, j - 1);
                pairs[i] = Some((j, likeness((&wanted[i].0, wanted[i].1), (&text[j].0, text[j].1))));
            }
            UP => i -= 1,
            LEFT => j -= 1,
            _ => return pairs,
        }
    }
}

/// How well the words on one side of a passage still stand beside it, from 0 to 1. Both rows begin at the passage and
/// lead away from it; of `text` only as many words count as the match needs.
pub(super) fn beside(wanted: &[Word<'_>], text: &[Word<'_>]) -> f32 {
    let pairs = align(wanted, text, Loose::End);
    let whole: i32 = wanted.iter().map(|w| SAME * i32::from(w.0.weight)).sum();
    let matched: i32 = wanted.iter().zip(&pairs).filter_map(|(w, p)| Some(i32::from(w.0.weight) * (*p)?.1)).sum();
    let reach = pairs.iter().rev().find_map(|p| p.map(|(j, _)| j + 1)).unwrap_or(0);
    let strange = |j: &usize| !pairs.iter().any(|p| p.is_some_and(|(k, _)| k == *j));
    let between: i32 = (0..reach).filter(strange).map(|j| SAME * i32::from(text[j].0.weight)).sum();
    share(matched, whole + between / 2)
}

/// `part` of `whole`, from 0 to 1; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "weights of words, far below what is lost")]
pub(super) fn share(part: i32, whole: i32) -> f32 {
    if whole <= 0 { 0.0 } else { part as f32 / whole as f32 }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn words(text: &str) -> Vec<Word<'_>> {
        let mut out = Vec::new();
        tokens(text, 0, &mut out);
        out.into_iter().map(|t| (t, t.letters(text, 0))).collect()
    }

    fn matched(wanted: &str, text: &str) -> String {
        let (w, t) = (words(wanted), words(text));
        let pairs = align(&w, &t, Loose::BothEnds);
        pairs.iter().map(|p| p.map_or("-", |(j, _)| t[j].1)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_find_their_partners_in_order() {
        assert_eq!(matched("a border post", "we saw the border posts"), "- border posts");
        assert_eq!(matched("one two three", "two one two x three"), "one two three");
        assert_eq!(matched("alpha", ""), "-");
        assert_eq!(matched("海底电缆", "故障海底的电缆"), "海 底 电 缆");
    }

    #[test]
    fn a_neighbour_is_only_one_when_it_is_near() {
        let near = beside(&words("agreed to establish"), &words("agreed to establish a body"));
        let pushed = beside(&words("agreed to establish"), &words("yesterday in Rawalpindi agreed to establish"));
        let gone = beside(&words("agreed to establish"), &words("the rain in Spain"));
        assert!(near > 0.99 && pushed < 0.8 && pushed > 0.3 && gone < 0.1, "{near} {pushed} {gone}");
    }
}
