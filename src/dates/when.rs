//! What day, or which days, some words mean, and how sure that is.

use crate::briefing::PartialDate;

/// How sure a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It is written out, with its year.
    Written,
    /// It follows from the date of the briefing, or of the heading above.
    Reckoned,
    /// It is likely: the words leave room, or what they start from is not known to the day.
    Likely,
}

/// A day, month or year, or the days from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The date, or the first of several.
    pub from: PartialDate,
    /// The last of several.
    pub to: Option<PartialDate>,
    /// How sure that is.
    pub certainty: Certainty,
}

impl When {
    /// One day, month or year.
    pub fn at(from: PartialDate, certainty: Certainty) -> Self {
        Self { from, to: None, certainty }
    }

    /// The same, no surer than `most`.
    #[must_use]
    pub fn no_surer(self, most: Certainty) -> Self {
        Self { certainty: self.certainty.max(most), ..self }
    }

    /// The day, where it is one.
    pub fn day(self) -> Option<PartialDate> {
        Some(self.from).filter(|date| date.day().is_some() && self.to.is_none())
    }
}
