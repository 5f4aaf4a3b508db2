//! Which entity a name means.

use super::{Refusal, answers_to, is_same, key};
use crate::entity::{Entity, Kind};
use crate::note::{Entry, Notebook, Record};

/// Names that come near to one that is not there, at most.
const NEAR: usize = 3;

/// Letters of a name of which nothing near is looked for: it is no slip of the finger.
const LONGEST: usize = 64;

/// An entity that somebody means.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its name, another name of it, or its id.
    pub name: &'a str,
    /// Its kind, where that is needed.
    pub kind: Option<&'a Kind>,
}

impl<'a> From<&'a str> for Wanted<'a> {
    fn from(name: &'a str) -> Self {
        Self { name, kind: None }
    }
}

/// The entity that is meant: the one with this id; else the one of this name; else the one that has it as another name.
///
/// # Errors
/// None, with what comes near; or several.
pub fn find<'b>(book: &'b Notebook, wanted: Wanted<'_>) -> Result<&'b Entry, Refusal> {
    if let Some(entry) = book.entries().find(|entry| entry.meta.id.as_str() == wanted.name) {
        return Ok(entry);
    }
    let fits = |entry: &&Entry| wanted.kind.is_none_or(|kind| entry.entity.kind == *kind);
    let named: Vec<&Entry> =
        book.entries().filter(fits).filter(|entry| is_same(&entry.entity.name, wanted.name)).collect();
    let found = if named.is_empty() {
        holders(book, wanted.name).into_iter().filter(|entry| fits(entry)).collect()
    } else {
        named
    };
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Refusal::Unknown { name: wanted.name.to_owned(), near: near(book, wanted.name) }),
        several => Err(several_of(wanted.name, several)),
    }
}

fn several_of(name: &str, all: &[&Entry]) -> Refusal {
    let told = |entry: &&Entry| (entry.meta.id.to_string(), entry.entity.kind.clone(), entry.entity.name.clone());
    Refusal::Several { name: name.to_owned(), all: all.iter().map(told).collect() }
}

/// The entities that were taken away and whose records are still there.
pub fn removed(book: &Notebook) -> impl Iterator<Item = &Entry> {
    book.records().iter().filter(|record| record.is_deleted()).filter_map(Record::as_entry)
}

/// The entity that was taken away and is meant: the one with this id, else the one of this name.
///
/// # Errors
/// None, or several.
pub fn gone<'b>(book: &'b Notebook, wanted: Wanted<'_>) -> Result<&'b Entry, Refusal> {
    if let Some(entry) = removed(book).find(|entry| entry.meta.id.as_str() == wanted.name) {
        return Ok(entry);
    }
    let fits = |entry: &&Entry| wanted.kind.is_none_or(|kind| entry.entity.kind == *kind);
    let of_name = removed(book).filter(fits).filter(|entry| is_same(&entry.entity.name, wanted.name));
    match of_name.collect::<Vec<_>>().as_slice() {
        [one] => Ok(one),
        [] => Err(Refusal::NotGone { name: wanted.name.to_owned() }),
        several => Err(several_of(wanted.name, several)),
    }
}

/// The entity of this name and kind.
pub fn of_name<'b>(book: &'b Notebook, name: &str, kind: &Kind) -> Option<&'b Entry> {
    book.entries().find(|entry| entry.entity.kind == *kind && is_same(&entry.entity.name, name))
}

/// Whom a mark of this name and kind means: the entity of this name and kind, else the only one of the kind that has it
/// as another name.
pub fn meant<'b>(book: &'b Notebook, name: &str, kind: &Kind) -> Option<&'b Entry> {
    of_name(book, name, kind).or_else(|| {
        let mut holders = book.entries().filter(|e| e.entity.kind == *kind && answers_to(&e.entity, name));
        holders.next().filter(|_| holders.next().is_none())
    })
}

/// Whom a mark means that says this name and kind: as [`meant`] has it; else the only one that has the name and was of
/// that kind before, because marks in other briefings know nothing of what became of it.
pub fn of_mark<'e, All: Iterator<Item = &'e Entity>>(
    entities: impl Fn() -> All,
    name: &str,
    kind: &Kind,
) -> Option<&'e Entity> {
    let holders = || entities().filter(|entity| answers_to(entity, name));
    let of_kind = || holders().filter(|entity| entity.kind == *kind);
    if let Some(named) = of_kind().find(|entity| is_same(&entity.name, name)) {
        return Some(named);
    }
    let (mut now, mut before) = (of_kind(), holders().filter(|entity| entity.formerly.contains(kind)));
    let first = now.next();
    let (first, more) = if first.is_some() { (first, now.next()) } else { (before.next(), before.next()) };
    first.filter(|_| more.is_none())
}

/// All entities that have a name, as theirs or as another one.
pub fn holders<'b>(book: &'b Notebook, name: &str) -> Vec<&'b Entry> {
    book.entries().filter(|entry| answers_to(&entry.entity, name)).collect()
}

/// Names that come near to one that nobody has: with it in them or the other way round, or a slip away.
fn near(book: &Notebook, name: &str) -> Vec<String> {
    let wanted = key(name);
    let letters = wanted.chars().count();
    if !(2..=LONGEST).contains(&letters) {
        return Vec::new();
    }
    let limit = (letters / 3).max(1);
    let distance = |known: &str| {
        let known = key(known);
        let holds = known.contains(&wanted) || known.chars().count() > 2 && wanted.contains(&known);
        if holds { 1 } else { strsim::osa_distance(&wanted, &known) }
    };
    let nearest = |entry: &Entry| {
        let names = std::iter::once(&entry.entity.name).chain(&entry.entity.aliases);
        names.filter(|name| name.chars().count() <= LONGEST).map(|name| distance(name)).min()
    };
    let mut all: Vec<(usize, &str)> =
        book.entries().filter_map(|entry| Some((nearest(entry)?, entry.entity.name.as_str()))).collect();
    all.retain(|(distance, _)| *distance <= limit);
    all.sort_by_key(|(distance, _)| *distance);
    all.into_iter().take(NEAR).map(|(_, name)| name.to_owned()).collect()
}
