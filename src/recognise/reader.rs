//! Reads a page twice: first each word with what stands around it, then again with what the whole page said of it.
//!
//! Sums of weights that depend on the form of a word alone are kept, and used again wherever the form stands.

use super::decode::{self, Steps};
use super::features;
use super::label::{self, Label, OUTSIDE};
use super::page::Page;
use super::votes::Votes;
use super::weights::{self, Sum, UNIT, Weights};
use super::words::number;

/// The labels of a page and the scores that they were chosen by.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The label of every word.
    pub(crate) labels: Vec<Label>,
    /// Scores of every word of an active stretch, one stretch after the other.
    scores: Vec<Sum>,
    /// Where the scores of each active stretch begin.
    starts: Vec<usize>,
}

/// So much of a score is one natural logarithm of the odds; found on texts held out of training.
const CHANCE: f32 = 8.0 * UNIT;

/// The four words around a word, as [`features::neighbour`] calls them.
const SIDES: [i8; 4] = [-2, -1, 1, 2];

/// Reads a page.
pub(crate) fn read(page: &Page<'_>, weights: Weights<'_>) -> Reading {
    let steps = weights.steps();
    let mut sums = Sums { page, weights, known: vec![[NONE; 5]; page.forms.len()], kept: Vec::new() };
    let active = page.active.iter().map(ExactSizeIterator::len).sum();
    let mut reading = Reading {
        labels: vec![OUTSIDE; page.words.len()],
        scores: Vec::with_capacity(active),
        starts: Vec::with_capacity(page.active.len()),
    };
    let mut stretch = 0;
    for words in &page.active {
        reading.starts.push(reading.scores.len());
        while page.stretches[stretch].words.end <= words.start {
            stretch += 1;
        }
        let around = &page.stretches[stretch].words;
        reading.scores.extend(words.clone().map(|at| sums.of(at, around)));
    }
    drop(sums);
    reading.choose(page, &steps);
    let votes = Votes::count(page, &reading.labels);
    for (words, start) in page.active.iter().zip(&reading.starts) {
        for (at, row) in words.clone().zip(&mut reading.scores[*start..]) {
            votes.say(page, at, &reading.labels, &mut |feature| weights.add(feature, row));
        }
    }
    reading.choose(page, &steps);
    reading
}

impl Reading {
    fn choose(&mut self, page: &Page<'_>, steps: &Steps) {
        for (words, start) in page.active.iter().zip(&self.starts) {
            let scores = &self.scores[*start..start + words.len()];
            self.labels[words.clone()].copy_from_slice(&decode::best(scores.iter().map(weights::row), steps));
        }
    }

    /// The names that were read, in order: first word, one past the last, sort, and the chance that it is right.
    pub(crate) fn names(&self, page: &Page<'_>) -> Vec<(label::Name, f32)> {
        let mut out = Vec::new();
        for (words, start) in page.active.iter().zip(&self.starts) {
            for (from, to, sort) in label::names(&self.labels[words.clone()]) {
                let own = start + from..start + to;
                let labels = &self.labels[words.start + from..words.start + to];
                out.push(((words.start + from, words.start + to, sort), chance(&self.scores[own], labels)));
            }
        }
        out
    }
}

/// The chance that the words of a name are of its sort, and not of another or no name at all.
fn chance(scores: &[Sum], labels: &[Label]) -> f32 {
    let sum = |other: Option<usize>| -> f32 {
        let as_other =
            |label: Label| other.zip(label::read(label)).map_or(OUTSIDE, |(sort, (_, part))| label::of(sort, part));
        scores.iter().zip(labels).map(|(row, label)| f32::from(row[usize::from(as_other(*label))])).sum()
    };
    let own: f32 = scores.iter().zip(labels).map(|(row, label)| f32::from(row[usize::from(*label)])).sum();
    let others = (0..=label::OTHER).map(Some).chain([None]);
    let all: f32 = others.map(|other| ((sum(other) - own) / CHANCE).exp()).sum();
    1.0 / all.max(1.0)
}

struct Sums<'p> {
    page: &'p Page<'p>,
    weights: Weights<'p>,
    /// For each form, where the sums of its four sides and its own one are kept. Most forms stand beside no name, and have
    /// none: a sum is eight times as large as its number.
    known: Vec<[u32; 5]>,
    kept: Vec<Sum>,
}

/// The number of no sum.
const NONE: u32 = u32::MAX;

/// The sum of a form by itself, behind those of its [`SIDES`].
const OWN: usize = 4;

impl Sums<'_> {
    /// The sum of all features of the word at `at` but the votes.
    fn of(&mut self, at: usize, around: &std::ops::Range<usize>) -> Sum {
        let weights = self.weights;
        let mut sum = self.own(self.page.form_of[at] as usize);
        for (n, side) in SIDES.into_iter().enumerate() {
            let to = at.checked_add_signed(isize::from(side)).filter(|to| around.contains(to));
            if let Some(to) = to {
                let more = self.beside(self.page.form_of[to] as usize, n);
                sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
            }
        }
        features::here(self.page, at, around, &mut |feature| weights.add(feature, &mut sum));
        sum
    }

    fn own(&mut self, form: usize) -> Sum {
        self.kept(form, OWN, |page, weights| {
            let (mut sum, form) = (Sum::default(), &page.forms[form]);
            features::own(form, &page.witnesses[form.witness], &mut |feature| weights.add(feature, &mut sum));
            sum
        })
    }

    fn beside(&mut self, form: usize, side: usize) -> Sum {
        self.kept(form, side, |page, weights| {
            let mut sum = Sum::default();
            features::neighbour(&page.forms[form], SIDES[side], &mut |feature| weights.add(feature, &mut sum));
            sum
        })
    }

    fn kept(&mut self, form: usize, which: usize, make: impl FnOnce(&Page<'_>, Weights<'_>) -> Sum) -> Sum {
        if let Some(sum) = self.kept.get(self.known[form][which] as usize) {
            return *sum;
        }
        let sum = make(self.page, self.weights);
        self.known[form][which] = number(self.kept.len());
        self.kept.push(sum);
        sum
    }
}
