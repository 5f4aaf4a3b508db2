//! Journeys through a large file of which only the beginning is here yet.

use attache::app::Action;
use attache::app::document::Opened;
use attache::desk::Desk;

fn section(n: usize) -> String {
    let words = format!("Words of section {n}. ").repeat(60);
    format!("# Section {n}\n\n{words}\n\n")
}

fn sections(all: usize) -> String {
    (1..=all).map(section).collect()
}

/// A desk with the first three of thirty sections, and what the rest will be.
fn desk() -> (Desk, Box<Opened>) {
    let desk = Desk::of_text("long.md", &sections(30));
    let whole = desk.app().document.source.clone();
    let mut desk = Desk::of_text("head.md", &sections(3));
    let head = desk.app().document.source.clone();
    desk.happens(Action::Opened(Box::new(Opened {
        complete: false,
        size: whole.size,
        path: whole.path.clone(),
        ..head
    })));
    (desk, Box::new(whole))
}

#[test]
fn how_far_one_is_and_how_long_the_rest_takes_is_told_of_the_whole_file() {
    let (mut desk, whole) = desk();
    let told = desk.row(23);
    assert!(told.contains("§1/3 · 2 %"), "{told}");
    assert!(told.contains("reading on, 9 % is here"), "{told}");
    let minutes = |told: &str| -> i32 {
        let before = told.split(" min left").next().and_then(|m| m.rsplit(' ').next());
        before.and_then(|m| m.parse().ok()).unwrap_or(-9)
    };
    desk.happens(Action::Reread(whole));
    assert!((minutes(&told) - minutes(&desk.row(23))).abs() <= 1, "{told}\n{}", desk.row(23));
    assert!(!desk.row(23).contains("reading on"), "{}", desk.row(23));
}

#[test]
fn the_end_of_the_beginning_is_not_taken_for_the_end() {
    let (mut desk, whole) = desk();
    desk.press("G");
    assert!(desk.row(23).contains("§3/3") && desk.row(23).contains("the end so far"), "{}", desk.row(23));
    desk.press("J");
    assert!(desk.screen().contains("still being read"), "{}", desk.screen());
    // A section whose end is not here is not read, however often one reads on.
    desk.press("<space> <space> <space>");
    assert!(desk.screen().contains("still being read"), "{}", desk.screen());
    assert!(!desk.app().progress.is_read(2), "{}", desk.screen());
    desk.press("G").happens(Action::Reread(whole));
    assert!(desk.row(23).contains("§30/30") && desk.row(23).contains("100 %"), "{}", desk.row(23));
}
