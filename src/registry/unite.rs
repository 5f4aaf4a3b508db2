//! What two did who knew nothing of each other, brought into order: of one name and kind there is one entity, and what
//! one of them made a part of another entity stays a part of it.
//!
//! * Two gave one name to two entities of one kind: they are one. Where somebody saw both beside each other and left them
//!   so, they stay two.
//! * One made `A` another name of `B`, the other went on with `A`: what that one did is `B`'s by now. Where each made the
//!   other's a part of their own, the older one stays.
//!
//! It does not matter who comes first, because ids say which entity is the older one, and times come from the records.
//! Nothing is lost: the one that stays takes everything, and the other leaves a tombstone with all that it had.

use std::collections::{BTreeMap, BTreeSet};

use super::deeds::absorb;
use super::{answers_to, is_only_refused, is_same, key, removed};
use crate::entity::{Entity, Kind};
use crate::note::{Change, Entry, Id, Notebook, Record};

/// The changes that bring `merged` into order, which came of these two versions and the one that both came from, where
/// that is known.
pub fn unite(base: Option<&Notebook>, sides: [&Notebook; 2], merged: &Notebook) -> Vec<Change> {
    let heirs = in_one_direction(&heirs(base, sides, merged));
    let mut into: BTreeMap<&Id, &Id> = BTreeMap::new();
    for (one, other) in heirs.into_iter().chain(twins(sides, merged)) {
        if !into.contains_key(one) && last(&into, other) != one {
            into.insert(one, other);
        }
    }
    let mut families: BTreeMap<&Id, Vec<&Entry>> = BTreeMap::new();
    for one in into.keys() {
        families.entry(last(&into, one)).or_default().extend(alive(merged, one));
    }
    let united = |(id, others): (&Id, Vec<&Entry>)| Some(made_one(sides, merged, alive(merged, id)?, &others));
    families.into_iter().filter_map(united).flatten().collect()
}

/// The changes that make one of `kept` and the others.
fn made_one(sides: [&Notebook; 2], merged: &Notebook, kept: &Entry, others: &[&Entry]) -> Vec<Change> {
    let mut whole = kept.clone();
    let mut changes = Vec::new();
    for other in others {
        let stamp = stamp(sides, kept, other);
        let refused = whole.entity.not.clone();
        // Of two spellings of a name it is the same one whoever merges.
        let mut taken = other.entity.clone();
        taken.aliases.sort();
        absorb(&mut whole.entity, &taken);
        // What one refused and the other calls it is a name; the tombstone has the refusal. Its own refusals stay.
        let not = std::mem::take(&mut whole.entity.not);
        let stays = |string: &String| refused.contains(string) || !answers_to(&whole.entity, string);
        whole.entity.not = not.into_iter().filter(stays).collect();
        if whole.entity != kept.entity {
            whole.entity.aliases.retain(|alias| *alias != whole.entity.name);
            whole.meta.changed = whole.meta.changed.max(other.meta.changed.clone());
        }
        let mut gone = (*other).clone();
        // As a merge leaves it, so that merging once more changes nothing.
        gone.entity.aliases.retain(|alias| *alias != gone.entity.name);
        gone.meta.changed = gone.meta.changed.max(stamp.clone());
        (gone.meta.deleted, gone.into) = (Some(stamp), Some(kept.meta.id.clone()));
        changes.push(Change::of(merged, Record::Entry(gone)));
    }
    if whole != *kept {
        changes.insert(0, Change::of(merged, Record::Entry(whole)));
    }
    changes
}

/// When one of two came to an end: when somebody said so, else when the later one was written.
fn stamp(sides: [&Notebook; 2], kept: &Entry, other: &Entry) -> String {
    let said = sides.into_iter().filter_map(|side| side.get(&other.meta.id)?.meta().deleted.clone()).max();
    said.unwrap_or_else(|| kept.meta.last_time().max(other.meta.last_time()).to_owned())
}

/// Entities of one name and kind that nobody saw beside each other: the younger one, and the one that it is.
fn twins<'m>(sides: [&Notebook; 2], merged: &'m Notebook) -> Vec<(&'m Id, &'m Id)> {
    let mut by_name: BTreeMap<(String, &Kind), Vec<&Entry>> = BTreeMap::new();
    for entry in merged.entries().filter(|entry| !entry.entity.name.is_empty()) {
        by_name.entry((key(&entry.entity.name), &entry.entity.kind)).or_default().push(entry);
    }
    let mut twins = Vec::new();
    for mut same in by_name.into_values().filter(|same| same.len() > 1) {
        // Somebody goes before a name that is none, and before one that somebody took away.
        let is_gone = |id: &Id| sides.iter().any(|side| side.get(id).is_some_and(Record::is_deleted));
        same.sort_by_key(|entry| (is_only_refused(&entry.entity), is_gone(&entry.meta.id), &entry.meta.id));
        for (n, other) in same.iter().enumerate() {
            let is_news = |kept: &&&Entry| !sides.iter().any(|side| stands_beside(side, kept, other));
            let older = same[..n].iter().find(is_news);
            twins.extend(older.map(|kept| (&other.meta.id, &kept.meta.id)));
        }
    }
    twins
}

/// A name that means two entities now, because each side gave it to one: the name, and what the two are called. `None`
/// where there is none that one of the sides did not have itself.
pub fn disputed(sides: [&Notebook; 2], merged: &Notebook) -> Option<(String, [String; 2])> {
    let mut holders: BTreeMap<String, &Entry> = BTreeMap::new();
    for entry in merged.entries().filter(|entry| !is_only_refused(&entry.entity)) {
        for name in std::iter::once(&entry.entity.name).chain(&entry.entity.aliases).filter(|name| !name.is_empty()) {
            let holder = *holders.entry(key(name)).or_insert(entry);
            let is_canonical = |one: &Entry| is_same(&one.entity.name, name);
            // A club may be called after its city.
            let may_share = holder.meta.id == entry.meta.id || is_canonical(holder) && is_canonical(entry);
            let has = |side: &Notebook, one: &Entry| {
                alive(side, &one.meta.id).is_some_and(|there| answers_to(&there.entity, name))
            };
            if !may_share && !sides.iter().any(|side| has(side, holder) && has(side, entry)) {
                return Some((name.clone(), [holder.entity.name.clone(), entry.entity.name.clone()]));
            }
        }
    }
    None
}

/// True where both are there and have one name.
fn stands_beside(side: &Notebook, one: &Entry, other: &Entry) -> bool {
    let both = alive(side, &one.meta.id).zip(alive(side, &other.meta.id));
    both.is_some_and(|(one, other)| {
        one.entity.kind == other.entity.kind && is_same(&one.entity.name, &other.entity.name)
    })
}

/// Entities that one side made a part of another one, and that are there again because the other side went on with
/// them; with the entity that they are a part of. Not those that somebody gave back, or whose name went somewhere else.
fn heirs<'m>(base: Option<&Notebook>, sides: [&'m Notebook; 2], merged: &'m Notebook) -> BTreeSet<(&'m Id, &'m Id)> {
    let mut heirs = BTreeSet::new();
    for side in sides {
        for gone in removed(side) {
            let id = &gone.meta.id;
            let Some(back) = alive(merged, id) else { continue };
            let was_gone = base.is_some_and(|base| base.get(id).is_some_and(Record::is_deleted));
            // Without the version that both came from only times tell what was done last.
            let is_older = base.is_none() && gone.meta.deleted.as_ref() < Some(&back.meta.changed);
            let Some(heir) = heir(side, merged, gone).filter(|_| !was_gone && !is_older) else { continue };
            if heir.meta.id != *id && answers_to(&heir.entity, &gone.entity.name) {
                heirs.insert((&back.meta.id, &heir.meta.id));
            }
        }
    }
    heirs
}

/// Whom one that is gone was made a part of, and that one, and so on, up to one that is there.
fn heir<'m>(side: &Notebook, merged: &'m Notebook, gone: &Entry) -> Option<&'m Entry> {
    let mut into = gone.into.clone().or_else(|| inferred(side, gone))?;
    for _ in 0..LONGEST_LINE {
        if let Some(heir) = alive(merged, &into) {
            return Some(heir);
        }
        let next = |book: &Notebook| book.get(&into).and_then(Record::as_entry)?.into.clone();
        into = next(side).or_else(|| next(merged))?;
    }
    None
}

/// Whom one became a part of where nobody wrote that down: who has all names of it. A namesake of another kind is somebody
/// else.
fn inferred(side: &Notebook, gone: &Entry) -> Option<Id> {
    let gone = &gone.entity;
    let has_all = |entity: &Entity| gone.aliases.iter().chain([&gone.name]).all(|name| answers_to(entity, name));
    let is_heir = |entity: &Entity| entity.kind == gone.kind || !is_same(&entity.name, &gone.name);
    let heirs = side.entries().filter(|entry| is_heir(&entry.entity) && has_all(&entry.entity));
    heirs.map(|entry| &entry.meta.id).min().cloned()
}

/// Of two that each became a part of the other, the younger one does.
fn in_one_direction<'m>(pairs: &BTreeSet<(&'m Id, &'m Id)>) -> Vec<(&'m Id, &'m Id)> {
    pairs.iter().copied().filter(|(one, other)| one > other || !pairs.contains(&(*other, *one))).collect()
}

/// Whom one becomes in the end.
fn last<'m>(into: &BTreeMap<&'m Id, &'m Id>, mut id: &'m Id) -> &'m Id {
    while let Some(next) = into.get(id) {
        id = next;
    }
    id
}

/// Entities that became one another, at most: a file may say that two became each other.
const LONGEST_LINE: usize = 64;

fn alive<'b>(book: &'b Notebook, id: &Id) -> Option<&'b Entry> {
    book.get(id).filter(|record| !record.is_deleted())?.as_entry()
}
