//! What stands above the body of a briefing.

use super::{Handling, PartialDate};
use crate::clean::Clean;

/// Header fields. All are optional; what the program has no field for is in [`Header::extra`], never dropped.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Header {
    /// Title.
    pub title: Option<Clean>,
    /// Date of the briefing.
    pub date: Option<PartialDate>,
    /// Place it was filed from.
    pub dateline: Option<Clean>,
    /// Handling label.
    pub handling: Option<Handling>,
    /// Name of the series it belongs to.
    pub series: Option<Clean>,
    /// Number or name of the issue within the series.
    pub issue: Option<Clean>,
    /// "As of": when the information was current.
    pub as_of: Option<Clean>,
    /// Period the briefing covers.
    pub period: Option<Clean>,
    /// When the next issue is due.
    pub next_due: Option<Clean>,
    /// Where the information comes from.
    pub sources: Vec<Source>,
    /// Tags.
    pub tags: Vec<Clean>,
    /// References to other documents.
    pub refs: Vec<Clean>,
    /// Entities that the briefing itself declares.
    pub entities: Vec<NamedEntity>,
    /// Fields of the source that the program does not know, in source order.
    pub extra: Vec<(Clean, Clean)>,
}

/// One source of a briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Name.
    pub name: Clean,
    /// Address, when it has one.
    pub url: Option<Clean>,
    /// Rating, e.g. `B2` on the Admiralty scale.
    pub rating: Option<Clean>,
}

/// An entity declared in the head of a briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedEntity {
    /// Canonical name.
    pub name: Clean,
    /// Kind as written: `person`, `place`, `organisation` …
    pub kind: Clean,
    /// Other names.
    pub aliases: Vec<Clean>,
}
