//! Notes reach the disk, and a reader is told when they do not. Journeys at the desk: keys in, sidecar out.

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
    assert!(screen.contains("a.txt.notes.yaml:2:1:") && screen.contains("set-notes-aside"), "{screen}");
    write(&mut desk, "second");
    assert_eq!(desk.sidecar().unwrap(), bad);
    desk.press(": set-notes-aside <enter>");
    let sidecar = desk.sidecar().unwrap();
    assert!(sidecar.contains("first") && sidecar.contains("second"), "{sidecar}");
    let copy = desk.folder().join("a.txt.notes.yaml.aside");
    assert_eq!(std::fs::read_to_string(copy).unwrap(), bad);
    assert!(!desk.screen().contains("journal only"), "{}", desk.screen());
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
