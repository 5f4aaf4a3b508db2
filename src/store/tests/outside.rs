//! Others write the sidecar, or something that is none.

use super::*;

/// The sum of a briefing is taken when it is opened: the file may be gone when the first note is written.
#[test]
fn a_briefing_that_went_after_it_was_opened_has_its_sum_in_the_sidecar() {
    let disk = disk();
    let (mut store, _) = open(&disk);
    store.make_ready();
    disk.take(BRIEFING);
    assert!(keep(&mut store, "1", "mine"));
    assert_eq!(store.flush(), Flush::Written);
    let sidecar = Sidecar::parse(&disk.get(SIDECAR).unwrap()).unwrap();
    assert_eq!(sidecar.sha256(), super::super::sha256(b"Lead words.\n"));
}

/// Somebody writes the sidecar between our new file and our look at it: that is not taken for ours.
#[test]
fn what_comes_right_behind_our_own_is_noticed() {
    let disk = disk();
    let (mut store, _) = open(&disk);
    assert!(keep(&mut store, "1", "mine"));
    assert_eq!(store.flush(), Flush::Written);
    assert!(keep(&mut store, "2", "mine, too"));
    let theirs = with(&[note("1", "mine"), note("2", "mine, too"), note("3", "theirs")]);
    disk.put_behind(SIDECAR, &theirs);
    assert_eq!(store.flush(), Flush::Written);
    let Flush::Merged(book) = store.flush() else { panic!("it was not noticed") };
    assert_eq!(texts(&book), pairs(&[("1", "mine"), ("2", "mine, too"), ("3", "theirs")]));
    assert_eq!(store.notice().as_deref(), Some("notes changed on disk: 1 new"));
}

/// A process that ended without its last flush is one whose store was dropped.
#[test]
fn what_another_left_is_taken_up_while_this_one_is_open() {
    let disk = disk();
    let (mut here, _) = open(&disk);
    let (mut killed, _) = open(&disk);
    assert!(keep(&mut killed, "1", "of the killed one"));
    assert_eq!(here.flush(), Flush::Written, "it lives, and its journal is its own");
    drop(killed);
    let Flush::Merged(book) = here.flush() else { unreachable!("its note came in") };
    assert_eq!(texts(&book), pairs(&[("1", "of the killed one")]));
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "of the killed one")]));
    assert!(!disk.names().iter().any(|name| name.contains(".journal")), "{:?}", disk.names());
}

#[test]
fn what_was_left_for_another_briefing_goes_there_or_stays_where_it_is() {
    let disk = disk();
    disk.put("/docs/b.txt", b"Other words.\n");
    disk.put("/docs/b.txt.notes.yaml", b"notes: [unclosed\n");
    let (mut here, _) = open(&disk);
    let (mut killed, _) = Store::open_on(disk.clone(), &home(), Path::new("/docs/b.txt"), &Facts::default());
    assert!(keep(&mut killed, "1", "on b"));
    drop(killed);
    assert_eq!(here.flush(), Flush::Written);
    assert_eq!(disk.get("/docs/b.txt.notes.yaml").unwrap(), b"notes: [unclosed\n");
    disk.take("/docs/b.txt.notes.yaml");
    open(&disk);
    assert_eq!(on_disk(&disk, "/docs/b.txt.notes.yaml"), pairs(&[("1", "on b")]));
}

/// Two that ended badly after they changed one note: neither change is lost.
#[test]
fn what_two_left_of_one_note_is_merged() {
    let disk = disk();
    let (mut first, _) = open(&disk);
    assert!(keep(&mut first, "1", "one\n\ntwo"));
    assert_eq!(first.flush(), Flush::Written);
    let (mut second, _) = open(&disk);
    assert!(keep(&mut first, "1", "one, changed\n\ntwo"));
    assert!(keep(&mut second, "1", "one\n\ntwo, changed"));
    drop((first, second));
    let (_, opening) = open(&disk);
    assert_eq!(texts(&opening.book), pairs(&[("1", "one, changed\n\ntwo, changed")]));
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "one, changed\n\ntwo, changed")]));
}

#[test]
fn what_others_wrote_comes_in_and_own_notes_stay() {
    let disk = disk();
    let (mut store, _) = open(&disk);
    assert!(keep(&mut store, "1", "mine"));
    assert_eq!(store.flush(), Flush::Written);
    disk.put(SIDECAR, &with(&[note("1", "mine"), note("2", "theirs")]));
    assert!(keep(&mut store, "3", "mine too"));
    let all = pairs(&[("1", "mine"), ("2", "theirs"), ("3", "mine too")]);
    let Flush::Merged(book) = store.flush() else { panic!("nobody is told") };
    assert_eq!(texts(&book), all);
    assert_eq!(on_disk(&disk, SIDECAR), all);
    assert_eq!(store.notice().as_deref(), Some("notes changed on disk: 1 new"));
    assert_eq!(store.flush(), Flush::Written);
}

#[test]
fn an_outside_edit_without_own_changes_is_only_read() {
    let disk = disk();
    disk.put(SIDECAR, &with(&[note("1", "one"), note("2", "two")]));
    let (mut store, _) = open(&disk);
    let edited = with(&[note("1", "one, edited")]);
    disk.put(SIDECAR, &edited);
    let Flush::Merged(book) = store.flush() else { panic!("nobody is told") };
    assert_eq!(texts(&book), pairs(&[("1", "one, edited")]));
    assert_eq!(disk.get(SIDECAR).unwrap(), edited);
    assert_eq!(store.notice().as_deref(), Some("notes changed on disk: 1 changed, 1 deleted"));
}

/// An editor that was opened before the note was kept, and saves after.
#[test]
fn a_stale_copy_does_not_take_away_a_note_of_this_run() {
    let disk = disk();
    disk.put(SIDECAR, &with(&[note("0", "old")]));
    let (mut store, _) = open(&disk);
    let stale = disk.get(SIDECAR).unwrap();
    assert!(keep(&mut store, "1", "mine"));
    assert_eq!(store.flush(), Flush::Written);
    disk.put(SIDECAR, &stale);
    assert_eq!(store.flush(), Flush::Written);
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("0", "old"), ("1", "mine")]));
}

/// A note that was kept, and is in the trash now because somebody took it out of the file.
#[test]
fn what_somebody_takes_out_of_the_file_is_in_the_trash_and_told_of() {
    let disk = disk();
    disk.put(SIDECAR, &with(&[note("0", "old")]));
    let (mut store, _) = open(&disk);
    let before = disk.get(SIDECAR).unwrap();
    assert!(keep(&mut store, "1", "mine"));
    assert_eq!(store.flush(), Flush::Written);
    disk.wait(60);
    disk.put(SIDECAR, &before);
    let Flush::Merged(book) = store.flush() else { panic!("nobody is told") };
    assert_eq!(texts(&book), pairs(&[("0", "old")]));
    assert_eq!(book.trash().next().and_then(Record::as_note).map(|note| note.text.as_str()), Some("mine"));
    assert_eq!(store.notice().as_deref(), Some("notes changed on disk: 1 deleted; the trash has it"));
    assert!(String::from_utf8(disk.get(SIDECAR).unwrap()).unwrap().contains("mine"));
    // From the trash it is taken out for good.
    disk.wait(60);
    disk.put(SIDECAR, &before);
    store.flush();
    assert_eq!(disk.get(SIDECAR).unwrap(), before);
    store.flush();
    assert_eq!((store.book().trash().count(), disk.get(SIDECAR).unwrap()), (0, before));
}

#[test]
fn what_somebody_takes_out_and_the_reader_changed_since_stays() {
    let disk = disk();
    let (mut store, _) = open(&disk);
    assert!(keep(&mut store, "1", "one") && keep(&mut store, "2", "two"));
    assert_eq!(store.flush(), Flush::Written);
    disk.wait(60);
    disk.put(SIDECAR, &with(&[note("2", "two")]));
    assert!(keep(&mut store, "1", "one, changed"));
    store.flush();
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "one, changed"), ("2", "two")]));
    // Of two, the one that is not the newest: whoever wrote the file had seen both.
    disk.wait(60);
    disk.put(SIDECAR, &with(&[note("1", "one, changed")]));
    store.flush();
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "one, changed")]));
    assert_eq!(store.book().trash().count(), 1);
}

#[test]
fn an_older_copy_takes_nothing_away() {
    let disk = disk();
    disk.put(SIDECAR, &with(&[note("0", "old")]));
    let (mut store, _) = open(&disk);
    let older = disk.get(SIDECAR).unwrap();
    for id in ["1", "2"] {
        assert!(keep(&mut store, id, "mine"));
        assert_eq!(store.flush(), Flush::Written);
    }
    disk.wait(60);
    disk.put(SIDECAR, &older);
    assert_eq!(store.flush(), Flush::Written);
    assert_eq!(on_disk(&disk, SIDECAR).len(), 3);
    let told = store.notice().unwrap();
    assert!(
        told.ends_with("2 that were added last were missing in it, as in an older copy of it, and are back"),
        "{told}"
    );
}

/// What this run did not write is no longer shown, and the file that had it is kept.
#[test]
fn of_what_others_wrote_and_took_out_there_is_a_backup() {
    let disk = disk();
    let (mut store, _) = open(&disk);
    disk.put(SIDECAR, &with(&[note("1", "one"), note("2", "two")]));
    store.flush();
    disk.put(SIDECAR, &with(&[note("2", "two")]));
    store.flush();
    let backups: Vec<String> = disk.names().into_iter().filter(|name| name.starts_with("/state/backups")).collect();
    assert_eq!(backups.len(), 1);
    assert_eq!(on_disk(&disk, &backups[0]), pairs(&[("1", "one"), ("2", "two")]));
}

#[test]
fn both_changed_one_note_and_neither_is_lost() {
    let disk = disk();
    disk.put(SIDECAR, &with(&[note("1", "as it was")]));
    let (mut store, _) = open(&disk);
    assert!(keep(&mut store, "1", "mine"));
    disk.put(SIDECAR, &with(&[note("1", "theirs")]));
    assert!(matches!(store.flush(), Flush::Merged(_)));
    let texts = on_disk(&disk, SIDECAR);
    let all = texts.values().map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(all.contains("mine") && all.contains("theirs"), "{texts:?}");
}

#[test]
fn two_processes_on_one_briefing_both_work() {
    let disk = disk();
    let (mut one, _) = open(&disk);
    let (mut two, _) = open(&disk);
    for n in 0..5 {
        assert!(keep(&mut one, &format!("a{n}"), "one"));
        assert!(keep(&mut two, &format!("b{n}"), "two"));
        assert!(matches!(two.flush(), Flush::Written | Flush::Merged(_)));
        assert!(matches!(one.flush(), Flush::Written | Flush::Merged(_)));
    }
    two.flush();
    assert_eq!(on_disk(&disk, SIDECAR).len(), 10);
    assert_eq!((texts(one.book()).len(), texts(two.book()).len()), (10, 10));
}

#[test]
fn a_journal_of_a_process_that_lives_is_left_alone() {
    let disk = disk();
    let (mut one, _) = open(&disk);
    assert!(keep(&mut one, "1", "mine"));
    let (_, opening) = open(&disk);
    assert!(opening.book.records().is_empty());
    disk.crash(Survives::All);
    let (_, opening) = open(&disk);
    assert_eq!(texts(&opening.book), pairs(&[("1", "mine")]));
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "mine")]));
}

#[test]
fn what_is_not_understood_is_not_touched() {
    for bad in
        [&b"notes: [unclosed\n\tprecious: {\n"[..], b"\xff\xfe", b"[[[[[[", b"schema: 99\nnotes: []\nfuture: yes\n"]
    {
        let disk = disk();
        disk.put(SIDECAR, bad);
        let (mut store, opening) = open(&disk);
        let Some(Flush::Aside { reason, .. }) = opening.trouble else { panic!("{bad:?} is taken") };
        assert!(reason.starts_with("a.txt.notes.yaml"), "{reason}");
        assert!(keep(&mut store, "1", "mine"), "the journal takes it");
        assert!(matches!(store.flush(), Flush::Aside { .. }));
        assert_eq!(disk.get(SIDECAR).unwrap(), bad);
        drop(store);
        disk.crash(Survives::Nothing);
        let (store, opening) = open(&disk);
        assert_eq!(texts(store.book()), pairs(&[("1", "mine")]));
        assert!(matches!(opening.trouble, Some(Flush::Aside { .. })));
        assert_eq!(disk.get(SIDECAR).unwrap(), bad);
        // It is mended from outside.
        drop(store);
        disk.put(SIDECAR, &with(&[note("0", "old")]));
        let (_, opening) = open(&disk);
        assert_eq!(opening.trouble, None);
        assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("0", "old"), ("1", "mine")]));
    }
}

#[test]
fn setting_aside_keeps_a_copy_and_begins_anew() {
    let disk = disk();
    let bad = b"notes: [unclosed\n";
    disk.put(SIDECAR, bad);
    disk.put("/docs/a.txt.notes.yaml.aside", b"of an earlier time");
    let (mut store, _) = open(&disk);
    assert!(keep(&mut store, "1", "mine"));
    let copy = store.set_aside().unwrap();
    assert_eq!(copy, Path::new("/docs/a.txt.notes.yaml.aside-2"));
    assert_eq!(store.flush(), Flush::Written);
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "mine")]));
    assert_eq!(disk.get("/docs/a.txt.notes.yaml.aside-2").unwrap(), bad);
    assert_eq!(disk.get("/docs/a.txt.notes.yaml.aside").unwrap(), b"of an earlier time");
    assert!(store.set_aside().is_err(), "one that can be read is not set aside");
}

#[test]
fn setting_aside_with_any_call_failing_loses_nothing() {
    let bad = b"notes: [unclosed\n";
    for at in 0..60 {
        let disk = disk();
        disk.put(SIDECAR, bad);
        let (mut store, _) = open(&disk);
        assert!(keep(&mut store, "1", "mine"));
        disk.fails(Fault::Power(at));
        let _ = store.set_aside();
        store.flush();
        drop(store);
        disk.crash(Survives::Nothing);
        let copies: Vec<String> = disk.names().into_iter().filter(|n| disk.get(n).is_some_and(|b| b == bad)).collect();
        assert!(!copies.is_empty(), "power gone at call {at}: {:?}", disk.names());
    }
}

#[test]
fn a_sidecar_that_turns_bad_while_open_is_set_aside_with_all_notes_known() {
    let disk = disk();
    disk.put(SIDECAR, &with(&[note("0", "old")]));
    let (mut store, _) = open(&disk);
    disk.put(SIDECAR, b"notes: [unclosed\n");
    assert!(matches!(store.flush(), Flush::Aside { place: Some((1 | 2, _)), again: false, .. }));
    store.set_aside().unwrap();
    assert!(keep(&mut store, "1", "mine"));
    assert_eq!(store.flush(), Flush::Written);
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("0", "old"), ("1", "mine")]));
}

#[test]
fn notes_that_find_no_place_can_be_written_elsewhere() {
    let disk = disk();
    disk.put(SIDECAR, &with(&[note("0", "old")]));
    let (mut store, _) = open(&disk);
    disk.put(SIDECAR, b"notes: [unclosed\n");
    assert!(keep(&mut store, "1", "mine"));
    disk.close("/home");
    let path = store.write_elsewhere(&[PathBuf::from("/home"), PathBuf::from("/tmp")]).unwrap();
    assert_eq!(path, Path::new("/tmp/a.txt.notes.yaml"));
    assert_eq!(on_disk(&disk, "/tmp/a.txt.notes.yaml"), pairs(&[("0", "old"), ("1", "mine")]));
}

#[test]
fn a_folder_that_takes_nothing_has_its_notes_in_the_state_directory() {
    let disk = disk();
    disk.put(SIDECAR, &with(&[note("0", "old")]));
    disk.close("/docs");
    let (mut store, _) = open(&disk);
    assert!(keep(&mut store, "1", "mine"));
    assert_eq!(store.flush(), Flush::Written);
    let place = store.at().display().to_string();
    assert!(place.starts_with("/state/notes/") && place.ends_with("/a.txt.notes.yaml"), "{place}");
    assert!(store.notice().is_some_and(|notice| notice.contains(&place)));
    assert_eq!(on_disk(&disk, &place), pairs(&[("0", "old"), ("1", "mine")]));
    drop(store);
    let (mut store, opening) = open(&disk);
    assert_eq!(texts(&opening.book), pairs(&[("0", "old"), ("1", "mine")]));
    assert!(opening.message.is_some_and(|message| message.contains(&place)));
    drop(store);
    // The folder takes files again: the notes go where they belong.
    disk.reopen("/docs");
    (store, _) = open(&disk);
    assert_eq!(store.at(), Path::new(SIDECAR));
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("0", "old"), ("1", "mine")]));
    assert!(disk.get(&place).is_none());
}

#[test]
fn the_sum_in_the_head_vouches_only_for_anchors_of_this_text() {
    let anchored = |id: &str| {
        let Record::Note(mut note) = note(id, "x") else { panic!() };
        note.target = crate::note::Target::Span(crate::note::Anchor { quote: "Lead".to_owned(), ..Default::default() });
        Record::Note(note)
    };
    let disk = disk();
    let (mut store, _) = open(&disk);
    let first = Change::of(store.book(), anchored("1"));
    store.keep(&[first], &History::default()).unwrap();
    store.flush();
    let sum = |disk: &Fake| Sidecar::parse(&disk.get(SIDECAR).unwrap()).unwrap().sha256().to_owned();
    let before = sum(&disk);
    assert_eq!(before, super::super::sha256(b"Lead words.\n"));
    disk.put(BRIEFING, b"Other words. Lead words.\n");
    store.reread(Facts::default());
    assert!(!store.is_for_this_text());
    let second = Change::of(store.book(), anchored("2"));
    store.keep(&[second], &History::default()).unwrap();
    store.flush();
    assert_eq!(sum(&disk), before, "the first anchor is not for this text");
}

/// Many editors empty the file and then write it: who looks in between sees nothing, or a half.
#[test]
fn a_file_that_is_being_written_is_waited_for() {
    let all = with(&[note("1", "one"), note("2", "two")]);
    let half = with(&[note("1", "one")]);
    for between in [&b""[..], &half, b"notes:\n- id: '1'\n  te"] {
        let disk = disk();
        disk.put(SIDECAR, &all);
        let (mut store, _) = open(&disk);
        disk.put(SIDECAR, between);
        disk.put_meanwhile(SIDECAR, &with(&[note("1", "one"), note("2", "two, edited")]));
        assert!(keep(&mut store, "3", "mine"));
        assert!(matches!(store.flush(), Flush::Merged(_)));
        assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("1", "one"), ("2", "two, edited"), ("3", "mine")]));
    }
}

#[test]
fn of_what_others_took_out_there_is_a_backup() {
    let disk = disk();
    let all = with(&[note("1", "one"), note("2", "two")]);
    disk.put(SIDECAR, &all);
    let (mut store, _) = open(&disk);
    disk.put(SIDECAR, b"");
    assert!(keep(&mut store, "3", "mine"));
    store.flush();
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("3", "mine")]));
    let backups = disk.names().into_iter().filter(|name| name.starts_with("/state/backups"));
    assert!(backups.map(|name| disk.get(&name)).any(|kept| kept.as_ref() == Some(&all)), "{:?}", disk.names());
}

/// Somebody took the right to write from the file, not from its folder.
#[test]
fn a_file_that_nobody_may_write_is_left_as_it_is() {
    let disk = disk();
    let before = with(&[note("0", "old")]);
    disk.put(SIDECAR, &before);
    disk.seal(SIDECAR);
    let (mut store, _) = open(&disk);
    assert!(keep(&mut store, "1", "mine"));
    assert_eq!(store.flush(), Flush::Written);
    assert_eq!(disk.get(SIDECAR).unwrap(), before);
    let notice = store.notice().unwrap();
    assert!(notice.contains("the file there is read-only") && notice.contains("/state/notes/"), "{notice}");
    drop(store);
    let (store, opening) = open(&disk);
    assert_eq!(texts(&opening.book), pairs(&[("0", "old"), ("1", "mine")]));
    drop(store);
    disk.unseal(SIDECAR);
    let (_, opening) = open(&disk);
    assert_eq!(opening.trouble, None);
    assert_eq!(on_disk(&disk, SIDECAR), pairs(&[("0", "old"), ("1", "mine")]));
}
