//! Two versions of an entity of the registry made one. Nothing of it needs a copy beside it, which would be a second
//! entity of the same name: names and strings are sets, and lines that both wrote stand below each other.

use super::{Merged, Sameness, Three, content, meta, set};
use crate::entity::Entity;
use crate::note::{Entry, Record};

/// Merges entries with one id.
pub(super) fn merged(three: &Three<'_, Entry>) -> Merged {
    let same = |a: &Entry, b: &Entry| Entry { meta: content(&a.meta, &b.meta), ..a.clone() } == *b;
    let (meta, newer) = meta(&three.part(|e| &e.meta), &Sameness::of(three, same));
    let entities = three.part(|e| &e.entity);
    let name = entities.part(|e| &e.name).pick(newer);
    let entity = Entity {
        aliases: aliases(&entities, &name),
        name,
        kind: entities.part(|e| &e.kind).pick(newer),
        not: set(&entities.part(|e| &e.not)),
        note: note(&entities.part(|e| &e.note)),
        place: entities.part(|e| &e.place).pick(newer),
        links: set(&entities.part(|e| &e.links)),
    };
    Merged { record: Record::Entry(Entry { meta, entity }), is_torn: false }
}

/// The names beside `name`. Where both gave another name, the one that did not stay is one of them.
fn aliases(three: &Three<'_, Entity>, name: &str) -> Vec<String> {
    let mut aliases = set(&three.part(|e| &e.aliases));
    if three.part(|e| &e.name).decided().is_none() {
        let lost = [three.ours, three.theirs].map(|e| e.name.as_str()).into_iter().find(|other| *other != name);
        let lost = lost.filter(|lost| !lost.is_empty() && !aliases.iter().any(|alias| alias == lost));
        aliases.extend(lost.map(str::to_owned));
    }
    aliases.retain(|alias| alias != name);
    aliases
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
