//! The best row of labels for the words of a stretch.

use super::label::{self, COUNT, LANES, Label, OUTSIDE};

/// Scores of the labels of one word.
pub(crate) type Row = [f32; LANES];

/// Scores of one label behind another; forbidden ones are very low.
#[derive(Debug, Clone)]
pub(crate) struct Steps(pub(crate) [Row; LANES]);

/// Lower than any score that can come together.
pub(crate) const NEVER: f32 = -1.0e9;

impl Steps {
    /// Steps from weights, with what is forbidden by the labels' meaning.
    pub(crate) fn new(weights: &[Row; LANES]) -> Self {
        let mut steps = [[NEVER; LANES]; LANES];
        for (from, row) in (0..).zip(weights).take(COUNT) {
            for (to, weight) in (0..).zip(row).take(COUNT).filter(|(to, _)| label::may_follow(from, *to)) {
                steps[usize::from(from)][usize::from(to)] = *weight;
            }
        }
        Self(steps)
    }
}

/// The labels with the highest sum of scores and steps. Before the first word and behind the last there is no name.
pub(crate) fn best(scores: impl ExactSizeIterator<Item = Row>, steps: &Steps) -> Vec<Label> {
    let mut back: Vec<[u8; LANES]> = Vec::with_capacity(scores.len());
    let mut so_far = [NEVER; LANES];
    so_far[usize::from(OUTSIDE)] = 0.0;
    for row in scores {
        let (mut next, mut from) = ([NEVER * 2.0; LANES], [0u8; LANES]);
        for (before, reached) in (0u8..).zip(&so_far[..COUNT]) {
            let step = &steps.0[usize::from(before)];
            for to in 0..LANES {
                let sum = reached + step[to];
                let better = sum > next[to];
                next[to] = if better { sum } else { next[to] };
                from[to] = if better { before } else { from[to] };
            }
        }
        next.iter_mut().zip(row).for_each(|(sum, score)| *sum += score);
        so_far = next;
        back.push(from);
    }
    let ends = (0..).zip(so_far).take(COUNT).filter(|(label, _)| label::may_end(*label));
    let mut at = ends.max_by(|(_, a), (_, b)| a.total_cmp(b)).map_or(OUTSIDE, |(label, _)| label);
    let mut labels = vec![OUTSIDE; back.len()];
    for (label, from) in labels.iter_mut().zip(&back).rev() {
        *label = at;
        at = from[usize::from(at)];
    }
    labels
}
