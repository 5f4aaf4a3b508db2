//! What the form promises for the registry: the list of entities.

use std::collections::BTreeSet;

use super::made::hard;
use super::*;
use crate::entity::{Entity, Kind, Position};
use crate::note::Entry;

fn read(text: &str) -> Sidecar {
    Sidecar::parse_as(Form::Registry, text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}: {text}"))
}

fn entry(id: &str, name: &str) -> Record {
    let meta = Meta { id: Id::from(id), ..Meta::default() };
    Record::Entry(Entry {
        meta,
        entity: Entity { name: name.to_owned(), kind: Kind::Person, ..Entity::default() },
        into: None,
    })
}

fn changed(sidecar: &Sidecar, id: &str, change: impl FnOnce(&mut Entry)) -> Record {
    let Some(Record::Entry(mut entry)) = sidecar.notebook().get(&Id::from(id)).cloned() else { panic!("no {id}") };
    change(&mut entry);
    Record::Entry(entry)
}

const CONTRACT: &str = "\
- id: 01HZX5A
  name: Hossein Amir-Abdollahian
  kind: person
  aliases: [Amir-Abdollahian, \"Abdollahian, H.\"]
  not: [Abdollahian Street]
  note: |-
    Foreign minister
    until 2024
  links: [\"https://example.org/a?b=c,d\"]
- id: 01HZX5B
  name: Rawalpindi
  kind: place
  place: {lat: 33.6007, lon: -73.05}
- id: 01HZX5C
  name: Gaza
  kind: place
  deleted: 2026-11-24T10:00:00Z
";

#[test]
fn the_form_is_that_of_the_contract() {
    let of = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let person = Entity {
        name: "Hossein Amir-Abdollahian".to_owned(),
        kind: Kind::Person,
        aliases: of(&["Amir-Abdollahian", "Abdollahian, H."]),
        not: of(&["Abdollahian Street"]),
        note: "Foreign minister\nuntil 2024".to_owned(),
        links: of(&["https://example.org/a?b=c,d"]),
        ..Entity::default()
    };
    let place = Some(Position { latitude: 33_600_700, longitude: -73_050_000 });
    let city = Entity { name: "Rawalpindi".to_owned(), kind: Kind::Place, place, ..Entity::default() };
    let gone = Entity { name: "Gaza".to_owned(), kind: Kind::Place, ..Entity::default() };
    let mut file = Sidecar::new_registry();
    assert_eq!(text(&file), "", "an empty registry is an empty file");
    for (id, entity) in [("01HZX5A", person), ("01HZX5B", city), ("01HZX5C", gone)] {
        let deleted = (id == "01HZX5C").then(|| "2026-11-24T10:00:00Z".to_owned());
        file.put(&Record::Entry(Entry {
            meta: Meta { id: Id::from(id), deleted, ..Meta::default() },
            entity,
            into: None,
        }));
    }
    assert_eq!(text(&file), CONTRACT);
    let again = read(CONTRACT);
    assert_eq!(again.notebook(), file.notebook());
    assert_eq!(again.notebook().entries().count(), 2);
    // Notes and marks have no place here, nor entities in a sidecar.
    file.put(&note("n", "x"));
    assert_eq!(text(&file), CONTRACT);
    let mut sidecar = Sidecar::new("a.txt", "");
    let before = text(&sidecar);
    sidecar.put(&entry("e", "E"));
    assert_eq!(text(&sidecar), before);
}

#[test]
fn odd_forms_keep_their_bytes_and_take_more() {
    let new = "- id: new\n  name: New\n  kind: person\n";
    for (file, expected) in [
        ("", "+"),
        ("# ours\n", "# ours\n+"),
        ("[]   # none yet\n", "# none yet\n+"),
        ("# ours\n[\n  # none\n]\n", "# ours\n  # none\n+"),
        (
            "---\n# top\n- {id: a, name: A, mood: x}   # one\n...\n",
            "---\n# top\n- {id: a, name: A, mood: x}   # one\n+...\n",
        ),
        ("  - id: a\n    name: A\n", "  - id: a\n    name: A\n  - id: new\n    name: New\n    kind: person\n"),
        ("- id: a\r\n  name: A", "- id: a\r\n  name: A\r\n- id: new\r\n  name: New\r\n  kind: person\r\n"),
        ("schema: 1\nmood: x\n", "schema: 1\nmood: x\nentities:\n+"),
        ("schema: 1\nentities: []\n", "schema: 1\nentities:\n+"),
        ("entities:\n- id: a\n  name: A\n\nmood: x\n", "entities:\n- id: a\n  name: A\n\n+mood: x\n"),
        ("[{id: a, name: A}, words]", "- id: a\n  name: A\n- words\n+"),
    ] {
        let mut registry = read(file);
        assert_eq!(text(&registry), file);
        registry.put(&entry("new", "New"));
        assert_eq!(text(&registry), expected.replace('+', new), "{file:?}");
        assert_eq!(read(&text(&registry)).notebook(), registry.notebook(), "{file:?}");
    }
}

#[test]
fn a_change_touches_only_its_own_lines() {
    let file = "# people\n- id: a   # the first\n  name: A\n  kind: Weapon\n  aliases:\n  - One\n  - two # odd\n  rank: 3\n\n- name: B\n";
    let mut registry = read(file);
    registry.put(&changed(&registry, "a", |entry| entry.entity.not.push("x".to_owned())));
    let expected = file.replace("  - two # odd\n", "  - two # odd\n  not: [x]\n");
    assert_eq!(text(&registry), expected);
    registry.put(&changed(&registry, "a", |entry| entry.entity.aliases.retain(|alias| alias == "One")));
    let expected = expected.replace("  aliases:\n  - One\n  - two # odd\n", "  aliases: [One]\n  # odd\n");
    assert_eq!(text(&registry), expected);
}

#[test]
fn conflicts_are_read_and_newer_forms_are_not_written() {
    let conflict = "- id: a\n  name: A\n<<<<<<< ours\n  aliases: [One]\n- id: b\n  name: B\n=======\n  aliases: [Two]\n>>>>>>> theirs\n- id: c\n  name: C\n";
    let registry = read(conflict);
    assert!(registry.was_conflicted());
    assert_eq!(text(&registry), "- id: a\n  name: A\n  aliases: [One, Two]\n- id: b\n  name: B\n- id: c\n  name: C\n");
    let newer = "schema: 2\nentities:\n- id: a\n  name: A\n";
    let mut registry = read(newer);
    assert!(registry.is_newer());
    registry.put(&entry("new", "New"));
    assert_eq!(text(&registry), newer);
    for (file, told) in [
        ("lights: on\n", "1:1: this is no registry"),
        ("entities: x\n", "1:1: `entities` is no list"),
        ("- id: a\n  id: b\n", "2:3: the key `id`"),
        ("- &a x\n", "1:3: anchors"),
        ("- id: a\n  name: b: c\n", "2:10: "),
    ] {
        let fault = Sidecar::parse_as(Form::Registry, file.as_bytes()).unwrap_err().to_string();
        assert!(fault.starts_with(told), "{file:?}: {fault}");
    }
}

#[test]
fn a_bare_list_and_one_with_a_head_become_one() {
    let (bare, head) = ("# ours\n- id: a\n  name: A\n", "schema: 1\nowner: mk\nentities:\n- id: b\n  name: B\n");
    let (ours, theirs) = (read(bare), read(head));
    let merged = merge(None, &ours, &theirs);
    assert_eq!(text(&merged), "# ours\nschema: 1\nowner: mk\nentities:\n- id: a\n  name: A\n- id: b\n  name: B\n");
    assert_eq!(
        text(&merge(None, &theirs, &ours)),
        "schema: 1\nowner: mk\n# ours\nentities:\n- id: b\n  name: B\n- id: a\n  name: A\n"
    );
    let empty = read("");
    assert_eq!(text(&merge(None, &empty, &ours)), bare);
}

#[test]
fn both_gave_another_name_and_both_wrote() {
    let base = read("- id: a\n  name: A\n  note: one\n  changed: 2026-01-01T00:00:00Z\n");
    let side = |name: &str, note: &str, second: u8| {
        let mut side = base.clone();
        side.put(&changed(&base, "a", |entry| {
            (entry.entity.name, entry.entity.note) = (name.to_owned(), note.to_owned());
            entry.meta.changed = format!("2026-01-01T00:00:{second:02}Z");
        }));
        side
    };
    let merged = merge(Some(&base), &side("B", "one\ntwo", 1), &side("C", "one\nthree", 2));
    let book = merged.notebook();
    let entity = &book.entries().next().unwrap().entity;
    assert_eq!((entity.name.as_str(), entity.aliases.as_slice()), ("C", ["B".to_owned()].as_slice()));
    assert_eq!((entity.note.as_str(), book.records().len()), ("one\ntwo\nthree", 1));
}

#[test]
fn one_took_a_name_away_that_the_other_gave() {
    let base = read("- id: a\n  name: Zoe\n  aliases: [Bo]\n  changed: 2026-01-01T00:00:00Z\n");
    let side = |name: &str, aliases: &[&str], second: u8| {
        let mut side = base.clone();
        side.put(&changed(&base, "a", |entry| {
            entry.entity.name = name.to_owned();
            entry.entity.aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
            entry.meta.changed = format!("2026-01-01T00:00:{second:02}Z");
        }));
        side
    };
    for second in [1, 2] {
        let (ours, theirs) = (side("Bo", &["Zoe"], 1), side("Cy", &["Zoe"], second));
        let merged = merge(Some(&base), &ours, &theirs);
        assert_eq!(text(&merge(Some(&base), &merged, &theirs)), text(&merged));
        assert_eq!(sum(&merge(Some(&base), &theirs, &ours).notebook()), sum(&merged.notebook()));
        assert_eq!(merged.notebook().entries().next().unwrap().entity.name, "Cy");
    }
}

/// Where the kind decides whether two are of one name and kind, it decides what becomes one as well.
#[test]
fn both_gave_another_kind_and_place_at_one_time() {
    let base =
        read("- id: a\n  name: A\n  kind: person\n  place: {lat: 1.0, lon: 1.0}\n  changed: 2026-01-01T00:00:00Z\n");
    let side = |kind: Kind, latitude: i32| {
        let mut side = base.clone();
        side.put(&changed(&base, "a", |entry| {
            (entry.entity.kind, entry.entity.place) = (kind, Some(Position { latitude, longitude: 0 }));
            entry.meta.changed = "2026-01-01T00:00:01Z".to_owned();
        }));
        side
    };
    let (ours, theirs) = (side(Kind::Place, 3), side(Kind::Organisation, 2));
    let of =
        |merged: Sidecar| merged.notebook().entries().next().map(|e| (e.entity.kind.clone(), e.entity.place)).unwrap();
    assert_eq!(of(merge(Some(&base), &ours, &theirs)), of(merge(Some(&base), &theirs, &ours)));
}

fn entity() -> impl Strategy<Value = Entity> {
    let words = || proptest::collection::vec(hard(), 0..3);
    let place = proptest::option::of((-90_000_000..=90_000_000i32, -180_000_000..=180_000_000i32));
    (hard(), hard(), words(), words(), hard(), place, words()).prop_map(
        |(name, kind, aliases, not, note, place, links)| Entity {
            name,
            kind: Kind::named(&kind),
            formerly: Vec::new(),
            aliases,
            not,
            note,
            place: place.map(|(latitude, longitude)| Position { latitude, longitude }),
            links,
        },
    )
}

fn entries() -> impl Strategy<Value = Vec<Record>> {
    proptest::collection::vec((0u8..4, entity(), proptest::option::of(hard())), 0..6).prop_map(|all| {
        let entry = |(id, entity, deleted)| {
            Record::Entry(Entry {
                meta: Meta { id: Id::from(format!("id{id}")), deleted, ..Meta::default() },
                entity,
                into: None,
            })
        };
        all.into_iter().map(entry).collect()
    })
}

/// A small world, so that sides meet: what a side does to one of three entities.
#[derive(Debug, Clone)]
enum Edit {
    Name(&'static str),
    Alias(&'static str),
    Drop(&'static str),
    Not(&'static str),
    Link(&'static str),
    Write(&'static str),
    Kind(&'static str),
    Delete,
    Mood(u8),
}

const NAMES: [&str; 5] = ["Ann", "Bo", "Cy Dee", "Ed, Jr.", "no"];

fn edit() -> impl Strategy<Value = Edit> {
    let name = || (0usize..5).prop_map(|n| NAMES[n]);
    prop_oneof![
        name().prop_map(Edit::Name),
        name().prop_map(Edit::Alias),
        name().prop_map(Edit::Drop),
        name().prop_map(Edit::Not),
        name().prop_map(Edit::Link),
        name().prop_map(Edit::Write),
        name().prop_map(Edit::Kind),
        Just(Edit::Delete),
        (0u8..3).prop_map(Edit::Mood),
    ]
}

#[derive(Debug, Clone)]
struct Side {
    edits: Vec<(u8, Edit)>,
    new: Vec<&'static str>,
}

fn side() -> impl Strategy<Value = Side> {
    let new = proptest::collection::vec((0usize..5).prop_map(|n| NAMES[n]), 0..2);
    (proptest::collection::vec((0u8..3, edit()), 0..5), new).prop_map(|(edits, new)| Side { edits, new })
}

impl Side {
    fn of(&self, base: &Sidecar, who: u8, second: u8) -> Sidecar {
        let mut out = base.clone();
        let mut moods = Vec::new();
        for (n, edit) in &self.edits {
            let id = format!("e{n}");
            out.put(&changed(&out, &id, |entry| {
                let entity = &mut entry.entity;
                match edit {
                    Edit::Name(name) => {
                        let old = std::mem::replace(&mut entity.name, (*name).to_owned());
                        entity.aliases.retain(|alias| alias != name);
                        entity.aliases.push(old);
                    }
                    Edit::Alias(name) if !entity.aliases.iter().any(|a| a == name) => {
                        entity.aliases.push((*name).to_owned());
                    }
                    Edit::Drop(name) => entity.aliases.retain(|alias| alias != name),
                    Edit::Not(name) if !entity.not.iter().any(|a| a == name) => entity.not.push((*name).to_owned()),
                    Edit::Link(name) if !entity.links.iter().any(|a| a == name) => {
                        entity.links.push((*name).to_owned());
                    }
                    Edit::Alias(_) | Edit::Not(_) | Edit::Link(_) => {}
                    Edit::Write(words) => entity.note = format!("{}\n{words} by {who}", entity.note),
                    Edit::Kind(kind) => entity.kind = Kind::named(kind),
                    Edit::Delete => entry.meta.deleted = Some(format!("2026-01-01T00:00:{second:02}Z")),
                    Edit::Mood(mood) => moods.push((id.clone(), *mood)),
                }
                entry.meta.changed = format!("2026-01-01T00:00:{second:02}Z");
            }));
        }
        for (n, name) in self.new.iter().enumerate() {
            out.put(&entry(&format!("new{n}-{who}"), name));
        }
        let mut written = text(&out);
        for (id, mood) in moods {
            written = written.replace(&format!("- id: {id}\n"), &format!("- id: {id}\n  mood{who}{mood}: {mood}\n"));
        }
        Sidecar::parse_as(Form::Registry, written.as_bytes()).unwrap_or_else(|_| out.clone())
    }
}

fn base() -> Sidecar {
    read(
        "# names\n- id: e0\n  name: Zoe\n  kind: person\n  aliases: [Bo]\n- id: e1   # odd\n  name: Yve\n  links:\n  - Ann\n- name: Xi\n  id: e2\n  mood: 1\n",
    )
}

/// Names, strings, links and words that `side` added to the base and that must be in what was merged.
fn nothing_lost(base: &Notebook, side: &Notebook, merged: &Notebook) -> Result<(), TestCaseError> {
    let known = |entity: &Entity| {
        let written = entity.note.lines().map(|line| format!("note {line}"));
        let names = entity.aliases.iter().chain([&entity.name]).map(|name| format!("name {name}"));
        let not = entity.not.iter().map(|not| format!("not {not}"));
        let links = entity.links.iter().map(|link| format!("link {link}"));
        written.chain(names).chain(not).chain(links).filter(|words| words != "note ").collect::<BTreeSet<String>>()
    };
    for record in side.records() {
        let Some(mine) = record.as_entry() else { continue };
        let was = base.get(record.id()).and_then(Record::as_entry).map(|e| known(&e.entity)).unwrap_or_default();
        let kept = merged.get(record.id()).and_then(Record::as_entry);
        prop_assert!(kept.is_some(), "{} is lost", record.id());
        let Some(kept) = kept else { continue };
        for words in known(&mine.entity).difference(&was) {
            prop_assert!(known(&kept.entity).contains(words), "{words:?} of {} is lost: {kept:?}", record.id());
        }
    }
    Ok(())
}

/// What must be the same whoever merges: of each entity its id, kind, whether it is deleted, its names, and the rest.
type Sum = (String, Kind, bool, BTreeSet<String>, BTreeSet<String>);

fn sum(merged: &Notebook) -> BTreeSet<Sum> {
    let of = |record: &Record| {
        let entry = record.as_entry().cloned().unwrap_or_default();
        let entity = entry.entity;
        let names = entity.aliases.into_iter().chain([entity.name]).collect();
        let rest = entity.not.into_iter().chain(entity.links).chain(entity.note.lines().map(str::to_owned)).collect();
        (entry.meta.id.to_string(), entity.kind, entry.meta.deleted.is_some(), names, rest)
    };
    merged.records().iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn what_is_written_is_read(all in entries()) {
        let mut written = Sidecar::new_registry();
        for record in &all {
            written.put(record);
        }
        let bytes = written.to_bytes();
        let again = Sidecar::parse_as(Form::Registry, &bytes).map_err(|f| TestCaseError::fail(format!("{f}\n{}", text(&written))))?;
        prop_assert_eq!(again.notebook(), written.notebook());
        prop_assert_eq!(again.to_bytes(), bytes.clone());
        prop_assert!(serde_yaml::from_slice::<Value>(&bytes).is_ok());
    }

    #[test]
    fn any_yaml_is_kept_as_it_is(file in "(schema: 1\n|entities:\n|- id: [ab]\n|  name: x\n|  aliases:\n|  - y\n|  note: \\|\n|    x\n| ?# c\n|  mood: \\[1\\]\n|\r\n|\\.\\.\\.\n|---\n|\\[\\]|[-{}:\\[\\]#|> ab\n\t]{1,6}){0,9}") {
        if let Ok(mut registry) = Sidecar::parse_as(Form::Registry, file.as_bytes()) {
            prop_assert_eq!(text(&registry), file.clone());
            prop_assume!(!registry.is_newer());
            let before = registry.notebook();
            let fresh = entry("fresh", "Fresh");
            registry.put(&fresh);
            let again = Sidecar::parse_as(Form::Registry, &registry.to_bytes()).map_err(|f| TestCaseError::fail(format!("{f}: {}", text(&registry))))?.notebook();
            for record in before.records() {
                prop_assert_eq!(again.get(record.id()), Some(record), "{}", text(&registry));
            }
            prop_assert_eq!(again.get(&Id::from("fresh")), Some(&fresh));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Sidecar::parse_as(Form::Registry, &bytes);
        let _ = remarks(Form::Registry, &bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn any_three_versions(one in side(), other in side(), tie in 1u8..3) {
        let base = base();
        let (ours, theirs) = (one.of(&base, 1, 1), other.of(&base, 2, tie));
        let merged = merge(Some(&base), &ours, &theirs);
        let written = text(&merged);
        prop_assert_eq!(read(&written).notebook(), merged.notebook());
        nothing_lost(&base.notebook(), &ours.notebook(), &merged.notebook())?;
        nothing_lost(&base.notebook(), &theirs.notebook(), &merged.notebook())?;
        for (side, other) in [(&ours, &theirs), (&theirs, &ours)] {
            for line in text(side).lines().filter(|line| line.contains("mood")) {
                prop_assert!(written.contains(line), "{line} is lost: {} {}", written, text(other));
            }
        }
        // Once more, and with nothing new.
        prop_assert_eq!(text(&merge(Some(&base), &merged, &theirs)), written.clone());
        prop_assert_eq!(text(&merge(Some(&base), &ours, &ours)), text(&ours));
        prop_assert_eq!(text(&merge(Some(&base), &base, &theirs)), text(&theirs));
        // The other way round, and when both meet.
        let swapped = merge(Some(&base), &theirs, &ours);
        prop_assert_eq!(sum(&swapped.notebook()), sum(&merged.notebook()));
        prop_assert_eq!(sum(&merge(Some(&base), &merged, &swapped).notebook()), sum(&merged.notebook()));
        // Without an ancestor nothing is lost either.
        let blind = merge(None, &ours, &theirs);
        nothing_lost(&Notebook::default(), &ours.notebook(), &blind.notebook())?;
        nothing_lost(&Notebook::default(), &theirs.notebook(), &blind.notebook())?;
        prop_assert_eq!(text(&merge(None, &blind, &theirs)), text(&blind));
    }
}
