//! The registry on a disk that fails: found, kept, merged, and nothing lost of changes that are for it and the notes.

use super::*;
use crate::entity::{Entity, Kind};
use crate::note::Entry;
use crate::sidecar::Form;
use crate::store::registry::{in_state, nearest};

const REGISTRY: &str = "/docs/entities.yaml";

fn entry(id: &str, name: &str) -> Record {
    let meta = Meta { id: Id::from(id), ..Meta::default() };
    Record::Entry(Entry {
        meta,
        entity: Entity { name: name.to_owned(), kind: Kind::Person, ..Entity::default() },
        into: None,
    })
}

fn open_names(disk: &Fake) -> (Store<Fake>, Opening) {
    Store::open_registry_on(disk.clone(), &home(), Path::new(REGISTRY))
}

fn name(store: &mut Store<Fake>, id: &str, name: &str) -> bool {
    let change = Change::of(store.book(), entry(id, name));
    store.keep(&[change], &History::default()).is_ok()
}

fn names(disk: &Fake, path: &str) -> BTreeMap<String, String> {
    let bytes = disk.get(path).unwrap_or_default();
    let registry = Sidecar::parse_as(Form::Registry, &bytes).unwrap();
    registry.notebook().entries().map(|entry| (entry.meta.id.to_string(), entry.entity.name.clone())).collect()
}

#[test]
fn a_name_is_journaled_and_then_in_the_registry() {
    let disk = disk();
    let (mut store, opening) = open_names(&disk);
    assert_eq!((opening.book.records().len(), opening.message, opening.trouble), (0, None, None));
    assert_eq!(store.flush(), Flush::Written);
    assert!(disk.names().iter().all(|name| name == BRIEFING), "nothing is made before something is put in");
    assert!(name(&mut store, "1", "Asim Munir"));
    assert!(disk.get(REGISTRY).is_none());
    assert_eq!(store.flush(), Flush::Written);
    let text = String::from_utf8(disk.get(REGISTRY).unwrap()).unwrap();
    assert_eq!(text, "- id: \"1\"\n  name: Asim Munir\n  kind: person\n");
    drop(store);
    assert!(!disk.names().iter().any(|name| name.contains(".journal") || name.contains(".tmp")), "{:?}", disk.names());
    let (mut store, opening) = open_names(&disk);
    assert_eq!(opening.book.entries().count(), 1);
    assert!(name(&mut store, "1", "Syed Asim Munir"));
    assert_eq!(store.flush(), Flush::Written);
    assert!(disk.names().iter().any(|name| name.starts_with("/state/backups")), "{:?}", disk.names());
    assert!(!disk.names().iter().any(|name| name.starts_with("/state/sidecars")), "it is no sidecar of a briefing");
}

#[test]
fn what_others_write_comes_in_and_what_is_not_understood_stays() {
    let disk = disk();
    let (mut store, _) = open_names(&disk);
    assert!(name(&mut store, "1", "A"));
    assert_eq!(store.flush(), Flush::Written);
    disk.put(REGISTRY, b"# ours\n- id: '1'\n  name: A\n  kind: person\n  aliases: [B]\n- id: '2'\n  name: C\n");
    assert!(name(&mut store, "3", "D"));
    let Flush::Merged(book) = store.flush() else { panic!("not merged") };
    assert_eq!(book.entries().count(), 3);
    assert_eq!(store.notice().as_deref(), Some("names changed on disk: 1 new, 1 changed"));
    let text = String::from_utf8(disk.get(REGISTRY).unwrap()).unwrap();
    assert!(text.starts_with("# ours\n") && text.contains("aliases: [B]"), "{text}");
    for spoiled in ["- id: [\n", "lights: on\n", "schema: 2\nentities: []\n"] {
        disk.put(REGISTRY, spoiled.as_bytes());
        assert!(name(&mut store, "4", "E"));
        let Flush::Aside { reason, .. } = store.flush() else { panic!("written over {spoiled}") };
        assert!(reason.starts_with("entities.yaml:"), "{reason}");
        assert_eq!(disk.get(REGISTRY).unwrap(), spoiled.as_bytes());
        assert!(store.is_durable());
    }
    disk.put(REGISTRY, b"- id: [\n");
    let copy = store.set_aside().unwrap();
    assert_eq!(store.flush(), Flush::Written);
    assert_eq!(disk.get(&copy.display().to_string()).unwrap(), b"- id: [\n");
    assert_eq!(names(&disk, REGISTRY).len(), 4);
}

#[test]
fn where_the_folder_takes_nothing_the_state_directory_does() {
    let disk = disk();
    disk.close("/docs");
    let (mut store, _) = open_names(&disk);
    assert!(name(&mut store, "1", "A"));
    assert_eq!(store.flush(), Flush::Written);
    let kept = in_state(Path::new("/state"), Path::new(REGISTRY)).display().to_string();
    assert_eq!(names(&disk, &kept), pairs(&[("1", "A")]));
    drop(store);
    let (store, opening) = open_names(&disk);
    assert_eq!(opening.book.entries().count(), 1);
    assert!(
        opening.message.unwrap().contains("takes no names (Read-only file system); they are in /state/registries/")
    );
    drop(store);
    disk.reopen("/docs");
    let (mut store, _) = open_names(&disk);
    assert!(name(&mut store, "2", "B"));
    assert_eq!(store.flush(), Flush::Written);
    assert_eq!(names(&disk, REGISTRY), pairs(&[("1", "A"), ("2", "B")]));
    assert!(disk.get(&kept).is_none(), "it came back to where it belongs");
}

#[test]
fn the_nearest_one_counts_up_to_a_border() {
    let disk = Fake::default();
    let at = |folder: &str| nearest(&disk, Path::new(folder)).display().to_string();
    disk.put("/lib/.git/config", b"");
    disk.put("/lib/a/b/x.txt", b"");
    assert_eq!(at("/lib/a/b"), "/lib/a/b/entities.yaml", "none: beside the file");
    disk.put("/entities.yaml", b"");
    disk.put("/lib/.git", b"");
    assert_eq!(at("/lib/a/b"), "/lib/a/b/entities.yaml", "not above a repository");
    disk.put("/lib/entities.yaml", b"");
    assert_eq!(at("/lib/a/b"), "/lib/entities.yaml");
    disk.put("/lib/a/entities.yaml", b"");
    assert_eq!(at("/lib/a/b"), "/lib/a/entities.yaml", "the nearest");
    disk.put("/home/entities.yaml", b"");
    assert_eq!(at("/home/mk/x"), "/home/mk/x/entities.yaml", "not above the home folder");
    disk.put("/home/mk/entities.yaml", b"");
    assert_eq!(at("/home/mk/x"), "/home/mk/entities.yaml");
    assert_eq!(at("/1/2/3/4/5/6/7/8"), "/entities.yaml");
    assert_eq!(at("/1/2/3/4/5/6/7/8/9"), "/1/2/3/4/5/6/7/8/9/entities.yaml", "not more than eight folders up");
}

#[test]
fn two_instances_share_it_and_a_killed_one_loses_nothing() {
    let disk = disk();
    let (mut one, _) = open_names(&disk);
    let (mut two, _) = open_names(&disk);
    assert!(name(&mut one, "1", "A") && name(&mut two, "2", "B"));
    assert_eq!(one.flush(), Flush::Written);
    assert!(matches!(two.flush(), Flush::Merged(_)));
    // One is killed before it writes; whoever comes next, with whatever is open, brings it there.
    assert!(name(&mut one, "3", "C"));
    disk.crash(Survives::All);
    std::mem::forget(one);
    std::mem::forget(two);
    let (mut notes, _) = open(&disk);
    assert_eq!(notes.flush(), Flush::Written);
    assert_eq!(names(&disk, REGISTRY), pairs(&[("1", "A"), ("2", "B"), ("3", "C")]));
    assert!(disk.get(SIDECAR).is_none());
}

/// The same, made and changed at a minute of the day.
fn timed(id: &str, name: &str, minute: u8) -> Record {
    let mut record = entry(id, name);
    let stamp = format!("2026-01-01T00:{minute:02}:00Z");
    (record.meta_mut().created, record.meta_mut().changed) = (stamp.clone(), stamp);
    record
}

fn give(store: &mut Store<Fake>, record: Record) {
    let change = Change::of(store.book(), record);
    store.keep(&[change], &History::default()).unwrap();
}

/// Two readers mark somebody new at the same moment: that is one entity, with what both say of it.
#[test]
fn one_name_given_by_two_at_once_is_one_entity() {
    let also = |id: &str, minute: u8, alias: &str| {
        let mut record = timed(id, "Asim Munir", minute);
        if let Record::Entry(entry) = &mut record {
            entry.entity.aliases.push(alias.to_owned());
        }
        record
    };
    let disk = disk();
    let ((mut one, _), (mut two, _)) = (open_names(&disk), open_names(&disk));
    give(&mut one, also("1", 1, "Munir"));
    give(&mut two, also("2", 2, "The General"));
    assert_eq!(one.flush(), Flush::Written);
    assert!(matches!(two.flush(), Flush::Merged(_)));
    assert_eq!(two.notice().as_deref(), Some("names changed on disk: 1 new, 1 became a part of another one"));
    assert!(matches!(one.flush(), Flush::Merged(_)));
    assert_eq!(names(&disk, REGISTRY), pairs(&[("1", "Asim Munir")]));
    for store in [&one, &two] {
        let entry = store.book().entries().next().unwrap();
        assert_eq!(entry.entity.aliases, ["Munir", "The General"]);
    }
    // One is killed with a change that came in already: nothing is undone by its journal.
    let before = disk.get(REGISTRY);
    give(&mut two, also("2", 2, "The General"));
    std::mem::forget(two);
    disk.crash(Survives::All);
    let (mut three, _) = open_names(&disk);
    assert!(matches!(three.flush(), Flush::Written | Flush::Merged(_)));
    assert_eq!(disk.get(REGISTRY), before);
}

/// Two give one more name at once, each to somebody else: both have it, and the one who comes second is told.
#[test]
fn a_name_that_two_entities_got_at_once_is_told_of() {
    let disk = disk();
    let (mut one, _) = open_names(&disk);
    give(&mut one, timed("1", "Asim Munir", 1));
    give(&mut one, timed("2", "Munir Akram", 1));
    assert_eq!(one.flush(), Flush::Written);
    let (mut two, _) = open_names(&disk);
    let munir = |store: &Store<Fake>, id: &str| {
        let Some(Record::Entry(mut entry)) = store.book().get(&Id::from(id)).cloned() else { panic!() };
        entry.entity.aliases.push("Munir".to_owned());
        Record::Entry(entry)
    };
    let (first, second) = (munir(&one, "1"), munir(&two, "2"));
    give(&mut one, first);
    give(&mut two, second);
    assert_eq!(one.flush(), Flush::Written);
    assert_eq!(one.notice(), None);
    assert!(matches!(two.flush(), Flush::Merged(_)));
    let told = two.notice().unwrap();
    assert!(told.starts_with("`Munir` is a name of `Asim Munir` and of `Munir Akram` now"), "{told}");
    assert_eq!(two.flush(), Flush::Written);
    assert_eq!(two.notice(), None, "it is told once");
}

/// Two readers give one name in the same moment: it is one entity, and nothing that either says of it is lost.
#[test]
fn one_name_given_by_two_at_once_is_lost_to_neither() {
    let disk = disk();
    let ((mut one, _), (mut two, _)) = (open_names(&disk), open_names(&disk));
    assert!(name(&mut one, "1", "Asim Munir") && name(&mut two, "2", "Asim Munir"));
    assert_eq!(one.flush(), Flush::Written);
    assert!(matches!(two.flush(), Flush::Merged(_)));
    assert!(matches!(one.flush(), Flush::Merged(_)));
    assert_eq!(one.notice(), None, "to this one nothing is another");
    assert_eq!(names(&disk, REGISTRY), pairs(&[("1", "Asim Munir")]));
    let both = one.book().records().iter().map(|record| (record.id().as_str(), record.is_deleted()));
    assert_eq!(both.collect::<Vec<_>>(), [("1", false), ("2", true)], "the other one can be had back");
    assert_eq!(one.book(), two.book());
    // They change one and the same entity: one gives it another name, the other a kind.
    let put = |store: &mut Store<Fake>, change: fn(&mut Entity)| {
        let Some(Record::Entry(mut entry)) = store.book().get(&Id::from("1")).cloned() else { panic!() };
        change(&mut entry.entity);
        let change = Change::of(store.book(), Record::Entry(entry));
        store.keep(&[change], &History::default()).unwrap();
    };
    put(&mut one, |entity| entity.aliases.push("Munir".to_owned()));
    put(&mut two, |entity| entity.kind = Kind::Organisation);
    assert_eq!(one.flush(), Flush::Written);
    assert!(matches!(two.flush(), Flush::Merged(_)));
    let registry = Sidecar::parse_as(Form::Registry, &disk.get(REGISTRY).unwrap()).unwrap().notebook();
    let Some(Record::Entry(both)) = registry.get(&Id::from("1")) else { panic!() };
    assert_eq!((both.entity.aliases.as_slice(), &both.entity.kind), (&["Munir".to_owned()][..], &Kind::Organisation));
}

/// Somebody writes the registry between the change and its way to the file.
#[test]
fn a_registry_that_is_being_written_is_waited_for() {
    let disk = used();
    let (mut store, _) = open_names(&disk);
    assert!(name(&mut store, "1", "A"));
    disk.put(REGISTRY, b"");
    disk.put_meanwhile(REGISTRY, b"- id: '0'\n  name: old\n- id: '9'\n  name: theirs\n");
    assert!(matches!(store.flush(), Flush::Merged(_)));
    assert_eq!(names(&disk, REGISTRY), pairs(&[("0", "old"), ("1", "A"), ("9", "theirs")]));
}

/// A reader who marks: each step changes a note and an entity, and is saved when both are.
fn mark(disk: &Fake) -> Acknowledged {
    let mut said = Acknowledged::new();
    let ((mut notes, _), (mut registry, _)) = (open(disk), open_names(disk));
    for (n, (id, text)) in [("1", "a"), ("2", "b"), ("1", "c"), ("3", "d")].iter().enumerate() {
        let named = name(&mut registry, id, text);
        let kept = keep(&mut notes, id, text) && named;
        acknowledge(&mut said, (id, text), kept);
        if n % 2 == 1 {
            registry.flush();
            notes.flush();
        }
    }
    said
}

fn made_good(disk: &Fake, said: &Acknowledged, what: &str) {
    let ((mut notes, _), (mut registry, _)) = (open(disk), open_names(disk));
    assert!(matches!(notes.flush(), Flush::Written | Flush::Merged(_)), "{what}");
    assert!(matches!(registry.flush(), Flush::Written | Flush::Merged(_)), "{what}");
    let (texts, names) = (on_disk(disk, SIDECAR), names(disk, REGISTRY));
    assert_eq!(names.get("0").map(String::as_str), Some("old"), "{what}");
    for (id, accepted) in said {
        for found in [texts.get(id), names.get(id)] {
            let found = found.map_or("", String::as_str);
            assert!(accepted.iter().any(|text| text == found), "{what}: {id} is {found:?}, not one of {accepted:?}");
        }
    }
}

fn used() -> Fake {
    let disk = disk();
    disk.put(REGISTRY, b"- id: '0'\n  name: old\n");
    disk
}

fn calls() -> usize {
    let disk = used();
    disk.fails(Fault::None);
    mark(&disk);
    disk.calls()
}

#[test]
fn power_loss_at_every_call_of_a_change_for_both() {
    let calls = calls();
    assert!(calls > 100, "{calls}");
    for at in 0..=calls {
        for survives in SURVIVES {
            let disk = used();
            disk.fails(Fault::Power(at));
            let said = mark(&disk);
            disk.crash(survives);
            made_good(&disk, &said, &format!("power gone at call {at}, {survives:?}"));
        }
    }
}

#[test]
fn every_error_at_every_call_of_a_change_for_both() {
    for error in ERRORS {
        for at in 0..=calls() {
            for fault in [Fault::Once(at, error), Fault::From(at, error)] {
                let disk = used();
                disk.fails(fault);
                let said = mark(&disk);
                disk.crash(Survives::Nothing);
                made_good(&disk, &said, &format!("{fault:?}"));
            }
        }
    }
}

#[test]
fn a_name_that_somebody_takes_out_stays_out_and_can_be_had_back() {
    let disk = disk();
    let (mut store, _) = open_names(&disk);
    assert!(name(&mut store, "1", "A"));
    assert_eq!(store.flush(), Flush::Written);
    disk.wait(60);
    disk.put(REGISTRY, b"");
    assert!(matches!(store.flush(), Flush::Merged(_)));
    assert_eq!(names(&disk, REGISTRY), BTreeMap::new());
    assert_eq!(
        store.notice().as_deref(),
        Some("names changed on disk: 1 deleted; attache entity restore brings it back")
    );
    assert!(String::from_utf8(disk.get(REGISTRY).unwrap()).unwrap().contains("name: A"));
}
