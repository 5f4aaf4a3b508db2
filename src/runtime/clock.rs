//! The time, with the chance that ids need.

use std::time::SystemTime;

use crate::note::Moment;

/// Now.
pub fn now() -> Moment {
    let millis = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_millis());
    let mut chance = [0; 16];
    // Without chance, ids still differ by time.
    let _ = rustix::rand::getrandom(&mut chance, rustix::rand::GetRandomFlags::NONBLOCK);
    Moment { millis: u64::try_from(millis).unwrap_or(u64::MAX), chance: u128::from_le_bytes(chance) }
}
