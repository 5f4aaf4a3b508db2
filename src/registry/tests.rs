//! What the deeds promise.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::note::Id;

fn by() -> By<'static> {
    By { author: "mk", now: Moment { millis: 1_700_000_000_000, chance: 1 } }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn book() -> Notebook {
    let entry = |id: &str, name: &str, kind: Kind, aliases: &[&str]| {
        let entity = Entity { name: name.to_owned(), kind, aliases: words(aliases), ..Entity::default() };
        Record::Entry(Entry { meta: Meta { id: Id::from(id), ..Meta::default() }, entity, into: None })
    };
    [
        entry("1", "Asim Munir", Kind::Person, &["Munir", "The General"]),
        entry("2", "Syed Asim Munir", Kind::Person, &["Army Chief"]),
        entry("3", "Gaza", Kind::Place, &[]),
        entry("4", "Gaza", Kind::Organisation, &[]),
    ]
    .into_iter()
    .collect()
}

fn done(book: &Notebook, changes: Result<Vec<Change>, Refusal>) -> Notebook {
    let mut book = book.clone();
    for change in changes.unwrap() {
        assert_eq!(change.before.as_ref(), book.get(change.after.id()));
        assert!(!change.after.meta().changed.is_empty());
        book.put(change.after);
    }
    book
}

fn shown(book: &Notebook) -> Vec<String> {
    let line = |entity: &Entity| format!("{} ({}) {:?}", entity.name, entity.kind, entity.aliases);
    book.entries().map(|entry| line(&entry.entity)).collect()
}

#[test]
fn two_become_one_and_one_becomes_two() {
    let book = book();
    let merged = done(&book, merge(&book, by(), "syed asim munir".into(), &["Munir".into()]));
    let line = |aliases: &str| format!("Syed Asim Munir (person) {aliases}");
    assert_eq!(shown(&merged)[0], line(r#"["Army Chief", "Asim Munir", "Munir", "The General"]"#));
    assert!(merged.get(&Id::from("1")).unwrap().is_deleted(), "the other leaves a tombstone");
    let parted = done(&merged, split(&merged, by(), "Munir".into(), ("The General", &words(&["army chief"]))));
    assert_eq!(shown(&parted)[0], line(r#"["Asim Munir", "Munir"]"#));
    assert_eq!(shown(&parted)[3], "The General (person) [\"Army Chief\"]");
    assert_eq!(
        merge(&book, by(), "Munir".into(), &["1".into()]).unwrap_err().to_string(),
        "nothing to change: that is `Asim Munir` itself"
    );
}

#[test]
fn names_change_and_stay_known() {
    let book = book();
    let renamed = done(&book, rename(&book, by(), "Munir".into(), "  General  Munir "));
    assert_eq!(shown(&renamed)[0], r#"General Munir (person) ["Munir", "The General", "Asim Munir"]"#);
    // Another spelling of the same is no other name.
    let spelled = done(&book, rename(&book, by(), "Munir".into(), "ASIM MUNIR"));
    assert_eq!(shown(&spelled)[0], r#"ASIM MUNIR (person) ["Munir", "The General"]"#);
    let promoted = done(&book, rename(&book, by(), "Asim Munir".into(), "Munir"));
    assert_eq!(shown(&promoted)[0], r#"Munir (person) ["The General", "Asim Munir"]"#);
    let more = done(&book, alias(&book, by(), "1".into(), &words(&["AM", "munir"])));
    assert_eq!(shown(&more)[0], r#"Asim Munir (person) ["Munir", "The General", "AM"]"#);
    let refused = done(&more, not(&more, by(), "1".into(), &words(&["am"])));
    assert_eq!(shown(&refused)[0], r#"Asim Munir (person) ["Munir", "The General"]"#);
    let again = done(&refused, alias(&refused, by(), "1".into(), &words(&["AM"])));
    assert!(again.entries().all(|entry| entry.entity.not.is_empty()));
    let fewer = done(&more, unalias(&more, by(), "1".into(), &words(&["am", "the general"])));
    assert_eq!(shown(&fewer)[0], r#"Asim Munir (person) ["Munir"]"#);
    assert_eq!(shown(&done(&book, remove(&book, by(), "Munir".into()))).len(), 3);
    let moved = done(&book, set_kind(&book, by(), "Munir".into(), &Kind::Own("rank".to_owned())));
    assert!(shown(&moved)[0].starts_with("Asim Munir (rank)"));
}

#[test]
fn marks_find_an_entity_that_is_of_another_kind_by_now() {
    let book = book();
    let of_mark = |book: &Notebook, name: &str, kind: Kind| {
        let entity = self::of_mark(|| book.entries().map(|entry| &entry.entity), name, &kind)?;
        Some((entity.name.clone(), entity.kind.clone()))
    };
    let moved = done(&book, set_kind(&book, by(), "1".into(), &Kind::Organisation));
    let now = Some(("Asim Munir".to_owned(), Kind::Organisation));
    assert_eq!(of_mark(&moved, "munir", Kind::Person), now);
    assert_eq!(of_mark(&moved, "Munir", Kind::Event), None, "it was never one");
    // Somebody new of the old kind goes before one that was of it.
    let named = Entity { name: "Munir Akram".to_owned(), kind: Kind::Person, ..Entity::default() };
    let more = done(&moved, add(&moved, by(), &named));
    assert_eq!(of_mark(&more, "munir akram", Kind::Person).unwrap().1, Kind::Person);
    let back = done(&moved, set_kind(&moved, by(), "1".into(), &Kind::Person));
    assert_eq!(back.entries().next().unwrap().entity.formerly, [Kind::Organisation]);
    // What was made a part of one of another kind is that one.
    let joined = done(&book, merge(&book, by(), "2".into(), &["3".into()]));
    assert_eq!(of_mark(&joined, "Gaza", Kind::Place).unwrap().0, "Syed Asim Munir");
    assert_eq!(of_mark(&joined, "Gaza", Kind::Organisation).unwrap().0, "Gaza");
}

#[test]
fn what_is_not_done_says_why() {
    let book = book();
    let told = |done: Result<Vec<Change>, Refusal>| done.unwrap_err().to_string();
    let none = told(remove(&book, by(), "Asim Munirr".into()));
    assert_eq!(none, "no entity has the name `Asim Munirr`; there is Asim Munir");
    assert!(told(remove(&book, by(), "Gaza".into())).contains("several entities"));
    let place = Wanted { name: "gaza", kind: Some(&Kind::Place) };
    assert_eq!(shown(&done(&book, remove(&book, by(), place))).len(), 3);
    let taken = told(rename(&book, by(), "1".into(), "army chief"));
    assert_eq!(
        taken,
        "`army chief` is a name of `Syed Asim Munir` (person) already: merge the two, or take it away there"
    );
    assert!(told(set_kind(&book, by(), place, &Kind::Organisation)).contains("already"));
    assert!(
        told(unalias(&book, by(), "1".into(), &words(&["x"])))
            .starts_with("`Asim Munir` has no `x` among its other names; there is Munir")
    );
    assert!(told(split(&book, by(), "1".into(), ("New", &[]))).starts_with("`Asim Munir` has no `New`"));
    assert!(told(not(&book, by(), "1".into(), &words(&["asim munir"]))).contains("rename it first"));
    assert_eq!(told(rename(&book, by(), "1".into(), " ")), "a name needs letters");
    let entity = Entity { name: "Munir".to_owned(), kind: Kind::Person, ..Entity::default() };
    assert!(told(add(&book, by(), &entity)).contains("is a name of `Asim Munir`"));
    let same =
        Entity { name: "asim munir".to_owned(), kind: Kind::Person, aliases: words(&["munir"]), ..Entity::default() };
    assert_eq!(told(add(&book, by(), &same)), "nothing to change: `asim munir` (person) is known already");
    let city = Entity { name: "Gaza".to_owned(), kind: Kind::Event, ..Entity::default() };
    assert_eq!(shown(&done(&book, add(&book, by(), &city))).len(), 5, "one of another kind may have the name");
}

#[test]
fn a_mark_teaches_a_name_and_words_that_are_free() {
    let book = book();
    let learned = |name: &str, kind: Kind, words: &str| {
        let (changes, refusal) = learn(&book, by(), (name, &kind), &[words.to_owned()]);
        (shown(&done(&book, Ok(changes))), refusal.map(|refusal| refusal.to_string()))
    };
    let (entries, refusal) = learned("asim munir", Kind::Person, "Gen.  Munir");
    assert_eq!(entries[0], r#"Asim Munir (person) ["Munir", "The General", "Gen. Munir"]"#);
    assert!(refusal.is_none());
    // The words are somebody else's, whatever kind that is: the name alone is learned.
    let (entries, refusal) = learned("Munir Festival", Kind::Event, "munir");
    assert_eq!((entries[4].as_str(), entries.len()), ("Munir Festival (event) []", 5));
    assert!(refusal.unwrap().starts_with("`munir` is a name of `Asim Munir` (person)"));
    // So is the name itself: nothing is learned, and it is said why.
    let (entries, refusal) = learned("Munir", Kind::Event, "Munir");
    assert_eq!(entries, shown(&book));
    assert!(refusal.unwrap().starts_with("`Munir` is a name of"));
    // Two kinds may share a canonical name, and what is known already is no news.
    assert_eq!(learned("Gaza", Kind::Event, "Gaza").0[4], "Gaza (event) []");
    assert_eq!(learned("Gaza", Kind::Place, "gaza"), (shown(&book), None));
    // Dates are the same in no other text.
    let (entries, refusal) = learned("2024-01-30", Kind::Date, "Tuesday");
    assert_eq!(entries, shown(&book));
    assert!(refusal.unwrap().contains("no place in the registry"));
}

#[test]
fn what_is_marked_is_not_refused_any_more() {
    let book = book();
    let refused = done(&book, refuse(&book, by(), ("Minister", &Kind::Person), &words(&["Minister"])));
    let (changes, _) = learn(&refused, by(), ("Minister", &Kind::Person), &words(&["Minister"]));
    let learned = done(&refused, Ok(changes));
    assert!(learned.entries().all(|entry| entry.entity.not.is_empty()));
}

#[test]
fn no_deed_gives_a_kind_that_has_no_place_in_a_registry() {
    let book = book();
    let date = Entity { name: "May".to_owned(), kind: Kind::Date, ..Entity::default() };
    for told in [
        add(&book, by(), &date),
        set_kind(&book, by(), "Munir".into(), &Kind::Money),
        refuse(&book, by(), ("May", &Kind::Date), &words(&["May"])),
    ] {
        assert!(told.unwrap_err().to_string().contains("no place in the registry"));
    }
}

#[test]
fn a_name_of_a_kind_means_one_entity_or_none() {
    let book = book();
    let means = |name: &str, kind: Kind| meant(&book, name, &kind).map(|entry| entry.meta.id.to_string());
    assert_eq!(means("gaza", Kind::Organisation).as_deref(), Some("4"));
    assert_eq!(means("the general", Kind::Person).as_deref(), Some("1"));
    assert_eq!(means("the general", Kind::Place), None);
    let more = done(&book, add(&book, by(), &Entity { name: "General".to_owned(), ..Entity::default() }));
    assert_eq!(meant(&more, "GENERAL", &Kind::Other).unwrap().entity.name, "General");
    // A file that somebody wrote may have two of one alias.
    let mut two = book.clone();
    let mut other = two.get(&Id::from("2")).and_then(Record::as_entry).unwrap().clone();
    other.entity.aliases.push("Munir".to_owned());
    two.put(Record::Entry(other));
    assert!(meant(&two, "Munir", &Kind::Person).is_none());
}

#[test]
fn what_was_taken_away_comes_back() {
    let book = book();
    let removed = done(&book, remove(&book, by(), "Asim Munir".into()));
    assert_eq!(self::removed(&removed).count(), 1);
    assert_eq!(shown(&done(&removed, restore(&removed, by(), "asim munir".into()))), shown(&book));
    assert!(restore(&book, by(), "Asim Munir".into()).unwrap_err().to_string().contains("was taken away"));
    // A merge is taken back with it.
    let merged = done(&book, merge(&book, by(), "3".into(), &["Asim Munir".into()]));
    assert_ne!(shown(&merged), shown(&book));
    assert_eq!(shown(&done(&merged, restore(&merged, by(), "1".into()))), shown(&book));
    // Somebody has the name by now.
    let person = Entity { name: "Asim Munir".to_owned(), kind: Kind::Person, ..Entity::default() };
    let again = done(&removed, add(&removed, by(), &person));
    assert!(matches!(restore(&again, by(), "1".into()), Err(Refusal::Taken { .. })));
}

#[test]
fn a_refusal_puts_nobody_into_the_registry() {
    let book = book();
    let refused = done(&book, refuse(&book, by(), ("Jalil Abbas Jilani", &Kind::Person), &words(&["Jilani"])));
    let new = refused.entries().last().unwrap();
    assert_eq!((new.entity.name.as_str(), is_only_refused(&new.entity)), ("Jilani", true));
    let twice = refuse(&refused, by(), ("Jalil Abbas Jilani", &Kind::Person), &words(&["Jilani"]));
    assert!(matches!(twice, Err(Refusal::Nothing(_))));
    // Of somebody who is known, only these words are refused.
    let refused = done(&book, refuse(&book, by(), ("Asim Munir", &Kind::Person), &words(&["Munir Akram"])));
    assert!(!refused.entries().any(|entry| is_only_refused(&entry.entity)));
    assert_eq!(refused.entries().count(), book.entries().count());
}

#[derive(Debug, Clone)]
enum Deed {
    Add(usize, usize),
    Merge(usize, usize),
    Rename(usize, usize),
    Alias(usize, usize),
    Split(usize, usize),
    Not(usize, usize),
    Kind(usize, usize),
}

const NAMES: [&str; 6] = ["Ann", "Bo", "Cy Dee", "ann", "Édouard", "edouard  "];

/// Letters in several spellings, marks that stand alone, white space of all sorts.
const NAME: &str = "([aAbée\u{301}\u{200c}\u{a0}\u{2003}\t ىی]|[ \n]\u{301}){0,6}";

fn deed() -> impl Strategy<Value = Deed> {
    (0usize..7, 0usize..6, 0usize..6).prop_map(|(deed, a, b)| match deed {
        0 => Deed::Add(a, b),
        1 => Deed::Merge(a, b),
        2 => Deed::Rename(a, b),
        3 => Deed::Alias(a, b),
        4 => Deed::Split(a, b),
        5 => Deed::Not(a, b),
        _ => Deed::Kind(a, b),
    })
}

fn names(book: &Notebook) -> BTreeSet<String> {
    let names =
        book.entries().flat_map(|e| std::iter::once(&e.entity.name).chain(&e.entity.aliases).chain(&e.entity.not));
    names.map(|name| key(name)).collect()
}

fn in_order(deeds: Vec<Deed>) -> Result<(), TestCaseError> {
    let mut book = Notebook::default();
    let mut by = by();
    for deed in deeds {
        by.now.chance += 1 << 32;
        let one = |n: usize| words(&[NAMES[n]]);
        let result = match &deed {
            Deed::Add(a, b) => {
                let kind = if b % 2 == 0 { Kind::Person } else { Kind::Place };
                add(&book, by, &Entity { name: NAMES[*a].to_owned(), kind, aliases: one(*b), ..Entity::default() })
            }
            Deed::Merge(a, b) => merge(&book, by, NAMES[*a].into(), &[NAMES[*b].into()]),
            Deed::Rename(a, b) => rename(&book, by, NAMES[*a].into(), NAMES[*b]),
            Deed::Alias(a, b) => alias(&book, by, NAMES[*a].into(), &one(*b)),
            Deed::Split(a, b) => split(&book, by, NAMES[*a].into(), (NAMES[*b], &[])),
            Deed::Not(a, b) => not(&book, by, NAMES[*a].into(), &one(*b)),
            Deed::Kind(a, b) => set_kind(&book, by, NAMES[*a].into(), &Kind::SHIPPED[*b]),
        };
        let before = names(&book);
        for change in result.into_iter().flatten() {
            book.put(change.after);
        }
        // No name that somebody has is lost by any of these.
        prop_assert!(before.is_subset(&names(&book)), "{deed:?}");
        let all: Vec<&Entry> = book.entries().collect();
        for (n, entry) in all.iter().enumerate() {
            let entity = &entry.entity;
            prop_assert!(!entity.aliases.iter().any(|alias| is_same(alias, &entity.name)), "{entity:?}");
            prop_assert!(!entity.not.iter().any(|not| answers_to(entity, not)), "{entity:?}");
            let keys: Vec<String> = entity.aliases.iter().map(|alias| key(alias)).collect();
            prop_assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{:?}", entity);
            for other in &all[n + 1..] {
                let same = is_same(&entity.name, &other.entity.name) && entity.kind == other.entity.kind;
                prop_assert!(!same, "two of one name and kind: {entity:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn what_is_refused_for_one_is_no_name_that_it_gets() {
    in_order(vec![Deed::Add(0, 0), Deed::Rename(3, 2), Deed::Not(2, 4), Deed::Add(2, 4)]).unwrap();
}

proptest! {
    #[test]
    fn names_are_compared_as_they_are_written_down(one in NAME, other in NAME) {
        let plain = |name: &str| one_line(&text::fold(name));
        prop_assert_eq!(key(&one), plain(&one));
        prop_assert_eq!(is_same(&one, &other), plain(&one) == plain(&other));
    }

    #[test]
    fn any_deeds_leave_a_registry_in_order(deeds in proptest::collection::vec(deed(), 0..24)) {
        in_order(deeds)?;
    }
}
