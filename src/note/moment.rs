//! Time and new identities of records. Both come from outside the core, as a [`Moment`].

use crate::entity::Id;

/// A time with the randomness that ids need: how both reach the core, which has neither a clock nor a source of chance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01 in UTC.
    pub millis: u64,
    /// Random bits; the lower 80 are used. Different in each moment that a world gives.
    pub chance: u128,
}

impl Moment {
    /// A new id. Ids of one moment ascend.
    pub fn id(&mut self) -> Id {
        self.chance = self.chance.wrapping_add(1);
        Id::from(ulid::Ulid::from_parts(self.millis, self.chance).to_string())
    }

    /// The time as files carry it: RFC 3339 in UTC, whole seconds.
    pub fn stamp(self) -> String {
        let millis = i64::try_from(self.millis).unwrap_or(i64::MAX);
        let time = jiff::Timestamp::from_millisecond(millis).unwrap_or(jiff::Timestamp::MAX);
        time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_moment_ascend_and_stamps_are_utc() {
        let mut moment = Moment { millis: 1_700_000_000_123, chance: 7 };
        let (a, b) = (moment.id(), moment.id());
        assert!(a < b, "{a} {b}");
        assert_eq!(a.as_str().len(), 26);
        assert_eq!(moment.stamp(), "2023-11-14T22:13:20Z");
        assert_eq!(Moment { millis: u64::MAX, chance: 0 }.stamp().len(), 20);
    }
}
