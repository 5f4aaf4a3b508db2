//! What the learner is shown: for each word of an active stretch the features that speak of it, and its gold label.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::corpus::{self, Document};
use crate::recognise::features;
use crate::recognise::label::{self, Label, OUTSIDE};
use crate::recognise::page::{Page, Ready};
use crate::recognise::votes::Votes;

/// A word of a lesson.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Its features, as the alphabet numbers them. Those that name the word itself come first.
    pub(crate) features: Vec<u32>,
    /// How many of them name the word itself.
    pub(crate) naming: usize,
    /// Its label.
    pub(crate) gold: Label,
}

/// The words of an active stretch.
pub(crate) type Lesson = Vec<Word>;

/// All features that were seen, numbered.
#[derive(Debug, Default)]
pub(crate) struct Alphabet {
    numbers: HashMap<u64, u32, BuildHasherDefault<Ready>>,
    counts: Vec<u32>,
}

impl Alphabet {
    fn number(&mut self, key: u64) -> u32 {
        let fresh = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(key).or_insert(fresh);
        if number == fresh {
            self.counts.push(0);
        }
        self.counts[number as usize] += 1;
        number
    }

    pub(crate) fn len(&self) -> usize {
        self.counts.len()
    }

    /// How often each was seen.
    pub(crate) fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// The hash of each.
    pub(crate) fn keys(&self) -> Vec<u64> {
        let mut keys = vec![0; self.counts.len()];
        self.numbers.iter().for_each(|(key, number)| keys[*number as usize] = *key);
        keys
    }
}

/// Adds the lessons of a document, with the votes of a first reading where there was one. Stretches with a name that is
/// unclear teach nothing.
pub(crate) fn add(
    lessons: &mut Vec<Lesson>,
    alphabet: &mut Alphabet,
    (document, page): (&Document, &Page<'_>),
    first: Option<&Vec<Label>>,
) {
    let gold = corpus::labels(page, &document.gold);
    let votes = first.map(|labels| (Votes::count(page, labels), labels));
    for words in &page.active {
        let Some(labels) = gold[words.clone()].iter().copied().collect::<Option<Vec<Label>>>() else { continue };
        let stretch = &page.stretches[page.stretches.partition_point(|s| s.words.end <= words.start)].words;
        let lesson = words.clone().zip(whole_names(&labels)).map(|(at, gold)| {
            let mut features = Vec::with_capacity(80);
            let mut take = |key: u64| features.push(alphabet.number(key));
            features::own(page.form(at), page.witness(at), &mut take);
            for side in [-2i8, -1, 1, 2] {
                let to = at.checked_add_signed(isize::from(side)).filter(|to| stretch.contains(to));
                if let Some(to) = to {
                    features::neighbour(page.form(to), side, &mut take);
                }
            }
            features::here(page, at, stretch, &mut take);
            if let Some((votes, labels)) = &votes {
                votes.say(page, at, labels, &mut take);
            }
            Word { features, naming: features::IDENTITY, gold }
        });
        lessons.push(lesson.collect());
    }
}

/// The labels without names of which only a part is in the stretch.
fn whole_names(labels: &[Label]) -> Vec<Label> {
    let mut out = vec![OUTSIDE; labels.len()];
    for (from, to, sort) in label::names(labels) {
        if labels[from..to].iter().all(|label| label::read(*label).is_some_and(|(own, _)| own == sort)) {
            out[from..to].copy_from_slice(&labels[from..to]);
        }
    }
    out
}

/// Drops the features that are not to be learned.
pub(crate) fn keep(lessons: &mut [Lesson], is_kept: &dyn Fn(u32) -> bool) {
    for word in lessons.iter_mut().flatten() {
        word.naming = word.features[..word.naming].iter().filter(|feature| is_kept(**feature)).count();
        word.features.retain(|feature| is_kept(*feature));
    }
}
