//! Of names that overlap the longest.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Sort;
use super::border::Side;
use crate::text::Span;

/// A name that may stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Place in bytes.
    pub(super) span: Span,
    /// Bytes of its key.
    pub(super) long: usize,
    /// Whose name.
    pub(super) entity: usize,
    /// What it is to that entity.
    pub(super) sort: Sort,
    /// It stands there letter by letter as the registry has it.
    pub(super) is_exact: bool,
    /// Whether it is whole before its first letter.
    pub(super) before: Side,
    /// Whether it is whole behind its last letter.
    pub(super) behind: Side,
}

impl Candidate {
    /// It is only a family name.
    pub(super) fn is_short(&self) -> bool {
        self.sort == Sort::Short
    }
}

/// A name that stands there, and who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// Place in bytes.
    pub(super) span: Span,
    /// One for each entity; never empty.
    pub(super) candidates: Vec<Candidate>,
}

impl Choice {
    /// The same in a text that begins `by` bytes earlier.
    pub(super) fn moved(mut self, by: usize) -> Self {
        self.span = Span::new(self.span.start + by, self.span.end + by);
        self
    }
}

/// Where it stands what is never an entity, by entity and place: a word that is refused may be on every line.
struct Refused {
    by_entity: HashMap<usize, Vec<Span>>,
    /// Bytes of the longest.
    longest: usize,
}

impl Refused {
    fn of(found: impl Iterator<Item = Candidate>) -> Self {
        let mut refused = Self { by_entity: HashMap::new(), longest: 0 };
        for not in found {
            refused.longest = refused.longest.max(not.span.len());
            refused.by_entity.entry(not.entity).or_default().push(not.span);
        }
        refused.by_entity.values_mut().for_each(|spans| spans.sort_unstable());
        refused
    }

    /// The refused strings of its entity that overlap a candidate.
    fn touching(&self, candidate: &Candidate) -> impl Iterator<Item = Span> {
        let (all, span) = (self.by_entity.get(&candidate.entity).map_or(&[][..], Vec::as_slice), candidate.span);
        let first = all.partition_point(|not| not.start + self.longest <= span.start);
        all[first..].iter().copied().take_while(move |not| not.start < span.end).filter(move |not| not.overlaps(span))
    }
}

/// The longest of each group that overlaps, in order of place.
pub(super) fn longest(mut found: Vec<Candidate>) -> Vec<Choice> {
    if found.is_empty() {
        return Vec::new();
    }
    let starts: HashSet<usize> = found.iter().filter(|c| c.behind == Side::Whole).map(|c| c.span.start).collect();
    let ends: HashSet<usize> = found.iter().filter(|c| c.before == Side::Whole).map(|c| c.span.end).collect();
    let stands = |side: Side, others: &HashSet<usize>| match side {
        Side::Whole => true,
        Side::Beside(at) => others.contains(&at),
        Side::Cut => false,
    };
    found.retain(|c| stands(c.before, &ends) && stands(c.behind, &starts));
    let nots = Refused::of(found.extract_if(.., |candidate| candidate.sort == Sort::Not));
    let is_refused = |c: &Candidate| nots.touching(c).any(|not| not.len() >= c.span.len());
    found.retain(|candidate| !is_refused(candidate));
    found.sort_by_key(|c| (std::cmp::Reverse(c.span.len()), c.span.start, c.entity, c.is_short(), !c.is_exact, c.sort));
    let mut taken: BTreeMap<usize, Choice> = BTreeMap::new();
    for candidate in found {
        if let Some(same) = taken.get_mut(&candidate.span.start).filter(|choice| choice.span == candidate.span) {
            if same.candidates.iter().all(|other| other.entity != candidate.entity) {
                same.candidates.push(candidate);
            }
            continue;
        }
        let last = taken.range(..candidate.span.end).next_back();
        if last.is_none_or(|(_, choice)| choice.span.end <= candidate.span.start) {
            taken.insert(candidate.span.start, Choice { span: candidate.span, candidates: vec![candidate] });
        }
    }
    taken.into_values().collect()
}
