//! What the form promises, file by file.

use super::*;
use crate::note::{Anchor, Change, Id, Mark, Meta, Note, NoteKind, SectionName, Status, Target};
use proptest::prelude::*;

mod made;
mod merging;
mod odd;
mod registry;
mod twins;
mod uniting;

use made::{note, record, records};

fn parse(text: &str) -> Sidecar {
    Sidecar::parse(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}: {text}"))
}

fn text(sidecar: &Sidecar) -> String {
    String::from_utf8(sidecar.to_bytes()).unwrap()
}

const CONTRACT: &str = "\
schema: 1
document: 2024-01-30-iran-pakistan.txt
sha256: 5f0c9a
notes:
- id: 01HZX3A
  on: span
  section: Joint Efforts Against Terrorism
  quote: high-level consultative mechanism
  before: \"…agreed to establish a \"
  after: \" to oversee cooperation …\"
  start: 1204
  seen: 1
  kind: question
  tags: [border]
  author: mk
  created: 2026-11-23T10:00:00Z
  changed: 2026-11-23T10:02:11Z
  status: open
  text: |-
    Who chairs it?
marks:
- id: 01HZX4A
  entity: Hossein Amir-Abdollahian
  kind: person
  section: Joint Efforts Against Terrorism
  section_nth: 2
  quote: Amir-Abdollahian
  start: 12
";

fn contract() -> [Record; 2] {
    let heading = Some("Joint Efforts Against Terrorism".to_owned());
    let meta = Meta {
        id: Id::from("01HZX3A"),
        author: "mk".to_owned(),
        created: "2026-11-23T10:00:00Z".to_owned(),
        changed: "2026-11-23T10:02:11Z".to_owned(),
        ..Meta::default()
    };
    let anchor = Anchor {
        section: SectionName { heading: heading.clone(), ordinal: 1 },
        quote: "high-level consultative mechanism".to_owned(),
        before: "…agreed to establish a ".to_owned(),
        after: " to oversee cooperation …".to_owned(),
        start: 1204,
        seen: 1,
        detached: false,
    };
    let note = Note {
        meta,
        target: Target::Span(anchor),
        kind: NoteKind::Question,
        tags: vec!["border".to_owned()],
        text: "Who chairs it?".to_owned(),
        ..Note::default()
    };
    let mark = Mark {
        meta: Meta { id: Id::from("01HZX4A"), ..Meta::default() },
        anchor: Anchor {
            section: SectionName { heading, ordinal: 2 },
            quote: "Amir-Abdollahian".to_owned(),
            start: 12,
            ..Anchor::default()
        },
        entity: "Hossein Amir-Abdollahian".to_owned(),
        kind: "person".to_owned(),
        rejected: false,
    };
    [Record::Note(note), Record::Mark(mark)]
}

#[test]
fn the_form_is_that_of_the_contract() {
    let mut new = Sidecar::new("2024-01-30-iran-pakistan.txt", "5f0c9a");
    let [note, mark] = contract();
    // In whatever order they are put in.
    new.put(&mark);
    new.put(&note);
    assert_eq!(text(&new), CONTRACT);
    let read = parse(CONTRACT);
    assert_eq!(read.notebook().records(), [note, mark]);
    assert_eq!((read.document(), read.sha256()), ("2024-01-30-iran-pakistan.txt", "5f0c9a"));
    assert!(!read.is_newer() && !read.was_conflicted());
}

#[test]
fn a_change_touches_only_its_own_lines() {
    let mut read = parse(CONTRACT);
    let [Record::Note(mut note), _] = contract() else { panic!("the first is a note") };
    note.status = Status::Done;
    note.meta.deleted = Some("2026-11-24T10:00:00Z".to_owned());
    note.tags.clear();
    read.put(&Record::Note(note.clone()));
    let expected = CONTRACT
        .replace("  tags: [border]\n", "")
        .replace("  status: open\n", "  deleted: 2026-11-24T10:00:00Z\n  status: done\n");
    assert_eq!(text(&read), expected);
    note.text = "two\n\nlines\n".to_owned();
    read.put(&Record::Note(note));
    let expected = expected.replace("  text: |-\n    Who chairs it?\n", "  text: |\n    two\n\n    lines\n");
    assert_eq!(text(&read), expected);
}

#[test]
fn putting_the_same_changes_no_byte() {
    let file = "notes:\n  - {text: a, id: x}   # odd\n";
    let mut read = parse(file);
    for record in read.notebook().records() {
        read.put(record);
    }
    assert_eq!(text(&read), file);
}

#[test]
fn the_briefing_can_be_named_anew() {
    let mut read = parse("# mine\nsha256: a   # why\n# below\nnotes: []\n");
    read.set_document("b.txt", "no");
    assert_eq!(text(&read), "# mine\nschema: 1\ndocument: b.txt\nsha256: \"no\"  # why\n# below\nnotes: []\n");
    read.set_document("b.txt", "no");
    assert_eq!((read.document(), read.sha256()), ("b.txt", "no"));
}

#[test]
fn a_later_form_is_read_and_known() {
    for file in ["schema: 2\nnotes:\n- id: a\n  text: x\n", "schema: next\n", "schema: 2\nnotes: {a: 1}\n"] {
        let read = parse(file);
        assert!(read.is_newer(), "{file}");
        assert_eq!(text(&read), file);
    }
    assert_eq!(parse("schema: 2\nnotes:\n- id: a\n  text: x\n").notebook().notes().count(), 1);
}

#[test]
fn what_is_no_sidecar_is_refused_with_its_place() {
    for (file, told) in [
        ("- a\n", "1:1: this is no sidecar"),
        ("schema: 1\nnotes: x\n", "2:1: `notes` is no list"),
        ("notes:\n- id: a\n  text: b: c\n", "3:10: "),
        ("notes:\n- id: a\n  id: b\n", "3:3: the key `id`"),
        ("notes:\n- &a x\n", "2:3: anchors"),
    ] {
        let fault = Sidecar::parse(file.as_bytes()).unwrap_err().to_string();
        assert!(fault.starts_with(told), "{file:?}: {fault}");
    }
    let fault = Sidecar::parse(b"notes:\n- id: \xff\n").unwrap_err();
    assert_eq!((fault.line, fault.column), (2, 7));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn what_is_written_is_read(all in records()) {
        let mut written = Sidecar::new("a.txt", "0");
        for record in &all {
            written.put(record);
        }
        let bytes = written.to_bytes();
        let read = Sidecar::parse(&bytes).map_err(|f| TestCaseError::fail(format!("{f}\n{}", text(&written))))?;
        prop_assert_eq!(read.notebook(), written.notebook());
        prop_assert_eq!(read.to_bytes(), bytes.clone());
        let value: Value = serde_yaml::from_slice(&bytes).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let notes = value.get("notes").and_then(Value::as_sequence).cloned().unwrap_or_default();
        let book = read.notebook();
        for (item, note) in notes.iter().zip(book.records().iter().filter_map(Record::as_note)) {
            prop_assert_eq!(item.get("text").and_then(Value::as_str).unwrap_or_default(), note.text.as_str());
        }
    }

    #[test]
    fn a_record_can_become_any_other(mut all in records(), other in record(0)) {
        let mut sidecar = Sidecar::new("a.txt", "0");
        for record in &all {
            sidecar.put(record);
        }
        let before = sidecar.notebook();
        sidecar.put(&other);
        all.push(other.clone());
        let read = parse(&text(&sidecar)).notebook();
        prop_assert_eq!(read.get(other.id()), Some(&other));
        for record in before.records().iter().filter(|record| record.id() != other.id()) {
            prop_assert_eq!(read.get(record.id()), Some(record));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Sidecar::parse(&bytes);
    }

    #[test]
    fn any_yaml_is_kept_as_it_is(file in "(schema: 1\n|notes:\n|marks:\n|- id: [ab]\n|  text: \\|\n|    x\n| ?# c\n|  k: \\[1\\]\n|\r\n|\\.\\.\\.\n|---\n|[-{}:\\[\\]#|> ab\n\t]{1,6}){0,9}") {
        if let Ok(mut read) = Sidecar::parse(file.as_bytes()) {
            prop_assert_eq!(text(&read), file.clone());
            prop_assume!(!read.is_newer());
            let before = read.notebook();
            let fresh = note("fresh", "one\ntwo");
            read.put(&fresh);
            let again = Sidecar::parse(&read.to_bytes()).map_err(|f| TestCaseError::fail(format!("{f}: {}", text(&read))))?.notebook();
            for record in before.records() {
                prop_assert_eq!(again.get(record.id()), Some(record), "{}", text(&read));
            }
            prop_assert_eq!(again.get(&Id::from("fresh")), Some(&fresh));
        }
    }
}
