//! The weights as they ship: part of the program, used as they lie on disk.
//!
//! The file: 16 × 16 scores of one label behind another (two bytes each, little end first), then a table
//! ([`super::sparse`]) with slots of 18 bytes: 15 weights with sign, one for each label, the power of two that they are
//! multiplied by, and two bytes of the feature's hash, by which it is known again. A feature is in the slot that its hash
//! leads to or in the next, or it has no weights.

use super::decode::{Row, Steps};
use super::hash;
use super::label::{COUNT, LANES};
use super::sparse::Sparse;

const FILE: &[u8] = include_bytes!("model/weights.bin");

/// Bytes in front of the table.
pub(crate) const HEAD: usize = LANES * LANES * 2;

/// This much of a weight is one step of the learner; by it scores are read as chances.
pub(crate) const UNIT: f32 = 16.0;

/// Bytes of a slot.
pub(crate) const SLOT: usize = COUNT + 3;

/// Where a feature is looked for, and by what it is known there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The first of two slots.
    pub(crate) at: usize,
    /// Never 0.
    pub(crate) check: u16,
}

/// The slot of a feature in a table of `slots`.
pub(crate) fn slot(feature: u64, slots: usize) -> Slot {
    let [low, next, ..] = feature.to_le_bytes();
    Slot { at: hash::place(feature, slots), check: u16::from_le_bytes([low, next]).max(1) }
}

/// A row of weights, or a sum of some. A sum of all features of a word stays far inside.
pub(crate) type Sum = [i16; LANES];

/// A table of weights.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights<'a> {
    head: &'a [u8],
    slots: Sparse<'a, SLOT>,
}

/// The weights that ship.
pub(crate) fn shipped() -> Weights<'static> {
    Weights::of(FILE)
}

/// SHA-256 of the weights that ship is that of these bytes.
pub fn bytes() -> &'static [u8] {
    FILE
}

impl<'a> Weights<'a> {
    /// Weights from the bytes of a file; what is too short has none.
    pub(crate) fn of(file: &'a [u8]) -> Self {
        let (head, slots) = file.split_at_checked(HEAD).unwrap_or_default();
        Self { head, slots: Sparse::of(slots) }
    }

    /// Adds the weights of a feature. The last lane is none and holds rubbish.
    pub(crate) fn add(&self, feature: u64, sum: &mut Sum) {
        let Slot { at, check } = slot(feature, self.slots.slots());
        let next = if at + 1 < self.slots.slots() { at + 1 } else { 0 };
        let [low, high] = check.to_le_bytes();
        for slot in [at, next].into_iter().filter_map(|at| self.slots.get(at)) {
            if slot[COUNT + 1] == low && slot[COUNT + 2] == high {
                let power = slot[COUNT];
                for (sum, weight) in sum.iter_mut().zip(slot.first_chunk::<LANES>().unwrap_or(&[0; LANES])) {
                    *sum = sum.saturating_add(i16::from(weight.cast_signed()) << (power & 7));
                }
                return;
            }
        }
    }

    /// The steps from label to label.
    pub(crate) fn steps(&self) -> Steps {
        let mut steps = [[0.0; LANES]; LANES];
        for (at, pair) in self.head.as_chunks::<2>().0.iter().enumerate() {
            steps[at / LANES][at % LANES] = f32::from(i16::from_le_bytes(*pair));
        }
        Steps::new(&steps)
    }
}

/// A sum as the decoder takes it.
pub(crate) fn row(sum: &Sum) -> Row {
    sum.map(f32::from)
}
