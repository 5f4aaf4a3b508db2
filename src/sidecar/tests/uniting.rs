//! Two clones whose readers gave names without knowing of each other: one registry comes of it, the same for both.

use std::collections::BTreeSet;

use super::*;
use crate::entity::{Entity, Kind};
use crate::note::{Moment, Notebook};
use crate::registry::{self, By, Refusal, Wanted};

const BASE: &str = "\
- id: 01A
  name: Asim Munir
  kind: person
  aliases: [Munir]
  created: 2026-01-01T00:00:00Z
  changed: 2026-01-01T00:00:00Z
- id: 01B
  name: The Army Chief
  kind: person
  aliases: [Army Chief]
  created: 2026-01-01T00:00:00Z
  changed: 2026-01-01T00:00:00Z
- id: 01C
  name: Gaza
  kind: place
  created: 2026-01-01T00:00:00Z
  changed: 2026-01-01T00:00:00Z
";

fn read(text: &str) -> Sidecar {
    Sidecar::parse_as(Form::Registry, text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}: {text}"))
}

/// Somebody at a second of the day.
fn at(second: u64) -> By<'static> {
    By { author: "mk", now: Moment { millis: 1_800_000_000_000 + second * 1000, chance: u128::from(second) << 32 } }
}

fn done(file: &Sidecar, by: By<'_>, deed: impl FnOnce(&Notebook, By<'_>) -> Result<Vec<Change>, Refusal>) -> Sidecar {
    let mut out = file.clone();
    for change in deed(&file.notebook(), by).unwrap() {
        out.put(&change.after);
    }
    out
}

fn joined(file: &Sidecar, second: u64, into: &str, other: &str) -> Sidecar {
    done(file, at(second), |book, by| registry::merge(book, by, into.into(), &[other.into()]))
}

fn person(name: &str, alias: &str) -> Entity {
    let aliases = if alias.is_empty() { Vec::new() } else { vec![alias.to_owned()] };
    Entity { name: name.to_owned(), kind: Kind::Person, aliases, ..Entity::default() }
}

/// Who is there, by name, with all other names.
fn shown(file: &Sidecar) -> Vec<String> {
    let line = |entity: &Entity| {
        let mut aliases = entity.aliases.clone();
        aliases.sort();
        format!("{} ({}) {} {}", entity.name, entity.kind, aliases.join(", "), entity.note.replace('\n', "/"))
    };
    file.notebook().entries().map(|entry| line(&entry.entity).trim_end().to_owned()).collect()
}

/// Merges both ways round; what is there is the same, and stays so when the two meet again.
fn met(base: &Sidecar, one: &Sidecar, other: &Sidecar) -> Vec<String> {
    let (here, there) = (merge(Some(base), one, other), merge(Some(base), other, one));
    let sum = |file: &Sidecar| shown(file).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(sum(&here), sum(&there));
    assert_eq!(text(&merge(Some(base), &here, other)), text(&here));
    assert_eq!(text(&merge(Some(base), &here, one)), text(&here));
    assert_eq!(sum(&merge(Some(base), &here, &there)), sum(&here));
    assert!(super::super::remarks(Form::Registry, text(&here).as_bytes()).is_empty(), "{}", text(&here));
    shown(&here)
}

#[test]
fn each_made_the_other_a_part_of_their_own() {
    let base = read(BASE);
    for (first, second) in [(1, 2), (2, 1), (1, 1)] {
        let one = joined(&base, first, "Asim Munir", "The Army Chief");
        let other = joined(&base, second, "The Army Chief", "Asim Munir");
        let expected = ["Asim Munir (person) Army Chief, Munir, The Army Chief", "Gaza (place)"];
        assert_eq!(met(&base, &one, &other), expected);
    }
}

#[test]
fn what_one_did_with_an_entity_that_is_another_one_by_now_is_done_with_that() {
    let base = read(BASE);
    let one = joined(&base, 1, "Asim Munir", "The Army Chief");
    let who = || Wanted::from("The Army Chief");
    let named = done(&base, at(2), |book, by| registry::alias(book, by, who(), &["COAS".to_owned()]));
    let noted = done(&named, at(3), |book, by| registry::set_note(book, by, who(), "met in June"));
    let renamed = done(&noted, at(4), |book, by| registry::rename(book, by, who(), "Chief of Army Staff"));
    let aliases = "Army Chief, COAS, Chief of Army Staff, Munir, The Army Chief met in June";
    assert_eq!(met(&base, &one, &renamed), [format!("Asim Munir (person) {aliases}"), "Gaza (place)".to_owned()]);
    // One that was taken away, not made a part of another, comes back, because somebody went on with it.
    let removed = done(&base, at(1), |book, by| registry::remove(book, by, who()));
    assert_eq!(met(&base, &removed, &named).len(), 3);
    // So does one of which only a namesake of another kind is left.
    let two = done(&base, at(1), |book, by| {
        registry::add(book, by, &Entity { kind: Kind::Organisation, ..person("Gaza", "") })
    });
    let place = |name: &'static str| Wanted { name, kind: Some(&Kind::Place) };
    let removed = done(&two, at(2), |book, by| registry::remove(book, by, place("Gaza")));
    let noted = done(&two, at(3), |book, by| registry::set_note(book, by, place("Gaza"), "a strip"));
    assert_eq!(met(&two, &removed, &noted).len(), 4);
    // Nor does it come back when it was called as the other one, of another kind, meanwhile.
    let one = joined(&base, 1, "The Army Chief", "Gaza");
    let renamed = done(&base, at(1), |book, by| registry::rename(book, by, "Gaza".into(), "The Army Chief"));
    assert_eq!(met(&base, &one, &renamed), ["Asim Munir (person) Munir", "The Army Chief (person) Army Chief, Gaza"]);
    // And one that was given back is not taken again.
    let one = joined(&base, 1, "Asim Munir", "The Army Chief");
    let back = done(&one, at(5), |book, by| registry::restore(book, by, who()));
    let noted = done(&one, at(6), |book, by| registry::set_note(book, by, "Munir".into(), "a soldier"));
    let both = ["Asim Munir (person) Munir a soldier", "The Army Chief (person) Army Chief", "Gaza (place)"];
    assert_eq!(met(&one, &back, &noted), both);
}

#[test]
fn two_gave_one_name_at_once() {
    let base = read(BASE);
    let add = |second: u64, entity: Entity| done(&base, at(second), |book, by| registry::add(book, by, &entity));
    let one = add(1, person("Jalil Abbas Jilani", "Jilani"));
    let other = add(2, Entity { note: "minister".to_owned(), ..person("jalil abbas jilani", "Mr Jilani") });
    let united = met(&base, &one, &other);
    assert_eq!(united[3], "Jalil Abbas Jilani (person) Jilani, Mr Jilani minister");
    assert_eq!(united.len(), 4);
    // Of another kind it is somebody else.
    let club = add(2, Entity { kind: Kind::Organisation, ..person("Jalil Abbas Jilani", "") });
    assert_eq!(met(&base, &one, &club).len(), 5);
    // Somebody goes before a name that was refused, whoever was first.
    for (first, second) in [(1, 2), (2, 1)] {
        let refused = done(&base, at(first), |book, by| {
            registry::refuse(book, by, ("Jilani", &Kind::Person), &["Jilani".to_owned()])
        });
        let real = add(second, person("Jilani", "Mr Jilani"));
        let merged = merge(Some(&base), &refused, &real);
        assert_eq!(met(&base, &refused, &real).last().unwrap(), "Jilani (person) Mr Jilani");
        assert!(merged.notebook().entries().all(|entry| entry.entity.not.is_empty()));
    }
}

#[test]
fn what_somebody_left_side_by_side_stays_so() {
    let twins = BASE.replace("The Army Chief", "asim munir");
    let (base, file) = (read(BASE), read(&twins));
    let noted = done(&base, at(1), |book, by| registry::set_note(book, by, "Gaza".into(), "a strip"));
    assert_eq!(shown(&merge(Some(&base), &file, &noted)).len(), 3);
    assert_eq!(shown(&merge(Some(&base), &noted, &file)).len(), 3);
    // Where nobody wrote down a time, one of the two ended some time, and the file says so.
    let listed = |name: &str| read(&format!("- id: {name}\n  name: Jilani\n  kind: person\n"));
    let merged = merge(None, &listed("x"), &listed("y"));
    assert_eq!(shown(&merged), ["Jilani (person)"]);
    assert_eq!(read(&text(&merged)).notebook(), merged.notebook());
}

#[test]
fn entities_without_ids_are_known_by_name_and_kind() {
    let base = read("- name: Munir\n  kind: person\n- name: Gaza\n  kind: place\n");
    let one = read("- name: Munir\n  kind: person\n  aliases: [General Munir]\n- name: Gaza\n  kind: place\n");
    let other = read("- kind: person\n  name: Munir\n  note: a soldier\n- name: Gaza\n  kind: place\n");
    assert_eq!(shown(&merge(Some(&base), &one, &other)), ["Munir (person) General Munir a soldier", "Gaza (place)"]);
    // By the program on one side, by hand on the other.
    let named = done(&base, at(1), |book, by| registry::alias(book, by, "Munir".into(), &["General Munir".to_owned()]));
    assert_eq!(shown(&merge(Some(&base), &named, &other)), ["Munir (person) General Munir a soldier", "Gaza (place)"]);
    assert_eq!(shown(&merge(Some(&base), &other, &named)), ["Munir (person) General Munir a soldier", "Gaza (place)"]);
    // Both wrote the same one anew.
    let new = |more: &str| read(&format!("{}- name: Jilani\n  kind: person\n{more}", text(&base)));
    assert_eq!(shown(&merge(Some(&base), &new(""), &new("  note: minister\n")))[2], "Jilani (person)  minister");
    // An id that is written down is not taken away by one that is only made.
    let made = base.notebook().records()[0].id().to_string();
    let file = read(&format!("- name: Munir\n  kind: person\n- id: {made}\n  name: Asim Munir\n  kind: person\n"));
    assert_eq!(file.notebook().get(&Id::from(made.as_str())).unwrap().as_entry().unwrap().entity.name, "Asim Munir");
    assert_eq!(file.notebook().records().len(), 2);
}

#[derive(Debug, Clone)]
enum Deed {
    Add(usize, usize),
    Merge(usize, usize),
    Rename(usize, usize),
    Alias(usize, usize),
    Split(usize),
    Remove(usize),
    Restore(usize),
}

const NAMES: [&str; 8] =
    ["Asim Munir", "Munir", "The Army Chief", "Army Chief", "Gaza", "Jilani", "jilani", "Jalil Abbas Jilani"];

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = (0usize..7, 0usize..8, 0usize..8).prop_map(|(deed, a, b)| match deed {
        0 => Deed::Add(a, b),
        1 => Deed::Merge(a, b),
        2 => Deed::Rename(a, b),
        3 => Deed::Alias(a, b),
        4 => Deed::Split(a),
        5 => Deed::Remove(a),
        _ => Deed::Restore(a),
    });
    proptest::collection::vec(deed, 0..5)
}

/// A side after these deeds, each in a second of its own.
fn side(base: &Sidecar, deeds: &[Deed], (who, from): (u128, u64)) -> Sidecar {
    let mut file = base.clone();
    for (n, deed) in deeds.iter().enumerate() {
        let (book, mut by) = (file.notebook(), at(from + n as u64));
        by.now.chance += who;
        let changes = match deed {
            Deed::Add(a, b) => registry::add(&book, by, &person(NAMES[*a], NAMES[*b])),
            Deed::Merge(a, b) => registry::merge(&book, by, NAMES[*a].into(), &[NAMES[*b].into()]),
            Deed::Rename(a, b) => registry::rename(&book, by, NAMES[*a].into(), NAMES[*b]),
            Deed::Alias(a, b) => registry::alias(&book, by, NAMES[*a].into(), &[NAMES[*b].to_owned()]),
            Deed::Split(a) => registry::split(&book, by, NAMES[*a].into(), (NAMES[*a], &[])),
            Deed::Remove(a) => registry::remove(&book, by, NAMES[*a].into()),
            Deed::Restore(a) => registry::restore(&book, by, NAMES[*a].into()),
        };
        for change in changes.into_iter().flatten() {
            file.put(&change.after);
        }
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn whatever_two_do_comes_out_the_same_for_both(one in deeds(), other in deeds(), later in 0u64..3) {
        let base = read(BASE);
        let (one, other) = (side(&base, &one, (1, 10)), side(&base, &other, (2, 9 + later)));
        let (here, there) = (merge(Some(&base), &one, &other), merge(Some(&base), &other, &one));
        let who = |file: &Sidecar| {
            let of = |entry: &crate::note::Entry| {
                let names = entry.entity.aliases.iter().chain([&entry.entity.name]).cloned().collect::<BTreeSet<_>>();
                (entry.meta.id.to_string(), entry.entity.kind.clone(), names)
            };
            file.notebook().entries().map(of).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(who(&here), who(&there), "{}\n{}", text(&one), text(&other));
        prop_assert_eq!(who(&merge(Some(&base), &here, &there)), who(&here));
        // One that has it already: nobody comes back, and nobody goes. (A name that `other` took away may go once more.)
        let ids = |file: &Sidecar| file.notebook().entries().map(|e| e.meta.id.to_string()).collect::<BTreeSet<_>>();
        prop_assert_eq!(ids(&merge(Some(&base), &here, &other)), ids(&here));
        prop_assert_eq!(text(&read(&text(&here))), text(&here));
        // Of one name and kind there is one, as on each side.
        let book = here.notebook();
        for (n, entry) in book.entries().enumerate() {
            let same = |other: &&crate::note::Entry| {
                other.entity.kind == entry.entity.kind && registry::is_same(&other.entity.name, &entry.entity.name)
            };
            prop_assert!(!book.entries().skip(n + 1).any(|other| same(&other)), "{}", text(&here));
        }
        // No record is lost, and no name that a side gave.
        for side in [&one, &other] {
            for record in side.notebook().records() {
                let kept = book.get(record.id()).and_then(Record::as_entry);
                prop_assert!(kept.is_some(), "{} is lost", record.id());
            }
        }
    }
}
