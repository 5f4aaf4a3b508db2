//! From learned weights to the bytes of `model/weights.bin`, as [`crate::recognise::weights`] reads them.

use super::Settings;
use super::learn::Learned;
use crate::recognise::decode::Row;
use crate::recognise::label::COUNT;
use crate::recognise::sparse;
use crate::recognise::weights::{self, HEAD, SLOT, Slot, UNIT};

/// Weights are scaled so that this is one of the learner's.
const SCALE: f32 = UNIT;

/// A feature and the slot that it has.
pub(crate) type Placed = (u32, usize);

/// Packs with the slots given to what weighs most.
pub(crate) fn pack(learned: &Learned, keys: &[u64], settings: &Settings) -> Vec<u8> {
    write(learned, keys, &place(learned, keys, settings), settings)
}

/// Gives the slots to the features that weigh most. One whose two slots are taken has none.
pub(crate) fn place(learned: &Learned, keys: &[u64], settings: &Settings) -> Vec<Placed> {
    let mut order: Vec<(f32, u32)> = learned.rows.iter().zip(0..).map(|(row, n)| (heft(row), n)).collect();
    order.retain(|(heft, _)| *heft > 0.5 / SCALE);
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(keys[a.1 as usize].cmp(&keys[b.1 as usize])));
    order.truncate(settings.slots * settings.load / 1000);
    let mut checks = vec![0u16; settings.slots];
    let mut out = Vec::with_capacity(order.len());
    for (_, feature) in order {
        let Slot { at, check } = weights::slot(keys[feature as usize], settings.slots);
        let own = [at, (at + 1) % settings.slots];
        if own.iter().any(|slot| checks[*slot] == check) {
            continue;
        }
        if let Some(slot) = own.into_iter().find(|slot| checks[*slot] == 0) {
            checks[slot] = check;
            out.push((feature, slot));
        }
    }
    out
}

fn heft(row: &Row) -> f32 {
    let highest = row[..COUNT].iter().copied().fold(f32::MIN, f32::max);
    let lowest = row[..COUNT].iter().copied().fold(f32::MAX, f32::min);
    highest - lowest
}

/// The bytes of the file.
pub(crate) fn write(learned: &Learned, keys: &[u64], placed: &[Placed], settings: &Settings) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEAD);
    for weight in learned.steps.iter().flatten() {
        out.extend(whole(*weight * SCALE, i16::MAX.into()).to_le_bytes());
    }
    let mut slots = vec![None; settings.slots];
    for (feature, slot) in placed {
        let row = &learned.rows[*feature as usize];
        let (power, unit) = power(row);
        let mut cell = [0u8; SLOT];
        for lane in 0..COUNT {
            let [byte, _] = whole(row[lane] * SCALE / unit, i8::MAX.into()).to_le_bytes();
            cell[lane] = byte;
        }
        cell[COUNT] = power;
        cell[COUNT + 1..].copy_from_slice(&weights::slot(keys[*feature as usize], settings.slots).check.to_le_bytes());
        slots[*slot] = Some(cell);
    }
    out.extend(sparse::pack(&slots));
    out
}

/// The smallest power of two by which the weights of a row fit into a byte, and its value.
fn power(row: &Row) -> (u8, f32) {
    const HIGHEST: u8 = 7;
    let most = row[..COUNT].iter().fold(0.0, |most: f32, weight| most.max(weight.abs())) * SCALE;
    let mut power = (0, 1.0);
    while most / power.1 > f32::from(i8::MAX) && power.0 < HIGHEST {
        power = (power.0 + 1, power.1 * 2.0);
    }
    power
}

/// A whole number, at most `most` from zero.
fn whole(value: f32, most: f32) -> i16 {
    #[expect(clippy::cast_possible_truncation, reason = "it is in range by then")]
    let whole = value.round().clamp(-most, most) as i16;
    whole
}
