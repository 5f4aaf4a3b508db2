//! What is known of a word, or of a few words together, wherever they stand: names of people, places, common words.
//!
//! A table of fingerprints ([`super::sparse`]), built by `recognise::training::tables` and made part of the program as it
//! lies on disk: a slot of four bytes holds 16 bits of the hash of the folded word and 16 bits of what is known. One in
//! ten thousand unknown words is taken for a known one, which the model has learned to live with.

use super::hash;
use super::sparse::Sparse;

/// A given name.
pub(crate) const FIRST: u16 = 1;
/// A family name.
pub(crate) const LAST: u16 = 1 << 1;
/// A city of 100,000 people or more.
pub(crate) const CITY: u16 = 1 << 2;
/// A smaller city.
pub(crate) const TOWN: u16 = 1 << 3;
/// A country, a part of one, or a continent.
pub(crate) const COUNTRY: u16 = 1 << 4;
/// Of a country or people: `Iranian`.
pub(crate) const DEMONYM: u16 = 1 << 5;
/// An English word that is written small.
pub(crate) const COMMON: u16 = 1 << 6;
/// A place of more words begins with it.
pub(crate) const BEGINS: u16 = 1 << 7;
/// Stands before a person's name: `Gen`.
pub(crate) const TITLE: u16 = 1 << 8;
/// A noun for bodies: `Ministry`.
pub(crate) const BODY: u16 = 1 << 9;
/// A noun for places: `River`.
pub(crate) const SITE: u16 = 1 << 10;
/// A noun for events: `Summit`.
pub(crate) const EVENT: u16 = 1 << 11;

const TABLE: Sparse<'static, 4> = Sparse::of(include_bytes!("model/lexicon.bin"));

/// What is known of a folded word or folded words with one space between; 0 for nothing.
pub(crate) fn of(folded: &str) -> u16 {
    of_hash(hash::bytes(folded.as_bytes()))
}

/// The same by [`hash::bytes`] of the folded text.
pub(crate) fn of_hash(hash: u64) -> u16 {
    let print = fingerprint(hash);
    let mut at = hash::place(hash, TABLE.slots());
    for _ in 0..TABLE.slots() {
        let Some([low, high, known @ ..]) = TABLE.get(at) else { return 0 };
        if u16::from_le_bytes([*low, *high]) == print {
            return u16::from_le_bytes(*known);
        }
        at = if at + 1 < TABLE.slots() { at + 1 } else { 0 };
    }
    0
}

/// The bits of a hash that a slot keeps; others than those that chose its place.
pub(crate) fn fingerprint(hash: u64) -> u16 {
    let [low, next, ..] = hash.to_le_bytes();
    u16::from_le_bytes([low, next])
}
