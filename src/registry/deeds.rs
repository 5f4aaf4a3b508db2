//! The deeds. Each gives the changes that do it, or why it is not done.

use super::{
    By, Refusal, Wanted, answers_to, find, gone, holders, insert, is_only_refused, is_same, of_name, one_line, takes,
};
use crate::entity::{Entity, Kind, Position};
use crate::note::{Change, Entry, Notebook};

/// What comes of a deed.
type Done = Result<Vec<Change>, Refusal>;

/// Adds an entity. Where there is one of this name and kind, it takes what is new: other names, strings, links, place and
/// words.
///
/// # Errors
/// The name is empty or another name of somebody else, the kind has no place in a registry, or nothing is new.
pub fn add(book: &Notebook, mut by: By<'_>, entity: &Entity) -> Done {
    fitting(&entity.kind)?;
    let mut new = Entity { name: named(&entity.name)?, ..entity.clone() };
    new.aliases.clear();
    for alias in entity.aliases.iter().filter(|alias| !is_same(alias, &new.name)) {
        insert(&mut new.aliases, alias);
    }
    let known = of_name(book, &new.name, &new.kind);
    free_name(book, (&new.name, &new.kind), known)?;
    for alias in &new.aliases {
        free(book, alias, known)?;
    }
    agree(&mut new);
    let entry = match known {
        None => by.new_entry(new),
        Some(known) => {
            let mut grown = known.clone();
            absorb(&mut grown.entity, &new);
            agree(&mut grown.entity);
            if grown == *known {
                return Err(Refusal::Nothing(format!("`{}` ({}) is known already", new.name, new.kind)));
            }
            grown
        }
    };
    Ok(vec![by.put(book, entry)])
}

/// Learns a name from a mark. The words become other names of it but those that are somebody else's: then the mark is
/// what tells the two apart. Gives the changes, which may be none, and what stood in the way of the words or of the name.
pub fn learn(
    book: &Notebook,
    by: By<'_>,
    (name, kind): (&str, &Kind),
    words: &[String],
) -> (Vec<Change>, Option<Refusal>) {
    let known = of_name(book, name, kind);
    let mut refusal = None;
    let mut aliases: Vec<String> = Vec::new();
    for word in words.iter().filter(|word| !is_same(word, name)) {
        match free(book, word, known) {
            Ok(()) => aliases.push(word.clone()),
            Err(taken) => refusal = refusal.or(Some(taken)),
        }
    }
    let entity = Entity { name: name.to_owned(), kind: kind.clone(), aliases, ..Entity::default() };
    match add(book, by, &entity) {
        Ok(changes) => (changes, refusal),
        Err(Refusal::Nothing(_)) => (Vec::new(), refusal),
        Err(other) => (Vec::new(), Some(other)),
    }
}

/// Makes one entity of several: the first takes names, strings, links and words of the others, which leave a tombstone.
/// Marks of theirs keep finding it by their names.
///
/// # Errors
/// One of them is not known, or all are the same.
pub fn merge(book: &Notebook, by: By<'_>, into: Wanted<'_>, others: &[Wanted<'_>]) -> Done {
    let into = find(book, into)?;
    let mut merged = into.clone();
    let mut gone: Vec<&Entry> = Vec::new();
    for other in others {
        let other = find(book, *other)?;
        if other.meta.id != into.meta.id && !gone.iter().any(|known| known.meta.id == other.meta.id) {
            absorb(&mut merged.entity, &other.entity);
            gone.push(other);
        }
    }
    if gone.is_empty() {
        return Err(Refusal::Nothing(format!("that is `{}` itself", into.entity.name)));
    }
    agree(&mut merged.entity);
    let taken = gone.into_iter().map(|entry| by.take_away(book, entry.clone(), Some(into.meta.id.clone())));
    Ok(std::iter::once(by.put(book, merged)).chain(taken).collect())
}

/// Gives an entity another name; the old one stays as another name of it.
///
/// # Errors
/// It is not known, or the name is empty, its own, or somebody else's.
pub fn rename(book: &Notebook, by: By<'_>, who: Wanted<'_>, name: &str) -> Done {
    let known = find(book, who)?;
    let name = named(name)?;
    if name == known.entity.name {
        return Err(Refusal::Nothing(format!("`{name}` is the name already")));
    }
    free_name(book, (&name, &known.entity.kind), Some(known))?;
    let mut entry = known.clone();
    let old = std::mem::replace(&mut entry.entity.name, name.clone());
    entry.entity.aliases.retain(|alias| !is_same(alias, &name));
    entry.entity.not.retain(|not| !is_same(not, &name));
    if !is_same(&old, &name) {
        insert(&mut entry.entity.aliases, &old);
    }
    Ok(vec![by.put(book, entry)])
}

/// Gives an entity another kind.
///
/// # Errors
/// It is not known, is of this kind, there is one of its name and this kind, or the kind has no place in a registry.
pub fn set_kind(book: &Notebook, by: By<'_>, who: Wanted<'_>, kind: &Kind) -> Done {
    let known = find(book, who)?;
    fitting(kind)?;
    if let Some(other) = of_name(book, &known.entity.name, kind).filter(|other| other.meta.id != known.meta.id) {
        return Err(taken(&known.entity.name, other));
    }
    changed(book, by, known, |entity| {
        let before = std::mem::replace(&mut entity.kind, kind.clone());
        was(entity, &before);
    })
}

/// Gives an entity other names.
///
/// # Errors
/// It is not known, a name is somebody else's, or nothing is new.
pub fn alias(book: &Notebook, by: By<'_>, who: Wanted<'_>, names: &[String]) -> Done {
    let known = find(book, who)?;
    for name in names {
        named(name)?;
        free(book, name, Some(known))?;
    }
    changed(book, by, known, |entity| {
        for name in names.iter().filter(|name| !is_same(name, &entity.name)) {
            insert(&mut entity.aliases, name);
            entity.not.retain(|not| !is_same(not, name));
        }
    })
}

/// Takes other names away from an entity.
///
/// # Errors
/// It is not known, or does not have one of them.
pub fn unalias(book: &Notebook, by: By<'_>, who: Wanted<'_>, names: &[String]) -> Done {
    let known = find(book, who)?;
    has(known, names, ("other names", &known.entity.aliases))?;
    changed(book, by, known, |entity| entity.aliases.retain(|alias| !names.iter().any(|name| is_same(name, alias))))
}

/// Says that strings are never this entity; as other names of it they are taken away.
///
/// # Errors
/// It is not known, one of them is its name, or nothing is new.
pub fn not(book: &Notebook, by: By<'_>, who: Wanted<'_>, strings: &[String]) -> Done {
    let known = find(book, who)?;
    for string in strings {
        if is_same(&named(string)?, &known.entity.name) {
            let message = format!("`{string}` is the name of the entity: rename it first, or remove the entity");
            return Err(Refusal::Senseless(message));
        }
    }
    changed(book, by, known, |entity| {
        for string in strings {
            insert(&mut entity.not, string);
            entity.aliases.retain(|alias| !is_same(alias, string));
        }
    })
}

/// Says that strings are never the entity of this name and kind, even its own name, as of a suggestion that is no name at
/// all. Where the entity is not known, nobody wants it in the registry: then the string stands there as a name that is none.
///
/// # Errors
/// The name is empty, the kind has no place in a registry, or nothing is new.
pub fn refuse(book: &Notebook, mut by: By<'_>, (name, kind): (&str, &Kind), strings: &[String]) -> Done {
    fitting(kind)?;
    let name = named(name)?;
    let none = strings.first().map(|string| one_line(string)).filter(|string| !string.is_empty());
    let is_free = |string: &String| of_name(book, string, kind).is_none_or(|entry| is_only_refused(&entry.entity));
    let known = of_name(book, &name, kind);
    let name = if known.is_some() { name } else { none.filter(is_free).unwrap_or(name) };
    let known = known.or_else(|| of_name(book, &name, kind));
    let entity = || Entity { name: name.clone(), kind: kind.clone(), ..Entity::default() };
    let mut entry = known.cloned().unwrap_or_else(|| by.new_entry(entity()));
    for string in strings {
        insert(&mut entry.entity.not, string);
        entry.entity.aliases.retain(|alias| !is_same(alias, string));
    }
    if known == Some(&entry) {
        return Err(Refusal::Nothing(format!("`{name}` is known not to be that")));
    }
    Ok(vec![by.put(book, entry)])
}

/// Takes strings away from those that are never this entity.
///
/// # Errors
/// It is not known, or one of them is not there.
pub fn unnot(book: &Notebook, by: By<'_>, who: Wanted<'_>, strings: &[String]) -> Done {
    let known = find(book, who)?;
    has(known, strings, ("refused strings", &known.entity.not))?;
    changed(book, by, known, |entity| entity.not.retain(|not| !strings.iter().any(|string| is_same(string, not))))
}

/// Says where an entity is; `None` that nobody knows.
///
/// # Errors
/// It is not known, or is there already.
pub fn set_place(book: &Notebook, by: By<'_>, who: Wanted<'_>, place: Option<Position>) -> Done {
    changed(book, by, find(book, who)?, |entity| entity.place = place)
}

/// Puts these words in the place of what was written about an entity.
///
/// # Errors
/// It is not known, or they stand there already.
pub fn set_note(book: &Notebook, by: By<'_>, who: Wanted<'_>, note: &str) -> Done {
    changed(book, by, find(book, who)?, |entity| note.clone_into(&mut entity.note))
}

/// Makes an entity of its own, of the same kind, out of other names of one. `name` may be one of them.
///
/// # Errors
/// It is not known, has none of these names, or `name` is its name or somebody else's.
pub fn split(book: &Notebook, mut by: By<'_>, who: Wanted<'_>, (name, aliases): (&str, &[String])) -> Done {
    let known = find(book, who)?;
    let name = named(name)?;
    if is_same(&name, &known.entity.name) {
        let message = format!("`{name}` is the name of the entity itself: choose another name for the new one");
        return Err(Refusal::Senseless(message));
    }
    has(known, aliases, ("other names", &known.entity.aliases))?;
    if aliases.is_empty() && !answers_to(&known.entity, &name) {
        let (entity, has) = (known.entity.name.clone(), known.entity.aliases.clone());
        return Err(Refusal::Missing { entity, what: name, list: "other names", has });
    }
    free_name(book, (&name, &known.entity.kind), Some(known))?;
    let moves = |alias: &str| is_same(alias, &name) || aliases.iter().any(|moved| is_same(moved, alias));
    let mut old = known.clone();
    let (taken_along, stay) = known.entity.aliases.iter().cloned().partition(|alias| moves(alias));
    old.entity.aliases = stay;
    let mut new = Entity { name, aliases: taken_along, ..Entity::default() };
    (new.kind, new.formerly) = (known.entity.kind.clone(), known.entity.formerly.clone());
    new.aliases.retain(|alias| !is_same(alias, &new.name));
    let new = by.new_entry(new);
    Ok(vec![by.put(book, old), by.put(book, new)])
}

/// Takes an entity away. Marks of it stay.
///
/// # Errors
/// It is not known.
pub fn remove(book: &Notebook, by: By<'_>, who: Wanted<'_>) -> Done {
    Ok(vec![by.take_away(book, find(book, who)?.clone(), None)])
}

/// Brings an entity back that was taken away, by its id or its name. Names of it that another one took in a merge are its
/// own again.
///
/// # Errors
/// None or several that were taken away have the name; or it is the name of another one by now.
pub fn restore(book: &Notebook, by: By<'_>, who: Wanted<'_>) -> Done {
    let mut entry = gone(book, who)?.clone();
    let own = |name: &str| answers_to(&entry.entity, name);
    let mut changes = Vec::new();
    for other in book.entries() {
        let mut left = other.clone();
        left.entity.aliases.retain(|alias| !own(alias));
        if own(&left.entity.name) && left.entity.kind == entry.entity.kind {
            return Err(taken(&left.entity.name, other));
        }
        if left != *other {
            changes.push(by.put(book, left));
        }
    }
    (entry.meta.deleted, entry.into) = (None, None);
    changes.insert(0, by.put(book, entry));
    Ok(changes)
}

fn changed(book: &Notebook, by: By<'_>, known: &Entry, change: impl FnOnce(&mut Entity)) -> Done {
    let mut entry = known.clone();
    change(&mut entry.entity);
    if entry == *known {
        return Err(Refusal::Nothing(format!("`{}` has it already", known.entity.name)));
    }
    Ok(vec![by.put(book, entry)])
}

/// Puts names, strings, links, place and words of `other` to those of `entity`, where it does not have them.
pub(super) fn absorb(entity: &mut Entity, other: &Entity) {
    for name in std::iter::once(&other.name).chain(&other.aliases) {
        if !is_same(name, &entity.name) {
            insert(&mut entity.aliases, name);
        }
    }
    for kind in other.formerly.iter().chain([&other.kind]) {
        was(entity, kind);
    }
    for string in &other.not {
        insert(&mut entity.not, string);
    }
    for link in other.links.iter().filter(|link| !link.is_empty()) {
        if !entity.links.contains(link) {
            entity.links.push(link.clone());
        }
    }
    entity.place = entity.place.or(other.place);
    let known: Vec<String> = entity.note.lines().map(|line| line.trim().to_owned()).collect();
    for line in other.note.lines().filter(|line| !line.trim().is_empty() && !known.iter().any(|k| k == line.trim())) {
        if !entity.note.is_empty() && !entity.note.ends_with('\n') {
            entity.note.push('\n');
        }
        entity.note.push_str(line);
    }
}

/// Marks may say that an entity is of this kind, though it is none by now.
fn was(entity: &mut Entity, kind: &Kind) {
    if !entity.formerly.contains(kind) {
        entity.formerly.push(kind.clone());
    }
    let now = entity.kind.clone();
    entity.formerly.retain(|kind| *kind != now);
}

/// What is a name of it is not refused any more: two may have said different things of one string.
fn agree(entity: &mut Entity) {
    let not = std::mem::take(&mut entity.not);
    entity.not = not.into_iter().filter(|not| !answers_to(entity, not)).collect();
}

fn named(name: &str) -> Result<String, Refusal> {
    let name = one_line(name);
    if name.is_empty() { Err(Refusal::Senseless("a name needs letters".to_owned())) } else { Ok(name) }
}

/// An entity of this kind can stand in a registry.
fn fitting(kind: &Kind) -> Result<(), Refusal> {
    if takes(kind) {
        return Ok(());
    }
    let message = format!("a {kind} means something in its own text only: it has no place in the registry");
    Err(Refusal::Senseless(message))
}

/// Nobody but `own` has this name.
fn free(book: &Notebook, name: &str, own: Option<&Entry>) -> Result<(), Refusal> {
    nobody(book, (name, own), |_| true)
}

/// Nobody but `own` has this as the name of this kind, or as another name. Entities of other kinds may have the same
/// canonical name: a club is called after a city.
fn free_name(book: &Notebook, (name, kind): (&str, &Kind), own: Option<&Entry>) -> Result<(), Refusal> {
    nobody(book, (name, own), |other| other.entity.kind == *kind || !is_same(&other.entity.name, name))
}

fn nobody(
    book: &Notebook,
    (name, own): (&str, Option<&Entry>),
    clashes: impl Fn(&Entry) -> bool,
) -> Result<(), Refusal> {
    let is_own = |entry: &Entry| own.is_some_and(|own| own.meta.id == entry.meta.id);
    let holder = holders(book, name).into_iter().find(|other| !is_own(other) && clashes(other));
    holder.map_or(Ok(()), |holder| Err(taken(name, holder)))
}

fn taken(name: &str, holder: &Entry) -> Refusal {
    let (holder, kind) = (holder.entity.name.clone(), holder.entity.kind.clone());
    Refusal::Taken { name: one_line(name), holder, kind }
}

/// All of `wanted` stand in a list of the entity.
fn has(known: &Entry, wanted: &[String], (list, all): (&'static str, &[String])) -> Result<(), Refusal> {
    match wanted.iter().find(|name| !all.iter().any(|there| is_same(there, name))) {
        Some(missing) => {
            let (entity, what, has) = (known.entity.name.clone(), one_line(missing), all.to_vec());
            Err(Refusal::Missing { entity, what, list, has })
        }
        None => Ok(()),
    }
}
