//! Two versions of a record made one, key by key.

use serde_yaml::{Mapping, Value};

use super::text::{self, Origin, Outcome};
use crate::note::{Mark, Meta, Note, Record};
use crate::sidecar::block::Extra;

mod entity;

/// The versions of a value: the one that both came from, where it is known, ours and theirs.
pub(super) struct Three<'a, T> {
    pub(super) base: Option<&'a T>,
    pub(super) ours: &'a T,
    pub(super) theirs: &'a T,
}

impl<'a, T> Three<'a, T> {
    /// The same part of each version.
    fn part<U>(&self, of: impl Fn(&'a T) -> &'a U) -> Three<'a, U> {
        Three { base: self.base.map(&of), ours: of(self.ours), theirs: of(self.theirs) }
    }
}

impl<T: PartialEq + Clone> Three<'_, T> {
    /// The one that changed; where both did, the newer one.
    fn pick(&self, newer: Newer) -> T {
        let other = self.decided().unwrap_or(if newer == Newer::Theirs { self.theirs } else { self.ours });
        other.clone()
    }

    /// The one that changed, where at most one did.
    pub(super) fn decided(&self) -> Option<&T> {
        match self.base {
            _ if self.ours == self.theirs => Some(self.ours),
            Some(base) if base == self.ours => Some(self.theirs),
            Some(base) if base == self.theirs => Some(self.ours),
            _ => None,
        }
    }
}

/// Whose version is the newer one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Newer {
    Ours,
    Theirs,
}

/// What came of two versions of a record.
pub(super) struct Merged {
    pub(super) record: Record,
    /// Theirs holds something that has no place in `record`.
    pub(super) is_torn: bool,
}

/// Merges records with one id. `None` when they are of different sorts.
pub(super) fn merged(versions: &Three<'_, Record>) -> Option<Merged> {
    match (versions.ours, versions.theirs) {
        (Record::Note(ours), Record::Note(theirs)) => {
            let base = versions.base.and_then(Record::as_note);
            Some(notes(&Three { base, ours, theirs }))
        }
        (Record::Mark(ours), Record::Mark(theirs)) => {
            let base = versions.base.and_then(Record::as_mark);
            Some(marks(&Three { base, ours, theirs }))
        }
        (Record::Entry(ours), Record::Entry(theirs)) => {
            let base = versions.base.and_then(Record::as_entry);
            Some(entity::merged(&Three { base, ours, theirs }))
        }
        _ => None,
    }
}

fn notes(three: &Three<'_, Note>) -> Merged {
    let same = |a: &Note, b: &Note| Note { meta: content(&a.meta, &b.meta), ..a.clone() } == *b;
    let (meta, newer) = meta(&three.part(|n| &n.meta), &Sameness::of(three, same));
    let origin = match three.base {
        Some(base) => Origin::Text(&base.text),
        None if three.ours.meta.conflict_with.is_some() => Origin::Copies,
        None => Origin::Unknown,
    };
    let outcome = text::merged(origin, &three.ours.text, &three.theirs.text);
    let is_torn = outcome == Outcome::Both;
    let text = if let Outcome::One(text) = outcome { text } else { three.ours.text.clone() };
    let record = Record::Note(Note {
        meta,
        target: three.part(|n| &n.target).pick(newer),
        kind: three.part(|n| &n.kind).pick(newer),
        colour: three.part(|n| &n.colour).pick(newer),
        tags: set(&three.part(|n| &n.tags)),
        status: three.part(|n| &n.status).pick(newer),
        text,
    });
    Merged { record, is_torn }
}

fn marks(three: &Three<'_, Mark>) -> Merged {
    let same = |a: &Mark, b: &Mark| Mark { meta: content(&a.meta, &b.meta), ..a.clone() } == *b;
    let (meta, newer) = meta(&three.part(|m| &m.meta), &Sameness::of(three, same));
    let record = Record::Mark(Mark {
        meta,
        anchor: three.part(|m| &m.anchor).pick(newer),
        entity: three.part(|m| &m.entity).pick(newer),
        kind: three.part(|m| &m.kind).pick(newer),
        rejected: three.part(|m| &m.rejected).pick(newer),
    });
    Merged { record, is_torn: false }
}

/// `of` with the times of change and deletion of `other`, so that only what was written is compared.
fn content(of: &Meta, other: &Meta) -> Meta {
    Meta { changed: other.changed.clone(), deleted: other.deleted.clone(), ..of.clone() }
}

/// Which versions say the same, times of change and deletion apart.
struct Sameness {
    ours_is_base: bool,
    theirs_is_base: bool,
    both: bool,
}

impl Sameness {
    fn of<T>(three: &Three<'_, T>, same: impl Fn(&T, &T) -> bool) -> Self {
        Self {
            ours_is_base: three.base.is_some_and(|base| same(base, three.ours)),
            theirs_is_base: three.base.is_some_and(|base| same(base, three.theirs)),
            both: same(three.ours, three.theirs),
        }
    }
}

fn meta(three: &Three<'_, Meta>, same: &Sameness) -> (Meta, Newer) {
    // Times are of one form and in UTC, so that the later one is the greater one.
    let newer = if three.theirs.changed > three.ours.changed { Newer::Theirs } else { Newer::Ours };
    let meta = Meta {
        id: three.ours.id.clone(),
        author: three.part(|m| &m.author).pick(newer),
        created: three.part(|m| &m.created).pick(newer),
        changed: three.part(|m| &m.changed).pick(newer),
        deleted: deleted(three, same, newer),
        conflict_with: three.part(|m| &m.conflict_with).pick(newer),
    };
    (meta, newer)
}

/// A deletion counts where nobody wrote on meanwhile.
fn deleted(three: &Three<'_, Meta>, same: &Sameness, newer: Newer) -> Option<String> {
    let versions = three.part(|m| &m.deleted);
    let (ours, theirs) = (versions.ours, versions.theirs);
    if ours.is_some() == theirs.is_some() {
        return versions.pick(newer);
    }
    let deletion = ours.as_ref().or(theirs.as_ref()).cloned();
    match three.base {
        Some(base) if base.deleted.is_some() => None,
        Some(_) => deletion.filter(|_| if ours.is_some() { same.theirs_is_base } else { same.ours_is_base }),
        None if same.both => versions.pick(newer),
        None => None,
    }
}

/// A set: what either added is in, what either took away is not.
fn set(three: &Three<'_, Vec<String>>) -> Vec<String> {
    if let Some(tags) = three.decided() {
        return tags.clone();
    }
    let was = |tag: &String| three.base.is_some_and(|base| base.contains(tag));
    let mut out: Vec<String> =
        three.ours.iter().filter(|tag| three.theirs.contains(tag) || !was(tag)).cloned().collect();
    for tag in three.theirs {
        if !was(tag) && !out.contains(tag) {
            out.push(tag.clone());
        }
    }
    out
}

/// Changes to the unknown keys of ours, and whether theirs holds a value that has no place beside ours.
pub(super) fn extras(three: &Three<'_, Mapping>) -> (Vec<Extra>, bool) {
    let mut changes = Vec::new();
    let mut is_torn = false;
    let mut keys: Vec<&Value> = three.ours.keys().collect();
    keys.extend(three.theirs.keys().filter(|key| !three.ours.contains_key(*key)));
    for key in keys {
        let (ours, theirs) = (three.ours.get(key), three.theirs.get(key));
        let base = three.base.map(|base| base.get(key));
        let versions = Three { base: base.as_ref(), ours: &ours, theirs: &theirs };
        let value = match (versions.decided(), ours, theirs) {
            (Some(value), ..) => value.cloned(),
            (None, Some(value), None) | (None, None, Some(value)) => Some(value.clone()),
            (None, ours, _) => {
                is_torn = true;
                ours.cloned()
            }
        };
        if value.as_ref() != ours {
            changes.push(Extra { key: key.clone(), value });
        }
    }
    (changes, is_torn)
}
