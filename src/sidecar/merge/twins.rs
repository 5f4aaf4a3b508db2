//! Marks that two made on the same words before either knew of the other. No id says that they are one, but the reader would
//! meet them twice. (Entities that two gave one name are [`crate::registry::unite`]'s.)
//!
//! One of them stays; the others leave a tombstone. Which one stays depends on the records alone, so that it is the same
//! whoever merges. Two that somebody had before them side by side stay two.

use std::collections::{BTreeMap, HashMap};

use crate::note::{Id, Mark, Notebook, Record, SectionName};
use crate::registry;
use crate::sidecar::Sidecar;

/// A version that `out` came from.
pub(in crate::sidecar) struct Version {
    book: Notebook,
}

impl Version {
    pub(in crate::sidecar) fn of(sidecar: &Sidecar) -> Self {
        Self { book: sidecar.notebook() }
    }

    fn has(&self, id: &Id) -> bool {
        self.book.get(id).is_some_and(|record| !record.is_deleted())
    }

    fn has_deleted(&self, id: &Id) -> bool {
        self.book.get(id).is_some_and(Record::is_deleted)
    }
}

/// Makes one of each such group in `out`, which was made from `versions`.
pub(in crate::sidecar) fn fold(versions: &[Version], out: &mut Sidecar) {
    let book = out.notebook();
    for mut group in groups(&marks(versions, &book)) {
        group.sort_by_key(|id| (versions.iter().any(|version| version.has_deleted(id)), (*id).clone()));
        let all: Vec<&Record> = group.into_iter().filter_map(|id| book.get(id)).collect();
        let Some(last) = all.iter().map(|record| record.meta().last_time()).max() else { continue };
        for record in all.iter().skip(1) {
            let mut gone = (*record).clone();
            last.clone_into(&mut gone.meta_mut().changed);
            gone.meta_mut().deleted = Some(last.to_owned());
            out.put(&gone);
        }
    }
}

/// Marks that say the same of the same words.
fn marks<'a>(versions: &[Version], book: &'a Notebook) -> Vec<(&'a Id, &'a Id)> {
    type Place<'a> = (&'a str, usize, &'a SectionName, bool, &'a str, String);
    let mut by_place: HashMap<Place<'_>, Vec<&Mark>> = HashMap::new();
    for mark in book.marks().filter(|mark| !mark.anchor.detached) {
        let (anchor, name) = (&mark.anchor, registry::key(&mark.entity));
        let place = (anchor.quote.as_str(), anchor.start, &anchor.section, mark.rejected, mark.kind.as_str(), name);
        by_place.entry(place).or_default().push(mark);
    }
    let mut pairs = Vec::new();
    for same in by_place.values() {
        for (n, one) in same.iter().enumerate() {
            let apart = |other: &&&Mark| !together(versions, &one.meta.id, &other.meta.id);
            pairs.extend(same.iter().skip(n + 1).filter(apart).map(|other| (&one.meta.id, &other.meta.id)));
        }
    }
    pairs
}

/// True when one version has both.
fn together(versions: &[Version], one: &Id, other: &Id) -> bool {
    versions.iter().any(|version| version.has(one) && version.has(other))
}

/// What hangs together by pairs.
fn groups<'a>(pairs: &[(&'a Id, &'a Id)]) -> Vec<Vec<&'a Id>> {
    let mut group_of: BTreeMap<&Id, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Id>> = Vec::new();
    for (one, other) in pairs {
        let mut into = |id: &'a Id| {
            *group_of.entry(id).or_insert_with(|| {
                groups.push(vec![id]);
                groups.len() - 1
            })
        };
        let (one, other) = (into(one), into(other));
        if one != other {
            let moved = std::mem::take(&mut groups[other]);
            group_of.extend(moved.iter().map(|id| (*id, one)));
            groups[one].extend(moved);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}
