//! What is done with an entity as a whole: by the deeds of the registry, and the marks of this briefing go along.

use super::known;
use super::record::{Who, shown};
use super::step::{Step, finish, wanted};
use crate::app::{App, Effect, Message};
use crate::entity::{Entity, Kind};
use crate::note::{Change, Notebook};
use crate::registry::{self, By, Refusal, Wanted};

/// Gives an entity another kind. One that is nobody's name, such as a date, has no place in the registry any more.
pub fn set_kind(app: &mut App, who: &Who, kind: &Kind) -> Vec<Effect> {
    let now = Who { name: who.name.clone(), kind: kind.clone() };
    let mut step = Step::new(app);
    step.follow(who, &now);
    let done = match (step.knows(who), registry::takes(kind)) {
        (true, true) => step.deed(|book, by| registry::set_kind(book, by, wanted(who), kind)),
        (true, false) => step.deed(|book, by| registry::remove(book, by, wanted(who))),
        (false, _) => teach(&mut step, &now, &who.name),
    };
    let said = format!("{} · {} from now on", shown(&who.name), shown(kind.name()));
    let done = done.map(|()| step.changes());
    finish(app, &said, done)
}

/// Gives an entity another name; the old one stays with it, so that the text still answers to it. A name that somebody
/// else of its kind has means that one: both become one.
pub fn rename(app: &mut App, who: &Who, name: &str) -> Vec<Effect> {
    let name = registry::one_line(name);
    if name.is_empty() || name == who.name {
        app.message = Some(Message::note("the name stays as it is"));
        return Vec::new();
    }
    let book = &app.notes.book;
    let other = registry::meant(book, &name, &who.kind).map(|entry| entry.entity.name.clone());
    if let Some(name) = other.filter(|other| !registry::is_same(other, &who.name)) {
        return join(app, who, &Who { name, kind: who.kind.clone() });
    }
    let now = Who { name, kind: who.kind.clone() };
    let mut step = Step::new(app);
    step.follow(who, &now);
    let done = if step.knows(who) {
        step.deed(|book, by| registry::rename(book, by, wanted(who), &now.name))
    } else {
        teach(&mut step, &now, &who.name)
    };
    let said = format!("{} is {} now", shown(&who.name), shown(&now.name));
    let done = done.map(|()| step.changes());
    finish(app, &said, done)
}

/// The registry learns what only the text knew, with the words that the text has for it. Where the words are somebody
/// else's that will not do, unless marks tell the two apart.
fn teach(step: &mut Step<'_>, who: &Who, words: &str) -> Result<(), Refusal> {
    let has_marks = !step.is_empty();
    match step.learn(who, &[words.to_owned()]) {
        Some(refusal) if !has_marks => Err(refusal),
        _ => Ok(()),
    }
}

/// Makes one of two: names, words and marks of `who` go to `other`.
pub fn join(app: &mut App, who: &Who, other: &Who) -> Vec<Effect> {
    let mut step = Step::new(app);
    step.follow(who, other);
    let done = if step.knows(who) {
        let merge = |book: &Notebook, by: By<'_>| registry::merge(book, by, wanted(other), &[wanted(who)]);
        step.ensure(other).and_then(|()| step.deed(merge))
    } else {
        teach(&mut step, other, &who.name)
    };
    let said = format!("{} is {} from now on", shown(&who.name), shown(&other.name));
    let done = done.map(|()| step.changes());
    finish(app, &said, done)
}

/// One more name of an entity.
pub fn alias(app: &mut App, who: &Who, name: &str) -> Vec<Effect> {
    in_registry(app, who, ("is a name of", name), |book, by, wanted| {
        registry::alias(book, by, wanted, &[name.to_owned()])
    })
}

/// Takes a name away from an entity.
pub fn unalias(app: &mut App, who: &Who, name: &str) -> Vec<Effect> {
    in_registry(app, who, ("is no name any more of", name), |book, by, wanted| {
        registry::unalias(book, by, wanted, &[name.to_owned()])
    })
}

/// Makes a name of an entity one of its own. Marks on these words are of the new one.
pub fn split(app: &mut App, who: &Who, name: &str) -> Vec<Effect> {
    let now = Who { name: registry::one_line(name), kind: who.kind.clone() };
    let mut step = Step::new(app);
    let done = step.deed(|book, by| registry::split(book, by, wanted(who), (name, &[])));
    for (mark, span) in known::placed_marks_of(app, who) {
        if !mark.rejected && registry::is_same(known::words(app, span), name) {
            step.mark(span, &now, false);
        }
    }
    let done = done.map(|()| step.changes());
    finish(app, &format!("“{}” is an entity of its own, not {}", shown(name), shown(&who.name)), done)
}

/// The registry knows an entity from now on, under all words that stand for it here.
pub fn learn(app: &mut App, who: &Who, aliases: Vec<String>) -> Vec<Effect> {
    let entity = Entity { name: who.name.clone(), kind: who.kind.clone(), aliases, ..Entity::default() };
    let mut step = Step::new(app);
    let done = step.deed(|book, by| registry::add(book, by, &entity)).map(|()| step.changes());
    finish(app, &format!("{} · {} is known from now on", shown(&who.name), shown(who.kind.name())), done)
}

/// A deed of the registry on an entity, which it learns to know first where it does not.
fn in_registry(
    app: &mut App,
    who: &Who,
    (said, words): (&str, &str),
    deed: impl FnOnce(&Notebook, By<'_>, Wanted<'_>) -> Result<Vec<Change>, Refusal>,
) -> Vec<Effect> {
    let mut step = Step::new(app);
    let done = step.ensure(who).and_then(|()| step.deed(|book, by| deed(book, by, wanted(who))));
    let done = done.map(|()| step.changes());
    finish(app, &format!("“{}” {said} {}", shown(words.trim()), shown(&who.name)), done)
}
