//! Who, what and where a text speaks of: kinds of entities, and the places where one is named.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Span;

mod id;

pub use id::Id;

/// What sort of thing a name stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Kind {
    /// A person.
    Person,
    /// A country, city, river, building: wherever one can be.
    Place,
    /// A body of people: state organ, company, party, army.
    Organisation,
    /// Something that happens: a war, summit, election.
    Event,
    /// A date or time.
    Date,
    /// Of a country or people: `Iranian`.
    Nationality,
    /// A sum of money.
    Money,
    /// A number with what is counted or measured.
    Quantity,
    /// Any other name.
    #[default]
    Other,
    /// A kind of the reader's own.
    Own(String),
}

impl Kind {
    /// The kinds that every reader has.
    pub const SHIPPED: [Kind; 9] = [
        Kind::Person,
        Kind::Place,
        Kind::Organisation,
        Kind::Event,
        Kind::Date,
        Kind::Nationality,
        Kind::Money,
        Kind::Quantity,
        Kind::Other,
    ];

    /// The word for it in files and on the command line.
    pub fn name(&self) -> &str {
        match self {
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Organisation => "organisation",
            Kind::Event => "event",
            Kind::Date => "date",
            Kind::Nationality => "nationality",
            Kind::Money => "money",
            Kind::Quantity => "quantity",
            Kind::Other => "other",
            Kind::Own(name) => name,
        }
    }

    /// The kind that a word stands for; one that is not shipped is the reader's own. Case and `organization` are taken
    /// as they come.
    pub fn named(word: &str) -> Kind {
        let small = word.trim().to_lowercase();
        let spelled = if small == "organization" { "organisation" } else { &small };
        Kind::SHIPPED.into_iter().find(|kind| kind.name() == spelled).unwrap_or(Kind::Own(small))
    }
}

impl From<String> for Kind {
    fn from(name: String) -> Self {
        Self::named(&name)
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.name().to_owned()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Somebody or something that has a name: what the registry knows of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entity {
    /// The canonical name.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// What it was taken for before, which marks may still say.
    pub formerly: Vec<Kind>,
    /// Other names that stand for it.
    pub aliases: Vec<String>,
    /// Strings that are never this entity, though they hold or resemble a name of it.
    pub not: Vec<String>,
    /// What a reader wrote about it; may be empty.
    pub note: String,
    /// Where it is, for a place.
    pub place: Option<Position>,
    /// Addresses that tell more.
    pub links: Vec<String>,
}

/// A point on the earth, in millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Latitude, north positive; at most 90 degrees either way.
    pub latitude: i32,
    /// Longitude, east positive; at most 180 degrees either way.
    pub longitude: i32,
}

impl Position {
    /// The point at these degrees, north and east positive; `None` where there is none.
    pub fn of_degrees(latitude: f64, longitude: f64) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "the range is checked before")]
        let millionths = |degrees: f64, most: f64| (degrees.abs() <= most).then(|| (degrees * 1e6).round() as i32);
        Some(Self { latitude: millionths(latitude, 90.0)?, longitude: millionths(longitude, 180.0)? })
    }

    /// Latitude and longitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.latitude) / 1e6, f64::from(self.longitude) / 1e6)
    }
}

/// Who says that a name stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The recogniser.
    Suggested,
    /// The list of names that were marked once.
    Registry,
    /// The reader, in this briefing.
    Hand,
}

impl Origin {
    /// The word for it in files.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Suggested => "suggested",
            Origin::Registry => "registry",
            Origin::Hand => "hand",
        }
    }
}

/// One place where an entity is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Place in the text, in bytes on grapheme borders.
    pub span: Span,
    /// What is named.
    pub kind: Kind,
    /// The full name: of `Jilani` in a text that speaks of Jalil Abbas Jilani, his. For a date that is known to the day,
    /// month or year it is that date in ISO 8601, for a place that the gazetteer has its name there.
    pub name: String,
    /// Who says so.
    pub origin: Origin,
    /// How sure that is, 0 to 1.
    pub score: f32,
    /// The mark that says so, where one does.
    pub id: Option<Id>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_their_names() {
        for kind in Kind::SHIPPED {
            assert_eq!(Kind::named(kind.name()), kind);
        }
        assert_eq!(Kind::named(" Organization"), Kind::Organisation);
        assert_eq!(Kind::named("Weapon"), Kind::Own("weapon".to_owned()));
    }
}
