//! Describing a passage.

use super::ground::Ground;
use super::repeats::LONG;
use crate::note::Anchor;
use crate::text::{self, Span};

/// Characters of context on each side; up to [`LONG`] where that is not enough to tell the passage from others.
const SHORT: usize = 32;

/// Describes the passage at `span` (bytes): its words, where it is, and as much of what stands around it as is needed to
/// tell it from every other place with the same words, within bounds.
pub fn make(ground: &Ground<'_>, span: Span) -> Anchor {
    let span = Span::new(span.start.min(ground.text.len()), span.end.min(ground.text.len()));
    let quote = text::slice(ground.text, span);
    let section = ground.section_at(span.start).map(|n| ground.sections[n].0.clone()).unwrap_or_default();
    let start = ground.point(span.start);
    let flat = ground.flat();
    let wanted = flat.flat(span.start)..flat.flat(span.end);
    let whole = text::slice(&flat.text, wanted.clone());
    let at = wanted.start + (whole.len() - whole.trim_start().len());
    let repeats = ground.repeats(whole.trim());
    // Enough to tell it from all others by either side alone: one more than it shares with any of them. One side would do
    // as long as nothing changes; but when the passage goes, what stood behind it comes to stand behind its neighbour.
    let reach = (repeats.shared(&flat.text, at) + 1).clamp(SHORT, LONG);
    let (front, back) =
        (text::slice(ground.text, 0..span.start), text::slice(ground.text, span.end..ground.text.len()));
    let from = front.char_indices().rev().nth(reach - 1).map_or(0, |(at, _)| at);
    let to = back.char_indices().nth(reach).map_or(ground.text.len(), |(at, _)| span.end + at);
    // Half a letter is another letter once it is flattened, and would be found nowhere.
    let whole = ground.widened(Span::new(from, to));
    let before = text::slice(ground.text, whole.start..span.start).to_owned();
    let after = text::slice(ground.text, span.end..whole.end).to_owned();
    Anchor { section, quote: quote.to_owned(), before, after, start, seen: repeats.places.len(), detached: false }
}

/// Characters of each end of a passage by which a very long one is known.
const END: usize = 240;

/// Anchors of the first and of the last words of a passage, for one that is too long to be looked for as a whole.
pub(super) fn ends(anchor: &Anchor) -> (Anchor, Anchor) {
    let quote = anchor.quote.as_str();
    let first = quote.char_indices().nth(END).map_or(quote.len(), |(at, _)| at);
    let last = quote.char_indices().rev().nth(END - 1).map_or(0, |(at, _)| at);
    let first = text::slice(quote, 0..first).rfind(char::is_whitespace).unwrap_or(first);
    let last = text::slice(quote, last..quote.len()).find(char::is_whitespace).map_or(last, |at| last + at);
    let part = |from: usize, to: usize| {
        let (front, back) = (text::slice(quote, 0..from), text::slice(quote, to..quote.len()));
        let before = front.char_indices().rev().nth(LONG - 1).map_or(0, |(at, _)| at);
        let after = back.char_indices().nth(LONG).map_or(back.len(), |(at, _)| at);
        Anchor {
            quote: text::slice(quote, from..to).to_owned(),
            before: if from == 0 { anchor.before.clone() } else { text::slice(front, before..front.len()).to_owned() },
            after: if to == quote.len() { anchor.after.clone() } else { text::slice(back, 0..after).to_owned() },
            start: anchor.start + front.chars().count(),
            seen: 0,
            detached: false,
            section: anchor.section.clone(),
        }
    };
    (part(0, first), part(last, quote.len()))
}

/// True when even the longest context need not tell the passage from its twins.
pub(super) fn may_have_twins(anchor: &Anchor) -> bool {
    anchor.seen > 1 && anchor.before.chars().count().max(anchor.after.chars().count()) >= LONG
}
