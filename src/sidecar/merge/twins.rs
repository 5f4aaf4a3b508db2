//! Records that two made of one thing before either knew of the other: an entity that both named, one that each made a part of
//! the other, a mark on the same words. No id says that they are one, but the reader would meet each of them twice.
//!
//! One of them stays and takes what the others say; they leave a tombstone that says all it said. Which one stays depends
//! on the records alone, so that it is the same whoever merges. Two that somebody had before them side by side stay two.

use std::collections::{BTreeMap, HashMap};

use crate::entity::Kind;
use crate::note::{Entry, Id, Mark, Notebook, Record, SectionName};
use crate::registry;
use crate::sidecar::{Form, Sidecar};

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
    let pairs = if out.form() == Form::Registry { entries(versions, &book) } else { marks(versions, &book) };
    for mut group in groups(&pairs) {
        group.sort_by_key(|id| (versions.iter().any(|version| version.has_deleted(id)), (*id).clone()));
        let mut all = group.into_iter().filter_map(|id| book.get(id)).cloned();
        let Some(mut stays) = all.next() else { continue };
        let mut gone: Vec<Record> = all.collect();
        let time = |record: &Record| record.meta().changed.clone().max(record.meta().created.clone());
        let last = gone.iter().chain([&stays]).map(time).max().unwrap_or_default();
        if take_in(&mut stays, &gone) {
            stays.meta_mut().changed.clone_from(&last);
        }
        for record in &mut gone {
            record.meta_mut().changed.clone_from(&last);
            record.meta_mut().deleted = Some(last.clone());
        }
        gone.iter().chain([&stays]).for_each(|record| out.put(record));
    }
}

/// Entities of one kind that answer to each other's names; and one that somebody made a part of another while somebody
/// else went on with it.
fn entries<'a>(versions: &[Version], book: &'a Notebook) -> Vec<(&'a Id, &'a Id)> {
    let mut by_name: HashMap<(String, &Kind), Vec<&Entry>> = HashMap::new();
    for entry in book.entries() {
        by_name.entry((registry::key(&entry.entity.name), &entry.entity.kind)).or_default().push(entry);
    }
    let mut pairs = Vec::new();
    for entry in book.entries() {
        let entity = &entry.entity;
        for name in entity.aliases.iter().chain([&entity.name]) {
            let named = by_name.get(&(registry::key(name), &entity.kind)).map_or(&[][..], Vec::as_slice);
            for other in named.iter().filter(|other| other.meta.id != entry.meta.id) {
                let (one, other_id) = (&entry.meta.id, &other.meta.id);
                let mutual = registry::answers_to(&other.entity, &entity.name);
                if mutual && !together(versions, one, other_id) || is_part(versions, other, one) {
                    pairs.push((one, other_id));
                }
            }
        }
    }
    pairs
}

/// True when a version has `part` deleted and `whole` answer to its name, and none has both, so that this is what became
/// of it.
fn is_part(versions: &[Version], part: &Entry, whole: &Id) -> bool {
    let holds = |version: &&Version| {
        let entry = version.book.get(whole).filter(|record| !record.is_deleted()).and_then(Record::as_entry);
        entry.is_some_and(|entry| registry::answers_to(&entry.entity, &part.entity.name))
    };
    let mut holding = versions.iter().filter(holds).peekable();
    holding.peek().is_some() && holding.all(|version| version.has_deleted(&part.meta.id))
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

/// What the others say and `stays` does not; false where that is nothing. Marks that are one say the same.
fn take_in(stays: &mut Record, gone: &[Record]) -> bool {
    let Record::Entry(stays) = stays else { return false };
    let before = stays.entity.clone();
    gone.iter().filter_map(Record::as_entry).for_each(|other| registry::absorb(&mut stays.entity, &other.entity));
    stays.entity != before
}
