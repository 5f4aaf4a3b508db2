//! Where words stand: sentences, runs of large words, and the stretches in which names may be.
//!
//! Most words of a text are small and between no names; they are no names, and nothing more is asked about them.

use std::ops::Range;

use super::page::{Page, Witness};
use super::words::{Look, number};
use super::{hash, lexicon};
use crate::text;

/// What a small word or sign does between large ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing.
    None,
    /// Joins two large words into one name: `of`, `&`.
    Joins,
    /// Begins a family name: `bin`, `von`.
    Particle,
}

/// Where a word stands.
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself; they make no states together")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// A sentence begins with it.
    pub(crate) opens: bool,
    /// In quotation marks.
    pub(crate) quoted: bool,
    /// In brackets.
    pub(crate) bracketed: bool,
    /// In a stretch of large letters only.
    pub(crate) shouted: bool,
    /// Words before it in its run of large words, at most 255.
    pub(crate) before: u8,
    /// Words behind it in its run of large words, at most 255.
    pub(crate) after: u8,
    /// Its run of large words; that of another word where it is in none.
    pub(crate) run: u32,
}

/// Large words without anything between.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Hash of them all.
    pub(crate) whole: u64,
    /// What the lexicon knows of them all together.
    pub(crate) known: u16,
}

const JOINS: &[&str] = &[
    "a", "al", "and", "at", "das", "de", "del", "della", "des", "di", "do", "dos", "du", "e", "el", "for", "in", "la",
    "las", "le", "les", "los", "of", "on", "the", "to", "und", "y",
];
const PARTICLES: &[&str] = &[
    "abu", "al", "as", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn",
    "la", "le", "ter", "ul", "ur", "van", "von", "zu",
];
const SIGNS: &[&str] = &["&", "-", "–", "'", "’", "\"", "“", "”", "/", ".", ",", "'s", "’s", "(", ")"];
const SAID: &[&str] = &["said", "says", "told", "added", "stated", "wrote", "explained", "announced", "noted"];
const PLACED: &[&str] = &["in", "at", "near", "from", "to"];

/// Words joined at most between two large ones.
const GAP: usize = 3;

/// The role of a folded word.
pub(crate) fn role(folded: &[u8], look: Look) -> Role {
    let is = |list: &[&str]| list.iter().any(|word| word.as_bytes() == folded);
    match look {
        Look::Lower if is(PARTICLES) => Role::Particle,
        Look::Lower if is(JOINS) => Role::Joins,
        Look::Sign if is(SIGNS) => Role::Joins,
        _ => Role::None,
    }
}

/// Fills in the places, the witnesses and the active stretches of a page.
pub(crate) fn survey(page: &mut Page<'_>) {
    page.places = vec![Place::default(); page.words.len()];
    for n in 0..page.stretches.len() {
        sentences(page, n);
        runs(page, n);
        activate(page, n);
    }
    for at in 0..page.words.len() {
        witness(page, at);
    }
}

fn sentences(page: &mut Page<'_>, n: usize) {
    let stretch = page.stretches[n].clone();
    let (mut opens, mut quoted, mut bracketed) = (true, false, false);
    for at in stretch.words {
        let look = page.words[at].look;
        if look != Look::Sign {
            page.places[at] = Place { opens, quoted, bracketed, shouted: stretch.shouted, ..Place::default() };
            opens = false;
            continue;
        }
        match page.spelling(at) {
            "." => opens |= at == 0 || page.form(at - 1).known & lexicon::TITLE == 0,
            "!" | "?" | ":" | "..." | "…" | "•" | "*" | "?!" => opens = true,
            "“" => quoted = true,
            "”" => quoted = false,
            "\"" => quoted = !quoted,
            "(" => bracketed = true,
            ")" => bracketed = false,
            _ => {}
        }
        page.places[at] = Place { opens: false, quoted, bracketed, shouted: stretch.shouted, ..Place::default() };
    }
}

fn runs(page: &mut Page<'_>, n: usize) {
    let words = page.stretches[n].words.clone();
    let mut from = words.start;
    while from < words.end {
        let mut to = from;
        while to < words.end && page.words[to].look.is_named() && (to == from || !page.places[to].opens) {
            to += 1;
        }
        if from < to {
            let run = Run::new(page, from..to);
            page.runs.push(run);
        }
        let last = number(page.runs.len().saturating_sub(1));
        for at in from..to {
            page.places[at].run = last;
            page.places[at].before = u8::try_from(at - from).unwrap_or(u8::MAX);
            page.places[at].after = u8::try_from(to - 1 - at).unwrap_or(u8::MAX);
        }
        from = to.max(from + 1);
    }
}

impl Run {
    fn new(page: &Page<'_>, words: Range<usize>) -> Self {
        let whole = words.clone().fold(7, |hash, at| hash::mix(hash, page.form(at).folded));
        let known = if words.len() == 1 { page.form(words.start).known } else { known(page, words) };
        Self { whole, known }
    }
}

/// What the lexicon knows of the words together.
fn known(page: &Page<'_>, words: Range<usize>) -> u16 {
    const LONGEST: usize = 4;
    if words.len() > LONGEST || page.form(words.start).known & lexicon::BEGINS == 0 {
        return 0;
    }
    let folded: Vec<String> = words.map(|at| text::fold(page.spelling(at))).collect();
    lexicon::of(&folded.join(" "))
}

fn activate(page: &mut Page<'_>, n: usize) {
    let words = page.stretches[n].words.clone();
    let mut open: Option<Range<usize>> = None;
    let mut at = words.start;
    while at < words.end {
        if !page.words[at].look.is_named() {
            at += 1;
            continue;
        }
        let start = reach_back(page, words.start, at);
        let mut stop = at + 1;
        while stop < words.end && page.words[stop].look.is_named() {
            stop += 1;
        }
        if stop < words.end && page.words[stop].look == Look::Number {
            stop += 1;
        }
        match &mut open {
            Some(last) if joined(page, last.end, start) => last.end = stop,
            _ => page.active.extend(open.replace(start..stop)),
        }
        at = stop;
    }
    page.active.extend(open);
}

/// The first word that may belong to a name that has `at` as its first large word.
fn reach_back(page: &Page<'_>, from: usize, at: usize) -> usize {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= from) else { return at };
    let word = &page.words[before];
    let number = word.look == Look::Number;
    if number || page.form(before).role == Role::Particle { before } else { at }
}

fn joined(page: &Page<'_>, from: usize, to: usize) -> bool {
    let fits = to <= from + GAP && (from..to).all(|at| page.form(at).role != Role::None);
    fits && !(from..=to).any(|at| page.places[at].opens)
}

fn witness(page: &mut Page<'_>, at: usize) {
    let form = *page.form(at);
    let look = form.look;
    if look == Look::Lower {
        return bump(&mut page.witnesses[form.witness].small);
    }
    let place = page.places[at];
    if !look.is_named() || place.shouted {
        return;
    }
    let first = at - usize::from(place.before);
    let last = at + usize::from(place.after);
    let before = first.checked_sub(1).filter(|_| !page.places[first].opens).map(|b| page.form(b).folded);
    let behind = page.words.get(last + 1).map(|_| page.spelling(last + 1)).unwrap_or_default();
    let is = |list: &[&str], hash: Option<u64>| {
        hash.is_some_and(|h| list.iter().any(|w| super::hash::bytes(w.as_bytes()) == h))
    };
    let titled = place.before > 0 && page.form(at - 1).known & lexicon::TITLE != 0;
    let behind_title =
        at.checked_sub(2).is_some_and(|b| page.spelling(at - 1) == "." && page.form(b).known & lexicon::TITLE != 0);
    let given = place.before > 0 && page.form(at - 1).known & lexicon::FIRST != 0;
    let (located, the) = (is(PLACED, before), is(&["the"], before));
    let body = place.after > 0 && page.form(last).known & lexicon::BODY != 0;
    let witness: &mut Witness = &mut page.witnesses[form.witness];
    let mut count = |yes: bool, count: fn(&mut Witness) -> &mut u8| {
        if yes {
            bump(count(witness));
        }
    };
    count(!place.opens, |w| &mut w.large);
    count(titled || behind_title, |w| &mut w.titled);
    count(located, |w| &mut w.located);
    count(the, |w| &mut w.the);
    count(SAID.contains(&behind), |w| &mut w.said);
    count(matches!(behind, "'s" | "’s"), |w| &mut w.owns);
    count(place.before == 0 && place.after > 0, |w| &mut w.first);
    count(place.after == 0 && place.before > 0, |w| &mut w.last);
    count(place.before == 0 && place.after == 0, |w| &mut w.alone);
    count(body, |w| &mut w.body);
    count(given, |w| &mut w.given);
}

fn bump(count: &mut u8) {
    *count = count.saturating_add(1);
}
