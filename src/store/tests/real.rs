//! The disk as it is: links, permissions, things that are no files.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::super::{Home, Real, Store};
use super::*;

struct Place {
    home: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { home: tempfile::tempdir().unwrap() };
        fs::create_dir(place.path("docs")).unwrap();
        fs::write(place.path("docs/a.txt"), "Lead words.\n").unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn open(&self) -> (Store<Real>, Opening) {
        Store::open(&Home { state: self.path("state") }, &self.path("docs/a.txt"), &Facts::default())
    }

    fn mode(&self, name: &str) -> u32 {
        fs::metadata(self.path(name)).unwrap().permissions().mode() & 0o777
    }
}

fn keep(store: &mut Store<Real>, id: &str) {
    let change = Change::of(store.book(), note(id, "x"));
    store.keep(&[change], &History::default()).unwrap();
}

#[test]
fn a_link_stays_a_link_and_its_file_keeps_its_permissions() {
    let place = Place::new();
    fs::create_dir(place.path("elsewhere")).unwrap();
    fs::write(place.path("elsewhere/notes"), with(&[note("0", "old")])).unwrap();
    fs::set_permissions(place.path("elsewhere/notes"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("../elsewhere/notes", place.path("docs/a.txt.notes.yaml")).unwrap();
    let (mut store, _) = place.open();
    keep(&mut store, "1");
    assert_eq!(store.flush(), Flush::Written);
    assert!(fs::symlink_metadata(place.path("docs/a.txt.notes.yaml")).unwrap().is_symlink());
    assert_eq!(place.mode("elsewhere/notes"), 0o640);
    let bytes = fs::read(place.path("elsewhere/notes")).unwrap();
    assert_eq!(texts(&Sidecar::parse(&bytes).unwrap().notebook()), pairs(&[("0", "old"), ("1", "x")]));
    assert_eq!(fs::read_dir(place.path("docs")).unwrap().count(), 2);
    assert_eq!(fs::read_dir(place.path("elsewhere")).unwrap().count(), 1);
}

#[test]
fn what_is_no_file_is_left_and_the_journal_is_for_its_owner_only() {
    for make in [
        |path: &Path| fs::create_dir(path).unwrap(),
        |path: &Path| std::os::unix::fs::symlink("nowhere", path).unwrap(),
        |path: &Path| {
            let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
            rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        },
    ] {
        let place = Place::new();
        make(&place.path("docs/a.txt.notes.yaml"));
        let (mut store, opening) = place.open();
        assert!(matches!(opening.trouble, Some(Flush::Aside { again: false, .. })), "{opening:?}");
        keep(&mut store, "1");
        assert!(matches!(store.flush(), Flush::Aside { .. }));
        let journals: Vec<_> = fs::read_dir(place.path("state/journal")).unwrap().map(|e| e.unwrap().path()).collect();
        assert_eq!(journals.len(), 1);
        assert_eq!(fs::metadata(&journals[0]).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!((place.mode("state"), place.mode("state/journal")), (0o700, 0o700));
    }
}

#[test]
fn unfinished_files_of_the_dead_are_swept_away() {
    let place = Place::new();
    let dead = (4_000_001..4_100_000).find(|pid| !super::super::disk::Disk::runs(&Real, *pid)).unwrap();
    let (old, new) = (format!("docs/.attache-{dead}-0.tmp"), format!("docs/.attache-{}-77.tmp", std::process::id()));
    fs::write(place.path(&old), "half").unwrap();
    fs::write(place.path(&new), "half").unwrap();
    let (mut store, _) = place.open();
    keep(&mut store, "1");
    assert_eq!(store.flush(), Flush::Written);
    assert!(!place.path(&old).exists() && place.path(&new).exists());
}

/// Paths need not be UTF-8.
#[test]
fn a_name_of_any_bytes_has_its_notes() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    let name = std::ffi::OsStr::from_bytes(b"docs/\xff\xfe.txt");
    let briefing = place.home.path().join(name);
    if fs::write(&briefing, "Lead.\n").is_err() {
        return; // a file system that takes no such name
    }
    let home = Home { state: place.path("state") };
    let (mut store, _) = Store::open(&home, &briefing, &Facts::default());
    keep(&mut store, "1");
    drop(store);
    let (store, _) = Store::open(&home, &briefing, &Facts::default());
    assert_eq!(texts(store.book()), pairs(&[("1", "x")]));
}

/// Somebody destroys the sidecar while it is open: what this run wrote into it is in the journal again.
#[test]
fn what_was_written_into_a_sidecar_that_is_spoiled_comes_back() {
    let place = Place::new();
    let (mut store, _) = place.open();
    keep(&mut store, "before");
    assert_eq!(store.flush(), Flush::Written);
    let sidecar = store.at().to_owned();
    fs::write(&sidecar, "notes: [broken").unwrap();
    keep(&mut store, "after");
    assert!(matches!(store.flush(), Flush::Aside { .. }));
    drop(store);
    fs::remove_file(&sidecar).unwrap();
    let (store, _) = place.open();
    let mut texts: Vec<_> = store.book().notes().map(|note| note.meta.id.to_string()).collect();
    texts.sort();
    assert_eq!(texts, ["after", "before"]);
}
