//! What a key is about that names no passage: what the reader went to last.

use attache::desk::Desk;

const TEXT: &str = "Daily\n\nThe lead says what matters. It has two sentences.\n\nHealth\n\nA clinic opened. Chad sent \
    doctors to it.\n\nFunding\n\nThe fund grew. Nobody said by how much.\n";

fn desk() -> Desk {
    Desk::of_text("a.txt", TEXT)
}

#[test]
fn after_a_search_keys_are_about_the_match() {
    let mut desk = desk();
    desk.press("/ Chad <enter> H y");
    assert!(desk.sidecar().unwrap().contains("quote: Chad sent doctors to it."), "{:?}", desk.sidecar());
    desk.press("a");
    assert!(desk.screen().contains("section “Health”"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.screen().contains("§2/3"), "{}", desk.screen());
}

#[test]
fn after_a_sentence_was_gone_to_it_is_that_one() {
    let mut desk = desk();
    desk.press("/ grew <enter> ) H g");
    assert!(desk.sidecar().unwrap().contains("quote: Nobody said by how much."), "{:?}", desk.sidecar());
}

#[test]
fn at_the_end_the_last_section_is_the_present_one() {
    let mut desk = desk();
    desk.press("G");
    assert!(desk.screen().contains("§3/3"), "{}", desk.screen());
    desk.press("a");
    assert!(desk.screen().contains("section “Funding”"), "{}", desk.screen());
}

#[test]
fn where_the_text_moved_on_it_is_the_top_row_again() {
    let long = "Some sentence stands here.\n\n".repeat(80);
    let mut desk = Desk::of_text("a.txt", &format!("{long}Chad sent doctors.\n\n{long}"));
    desk.press("/ Chad <enter> <pagedown> H y");
    assert!(!desk.sidecar().unwrap().contains("Chad"), "{:?}", desk.sidecar());
}
