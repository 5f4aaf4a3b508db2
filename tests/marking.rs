//! Journeys of names: keys in, screen, sidecar and registry out.

use attache::app::entities::State;
use attache::desk::Desk;

const TEXT: &str = "Meeting in Rawalpindi\n\nGen. Syed Asim Munir received the Iranian minister in Rawalpindi on 30 January 2024.\n\n\
    Talks\n\nMunir said that Iran and Pakistan agree. Jalil Abbas Jilani was there, and Jilani spoke.\n";

fn desk() -> Desk {
    Desk::of_text("a.txt", TEXT)
}

#[test]
fn names_are_underlined_once_the_text_was_read_and_nothing_moves() {
    let desk = self::desk();
    assert_eq!(desk.app().entities.state, State::Ready);
    let row = desk.screen().lines().position(|row| row.contains("Gen. Syed Asim Munir")).unwrap();
    let (text, styles) = (desk.row(row), desk.styles().lines().nth(row).unwrap().to_owned());
    let at = text.split("Syed").next().unwrap().chars().count();
    let under: String = styles.chars().skip(at).take("Syed Asim Munir".len()).collect();
    assert_eq!(under, "u".repeat("Syed Asim Munir".len()), "{styles}");
}

#[test]
fn from_name_to_name_and_to_the_same_one_again() {
    let mut desk = desk();
    desk.press("]e");
    assert!(desk.screen().contains("1/"), "{}", desk.screen());
    assert!(desk.screen().contains("Rawalpindi · place, suggested"), "{}", desk.screen());
    desk.press("]e");
    assert!(desk.screen().contains("Syed Asim Munir · person, suggested"), "{}", desk.screen());
    desk.press("]E");
    assert!(desk.screen().contains("2/2 Syed Asim Munir"), "{}", desk.screen());
    desk.press("]E");
    assert!(desk.screen().contains("no name further on"), "{}", desk.screen());
    desk.press("v / Jilani <enter> h l");
    assert!(desk.screen().contains("@ Jalil Abbas") && desk.screen().contains("person?"), "{}", desk.screen());
}

/// The file that the registry stands in, beside the briefing.
fn registry(desk: &Desk) -> String {
    let path = desk.sidecar_path().unwrap().with_file_name("entities.yaml");
    std::fs::read_to_string(path).unwrap_or_default()
}

fn seen(desk: &Desk, words: &str) {
    assert!(desk.screen().contains(words), "`{words}` is not on the screen:\n{}", desk.screen());
}

#[test]
fn a_letter_marks_the_name_under_the_caret() {
    let mut desk = desk();
    desk.press("]e ]e v /Munir <enter> e");
    seen(&desk, "MARK “Syed Asim Munir” as  p person  l place  o organisation  v event  d date");
    seen(&desk, "= Syed Asim Munir · person? (2 mentions)  Enter yes · n new");
    desk.press("p");
    seen(&desk, "marked: Syed Asim Munir · person; u takes it back");
    let sidecar = desk.sidecar().unwrap();
    assert!(sidecar.contains("entity: Syed Asim Munir") && sidecar.contains("quote: Syed Asim Munir"), "{sidecar}");
    assert!(registry(&desk).contains("name: Syed Asim Munir"), "{}", registry(&desk));
    desk.press("u");
    assert!(desk.app().notes.book.marks().next().is_none() && desk.app().notes.book.entries().next().is_none());
}
