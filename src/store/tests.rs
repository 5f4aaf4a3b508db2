//! What a reader may rely on, with a disk that fails in every way it can.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::fake::{Fake, Fault, SURVIVES, Survives};
use super::{Facts, Flush, Home, Opening, Store};
use crate::note::{Change, History, Id, Meta, Note, Notebook, Record};
use crate::sidecar::Sidecar;

mod finding;
mod outside;
mod power;
mod real;
mod registry;

const BRIEFING: &str = "/docs/a.txt";
const SIDECAR: &str = "/docs/a.txt.notes.yaml";

/// EIO, ENOSPC, EXDEV, EACCES, ENOLCK.
const ERRORS: [i32; 5] = [5, 28, 18, 13, 37];

/// What a reader did: the last text of each record that was called saved, by id, and those tried after it.
type Acknowledged = BTreeMap<String, Vec<String>>;

/// Takes note of what was called saved, or only tried.
fn acknowledge(said: &mut Acknowledged, (id, text): (&str, &str), kept: bool) {
    let texts = said.entry(id.to_owned()).or_default();
    if kept {
        texts.clear();
    } else if texts.is_empty() {
        // Never acknowledged: it may be there or not.
        texts.push(String::new());
    }
    texts.push(text.to_owned());
}

fn disk() -> Fake {
    let disk = Fake::default();
    disk.put(BRIEFING, b"Lead words.\n");
    disk
}

fn home() -> Home {
    Home { state: PathBuf::from("/state") }
}

fn open(disk: &Fake) -> (Store<Fake>, Opening) {
    Store::open_on(disk.clone(), &home(), Path::new(BRIEFING), &Facts::default())
}

fn note(id: &str, text: &str) -> Record {
    let meta = Meta { id: Id::from(id), created: "2026-01-01T00:00:00Z".to_owned(), ..Meta::default() };
    Record::Note(Note { meta, text: text.to_owned(), ..Note::default() })
}

fn change(store: &Store<Fake>, id: &str, text: &str) -> Change {
    Change::of(store.book(), note(id, text))
}

fn keep(store: &mut Store<Fake>, id: &str, text: &str) -> bool {
    let change = change(store, id, text);
    store.keep(&[change], &History::default()).is_ok()
}

fn texts(book: &Notebook) -> BTreeMap<String, String> {
    book.notes().map(|note| (note.meta.id.to_string(), note.text.clone())).collect()
}

fn on_disk(disk: &Fake, path: &str) -> BTreeMap<String, String> {
    let bytes = disk.get(path).unwrap_or_default();
    Sidecar::parse(&bytes).map(|sidecar| texts(&sidecar.notebook())).unwrap()
}

fn with(records: &[Record]) -> Vec<u8> {
    let mut sidecar = Sidecar::new("a.txt", "");
    for record in records {
        sidecar.put(record);
    }
    sidecar.to_bytes()
}

fn pairs(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_note_is_journaled_and_then_in_the_sidecar() {
    let disk = disk();
    let (mut store, opening) = open(&disk);
    assert_eq!((opening.book.records().len(), opening.same, opening.message), (0, true, None));
    assert!(disk.names().iter().all(|name| name.starts_with("/docs")), "nothing is written before the first change");
    assert!(keep(&mut store, "1", "Who chairs it?"));
    assert!(disk.get(SIDECAR).is_none());
    assert_eq!(store.flush(), Flush::Written);
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "Who chairs it?")]));
    let sidecar = Sidecar::parse(&disk.get(SIDECAR).unwrap()).unwrap();
    assert_eq!((sidecar.document(), sidecar.sha256()), ("a.txt", super::sha256(b"Lead words.\n").as_str()));
    drop(store);
    assert!(!disk.names().iter().any(|name| name.contains(".journal") || name.contains(".tmp")), "{:?}", disk.names());
    let (_, opening) = open(&disk);
    assert_eq!((texts(&opening.book), opening.same), (pairs(&[("1", "Who chairs it?")]), true));
}

#[test]
fn what_can_be_undone_is_kept_between_runs() {
    let disk = disk();
    let (mut store, _) = open(&disk);
    let step = crate::note::Step { label: "note added".to_owned(), changes: vec![change(&store, "1", "x")] };
    let mut history = History::default();
    history.push(step.clone());
    store.keep(&step.changes, &history).unwrap();
    store.flush();
    assert_eq!(open(&disk).1.history, history);
}

#[test]
fn the_last_ten_states_are_kept() {
    let disk = disk();
    for n in 0..14 {
        let (mut store, _) = open(&disk);
        assert!(keep(&mut store, &format!("{n}"), "x"));
        assert!(keep(&mut store, &format!("{n}"), "y"));
        assert_eq!(store.flush(), Flush::Written);
    }
    let backups: Vec<String> = disk.names().into_iter().filter(|name| name.starts_with("/state/backups")).collect();
    assert_eq!(backups.len(), 10, "{backups:?}");
    let newest = on_disk(&disk, backups.last().unwrap());
    assert_eq!(newest.len(), 13, "the state before the last run");
}
