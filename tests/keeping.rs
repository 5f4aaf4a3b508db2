//! Notes reach the disk, and a reader is told when they do not. Journeys at the desk: keys in, sidecar out.

use std::path::PathBuf;

use attache::desk::Desk;

const TEXT: &str = "Lead words of a briefing.\n\nRegional Issues\n\nOther words follow here, in one sentence.\n";

fn write(desk: &mut Desk, words: &str) {
    desk.press("A");
    desk.press(&words.replace(' ', " <space> "));
    desk.press("<c-s>");
}

#[test]
fn a_note_reaches_the_sidecar() {
    let mut desk = Desk::of_text("a.txt", TEXT).size(80, 12);
    assert_eq!(desk.sidecar(), None);
    write(&mut desk, "Who chairs it?");
    let sidecar = desk.sidecar().unwrap();
    assert!(sidecar.starts_with("schema: 1\ndocument: a.txt\nsha256: "), "{sidecar}");
    assert!(sidecar.contains("    Who chairs it?\n"), "{sidecar}");
    assert!(desk.row(11).contains("saved: “Who chairs it?” · 1 note"), "{}", desk.row(11));
}

#[test]
fn what_others_write_comes_in() {
    let mut desk = Desk::of_text("a.txt", TEXT).size(80, 12);
    write(&mut desk, "first");
    let theirs = desk.sidecar().unwrap().replace("    first\n", "    first, edited\n");
    desk.sidecar_becomes(&theirs);
    assert!(desk.row(11).contains("notes changed on disk: 1 changed"), "{}", desk.row(11));
    write(&mut desk, "second");
    let sidecar = desk.sidecar().unwrap();
    assert!(sidecar.contains("first, edited") && sidecar.contains("second"), "{sidecar}");
}

#[test]
fn a_sidecar_that_is_not_understood_is_left_and_can_be_set_aside() {
    let mut desk = Desk::of_text("a.txt", TEXT).size(80, 12);
    write(&mut desk, "first");
    let bad = "notes: [unclosed\n";
    desk.sidecar_becomes(bad);
    // Up to three rows, so that what to do is in sight on the narrowest screens.
    let screen = desk.screen();
    assert!(screen.contains("a.txt.notes.yaml:2:1 ") && screen.contains("set-notes-aside"), "{screen}");
    write(&mut desk, "second");
    assert_eq!(desk.sidecar().unwrap(), bad);
    desk.press(": set-notes-aside <enter>");
    let sidecar = desk.sidecar().unwrap();
    assert!(sidecar.contains("first") && sidecar.contains("second"), "{sidecar}");
    let copy = desk.folder().join("a.txt.notes.yaml.aside");
    assert_eq!(std::fs::read_to_string(copy).unwrap(), bad);
    assert!(!desk.screen().contains("journal only"), "{}", desk.screen());
}

/// The files of drafts in the desk's folder.
fn draft_files(desk: &Desk) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(desk.folder().join("state/drafts")).into_iter().flatten();
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|e| e == "json")).collect()
}

/// All that is kept of drafts there.
fn drafts(desk: &Desk) -> String {
    draft_files(desk).iter().map(|file| std::fs::read_to_string(file).unwrap_or_default()).collect()
}

/// A desk of so many columns with `a.txt` open, whose journal and sidecar cannot be written, as on a disk that takes its
/// time; the paths of it and of another briefing, and what stands where the sidecar belongs.
fn on_a_disk_that_takes_nothing(columns: u16) -> std::io::Result<(Desk, [PathBuf; 2], PathBuf)> {
    let mut desk = Desk::empty().size(columns, 12);
    let (a, b) = (desk.folder().join("a.txt"), desk.folder().join("b.txt"));
    let sidecar = desk.folder().join("a.txt.notes.yaml");
    std::fs::write(&a, TEXT)?;
    std::fs::write(&b, "Another briefing.\n")?;
    std::fs::create_dir_all(desk.folder().join("state"))?;
    std::fs::write(desk.folder().join("state/journal"), "a file")?;
    std::fs::create_dir(&sidecar)?;
    desk.load(&a);
    Ok((desk, [a, b], sidecar))
}

#[test]
fn a_note_that_is_not_on_the_disk_yet_stays_a_draft_when_another_briefing_is_opened() {
    let (mut desk, [a, b], sidecar) = on_a_disk_that_takes_nothing(80).unwrap();
    write(&mut desk, "first");
    assert!(desk.screen().contains("NOT SAVED"), "{}", desk.screen());
    desk.load(&b);
    assert!(drafts(&desk).contains("first"), "{}", drafts(&desk));
    // It is there, so its draft goes; and this one has none of its own.
    std::fs::remove_dir(&sidecar).unwrap();
    desk.press(": save-notes <enter>");
    assert!(std::fs::read_to_string(&sidecar).unwrap().contains("first"));
    assert_eq!(drafts(&desk), "");
    desk.load(&a);
    assert_eq!(desk.app().notes.book.notes().count(), 1);
}

/// A text that is read again makes no note durable.
#[test]
fn notes_that_are_not_saved_are_asked_about_after_the_text_was_read_again() {
    let mut desk = Desk::empty().size(80, 12);
    let a = desk.folder().join("a.txt");
    std::fs::write(&a, TEXT).unwrap();
    std::fs::create_dir_all(desk.folder().join("state")).unwrap();
    std::fs::write(desk.folder().join("state/journal"), "a file").unwrap();
    std::fs::create_dir(desk.folder().join("a.txt.notes.yaml")).unwrap();
    desk.load(&a);
    write(&mut desk, "first");
    std::fs::write(&a, format!("{TEXT}One more line.\n")).unwrap();
    desk.happens(attache::app::Action::Changed);
    desk.press("q");
    assert_eq!(desk.ended(), None);
    // Nobody but the draft on the disk has it.
    assert!(drafts(&desk).contains("first"), "{}", drafts(&desk));
    assert!(desk.screen().contains("quit? 1 stays as a draft; y/n"), "{}", desk.screen());
    // A highlight is none, and would be lost.
    desk.press("n H r q");
    assert_eq!(desk.ended(), None);
    assert!(desk.screen().contains("quit and lose 1 change? 1 stays as a draft; y/n"), "{}", desk.screen());
}

/// What the disk refused after its briefing was left is told in one place, with what becomes of it.
#[test]
fn a_note_that_is_refused_after_its_briefing_was_left_is_told_once() {
    let (mut desk, [_, b], sidecar) = on_a_disk_that_takes_nothing(150).unwrap();
    write(&mut desk, "first");
    desk.load(&b);
    desk.press(": save-notes <enter>");
    let screen = desk.screen();
    assert_eq!(screen.matches("NOT").count(), 1, "{screen}");
    assert!(screen.contains("NOT SAVED: notes on a.txt: ") && screen.contains("; kept there as a draft"), "{screen}");
    desk.press("q");
    assert!(desk.screen().contains("quit? 1 stays as a draft; y/n"), "{}", desk.screen());
    std::fs::remove_dir(&sidecar).unwrap();
    desk.press("n : save-notes <enter>");
    assert!(!desk.screen().contains("NOT SAVED"), "{}", desk.screen());
    assert!(std::fs::read_to_string(&sidecar).unwrap().contains("first"));
    desk.press("q");
    assert!(desk.ended().is_some());
}

/// The program was killed when the note was on the disk and its draft not gone from there yet.
#[test]
fn a_draft_that_became_a_note_is_not_offered() {
    let mut desk = Desk::of_text("a.txt", TEXT).size(80, 12);
    let (a, b) = (desk.folder().join("a.txt"), desk.folder().join("b.txt"));
    std::fs::write(&b, "Another briefing.\n").unwrap();
    desk.press("A first <esc> A");
    let file = draft_files(&desk).remove(0);
    let left = std::fs::read_to_string(&file).unwrap();
    desk.press("<c-s>");
    assert_eq!(drafts(&desk), "");
    // As another instance left them, which is no more.
    let mut page: serde_json::Value = serde_json::from_str(&left).unwrap();
    page["list"][0]["by"] = "1-1-1".into();
    let with_text = |text: &str| {
        let mut page = page.clone();
        page["list"][0]["text"] = text.into();
        page.to_string()
    };
    for (text, offered) in [("first", false), ("first, and more", true)] {
        desk.load(&b);
        std::fs::write(&file, with_text(text)).unwrap();
        desk.load(&a);
        assert_eq!(desk.screen().contains("1 note was begun here and not saved"), offered, "{}", desk.screen());
        assert_eq!(drafts(&desk).contains("first"), offered, "{}", drafts(&desk));
    }
}

#[test]
fn notes_are_there_again_and_can_be_undone_after_another_start() {
    let mut desk = Desk::of_text("a.txt", TEXT).size(80, 12);
    write(&mut desk, "first");
    let path = desk.folder().join("a.txt");
    desk.load(&path);
    assert_eq!(desk.app().notes.book.notes().count(), 1);
    desk.press("u");
    assert_eq!(desk.app().notes.book.notes().count(), 0);
    assert!(desk.sidecar().unwrap().contains("deleted: "));
}

#[test]
fn a_renamed_briefing_keeps_its_notes_and_says_so() {
    let mut desk = Desk::of_text("a.txt", TEXT).size(80, 12);
    write(&mut desk, "first");
    let (old, new) = (desk.folder().join("a.txt"), desk.folder().join("b.txt"));
    std::fs::rename(old, &new).unwrap();
    desk.load(&new);
    assert!(desk.row(11).contains("known as a.txt: its notes came along"), "{}", desk.row(11));
    assert_eq!(desk.app().notes.book.notes().count(), 1);
    assert!(desk.folder().join("b.txt.notes.yaml").exists());
}

#[test]
fn a_copy_shows_the_notes_and_has_its_own_with_the_first_change() {
    let mut desk = Desk::of_text("a.txt", TEXT).size(80, 12);
    write(&mut desk, "first");
    let folder = desk.folder().join("elsewhere");
    std::fs::create_dir(&folder).unwrap();
    let copy = folder.join("copy.txt");
    std::fs::copy(desk.folder().join("a.txt"), &copy).unwrap();
    desk.load(&copy);
    assert!(desk.screen().contains("notes of a.txt shown"), "{}", desk.screen());
    assert_eq!(desk.app().notes.book.notes().count(), 1);
    let own = folder.join("copy.txt.notes.yaml");
    assert!(!own.exists());
    write(&mut desk, "of the copy");
    let read = |path: PathBuf| std::fs::read_to_string(path).unwrap();
    let (first, own) = (read(desk.folder().join("a.txt.notes.yaml")), read(own));
    assert!(own.contains("first") && own.contains("of the copy"), "{own}");
    assert!(!first.contains("of the copy"), "{first}");
}

/// A name is marked by a key: the mark is in the sidecar, the name in the registry, and one undo takes back both.
#[test]
fn a_mark_reaches_both_files_and_is_one_step() {
    let mut desk =
        Desk::of_text("a.txt", "The minister spoke in Rawalpindi today.\n\nTalks\n\nOther words.\n").size(80, 12);
    assert_eq!((desk.sidecar(), desk.registry()), (None, None));
    desk.press("/ Rawalpindi <enter> v e l");
    let (sidecar, registry) = (desk.sidecar().unwrap(), desk.registry().unwrap());
    assert!(sidecar.contains("  entity: Rawalpindi\n  kind: place\n"), "{sidecar}");
    assert!(registry.starts_with("- id: ") && registry.contains("\n  name: Rawalpindi\n  kind: place\n"), "{registry}");
    // Somebody else writes the registry meanwhile.
    desk.registry_becomes(&format!("# ours\n{registry}- id: x\n  name: Islamabad\n  kind: place\n"));
    assert_eq!(desk.app().notes.book.entries().count(), 2);
    assert!(desk.screen().contains("names changed on disk: 1 new"), "{}", desk.screen());
    // After another start both are there, and what was done can be undone.
    let path = desk.folder().join("a.txt");
    desk.load(&path);
    assert_eq!((desk.app().notes.book.entries().count(), desk.app().notes.book.marks().count()), (2, 1));
    desk.press("u");
    let (sidecar, registry) = (desk.sidecar().unwrap(), desk.registry().unwrap());
    assert_eq!((desk.app().notes.book.entries().count(), desk.app().notes.book.marks().count()), (1, 0));
    assert!(sidecar.contains("deleted: ") && registry.contains("deleted: "), "{sidecar}{registry}");
    assert!(registry.starts_with("# ours\n") && registry.contains("name: Islamabad"), "{registry}");
    desk.press("<c-r>");
    assert_eq!((desk.app().notes.book.entries().count(), desk.app().notes.book.marks().count()), (2, 1));
}

#[test]
fn a_registry_that_is_not_understood_is_left_and_can_be_set_aside() {
    let mut desk = Desk::of_text("a.txt", "The minister spoke in Rawalpindi today.\n").size(80, 12);
    let bad = "- id: [unclosed\n";
    desk.registry_becomes(bad);
    let said = "entities.yaml:2:1isbroken:edit-notes-fileorset-notes-aside(palette);namesarekeptin";
    assert!(unspaced(&desk).contains(said), "{}", desk.screen());
    desk.resize(40, 12);
    assert!(unspaced(&desk).contains(said), "{}", desk.screen());
    desk.resize(80, 12);
    desk.press("/ Rawalpindi <enter> v e l");
    assert_eq!(desk.registry().unwrap(), bad);
    assert!(desk.sidecar().unwrap().contains("entity: Rawalpindi"), "the notes are not held up");
    desk.press(": set-notes-aside <enter>");
    assert!(desk.registry().unwrap().contains("name: Rawalpindi"), "{:?}", desk.registry());
    let copy = desk.folder().join("entities.yaml.aside");
    assert_eq!(std::fs::read_to_string(copy).unwrap(), bad);
}

/// The screen without white space.
fn unspaced(desk: &Desk) -> String {
    desk.screen().split_whitespace().collect()
}
