//! One hash for words and features, the same on every machine and in every version: the tables are built with it.

/// Mixes a value into a hash.
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The hash of some bytes.
pub(crate) fn bytes(bytes: &[u8]) -> u64 {
    let (whole, rest) = bytes.as_chunks::<8>();
    let hash = whole.iter().fold(bytes.len() as u64, |hash, chunk| mix(hash, u64::from_le_bytes(*chunk)));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    end(mix(hash, u64::from_le_bytes(last)))
}

/// Spreads the last values mixed in over all bits.
pub(crate) fn end(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 32)
}

/// The place of a hash in a table of `size` slots.
pub(crate) fn place(hash: u64, size: usize) -> usize {
    usize::try_from((u128::from(hash) * size as u128) >> 64).unwrap_or(0)
}
