//! A briefing that was renamed, moved or copied keeps its notes, and says so.

use super::*;

fn annotated() -> Fake {
    let disk = disk();
    let facts = Facts { title: "Corridor".to_owned(), date: "2024-01-30".to_owned(), ..Facts::default() };
    let (mut store, _) = Store::open_on(disk.clone(), &home(), Path::new(BRIEFING), &facts);
    assert!(keep(&mut store, "1", "mine"));
    assert_eq!(store.flush(), Flush::Written);
    disk
}

fn open_at(disk: &Fake, path: &str) -> (Store<Fake>, Opening) {
    Store::open_on(disk.clone(), &home(), Path::new(path), &Facts::default())
}

#[test]
fn a_renamed_briefing_takes_its_notes_along() {
    let disk = annotated();
    disk.moves(BRIEFING, "/docs/b.txt");
    let (_, opening) = open_at(&disk, "/docs/b.txt");
    assert_eq!(texts(&opening.book), pairs(&[("1", "mine")]));
    assert!(opening.same);
    assert_eq!(opening.message.as_deref(), Some("known as a.txt: its notes came along"));
    assert!(disk.get(SIDECAR).is_none() && disk.get("/docs/b.txt.notes.yaml").is_some());
    assert_eq!(open_at(&disk, "/docs/b.txt").1.message, None, "said once");
}

#[test]
fn one_that_was_moved_away_does_too() {
    let disk = annotated();
    disk.moves(BRIEFING, "/other/a.txt");
    let (mut store, opening) = open_at(&disk, "/other/a.txt");
    assert_eq!(texts(&opening.book), pairs(&[("1", "mine")]));
    assert!(keep(&mut store, "2", "more"));
    store.flush();
    assert_eq!(on_disk(&disk, "/other/a.txt.notes.yaml"), pairs(&[("1", "mine"), ("2", "more")]));
    assert!(disk.get(SIDECAR).is_none());
}

/// Another machine: the state directory knows nothing.
#[test]
fn an_orphaned_sidecar_in_the_folder_is_known_by_content() {
    let disk = annotated();
    disk.moves(BRIEFING, "/docs/b.txt");
    let other = Home { state: PathBuf::from("/elsewhere") };
    let (_, opening) = Store::open_on(disk.clone(), &other, Path::new("/docs/b.txt"), &Facts::default());
    assert_eq!(texts(&opening.book), pairs(&[("1", "mine")]));
}

#[test]
fn a_copy_gets_a_copy_with_the_first_change() {
    let disk = annotated();
    disk.put("/docs/copy.txt", b"Lead words.\n");
    let (mut store, opening) = open_at(&disk, "/docs/copy.txt");
    assert_eq!(texts(&opening.book), pairs(&[("1", "mine")]));
    assert!(opening.message.is_some_and(|message| message.contains("a.txt")));
    assert!(disk.get("/docs/copy.txt.notes.yaml").is_none());
    assert!(keep(&mut store, "2", "more"));
    store.flush();
    assert_eq!(on_disk(&disk, "/docs/copy.txt.notes.yaml"), pairs(&[("1", "mine"), ("2", "more")]));
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "mine")]));
}

#[test]
fn a_renamed_and_edited_one_is_known_by_title_and_date_unless_two_are() {
    let facts = Facts { title: "Corridor".to_owned(), date: "2024-01-30".to_owned(), ..Facts::default() };
    let disk = annotated();
    disk.take(BRIEFING);
    disk.put("/docs/b.txt", b"Other words.\n");
    let (_, opening) = Store::open_on(disk.clone(), &home(), Path::new("/docs/b.txt"), &facts);
    assert_eq!((texts(&opening.book), opening.same), (pairs(&[("1", "mine")]), false));
    let disk = annotated();
    disk.put("/docs/c.txt", b"Third words.\n");
    let (mut store, _) = Store::open_on(disk.clone(), &home(), Path::new("/docs/c.txt"), &facts);
    assert!(keep(&mut store, "9", "other"));
    store.flush();
    drop(store);
    for path in ["/docs/c.txt", BRIEFING] {
        disk.take(path);
    }
    disk.put("/docs/b.txt", b"Other words.\n");
    let (_, opening) = Store::open_on(disk.clone(), &home(), Path::new("/docs/b.txt"), &facts);
    assert!(opening.book.records().is_empty());
}

#[test]
fn a_sidecar_is_never_put_over_another_one() {
    let disk = annotated();
    disk.moves(BRIEFING, "/docs/b.txt");
    disk.put("/docs/b.txt.notes.yaml", &with(&[note("5", "of b")]));
    let (_, opening) = open_at(&disk, "/docs/b.txt");
    assert_eq!(texts(&opening.book), pairs(&[("5", "of b")]));
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "mine")]));
}

#[test]
fn a_journal_finds_its_briefing_when_another_one_is_opened() {
    let disk = disk();
    let (mut store, _) = open(&disk);
    assert!(keep(&mut store, "1", "mine"));
    std::mem::forget(store);
    disk.crash(Survives::Nothing);
    disk.put("/docs/b.txt", b"Others.\n");
    let (_, opening) = open_at(&disk, "/docs/b.txt");
    assert!(opening.book.records().is_empty());
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "mine")]));
}

#[test]
fn renamed_after_a_crash_before_the_sidecar_was_there() {
    let disk = disk();
    let (mut store, _) = open(&disk);
    assert!(keep(&mut store, "1", "mine"));
    std::mem::forget(store);
    disk.crash(Survives::Nothing);
    disk.moves(BRIEFING, "/docs/b.txt");
    let (_, opening) = open_at(&disk, "/docs/b.txt");
    let everything: Vec<String> = disk.names().into_iter().filter(|name| name.ends_with(".notes.yaml")).collect();
    assert_eq!(texts(&opening.book), pairs(&[("1", "mine")]), "{everything:?}");
}

/// What is known of a briefing is what it is like now, though no note was written since.
#[test]
fn a_copy_of_one_that_was_renamed_or_edited_since_is_known() {
    for edited in [false, true] {
        let disk = annotated();
        disk.moves(BRIEFING, "/docs/b.txt");
        let (mut store, _) = open_at(&disk, "/docs/b.txt");
        if edited {
            disk.put("/docs/b.txt", b"Lead words, edited.\n");
            store.reread(Facts::default());
        }
        drop(store);
        disk.put("/other/copy.txt", &disk.get("/docs/b.txt").unwrap());
        let (_, opening) = open_at(&disk, "/other/copy.txt");
        assert_eq!(texts(&opening.book), pairs(&[("1", "mine")]));
        assert!(opening.message.is_some_and(|message| message.contains("notes of b.txt shown")));
    }
}
