//! The averaged perceptron: guess, compare, and move the weights of what differed.

use super::Settings;
use super::lesson::{Lesson, Word};
use crate::recognise::decode::{self, NEVER, Row, Steps};
use crate::recognise::label::{self, COUNT, LANES};

/// What was learned.
#[derive(Debug)]
pub(crate) struct Learned {
    /// Weights of each feature.
    pub(crate) rows: Vec<Row>,
    /// Weights of one label behind another.
    pub(crate) steps: [Row; LANES],
}

/// A stream of numbers that looks like chance, the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides.max(1)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = usize::try_from(self.roll(at as u64 + 1)).unwrap_or(0);
            items.swap(at, other);
        }
    }
}

/// Weights while they are learned, and what has to be taken off for their mean over time.
pub(crate) struct Learner {
    now: Learned,
    past: Learned,
    clock: f32,
}

impl Learner {
    /// A learner that knows nothing.
    pub(crate) fn new(features: usize) -> Self {
        let zero = || Learned { rows: vec![[0.0; LANES]; features], steps: [[0.0; LANES]; LANES] };
        Self { now: zero(), past: zero(), clock: 1.0 }
    }

    /// Goes through all lessons as often as the settings say, each time in another order.
    pub(crate) fn learn(mut self, lessons: &[Lesson], settings: &Settings) -> Learned {
        let mut dice = Dice(settings.seed);
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        for _ in 0..settings.rounds {
            dice.shuffle(&mut order);
            for at in &order {
                let lesson = &lessons[*at];
                let is_blind = lesson.iter().map(|_| dice.roll(1000) < settings.blind).collect::<Vec<_>>();
                self.take(lesson, &is_blind, settings.margin);
            }
        }
        self.mean()
    }

    fn take(&mut self, lesson: &Lesson, is_blind: &[bool], margin: f32) {
        let words: Vec<(&[u32], usize)> =
            lesson.iter().zip(is_blind).map(|(word, blind)| (shown(word, *blind), usize::from(word.gold))).collect();
        let scores: Vec<Row> = words.iter().map(|(features, gold)| self.score(features, *gold, margin)).collect();
        let guesses = decode::best(scores.iter().copied(), &Steps::new(&self.now.steps));
        let outside = usize::from(label::OUTSIDE);
        let (mut right, mut wrong) = (outside, outside);
        for ((features, gold), guess) in words.into_iter().zip(guesses.into_iter().map(usize::from)) {
            if gold != guess {
                for feature in features {
                    self.move_row(*feature as usize, gold, guess);
                }
            }
            if (right, gold) != (wrong, guess) {
                self.move_step((right, gold), 1.0);
                self.move_step((wrong, guess), -1.0);
            }
            (right, wrong) = (gold, guess);
        }
        self.clock += 1.0;
    }

    fn score(&self, features: &[u32], gold: usize, margin: f32) -> Row {
        let mut sum = [margin; LANES];
        sum[gold] = 0.0;
        for feature in features {
            let weights = &self.now.rows[*feature as usize];
            sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        sum[COUNT..].fill(NEVER);
        sum
    }

    fn move_row(&mut self, feature: usize, gold: usize, guess: usize) {
        let (now, past) = (&mut self.now.rows[feature], &mut self.past.rows[feature]);
        now[gold] += 1.0;
        now[guess] -= 1.0;
        past[gold] += self.clock;
        past[guess] -= self.clock;
    }

    fn move_step(&mut self, (from, to): (usize, usize), by: f32) {
        self.now.steps[from][to] += by;
        self.past.steps[from][to] += by * self.clock;
    }

    fn mean(self) -> Learned {
        let clock = self.clock;
        let mean = |(now, past): (Row, Row)| std::array::from_fn(|lane| now[lane] - past[lane] / clock);
        let mut steps = [[0.0; LANES]; LANES];
        for (from, step) in steps.iter_mut().enumerate() {
            *step = mean((self.now.steps[from], self.past.steps[from]));
        }
        Learned { rows: self.now.rows.into_iter().zip(self.past.rows).map(mean).collect(), steps }
    }
}

/// The features of a word; those that name it are hidden from a blind learner.
fn shown(word: &Word, blind: bool) -> &[u32] {
    &word.features[if blind { word.naming } else { 0 }..]
}
