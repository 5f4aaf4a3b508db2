//! A table with gaps, in a file without them.
//!
//! A hash table must have room, and in a file room is bytes that every program carries and every start may load. Here the
//! taken slots stand one behind another, and a bit for each slot says whether it is taken; a slot's place is the
//! number of taken ones before it. The table is used as it lies on disk.
//!
//! The bytes: the number of slots (four, little end first); for each 64 slots eight bytes of bits, the lowest for the
//! first slot, and four with the number of taken slots before them; then the taken slots.

/// Slots that share a block of bits.
const SHARED: usize = 64;

/// Bytes of a block: bits, and how many are taken before.
const BLOCK: usize = 12;

/// A table of slots of `CELL` bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sparse<'a, const CELL: usize> {
    slots: usize,
    blocks: &'a [[u8; BLOCK]],
    cells: &'a [[u8; CELL]],
}

impl<'a, const CELL: usize> Sparse<'a, CELL> {
    /// The table that `file` holds; what is too short has no slots.
    pub(crate) const fn of(file: &'a [u8]) -> Self {
        let none = Self { slots: 0, blocks: &[], cells: &[] };
        let Some((head, rest)) = file.split_first_chunk::<4>() else { return none };
        let slots = u32::from_le_bytes(*head) as usize;
        let Some((blocks, cells)) = rest.split_at_checked(slots.div_ceil(SHARED) * BLOCK) else { return none };
        Self { slots, blocks: blocks.as_chunks().0, cells: cells.as_chunks().0 }
    }

    /// How many slots there are, taken or not.
    pub(crate) fn slots(&self) -> usize {
        self.slots
    }

    /// What is in a slot; `None` where it is free, or beyond the last.
    pub(crate) fn get(&self, slot: usize) -> Option<&'a [u8; CELL]> {
        let [b0, b1, b2, b3, b4, b5, b6, b7, before @ ..] = *self.blocks.get(slot / SHARED)?;
        let bits = u64::from_le_bytes([b0, b1, b2, b3, b4, b5, b6, b7]);
        let own = 1u64 << (slot % SHARED);
        if bits & own == 0 {
            return None;
        }
        self.cells.get(u32::from_le_bytes(before) as usize + (bits & (own - 1)).count_ones() as usize)
    }
}

/// The bytes of a table; `None` is a free slot.
pub(crate) fn pack<const CELL: usize>(slots: &[Option<[u8; CELL]>]) -> Vec<u8> {
    let number = |of: usize| u32::try_from(of).unwrap_or(u32::MAX).to_le_bytes();
    let mut out = number(slots.len()).to_vec();
    let mut before = 0;
    for shared in slots.chunks(SHARED) {
        let bits =
            shared.iter().zip(0u32..).filter(|(slot, _)| slot.is_some()).fold(0u64, |bits, (_, n)| bits | 1 << n);
        out.extend(bits.to_le_bytes());
        out.extend(number(before));
        before += bits.count_ones() as usize;
    }
    out.extend(slots.iter().flatten().flatten());
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_packed_is_found_in_its_slot(slots in prop::collection::vec(prop::option::of(any::<[u8; 3]>()), 0..300)) {
            let file = pack(&slots);
            let table = Sparse::<3>::of(&file);
            prop_assert_eq!(table.slots(), slots.len());
            for (n, slot) in slots.iter().enumerate() {
                prop_assert_eq!(table.get(n), slot.as_ref());
            }
            prop_assert_eq!(table.get(slots.len()), None);
        }

        #[test]
        fn a_file_that_was_cut_gives_nothing_wrong(slots in prop::collection::vec(prop::option::of(any::<[u8; 3]>()), 1..200), cut in any::<prop::sample::Index>()) {
            let file = pack(&slots);
            let cut = &file[..cut.index(file.len())];
            let table = Sparse::<3>::of(cut);
            for (n, slot) in slots.iter().enumerate() {
                prop_assert!(table.get(n).is_none_or(|found| Some(found) == slot.as_ref()));
            }
        }
    }
}
