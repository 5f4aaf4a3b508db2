//! Words for who is of a country or people: `Iranian`, `South Korean`, `Palestinians`.

use std::ops::Range;

use super::Hit;
use crate::entity::Kind;
use crate::recognise::lexicon;
use crate::recognise::page::Page;
use crate::text;

/// A demonym that begins with the first of `words`.
pub(crate) fn at(page: &Page<'_>, words: Range<usize>) -> Hit {
    let at = words.start;
    if !page.words[at].look.is_named() {
        return None;
    }
    let next = at + 1;
    if next < words.end && page.words[next].look.is_named() && is_part(page.spelling(at)) {
        let both = [text::fold(page.spelling(at)), text::fold(page.spelling(next))].join(" ");
        if lexicon::of(&both) & lexicon::DEMONYM != 0 {
            return Some((2, Kind::Nationality, None));
        }
    }
    // `Dane`, `Pole` and the like are names of people as well; the model has been asked about those before.
    (page.form(at).known & lexicon::DEMONYM != 0).then_some((1, Kind::Nationality, None))
}

/// True for words that begin demonyms of two words.
fn is_part(word: &str) -> bool {
    const FIRST: &[&str] = &[
        "North", "South", "East", "West", "Central", "Sri", "Saudi", "Costa", "Puerto", "New", "Sierra", "Cape",
        "Middle", "Latin", "Native", "Northern", "Western", "Solomon", "Pacific", "Crimean",
    ];
    FIRST.contains(&word)
}
