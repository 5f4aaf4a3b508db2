//! What the first reading of a page found, as a hint to the second: the same word elsewhere, and the same name.
//!
//! A word that is plain in one place (`Foreign Minister Jalil Abbas Jilani`) tells what it is in another (`Jilani`). The
//! votes of a word leave out its own place, else the second reading would only believe the first.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::hash::{end, mix};
use super::label::{self, Label, Part};
use super::page::{Page, Ready};

/// Sorts of names, and one for none.
const SORTS: usize = 5;

/// How often something was each sort, the last for no name.
type Ballot = [u16; SORTS];

/// The votes of a page.
#[derive(Debug, Default)]
pub(crate) struct Votes {
    words: Vec<Ballot>,
    lasts: Vec<Ballot>,
    runs: HashMap<u64, Ballot, BuildHasherDefault<Ready>>,
}

impl Votes {
    /// Counts the labels of all words.
    pub(crate) fn count(page: &Page<'_>, labels: &[Label]) -> Self {
        let none = [0; SORTS];
        let mut votes = Self {
            words: vec![none; page.witnesses.len()],
            lasts: vec![none; page.witnesses.len()],
            runs: HashMap::default(),
        };
        for at in page.active.iter().cloned().flatten() {
            let form = page.form(at);
            if !form.look.is_named() {
                continue;
            }
            let sort = sort(labels[at]);
            bump(&mut votes.words[form.witness][sort]);
            if let Some((_, Part::End)) = label::read(labels[at]) {
                bump(&mut votes.lasts[form.witness][sort]);
            }
            if page.places[at].before == 0 {
                bump(&mut votes.runs.entry(page.runs[page.places[at].run as usize].whole).or_insert(none)[sort]);
            }
        }
        votes
    }

    /// Features of the word at `at` for the second reading.
    pub(crate) fn say(&self, page: &Page<'_>, at: usize, labels: &[Label], sink: &mut impl FnMut(u64)) {
        let form = page.form(at);
        if !form.look.is_named() {
            return;
        }
        let mut say = |sort: u64, value: u64| sink(end(mix(mix(4, sort), value)));
        let place = page.places[at];
        let mine = labels[at];
        let sort = sort(mine);
        let mut others = self.words[form.witness];
        others[sort] = others[sort].saturating_sub(1);
        let mut lasts = self.lasts[form.witness];
        if let Some((_, Part::End)) = label::read(mine) {
            lasts[sort] = lasts[sort].saturating_sub(1);
        }
        let first = at - usize::from(place.before);
        let mut runs = self.runs.get(&page.runs[place.run as usize].whole).copied().unwrap_or_default();
        let own_run = self::sort(labels[first]);
        runs[own_run] = runs[own_run].saturating_sub(1);
        let (a, b, c) = (tell(&others), tell(&lasts), tell(&runs));
        let position = mix(u64::from(place.before.min(2)), u64::from(place.after.min(2)));
        say(0, a);
        say(1, mix(a, position));
        say(2, mix(b, position));
        say(3, mix(c, position));
        say(4, mix(a, u64::from(mine)));
        say(5, mix(mix(a, b), c));
        say(6, mix(c, u64::from(mine)));
        say(7, mix(mix(a, u64::from(place.opens)), form.look as u64));
    }
}

fn sort(label: Label) -> usize {
    label::read(label).map_or(SORTS - 1, |(sort, _)| sort)
}

fn bump(count: &mut u16) {
    *count = count.saturating_add(1);
}

/// The winner, and whether anybody was against it.
fn tell(ballot: &Ballot) -> u64 {
    let all: u16 = ballot.iter().sum();
    if all == 0 {
        return 0;
    }
    let most = ballot.iter().copied().max().unwrap_or(0);
    let winner = ballot.iter().position(|votes| *votes == most).unwrap_or(0) as u64;
    let margin = if most == all { 2 } else { u64::from(u32::from(most) * 3 >= u32::from(all) * 2) };
    1 + winner + 8 * margin + 32 * u64::from(all > 1)
}
