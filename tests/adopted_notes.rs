//! A journey with a briefing that was edited and renamed: its notes are offered and copied, and the old file stays.

use attache::desk::Desk;

const TEXT: &str = "The border stays open after talks.\n\nTwelve posts were closed last week.\n";

const NOTES: &str = "\
schema: 1
document: old.txt
sha256: \"\"
notes:
- id: 01A
  on: span
  quote: The border stays open
  after: ' after talks.'
  start: 0
  kind: question
  status: open
  text: Really?
";

#[test]
fn notes_that_may_be_its_own_are_said_chosen_and_copied() {
    let mut desk = Desk::of_text("new.txt", TEXT);
    let old = desk.folder().join("old.txt.notes.yaml");
    std::fs::write(&old, NOTES).unwrap();
    let path = desk.folder().join("new.txt");
    desk.load(&path);
    let said = "no notes here, but old.txt.notes.yaml may be its own: `adopt-notes` (palette) copies them";
    assert!(desk.screen().replace("\n ", " ").contains(said), "{}", desk.screen());
    desk.press(": adopt-notes <enter>");
    assert!(desk.screen().contains("Copy the notes of which file?"), "{}", desk.screen());
    desk.press("<enter>");
    assert!(desk.screen().contains("1 note copied from old.txt.notes.yaml"), "{}", desk.screen());
    assert_eq!(desk.app().notes.book.notes().count(), 1);
    assert!(desk.sidecar().unwrap_or_default().contains("Really?"));
    assert_eq!(std::fs::read_to_string(&old).unwrap(), NOTES);
    desk.load(&path);
    assert!(!desk.screen().contains("may be its own"), "{}", desk.screen());
}
