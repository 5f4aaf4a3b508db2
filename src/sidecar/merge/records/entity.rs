//! Two versions of an entity of the registry made one. Nothing of it needs a copy beside it, which would be a second
//! entity of the same name: names and strings are sets, and lines that both wrote stand below each other.

use super::{Merged, Newer, Sameness, Three, content, meta, set};
use crate::entity::{Entity, Kind, Position};
use crate::note::{Entry, Record};

/// Merges entries with one id.
pub(super) fn merged(three: &Three<'_, Entry>) -> Merged {
    let same = |a: &Entry, b: &Entry| Entry { meta: content(&a.meta, &b.meta), ..a.clone() } == *b;
    let (meta, newer) = meta(&three.part(|e| &e.meta), &Sameness::of(three, same));
    let entities = three.part(|e| &e.entity);
    let tied = three.ours.meta.changed == three.theirs.meta.changed;
    let newer = if tied { None } else { Some(newer) };
    let name = latest(&entities.part(|e| &e.name), newer);
    let kind = latest(&entities.part(|e| &e.kind), newer);
    let entity = Entity {
        aliases: aliases(&entities, &name),
        name,
        formerly: formerly(&entities, &kind),
        kind,
        not: set(&entities.part(|e| &e.not)),
        note: note(&entities.part(|e| &e.note)),
        place: place(&entities.part(|e| &e.place), newer),
        links: set(&entities.part(|e| &e.links)),
    };
    let into = latest(&three.part(|e| &e.into), newer).filter(|_| meta.deleted.is_some());
    Merged { record: Record::Entry(Entry { meta, entity, into }), is_torn: false }
}

/// The value that changed; where both did, the newer one. Of two that were given at one time it is the same one whoever
/// merges.
fn latest<T: Ord + Clone>(versions: &Three<'_, T>, newer: Option<Newer>) -> T {
    match (versions.decided(), newer) {
        (Some(value), _) => value.clone(),
        (None, Some(newer)) => versions.pick(newer),
        (None, None) => versions.ours.max(versions.theirs).clone(),
    }
}

/// The names beside `name`: of all that one side or the other has, those that neither took away. So where both gave
/// another name, the one that did not stay is one of them.
fn aliases(three: &Three<'_, Entity>, name: &str) -> Vec<String> {
    let all = |entity: &Entity| {
        let names = entity.aliases.iter().chain([&entity.name]);
        names.filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>()
    };
    let (base, ours, theirs) = (three.base.map(all), all(three.ours), all(three.theirs));
    let mut aliases = set(&Three { base: base.as_ref(), ours: &ours, theirs: &theirs });
    aliases.retain(|alias| alias != name);
    aliases
}

/// What it was before `now`: where each side gave it another kind, marks may say either.
fn formerly(three: &Three<'_, Entity>, now: &Kind) -> Vec<Kind> {
    let mut all = three.ours.formerly.clone();
    all.extend(three.theirs.formerly.iter().chain([&three.ours.kind, &three.theirs.kind]).cloned());
    let mut kinds: Vec<Kind> = Vec::new();
    for kind in all.into_iter().filter(|kind| kind != now) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// Where it is. Where nobody knows how it was before, somebody who knows a place is right before one who knows none.
fn place(three: &Three<'_, Option<Position>>, newer: Option<Newer>) -> Option<Position> {
    match (three.base, three.ours, three.theirs) {
        (None, None, one) | (None, one, None) => *one,
        _ => latest(three, newer),
    }
}

/// What was written: where both wrote, ours with those lines of theirs below it that are new.
fn note(three: &Three<'_, String>) -> String {
    if let Some(note) = three.decided() {
        return note.clone();
    }
    let known = |line: &str| {
        let holds = |text: &str| text.lines().any(|other| other.trim() == line.trim());
        line.trim().is_empty() || holds(three.ours) || three.base.is_some_and(|base| holds(base))
    };
    let mut note = three.ours.clone();
    for line in three.theirs.lines().filter(|line| !known(line)) {
        if !note.is_empty() && !note.ends_with('\n') {
            note.push('\n');
        }
        note.push_str(line);
    }
    note
}
