//! The kinds that a name can be given: those of the program and the reader's own, each with its key.

use crate::app::Settings;
use crate::clean::Clean;
use crate::entity::Kind;

/// A kind of the reader's own, from the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnKind {
    /// What it is called.
    pub name: String,
    /// The letter behind `e`.
    pub key: char,
    /// A colour as themes write them, or the name of a shipped kind whose colour it takes.
    pub colour: Option<String>,
    /// What stands for it in text; one cell wide.
    pub sign: Option<Clean>,
}

/// The keys of the program's own kinds, in the order in which they are offered.
pub const SHIPPED: [(char, Kind); 7] = [
    ('p', Kind::Person),
    ('l', Kind::Place),
    ('o', Kind::Organisation),
    ('v', Kind::Event),
    ('d', Kind::Date),
    ('n', Kind::Nationality),
    ('x', Kind::Other),
];

/// Every kind on offer with its key.
pub fn offered(settings: &Settings) -> Vec<(char, Kind)> {
    let own = settings.kinds.iter().map(|own| (own.key, Kind::named(&own.name)));
    SHIPPED.into_iter().chain(own).collect()
}

/// The kind of a key.
pub fn of_key(settings: &Settings, key: char) -> Option<Kind> {
    offered(settings).into_iter().find(|(letter, _)| *letter == key).map(|(_, kind)| kind)
}

/// The reader's own kind of this name.
pub fn own<'a>(settings: &'a Settings, kind: &Kind) -> Option<&'a OwnKind> {
    settings.kinds.iter().find(|own| Kind::named(&own.name) == *kind)
}
