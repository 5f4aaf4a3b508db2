//! What a reader is told about notes while they read: after a change of the file, of drafts, of a file that went.

use attache::app::Action;
use attache::desk::Desk;

const TEXT: &str = "\
Lead words of a briefing that say what matters today.

Regional Issues

The officials agreed to establish a high-level consultative mechanism to oversee cooperation at the border.
";

fn write(desk: &mut Desk, words: &str) {
    desk.press("A");
    desk.press(&words.replace(' ', " <space> "));
    desk.press("<c-s>");
}

fn flat(desk: &Desk) -> String {
    desk.screen().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_reload_says_how_many_passages_changed_and_what_shows_them() {
    let mut desk = Desk::of_text("a.txt", TEXT);
    desk.press("/ officials <enter> v i s a").press("Who?").press("<c-s>");
    assert_eq!(desk.app().notes.book.notes().count(), 1, "{}", desk.screen());
    let later = TEXT.replace("mechanism to oversee", "board to oversee").replace("Lead", "The first");
    let path = desk.folder().join("a.txt");
    assert!(std::fs::write(&path, later).is_ok());
    desk.happens(Action::Changed);
    assert!(flat(&desk).contains("1 passage changed: gR shows them"), "{}", desk.screen());
}

#[test]
fn drafts_are_announced_when_their_briefing_is_opened() {
    let mut desk = Desk::of_text("a.txt", TEXT);
    desk.press("A").press("begun").press("<esc>");
    let (path, other) = (desk.folder().join("a.txt"), desk.folder().join("b.txt"));
    assert!(std::fs::write(&other, "Other words.\n").is_ok());
    desk.load(&other).load(&path);
    assert!(flat(&desk).contains("1 note was begun here and not saved:"), "{}", desk.screen());
}

#[test]
fn a_file_that_went_while_it_was_open_leaves_its_text_and_takes_notes() {
    let mut desk = Desk::of_text("a.txt", TEXT);
    let path = desk.folder().join("a.txt");
    assert!(std::fs::remove_file(&path).is_ok());
    desk.happens(Action::Changed);
    assert!(flat(&desk).contains("a.txt was moved or deleted: the text stays on the screen"), "{}", desk.screen());
    write(&mut desk, "still here");
    assert!(desk.screen().contains("saved: “still here”"), "{}", desk.screen());
    assert!(desk.sidecar().is_some_and(|sidecar| sidecar.contains("still here")));
}

#[test]
fn setting_notes_aside_says_how_many_stay_behind() {
    let mut desk = Desk::of_text("a.txt", TEXT);
    write(&mut desk, "first");
    let bad = format!("{}- id: 01B\n  text: [unclosed\n", desk.sidecar().unwrap_or_default());
    desk.sidecar_becomes(&bad);
    desk.press(": set-notes-aside <enter>");
    assert!(flat(&desk).contains("1 record in it stays behind and is not shown here"), "{}", desk.screen());
}

#[test]
fn help_opens_at_the_keys_of_where_one_is() {
    let mut desk = Desk::of_text("a.txt", TEXT);
    write(&mut desk, "first");
    desk.press("gn ?");
    let screen = desk.screen();
    assert!(screen.contains("Notes") && !screen.contains("one line down"), "{screen}");
}

#[test]
fn words_in_the_filter_also_mean_kind_and_heading() {
    let mut desk = Desk::of_text("a.txt", TEXT);
    desk.press("/ officials <enter> v i s a").press("Who?").press("<c-s>");
    write(&mut desk, "Read twice.");
    desk.press("gn / regional <enter>");
    assert!(desk.screen().contains("Who?") && desk.row(0).contains("1 of 2"), "{}", desk.screen());
}
