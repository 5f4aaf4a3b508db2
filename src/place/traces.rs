//! What is left of a place whose words changed: parts of them, and what stood around them.

use super::Place;
use crate::briefing::Briefing;
use crate::text;

/// Bytes to both sides of where a place should be that are searched for traces of it, so that a text of any size takes
/// the same time.
const NEAR: usize = 1024 * 1024;

/// Code points of a trace, tried from the longest: what is longer says more, whichever trace it is.
const LENGTHS: [usize; 6] = [64, 48, 32, 24, 16, 12];

/// The byte offset that the traces of a place lead to; of several, the one nearest to byte `about`.
pub(super) fn find(briefing: &Briefing, place: &Place, about: usize) -> Option<usize> {
    let near = Near { words: &briefing.text, about };
    LENGTHS.iter().find_map(|n| beside(briefing, place, &near, *n)).or_else(|| between(briefing, place, &near))
}

/// Traces within the block: what the words began or ended with, what stood before and behind them.
fn beside(briefing: &Briefing, place: &Place, near: &Near<'_>, n: usize) -> Option<usize> {
    let quote = place.quote.as_str();
    let back = |at: usize, bytes: usize| {
        let block = briefing.blocks.get(briefing.block_at(at)).map_or(0, |b| b.span.start);
        at.saturating_sub(bytes).max(block)
    };
    let begun = || near.find(head(quote, n)?);
    let ended = || {
        let trace = tail(quote, n)?;
        Some(back(near.find(trace)?, quote.len() - trace.len()))
    };
    let before = || near.behind(tail(place.around.before.trim_end(), n)?);
    let after = || Some(back(near.find(head(&place.around.after, n)?)?, quote.len()));
    begun().or_else(ended).or_else(before).or_else(after)
}

/// Traces of the blocks around: the place was between them.
fn between(briefing: &Briefing, place: &Place, near: &Near<'_>) -> Option<usize> {
    let above = LENGTHS.iter().find_map(|n| near.behind(tail(&place.around.above, *n)?));
    let below = LENGTHS.iter().find_map(|n| near.find(head(&place.around.below, *n)?));
    match (above, below) {
        (Some(above), Some(below)) if above <= below => Some(near.about.clamp(above, below)),
        // Only the block above is left: as far as before, if that is in the block behind it.
        (Some(above), _) => {
            let is_same = near.about > above && briefing.block_at(near.about) == briefing.block_at(above);
            Some(if is_same { near.about } else { above })
        }
        // Only the block below is left: what stands right above it is the place, written anew, if it is where that was.
        (None, Some(below)) => {
            let block = briefing.block_at(below).checked_sub(1).and_then(|above| briefing.blocks.get(above));
            let above = block.map_or(below, |block| block.span.start);
            Some(near.about.clamp(above, below))
        }
        (None, None) => None,
    }
}

/// The text near to where a place should be.
struct Near<'a> {
    words: &'a str,
    about: usize,
}

impl Near<'_> {
    /// Where a trace stands.
    fn find(&self, trace: &str) -> Option<usize> {
        let from = self.about.saturating_sub(NEAR);
        let to = self.about.saturating_add(NEAR).min(self.words.len());
        let near = self.words.as_bytes().get(from..to)?;
        let all = memchr::memmem::find_iter(near, trace.as_bytes());
        all.take(10_000).map(|at| from + at).min_by_key(|at| at.abs_diff(self.about))
    }

    /// The first letter behind a trace that is no white space.
    fn behind(&self, trace: &str) -> Option<usize> {
        let end = self.find(trace)? + trace.len();
        let rest = text::slice(self.words, end..self.words.len());
        Some(end + rest.len() - rest.trim_start().len())
    }
}

/// The first `n` code points; `None` when there are fewer.
fn head(words: &str, n: usize) -> Option<&str> {
    let end = words.char_indices().map(|(at, _)| at).chain([words.len()]).nth(n)?;
    words.get(..end)
}

/// The last `n` code points; `None` when there are fewer.
fn tail(words: &str, n: usize) -> Option<&str> {
    let start = words.char_indices().rev().nth(n.checked_sub(1)?)?.0;
    words.get(start..)
}
