//! Anchors: how a passage is described so that it can be found again, and how it is found.
//!
//! [`make`] describes a span, [`resolve`] finds it in a text that may have changed. What cannot be found for certain is
//! said so ([`State`]); a passage is never placed by a guess. In this order:
//!
//! 1. The words stand where they were, and around them, letter for letter, what stood around them: *exact*.
//! 2. All other places with the same words (`exact`). What stands around them decides, the section of the passage next.
//!    One place must lead, and where fewer are left than there were, it must be beyond doubt; else *ask*.
//! 3. Places with other words (`near`): *changed* only when most words are there, the surroundings agree, no other
//!    place comes near, and no number and no negation is among what differs; *ask* when it is likely.
//! 4. Else *orphan*, in its section as long as that is there.
//!
//! Texts are compared flattened (`flat`): line breaks, composed letters and typographic signs make no difference.
//!
//! Invariants: a span lies on grapheme borders; an orphan has none; in the unchanged text every passage is exact; an edit
//! outside of a passage and its remembered surroundings moves an exact or moved result and changes nothing else about it.

use std::ops::Range;

use crate::note::Anchor;
use crate::text::{self, Span};

mod align;
mod exact;
mod flat;
mod ground;
mod make;
mod meaning;
mod near;
mod repeats;
mod token;
mod wanted;
mod words;

pub use ground::Ground;
pub use make::make;

use exact::Home;
use wanted::Wanted;

/// How sure a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Where it was, word for word.
    Exact,
    /// Somewhere else, word for word.
    Moved,
    /// The words changed a little; the passage is beyond doubt.
    Changed,
    /// There is a likely place, which the reader has to confirm.
    Ask,
    /// The passage is gone.
    Orphan,
}

impl State {
    /// The name in JSON and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Ask => "ask",
            Self::Orphan => "orphan",
        }
    }
}

/// Where an anchor stands in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resolution {
    /// How sure it is.
    pub state: State,
    /// The place in bytes, on grapheme borders; the likely one for [`State::Ask`], `None` for an orphan.
    pub span: Option<Span>,
    /// The section where it stood, as far as that is still there: an index, for orphans too.
    pub section: Option<usize>,
    /// Likeness from 0 to 1.
    pub score: f32,
}

/// Finds passages again. `same` says that the text is, byte for byte, the one that the anchors were made in.
pub fn resolve(ground: &Ground<'_>, anchors: &[&Anchor], same: bool) -> Vec<Resolution> {
    let mut found: Vec<Option<Resolution>> = anchors.iter().map(|anchor| in_place(ground, anchor, same)).collect();
    let open: Vec<usize> = (0..anchors.len()).filter(|n| found[*n].is_none()).collect();
    if !open.is_empty() {
        let wanted: Vec<Wanted> = open.iter().map(|n| Wanted::new(anchors[*n])).collect();
        let (places, which) = exact::places(&ground.flat().text, &wanted.iter().collect::<Vec<_>>());
        for ((n, wanted), quote) in open.iter().zip(&wanted).zip(which) {
            found[*n] = Some(search(ground, anchors[*n], wanted, &places[quote]));
        }
    }
    found.into_iter().zip(anchors).map(|(found, anchor)| found.unwrap_or_else(|| orphan(ground, anchor))).collect()
}

/// The passage where it was, when nothing can be said against it.
fn in_place(ground: &Ground<'_>, anchor: &Anchor, same: bool) -> Option<Resolution> {
    if anchor.quote.is_empty() || anchor.detached {
        return Some(orphan(ground, anchor));
    }
    let start = ground.byte(anchor.start)?;
    let span = Span::new(start, start + anchor.quote.len());
    if text::slice(ground.text, span) != anchor.quote || !ground.is_border(span.start) || !ground.is_border(span.end) {
        return None;
    }
    let front = text::slice(ground.text, 0..span.start).ends_with(&anchor.before);
    let back = text::slice(ground.text, span.end..ground.text.len()).starts_with(&anchor.after);
    let known = !(anchor.before.trim().is_empty() && anchor.after.trim().is_empty());
    let settled = same || (front && back && known && !make::may_have_twins(anchor));
    settled.then(|| placed(ground, State::Exact, span, 1.0))
}

fn placed(ground: &Ground<'_>, state: State, span: Span, score: f32) -> Resolution {
    Resolution { state, span: Some(span), section: ground.section_at(span.start), score: score.clamp(0.0, 1.0) }
}

fn orphan(ground: &Ground<'_>, anchor: &Anchor) -> Resolution {
    Resolution { state: State::Orphan, span: None, section: ground.section(&anchor.section), score: 0.0 }
}

fn search(ground: &Ground<'_>, anchor: &Anchor, wanted: &Wanted, places: &[usize]) -> Resolution {
    if wanted.quote().is_empty() {
        return orphan(ground, anchor);
    }
    let home = home(ground, anchor, wanted);
    let hits = exact::look(ground, wanted, &home, places);
    let state = exact::judge(wanted, &hits, places.len());
    let word_for_word = hits.first().map(|hit| {
        let span = spaced(ground, wanted, &hit.place);
        placed(ground, state, span, f32::midpoint(1.0, hit.sides.mean()))
    });
    if let Some(found) = word_for_word.filter(|_| matches!(state, State::Exact | State::Moved)) {
        return found;
    }
    let in_other_words = other_words(ground, (anchor, wanted), &home, places);
    match (word_for_word.filter(|_| state == State::Ask), in_other_words) {
        (Some(same), Some(other)) => {
            Resolution { state: State::Ask, ..if other.score > same.score { other } else { same } }
        }
        (one, other) => one.or(other).unwrap_or_else(|| orphan(ground, anchor)),
    }
}

fn other_words(
    ground: &Ground<'_>,
    (anchor, wanted): (&Anchor, &Wanted),
    home: &Home,
    same: &[usize],
) -> Option<Resolution> {
    if wanted.words().len() > near::LONGEST {
        return by_both_ends(ground, anchor);
    }
    let mut places = near::places(ground, wanted, home);
    // Where the words are the same, there is a judgement already.
    places.retain(|near| {
        same.get(same.partition_point(|at| *at < near.place.start)).is_none_or(|at| *at >= near.place.end)
    });
    let state = near::judge(wanted, &places);
    let best = places.first().filter(|_| state != State::Orphan)?;
    let span = ground.widened(ground.source(&best.place));
    Some(placed(ground, state, span, best.score()))
}

/// A passage too long to be compared word by word: where its first words and its last ones are still found, in order and
/// about as far apart, it is asked about.
fn by_both_ends(ground: &Ground<'_>, anchor: &Anchor) -> Option<Resolution> {
    let (first, last) = make::ends(anchor);
    let [first, last] = resolve(ground, &[&first, &last], false)[..] else { return None };
    let span = Span::new(first.span?.start, last.span?.end);
    let in_order = first.span?.end <= last.span?.start;
    let (was, is) = (anchor.quote.len(), span.len());
    let alike = in_order && is <= was.saturating_mul(3) / 2 && was <= is.saturating_mul(3) / 2;
    alike.then(|| placed(ground, State::Ask, span, f32::midpoint(first.score, last.score) * 0.8))
}

fn home(ground: &Ground<'_>, anchor: &Anchor, wanted: &Wanted) -> Home {
    let flat = ground.flat();
    let section = ground.section(&anchor.section).map(|n| ground.sections[n].1);
    let section = section.map_or(0..0, |span| flat.flat(span.start)..flat.flat(span.end));
    let start = ground.byte(anchor.start).map_or(flat.text.len(), |at| flat.flat(at));
    // The place of the first letter: white space in front of it is one space, or nothing, of the flattened text.
    let space = !wanted.spaced.0.is_empty() && flat.text.as_bytes().get(start) == Some(&b' ');
    Home { section, start: start + usize::from(space) }
}

/// The place in the text, with the white space that the quote had at its ends: the same, or what stands there for it.
fn spaced(ground: &Ground<'_>, wanted: &Wanted, place: &Range<usize>) -> Span {
    let bare = ground.source(place);
    let (lead, trail) = (&wanted.spaced.0, &wanted.spaced.1);
    let front = text::slice(ground.text, 0..bare.start);
    let back = text::slice(ground.text, bare.end..ground.text.len());
    let before = match () {
        () if front.ends_with(lead.as_str()) => lead.len(),
        () => front.len() - front.trim_end().len(),
    };
    let behind = match () {
        () if back.starts_with(trail.as_str()) => trail.len(),
        () => back.len() - back.trim_start().len(),
    };
    ground.widened(Span::new(bare.start - before, bare.end + behind))
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
